import { CliError, EXIT } from "../../shell/exit.ts";
import type { ExactObject } from "../../text/exact-json.ts";
import { exactText } from "../../text/exact-json.ts";
import { type Entry, entryOf, type Found, inFolder } from "../source.ts";

/** A file that is not what it was said to be. `why` repeats nothing of it. */
export const fileFault = (why: string, next?: string): CliError =>
  new CliError(EXIT.usage, "unreadable_file", `the file can't be imported: ${why}`, next);

/** Where an import puts things. `app/` is a folder, `app` one secret; undefined: the file says. */
export type Target = string | undefined;
export const isFolder = (to: Target): to is undefined | `${string}/` => to === undefined || to.endsWith("/");

/** Names with a value each: fields of one secret, or, in a folder, secrets with the one field `value`. */
export function variables(values: ReadonlyMap<string, string>, to: Target): Found {
  if (to === undefined)
    throw fileFault("it does not say to which path", "--to PATH, or --to FOLDER/ for a secret each");
  if (!isFolder(to)) return { entries: values.size === 0 ? [] : [entryOf(to, exactText(values))], refused: [] };
  const one = (name: string, value: string): Entry =>
    entryOf(inFolder(to, name), exactText(new Map([["value", value]])));
  return { entries: [...values].map(([name, value]) => one(name, value)), refused: [] };
}

/** As an entry of one secret. */
export const objectEntry = (path: string, value: ExactObject, notes: readonly string[] = []): Entry =>
  entryOf(path, exactText(value), notes);
