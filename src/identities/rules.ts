import { and, eq, inArray } from "drizzle-orm";
import { fail } from "../errors";
import { isOperator, type Role } from "../kernel/actor";
import type { Context } from "../kernel/context";
import type { ReasonWord } from "../reason-words";
import { identities } from "./tables";

interface Membership {
  readonly groups?: readonly string[] | undefined;
  readonly roles?: readonly Role[] | undefined;
}

/** A role fits the kind of the space; a group takes neither roles nor groups. Throws AppError validation_error. */
export function checkTypeAllows({ space }: Context, type: string, { groups = [], roles = [] }: Membership): void {
  const fields: Record<string, ReasonWord> = {};
  if (type === "group" && groups.length > 0) fields.groups = "unsupported";
  const fitting: Role = space.kind === "partner" ? "partner_admin" : "tenant_admin";
  if (roles.some((role) => role !== fitting || type === "group")) fields.roles = "unsupported";
  const allowed = fields.roles && type !== "group" ? { allowed: [fitting] } : {};
  if (Object.keys(fields).length > 0) fail("validation_error", { fields, ...allowed });
}

/** By the operator or a partner's administrator only, and by nobody on themselves. Throws AppError access_denied. */
export function checkMayChangeRoles(ctx: Context, identityId: string): void {
  const { actor } = ctx;
  const mayGive = isOperator(actor) || actor.roles.includes("partner_admin");
  if (!mayGive) fail("access_denied", { required_role: "partner_admin" });
  if (isSelf(ctx, identityId)) fail("access_denied");
}

/** An id means something only inside its space: a partner's identity is nobody's namesake in a tenant. */
export const isSelf = ({ actor, space }: Context, identityId: string): boolean =>
  actor.homeId === space.id && actor.identityId === identityId;

/** `field`: what names them. Throws AppError identity_not_found. */
export function checkGroups({ db }: Context, groups: readonly string[], field = "groups"): void {
  if (groups.length === 0) return;
  const found = db
    .select({ id: identities.id })
    .from(identities)
    .where(and(inArray(identities.id, [...groups]), eq(identities.type, "group")))
    .all();
  if (found.length !== groups.length) fail("identity_not_found", { field });
}
