import { ok, type Result } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { configOf } from "../../kernel/deployment";
import { checkStoredAddress } from "../../outbound/address";
import type { Check, Inspection, IntegrationCheck, Place, SecretValues } from "../provider";
import { rethrowOwnFault } from "../provider";
import type { Integration } from "../tables";
import type { TokenProof, VaultClient, VaultSecret } from "./client";
import { vaultFailure } from "./codes";
import { vaultOf } from "./of-integration";

/** Proves the login, or the token that is held. */
export async function checkVault(
  ctx: EffectContext,
  row: Integration,
  { freshLogin }: { readonly freshLogin: boolean },
): Promise<IntegrationCheck> {
  const startedMs = ctx.clock();
  const proof = await prove(ctx, row, freshLogin);
  const checkedAtMs = ctx.clock();
  const times = { checkedAtMs, latencyMs: Math.max(0, checkedAtMs - startedMs) };
  if (proof.ok) {
    const { stage, ttlSeconds: tokenTtlSeconds, isDenied } = proof.value;
    const hint = isDenied ? "lookup_denied" : null;
    return { ok: true, stage, code: null, ...times, tokenTtlSeconds, hint, status: isDenied ? null : "healthy" };
  }
  rethrowOwnFault(proof.error);
  const { code, details } = proof.error;
  const stage = details?.stage === "login" || details?.stage === "lookup" ? details.stage : "address";
  return { ok: false, stage, code, ...times, tokenTtlSeconds: null, hint: null, status: "failing" };
}

async function prove(ctx: EffectContext, row: Integration, freshLogin: boolean): Promise<Result<TokenProof>> {
  const address = checkStoredAddress(row.address ?? "", configOf(ctx).outboundAllow);
  if (address.ok) return await vaultOf(ctx, row).proveToken({ freshLogin });
  return { ok: false, error: vaultFailure("vault_address_refused", { stage: "address", path: "" }) };
}

export async function readVault(ctx: EffectContext, { integration, path }: Place): Promise<Result<SecretValues>> {
  const secret = await vaultOf(ctx, integration).readSecret(path);
  return secret.ok ? ok(valuesIn(secret.value)) : secret;
}

const valuesIn = ({ data, version, looksVersioned }: VaultSecret): SecretValues => ({
  data,
  version,
  ...(looksVersioned ? { hint: "kv_version" } : {}),
});

/** The secret itself only if the caller allows it; else the names of its fields, which show no value and prove no more. */
export async function inspectVault(
  ctx: EffectContext,
  { integration, path }: Place,
  { allowRead }: { readonly allowRead: boolean },
): Promise<Inspection> {
  const vault = vaultOf(ctx, integration);
  const proof = await vault.proveToken({ freshLogin: false });
  if (!proof.ok) return { login: "failed", kind: "failed", failure: proof.error };
  // Where the token may not be looked up, the first call that the vault takes proves it.
  const login: Check = proof.value.isDenied ? "skipped" : "passed";
  if (allowRead) {
    const secret = await vault.readSecret(path);
    return secret.ok
      ? { login: "passed", kind: "secret", values: valuesIn(secret.value) }
      : { login: loginAfter(login, secret), kind: "failed", failure: secret.error };
  }
  if (integration.kvVersion === 1) return { login, kind: "unread" };
  return await inspectFields(vault, path, login);
}

async function inspectFields(vault: VaultClient, path: string, login: Check): Promise<Inspection> {
  const fields = await vault.readFieldNames(path);
  if (fields.ok) return { login: "passed", kind: "fields", ...fields.value };
  const now = loginAfter(login, fields);
  return fieldsAreRefused(fields)
    ? { login: now, kind: "unread" }
    : { login: now, kind: "failed", failure: fields.error };
}

/** The one login that may follow a 403 may be refused. */
const loginAfter = (login: Check, refused: Result<unknown>): Check =>
  !refused.ok && refused.error.details?.stage === "login" ? "failed" : login;

/** The right to see names is missing, or the engine has no such call: that says nothing about the secret. */
const fieldsAreRefused = (fields: Result<unknown>): boolean =>
  !fields.ok && (fields.error.code === "vault_permission_denied" || fields.error.details?.upstreamStatus === 405);
