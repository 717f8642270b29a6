import { sha256Hex } from "../crypto/digest";
import { randomText } from "../crypto/random";
import type { Scope } from "../kernel/actor";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ROLE_ID = /^(tnt_[a-z0-9][a-z0-9_]{0,39})\.[0-9A-Za-z]{26}$/;

/** The name is that of the service account behind the prefix. */
export const ROLE_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
export const identityOf = (name: string): string => `sa:${name}`;

/** What tokens of a login may do where the role does not say: all that the secrets store is for. */
export const DEFAULT_SCOPES: readonly Scope[] = [
  "secrets:read",
  "secrets:write",
  "secrets:delete",
  "secrets:list",
  "secrets:rotate",
];

export const newRoleId = (tenantId: string): string => `${tenantId}.${randomText(BASE62, 26)}`;
/** 256 bits. */
export const newSecretId = (): string => randomText(BASE62, 43);

/** The tenant that a role id names; undefined if it has not the form of one. */
export const tenantOfRoleId = (text: string): string | undefined => ROLE_ID.exec(text)?.[1];

/** Of the role id too: a secret id that somebody chose has another hash in each role, and no table made before fits it. */
export const hashSecretId = (roleId: string, secretId: string): string => sha256Hex(`${roleId}\n${secretId}`);

// --- refused logins ---

const WINDOW_MS = 15 * 60_000;
const STOP_MS = 15 * 60_000;
const MAX_REFUSED = 5;

export interface Refusals {
  readonly refusedAtMs: readonly number[];
  readonly stoppedUntilMs: number | null;
}

export const isStopped = ({ stoppedUntilMs }: Refusals, nowMs: number): boolean =>
  stoppedUntilMs !== null && nowMs < stoppedUntilMs;

/** After one more refusal: the fifth within 15 minutes stops the role for 15. One that is stopped already does not count. */
export function afterRefusal(before: Refusals, nowMs: number): Refusals {
  if (isStopped(before, nowMs)) return before;
  const refusedAtMs = [...before.refusedAtMs.filter((ms) => ms > nowMs - WINDOW_MS), nowMs];
  return refusedAtMs.length < MAX_REFUSED
    ? { refusedAtMs, stoppedUntilMs: null }
    : { refusedAtMs: [], stoppedUntilMs: nowMs + STOP_MS };
}
