/**
 * Path text: `vaultPath`, push `path`, `mount`, `authMount`. Segments joined by `/`, each percent-encoded on the wire, so that a `%`, `?`, `#` or
 * space is a part of a name. What the vault's router could read as another path is refused; so is what would be one for somebody on the way
 * who decodes once more than he should.
 */
export type PathFault =
  | "empty"
  | "too_long"
  | "characters"
  | "path_segments"
  | "percent"
  | "reserved"
  | "token"
  | "whitespace";

/** The vault's own controls: a pointer there could read back the session's own token. */
const RESERVED: ReadonlySet<string> = new Set(["sys", "auth", "identity", "cubbyhole"]);

export function pathFault(text: string, max: number): PathFault | undefined {
  if (text === "") return "empty";
  if (Array.from(text).length > max) return "too_long";
  if (hasStrangeCharacters(text)) return "characters";
  if (text.split("/").some(isUnsound)) return "path_segments";
  const read = decodedThrough(text);
  return segmentsOf(read) === segmentsOf(text) && !hasStrangeCharacters(read) && !read.split("/").some(isUnsound)
    ? undefined
    : "percent";
}

export const isReservedFirst = (path: string): boolean =>
  [path, decodedThrough(path)].some((one) => RESERVED.has(one.slice(0, `${one}/`.indexOf("/"))));
export const isReservedAnywhere = (path: string): boolean =>
  [path, decodedThrough(path)].some((one) => one.split("/").some((segment) => RESERVED.has(segment)));

const hasStrangeCharacters = (text: string): boolean => /[\\\p{Cc}]/u.test(text) || !text.isWellFormed();
const isUnsound = (segment: string): boolean => segment === "" || segment.endsWith(".");
const segmentsOf = (text: string): number => text.split("/").length;

/** With every escape decoded, those too that come out of another one. Each round is shorter than the one before. */
function decodedThrough(text: string): string {
  for (let last = text; ; ) {
    const next = last.replaceAll(/(?:%[0-9a-f]{2})+/gi, decoded);
    if (next === last) return next;
    last = next;
  }
}

/** Bytes that are no text hide none beside them: each stands for a character of its own. */
const decoded = (escapes: string): string =>
  UTF8.decode(Uint8Array.from(escapes.slice(1).split("%"), (digits) => Number.parseInt(digits, 16)));
const UTF8 = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
