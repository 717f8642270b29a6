import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { PERMISSIONS, type Permission } from "./types.ts";

/** Who would be answered what, as an address has it; empty: not said. */
export interface Question {
  readonly identity: string;
  readonly path: string;
  readonly permission: Permission;
  readonly ip: string;
  readonly mfa: boolean;
  /** As the browser gives a local date and time. */
  readonly at: string;
}

/** `get` gives a filter of an address. Pure. */
export const questionFrom = (get: (name: string) => string): Question => ({
  identity: get("identity"),
  path: get("path"),
  permission: PERMISSIONS.find((one) => one === get("permission")) ?? "read",
  ip: get("ip"),
  mfa: get("mfa") === "yes",
  at: get("at"),
});

/** As filters of an address. Pure. */
export const filtersOf = (question: Question): Readonly<Record<string, string>> => ({
  identity: question.identity.trim(),
  path: question.path.trim(),
  permission: question.permission,
  ip: question.ip.trim(),
  mfa: question.mfa ? "yes" : "",
  at: question.at,
});

/** Says it enough to be asked? Pure. */
export const isWhole = ({ identity, path }: Question): boolean => identity.trim() !== "" && path.trim() !== "";

/** As the API is asked. A time that is none is sent as it is, so that the API says it. Pure. */
export function bodyOf({ identity, path, permission, ip, mfa, at }: Question): components["schemas"]["TestPolicy"] {
  const instant = new Date(at);
  const timestamp = Number.isNaN(instant.getTime()) ? at : instant.toISOString();
  const context = {
    ...(ip.trim() !== "" && { source_ip: ip.trim() }),
    ...(mfa && { mfa_verified: true }),
    ...(at !== "" && { timestamp }),
  };
  const whole = Object.keys(context).length > 0;
  return { identity_id: identity.trim(), path: path.trim(), permission, ...(whole && { context }) };
}
