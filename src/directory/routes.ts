import { z } from "@hono/zod-openapi";
import { formatTimestamp } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import { matching, name, Timestamp } from "../http/fields";
import { listAnswer, pageQuery, presentPage } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { updatePartner, updateTenant } from "./change";
import type { Partner, TenantRecord } from "./operations";
import { createPartner, createTenant, listPartners, listTenants, readPartner, readTenant } from "./operations";

const slug = matching(/^[a-z0-9][a-z0-9_]{0,39}$/, "format");
const PartnerBody = z.strictObject({ name: name(128), slug: slug.optional() }).openapi("CreatePartner");
const TenantBody = z
  .strictObject({ name: name(128), slug: slug.optional(), partner_id: z.string().optional() })
  .openapi("CreateTenant");

const space = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  status: z.enum(["active", "suspended"]),
  created_at: Timestamp,
  updated_at: Timestamp,
};
const PartnerAnswer = z.strictObject(space).openapi("Partner");
const TenantAnswer = z.strictObject({ ...space, partner_id: z.string() }).openapi("Tenant");

const STATUS = z.enum(["active", "suspended"]);
const PatchBody = z
  .strictObject({ name: name(128).optional(), status: STATUS.optional() })
  .superRefine(atLeastOneKey)
  .openapi("SpacePatch", { minProperties: 1 });
const PartnerQuery = z.strictObject({ status: STATUS.optional(), ...pageQuery });
const TenantQuery = z.strictObject({ status: STATUS.optional(), partner_id: z.string().optional(), ...pageQuery });
const PartnerList = listAnswer("partners", PartnerAnswer).openapi("PartnerList");
const TenantList = listAnswer("tenants", TenantAnswer).openapi("TenantList");
const partnerParams = z.object({ partner_id: z.string() });
const tenantParams = z.object({ tenant_id: z.string() });

const slugOf = (id: string): string => id.slice(id.indexOf("_") + 1);
const times = (row: Partner) => ({
  status: row.status,
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
});
const presentPartner = (row: Partner) => ({ id: row.id, slug: slugOf(row.id), name: row.name, ...times(row) });
const presentTenant = (row: TenantRecord) => ({
  id: row.id,
  slug: slugOf(row.id),
  name: row.name,
  partner_id: row.partnerId,
  ...times(row),
});

export const directoryEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listPartners,
    method: "get",
    path: "/identity/partners",
    summary: "List the partners that the caller sees, by id",
    query: PartnerQuery,
    answers: { 200: { description: "Partners.", schema: PartnerList } },
    errors: ["invalid_cursor"],
    input: ({ query: { status, limit, cursor } }) => ({ status, limit, cursor }),
    respond: (page, c) => c.json(presentPage("partners", page, presentPartner)),
  }),
  endpoint({
    operation: createPartner,
    method: "post",
    path: "/identity/partners",
    summary: "Create a partner (operator)",
    body: PartnerBody,
    answers: { 201: { description: "The partner.", schema: PartnerAnswer } },
    errors: ["access_denied", "name_conflict"],
    input: ({ body }) => ({ name: body.name, slug: body.slug }),
    respond: (row, c) => c.json(presentPartner(row), 201),
  }),
  endpoint({
    operation: readPartner,
    method: "get",
    path: "/identity/partners/{partner_id}",
    summary: "Read a partner",
    params: partnerParams,
    answers: { 200: { description: "The partner.", schema: PartnerAnswer } },
    errors: ["partner_not_found"],
    input: ({ params }) => ({ id: params.partner_id }),
    respond: (row, c) => c.json(presentPartner(row)),
  }),
  endpoint({
    operation: updatePartner,
    method: "patch",
    path: "/identity/partners/{partner_id}",
    summary: "Rename, suspend or resume a partner (operator)",
    params: partnerParams,
    body: PatchBody,
    answers: { 200: { description: "The partner.", schema: PartnerAnswer } },
    errors: ["access_denied", "partner_not_found"],
    input: ({ params, body }) => ({ id: params.partner_id, name: body.name, status: body.status }),
    respond: (row, c) => c.json(presentPartner(row)),
  }),
  endpoint({
    operation: listTenants,
    method: "get",
    path: "/identity/tenants",
    summary: "List the tenants that the caller sees, by id",
    query: TenantQuery,
    answers: { 200: { description: "Tenants.", schema: TenantList } },
    errors: ["invalid_cursor"],
    input: ({ query: { status, partner_id, limit, cursor } }) => ({ status, partnerId: partner_id, limit, cursor }),
    respond: (page, c) => c.json(presentPage("tenants", page, presentTenant)),
  }),
  endpoint({
    operation: createTenant,
    method: "post",
    path: "/identity/tenants",
    summary: "Create a tenant (operator, or an administrator of its partner)",
    body: TenantBody,
    answers: { 201: { description: "The tenant.", schema: TenantAnswer } },
    errors: ["access_denied", "partner_not_found", "name_conflict"],
    input: ({ body }) => ({ name: body.name, slug: body.slug, partnerId: body.partner_id }),
    respond: (row, c) => c.json(presentTenant(row), 201),
  }),
  endpoint({
    operation: readTenant,
    method: "get",
    path: "/identity/tenants/{tenant_id}",
    summary: "Read a tenant",
    params: tenantParams,
    answers: { 200: { description: "The tenant.", schema: TenantAnswer } },
    errors: ["tenant_not_found"],
    input: ({ params }) => ({ id: params.tenant_id }),
    respond: (row, c) => c.json(presentTenant(row)),
  }),
  endpoint({
    operation: updateTenant,
    method: "patch",
    path: "/identity/tenants/{tenant_id}",
    summary: "Rename a tenant; suspend or resume it (operator)",
    params: tenantParams,
    body: PatchBody,
    answers: { 200: { description: "The tenant.", schema: TenantAnswer } },
    errors: ["access_denied", "tenant_not_found"],
    input: ({ params, body }) => ({ id: params.tenant_id, name: body.name, status: body.status }),
    respond: (row, c) => c.json(presentTenant(row)),
  }),
];
