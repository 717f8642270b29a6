import type { z } from "@hono/zod-openapi";
import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { setETag } from "../http/preconditions";
import { given } from "../kernel/given";
import { bindPolicy, listBindings, unbindPolicy } from "./binding-operations";
import { createPolicy, deletePolicy, listPolicies, readPolicy, replacePolicy, updatePolicy } from "./operations";
import { presentBinding, presentPolicy, presentSummary, presentVerdict } from "./present";
import * as schemas from "./schemas";
import { testPolicy } from "./test-operation";

const written = { schema: schemas.Policy, description: "The whole policy. `ETag` is its revision." };

const contentOf = (body: z.output<typeof schemas.PolicyBody>) => ({
  name: body.name,
  description: body.description ?? null,
  rules: body.rules,
  isActive: body.is_active ?? true,
});

export const policyEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listPolicies,
    method: "get",
    path: "/policies",
    summary: "List access policies, by name",
    query: schemas.policiesQuery,
    answers: { 200: { description: "One page.", schema: schemas.PolicyList } },
    errors: ["invalid_cursor"],
    input: ({ query: { scope, include_inactive, limit, cursor } }) => ({
      scope,
      includeInactive: include_inactive ?? false,
      limit,
      cursor,
    }),
    respond: (page, c) => c.json(presentPage("policies", page, presentSummary)),
  }),
  endpoint({
    operation: createPolicy,
    method: "post",
    path: "/policies",
    summary: "Create an access policy",
    body: schemas.PolicyBody,
    answers: { 201: written },
    errors: ["invalid_glob", "name_conflict"],
    input: ({ body }) => ({ scope: body.scope, ...contentOf(body) }),
    respond(policy, c) {
      setETag(c, policy.revision);
      return c.json(presentPolicy(policy), 201);
    },
  }),
  endpoint({
    operation: testPolicy,
    method: "post",
    path: "/policies/test",
    summary: "What would an identity be answered on a path? Changes and records nothing",
    body: schemas.TestBody,
    answers: { 200: { description: "The decision.", schema: schemas.TestAnswer } },
    errors: ["invalid_path", "identity_not_found"],
    input: ({ body: { identity_id, path, permission, context = {} } }) => ({
      identityId: identity_id,
      path,
      permission,
      sourceIp: context.source_ip ?? null,
      mfaVerified: context.mfa_verified ?? false,
      atMs: context.timestamp,
    }),
    respond: (verdict, c) => c.json(presentVerdict(verdict)),
  }),
  endpoint({
    operation: readPolicy,
    method: "get",
    path: "/policies/{id}",
    summary: "Read an access policy",
    params: schemas.policyParams,
    answers: { 200: written },
    errors: ["policy_not_found"],
    input: ({ params }) => params,
    respond(policy, c) {
      setETag(c, policy.revision);
      return c.json(presentPolicy(policy));
    },
  }),
  endpoint({
    operation: replacePolicy,
    method: "put",
    path: "/policies/{id}",
    summary: "Replace an access policy; its bindings stay",
    params: schemas.policyParams,
    body: schemas.PolicyBody,
    preconditions: ["If-Match"],
    answers: { 200: written },
    errors: ["invalid_glob", "policy_not_found", "name_conflict", "precondition_failed"],
    input: ({ params, body, precondition }) => ({
      ...params,
      scope: body.scope,
      content: contentOf(body),
      precondition,
    }),
    respond(policy, c) {
      setETag(c, policy.revision);
      return c.json(presentPolicy(policy));
    },
  }),
  endpoint({
    operation: updatePolicy,
    method: "patch",
    path: "/policies/{id}",
    summary: "Change an access policy; rules as a whole",
    params: schemas.policyParams,
    body: schemas.PolicyPatch,
    preconditions: ["If-Match"],
    answers: { 200: written },
    errors: ["invalid_glob", "policy_not_found", "name_conflict", "precondition_failed"],
    input: ({ params, body: { scope, is_active, name, description, rules }, precondition }) => ({
      ...params,
      scope,
      content: given({ name, description, rules, isActive: is_active }),
      precondition,
    }),
    respond(policy, c) {
      setETag(c, policy.revision);
      return c.json(presentPolicy(policy));
    },
  }),
  endpoint({
    operation: deletePolicy,
    method: "delete",
    path: "/policies/{id}",
    summary: "Delete an access policy; with `force` also its bindings",
    params: schemas.policyParams,
    query: schemas.deleteQuery,
    preconditions: ["If-Match"],
    answers: { 204: { description: "Gone, from the next request on.", schema: null } },
    errors: ["policy_not_found", "policy_in_use", "precondition_failed"],
    input: ({ params, query, precondition }) => ({ ...params, force: query.force ?? false, precondition }),
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: listBindings,
    method: "get",
    path: "/policies/{id}/bindings",
    summary: "List whom a policy is bound to, newest first",
    params: schemas.policyParams,
    query: schemas.bindingsQuery,
    answers: { 200: { description: "One page.", schema: schemas.BindingList } },
    errors: ["invalid_cursor", "policy_not_found"],
    input: ({ params, query: { limit, cursor } }) => ({ policyId: params.id, limit, cursor }),
    respond: (page, c) => c.json(presentPage("bindings", page, presentBinding)),
  }),
  endpoint({
    operation: bindPolicy,
    method: "post",
    path: "/policies/{id}/bindings",
    summary: "Bind a policy to a person, a service account or a group",
    params: schemas.policyParams,
    body: schemas.BindingBody,
    answers: { 201: { description: "The binding.", schema: schemas.Binding } },
    errors: ["policy_not_found", "identity_not_found", "name_conflict"],
    input: ({ params, body }) => ({
      policyId: params.id,
      identityId: body.identity_id,
      expiresAtMs: body.expires_at ?? null,
    }),
    respond: (binding, c) => c.json(presentBinding(binding), 201),
  }),
  endpoint({
    operation: unbindPolicy,
    method: "delete",
    path: "/policies/{id}/bindings/{binding_id}",
    summary: "Remove a binding",
    params: schemas.bindingParams,
    answers: { 204: { description: "Gone, from the next request on.", schema: null } },
    errors: ["policy_not_found", "binding_not_found"],
    input: ({ params }) => ({ policyId: params.id, id: params.binding_id }),
    respond: (_, c) => c.body(null, 204),
  }),
];
