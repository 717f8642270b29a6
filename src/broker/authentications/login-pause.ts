import type { AuthenticationRow } from "./tables";

/** Sites lock accounts: two refused sign-ins within this time, and there is none for a while. */
const WITHIN_MS = 10 * 60_000;
const PAUSE_MS = 15 * 60_000;

/** No run that began longer ago counts: none lasts a quarter of an hour. */
export const LOOK_BACK_MS = WITHIN_MS + PAUSE_MS + 15 * 60_000;

/** An end that tells whether the site takes the credential. */
export type Told = Pick<AuthenticationRow, "status" | "verdict" | "endedAtMs" | "vaultVersion">;

export interface LoginPause {
  readonly untilMs: number;
  /** Of the values that the site refused; null: the store does not number. */
  readonly vaultVersion: number | null;
}

/**
 * The pause that a credential is in, by the two newest ends that told something, the newest first. A sign-in that worked lies
 * between none of them, and what was changed after them (`changedAtMs`) ends it. Null: there is none.
 */
export function loginPause([last, before]: readonly Told[], changedAtMs: number, nowMs: number): LoginPause | null {
  if (!isRefused(last) || !isRefused(before)) return null;
  if (last.endedAtMs - before.endedAtMs > WITHIN_MS || changedAtMs > last.endedAtMs) return null;
  const untilMs = last.endedAtMs + PAUSE_MS;
  return untilMs > nowMs ? { untilMs, vaultVersion: last.vaultVersion } : null;
}

/**
 * Does an end tell whether the site takes the credential? A success that took none of its values, as of a person who signed in, or
 * of a page that asks for nothing, does not.
 */
export const tells = ({ status, verdict, leases }: Pick<AuthenticationRow, "status" | "verdict" | "leases">): boolean =>
  verdict === "still_on_form" || (status === "authenticated" && leases > 0);

const isRefused = (told: Told | undefined): told is Told & { readonly endedAtMs: number } =>
  told?.verdict === "still_on_form" && told.endedAtMs !== null;
