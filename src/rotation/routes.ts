import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { listDue, listPending } from "./due";
import { listAttached } from "./list-attached";
import { listHistory } from "./list-history";
import {
  createRotationPolicy,
  deleteRotationPolicy,
  disableRotationPolicy,
  enableRotationPolicy,
  listRotationPolicies,
  readRotationPolicy,
  updateRotationPolicy,
} from "./operations";
import { presentAttached, presentDue, presentHistory, presentPolicy } from "./present";
import * as schemas from "./schemas";

const NAMED = ["invalid_duration", "secret_policy_not_found", "webhook_not_found", "name_conflict"] as const;
const MISSING = ["rotation_policy_not_found"] as const;
const whole = { schema: schemas.Policy, description: "The policy." };

const policies: readonly Endpoint[] = [
  endpoint({
    operation: listRotationPolicies,
    method: "get",
    path: "/rotation/policies",
    summary: "List rotation policies, by name",
    query: schemas.listQuery,
    answers: { 200: { description: "One page.", schema: schemas.PolicyList } },
    errors: ["invalid_cursor"],
    input: ({ query: { active_only, limit, cursor } }) => ({ activeOnly: active_only ?? false, limit, cursor }),
    respond: (page, c) => c.json(presentPage("data", page, presentPolicy)),
  }),
  endpoint({
    operation: createRotationPolicy,
    method: "post",
    path: "/rotation/policies",
    summary: "Create a rotation policy",
    body: schemas.NewPolicy,
    answers: { 201: whole },
    errors: NAMED,
    input: ({ body }) => ({
      ...schemas.contentOf(body),
      id: body.id,
      name: body.name,
    }),
    respond: (policy, c) => c.json(presentPolicy(policy), 201),
  }),
  endpoint({
    operation: readRotationPolicy,
    method: "get",
    path: "/rotation/policies/{id}",
    summary: "Read a rotation policy",
    params: schemas.policyParams,
    answers: { 200: whole },
    errors: MISSING,
    input: ({ params }) => params,
    respond: (policy, c) => c.json(presentPolicy(policy)),
  }),
  endpoint({
    operation: updateRotationPolicy,
    method: "patch",
    path: "/rotation/policies/{id}",
    summary:
      "Change a rotation policy; a new interval counts from each secret's last rotation, a new schedule from now",
    params: schemas.policyParams,
    body: schemas.PolicyPatch,
    immutable: ["id"],
    answers: { 200: whole },
    errors: [...NAMED, ...MISSING],
    input: ({ params, body }) => ({ ...params, content: schemas.contentOf(body) }),
    respond: (policy, c) => c.json(presentPolicy(policy)),
  }),
  endpoint({
    operation: deleteRotationPolicy,
    method: "delete",
    path: "/rotation/policies/{id}",
    summary: "Delete a rotation policy; its secrets are detached",
    params: schemas.policyParams,
    answers: { 204: { description: "It is gone.", schema: null } },
    errors: MISSING,
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: enableRotationPolicy,
    method: "post",
    path: "/rotation/policies/{id}/enable",
    summary: "Let a policy work; what fell due while it was paused is due at once",
    params: schemas.policyParams,
    answers: { 200: whole },
    errors: MISSING,
    input: ({ params }) => params,
    respond: (policy, c) => c.json(presentPolicy(policy)),
  }),
  endpoint({
    operation: disableRotationPolicy,
    method: "post",
    path: "/rotation/policies/{id}/disable",
    summary: "Pause a policy: it sends and rotates nothing",
    params: schemas.policyParams,
    answers: { 200: whole },
    errors: MISSING,
    input: ({ params }) => params,
    respond: (policy, c) => c.json(presentPolicy(policy)),
  }),
];

const secrets: readonly Endpoint[] = [
  endpoint({
    operation: listAttached,
    method: "get",
    path: "/rotation/policies/{id}/secrets",
    summary: "List the secrets of a policy, by path",
    params: schemas.policyParams,
    query: schemas.attachedQuery,
    answers: { 200: { description: "One page.", schema: schemas.AttachedList } },
    errors: [...MISSING, "invalid_cursor"],
    input: ({ params, query }) => ({ policyId: params.id, ...query, cursor: query.cursor }),
    respond: (page, c) => c.json(presentPage("secrets", page, presentAttached)),
  }),
];

/** `isOld`: the name that the list had before. */
const due = (operation: typeof listDue, isOld: boolean) =>
  endpoint({
    operation,
    method: "get",
    path: isOld ? "/rotation/pending" : "/rotation/due",
    summary: isOld ? "Deprecated: the old name of `/rotation/due`" : "List what is due, or soon will be",
    query: schemas.dueQuery,
    answers: { 200: { description: "One page, soonest first.", schema: schemas.DueList } },
    errors: [...MISSING, "invalid_cursor"],
    input: ({ query }) => ({
      withinHours: query.within_hours,
      includeOverdue: query.include_overdue ?? true,
      policyId: query.policy_id ?? null,
      limit: query.limit,
      cursor: query.cursor,
    }),
    respond(page, c) {
      if (isOld) c.header("Deprecation", "true");
      return c.json(presentPage("secrets", page, presentDue));
    },
  });

/** The policies themselves, and the secrets that follow them. */
export const rotationPolicyEndpoints: readonly Endpoint[] = [...policies, ...secrets];
/** What became of them, and what is to come. */
export const rotationEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listHistory,
    method: "get",
    path: "/rotation/policies/{id}/history",
    summary: "What was rotated, what failed and what is waited for",
    params: schemas.policyParams,
    query: schemas.historyQuery,
    answers: { 200: { description: "One page, newest first.", schema: schemas.HistoryList } },
    errors: [...MISSING, "invalid_cursor"],
    input: ({ params, query }) => ({ ...params, status: query.status, limit: query.limit, cursor: query.cursor }),
    respond: (page, c) => c.json(presentPage("data", page, presentHistory)),
  }),
  due(listDue, false),
  due(listPending, true),
];
