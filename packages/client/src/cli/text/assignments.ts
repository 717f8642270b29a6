import { usageError } from "../shell/exit.ts";

/** Where the value of a field comes from. `isJson`: what comes is JSON, else it is text. */
export type Source =
  | { readonly from: "text"; readonly text: string; readonly isJson: boolean }
  | { readonly from: "file"; readonly file: string; readonly isJson: boolean }
  | { readonly from: "stdin"; readonly isJson: boolean }
  /** Asked for, and not shown. */
  | { readonly from: "prompt" };

export interface Assignment {
  readonly field: string;
  readonly source: Source;
}

/**
 * Reads `FIELD=text`, `FIELD=@file`, `FIELD=-` (the standard input), `FIELD` alone (asked for), and the same with `:=` for JSON. A field's name
 * ends at the first `=`; one that ends in a colon, and a text that is `-` or begins with `@`, are given as JSON. Throws CliError, exit 2: no
 * name, a name twice, or the standard input for two.
 */
export function parseAssignments(texts: readonly string[]): readonly Assignment[] {
  const assignments = texts.map(parseAssignment);
  requireDifferent(assignments.map(({ field }) => field));
  if (assignments.filter(({ source }) => source.from === "stdin").length > 1)
    throw usageError("the standard input can be read for one field alone", "FIELD=@FILE");
  return assignments;
}

/** Tells what is set from what is taken away: `FIELD-`, with no `=` in it. Throws CliError, exit 2. */
export function parseChanges(texts: readonly string[]): {
  readonly set: readonly Assignment[];
  readonly removed: readonly string[];
} {
  const isRemoval = (text: string) => text.endsWith("-") && !text.includes("=");
  const set = parseAssignments(texts.filter((text) => !isRemoval(text)));
  const removed = texts.filter(isRemoval).map((text) => requireField(text.slice(0, -1)));
  requireDifferent([...set.map(({ field }) => field), ...removed]);
  return { set, removed };
}

function parseAssignment(text: string): Assignment {
  const at = text.indexOf("=");
  if (at < 0) return { field: requireField(text), source: { from: "prompt" } };
  const isJson = text[at - 1] === ":";
  return {
    field: requireField(text.slice(0, isJson ? at - 1 : at)),
    source: sourceOf(text.slice(at + 1), isJson),
  };
}

function sourceOf(given: string, isJson: boolean): Source {
  if (given === "-") return { from: "stdin", isJson };
  if (!given.startsWith("@")) return { from: "text", text: given, isJson };
  if (given === "@") throw usageError("there is no name of a file behind the @", "FIELD=@FILE, or FIELD:='\"@\"'");
  return { from: "file", file: given.slice(1), isJson };
}

/** Throws CliError, exit 2. */
export function requireField(field: string): string {
  if (field === "") throw usageError("a field needs a name", "FIELD=VALUE");
  if (/\p{Cc}/u.test(field)) throw usageError("a field's name has no control characters");
  return field;
}

function requireDifferent(fields: readonly string[]): void {
  if (new Set(fields).size < fields.length) throw usageError("a field is given twice");
}
