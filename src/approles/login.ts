import { eq } from "drizzle-orm";
import { fail } from "../errors";
import type { Context, MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import type { ApproleProof } from "../kernel/proof";
import { policyNames } from "../policies/held";
import { settingsOf } from "../settings/cache";
import { lifeWithin } from "../tokens/lifetime";
import { checkTokenQuota, type MintedToken, mint } from "../tokens/queries";
import { judgeLogin } from "./judge";
import type { RoleRow, SecretIdRow } from "./queries";
import { approleSecretIds } from "./tables";

export interface LoginToken extends MintedToken {
  readonly policies: readonly string[];
}

/** A token for whoever shows a role id and a secret id. A use of the secret id is taken in the transaction that makes the token. */
export const loginByApprole = mutation({
  name: "approles.login",
  login: "approle",
  scope: null,
  category: "auth",
  action: "vault_login",
  auditsEveryOutcome: true,
  reach: "tenant",
  run(ctx, proof: ApproleProof): LoginToken {
    // As the guard found a moment ago, in this transaction.
    const judged = judgeLogin(ctx.db, proof, ctx.meta.ip, ctx.now);
    if (!judged.ok) return fail("login_refused");
    const { role, secretId, holder } = judged;
    ctx.audit.annotate({ method: "approle", role: role.name });
    if (secretId) takeUse(ctx, secretId);
    checkTokenQuota(ctx, holder.id, "approle");
    const made = mint(ctx, {
      identityId: holder.id,
      name: "approle",
      scopes: role.scopes,
      renewable: true,
      ...lifeOf(ctx, role),
      usesLeft: role.tokenUses,
      boundCidrs: role.tokenBoundCidrs,
      via: "approle",
      viaId: role.name,
      metadata: { ...secretId?.metadata, role_name: role.name },
    });
    return { ...made, policies: policyNames(ctx, { identityId: holder.id, policyIds: null }) };
  },
});

function takeUse({ db, now, audit }: MutationContext, { accessor, usesLeft }: SecretIdRow): void {
  audit.annotate({ secret_id_accessor: accessor });
  const row = eq(approleSecretIds.accessor, accessor);
  if (usesLeft === 1) db.delete(approleSecretIds).where(row).run();
  else
    db.update(approleSecretIds)
      .set({ usesLeft: usesLeft === null ? null : usesLeft - 1, updatedAtMs: now })
      .where(row)
      .run();
}

function lifeOf(ctx: Context, { tokenTtlMs, tokenMaxTtlMs: maxLifeMs }: RoleRow) {
  const { tokenDefaultTtlMs, tokenMaxTtlMs: capMs } = settingsOf(ctx);
  const bounds = { capMs, maxLifeMs, parentEndsAtMs: null };
  const { expiresAtMs, lifeMs } = lifeWithin(tokenTtlMs ?? tokenDefaultTtlMs, ctx.now, bounds);
  return { expiresAtMs, lifeMs, maxLifeMs };
}
