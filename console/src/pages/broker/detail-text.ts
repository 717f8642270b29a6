/** A value of a detail in words; of a list its entries, of a record its names and what they are. Pure. */
export function detailText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(detailText).join(", ");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${detailText(inner)}`)
    .join(", ");
}

/** The same, an entry of a list a line. Pure. */
export const detailLines = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(detailText) : [detailText(value)];
