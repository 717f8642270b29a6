import { eq } from "drizzle-orm";
import { randomText } from "../crypto/random";
import { AppError, fail, type Result, unwrap } from "../errors";
import { type Actor, isOperator } from "../tenant/actor";
import { rowFor } from "../tenant/audit-rows";
import type { Context } from "../tenant/context";
import { effect } from "../tenant/operation";
import { askDirectory } from "./db";
import { partners, tenants } from "./tables";

export type Partner = typeof partners.$inferSelect;
export type TenantRecord = typeof tenants.$inferSelect;

const newSlug = (): string => randomText("abcdefghijklmnopqrstuvwxyz0123456789", 12);

/** The directory's row is the reservation of the name; if the object is not reached after it, the operator's next call makes up for that. */
export const createPartner = effect({
  scope: "identity:admin",
  category: "identity",
  action: "partner_create",
  reach: "home",
  async run(ctx, input: { name: string; slug: string | undefined }): Promise<Partner> {
    if (!isOperator(ctx.actor)) fail("access_denied", { required_role: "operator" });
    const id = `ptn_${input.slug ?? newSlug()}`;
    const row: Partner = { id, name: input.name, status: "active", createdAtMs: ctx.now, updatedAtMs: ctx.now };
    const made = await askDirectory(ctx.directory.insert(partners).values(row).onConflictDoNothing().returning());
    if (made.length === 0) fail("name_conflict", { field: "slug" });
    ctx.trail.note({ partner_id: id });
    const space = { id, kind: "partner", partnerId: null, status: "active", createdAtMs: ctx.now } as const;
    await reach(() => ctx.otherSpace(id).provision(space, rowFor(ctx, id, "partner_create", { partner_id: id })));
    return row;
  },
});

export const createTenant = effect({
  scope: "identity:admin",
  category: "identity",
  action: "tenant_create",
  reach: "home",
  async run(
    ctx,
    input: { name: string; slug: string | undefined; partnerId: string | undefined },
  ): Promise<TenantRecord> {
    const partnerId = await partnerFor(ctx, input.partnerId);
    const id = `tnt_${input.slug ?? newSlug()}`;
    const row: TenantRecord = {
      id,
      partnerId,
      name: input.name,
      status: "active",
      createdAtMs: ctx.now,
      updatedAtMs: ctx.now,
    };
    const made = await askDirectory(ctx.directory.insert(tenants).values(row).onConflictDoNothing().returning());
    if (made.length === 0) fail("name_conflict", { field: "slug" });
    const extra = { tenant_id: id, partner_id: partnerId };
    ctx.trail.note(extra);
    const space = { id, kind: "tenant", partnerId, status: "active", createdAtMs: ctx.now } as const;
    await reach(() => ctx.otherSpace(id).provision(space, rowFor(ctx, id, "tenant_create", extra)));
    // A partner's administrator works in the partner's own log already.
    if (ctx.space.id !== partnerId)
      await reach(() => ctx.otherSpace(partnerId).append(rowFor(ctx, partnerId, "tenant_create", extra)));
    return row;
  },
});

/** The operator names the partner; a partner's administrator creates in its own only. */
async function partnerFor(ctx: Context, asked: string | undefined): Promise<string> {
  const own = ownPartner(ctx.actor);
  if (own !== undefined) {
    if (asked !== undefined && asked !== own) fail("access_denied", { required_role: "operator" });
    return own;
  }
  if (!isOperator(ctx.actor)) return fail("access_denied", { required_role: "partner_admin" });
  if (asked === undefined) return fail("validation_error", { fields: { partner_id: "required" } });
  const partner = await askDirectory(ctx.directory.select().from(partners).where(eq(partners.id, asked)).get());
  return partner?.id ?? fail("partner_not_found", { field: "partner_id" });
}

const ownPartner = (actor: Actor): string | undefined =>
  actor.roles.includes("partner_admin") && actor.homeId !== null ? actor.homeId : undefined;

/** An object that can't be reached is a passing fault. */
async function reach<T>(ask: () => Promise<Result<T>>): Promise<T> {
  const reply = await ask().catch(() => {
    throw new AppError({ code: "service_unavailable" });
  });
  return unwrap(reply);
}
