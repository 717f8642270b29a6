import { sql } from "drizzle-orm";
import { AppError, type Details, fail, unwrap } from "../../errors";
import type { EffectContext, MutationContext } from "../../kernel/context";
import { type Build, HotStatement } from "../../kernel/hot-statement";
import { perSpace } from "../../kernel/per-space";
import { type FieldRole, fieldFor, needsSecret } from "../field-map";
import type { MadeCode, SecretValues } from "../provider";
import { providerOf } from "../providers";
import { credentialStates } from "../state-tables";
import { brokerStore } from "../store";
import type { Credential } from "../tables";
import { parseTotpSeed, type TotpSeed } from "../totp";
import type { Pointer } from "./queries";

/** What a credential is worth: its values, read anew each time and kept nowhere. */

/** Nothing that is asked for is a field. */
const NOTHING: SecretValues = { data: {}, version: null };

/** The secret, if any of the roles is a field of it. Throws AppError with a `vault_*` code. */
export async function readFrom(
  ctx: EffectContext,
  { credential, integration }: Pointer,
  roles: readonly FieldRole[],
): Promise<SecretValues> {
  if (!needsSecret(credential.fieldMap, roles)) return NOTHING;
  const { vaultPath: path } = credential;
  ctx.audit.annotate({ vault_integration_id: integration.id, vault_path: path });
  return unwrap(await providerOf(integration).read(ctx, { integration, path }));
}

/** The code of now, from the store that makes the codes of this credential. Throws AppError with a `vault_*` code. */
export async function codeFrom(ctx: EffectContext, { integration }: Pointer, path: string): Promise<MadeCode> {
  ctx.audit.annotate({ vault_integration_id: integration.id, totp_path: path });
  const codes = providerOf(integration).codes ?? fail("internal_error");
  return unwrap(await codes.read(ctx, { integration, path }));
}

/** A field is an own key of the secret, taken literally. */
export function fieldOf({ fieldMap, vaultPath }: Credential, role: FieldRole, { data, hint }: SecretValues): string {
  const field = fieldFor(fieldMap, role) ?? "";
  const explained: Details = hint ? { hint } : {};
  const details = { stage: "field", path: vaultPath, role, field, ...explained, retryable: false };
  if (!Object.hasOwn(data, field)) throw new AppError({ code: "vault_field_missing", details });
  const value = data[field];
  return typeof value === "string" ? value : fail("vault_field_not_string", details);
}

/** Throws AppError vault_totp_seed_invalid, and what `fieldOf` throws. */
export function seedOf(credential: Credential, secret: SecretValues): TotpSeed {
  const { vaultPath: path, fieldMap } = credential;
  const details = { stage: "field", path, role: "totp", field: fieldFor(fieldMap, "totp") ?? "", retryable: false };
  return parseTotpSeed(fieldOf(credential, "totp", secret)) ?? fail("vault_totp_seed_invalid", details);
}

/** Never back: a slow resolve may end after one that began later. Of a credential that was deleted meanwhile nothing is kept. */
export function noteUse(ctx: MutationContext, credentialId: string): void {
  if (!brokerStore(ctx).isGone(credentialId)) useNotes(ctx).run({ credentialId, lastUsedAtMs: ctx.now });
}

const { lastUsedAtMs } = credentialStates;
const noted: Build = (db) =>
  db
    .insert(credentialStates)
    .values({ credentialId: sql.placeholder("credentialId"), lastUsedAtMs: sql.placeholder("lastUsedAtMs") })
    .onConflictDoUpdate({
      target: credentialStates.credentialId,
      set: { lastUsedAtMs: sql`max(${lastUsedAtMs}, excluded.last_used_at_ms)` },
    });
const useNotes = perSpace(
  ({ db }) => new HotStatement<{ readonly credentialId: string; readonly lastUsedAtMs: number }>(db, noted),
);
