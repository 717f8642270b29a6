/** How a value has to be written so that the server reads it as it is. */
type Escape = (value: string) => string;

const jsonEscape: Escape = (value) => JSON.stringify(value).slice(1, -1);
/** As forms are encoded (WHATWG URL, `application/x-www-form-urlencoded`). */
const formEscape: Escape = (value) => new URLSearchParams([["", value]]).toString().slice(1);
const asItIs: Escape = (value) => value;

/**
 * The body with the value in place of each stand-in, or undefined where the body holds none. `contentType` decides how the value
 * is escaped; a JSON text within a form is seen by the quotes around the stand-in. Bytes, since a part may be a file.
 */
export function substitute(
  body: Uint8Array,
  contentType: string,
  standIn: string,
  value: string,
): Uint8Array<ArrayBuffer> | undefined {
  const mark = new TextEncoder().encode(standIn);
  const places = placesOf(body, mark);
  if (places.length === 0) return undefined;
  const escapeAt = escapesFor(body, contentType, mark.length);
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const at of places) {
    pieces.push(body.subarray(from, at), new TextEncoder().encode(escapeAt(at)(value)));
    from = at + mark.length;
  }
  pieces.push(body.subarray(from));
  return joined(pieces);
}

/** Decided once for the body, and then for each place in it. */
function escapesFor(body: Uint8Array, contentType: string, length: number): (at: number) => Escape {
  const type = contentType.toLowerCase();
  if (type.includes("multipart/form-data")) return (at) => (isQuoted(body, at, length, '"') ? jsonEscape : asItIs);
  if (!type.includes("application/x-www-form-urlencoded")) {
    const whole = type.includes("json") || isJson(body) ? jsonEscape : asItIs;
    return () => whole;
  }
  return (at) =>
    isQuoted(body, at, length, "%22") || isQuoted(body, at, length, '"')
      ? (value) => formEscape(jsonEscape(value))
      : formEscape;
}

function isQuoted(body: Uint8Array, at: number, length: number, quote: string): boolean {
  const read = (from: number) => new TextDecoder().decode(body.subarray(Math.max(0, from), from + quote.length));
  return at >= quote.length && read(at - quote.length) === quote && read(at + length) === quote;
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(body));
    return true;
  } catch {
    return false;
  }
}

function placesOf(body: Uint8Array, mark: Uint8Array): number[] {
  const places: number[] = [];
  const first = mark[0] ?? 0;
  for (let at = body.indexOf(first); at >= 0; at = body.indexOf(first, at + 1)) {
    if (mark.every((byte, offset) => body[at + offset] === byte)) places.push(at);
  }
  return places;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
