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
import { presentRecipe } from "./present";
import * as schemas from "./schemas";

const whole = { schema: schemas.Recipe, description: "The whole policy." };

export const generationPolicyEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listGenerationPolicies,
    method: "get",
    path: "/secret-policies",
    summary: "List generation policies, by name",
    query: schemas.recipesQuery,
    answers: { 200: { description: "One page.", schema: schemas.RecipeList } },
    errors: ["invalid_cursor"],
    input: ({ query: { include_inactive, limit, cursor } }) => ({
      includeInactive: include_inactive ?? false,
      limit,
      cursor,
    }),
    respond: (page, c) => c.json(presentPage("policies", page, presentRecipe)),
  }),
  endpoint({
    operation: createGenerationPolicy,
    method: "post",
    path: "/secret-policies",
    summary: "Create a generation policy",
    body: schemas.RecipeBody,
    answers: { 201: whole },
    errors: ["name_conflict"],
    input: ({ body }) => ({
      name: body.name,
      policyType: body.policy_type ?? "custom",
      description: body.description ?? null,
      fields: body.fields,
      isActive: body.is_active ?? true,
    }),
    respond: (recipe, c) => c.json(presentRecipe(recipe), 201),
  }),
  endpoint({
    operation: readGenerationPolicy,
    method: "get",
    path: "/secret-policies/{id}",
    summary: "Read a generation policy",
    params: schemas.recipeParams,
    answers: { 200: whole },
    errors: ["secret_policy_not_found"],
    input: ({ params }) => params,
    respond: (recipe, c) => c.json(presentRecipe(recipe)),
  }),
  endpoint({
    operation: updateGenerationPolicy,
    method: "patch",
    path: "/secret-policies/{id}",
    summary: "Change a generation policy; fields as a whole",
    params: schemas.recipeParams,
    body: schemas.RecipePatch,
    answers: { 200: whole },
    errors: ["secret_policy_not_found", "name_conflict"],
    input: ({ params, body: { name, policy_type, description, is_active, fields } }) => ({
      ...params,
      content: given({ name, policyType: policy_type, description, fields, isActive: is_active }),
    }),
    respond: (recipe, c) => c.json(presentRecipe(recipe)),
  }),
  endpoint({
    operation: deleteGenerationPolicy,
    method: "delete",
    path: "/secret-policies/{id}",
    summary: "Delete a generation policy that nothing uses",
    params: schemas.recipeParams,
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
    params: schemas.recipeParams,
    answers: { 200: { description: "The sample.", schema: schemas.Preview } },
    errors: ["secret_policy_not_found"],
    input: ({ params }) => params,
    respond: (data, c) => c.body(`{"data":${data}}`, 200, { "Content-Type": "application/json" }),
  }),
];
