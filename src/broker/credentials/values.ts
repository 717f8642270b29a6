import { sql } from "drizzle-orm";
import { AppError, type Details, fail, unwrap } from "../../errors";
import type { EffectContext, MutationContext } from "../../kernel/context";
import type { SecretValues } from "../provider";
import { providerOf } from "../providers";
import { credentialStates } from "../state-tables";
import { brokerStore } from "../store";
import type { Credential } from "../tables";
import { parseTotpSeed, type TotpSeed } from "../totp";
import type { Pointer } from "./queries";

/** What a credential is worth: its values, read anew each time and kept nowhere. */

export type FieldRole = "username" | "password" | "totp";
export const FIELD_ROLES: readonly FieldRole[] = ["username", "password", "totp"];

/** Throws AppError with a `vault_*` code. */
export async function readFrom(ctx: EffectContext, { credential, integration }: Pointer): Promise<SecretValues> {
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

/** Throws AppError vault_totp_seed_invalid, and what `fieldOf` throws. */
export function seedOf(credential: Credential, secret: SecretValues): TotpSeed {
  const { vaultPath: path, fieldMap } = credential;
  const details = { stage: "field", path, role: "totp", field: fieldMap.totp ?? "", retryable: false };
  return parseTotpSeed(fieldOf(credential, "totp", secret)) ?? fail("vault_totp_seed_invalid", details);
}

/** Never back: a slow resolve may end after one that began later. Of a credential that was deleted meanwhile nothing is kept. */
export function noteUse(ctx: MutationContext, credentialId: string): void {
  if (brokerStore(ctx).isGone(credentialId)) return;
  const { db, now } = ctx;
  const newest = sql`max(${credentialStates.lastUsedAtMs}, ${now})`;
  db.insert(credentialStates)
    .values({ credentialId, lastUsedAtMs: now })
    .onConflictDoUpdate({ target: credentialStates.credentialId, set: { lastUsedAtMs: newest } })
    .run();
}
