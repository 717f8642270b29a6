/** What base64 stands for: text where it is UTF-8, else null, or undefined where it is no base64 at all. Line breaks are ignored, as by RFC 2045. */
export function textInBase64(base64: string): string | null | undefined {
  const bare = base64.replaceAll(/[\r\n]/g, "");
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bare, "base64"));
  } catch {
    // Bytes that are no text.
    return null;
  }
}

/** Behind the name of a field that holds bytes as base64, because they are no text. */
export const BYTES = ".base64";
