import { fail } from "../errors";
import { isOperator } from "../kernel/actor";
import { entryFor } from "../kernel/audit";
import type { EffectContext } from "../kernel/context";
import { callSpace } from "../kernel/internal";
import { effect } from "../kernel/operation";
import type { SpaceChange } from "../kernel/rpc";
import type { DirectoryFollowup } from "./followups";
import { findPartner, findTenant, type Partner, type TenantRecord } from "./operations";
import { changeSpace } from "./restating";
import { ownPartner, reach, requireOperator } from "./rules";

/** What is undefined stays. */
export type DirectoryChange = Pick<SpaceChange, "name" | "status">;

export const updatePartner = effect({
  name: "partners.update",
  scope: "identity:admin",
  category: "identity",
  action: "partner_update",
  reach: "home",
  async run(ctx, { id, ...change }: DirectoryChange & { readonly id: string }): Promise<Partner> {
    requireOperator(ctx.actor);
    return await restate(ctx, await findPartner(ctx, id), change, "partner_update");
  },
});

/** By the operator or an administrator of its partner; the status by the operator only. */
export const updateTenant = effect({
  name: "tenants.update",
  scope: "identity:admin",
  category: "identity",
  action: "tenant_update",
  reach: "home",
  async run(ctx, { id, ...change }: DirectoryChange & { readonly id: string }): Promise<TenantRecord> {
    if (change.status !== undefined) requireOperator(ctx.actor);
    if (!isOperator(ctx.actor) && ownPartner(ctx.actor) === undefined)
      fail("access_denied", { required_role: "partner_admin" });
    return await restate(ctx, await findTenant(ctx, id), change, "tenant_update");
  },
});

/** The space's own object makes the change; its log gets a row too, beside that of the caller's home. */
async function restate<R extends Partner>(
  ctx: EffectContext,
  row: R,
  { name, status }: DirectoryChange,
  action: string,
): Promise<R> {
  const fields = [...(name === undefined ? [] : ["name"]), ...(status === undefined ? [] : ["status"])];
  ctx.audit.annotate({ fields, ...(status === undefined ? {} : { status }) });
  const change = { name, status, updatedAtMs: ctx.now };
  const told = entryFor(ctx, row.id, action, ctx.audit.extra);
  await ctx.changeDirectory({
    subject: row.id,
    followup: { kind: "space_restated", spaceId: row.id, row: told } satisfies DirectoryFollowup,
    make: {
      ask: async (changeId) => {
        const entry = { changeId, row: told };
        await reach(() => callSpace(ctx.spaceRpc(row.id), changeSpace, { change, entry }));
      },
    },
  });
  return { ...row, name: name ?? row.name, status: status ?? row.status, updatedAtMs: ctx.now };
}
