import { and, desc, eq, lt } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { fail } from "../errors";
import { wholeSecond } from "../formats";
import type { Context, MutationContext } from "../kernel/context";
import { mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { checkQuota } from "../kernel/quota";
import { checkGiven } from "../tokens/queries";
import {
  countSecretIds,
  liveOf,
  type RoleRow,
  requireRole,
  type SecretId,
  type SecretIdRow,
  toSecretId,
} from "./queries";
import { hashSecretId, newSecretId } from "./rules";
import { approleSecretIds } from "./tables";

/** A secret id of a role, by what names it or by itself. */
export type SecretIdRef = { readonly name: string } & ({ readonly accessor: string } | { readonly secretId: string });
export interface NewSecretId {
  readonly name: string;
  /** Chosen by the caller; undefined: random. */
  readonly secretId: string | undefined;
  /** Undefined here and below: as the role says. Null: no bound, which a role that has one does not take. */
  readonly uses: number | null | undefined;
  readonly lifeMs: number | null | undefined;
  readonly cidrs: readonly string[] | null;
  readonly metadata: Readonly<Record<string, string>>;
}
/** The text is in the answer that made it and nowhere else. */
export type MadeSecretId = SecretId & { readonly secretId: string };

const MAX_LIVE = 1000;
const ADMIN = { scope: "identity:admin", category: "identity", reach: "tenant" } as const;
/** Whether a text is a secret id is not told to who can only read: a login that asks for that is stopped after five of them. */
const READ = { ...ADMIN, action: "config_read", resource: "approle_secret_ids" } as const;

/** Whoever makes one can log in: so it is for who holds what a login gives. */
export const createSecretId = mutation({
  name: "approles.create_secret_id",
  ...ADMIN,
  action: "approle_secret_id_create",
  run(ctx, { name, secretId: chosen, uses, lifeMs: asked, cidrs, metadata }: NewSecretId): MadeSecretId {
    const role = requireRole(ctx, name);
    if (!role.bindSecretId) fail("validation_error", { reason: "unsupported" });
    checkGiven(ctx, role.scopes);
    checkQuota(countSecretIds(ctx, name), MAX_LIVE);
    const usesLeft = within(uses, role.secretIdUses, "num_uses");
    const lifeMs = within(asked, role.secretIdTtlMs, "ttl");
    const secretId = chosen ?? newSecretId();
    const hash = hashSecretId(role.roleId, secretId);
    dropDead(ctx, role, hash);
    const made = { accessor: `sid_${ulid(ctx.now)}`, roleName: name, hash, usesLeft, lifeMs, cidrs, metadata };
    const expiresAtMs = lifeMs === null ? null : wholeSecond(ctx.now + lifeMs);
    const times = { expiresAtMs, createdAtMs: ctx.now, updatedAtMs: ctx.now };
    const row: SecretIdRow = { ...made, ...times, createdBy: ctx.actor.identityId };
    ctx.db.insert(approleSecretIds).values(row).run();
    if (expiresAtMs !== null) ctx.schedule(expiresAtMs);
    ctx.audit.annotate({ secret_id_accessor: row.accessor });
    return { ...toSecretId(row), secretId };
  },
});

/** Newest first. */
export const listSecretIds = query({
  name: "approles.secret_ids",
  ...READ,
  run(ctx, request: PageRequest & { readonly name: string }): Page<SecretId> {
    const { name, limit } = request;
    const binding = ["approle-secret-ids", ctx.space.id, name];
    const [before] = startOf(request, binding, ["string"]) ?? [];
    requireRole(ctx, name);
    const rows = ctx.db
      .select()
      .from(approleSecretIds)
      .where(and(liveOf(name, ctx.now), before === undefined ? undefined : lt(approleSecretIds.accessor, before)))
      .orderBy(desc(approleSecretIds.accessor))
      .limit(limit + 1)
      .all();
    const page = pageOf(rows, request, binding, ({ accessor }) => [accessor]);
    return { ...page, items: page.items.map(toSecretId) };
  },
});

export const readSecretId = query({
  name: "approles.read_secret_id",
  ...READ,
  run: (ctx, ref: SecretIdRef): SecretId => toSecretId(requireSecretId(ctx, ref)),
});

export const destroySecretId = mutation({
  name: "approles.destroy_secret_id",
  ...ADMIN,
  action: "approle_secret_id_destroy",
  run(ctx, ref: SecretIdRef): null {
    const { accessor } = requireSecretId(ctx, ref);
    ctx.db.delete(approleSecretIds).where(eq(approleSecretIds.accessor, accessor)).run();
    return null;
  },
});

/** What was asked for, as far as the role allows: a role with a bound takes none above it. */
function within(asked: number | null | undefined, most: number | null, field: "num_uses" | "ttl"): number | null {
  const chosen = asked === undefined ? most : asked;
  if (most !== null && (chosen === null || chosen > most)) fail("validation_error", { fields: { [field]: "range" } });
  return chosen;
}

/** One that expired may be chosen again, before the alarm has removed it. Throws AppError name_conflict for one that lives. */
function dropDead({ db, now }: MutationContext, { name }: RoleRow, hash: string): void {
  const same = and(eq(approleSecretIds.roleName, name), eq(approleSecretIds.hash, hash));
  if (
    db
      .select()
      .from(approleSecretIds)
      .where(and(same, liveOf(name, now)))
      .get()
  )
    fail("name_conflict", { field: "secret_id" });
  db.delete(approleSecretIds).where(same).run();
}

/** Also names it in the audit row. Throws AppError approle_not_found, secret_id_not_found. */
function requireSecretId(ctx: Context, ref: SecretIdRef): SecretIdRow {
  const role = requireRole(ctx, ref.name);
  const which =
    "accessor" in ref
      ? eq(approleSecretIds.accessor, ref.accessor)
      : eq(approleSecretIds.hash, hashSecretId(role.roleId, ref.secretId));
  const row = ctx.db
    .select()
    .from(approleSecretIds)
    .where(and(which, liveOf(role.name, ctx.now)))
    .get();
  if (!row) return fail("secret_id_not_found");
  ctx.audit.annotate({ secret_id_accessor: row.accessor });
  return row;
}
