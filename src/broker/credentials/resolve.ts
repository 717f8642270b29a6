import { fail } from "../../errors";
import { formatTimestamp } from "../../formats";
import type { EffectContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import type { ReasonWord } from "../../reason-words";
import { codePathOf, FIELD_ROLES, type FieldRole, rolesOf } from "../field-map";
import type { SecretValues } from "../provider";
import type { Credential } from "../tables";
import { totpAt } from "../totp";
import { evaluatePage, requireAllowed } from "./page";
import { findCredential, findPointer, type Pointer } from "./queries";
import { codeFrom, fieldOf, noteUse, readFrom, seedOf } from "./values";

export interface Resolve {
  readonly id: string;
  readonly url: string;
  readonly fields: readonly FieldRole[] | undefined;
  readonly mode: "vault" | "prompt_user";
}
/** But for the code, all is null where the vault makes it and does not tell how long a time step is. */
export interface OneTimeCode {
  readonly code: string;
  readonly expiresAt: string | null;
  readonly period: number | null;
  readonly remainingSeconds: number | null;
}
export interface Resolved {
  readonly credentialId: string;
  readonly mode: "vault" | "prompt_user";
  readonly host: string;
  readonly matchedPattern: string;
  readonly username?: string;
  readonly password?: string;
  readonly totp?: OneTimeCode;
  /** Null where the engine does not number; absent in mode `prompt_user`. */
  readonly vaultVersion?: number | null;
}

/** The host is checked before anything leaves; the secret is read anew each time and kept nowhere. */
export const resolveCredential = effect({
  name: "credentials.resolve",
  scope: "credentials:use",
  category: "broker_use",
  action: "credential.resolved",
  failedAction: "credential.refused",
  auditsEveryOutcome: true,
  reach: "tenant",
  async run(ctx, { id, url, fields, mode }: Resolve): Promise<Resolved> {
    const pointer = await findPointer(ctx, id, "use");
    const { credential } = pointer;
    const { host, matchedPattern } = requireAllowed(ctx, credential, url);
    ctx.audit.annotate({ mode });
    const roles = askedRoles(credential, fields);
    const answer = { credentialId: credential.id, mode, host, matchedPattern };
    if (mode === "prompt_user") return answer;
    ctx.audit.annotate({ fields: roles });
    const secret = await readFrom(ctx, pointer, roles);
    ctx.audit.annotate({ vault_version: secret.version });
    const texts = roles.filter((role) => role !== "totp").map((role) => [role, fieldOf(credential, role, secret)]);
    const values = Object.fromEntries(texts);
    if (roles.includes("totp")) values.totp = await codeFor(ctx, pointer, secret);
    ctx.defer((at) => noteUse(at, credential.id));
    return { ...answer, ...values, vaultVersion: secret.version };
  },
});

/** The same rule as `resolve`, without the vault. */
export const matchCredential = effect({
  name: "credentials.match",
  scope: "credentials:read",
  category: "broker_read",
  action: "credential.matched",
  reach: "tenant",
  async run(
    ctx,
    { id, url }: { id: string; url: string },
  ): Promise<{ allowed: boolean; host: string | null; matchedPattern: string | null; reason: string | null }> {
    const verdict = evaluatePage(ctx, await findCredential(ctx, id, "see"), url);
    if (verdict.kind === "allowed")
      return { allowed: true, host: verdict.host, matchedPattern: verdict.matchedPattern, reason: null };
    return { allowed: false, host: verdict.host, matchedPattern: null, reason: verdict.reason };
  },
});

function askedRoles({ fieldMap }: Credential, asked: readonly FieldRole[] | undefined): readonly FieldRole[] {
  const mapped = rolesOf(fieldMap);
  const fields: Record<string, ReasonWord> = {};
  for (const [at, role] of (asked ?? []).entries()) if (!mapped.includes(role)) fields[`fields[${at}]`] = "unsupported";
  if (Object.keys(fields).length > 0) fail("invalid_request", { fields, allowed: mapped });
  return asked ? FIELD_ROLES.filter((role) => asked.includes(role)) : mapped;
}

/** Made here from the seed, or by the vault. */
async function codeFor(ctx: EffectContext, pointer: Pointer, secret: SecretValues): Promise<OneTimeCode> {
  const path = codePathOf(pointer.credential.fieldMap);
  if (path === undefined) {
    const { code, expiresAtMs, period, remainingSeconds } = totpAt(seedOf(pointer.credential, secret), ctx.clock());
    return { code, expiresAt: formatTimestamp(expiresAtMs), period, remainingSeconds };
  }
  const { code, step } = await codeFrom(ctx, pointer, path);
  if (step === null) return { code, expiresAt: null, period: null, remainingSeconds: null };
  const { expiresAtMs, period } = step;
  const remainingSeconds = Math.max(1, expiresAtMs / 1000 - Math.floor(ctx.clock() / 1000));
  return { code, expiresAt: formatTimestamp(expiresAtMs), period, remainingSeconds };
}
