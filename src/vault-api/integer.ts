/** Whole numbers as Go reads them. Pure. */

/** Digits behind the sign, by their base: a prefix names it, a mere zero is that of base 8. Underscores may part digits. */
const FORMS: readonly (readonly [form: RegExp, base: number])[] = [
  [/^0[xX]((?:_?[0-9a-fA-F])+)$/, 16],
  [/^0[bB]((?:_?[01])+)$/, 2],
  [/^0[oO]?((?:_?[0-7])+)$/, 8],
  [/^(0|[1-9](?:_?[0-9])*)$/, 10],
];

/** As Go's ParseInt without a base: `010` is 8. Undefined: it is none, or more than a double holds exactly. */
export function parseGoInteger(text: string): number | undefined {
  const isNegative = text.startsWith("-");
  const digits = text.replace(/^[+-]/, "");
  for (const [form, base] of FORMS) {
    const own = form.exec(digits)?.[1];
    if (own === undefined) continue;
    const size = Number.parseInt(own.replaceAll("_", ""), base);
    return Number.isSafeInteger(size) ? (isNegative ? 0 - size : size) : undefined;
  }
  return undefined;
}

/** A whole number, where OpenBao takes one loosely. Undefined: it is none. */
export function weakInteger(value: unknown): number | undefined {
  if (value === null || value === "") return 0;
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string") return parseGoInteger(value);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}
