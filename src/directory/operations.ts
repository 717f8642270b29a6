import { and, asc, eq, gt } from "drizzle-orm";
import { type Details, fail } from "../errors";
import { isOperator } from "../kernel/actor";
import { entryFor, type NewAuditEntry } from "../kernel/audit";
import { ChangeFailed } from "../kernel/change";
import type { EffectContext, QueryContext } from "../kernel/context";
import { askDirectory, type Write } from "../kernel/directory";
import { effect } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import type { Space } from "../kernel/space";
import type { DirectoryFollowup } from "./followups";
import { newSlug, ownPartner, requireOperator, visiblePartner, visibleTenants } from "./rules";
import { findSpace } from "./spaces";
import { partners, tenants } from "./tables";

export type Partner = typeof partners.$inferSelect;
export type TenantRecord = typeof tenants.$inferSelect;
type Status = Partner["status"];

interface PartnerListRequest extends PageRequest {
  readonly status: Status | undefined;
}
interface TenantListRequest extends PartnerListRequest {
  readonly partnerId: string | undefined;
}

export const listPartners = effect({
  name: "partners.list",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "partners",
  reach: "home",
  async run(ctx, request: PartnerListRequest): Promise<Page<Partner>> {
    const { status } = request;
    const binding = ["partners", ctx.space.id, status ?? ""];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = await askDirectory(
      ctx.directory
        .select()
        .from(partners)
        .where(
          and(
            visiblePartner(ctx.actor),
            after === undefined ? undefined : gt(partners.id, after),
            status === undefined ? undefined : eq(partners.status, status),
          ),
        )
        .orderBy(asc(partners.id))
        .limit(request.limit + 1),
    );
    return pageOf(rows, request, binding, ({ id }) => [id]);
  },
});

export const readPartner = effect({
  name: "partners.read",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "partners",
  reach: "home",
  run: async (ctx, { id }: { id: string }): Promise<Partner> => await findPartner(ctx, id),
});

/** The directory's row is the reservation of the name; if the object is not reached after it, settling the change makes up for that. */
export const createPartner = effect({
  name: "partners.create",
  scope: "identity:admin",
  category: "identity",
  action: "partner_create",
  reach: "home",
  async run(ctx, input: { name: string; slug: string | undefined }): Promise<Partner> {
    requireOperator(ctx.actor);
    const id = `ptn_${input.slug ?? newSlug()}`;
    const row: Partner = { id, name: input.name, status: "active", createdAtMs: ctx.now, updatedAtMs: ctx.now };
    const space = { id, kind: "partner", partnerId: null, status: "active", createdAtMs: ctx.now } as const;
    const told = {
      extra: { partner_id: id },
      row: entryFor(ctx, id, "partner_create", { partner_id: id }),
      copy: null,
    };
    await createSpace(ctx, space, told, (directory) => directory.insert(partners).values(row));
    return row;
  },
});

export const listTenants = effect({
  name: "tenants.list",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "tenants",
  reach: "home",
  async run(ctx, request: TenantListRequest): Promise<Page<TenantRecord>> {
    const { status, partnerId } = request;
    const binding = ["tenants", ctx.space.id, status ?? "", partnerId ?? ""];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = await askDirectory(
      ctx.directory
        .select()
        .from(tenants)
        .where(
          and(
            visibleTenants(ctx.actor),
            after === undefined ? undefined : gt(tenants.id, after),
            status === undefined ? undefined : eq(tenants.status, status),
            partnerId === undefined ? undefined : eq(tenants.partnerId, partnerId),
          ),
        )
        .orderBy(asc(tenants.id))
        .limit(request.limit + 1),
    );
    return pageOf(rows, request, binding, ({ id }) => [id]);
  },
});

export const readTenant = effect({
  name: "tenants.read",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "tenants",
  reach: "home",
  run: async (ctx, { id }: { id: string }): Promise<TenantRecord> => await findTenant(ctx, id),
});

export const createTenant = effect({
  name: "tenants.create",
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
    const extra = { tenant_id: id, partner_id: partnerId };
    const space = { id, kind: "tenant", partnerId, status: "active", createdAtMs: ctx.now } as const;
    // A partner's administrator works in the partner's own log already.
    const copy = ctx.space.id === partnerId ? null : entryFor(ctx, partnerId, "tenant_create", extra);
    const told = { extra, row: entryFor(ctx, id, "tenant_create", extra), copy };
    await createSpace(ctx, space, told, (directory) => directory.insert(tenants).values(row));
    return row;
  },
});

interface Creation {
  readonly extra: Details;
  /** For the new space's own log. */
  readonly row: NewAuditEntry;
  /** For its partner's. */
  readonly copy: NewAuditEntry | null;
}

/** Throws AppError name_conflict, also if somebody else takes the name under way. */
async function createSpace(ctx: EffectContext, space: Space, { extra, row, copy }: Creation, write: Write) {
  const isTaken = async () => (await askDirectory(findSpace(ctx.directory, space.id))) !== undefined;
  if (await isTaken()) fail("name_conflict", { field: "slug" });
  ctx.audit.annotate(extra);
  try {
    await ctx.changeDirectory({
      subject: space.id,
      followup: { kind: "space_created", space, row, copy } satisfies DirectoryFollowup,
      make: { write },
    });
  } catch (e) {
    if (e instanceof ChangeFailed && e.outcome === "refused" && (await isTaken()))
      fail("name_conflict", { field: "slug" });
    throw e;
  }
}

/** Throws AppError partner_not_found, also for one that the caller does not see. */
export async function findPartner(ctx: QueryContext, id: string): Promise<Partner> {
  const visible = and(eq(partners.id, id), visiblePartner(ctx.actor));
  const row = await askDirectory(ctx.directory.select().from(partners).where(visible).get());
  if (!row) return fail("partner_not_found", { id });
  ctx.audit.annotate({ partner_id: id });
  return row;
}

/** Throws AppError tenant_not_found, also for one that the caller does not see. */
export async function findTenant(ctx: QueryContext, id: string): Promise<TenantRecord> {
  const visible = and(eq(tenants.id, id), visibleTenants(ctx.actor));
  const row = await askDirectory(ctx.directory.select().from(tenants).where(visible).get());
  if (!row) return fail("tenant_not_found", { id });
  ctx.audit.annotate({ tenant_id: id });
  return row;
}

/** The operator names the partner; a partner's administrator creates in its own only. */
async function partnerFor(ctx: QueryContext, asked: string | undefined): Promise<string> {
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
