import { type Case, one, type Step, short } from "../case";

const R = "auth/approle/role/r";
const role = (body: unknown = {}): Step => ({ call: `POST ${R}`, body });
const read: Step = { call: `GET ${R}` };
const roleId: Step = { call: `GET ${R}/role-id`, keep: { role_id: "data.role_id" } };
const secretId = (body: unknown = {}): Step => ({
  call: `POST ${R}/secret-id`,
  body,
  keep: { secret_id: "data.secret_id", secret_id_accessor: "data.secret_id_accessor" },
});
const login: Step = {
  call: "POST auth/approle/login",
  as: "nobody",
  body: { role_id: "$role_id", secret_id: "$secret_id" },
};
const kept: Step = { ...login, keep: { t: "auth.client_token" } };
const POLICIES = { token_policies: ["below-app"], token_ttl: "10m", token_max_ttl: "1h" };
const written = (body: unknown): Case => ({ name: `a role with ${short(body)}`, steps: [role(body), read] });
const given = (body: unknown): Case => ({
  name: `a secret id with ${short(body)}`,
  steps: [role({ secret_id_ttl: "1h", secret_id_num_uses: 3 }), { call: `POST ${R}/secret-id`, body }],
});

export const APPROLE: readonly Case[] = [
  ...[
    {},
    POLICIES,
    { policies: ["below-app"] },
    { token_policies: "below-app" },
    { token_num_uses: 5 },
    { secret_id_ttl: "1h", secret_id_num_uses: 3 },
    { token_ttl: 600, token_max_ttl: "3600" },
    { token_ttl: "1h", token_max_ttl: "10m" },
    { token_ttl: "x" },
    { token_ttl: -1 },
    { token_num_uses: -1 },
    { secret_id_num_uses: -1 },
    { secret_id_num_uses: "x" },
    { unknown: 1 },
    { bound_cidr_list: "10.0.0.0/8" },
    { secret_id_bound_cidrs: ["10.0.0.0/8"], bound_cidr_list: "192.168.0.0/16" },
    { secret_id_bound_cidrs: "10.0.0.1" },
    { token_bound_cidrs: ["10.0.0.0/8", "192.168.0.1"] },
    { token_bound_cidrs: "x" },
    { bind_secret_id: false },
    { bind_secret_id: 2 },
    { token_type: "default-service" },
    { token_type: "service" },
    { token_type: "x" },
    { token_period: "1h" },
    { token_explicit_max_ttl: "1h" },
    { token_strictly_bind_ip: true },
    { local_secret_ids: true },
    { token_no_default_policy: "x" },
    { role_id: "" },
    { role_id: "an-id-of-my-own" },
  ].map(written),
  ...(
    [
      ["policies", "token_policies", ["below-app"]],
      ["token-ttl", "token_ttl", "1h"],
      ["token-max-ttl", "token_max_ttl", "2h"],
      ["token-num-uses", "token_num_uses", 3],
      ["secret-id-num-uses", "secret_id_num_uses", 3],
      ["secret-id-ttl", "secret_id_ttl", "1h"],
      ["bound-cidr-list", "bound_cidr_list", "10.0.0.0/8"],
      ["secret-id-bound-cidrs", "secret_id_bound_cidrs", ["10.0.0.0/8"]],
      ["token-bound-cidrs", "token_bound_cidrs", ["10.0.0.0/8"]],
      ["bind-secret-id", "bind_secret_id", true],
      ["period", "token_period", "0"],
      ["local-secret-ids", "local_secret_ids", false],
    ] as const
  ).map(([address, field, value]): Case => {
    const at = `${R}/${address}`;
    return {
      name: `a role's ${address}`,
      steps: [
        role(),
        { call: `GET ${at}` },
        { call: `POST ${at}`, body: { [field]: value, token_num_uses: 9 } },
        { call: `GET ${at}` },
        read,
        { call: `POST ${at}`, body: {} },
        { call: `POST ${at}`, body: { [field]: null } },
        { call: `DELETE ${at}` },
        { call: `GET ${at}` },
        read,
        { call: `GET auth/approle/role/none/${address}` },
        { call: `POST auth/approle/role/none/${address}`, body: { [field]: value } },
        { call: `DELETE auth/approle/role/none/${address}` },
      ],
    };
  }),
  {
    name: "the id of a role is written",
    steps: [role(), { call: `POST ${R}/role-id`, body: { role_id: "mine" } }, { call: `POST ${R}/role-id`, body: {} }],
  },
  {
    name: "a role is written in parts",
    steps: [role(POLICIES), role({ token_num_uses: 2 }), { call: `PUT ${R}`, body: { token_ttl: "5m" } }, read],
  },
  {
    name: "roles are listed, and deleted",
    steps: [
      { call: "GET auth/approle/role?list=true" },
      read,
      role(),
      { call: "POST auth/approle/role/s", body: {} },
      { call: "GET auth/approle/role?list=true" },
      { call: `DELETE ${R}` },
      { call: `DELETE ${R}` },
      read,
      { call: "GET auth/approle/role?list=true" },
    ],
  },
  {
    name: "roles are refused to others",
    steps: [
      role(POLICIES),
      ...(["reader", "plain", "nobody", "stranger"] as const).flatMap((as) => [
        { ...read, as },
        { ...role(), as },
        { call: `POST ${R}/secret-id`, as, body: {} },
        { call: "GET auth/approle/role?list=true", as },
      ]),
    ],
  },
  {
    name: "the id of a role is its own",
    steps: [role(), roleId, { call: `GET ${R}/role-id` }, { call: "GET auth/approle/role/none/role-id" }],
  },
  {
    name: "a secret id opens the role",
    steps: [
      role(POLICIES),
      roleId,
      secretId(),
      kept,
      { call: "GET auth/token/lookup-self", as: "$t" },
      { call: "POST secret/data/app/a", body: { data: { k: 1 } } },
      { call: "GET secret/data/app/a", as: "$t" },
      { call: "GET secret/data/b", as: "$t" },
      { call: "POST auth/token/renew-self", as: "$t" },
    ],
  },
  {
    name: "PUT logs in as well",
    steps: [role(POLICIES), roleId, secretId(), { ...login, call: "PUT auth/approle/login" }],
  },
  {
    name: "a dead token beside a login is no matter",
    steps: [role(POLICIES), roleId, secretId(), { ...login, as: "stranger" }],
  },
  {
    name: "a login with unknown keys",
    steps: [
      role(POLICIES),
      roleId,
      secretId(),
      { ...login, body: { role_id: "$role_id", secret_id: "$secret_id", extra: 1 } },
    ],
  },
  {
    name: "a secret id of two uses",
    steps: [
      role(POLICIES),
      roleId,
      secretId({ num_uses: 2 }),
      login,
      { call: `POST ${R}/secret-id/lookup`, body: { secret_id: "$secret_id" } },
      login,
      login,
      { call: `POST ${R}/secret-id/lookup`, body: { secret_id: "$secret_id" } },
    ],
  },
  {
    name: "tokens of a role have so many uses",
    steps: [
      role({ ...POLICIES, token_num_uses: 2 }),
      roleId,
      secretId(),
      kept,
      { call: "GET auth/token/lookup-self", as: "$t" },
      { call: "GET auth/token/lookup-self", as: "$t" },
      { call: "GET auth/token/lookup-self", as: "$t" },
    ],
  },
  {
    name: "what is no secret id opens nothing",
    steps: [
      role(POLICIES),
      roleId,
      secretId(),
      ...[
        { role_id: "$role_id", secret_id: "none" },
        { role_id: "none", secret_id: "$secret_id" },
        { role_id: "$role_id" },
        { secret_id: "$secret_id" },
      ].map((body) => ({ ...login, body })),
    ],
  },
  { name: "a login without a body", steps: [{ call: "POST auth/approle/login", as: "nobody" }] },
  {
    name: "metadata of a secret id are in its tokens",
    steps: [
      role(POLICIES),
      roleId,
      secretId({ metadata: '{"team":"x"}' }),
      kept,
      { call: "GET auth/token/lookup-self", as: "$t" },
      { call: `POST ${R}/secret-id/lookup`, body: { secret_id: "$secret_id" } },
    ],
  },
  ...[
    {},
    { ttl: "10m" },
    { ttl: 600 },
    { ttl: "2h" },
    { ttl: "x" },
    { num_uses: 1 },
    { num_uses: 5 },
    { num_uses: -1 },
    { num_uses: "2" },
    { cidr_list: ["10.0.0.0/8"] },
    { cidr_list: "10.0.0.0/8,192.168.0.0/16" },
    { cidr_list: ["x"] },
    { metadata: "x" },
    { metadata: '{"a":1}' },
    { metadata: '["a"]' },
    { unknown: 1 },
  ].map(given),
  {
    name: "a secret id of one's own choice",
    steps: [
      role(POLICIES),
      roleId,
      { call: `POST ${R}/custom-secret-id`, body: { secret_id: "chosen-by-hand-0123456789" } },
      { call: `POST ${R}/custom-secret-id`, body: {} },
      { ...login, body: { role_id: "$role_id", secret_id: "chosen-by-hand-0123456789" } },
    ],
  },
  {
    name: "secret ids are looked up",
    steps: [
      role(POLICIES),
      secretId({ ttl: "1h", num_uses: 3 }),
      { call: `POST ${R}/secret-id/lookup`, body: { secret_id: "$secret_id" } },
      { call: `POST ${R}/secret-id/lookup`, body: { secret_id: "none" } },
      { call: `POST ${R}/secret-id/lookup`, body: {} },
      { call: `POST ${R}/secret-id-accessor/lookup`, body: { secret_id_accessor: "$secret_id_accessor" } },
      { call: `POST ${R}/secret-id-accessor/lookup`, body: { secret_id_accessor: "none" } },
      { call: `POST ${R}/secret-id-accessor/lookup`, body: {} },
    ],
  },
  {
    name: "accessors of secret ids are listed",
    steps: [
      role(),
      { call: `GET ${R}/secret-id?list=true` },
      secretId(),
      { call: `GET ${R}/secret-id?list=true` },
      { call: "GET auth/approle/role/none/secret-id?list=true" },
    ],
  },
  {
    name: "a destroyed secret id opens nothing",
    steps: [
      role(POLICIES),
      roleId,
      secretId(),
      { call: `POST ${R}/secret-id/destroy`, body: { secret_id: "$secret_id" } },
      login,
      { call: `POST ${R}/secret-id/destroy`, body: { secret_id: "$secret_id" } },
      { call: `POST ${R}/secret-id/destroy`, body: {} },
    ],
  },
  {
    name: "a secret id is destroyed by its accessor",
    steps: [
      role(POLICIES),
      roleId,
      secretId(),
      { call: `POST ${R}/secret-id-accessor/destroy`, body: { secret_id_accessor: "$secret_id_accessor" } },
      login,
      { call: `POST ${R}/secret-id-accessor/destroy`, body: {} },
    ],
  },
  {
    name: "one secret id more leaves the first alive",
    steps: [role(POLICIES), roleId, secretId(), { call: `POST ${R}/secret-id`, body: {} }, login],
  },
  {
    name: "a role that is not there gives no secret id",
    steps: [
      { call: "POST auth/approle/role/none/secret-id", body: {} },
      { call: "POST auth/approle/role/none/custom-secret-id", body: { secret_id: "chosen-by-hand-0123456789" } },
    ],
  },
  {
    name: "a deleted role opens nothing",
    steps: [role(POLICIES), roleId, secretId(), { call: `DELETE ${R}` }, login, role(POLICIES), login],
  },
  ...[`GET auth/approle/role`, `GET ${R}/nothing`, "GET auth/approle/nothing", "GET auth/approle"].map((call) =>
    one(call),
  ),
];
