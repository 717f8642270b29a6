/** Paths of the KV version 2 engine, whose second part is a word of its own: `<mount>/data/<path>`, the mount of any length. */

/** Is there a segment `data` after the first? */
export const hasDataSegment = (vaultPath: string): boolean => vaultPath.split("/").indexOf("data", 1) !== -1;

/** More segments `data` than this in one path are no honest name of a mount, and each costs a call. */
const MAX_PLACES = 3;

/**
 * Where the names of a secret's fields may be: `<mount>/subkeys/<path>`, once for each segment `data` that may be the engine's
 * word, since a mount may have one in its name. Empty where there is none to replace.
 */
export function subkeysPaths(vaultPath: string): readonly string[] {
  const segments = vaultPath.split("/");
  const places = segments.flatMap((segment, at) => (at > 0 && segment === "data" ? [at] : []));
  return places.slice(0, MAX_PLACES).map((at) => segments.with(at, "subkeys").join("/"));
}
