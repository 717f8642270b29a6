import { eq } from "drizzle-orm";
import { fail } from "../errors";
import { identityTypeOf, type Role } from "../kernel/actor";
import type { Context } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { findIdentity, type Identity, joinGroups, mustFindIdentity } from "./operations";
import { checkGroups, checkMayChangeRoles, checkTypeAllows, isSelf } from "./rules";
import { identities, memberships } from "./tables";

/** What is undefined stays; groups and roles are replaced whole. */
export interface IdentityChange {
  /** Null clears it. */
  readonly displayName: string | null | undefined;
  readonly groups: readonly string[] | undefined;
  readonly roles: readonly Role[] | undefined;
  readonly isActive: boolean | undefined;
}

export const updateIdentity = mutation({
  name: "identities.update",
  scope: "identity:admin",
  category: "identity",
  action: "identity_update",
  reach: "space",
  run(ctx, { id, ...change }: IdentityChange & { readonly id: string }): Identity {
    const { displayName, groups, roles, isActive } = change;
    checkTypeAllows(ctx, identityTypeOf(id), { groups, roles });
    // Rights before existence: an unknown identity holds no role.
    if (roles && !sameSet(roles, findIdentity(ctx, id)?.roles ?? [])) checkMayChangeRoles(ctx, id);
    if (isActive === false) checkNotSelf(ctx, id);
    const before = mustFindIdentity(ctx, id);
    ctx.audit.annotate({
      target_identity_id: id,
      fields: FIELDS.flatMap(([key, name]) => (change[key] === undefined ? [] : [name])),
    });
    ctx.audit.annotate({
      ...(groups ? { groups } : {}),
      ...(roles ? { roles } : {}),
      ...(isActive === undefined ? {} : { is_active: isActive }),
    });
    if (groups) {
      checkGroups(ctx, groups);
      ctx.db.delete(memberships).where(eq(memberships.identityId, id)).run();
      joinGroups(ctx, id, groups);
    }
    const set = {
      displayName: displayName === undefined ? before.displayName : displayName,
      roles: roles ?? before.roles,
      isActive: isActive ?? before.isActive,
      updatedAtMs: ctx.now,
    };
    ctx.db.update(identities).set(set).where(eq(identities.id, id)).run();
    ctx.hooks.rightsChanged(ctx);
    return mustFindIdentity(ctx, id);
  },
});

/** Its tokens are dead for good, its memberships and bindings gone: one of the same id made later starts with nothing. */
export const deleteIdentity = mutation({
  name: "identities.delete",
  scope: "identity:admin",
  category: "identity",
  action: "identity_delete",
  reach: "space",
  run(ctx, { id }: { id: string }): null {
    checkNotSelf(ctx, id);
    mustFindIdentity(ctx, id);
    ctx.hooks.identityDeleted(ctx, id);
    // Memberships, of it and in it, and bindings go by foreign key.
    ctx.db.delete(identities).where(eq(identities.id, id)).run();
    ctx.audit.annotate({ target_identity_id: id });
    ctx.hooks.rightsChanged(ctx);
    return null;
  },
});

const FIELDS = [
  ["displayName", "display_name"],
  ["groups", "groups"],
  ["roles", "roles"],
  ["isActive", "is_active"],
] as const;

function checkNotSelf(ctx: Context, id: string): void {
  if (isSelf(ctx, id)) fail("access_denied");
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item));
