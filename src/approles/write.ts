import { fail } from "../errors";
import { addIdentity, findIdentity } from "../identities/operations";
import { hasScope, type Scope } from "../kernel/actor";
import type { Context, MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { checkQuota } from "../kernel/quota";
import { bindJust, policiesBound, policiesNamed } from "../policies/bindings";
import { checkGiven, checkRole } from "../tokens/queries";
import { countRoles, findRole, type Role, type RoleRow, requireRole, toRole } from "./queries";
import { DEFAULT_SCOPES, identityOf, newRoleId } from "./rules";
import { approles } from "./tables";

/** What is undefined stays, or takes its default where there is nothing yet. Null: no bound. */
export type RoleChange = {
  readonly [K in
    | "scopes"
    | "tokenTtlMs"
    | "tokenMaxTtlMs"
    | "tokenUses"
    | "tokenBoundCidrs"
    | "secretIdTtlMs"
    | "secretIdUses"
    | "secretIdBoundCidrs"
    | "bindSecretId"]: RoleRow[K] | undefined;
} & {
  /** Names: just these policies are bound to the role's identity from now on. */
  readonly tokenPolicies: readonly string[] | undefined;
};
export interface WrittenRole extends Role {
  readonly isNew: boolean;
}

const MAX_ROLES = 1000;
const DEFAULTS = {
  scopes: DEFAULT_SCOPES,
  tokenTtlMs: null,
  tokenMaxTtlMs: null,
  tokenUses: null,
  tokenBoundCidrs: null,
  secretIdTtlMs: null,
  secretIdUses: null,
  secretIdBoundCidrs: null,
  bindSecretId: true,
} as const satisfies Partial<RoleRow>;

/** `isMerge`: what is not told of a role that there is stays; otherwise it is replaced whole, but for its role id. */
export const putRole = mutation({
  name: "approles.put",
  scope: "identity:admin",
  category: "identity",
  action: "approle_write",
  reach: "tenant",
  run(ctx, { name, isMerge, ...change }: RoleChange & { name: string; isMerge: boolean }): WrittenRole {
    ctx.audit.annotate({ role: name });
    const before = findRole(ctx, name);
    if (!before) checkQuota(countRoles(ctx), MAX_ROLES);
    const made = { name, roleId: newRoleId(ctx.space.id), refusedAtMs: [], stoppedUntilMs: null, createdAtMs: ctx.now };
    const start = { ...(before ?? made), ...(before && isMerge ? {} : DEFAULTS) };
    const policies = change.tokenPolicies ?? (before && isMerge ? undefined : []);
    return { ...write(ctx, { ...DEFAULTS, ...start }, { ...change, tokenPolicies: policies }), isNew: !before };
  },
});

export const updateRole = mutation({
  name: "approles.update",
  scope: "identity:admin",
  category: "identity",
  action: "approle_write",
  reach: "tenant",
  run: (ctx, { name, ...change }: RoleChange & { name: string }): Role => write(ctx, requireRole(ctx, name), change),
});

type Before = Omit<RoleRow, "updatedAtMs">;

function write(ctx: MutationContext, before: Before, { tokenPolicies, ...change }: RoleChange): Role {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const row: RoleRow = { ...before, ...given, updatedAtMs: ctx.now };
  ctx.audit.annotate({ target_identity_id: identityOf(row.name), scopes: row.scopes });
  checkRule(row);
  // Also where they stay: whoever changes a role may make it easier to log in by.
  checkGiven(ctx, row.scopes);
  keepIdentity(ctx, row.name, row.scopes);
  const { name: _, ...set } = row;
  ctx.db.insert(approles).values(row).onConflictDoUpdate({ target: approles.name, set }).run();
  if (tokenPolicies) keepPolicies(ctx, identityOf(row.name), tokenPolicies);
  return toRole(ctx, row);
}

/** Something must tell the one who may log in from everybody else. */
function checkRule({ bindSecretId, secretIdBoundCidrs, tokenTtlMs, tokenMaxTtlMs }: RoleRow): void {
  if (!bindSecretId && secretIdBoundCidrs === null)
    fail("validation_error", { fields: { secret_id_bound_cidrs: "required" } });
  if (tokenTtlMs !== null && tokenMaxTtlMs !== null && tokenTtlMs > tokenMaxTtlMs)
    fail("validation_error", { fields: { token_ttl: "range" } });
}

function keepIdentity(ctx: MutationContext, name: string, scopes: readonly Scope[]): void {
  const identityId = identityOf(name);
  const known = findIdentity(ctx, identityId);
  checkRole(known ?? { roles: [] }, scopes);
  if (known) return;
  addIdentity(ctx, { identityId, displayName: null, groups: [], roles: [], isActive: true });
  ctx.audit.add("identity_create", { target_identity_id: identityId });
}

/** Bindings are what they are wherever they are made: whoever changes them has the scope for it. */
function keepPolicies(ctx: MutationContext, identityId: string, names: readonly string[]): void {
  const bound = policiesBound(ctx, identityId).map(({ name }) => name);
  if (bound.length === names.length && bound.every((name) => names.includes(name))) return;
  if (!hasScope(ctx.actor, "policies:write")) fail("insufficient_scope", { required_scope: "policies:write" });
  bindJust(ctx, identityId, requirePolicies(ctx, names));
}

function requirePolicies(ctx: Context, names: readonly string[]) {
  const known = policiesNamed(ctx, names);
  return known.length === names.length ? known : fail("policy_not_found", { field: "token_policies" });
}
