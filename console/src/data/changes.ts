/** A record of the API as a form sees it: names with values that JSON has. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Difference {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change makes other than it is. `change` holds the new values alone; a value that is equal is none. */
export const differencesOf = (base: Fields, change: Fields): readonly Difference[] =>
  Object.entries(change)
    .map(([name, after]) => ({ name, before: base[name], after }))
    .filter(({ before, after }) => !isEqual(before, after));

export interface Conflict {
  readonly name: string;
  /** As it was when the form was filled. */
  readonly before: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
}

/**
 * What somebody changed meanwhile of the fields that are to be changed here, and otherwise than here. What they changed besides stays as it
 * is, because a change names its own fields alone.
 */
export const conflictsOf = (base: Fields, fresh: Fields, change: Fields): readonly Conflict[] =>
  Object.entries(change)
    .map(([name, mine]) => ({ name, before: base[name], theirs: fresh[name], mine }))
    .filter(({ before, theirs, mine }) => !isEqual(before, theirs) && !isEqual(theirs, mine));

/** The order of keys says nothing. */
export const isEqual = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

const sorted = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** A value as a person reads it; `none`: what stands for nothing. Pure. */
export function shownValue(
  value: unknown,
  words: { readonly none: string; readonly yes: string; readonly no: string },
): string {
  if (value === null || value === undefined || value === "") return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.length === 0 ? words.none : value.map(String).join(", ");
  if (typeof value !== "object") return String(value);
  const parts = Object.entries(value).map(([name, inner]) => `${name} ${shownValue(inner, words)}`);
  return parts.length === 0 ? words.none : parts.join("; ");
}
