import { z } from "@hono/zod-openapi";
import { formatTimestamp } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import { matching, name, Timestamp } from "../http/fields";
import type { Partner, TenantRecord } from "./operations";

const slug = matching(/^[a-z0-9][a-z0-9_]{0,39}$/, "format");
const PartnerBody = z.strictObject({ name: name(128), slug: slug.optional() }).openapi("NewPartner");
const TenantBody = z
  .strictObject({ name: name(128), slug: slug.optional(), partner_id: z.string().optional() })
  .openapi("NewTenant");

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
    op: "partners.create",
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
    op: "tenants.create",
    method: "post",
    path: "/identity/tenants",
    summary: "Create a tenant (operator, or an administrator of its partner)",
    body: TenantBody,
    answers: { 201: { description: "The tenant.", schema: TenantAnswer } },
    errors: ["access_denied", "partner_not_found", "name_conflict"],
    input: ({ body }) => ({ name: body.name, slug: body.slug, partnerId: body.partner_id }),
    respond: (row, c) => c.json(presentTenant(row), 201),
  }),
];
