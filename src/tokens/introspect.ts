import { eq } from "drizzle-orm";
import { hashToken } from "../crypto/token";
import { findIdentity } from "../identities/operations";
import type { IdentityType, Scope } from "../kernel/actor";
import { query } from "../kernel/operation";
import { statusOf } from "./lifetime";
import { tokens } from "./tables";

export interface LiveToken {
  readonly tokenId: string;
  readonly identityId: string;
  readonly identityType: IdentityType;
  /** Null in a partner's space. */
  readonly tenantId: string | null;
  readonly scopes: readonly Scope[];
  readonly expiresAtMs: number | null;
  readonly createdAtMs: number;
  /** By whose word its bearer is here; nulls where no trust gave it. */
  readonly trustId: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly jti: string | null;
}

/** Null for any text that is no live token of this space: dead, of another space, or no token at all. */
export const introspectToken = query({
  name: "auth.introspect",
  scope: "admin",
  category: "auth",
  action: null,
  reach: "space",
  run(ctx, { token }: { token: string }): LiveToken | null {
    const row = ctx.db
      .select()
      .from(tokens)
      .where(eq(tokens.hash, hashToken(token)))
      .get();
    if (!row || statusOf(row, ctx.now) !== "active") return null;
    const holder = findIdentity(ctx, row.identityId);
    if (!holder?.isActive) return null;
    return {
      tokenId: row.id,
      identityId: holder.id,
      identityType: holder.type,
      tenantId: ctx.space.kind === "tenant" ? ctx.space.id : null,
      scopes: row.scopes,
      expiresAtMs: row.expiresAtMs,
      createdAtMs: row.createdAtMs,
      trustId: row.trustId,
      issuer: row.issuer,
      subject: row.subject,
      jti: row.jti,
    };
  },
});
