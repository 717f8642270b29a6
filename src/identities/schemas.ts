import { z } from "@hono/zod-openapi";
import { word } from "../http/faults";
import { matching, name, queryBoolean, Timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { ROLES, SCOPES } from "../kernel/actor";
import { GROUP_ID, IDENTITY_ID } from "./ids";

export const identityId = matching(IDENTITY_ID, "format").openapi({ example: "user:alice@acme.example" });
export const groupId = matching(GROUP_ID, "format");

const unique = <T>(list: readonly T[]): boolean => new Set(list).size === list.length;

export const groupList = z.array(groupId).max(50).refine(unique, word("duplicate")).openapi({ uniqueItems: true });
export const roleList = z
  .array(z.enum(ROLES))
  .max(ROLES.length)
  .refine(unique, word("duplicate"))
  .openapi({ uniqueItems: true });

export const IdentityBody = z
  .strictObject({
    identity_id: identityId,
    display_name: name(128).nullish(),
    groups: groupList.optional(),
    roles: roleList.optional(),
    is_active: z.boolean().optional(),
  })
  .openapi("CreateIdentity");

export const IdentityPatch = z
  .strictObject({
    display_name: name(128).nullish(),
    groups: groupList.optional(),
    roles: roleList.optional(),
    is_active: z.boolean().optional(),
  })
  .superRefine(atLeastOneKey)
  .openapi("IdentityPatch", { minProperties: 1 });

export const IdentityQuery = z.strictObject({
  type: z.enum(["user", "service_account", "group"]).optional(),
  group: z.string().optional(),
  include_inactive: queryBoolean.optional(),
  ...pageQuery,
});

export const Identity = z
  .strictObject({
    identity_id: z.string(),
    identity_type: z.enum(["user", "service_account", "group"]),
    display_name: z.string().nullable(),
    groups: z.array(z.string()),
    roles: z.array(z.enum(ROLES)),
    is_active: z.boolean(),
    last_seen_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Identity");

export const IdentityList = listAnswer("identities", Identity).openapi("IdentityList");

export const Whoami = z
  .strictObject({
    identity_id: z.string(),
    identity_type: z.enum(["user", "service_account", "system"]),
    display_name: z.string().nullable(),
    tenant_id: z.string().nullable(),
    partner_id: z.string().nullable(),
    scopes: z.array(z.enum(SCOPES)),
    groups: z.array(z.string()),
    roles: z.array(z.enum(ROLES)),
    mfa_verified_at: Timestamp.nullable(),
    token_id: z.string().nullable(),
    token_expires_at: Timestamp.nullable(),
    trust_id: z.string().nullable().openapi({ description: "The trust by whose word the caller is here." }),
  })
  .openapi("Whoami");
