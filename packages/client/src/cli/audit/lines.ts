/** A line feed. Nothing else ends a line of an export: JSON may hold the other separators as they are. */
const END = 0x0a;
const ENCODER = new TextEncoder();

/**
 * The lines of a text in UTF-8, without what ends them, one in memory at a time. Throws SyntaxError for one longer than `maxBytes`, and for
 * bytes that are no UTF-8.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array | string>, maxBytes: number): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length > maxBytes) throw new SyntaxError("a line is too long");
    parts.push(bytes);
  };
  for await (const chunk of input) {
    const bytes = typeof chunk === "string" ? ENCODER.encode(chunk) : chunk;
    let from = 0;
    for (let end = bytes.indexOf(END); end >= 0; end = bytes.indexOf(END, from)) {
      keep(bytes.subarray(from, end));
      yield textOf(parts);
      parts = [];
      length = 0;
      from = end + 1;
    }
    if (from < bytes.length) keep(bytes.subarray(from));
  }
  if (length > 0) yield textOf(parts);
}

function textOf(parts: readonly Uint8Array[]): string {
  const bytes = parts.length === 1 && parts[0] ? parts[0] : joined(parts);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\r$/, "");
  } catch {
    throw new SyntaxError("no text"); // The decoder's own error is a TypeError, as a fault of this program would be.
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
