import { sha256Hex } from "../../../crypto/digest";
import { type Keyring, NoRootKey } from "../../../crypto/keyring";
import { type Failure, ok, type Result, refuse } from "../../../errors";
import { logError, nameOf } from "../../../log";
import { checkStoredAddress } from "../../../outbound/address";
import { hasVaultShape, parseAnswer, readGrant, readRenewedLease } from "../answers";
import { callVault, sendWithRepeats } from "../call";
import { badAnswer, failureOf, isRefusedLogin, type Place, vaultFailure } from "../codes";
import type { LoginOutcome } from "../lockout-guard";
import { openSecretId } from "../secret-id";
import type { Grant } from "./lease";
import type { SessionCall } from "./rpc";

/** The two requests a session object sends itself: login and renewal. */
export type LoginAnswer =
  | { readonly outcome: "good"; readonly grant: Grant }
  | { readonly outcome: Exclude<LoginOutcome, "good">; readonly error: Failure };

export const loginPlace = (call: Pick<SessionCall, "authMount">): Place => ({
  stage: "login",
  path: `auth/${call.authMount}/login`,
});

/** No login is sent for so many seconds. */
export function pausedLogin(call: Pick<SessionCall, "authMount">, seconds: number | undefined): Failure {
  const { code, details } = vaultFailure("vault_auth_failed", loginPlace(call));
  return { code, details: { ...details, paused: true }, ...(seconds === undefined ? {} : { retryAfter: seconds }) };
}

/** What the vault's lockout counts, by hash. Refused if the address is no longer allowed. */
export interface LoginTarget {
  /** Mount and role id. Not the address: one vault answers at many, and they all share its count. */
  readonly targetHash: string;
  /** Under which releases before counted, by address too. */
  readonly formerHash: string;
}

export function loginTarget(
  call: Pick<SessionCall, "address" | "authMount" | "roleId">,
  allow: readonly string[],
): Result<LoginTarget> {
  const address = checkStoredAddress(call.address, allow);
  if (!address.ok)
    return { ok: false, error: vaultFailure("vault_address_refused", { ...loginPlace(call), stage: "address" }) };
  const { authMount, roleId } = call;
  return ok({ targetHash: hashOf(authMount, roleId), formerHash: hashOf(address.base, authMount, roleId) });
}

const hashOf = (...parts: readonly string[]): string =>
  sha256Hex(parts.map((part) => `${part.length}:${part}`).join(""));

/**
 * One login, its single repeat after a 412 aside. The secret id is opened here and nowhere else, and is gone with the call.
 * Nothing was sent if it does not open: `failed`.
 */
export async function logIn(keys: Keyring, call: SessionCall, allow: readonly string[]): Promise<LoginAnswer> {
  const place = loginPlace(call);
  const secretId = await opened(keys, call);
  if (!secretId.ok) return { outcome: "failed", error: secretId.error };
  const body = JSON.stringify({ role_id: call.roleId, ...secretId.value });
  const answer = await sendWithRepeats("POST", () =>
    callVault({ ...call, allow }, { method: "POST", path: place.path, body }),
  );
  if (answer.kind !== "answer" || answer.status !== 200)
    return { outcome: isRefusedLogin(answer) ? "refused" : "failed", error: failureOf(answer, place) };
  const said = parseAnswer(answer.body);
  if (!hasVaultShape(said)) return { outcome: "failed", error: failureOf(answer, place) };
  const grant = readGrant(said);
  if (grant === undefined) return { outcome: "failed", error: badAnswer(place, answer.status) };
  if (grant === "no_token")
    return { outcome: "failed", error: vaultFailure("vault_auth_failed", place, { upstreamStatus: answer.status }) };
  return { outcome: "good", grant };
}

/** The new lease in seconds, or undefined whatever went wrong: a login follows, and tells. */
export async function renew(call: SessionCall, token: string, allow: readonly string[]): Promise<number | undefined> {
  const request = { method: "POST", path: "auth/token/renew-self", body: "{}", token } as const;
  const answer = await sendWithRepeats("POST", () => callVault({ ...call, allow }, request));
  if (answer.kind !== "answer" || answer.status !== 200) return undefined;
  return readRenewedLease(parseAnswer(answer.body))?.leaseSeconds;
}

/**
 * What goes into the login beside the role id: nothing where the role asks for no secret id. An unknown root key, or bytes of another
 * row: the fault is ours, and no other key is tried.
 */
async function opened(keys: Keyring, call: SessionCall): Promise<Result<{ secret_id?: string }>> {
  const { sealedSecretId } = call;
  if (sealedSecretId === null) return ok({});
  try {
    return ok({ secret_id: await openSecretId(keys, call, sealedSecretId) });
  } catch (error) {
    logError({
      error: "secret_id_does_not_open",
      integration: call.integrationId,
      root_key: sealedSecretId.keyId,
      reason: nameOf(error),
    });
    return refuse(error instanceof NoRootKey ? "service_unavailable" : "internal_error");
  }
}
