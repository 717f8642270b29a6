import type { Scope } from "../../src/kernel/actor";
import type { Permission } from "../../src/kernel/policy";

/** What a route needs, besides a token that lives. `own`: nothing. */
export type Need = readonly [scope: Scope, permission?: Permission] | "own";
/** `open`: no token either. `$path`, `$token` and so on: a thing of the world below. */
export type Row = readonly [call: string, need: Need | "open", body?: unknown];

const READ: Need = ["secrets:read", "read"];
const WRITE: Need = ["secrets:write", "write"];
const DELETE: Need = ["secrets:delete", "delete"];
const DESTROY: Need = ["secrets:delete", "admin"];
const LIST: Need = ["secrets:list", "list"];
const IDENTITY_ADMIN: Need = ["identity:admin"];
const POLICIES: Need = ["policies:read"];
const VERSIONS = { versions: [1] };
const PATHS = { paths: ["secret/data/a"] };
export const ROLE = "auth/approle/role/$role";

/** Every address and method of the interface, tried in this order. A test compares it with the routes. */
export const TABLE: readonly Row[] = [
  ["GET sys/health", "open"],
  ["GET sys/seal-status", "open"],
  ["GET sys/leader", "open"],
  ["GET sys/init", "open"],
  ["POST auth/approle/login", "open", { role_id: "$role_id", secret_id: "$secret_id" }],
  ["POST auth/jwt/login", "open", { role: "ci", jwt: "$jwt" }],
  ["POST auth/kubernetes/login", "open", { role: "ci", jwt: "$jwt" }],

  ["GET secret/data/app/a", READ],
  ["POST secret/data/app/a", WRITE, { data: { k: 2 } }],
  ["PATCH secret/data/app/a", WRITE, { data: { k: 3 } }],
  ["GET secret/subkeys/app/a", READ],
  ["DELETE secret/data/app/a", DELETE],
  ["POST secret/delete/app/a", DELETE, VERSIONS],
  ["POST secret/undelete/app/a", WRITE, VERSIONS],
  ["POST secret/destroy/app/a", DESTROY, VERSIONS],
  ["GET secret/metadata/app/a", LIST],
  ["POST secret/metadata/app/a", WRITE, { max_versions: 4 }],
  ["PATCH secret/metadata/app/a", WRITE, { max_versions: 5 }],
  ["GET secret/metadata/app/?list=true", LIST],
  ["GET secret/metadata/app/?scan=true", LIST],
  ["DELETE secret/metadata/app/a", DESTROY],
  ["GET secret/config", ["secrets:list"]],
  ["POST secret/config", ["admin"], { max_versions: 9 }],

  ["POST cubbyhole/a", "own", { k: 1 }],
  ["GET cubbyhole/a", "own"],
  ["GET cubbyhole/?list=true", "own"],
  ["DELETE cubbyhole/a", "own"],

  ["GET auth/token/lookup-self", "own"],
  ["GET auth/token/lookup", "own"],
  ["POST auth/token/lookup", IDENTITY_ADMIN, { token: "$token" }],
  ["POST auth/token/lookup-accessor", IDENTITY_ADMIN, { accessor: "$accessor" }],
  ["GET auth/token/accessors?list=true", IDENTITY_ADMIN],
  ["POST auth/token/renew", IDENTITY_ADMIN, { token: "$token" }],
  ["POST auth/token/renew-accessor", IDENTITY_ADMIN, { accessor: "$accessor" }],
  ["POST auth/token/renew-self", "own"],
  ["POST auth/token/create", "own", {}],
  ["POST auth/token/create-orphan", IDENTITY_ADMIN, {}],
  ["POST auth/token/revoke-accessor", IDENTITY_ADMIN, { accessor: "$accessor" }],
  ["POST auth/token/revoke", IDENTITY_ADMIN, { token: "$token" }],
  ["POST auth/token/revoke-self", "own"],

  ["GET auth/approle/role?list=true", IDENTITY_ADMIN],
  [`GET ${ROLE}`, IDENTITY_ADMIN],
  [`GET ${ROLE}/role-id`, IDENTITY_ADMIN],
  [`POST ${ROLE}`, IDENTITY_ADMIN, { token_ttl: "1h" }],
  [`POST ${ROLE}/secret-id`, IDENTITY_ADMIN, {}],
  [`POST ${ROLE}/custom-secret-id`, IDENTITY_ADMIN, { secret_id: "chosen-by-hand-0123456789" }],
  [`GET ${ROLE}/secret-id?list=true`, IDENTITY_ADMIN],
  [`POST ${ROLE}/secret-id/lookup`, IDENTITY_ADMIN, { secret_id: "$secret_id" }],
  [`POST ${ROLE}/secret-id-accessor/lookup`, IDENTITY_ADMIN, { secret_id_accessor: "$secret_id_accessor" }],
  [`POST ${ROLE}/secret-id/destroy`, IDENTITY_ADMIN, { secret_id: "$secret_id" }],
  [`DELETE ${ROLE}/secret-id/destroy?secret_id=$secret_id`, IDENTITY_ADMIN],
  [`POST ${ROLE}/secret-id-accessor/destroy`, IDENTITY_ADMIN, { secret_id_accessor: "$secret_id_accessor" }],
  [`DELETE ${ROLE}/secret-id-accessor/destroy?secret_id_accessor=$secret_id_accessor`, IDENTITY_ADMIN],
  ...(
    [
      ["policies", "token_policies", []],
      ["bound-cidr-list", "bound_cidr_list", ["192.0.2.0/24"]],
      ["secret-id-bound-cidrs", "secret_id_bound_cidrs", ["192.0.2.0/24"]],
      ["token-bound-cidrs", "token_bound_cidrs", ["192.0.2.0/24"]],
      ["bind-secret-id", "bind_secret_id", true],
      ["secret-id-num-uses", "secret_id_num_uses", 5],
      ["secret-id-ttl", "secret_id_ttl", "1h"],
      ["token-num-uses", "token_num_uses", 5],
      ["token-ttl", "token_ttl", "1h"],
      ["token-max-ttl", "token_max_ttl", "2h"],
    ] as const
  ).flatMap(([address, field, value]): readonly Row[] => [
    [`GET ${ROLE}/${address}`, IDENTITY_ADMIN],
    [`POST ${ROLE}/${address}`, IDENTITY_ADMIN, { [field]: value }],
    [`DELETE ${ROLE}/${address}`, IDENTITY_ADMIN],
  ]),
  [`DELETE ${ROLE}`, IDENTITY_ADMIN],

  ["GET sys/mounts", "own"],
  ["GET sys/mounts/secret", "own"],
  ["GET sys/auth", "own"],
  ["GET sys/auth/token", "own"],
  ["GET sys/internal/ui/mounts", "own"],
  ["GET sys/internal/ui/mounts/cubbyhole/a", "own"],
  ["POST sys/capabilities-self", "own", PATHS],
  ["POST sys/capabilities", IDENTITY_ADMIN, { ...PATHS, token: "$token" }],
  ["POST sys/capabilities-accessor", IDENTITY_ADMIN, { ...PATHS, accessor: "$accessor" }],
  ["GET sys/policies/acl?list=true", POLICIES],
  ["GET sys/policies/acl/given", POLICIES],
  ["GET sys/policy", POLICIES],
  ["GET sys/policy?list=true", POLICIES],
  ["GET sys/policy/given", POLICIES],
  ["GET sys/policies/password?list=true", ["secrets:list"]],
  ["GET sys/policies/password/words", ["secrets:list"]],
  ["GET sys/policies/password/words/generate", ["secrets:list"]],

  ["POST sys/wrapping/wrap", "own", { a: 1 }],
  ["POST sys/wrapping/lookup", "own", { token: "$wrapped" }],
  ["GET sys/wrapping/lookup", "own", undefined],
  ["POST sys/wrapping/rewrap", "own", { token: "$wrapped" }],
  ["POST sys/wrapping/unwrap", "own", { token: "$wrapped" }],
  ["GET sys/wrapping/unwrap", "own", undefined],
];

/** The path of the route that a row's address means. */
export const patternOf = (path: string): string =>
  path
    .replace(/^(secret\/(?!config)\w+|cubbyhole|sys\/internal\/ui\/mounts)\/.*$/, "$1/{path}")
    .replace("$role", "{name}")
    .replace(/^(sys\/(?:mounts|auth|policies\/acl|policy|policies\/password))\/\w+/, "$1/{name}");
