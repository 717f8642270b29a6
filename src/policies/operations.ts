import { and, asc, eq, gt, sql } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { fail } from "../errors";
import type { Context, MutationContext } from "../kernel/context";
import { checkName } from "../kernel/name";
import { mutation, query, type Requirements } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import type { RuleText } from "../kernel/policy";
import { checkPrecondition, type Precondition } from "../kernel/precondition";
import { checkQuota } from "../kernel/quota";
import { countLiveBindings, findPolicy, isLive, type Policy, type PolicyScope, scopeOf, withBindings } from "./queries";
import { bindings, policies } from "./tables";

/** What a caller may set. */
export interface PolicyContent {
  readonly name: string;
  readonly description: string | null;
  readonly rules: readonly RuleText[];
  readonly isActive: boolean;
}
interface Named {
  readonly id: string;
}
/** Undefined: the kind of the space, which it must be. */
interface Scoped {
  readonly scope: PolicyScope | undefined;
}
export interface PolicyChange extends Named, Scoped {
  readonly content: Partial<PolicyContent>;
  readonly precondition: Precondition;
}
export interface PolicySummary extends Named {
  readonly name: string;
  readonly scope: PolicyScope;
  readonly ruleCount: number;
  readonly bindingCount: number;
  readonly isActive: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
export interface PolicyListRequest extends PageRequest, Scoped {
  readonly includeInactive: boolean;
}

const MAX_POLICIES = 1000;
/** What reads policies. */
export const READ = {
  scope: "policies:read",
  category: "policy",
  action: "config_read",
  resource: "policies",
  reach: "space",
} as const;
const WRITE = { scope: "policies:write", category: "policy", reach: "space" } as const;

export const listPolicies = query({
  name: "policies.list",
  ...READ,
  run(ctx, request: PolicyListRequest): Page<PolicySummary> {
    const { scope = scopeOf(ctx), includeInactive } = request;
    const binding = ["policies", ctx.space.id, request.scope ?? "", String(includeInactive)];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    if (scope !== scopeOf(ctx)) return { items: [], cursor: null };
    const live = ctx.db
      .select({ count: sql<number>`count(*)` })
      .from(bindings)
      .where(and(eq(bindings.policyId, policies.id), isLive(ctx.now)));
    const rows = ctx.db
      .select({
        id: policies.id,
        name: policies.name,
        ruleCount: sql<number>`json_array_length(${policies.rules})`,
        bindingCount: sql<number>`(${live})`,
        isActive: policies.isActive,
        createdAtMs: policies.createdAtMs,
        updatedAtMs: policies.updatedAtMs,
      })
      .from(policies)
      .where(
        and(
          after === undefined ? undefined : gt(policies.name, after),
          includeInactive ? undefined : eq(policies.isActive, true),
        ),
      )
      .orderBy(asc(policies.name))
      .limit(request.limit + 1)
      .all();
    const page = pageOf(rows, request, binding, ({ name }) => [name]);
    return { ...page, items: page.items.map((row) => ({ ...row, scope })) };
  },
});

export const readPolicy = query({
  name: "policies.read",
  ...READ,
  run(ctx, { id }: Named): Policy {
    return withBindings(ctx, findPolicy(ctx, id));
  },
});

export const createPolicy = mutation({
  name: "policies.create",
  ...WRITE,
  action: "policy_create",
  run(ctx, { scope, ...content }: PolicyContent & Scoped): Policy {
    checkScope(ctx, scope);
    ctx.audit.annotate({ name: content.name, rules: content.rules.length });
    checkName(ctx, policies, content.name);
    const [{ count } = { count: 0 }] = ctx.db.select({ count: sql<number>`count(*)` }).from(policies).all();
    checkQuota(count, MAX_POLICIES);
    const { now } = ctx;
    const row = { ...content, id: `pol_${ulid(now)}`, revision: 1, createdAtMs: now, updatedAtMs: now };
    ctx.db.insert(policies).values(row).run();
    ctx.audit.annotate({ policy_id: row.id });
    ctx.emit({ type: "policy.created", data: { policy_id: row.id, name: row.name } });
    return withBindings(ctx, row);
  },
});

const UPDATE = { ...WRITE, action: "policy_update" } as const satisfies Omit<Requirements, "name">;
export const replacePolicy = mutation({
  name: "policies.replace",
  ...UPDATE,
  run: changePolicy,
});
export const updatePolicy = mutation({
  name: "policies.update",
  ...UPDATE,
  run: changePolicy,
});

function changePolicy(ctx: MutationContext, { id, scope, content, precondition }: PolicyChange): Policy {
  checkScope(ctx, scope);
  const row = findPolicy(ctx, id);
  if (content.name !== undefined) checkName(ctx, policies, content.name, id);
  checkPrecondition(precondition, row.revision);
  const changed = { ...row, ...content, revision: row.revision + 1, updatedAtMs: ctx.now };
  ctx.db.update(policies).set(changed).where(eq(policies.id, id)).run();
  const fields = Object.keys(content).map((key) => (key === "isActive" ? "is_active" : key));
  ctx.audit.annotate({ name: changed.name, fields, revision: changed.revision });
  ctx.emit({ type: "policy.updated", data: { policy_id: id, name: changed.name } });
  ctx.hooks.rightsChanged(ctx);
  return withBindings(ctx, changed);
}

/** With its bindings, if `force` says so. */
export const deletePolicy = mutation({
  name: "policies.delete",
  ...WRITE,
  action: "policy_delete",
  run(ctx, { id, force, precondition }: Named & { force: boolean; precondition: Precondition }): null {
    const { revision, name } = findPolicy(ctx, id);
    const count = countLiveBindings(ctx, id);
    ctx.audit.annotate({ force, bindings: count });
    if (count > 0 && !force) fail("policy_in_use", { bindings: count });
    checkPrecondition(precondition, revision);
    ctx.db.delete(policies).where(eq(policies.id, id)).run();
    ctx.emit({ type: "policy.deleted", data: { policy_id: id, name } });
    ctx.hooks.rightsChanged(ctx);
    return null;
  },
});

function checkScope(ctx: Context, scope: PolicyScope | undefined): void {
  if (scope !== undefined && scope !== scopeOf(ctx))
    fail("validation_error", { fields: { scope: "unsupported" }, allowed: [scopeOf(ctx)] });
}
