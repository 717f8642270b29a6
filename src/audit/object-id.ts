import type { AuditEntry } from "../kernel/audit";

/** Under which key of `extra_data` a row of this room names the object that it is about. */
const KEYS: { readonly [room: string]: string } = {
  integration: "integration_id",
  credential: "credential_id",
  browser: "browser_id",
};

/** The integration, credential or browser that an entry is about, by what is hashed; null: none. */
export function objectIdOf({ action, extra_data }: Pick<AuditEntry, "action" | "extra_data">): string | null {
  const room = action.slice(0, action.indexOf("."));
  const key = Object.hasOwn(KEYS, room) ? KEYS[room] : undefined;
  const id = key === undefined || !Object.hasOwn(extra_data, key) ? undefined : extra_data[key];
  return typeof id === "string" ? id : null;
}

/** The trust that an entry is about, or by whose word its actor was there; null: none. */
export function trustIdOf({ extra_data }: Pick<AuditEntry, "extra_data">): string | null {
  const id = Object.hasOwn(extra_data, "trust_id") ? extra_data.trust_id : undefined;
  return typeof id === "string" ? id : null;
}
