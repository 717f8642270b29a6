import { z } from "@hono/zod-openapi";
import { formatNullableTimestamp, formatTimestamp } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { deleteIdentity, updateIdentity } from "./change";
import type { Identity as IdentityRecord } from "./operations";
import { createIdentity, listIdentities, readIdentity, whoami } from "./operations";
import { Identity, IdentityBody, IdentityList, IdentityPatch, IdentityQuery, Whoami } from "./schemas";

const present = (row: IdentityRecord) => ({
  identity_id: row.id,
  identity_type: row.type,
  display_name: row.displayName,
  groups: row.groups,
  roles: row.roles,
  is_active: row.isActive,
  last_seen_at: formatNullableTimestamp(row.lastSeenAtMs),
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
});

const params = z.object({ identity_id: z.string() });

export const identityEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listIdentities,
    method: "get",
    path: "/identity/identities",
    summary: "List identities, by id",
    query: IdentityQuery,
    answers: { 200: { description: "People, service accounts and groups.", schema: IdentityList } },
    errors: ["invalid_cursor"],
    input: ({ query: { type, group, include_inactive, limit, cursor } }) => ({
      type,
      group,
      includeInactive: include_inactive ?? false,
      limit,
      cursor,
    }),
    respond: (page, c) => c.json(presentPage("identities", page, present)),
  }),
  endpoint({
    operation: createIdentity,
    method: "post",
    path: "/identity/identities",
    summary: "Create a person, a service account or a group",
    body: IdentityBody,
    answers: { 201: { description: "The identity.", schema: Identity } },
    errors: ["access_denied", "identity_not_found", "name_conflict"],
    input: ({ body }) => ({
      identityId: body.identity_id,
      displayName: body.display_name ?? null,
      groups: body.groups ?? [],
      roles: body.roles ?? [],
      isActive: body.is_active ?? true,
    }),
    respond: (row, c) => c.json(present(row), 201),
  }),
  endpoint({
    operation: readIdentity,
    method: "get",
    path: "/identity/identities/{identity_id}",
    summary: "Read an identity",
    params,
    answers: { 200: { description: "The identity.", schema: Identity } },
    errors: ["identity_not_found"],
    input: ({ params: { identity_id } }) => ({ id: identity_id }),
    respond: (row, c) => c.json(present(row)),
  }),
  endpoint({
    operation: updateIdentity,
    method: "patch",
    path: "/identity/identities/{identity_id}",
    summary: "Change an identity; groups and roles are replaced whole",
    params,
    body: IdentityPatch,
    answers: { 200: { description: "The identity.", schema: Identity } },
    errors: ["access_denied", "identity_not_found"],
    input: ({ params: { identity_id }, body }) => ({
      id: identity_id,
      displayName: body.display_name,
      groups: body.groups,
      roles: body.roles,
      isActive: body.is_active,
    }),
    respond: (row, c) => c.json(present(row)),
  }),
  endpoint({
    operation: deleteIdentity,
    method: "delete",
    path: "/identity/identities/{identity_id}",
    summary: "Delete an identity, its tokens, memberships and bindings",
    params,
    answers: { 204: { description: "Gone, from the next request on.", schema: null } },
    errors: ["access_denied", "identity_not_found"],
    input: ({ params: { identity_id } }) => ({ id: identity_id }),
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: whoami,
    method: "get",
    path: "/auth/whoami",
    summary: "Who the token belongs to, at home",
    answers: { 200: { description: "The caller.", schema: Whoami } },
    errors: [],
    input: () => ({}),
    respond: (who, c) =>
      c.json({
        identity_id: who.identityId,
        identity_type: who.identityType,
        display_name: who.displayName,
        tenant_id: who.tenantId,
        partner_id: who.partnerId,
        scopes: who.scopes,
        groups: who.groups,
        roles: who.roles,
        mfa_verified_at: formatNullableTimestamp(who.mfaVerifiedAtMs),
        token_id: who.tokenId,
        token_expires_at: formatNullableTimestamp(who.tokenExpiresAtMs),
        trust_id: who.trustId,
      }),
  }),
];
