import { type Failure, fail } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import { codePathOf, FIELD_ROLES, type FieldRole, fieldFor, needsSecret, rolesOf } from "../field-map";
import { type Check, type Inspection, type PathHint, rethrowOwnFault, type SecretValues } from "../provider";
import { providerOf } from "../providers";
import type { Credential } from "../tables";
import { parseTotpSeed } from "../totp";
import { evaluatePage } from "./page";
import { findPointer, type Pointer } from "./queries";

export interface CredentialTested {
  /** Null: what is left could be told only by reading the secret. */
  readonly ok: boolean | null;
  readonly code: string | null;
  readonly checkedAtMs: number;
  readonly latencyMs: number;
  readonly vaultVersion: number | null;
  readonly hint: PathHint | "read_needed" | null;
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
  hint: PathHint | "read_needed" | null;
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
    const pointer = await findPointer(ctx, id, "manage");
    const startedMs = ctx.clock();
    const found = await examine(ctx, pointer, { url, allowRead });
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

interface Asked {
  readonly url: string | undefined;
  readonly allowRead: boolean;
}

/** The host first: a page that does not fit causes no call. */
async function examine(
  ctx: EffectContext,
  { credential, integration }: Pointer,
  { url, allowRead }: Asked,
): Promise<Findings> {
  const found = nothingYet(credential);
  if (url !== undefined) {
    const verdict = evaluatePage(ctx, credential, url);
    found.domain = verdict.kind === "allowed" ? "passed" : "failed";
    if (found.domain === "failed") return failed(found, "host_not_allowed");
  }
  const pointer = { credential, integration };
  if (needsSecret(credential.fieldMap)) await examineStored(ctx, pointer, { found, allowRead });
  if (found.code === null && codePathOf(credential.fieldMap) !== undefined)
    await examineCode(ctx, pointer, { found, allowRead });
  return found;
}

interface Examined {
  /** What is found is written down here. */
  readonly found: Findings;
  readonly allowRead: boolean;
}

async function examineStored(
  ctx: EffectContext,
  { credential, integration }: Pointer,
  { found, allowRead }: Examined,
): Promise<Findings> {
  const { vaultPath: path } = credential;
  const provider = providerOf(integration);
  provider.requireRight(ctx, "read", path);
  const inspected = await provider.inspect(ctx, { integration, path }, { allowRead });
  found.login = inspected.login;
  switch (inspected.kind) {
    case "failed":
      return pathFailed(found, inspected.failure);
    case "unread":
      return readNeeded(found);
    case "fields":
      return examineNames(found, credential, inspected);
    case "secret":
      return examineSecret(found, credential, inspected.values);
  }
}

/** The vault makes the code: whether it does shows only by letting it. */
async function examineCode(
  ctx: EffectContext,
  { credential, integration }: Pointer,
  { found, allowRead }: Examined,
): Promise<Findings> {
  const path = codePathOf(credential.fieldMap);
  const { codes } = providerOf(integration);
  if (path === undefined || codes === null) return fail("internal_error");
  const inspected = await codes.inspect(ctx, { integration, path }, { allowRead });
  found.login = inspected.login;
  switch (inspected.kind) {
    case "failed":
      rethrowOwnFault(inspected.failure);
      if (inspected.login !== "failed") found.fields.totp = "failed";
      return failed(found, inspected.failure.code);
    case "made":
      found.fields.totp = "passed";
      return found;
    case "present":
      found.fields.totp = "passed";
      return readNeeded(found);
    case "unread":
      return readNeeded(found);
  }
}

function nothingYet({ fieldMap }: Credential): Findings {
  const skipped: Check = "skipped";
  return {
    ok: true,
    code: null,
    vaultVersion: null,
    hint: null,
    domain: skipped,
    login: skipped,
    path: skipped,
    totpSeed: skipped,
    fields: Object.fromEntries(rolesOf(fieldMap).map((role) => [role, skipped])),
  };
}

const readNeeded = (found: Findings): Findings => Object.assign(found, { ok: null, hint: "read_needed" });

/** Names show that a field is missing, not that its value is good. */
function examineNames(
  found: Findings,
  credential: Credential,
  { names, version }: Pick<Extract<Inspection, { kind: "fields" }>, "names" | "version">,
): Findings {
  found.path = "passed";
  found.vaultVersion = version;
  examineFields(found, credential, (field) => (names.includes(field) ? undefined : "vault_field_missing"));
  return found.code === null ? readNeeded(found) : found;
}

function examineSecret(found: Findings, credential: Credential, { data, version, hint }: SecretValues): Findings {
  found.path = "passed";
  found.vaultVersion = version;
  examineFields(found, credential, (field) => {
    if (!Object.hasOwn(data, field)) return "vault_field_missing";
    return typeof data[field] === "string" ? undefined : "vault_field_not_string";
  });
  if (found.code !== null && hint) found.hint = hint;
  const seedField = fieldFor(credential.fieldMap, "totp");
  if (found.code !== null || seedField === undefined) return found;
  found.totpSeed = parseTotpSeed(String(data[seedField])) ? "passed" : "failed";
  return found.totpSeed === "failed" ? failed(found, "vault_totp_seed_invalid") : found;
}

/** After the first failure the later fields are not looked at. */
function examineFields(
  found: Findings,
  { fieldMap }: Credential,
  fault: (field: string) => string | undefined,
): Findings {
  for (const role of FIELD_ROLES) {
    const field = fieldFor(fieldMap, role);
    if (field === undefined) continue;
    const code = fault(field);
    found.fields[role] = code === undefined ? "passed" : "failed";
    if (code !== undefined) return failed(found, code);
  }
  return found;
}

/** What failed is the login, or else the path. */
function pathFailed(found: Findings, failure: Failure): Findings {
  rethrowOwnFault(failure);
  if (found.login !== "failed") found.path = "failed";
  const hint = failure.details?.hint;
  if (hint === "missing_data_segment" || hint === "kv_version") found.hint = hint;
  return failed(found, failure.code);
}

const failed = (found: Findings, code: string): Findings => Object.assign(found, { ok: false, code });
