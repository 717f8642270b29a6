import { z } from "@hono/zod-openapi";
import { formatTimestamp } from "../../formats";
import { type Endpoint, endpoint } from "../../http/endpoint";
import { credentialEvents } from "../events/operations";
import { presentEvent } from "../events/present";
import { BrokerEvent, eventsQuery } from "../events/schemas";
import { pageAnswer } from "../present";
import { idParams, uniqueQuery } from "../schemas";
import type { Access } from "../tables";
import { testCredential } from "./check";
import { createCredential, deleteCredential, listCredentials, readCredential, updateCredential } from "./operations";
import { presentCredential, presentWritten } from "./present";
import { matchCredential, resolveCredential } from "./resolve";
import * as s from "./schemas";

const RECORD = { description: "The credential.", schema: s.Credential };
const WRITTEN = { description: "The credential.", schema: s.WrittenCredential };
const READ_CODES = [
  "vault_auth_failed",
  "vault_permission_denied",
  "vault_secret_deleted",
  "vault_path_not_found",
  "vault_rejected",
  "vault_rate_limited",
  "vault_sealed",
  "vault_unavailable",
  "vault_redirected",
  "vault_bad_answer",
  "vault_not_a_vault",
  "vault_tls_failed",
  "vault_timeout",
  "vault_unreachable",
  "vault_address_refused",
  "vault_field_missing",
  "vault_field_not_string",
  "vault_totp_seed_invalid",
  "vault_secret_expired",
] as const;

/** A list that is absent names nobody. */
const accessFrom = <T extends null | undefined>(given: z.output<typeof s.AccessBody> | T): Access | T =>
  given && { use: given.use ?? [], manage: given.manage ?? [] };

export const credentialEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listCredentials,
    method: "get",
    path: "/credentials",
    summary: "List the credentials, oldest first",
    query: s.credentialsQuery,
    answers: {
      200: { description: "All of them, or one page; the next one is in `Link`.", schema: z.array(s.Credential) },
    },
    errors: ["invalid_cursor"],
    input: ({ query: { limit, cursor, vaultIntegrationId, domain, name } }) => ({
      limit,
      cursor,
      vaultIntegrationId,
      domain,
      name,
      purpose: "see" as const,
    }),
    respond: (page, c) => pageAnswer(c, page, presentCredential),
  }),
  endpoint({
    operation: createCredential,
    method: "post",
    path: "/credentials",
    summary: "Register a credential: a pointer into a vault",
    query: uniqueQuery,
    body: s.CredentialBody,
    answers: { 201: WRITTEN },
    errors: ["unknown_vault_integration", "identity_not_found", "name_conflict"],
    input: ({ query, body }) => ({
      ...body,
      access: accessFrom(body.access) ?? null,
      isUnique: query.unique ?? false,
    }),
    respond(row, c) {
      c.header("Location", `/api/v1/credentials/${row.id}`);
      return c.json(presentWritten(row), 201);
    },
  }),
  endpoint({
    operation: readCredential,
    method: "get",
    path: "/credentials/{id}",
    summary: "Read a credential",
    params: idParams,
    answers: { 200: RECORD },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: (row, c) => c.json(presentCredential(row)),
  }),
  endpoint({
    operation: updateCredential,
    method: "patch",
    path: "/credentials/{id}",
    summary: "Change a credential",
    params: idParams,
    query: uniqueQuery,
    body: s.CredentialPatch,
    immutable: ["id", "createdAt", "updatedAt", "lastUsedAt"],
    answers: { 200: WRITTEN },
    errors: ["not_found", "unknown_vault_integration", "identity_not_found", "name_conflict"],
    input: ({ params, query, body }) => ({
      ...params,
      isUnique: query.unique ?? false,
      change: {
        name: body.name,
        vaultIntegrationId: body.vaultIntegrationId,
        vaultPath: body.vaultPath,
        fieldMap: body.fieldMap,
        allowedDomains: body.allowedDomains,
        access: accessFrom(body.access),
      },
    }),
    respond: (row, c) => c.json(presentWritten(row)),
  }),
  endpoint({
    operation: deleteCredential,
    method: "delete",
    path: "/credentials/{id}",
    summary: "Delete a credential; the vault keeps its secret",
    params: idParams,
    answers: { 204: { description: "Gone.", schema: null } },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: matchCredential,
    method: "post",
    path: "/credentials/{id}/match",
    summary: "Try the host rule on a page's URL; no vault call",
    params: idParams,
    body: s.MatchBody,
    answers: { 200: { description: "The verdict.", schema: s.Matched } },
    errors: ["not_found"],
    input: ({ params, body }) => ({ ...params, url: body.url }),
    respond: (verdict, c) => c.json(verdict),
  }),
  endpoint({
    operation: testCredential,
    method: "post",
    path: "/credentials/{id}/test",
    summary: "Try a credential without answering a value",
    params: idParams,
    body: s.CredentialTestBody,
    bodyOptional: true,
    answers: { 200: { description: "What was found.", schema: s.CredentialTested } },
    errors: ["not_found"],
    input: ({ params, body }) => ({ ...params, url: body.url, allowRead: body.allowRead ?? false }),
    respond: ({ ok, code, checkedAtMs, latencyMs, vaultVersion, hint, checks }, c) =>
      c.json({ ok, code, checkedAt: formatTimestamp(checkedAtMs), latencyMs, vaultVersion, hint, checks }),
  }),
  endpoint({
    operation: resolveCredential,
    method: "post",
    path: "/credentials/{id}/resolve",
    summary: "Resolve a credential for the page at hand",
    params: idParams,
    body: s.ResolveBody,
    answers: { 200: { description: "The asked fields.", schema: s.Resolved } },
    errors: ["not_found", "host_not_allowed", ...READ_CODES],
    input: ({ params, body }) => ({ ...params, url: body.url, fields: body.fields, mode: body.mode ?? "vault" }),
    respond: (resolved, c) => c.json(resolved),
  }),
  endpoint({
    operation: credentialEvents,
    method: "get",
    path: "/credentials/{id}/events",
    summary: "What happened to a credential, newest first",
    params: idParams,
    query: eventsQuery,
    answers: { 200: { description: "One page; the next one is in `Link`.", schema: z.array(BrokerEvent) } },
    errors: ["not_found", "invalid_cursor"],
    input: ({ params, query }) => ({ ...params, limit: query.limit, cursor: query.cursor }),
    respond: (page, c) => pageAnswer(c, page, presentEvent),
  }),
];
