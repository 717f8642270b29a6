import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { given } from "../kernel/given";
import {
  createGenerationPolicy,
  deleteGenerationPolicy,
  listGenerationPolicies,
  previewGenerationPolicy,
  readGenerationPolicy,
  updateGenerationPolicy,
} from "./operations";
import { presentGenerationPolicy } from "./present";
import * as schemas from "./schemas";

const whole = { schema: schemas.GenerationPolicy, description: "The whole policy." };

export const generationPolicyEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listGenerationPolicies,
    method: "get",
    path: "/secret-policies",
    summary: "List generation policies, by name",
    query: schemas.generationPoliciesQuery,
    answers: { 200: { description: "One page.", schema: schemas.GenerationPolicyList } },
    errors: ["invalid_cursor"],
    input: ({ query: { include_inactive, limit, cursor } }) => ({
      includeInactive: include_inactive ?? false,
      limit,
      cursor,
    }),
    respond: (page, c) => c.json(presentPage("policies", page, presentGenerationPolicy)),
  }),
  endpoint({
    operation: createGenerationPolicy,
    method: "post",
    path: "/secret-policies",
    summary: "Create a generation policy",
    body: schemas.GenerationPolicyBody,
    answers: { 201: whole },
    errors: ["name_conflict"],
    input: ({ body }) => ({
      name: body.name,
      policyType: body.policy_type ?? "custom",
      description: body.description ?? null,
      fields: body.fields,
      isActive: body.is_active ?? true,
    }),
    respond: (generationPolicy, c) => c.json(presentGenerationPolicy(generationPolicy), 201),
  }),
  endpoint({
    operation: readGenerationPolicy,
    method: "get",
    path: "/secret-policies/{id}",
    summary: "Read a generation policy",
    params: schemas.generationPolicyParams,
    answers: { 200: whole },
    errors: ["secret_policy_not_found"],
    input: ({ params }) => params,
    respond: (generationPolicy, c) => c.json(presentGenerationPolicy(generationPolicy)),
  }),
  endpoint({
    operation: updateGenerationPolicy,
    method: "patch",
    path: "/secret-policies/{id}",
    summary: "Change a generation policy; fields as a whole",
    params: schemas.generationPolicyParams,
    body: schemas.GenerationPolicyPatch,
    answers: { 200: whole },
    errors: ["secret_policy_not_found", "name_conflict"],
    input: ({ params, body: { name, policy_type, description, is_active, fields } }) => ({
      ...params,
      content: given({ name, policyType: policy_type, description, fields, isActive: is_active }),
    }),
    respond: (generationPolicy, c) => c.json(presentGenerationPolicy(generationPolicy)),
  }),
  endpoint({
    operation: deleteGenerationPolicy,
    method: "delete",
    path: "/secret-policies/{id}",
    summary: "Delete a generation policy that nothing uses",
    params: schemas.generationPolicyParams,
    answers: { 204: { description: "Gone.", schema: null } },
    errors: ["secret_policy_not_found", "policy_in_use"],
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: previewGenerationPolicy,
    method: "post",
    path: "/secret-policies/{id}/preview",
    summary: "Make a sample that is stored nowhere",
    params: schemas.generationPolicyParams,
    answers: { 200: { description: "The sample.", schema: schemas.Preview } },
    errors: ["secret_policy_not_found"],
    input: ({ params }) => params,
    respond: (data, c) => c.body(`{"data":${data}}`, 200, { "Content-Type": "application/json" }),
  }),
];
