/** An entry of a list that is typed one a line. */
export interface Line {
  /** Where it stands, from 1. */
  readonly line: number;
  readonly entry: string;
}

/** The entries, without what is around them and without empty lines. Pure. */
export const linesOf = (text: string): readonly Line[] =>
  text
    .split("\n")
    .map((entry, at) => ({ line: at + 1, entry: entry.trim() }))
    .filter(({ entry }) => entry !== "");
export const entriesOf = (text: string): readonly string[] => linesOf(text).map(({ entry }) => entry);

/** What the API says of the entries of the list `name`, with the lines where they stand. Pure. */
export function faultsByLine(
  fields: Readonly<Record<string, string>>,
  name: string,
  text: string,
): readonly (Line & { readonly reason: string })[] {
  return linesOf(text).flatMap((line, at) => {
    const reason = fields[`${name}[${at}]`];
    return reason === undefined ? [] : [{ ...line, reason }];
  });
}
