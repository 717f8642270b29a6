import { DecryptionFailed, UnknownRootKey } from "./crypto/keyring";

/** A line's fields: ids, names and numbers; never values, and never an error's message, which may hold bound values. */
export type LogFields = { readonly [name: string]: unknown };

/** Each line is one JSON object, in the order given. `undefined` fields are left out. */
const lineOf = (level: "info" | "error", fields: LogFields): string => JSON.stringify({ level, ...fields });

/** One line to the log of requests. */
export const logInfo = (fields: LogFields): void => console.log(lineOf("info", fields));

/** One line to the log of errors. */
export const logError = (fields: LogFields): void => console.error(lineOf("error", fields));

/** As `logError`, of something that was thrown: by its name, and the id of a root key that is missing. */
export function logFault(e: unknown, fields: LogFields): void {
  const rootKey = e instanceof UnknownRootKey ? { root_key: e.keyId } : {};
  logError({ error: nameOf(e), ...fields, ...rootKey });
}

/** As `logError`, of a record that does not open: its root key is missing, or it was sealed for another row. Throws any other error again. */
export function logUnopened(e: unknown, fields: LogFields): void {
  if (!(e instanceof DecryptionFailed || e instanceof UnknownRootKey)) throw e;
  logError({ error: e.name, ...fields });
}

/** The class of what was thrown. */
export const nameOf = (e: unknown): string => (e instanceof Error ? e.name : typeof e);

/** Where it was thrown: the stack without the lines before the first frame, which repeat the message. */
export const framesOf = (e: unknown): string[] =>
  e instanceof Error ? (e.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
