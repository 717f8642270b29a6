import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { listTrusts, readTrust } from "./operations";
import { presentTrust } from "./present";
import { changeOf, Trust, TrustBody, TrustList, TrustPatch, TrustQuery, termsOf, trustParams } from "./schemas";
import { createTrust, deleteTrust, updateTrust } from "./write";

const WRITING = [
  "access_denied",
  "identity_not_found",
  "name_conflict",
  "invalid_duration",
  "service_unavailable",
] as const;

export const trustEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listTrusts,
    method: "get",
    path: "/trusts",
    summary: "List trusts, the oldest first",
    query: TrustQuery,
    answers: { 200: { description: "Whose tokens are taken here, and on what terms.", schema: TrustList } },
    errors: ["invalid_cursor"],
    input: ({ query: { limit, cursor } }) => ({ limit, cursor }),
    respond: (page, c) => c.json(presentPage("trusts", page, presentTrust)),
  }),
  endpoint({
    operation: createTrust,
    method: "post",
    path: "/trusts",
    summary: "Trust an issuer: its tokens buy short-lived ones of the tenant",
    body: TrustBody,
    answers: { 201: { description: "The trust.", schema: Trust } },
    errors: WRITING,
    input: ({ body }) => ({
      ...termsOf(body),
      name: body.name,
      claims: body.claims,
      identityId: body.identity_id,
      scopes: body.scopes,
    }),
    respond: (row, c) => c.json(presentTrust(row), 201),
  }),
  endpoint({
    operation: readTrust,
    method: "get",
    path: "/trusts/{trust_id}",
    summary: "Read a trust",
    params: trustParams,
    answers: { 200: { description: "The trust.", schema: Trust } },
    errors: ["trust_not_found"],
    input: ({ params: { trust_id } }) => ({ id: trust_id }),
    respond: (row, c) => c.json(presentTrust(row)),
  }),
  endpoint({
    operation: updateTrust,
    method: "patch",
    path: "/trusts/{trust_id}",
    summary: "Change a trust; where it becomes narrower, the tokens that it gave end",
    params: trustParams,
    body: TrustPatch,
    answers: { 200: { description: "The trust.", schema: Trust } },
    errors: [...WRITING, "trust_not_found"],
    input: ({ params: { trust_id }, body }) => ({ id: trust_id, ...changeOf(body) }),
    respond: (row, c) => c.json(presentTrust(row)),
  }),
  endpoint({
    operation: deleteTrust,
    method: "delete",
    path: "/trusts/{trust_id}",
    summary: "Delete a trust, and with it the tokens that it gave",
    params: trustParams,
    answers: { 204: { description: "Deleted.", schema: null } },
    errors: ["trust_not_found"],
    input: ({ params: { trust_id } }) => ({ id: trust_id }),
    respond: (_, c) => c.body(null, 204),
  }),
];
