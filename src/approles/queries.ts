import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
import { policiesBoundTo } from "../policies/bindings";
import { identityOf } from "./rules";
import { approleSecretIds, approles } from "./tables";

export type RoleRow = typeof approles.$inferSelect;
export type SecretIdRow = typeof approleSecretIds.$inferSelect;

/** A role as it is shown: its policies are those bound to its identity. */
export interface Role extends Omit<RoleRow, "refusedAtMs"> {
  readonly identityId: string;
  /** Names, sorted. */
  readonly tokenPolicies: readonly string[];
}
/** A secret id without its hash. */
export type SecretId = Omit<SecretIdRow, "hash">;

/** As they are shown: with the policies of all of them looked up at once. */
export function toRoles(ctx: Context, rows: readonly RoleRow[]): Role[] {
  const ids = rows.map(({ name }) => identityOf(name));
  const bound = policiesBoundTo(ctx, ids);
  return rows.map(({ refusedAtMs: _, ...row }) => {
    const identityId = identityOf(row.name);
    return { ...row, identityId, tokenPolicies: (bound.get(identityId) ?? []).map(({ name }) => name) };
  });
}
export const toRole = (ctx: Context, row: RoleRow): Role => {
  const [role] = toRoles(ctx, [row]);
  if (!role) throw new Error("a role is shown as one");
  return role;
};
export const toSecretId = ({ hash: _, ...row }: SecretIdRow): SecretId => row;

export const findRole = ({ db }: Pick<Context, "db">, name: string): RoleRow | undefined =>
  db.select().from(approles).where(eq(approles.name, name)).get();

/** Also names the role in the audit row. Throws AppError approle_not_found. */
export function requireRole(ctx: Context, name: string): RoleRow {
  ctx.audit.annotate({ role: safeToEcho(name) });
  return findRole(ctx, name) ?? fail("approle_not_found", { id: safeToEcho(name) });
}

/** An expired secret id counts as gone, whether or not the alarm has removed it. */
export const isLive = (nowMs: number) =>
  or(isNull(approleSecretIds.expiresAtMs), gt(approleSecretIds.expiresAtMs, nowMs));

export const liveOf = (roleName: string, nowMs: number) => and(eq(approleSecretIds.roleName, roleName), isLive(nowMs));

export const countRoles = ({ db }: Context): number =>
  db.select({ count: sql<number>`count(*)` }).from(approles).get()?.count ?? 0;

export const countSecretIds = ({ db, now }: Context, roleName: string): number =>
  db.select({ count: sql<number>`count(*)` }).from(approleSecretIds).where(liveOf(roleName, now)).get()?.count ?? 0;
