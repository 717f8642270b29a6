import { eq, inArray, sql } from "drizzle-orm";
import { fail } from "../errors";
import { type Actor, isOperator, type Role } from "../tenant/actor";
import type { Context } from "../tenant/context";
import { identityTypeOf } from "../tenant/grants";
import { mutation, query } from "../tenant/operation";
import { identities, memberships } from "./tables";

export type Identity = typeof identities.$inferSelect & { readonly groups: readonly string[] };
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
  > {
  /** Null for a partner's token and for the operator. */
  readonly tenantId: string | null;
}

const MAX_IDENTITIES = 10_000;

/** It tells the caller's home, not the space acted in. */
export const whoami = query({
  scope: null,
  category: "auth",
  action: null,
  reach: "any",
  run({ actor }, _input: Record<never, never>): Whoami {
    const { homeId, ...rest } = actor;
    return { ...rest, tenantId: homeId?.startsWith("tnt_") ? homeId : null };
  },
});

export const createIdentity = mutation({
  scope: "identity:admin",
  category: "identity",
  action: "identity_create",
  reach: "space",
  run(ctx, input: NewIdentity): Identity {
    const { db, now } = ctx;
    const type = identityTypeOf(input.identityId);
    checkRoles(ctx, input, type);
    ctx.trail.note({ target_identity_id: input.identityId, groups: input.groups, roles: input.roles });
    if (findIdentity(ctx, input.identityId)) fail("name_conflict", { field: "identity_id" });
    checkGroups(ctx, input.groups);
    if (countOf(ctx) >= MAX_IDENTITIES) fail("validation_error", { reason: "limit_reached", limit: MAX_IDENTITIES });
    const { identityId: id, displayName, roles, isActive, groups } = input;
    const row = { id, type, displayName, roles, isActive, lastSeenAtMs: null, createdAtMs: now, updatedAtMs: now };
    db.insert(identities).values(row).run();
    for (const groupId of groups) db.insert(memberships).values({ identityId: id, groupId }).run();
    ctx.forgetGrants();
    return { ...row, groups };
  },
});

export const findIdentity = ({ db }: Context, id: string) =>
  db.select().from(identities).where(eq(identities.id, id)).get();

/** A role fits the kind of space and is given by the operator or a partner's administrator only; groups hold none. */
function checkRoles({ actor, space }: Context, { roles, groups }: NewIdentity, type: string): void {
  const fields: Record<string, string> = {};
  if (type === "group" && groups.length > 0) fields.groups = "unsupported";
  const fitting: Role = space.kind === "partner" ? "partner_admin" : "tenant_admin";
  if (roles.some((role) => role !== fitting || type === "group")) fields.roles = "unsupported";
  if (Object.keys(fields).length > 0) fail("validation_error", { fields });
  const mayGive = isOperator(actor) || actor.roles.includes("partner_admin");
  if (roles.length > 0 && !mayGive) fail("access_denied", { required_role: "partner_admin" });
}

function checkGroups({ db }: Context, groups: readonly string[]): void {
  if (groups.length === 0) return;
  const found = db
    .select({ id: identities.id })
    .from(identities)
    .where(inArray(identities.id, [...groups]))
    .all();
  if (found.length !== groups.length) fail("identity_not_found", { field: "groups" });
}

const countOf = ({ db }: Context): number =>
  db.select({ count: sql<number>`count(*)` }).from(identities).get()?.count ?? 0;
