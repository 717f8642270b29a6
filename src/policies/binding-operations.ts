import { and, desc, eq, lt } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import { findIdentity } from "../identities/operations";
import { mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { addBinding, dropBinding } from "./bindings";
import { type Binding, dropExpiredBindings, findPolicy, isLive } from "./queries";
import { bindings } from "./tables";

interface OfPolicy {
  readonly policyId: string;
}
export interface NewBinding extends OfPolicy {
  readonly identityId: string;
  readonly expiresAtMs: number | null;
}

const WRITE = { scope: "policies:write", category: "policy", reach: "space" } as const;

/** Newest first; expired ones are gone. */
export const listBindings = query({
  name: "policies.bindings",
  scope: "policies:read",
  category: "policy",
  action: "config_read",
  resource: "policy_bindings",
  reach: "space",
  run(ctx, request: PageRequest & OfPolicy): Page<Binding> {
    const { policyId, limit } = request;
    const binding = ["policy-bindings", ctx.space.id, policyId];
    const [before] = startOf(request, binding, ["string"]) ?? [];
    findPolicy(ctx, policyId);
    const rows = ctx.db
      .select()
      .from(bindings)
      .where(
        and(
          eq(bindings.policyId, policyId),
          isLive(ctx.now),
          before === undefined ? undefined : lt(bindings.id, before),
        ),
      )
      .orderBy(desc(bindings.id))
      .limit(limit + 1)
      .all();
    return pageOf(rows, request, binding, ({ id }) => [id]);
  },
});

export const bindPolicy = mutation({
  name: "policies.bind",
  ...WRITE,
  action: "policy_bind",
  run(ctx, { policyId, identityId, expiresAtMs }: NewBinding): Binding {
    if (expiresAtMs !== null && expiresAtMs <= ctx.now) fail("validation_error", { fields: { expires_at: "past" } });
    findPolicy(ctx, policyId);
    if (!findIdentity(ctx, identityId)) fail("identity_not_found", { field: "identity_id" });
    ctx.audit.annotate({ target_identity_id: identityId });
    dropExpiredBindings(ctx, policyId);
    const same = and(eq(bindings.policyId, policyId), eq(bindings.identityId, identityId));
    if (ctx.db.select({ id: bindings.id }).from(bindings).where(same).get())
      fail("name_conflict", { field: "identity_id" });
    const row = addBinding(ctx, { policyId, identityId, expiresAtMs });
    ctx.audit.annotate({ binding_id: row.id });
    ctx.hooks.rightsChanged(ctx);
    return row;
  },
});

export const unbindPolicy = mutation({
  name: "policies.unbind",
  ...WRITE,
  action: "policy_unbind",
  run(ctx, { policyId, id }: OfPolicy & { id: string }): null {
    findPolicy(ctx, policyId);
    const live = and(eq(bindings.id, id), eq(bindings.policyId, policyId), isLive(ctx.now));
    const row = ctx.db.select().from(bindings).where(live).get();
    if (!row) return fail("binding_not_found", { id: safeToEcho(id) });
    dropBinding(ctx, row);
    ctx.audit.annotate({ binding_id: id, target_identity_id: row.identityId });
    ctx.hooks.rightsChanged(ctx);
    return null;
  },
});
