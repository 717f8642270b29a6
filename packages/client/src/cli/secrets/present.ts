import { isPosternError } from "../../library/errors.ts";
import type { Postern } from "../../library/postern.ts";
import { CliError, EXIT } from "../shell/exit.ts";
import type { ExactObject } from "../text/exact-json.ts";
import { allSet, changesBetween, type FieldChange } from "./changes.ts";
import { type Condition, type ExactSecret, readSecret } from "./store.ts";

/** What is there before a write. */
export type Present =
  | { readonly kind: "absent" }
  | ({ readonly kind: "read" } & ExactSecret)
  /** It is over, or the token may write and not read. `version` null: not even that is known. */
  | { readonly kind: "unread"; readonly version: number | null };

/** Throws PosternError. */
export async function presentAt(postern: Postern, path: string): Promise<Present> {
  try {
    return { kind: "read", ...(await readSecret(postern, path, null)) };
  } catch (error) {
    if (isPosternError(error, "secret_not_found")) return { kind: "absent" };
    if (isPosternError(error, "access_denied", "insufficient_scope")) return { kind: "unread", version: null };
    if (!isPosternError(error, "secret_expired", "version_not_found")) throw error;
    return { kind: "unread", version: (await postern.secrets.metadata(path)).current_version };
  }
}

/** The version that was compared is the one that is written over, so that nothing that came meanwhile is lost. Throws CliError, exit 6. */
export function conditionOf(present: Present, ifVersion: number | null): Condition {
  if (present.kind === "absent") return ifVersion ?? "absent";
  if (ifVersion !== null && present.version !== null && ifVersion !== present.version)
    throw new CliError(
      EXIT.conflict,
      "version_conflict",
      `version ${present.version} is there, not version ${ifVersion}`,
      "postern versions PATH",
    );
  return ifVersion ?? present.version;
}

/** What becomes of each field when `data` is written over what is there. */
export const changesOver = (present: Present, data: ExactObject): readonly FieldChange[] =>
  present.kind === "unread" ? allSet(data) : changesBetween(present.kind === "read" ? present.data : new Map(), data);

/** The line above them. */
export function headOf(path: string, present: Present): string {
  if (present.kind === "absent") return `${path} is new:`;
  if (present.kind === "read") return `${path}, over version ${present.version}:`;
  const what = present.version === null ? "what is there" : `version ${present.version}`;
  return `${path}, over ${what}, which can't be read and is replaced whole:`;
}
