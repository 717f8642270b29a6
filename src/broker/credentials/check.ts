import { AppError, type Failure, fail, ok, type Result } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import { readNative } from "../native";
import { brokerStore } from "../store";
import type { Credential, Integration } from "../tables";
import { parseTotpSeed } from "../totp";
import type { VaultClient, VaultSecret } from "../vault/client";
import type { Hint } from "../vault/codes";
import { rethrowOwnFault, vaultOf } from "../vault/of-integration";
import { judge } from "./page";
import { findCredential } from "./queries";
import { FIELD_ROLES, type FieldRole } from "./resolve";

export type Check = "passed" | "failed" | "skipped";
export interface CredentialTested {
  /** Null: what is left could be told only by reading the secret. */
  readonly ok: boolean | null;
  readonly code: string | null;
  readonly checkedAtMs: number;
  readonly latencyMs: number;
  readonly vaultVersion: number | null;
  readonly hint: Hint | "read_needed" | null;
  readonly checks: {
    readonly domain: Check;
    readonly login: Check;
    readonly path: Check;
    readonly totpSeed: Check;
    readonly fields: { readonly username: Check; readonly password: Check; readonly totp?: Check };
  };
}
interface Findings {
  ok: boolean | null;
  code: string | null;
  vaultVersion: number | null;
  hint: Hint | "read_needed" | null;
  domain: Check;
  login: Check;
  path: Check;
  totpSeed: Check;
  fields: Partial<Record<FieldRole, Check>>;
}

/**
 * Tries a credential, and never answers a value. It passes only if a resolve for an allowed page would: that takes the values,
 * so without the right to read them it either finds a fault or leaves it open (`ok` null).
 */
export const testCredential = effect({
  name: "credentials.test",
  scope: "credentials:write",
  category: "broker_test",
  action: "credential.tested",
  reach: "tenant",
  async run(
    ctx,
    { id, url, allowRead }: { id: string; url: string | undefined; allowRead: boolean },
  ): Promise<CredentialTested> {
    const credential = await findCredential(ctx, id, "manage");
    const startedMs = ctx.clock();
    const found = await examine(ctx, credential, url, allowRead);
    const checkedAtMs = ctx.clock();
    const { ok, code, vaultVersion, hint, domain, login, path, totpSeed, fields } = found;
    ctx.audit.annotate({ ok, ...(code === null ? {} : { code }) });
    const { username = "skipped", password = "skipped", totp } = fields;
    const checks = {
      domain,
      login,
      path,
      totpSeed,
      fields: { username, password, ...(totp === undefined ? {} : { totp }) },
    };
    return { ok, code, checkedAtMs, latencyMs: Math.max(0, checkedAtMs - startedMs), vaultVersion, hint, checks };
  },
});

async function examine(
  ctx: EffectContext,
  credential: Credential,
  url: string | undefined,
  allowRead: boolean,
): Promise<Findings> {
  const roles = FIELD_ROLES.filter((role) => credential.fieldMap[role] !== undefined);
  const blank: Check = "skipped";
  const found: Findings = {
    ok: true,
    code: null,
    vaultVersion: null,
    hint: null,
    domain: blank,
    login: blank,
    path: blank,
    totpSeed: blank,
    fields: Object.fromEntries(roles.map((role) => [role, blank])),
  };
  if (url !== undefined) {
    const verdict = judge(ctx, credential, url);
    found.domain = verdict.kind === "allowed" ? "passed" : "failed";
    if (found.domain === "failed") return failed(found, "host_not_allowed");
  }
  const { integrations } = await brokerStore(ctx).load();
  const integration = integrations.get(credential.integrationId);
  if (!integration) return fail("not_found"); // deleted just now, and the credential with it
  if (integration.type === "native") return await examineNative(ctx, credential, found);
  const vault = vaultOf(ctx, integration);
  const proof = await vault.proveToken({ freshLogin: false });
  if (!proof.ok) return vaultFailed(Object.assign(found, { login: "failed" }), proof.error);
  if (!proof.value.isDenied) found.login = "passed"; // else told by the first call that the vault takes
  return await examinePath(vault, { integration, credential, allowRead, found });
}

/** In the tenant's own store there is no login, and reading shows nothing to anybody else. */
async function examineNative(ctx: EffectContext, credential: Credential, found: Findings): Promise<Findings> {
  ctx.audit.secretPath = credential.vaultPath;
  ctx.require("read", credential.vaultPath);
  return examineSecret(found, credential, await asResult(readNative(ctx, credential.vaultPath)));
}

async function asResult<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work);
  } catch (e) {
    if (e instanceof AppError) return { ok: false, error: e.failure };
    throw e;
  }
}

interface Examination {
  readonly integration: Integration;
  readonly credential: Credential;
  readonly allowRead: boolean;
  readonly found: Findings;
}

/** The secret itself only if the caller allows it; else the names of its fields, which show no value and prove no more. */
async function examinePath(
  vault: VaultClient,
  { integration, credential, allowRead, found }: Examination,
): Promise<Findings> {
  const { vaultPath } = credential;
  if (allowRead) {
    const secret = await vault.readSecret(vaultPath);
    noteLogin(found, secret);
    return examineSecret(found, credential, secret);
  }
  if (integration.kvVersion === 1) return readNeeded(found);
  const names = await vault.readFieldNames(vaultPath);
  noteLogin(found, names);
  if (!names.ok) return namesAreRefused(names) ? readNeeded(found) : pathFailed(found, names.error);
  found.path = "passed";
  found.vaultVersion = names.value.version;
  examineFields(found, credential, (field) => (names.value.names.includes(field) ? undefined : "vault_field_missing"));
  return found.code === null ? readNeeded(found) : found;
}

/** A call that the vault takes proves the token too. The one login that may follow a 403 may be refused. */
function noteLogin(found: Findings, called: Result<unknown>): void {
  if (called.ok) found.login = "passed";
  else if (called.error.details?.stage === "login") found.login = "failed";
}

const readNeeded = (found: Findings): Findings => Object.assign(found, { ok: null, hint: "read_needed" });

function examineSecret(found: Findings, credential: Credential, secret: Result<VaultSecret>): Findings {
  if (!secret.ok) return pathFailed(found, secret.error);
  found.path = "passed";
  found.vaultVersion = secret.value.version;
  const { data, looksVersioned } = secret.value;
  examineFields(found, credential, (field) => {
    if (!Object.hasOwn(data, field)) return "vault_field_missing";
    return typeof data[field] === "string" ? undefined : "vault_field_not_string";
  });
  if (found.code !== null && looksVersioned) found.hint = "kv_version";
  const seedField = credential.fieldMap.totp;
  if (found.code !== null || seedField === undefined) return found;
  found.totpSeed = parseTotpSeed(String(data[seedField])) ? "passed" : "failed";
  return found.totpSeed === "failed" ? failed(found, "vault_totp_seed_invalid") : found;
}

/** The right to see names is missing, or the engine has no such call: that says nothing about the secret. */
const namesAreRefused = (names: Result<unknown>): boolean =>
  !names.ok && (names.error.code === "vault_permission_denied" || names.error.details?.upstreamStatus === 405);

/** After the first failure the later fields are not looked at. */
function examineFields(
  found: Findings,
  { fieldMap }: Credential,
  fault: (field: string) => string | undefined,
): Findings {
  for (const role of FIELD_ROLES) {
    const field = fieldMap[role];
    if (field === undefined) continue;
    const code = fault(field);
    found.fields[role] = code === undefined ? "passed" : "failed";
    if (code !== undefined) return failed(found, code);
  }
  return found;
}

function pathFailed(found: Findings, failure: Failure): Findings {
  if (found.login !== "failed") found.path = "failed";
  const hint = failure.details?.hint;
  if (hint === "missing_data_segment" || hint === "kv_version") found.hint = hint;
  return vaultFailed(found, failure);
}

function vaultFailed(found: Findings, failure: Failure): Findings {
  rethrowOwnFault(failure);
  return failed(found, failure.code);
}

const failed = (found: Findings, code: string): Findings => Object.assign(found, { ok: false, code });
