/** Paths of the KV version 2 engine, whose second part is a word of its own: `<mount>/data/<path>`, the mount of any length. */
const dataIndex = (segments: readonly string[]): number => segments.indexOf("data", 1);

/** Is there a segment `data` after the first? */
export const hasDataSegment = (vaultPath: string): boolean => dataIndex(vaultPath.split("/")) !== -1;

/** `<mount>/subkeys/<path>`, or undefined where there is no segment `data` to replace. */
export function subkeysPath(vaultPath: string): string | undefined {
  const segments = vaultPath.split("/");
  const at = dataIndex(segments);
  return at === -1 ? undefined : segments.with(at, "subkeys").join("/");
}
