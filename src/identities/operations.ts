import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { fail } from "../errors";
import { type Actor, type IdentityType, identityTypeOf, type Role } from "../kernel/actor";
import type { Context, MutationContext } from "../kernel/context";
import { mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { checkQuota } from "../kernel/quota";
import { checkGroups, checkMayChangeRoles, checkTypeAllows } from "./rules";
import { identities, memberships } from "./tables";

export type IdentityRow = typeof identities.$inferSelect;
export type Identity = IdentityRow & { readonly groups: readonly string[] };
export interface NewIdentity {
  readonly identityId: string;
  readonly displayName: string | null;
  readonly groups: readonly string[];
  readonly roles: readonly Role[];
  readonly isActive: boolean;
}
export interface Whoami
  extends Pick<
    Actor,
    | "identityId"
    | "identityType"
    | "displayName"
    | "partnerId"
    | "scopes"
    | "groups"
    | "roles"
    | "mfaVerifiedAtMs"
    | "tokenId"
    | "tokenExpiresAtMs"
    | "trustId"
  > {
  /** Null for a partner's token and for the operator. */
  readonly tenantId: string | null;
}
interface IdentityListRequest extends PageRequest {
  readonly type: Exclude<IdentityType, "system"> | undefined;
  readonly group: string | undefined;
  readonly includeInactive: boolean;
}

const MAX_IDENTITIES = 10_000;

/** It tells the caller's home, not the space acted in. */
export const whoami = query({
  name: "auth.whoami",
  scope: null,
  category: "auth",
  action: null,
  reach: "any",
  run({ actor }, _input: Record<never, never>): Whoami {
    const { homeId, ...rest } = actor;
    return { ...rest, tenantId: homeId?.startsWith("tnt_") ? homeId : null };
  },
});

export const listIdentities = query({
  name: "identities.list",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "identities",
  reach: "space",
  run(ctx, request: IdentityListRequest): Page<Identity> {
    const { db, space } = ctx;
    const { type, group, includeInactive } = request;
    const binding = ["identities", space.id, type ?? "", group ?? "", String(includeInactive)];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const members = (groupId: string) =>
      db.select({ id: memberships.identityId }).from(memberships).where(eq(memberships.groupId, groupId));
    const rows = db
      .select()
      .from(identities)
      .where(
        and(
          after === undefined ? undefined : gt(identities.id, after),
          type === undefined ? undefined : eq(identities.type, type),
          group === undefined ? undefined : inArray(identities.id, members(group)),
          includeInactive ? undefined : eq(identities.isActive, true),
        ),
      )
      .orderBy(asc(identities.id))
      .limit(request.limit + 1)
      .all();
    const page = pageOf(rows, request, binding, ({ id }) => [id]);
    return { ...page, items: withGroups(ctx, page.items) };
  },
});

export const readIdentity = query({
  name: "identities.read",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "identities",
  reach: "space",
  run(ctx, { id }: { id: string }): Identity {
    const row = mustFindIdentity(ctx, id);
    ctx.audit.annotate({ target_identity_id: id });
    return row;
  },
});

export const createIdentity = mutation({
  name: "identities.create",
  scope: "identity:admin",
  category: "identity",
  action: "identity_create",
  reach: "space",
  run(ctx, input: NewIdentity): Identity {
    const { identityId: id, roles, groups } = input;
    checkTypeAllows(ctx, identityTypeOf(id), { groups, roles });
    if (roles.length > 0) checkMayChangeRoles(ctx, id);
    ctx.audit.annotate({ target_identity_id: id, groups, roles });
    checkGroups(ctx, groups);
    if (findIdentity(ctx, id)) fail("name_conflict", { field: "identity_id" });
    return addIdentity(ctx, input);
  },
});

/** What the making of an identity touches. */
type Adding = Pick<MutationContext, "db" | "now" | "hooks" | "space">;

/** The caller has looked whether there is one of this id, and whether the groups and roles fit. */
export function addIdentity(ctx: Adding, { identityId: id, groups, ...given }: NewIdentity): Identity {
  const { db, now } = ctx;
  checkQuota(countOf(ctx), MAX_IDENTITIES);
  const row = { ...given, id, type: identityTypeOf(id), lastSeenAtMs: null, createdAtMs: now, updatedAtMs: now };
  db.insert(identities).values(row).run();
  joinGroups(ctx, id, groups);
  ctx.hooks.rightsChanged(ctx);
  return { ...row, groups };
}

export const findIdentity = ({ db }: Pick<Context, "db">, id: string): IdentityRow | undefined =>
  db.select().from(identities).where(eq(identities.id, id)).get();

/** With its groups. Throws AppError identity_not_found. */
export function mustFindIdentity(ctx: Context, id: string): Identity {
  const row = findIdentity(ctx, id) ?? fail("identity_not_found", { id });
  return { ...row, groups: withGroups(ctx, [row]).flatMap(({ groups }) => groups) };
}

export function joinGroups({ db }: Pick<MutationContext, "db">, identityId: string, groups: readonly string[]): void {
  for (const groupId of groups) db.insert(memberships).values({ identityId, groupId }).run();
}

/** One statement for all of them: the ids travel as one value, because a statement takes 100 at most. */
function withGroups({ db }: Context, rows: readonly IdentityRow[]): Identity[] {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const found = db
    .select()
    .from(memberships)
    .where(inArray(memberships.identityId, sql`(SELECT value FROM json_each(${ids}))`))
    .orderBy(asc(memberships.groupId))
    .all();
  const groups = Map.groupBy(found, ({ identityId }) => identityId);
  return rows.map((row) => ({ ...row, groups: (groups.get(row.id) ?? []).map(({ groupId }) => groupId) }));
}

const countOf = ({ db }: Pick<Context, "db">): number =>
  db.select({ count: sql<number>`count(*)` }).from(identities).get()?.count ?? 0;
