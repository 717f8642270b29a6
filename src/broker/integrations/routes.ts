import { z } from "@hono/zod-openapi";
import { formatTimestamp } from "../../formats";
import { type Endpoint, endpoint } from "../../http/endpoint";
import { integrationEvents } from "../events/operations";
import { presentEvent } from "../events/present";
import { BrokerEvent, eventsQuery } from "../events/schemas";
import { pageAnswer } from "../present";
import { idParams, uniqueQuery } from "../schemas";
import { testIntegration } from "./check";
import {
  createIntegration,
  deleteIntegration,
  listIntegrations,
  readIntegration,
  renameIntegration,
  rotateIntegration,
} from "./operations";
import { presentIntegration } from "./present";
import { pushSecret } from "./push";
import * as s from "./schemas";

const RECORD = { description: "The integration.", schema: s.Integration };
const IMMUTABLE = [
  "id",
  "name",
  "type",
  "config",
  "address",
  "namespace",
  "authMethod",
  "roleId",
  "authMount",
  "kvVersion",
  "createdAt",
  "updatedAt",
  "status",
  "lastCheckedAt",
];
const WRAP_CODES = ["vault_wrap_used", "vault_wrap_foreign", "vault_rejected"] as const;
const LOGIN_CODES = [
  "vault_auth_failed",
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
] as const;

export const integrationEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listIntegrations,
    method: "get",
    path: "/vault-integrations",
    summary: "List the vault integrations, oldest first",
    query: s.integrationsQuery,
    answers: {
      200: { description: "All of them, or one page; the next one is in `Link`.", schema: z.array(s.Integration) },
    },
    errors: ["invalid_cursor"],
    input: ({ query }) => ({ limit: query.limit, cursor: query.cursor, name: query.name }),
    respond: (page, c) => pageAnswer(c, page, presentIntegration),
  }),
  endpoint({
    operation: createIntegration,
    method: "post",
    path: "/vault-integrations",
    summary: "Register a vault by AppRole",
    query: s.createQuery,
    body: s.IntegrationBody,
    answers: { 201: RECORD },
    errors: ["name_conflict", ...WRAP_CODES, ...LOGIN_CODES],
    input: ({ query, body }) => ({ body, verify: query.verify ?? false, isUnique: query.unique ?? false }),
    respond(row, c) {
      c.header("Location", `/api/v1/vault-integrations/${row.id}`);
      return c.json(presentIntegration(row), 201);
    },
  }),
  endpoint({
    operation: readIntegration,
    method: "get",
    path: "/vault-integrations/{id}",
    summary: "Read a vault integration",
    params: idParams,
    answers: { 200: RECORD },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: (row, c) => c.json(presentIntegration(row)),
  }),
  endpoint({
    operation: rotateIntegration,
    method: "put",
    path: "/vault-integrations/{id}",
    summary: "Rotate the secret_id",
    params: idParams,
    query: s.verifyQuery,
    body: s.RotateBody,
    immutable: IMMUTABLE,
    answers: { 200: RECORD },
    errors: ["not_found", ...WRAP_CODES, ...LOGIN_CODES],
    input: ({ params, query, body }) => ({ ...params, secretId: s.givenSecretId(body), verify: query.verify ?? false }),
    respond: (row, c) => c.json(presentIntegration(row)),
  }),
  endpoint({
    operation: renameIntegration,
    method: "patch",
    path: "/vault-integrations/{id}",
    summary: "Rename a vault integration",
    params: idParams,
    query: uniqueQuery,
    body: s.RenameBody,
    immutable: IMMUTABLE.filter((key) => key !== "name"),
    answers: { 200: RECORD },
    errors: ["not_found", "name_conflict"],
    input: ({ params, query, body }) => ({ ...params, name: body.name, isUnique: query.unique ?? false }),
    respond: (row, c) => c.json(presentIntegration(row)),
  }),
  endpoint({
    operation: deleteIntegration,
    method: "delete",
    path: "/vault-integrations/{id}",
    summary: "Delete a vault integration and the credentials that point at it",
    params: idParams,
    answers: { 204: { description: "Gone.", schema: null } },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: pushSecret,
    method: "post",
    path: "/vault-integrations/{id}/secrets",
    summary: "Write a secret through to the vault",
    params: idParams,
    body: s.PushBody,
    exact: ["data"],
    answers: { 201: { description: "Written. The data is never echoed.", schema: s.Pushed } },
    errors: [
      "not_found",
      "vault_permission_denied",
      "vault_path_not_found",
      "vault_secret_deleted",
      "vault_version_conflict",
      "vault_rejected",
      ...LOGIN_CODES,
    ],
    input: ({ params, body }) => ({
      ...params,
      path: body.path,
      mount: body.mount ?? "secret",
      dataJson: body.data,
      labelsJson: body.metadata,
      merge: body.merge ?? false,
      cas: body.cas ?? null,
    }),
    respond({ path, mount, version, vaultPath, labelsLost }, c) {
      const warning = labelsLost ? { warning: "mount_not_versioned" } : {};
      return c.json({ path, mount, ...(version === null ? {} : { version }), vaultPath, ...warning }, 201);
    },
  }),
  endpoint({
    operation: testIntegration,
    method: "post",
    path: "/vault-integrations/{id}/test",
    summary: "Prove that the login works",
    params: idParams,
    body: s.IntegrationTestBody,
    bodyOptional: true,
    answers: { 200: { description: "What was found.", schema: s.IntegrationTested } },
    errors: ["not_found"],
    input: ({ params, body }) => ({ ...params, freshLogin: body.freshLogin ?? false }),
    respond: ({ ok, stage, code, checkedAtMs, latencyMs, tokenTtlSeconds, hint }, c) =>
      c.json({ ok, stage, code, checkedAt: formatTimestamp(checkedAtMs), latencyMs, tokenTtlSeconds, hint }),
  }),
  endpoint({
    operation: integrationEvents,
    method: "get",
    path: "/vault-integrations/{id}/events",
    summary: "What happened to a vault integration, newest first",
    params: idParams,
    query: eventsQuery,
    answers: { 200: { description: "One page; the next one is in `Link`.", schema: z.array(BrokerEvent) } },
    errors: ["not_found", "invalid_cursor"],
    input: ({ params, query }) => ({ ...params, limit: query.limit, cursor: query.cursor }),
    respond: (page, c) => pageAnswer(c, page, presentEvent),
  }),
];
