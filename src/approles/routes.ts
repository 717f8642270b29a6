import type { z } from "@hono/zod-openapi";
import { fail } from "../errors";
import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import type { ApproleProof } from "../kernel/proof";
import { loginByApprole } from "./login";
import { deleteRole, listRoles, readRole } from "./operations";
import { tenantOfRoleId } from "./rules";
import {
  AppRole,
  AppRoleList,
  changeOf,
  LoginAnswer,
  LoginBody,
  MadeSecretId,
  presentLogin,
  presentRole,
  presentSecretId,
  RoleBody,
  RolePatch,
  RoleQuery,
  roleParams,
  SecretIdBody,
  SecretIdList,
  SecretIdRecord,
  secretIdParams,
} from "./schemas";
import { createSecretId, destroySecretId, listSecretIds, readSecretId } from "./secret-ids";
import { putRole, updateRole } from "./write";

const WRITING = ["access_denied", "policy_not_found", "invalid_duration"] as const;

const roleEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listRoles,
    method: "get",
    path: "/approles",
    summary: "List roles, by name",
    query: RoleQuery,
    answers: { 200: { description: "Roles with their role ids.", schema: AppRoleList } },
    errors: ["invalid_cursor"],
    input: ({ query: { limit, cursor } }) => ({ limit, cursor }),
    respond: (page, c) => c.json(presentPage("approles", page, presentRole)),
  }),
  endpoint({
    operation: readRole,
    method: "get",
    path: "/approles/{name}",
    summary: "Read a role",
    params: roleParams,
    answers: { 200: { description: "The role with its role id.", schema: AppRole } },
    errors: ["approle_not_found"],
    input: ({ params: { name } }) => ({ name }),
    respond: (role, c) => c.json(presentRole(role)),
  }),
  endpoint({
    operation: putRole,
    method: "put",
    path: "/approles/{name}",
    summary: "Create a role, or replace its settings; its role id stays",
    params: roleParams,
    body: RoleBody,
    answers: {
      200: { description: "The role, replaced.", schema: AppRole },
      201: { description: "The role, and its identity `sa:<name>` if there was none.", schema: AppRole },
    },
    errors: WRITING,
    input: ({ params: { name }, body }) => ({ name, isMerge: false, ...changeOf(body) }),
    respond: (role, c) => c.json(presentRole(role), role.isNew ? 201 : 200),
  }),
  endpoint({
    operation: updateRole,
    method: "patch",
    path: "/approles/{name}",
    summary: "Change a role",
    params: roleParams,
    body: RolePatch,
    answers: { 200: { description: "The role.", schema: AppRole } },
    errors: [...WRITING, "approle_not_found"],
    input: ({ params: { name }, body }) => ({ name, ...changeOf(body) }),
    respond: (role, c) => c.json(presentRole(role)),
  }),
  endpoint({
    operation: deleteRole,
    method: "delete",
    path: "/approles/{name}",
    summary: "Delete a role, its secret ids and its tokens; its identity stays",
    params: roleParams,
    answers: { 204: { description: "Deleted.", schema: null } },
    errors: ["approle_not_found"],
    input: ({ params: { name } }) => ({ name }),
    respond: (_, c) => c.body(null, 204),
  }),
];

const secretIdEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listSecretIds,
    method: "get",
    path: "/approles/{name}/secret-ids",
    summary: "List secret ids that can still be used, newest first",
    params: roleParams,
    query: RoleQuery,
    answers: { 200: { description: "Secret ids without their texts.", schema: SecretIdList } },
    errors: ["approle_not_found", "invalid_cursor"],
    input: ({ params: { name }, query: { limit, cursor } }) => ({ name, limit, cursor }),
    respond: (page, c) => c.json(presentPage("secret_ids", page, presentSecretId)),
  }),
  endpoint({
    operation: createSecretId,
    method: "post",
    path: "/approles/{name}/secret-ids",
    summary: "Make a secret id, which logs in together with the role id",
    params: roleParams,
    body: SecretIdBody,
    bodyOptional: true,
    answers: { 201: { description: "The secret id; its text is in this answer only.", schema: MadeSecretId } },
    errors: ["access_denied", "approle_not_found", "name_conflict", "invalid_duration"],
    input: ({ params: { name }, body }) => ({
      name,
      secretId: body.secret_id,
      uses: body.num_uses,
      lifeMs: body.ttl?.ms,
      cidrs: body.cidr_list ?? null,
      metadata: body.metadata ?? {},
    }),
    respond: (made, c) => c.json({ ...presentSecretId(made), secret_id: made.secretId }, 201),
  }),
  endpoint({
    operation: readSecretId,
    method: "get",
    path: "/approles/{name}/secret-ids/{accessor}",
    summary: "Read a secret id's record",
    params: secretIdParams,
    answers: { 200: { description: "The secret id without its text.", schema: SecretIdRecord } },
    errors: ["approle_not_found", "secret_id_not_found"],
    input: ({ params }) => params,
    respond: (row, c) => c.json(presentSecretId(row)),
  }),
  endpoint({
    operation: destroySecretId,
    method: "delete",
    path: "/approles/{name}/secret-ids/{accessor}",
    summary: "Destroy a secret id",
    params: secretIdParams,
    answers: { 204: { description: "Destroyed: no login by it is let in.", schema: null } },
    errors: ["approle_not_found", "secret_id_not_found"],
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
];

const proofOf = ({ role_id, secret_id }: z.output<typeof LoginBody>): ApproleProof => ({
  kind: "approle",
  roleId: role_id,
  secretId: secret_id ?? null,
});

const loginEndpoint: Endpoint = endpoint({
  operation: loginByApprole,
  method: "post",
  path: "/auth/approle/login",
  summary: "Log in with a role id and a secret id",
  body: LoginBody,
  maxBodyBytes: 4096,
  answers: { 201: { description: "A token; its text is in this answer only.", schema: LoginAnswer } },
  errors: [],
  proof: ({ body }) => {
    const home = tenantOfRoleId(body.role_id);
    return home === undefined ? fail("login_refused") : { home, proof: proofOf(body) };
  },
  input: ({ body }) => proofOf(body),
  respond: (made, c) => c.json(presentLogin(made), 201),
});

export const approleEndpoints: readonly Endpoint[] = [...roleEndpoints, ...secretIdEndpoints, loginEndpoint];
