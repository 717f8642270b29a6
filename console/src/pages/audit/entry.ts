import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { secretHref } from "../../shell/addresses.ts";

/** A row of the log. */
export type AuditEntry = components["schemas"]["AuditEntry"];

const ID = /^log_([0-7][0-9a-hjkmnp-tv-z]{25})$/;
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * The second in which the entry of an id was written, from its beginning to that of the next: a ULID begins with its time, and the API asks
 * for whole seconds. Undefined: it is no id of an entry.
 */
export function secondOfId(id: string): { readonly from: string; readonly to: string } | undefined {
  const ulid = ID.exec(id)?.[1];
  if (ulid === undefined) return undefined;
  const ms = [...ulid.slice(0, 10)].reduce((sum, letter) => sum * 32 + CROCKFORD.indexOf(letter), 0);
  if (ms >= LAST_SECOND_MS) return undefined;
  const fromMs = Math.floor(ms / 1000) * 1000;
  return { from: new Date(fromMs).toISOString(), to: new Date(fromMs + 1000).toISOString() };
}

/** Behind it a date has five digits for its year. */
const LAST_SECOND_MS = Date.parse("9999-12-31T23:59:59Z");

export const entryHref = (id: string): string => `/console/audit/entry/${encodeURIComponent(id)}`;

/** Where more is to be seen of an id that the entry names, by the name it stands under. */
const PLACES: Readonly<Record<string, string>> = {
  identity_id: "identities",
  target_identity_id: "identities",
  token_id: "tokens",
  target_token_id: "tokens",
  policy_id: "policies",
  rotation_policy_id: "rotation/policies",
  trust_id: "trusts",
  by_trust_id: "trusts",
  integration_id: "integrations",
  vault_integration_id: "integrations",
  credential_id: "credentials",
  browser_id: "browsers",
  authentication_id: "authentications",
  webhook_id: "webhooks",
};

/** The page of what stands under a name of an entry; undefined: there is none. */
export function placeOf(name: string, value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (name === "secret_path") return secretHref(value);
  // What the system does by itself is nobody's account.
  if (name.endsWith("identity_id") && value.startsWith("system:")) return undefined;
  const place = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
  return place && `/console/${place}/${encodeURIComponent(value)}`;
}

const NAMES = ["name", "target_identity_id", "host", "resource", "query", "webhook_id", "prefix"];

/** What it was done to, in one word: the secret's path, or what else the entry names; empty: nothing. */
export function objectOf({ secret_path, extra_data }: Pick<AuditEntry, "secret_path" | "extra_data">): string {
  if (secret_path !== null) return secret_path;
  const keys = [...NAMES, ...Object.keys(extra_data).filter((key) => key.endsWith("_id"))];
  const key = keys.find((one) => Object.hasOwn(extra_data, one) && typeof extra_data[one] === "string");
  return key === undefined ? "" : String(extra_data[key]);
}
