import { UnknownRootKey } from "./crypto/keyring";

/** A line's fields: ids, names and numbers; never values, and never an error's message, which may hold bound values. */
export type LogFields = { readonly [name: string]: unknown };

/** One line of JSON to the log of errors. `undefined` fields are left out. */
export const logError = (fields: LogFields): void => console.error(JSON.stringify({ level: "error", ...fields }));

/** As `logError`, of something that was thrown: by its name, and the id of a root key that is missing. */
export function logFault(e: unknown, fields: LogFields): void {
  const rootKey = e instanceof UnknownRootKey ? { root_key: e.keyId } : {};
  logError({ error: e instanceof Error ? e.name : typeof e, ...fields, ...rootKey });
}
