/**
 * Path text: `vaultPath`, push `path`, `mount`, `authMount`. Segments joined by `/`, each percent-encoded on the wire. What the
 * vault's router could read as another path is refused.
 */
export type PathFault = "empty" | "too_long" | "characters" | "path_segments" | "reserved" | "token" | "whitespace";

/** The vault's own controls: a pointer there could read back the session's own token. */
const RESERVED: ReadonlySet<string> = new Set(["sys", "auth", "identity", "cubbyhole"]);

export function pathFault(text: string, max: number): PathFault | undefined {
  if (text === "") return "empty";
  if (Array.from(text).length > max) return "too_long";
  if (/[?#%\\\p{Cc}]/u.test(text) || !text.isWellFormed()) return "characters";
  const bad = text.split("/").some((segment) => segment === "" || segment.endsWith("."));
  return bad ? "path_segments" : undefined;
}

export const isReservedFirst = (path: string): boolean => RESERVED.has(path.slice(0, `${path}/`.indexOf("/")));
export const isReservedAnywhere = (path: string): boolean => path.split("/").some((segment) => RESERVED.has(segment));
