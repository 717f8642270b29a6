import { sql } from "drizzle-orm";
import { AppError, type Details, fail, unwrap } from "../../errors";
import { formatTimestamp } from "../../formats";
import type { Context, EffectContext, MutationContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import type { ReasonWord } from "../../reason-words";
import type { SecretValues } from "../provider";
import { providerOf } from "../providers";
import { credentialStates } from "../state-tables";
import { brokerStore } from "../store";
import type { Credential } from "../tables";
import { parseTotpSeed, totpAt } from "../totp";
import { evaluatePage, requireAllowed } from "./page";
import { findCredential, findPointer, type Pointer } from "./queries";

export type FieldRole = "username" | "password" | "totp";
export const FIELD_ROLES: readonly FieldRole[] = ["username", "password", "totp"];

export interface Resolve {
  readonly id: string;
  readonly url: string;
  readonly fields: readonly FieldRole[] | undefined;
  readonly mode: "vault" | "prompt_user";
}
export interface OneTimeCode {
  readonly code: string;
  readonly expiresAt: string;
  readonly period: number;
  readonly remainingSeconds: number;
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
    const roles = rolesOf(credential, fields);
    const answer = { credentialId: credential.id, mode, host, matchedPattern };
    if (mode === "prompt_user") return answer;
    ctx.audit.annotate({ fields: roles });
    const secret = await readFrom(ctx, pointer);
    ctx.audit.annotate({ vault_version: secret.version });
    const values = Object.fromEntries(roles.map((role) => [role, answerFor(credential, role, secret, ctx)]));
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

function rolesOf({ fieldMap }: Credential, asked: readonly FieldRole[] | undefined): readonly FieldRole[] {
  const mapped = FIELD_ROLES.filter((role) => fieldMap[role] !== undefined);
  const fields: Record<string, ReasonWord> = {};
  for (const [at, role] of (asked ?? []).entries()) if (!mapped.includes(role)) fields[`fields[${at}]`] = "unsupported";
  if (Object.keys(fields).length > 0) fail("invalid_request", { fields, allowed: mapped });
  return asked ? FIELD_ROLES.filter((role) => asked.includes(role)) : mapped;
}

async function readFrom(ctx: EffectContext, { credential, integration }: Pointer): Promise<SecretValues> {
  const { vaultPath: path } = credential;
  ctx.audit.annotate({ vault_integration_id: integration.id, vault_path: path });
  return unwrap(await providerOf(integration).read(ctx, { integration, path }));
}

/** A field is an own key of the secret, taken literally. */
export function fieldOf({ fieldMap, vaultPath }: Credential, role: FieldRole, { data, hint }: SecretValues): string {
  const field = fieldMap[role] ?? "";
  const explained: Details = hint ? { hint } : {};
  const details = { stage: "field", path: vaultPath, role, field, ...explained, retryable: false };
  if (!Object.hasOwn(data, field)) throw new AppError({ code: "vault_field_missing", details });
  const value = data[field];
  return typeof value === "string" ? value : fail("vault_field_not_string", details);
}

function answerFor(credential: Credential, role: FieldRole, secret: SecretValues, ctx: Context): string | OneTimeCode {
  const text = fieldOf(credential, role, secret);
  if (role !== "totp") return text;
  const { vaultPath, fieldMap } = credential;
  const field = fieldMap.totp ?? "";
  const seed =
    parseTotpSeed(text) ??
    fail("vault_totp_seed_invalid", { stage: "field", path: vaultPath, role, field, retryable: false });
  const { code, expiresAtMs, period, remainingSeconds } = totpAt(seed, ctx.clock());
  return { code, expiresAt: formatTimestamp(expiresAtMs), period, remainingSeconds };
}

/** Never back: a slow resolve may end after one that began later. Of a credential that was deleted meanwhile nothing is kept. */
function noteUse(ctx: MutationContext, credentialId: string): void {
  if (brokerStore(ctx).isGone(credentialId)) return;
  const { db, now } = ctx;
  const newest = sql`max(${credentialStates.lastUsedAtMs}, ${now})`;
  db.insert(credentialStates)
    .values({ credentialId, lastUsedAtMs: now })
    .onConflictDoUpdate({ target: credentialStates.credentialId, set: { lastUsedAtMs: newest } })
    .run();
}
