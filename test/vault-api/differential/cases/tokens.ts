import { type Case, one, type Step, short } from "../case";

const self: Step = { call: "GET auth/token/lookup-self" };
const create = (body?: unknown, name = "t"): Step => ({
  call: "POST auth/token/create",
  ...(body === undefined ? {} : { body }),
  keep: { [name]: "auth.client_token", [`${name}_accessor`]: "auth.accessor" },
});
const created = (body: unknown): Case => ({
  name: `a child with ${short(body)}`,
  steps: [create(body), { ...self, as: "$t" }],
});
const refused = (body: unknown): Case => one("POST auth/token/create", { body });
const LIMITED = { policies: ["below-app"], ttl: "1h" };

export const TOKENS: readonly Case[] = [
  ...(["admin", "reader", "plain", "nobody", "stranger"] as const).map((as) =>
    one("GET auth/token/lookup-self", { as }),
  ),
  ...[
    {},
    LIMITED,
    { ttl: "1h", display_name: "my job", meta: { a: "b" } },
    { ttl: 600 },
    { ttl: "600" },
    { ttl: "1h", explicit_max_ttl: "2h" },
    { ttl: "2h", explicit_max_ttl: "1h" },
    { ttl: "1h", num_uses: 5 },
    { ttl: "1h", num_uses: "5" },
    { ttl: "1h", renewable: false },
    { ttl: "1h", type: "service" },
    { policies: "below-app", ttl: "1h" },
    { ttl: "1h", no_parent: true },
    { ttl: "1h", unknown: 1 },
    { lease: "1h" },
    { ttl: "1h", meta: null },
    { ttl: "1h", meta: [] },
    { ttl: "1h", meta: {} },
    { ttl: "1h", meta: { a: 1, b: true, c: null } },
    { ttl: "1h", num_uses: "0x5" },
    { ttl: "1h", renewable: 0 },
    { ttl: "1h", display_name: null },
    { ttl: "1h", display_name: "a b/c-" },
    { ttl: "1h", no_default_policy: true },
    { ttl: "1h", entity_alias: "" },
  ].map(created),
  ...[
    { ttl: "x" },
    { ttl: -1 },
    { ttl: "-1s" },
    { num_uses: -1 },
    { num_uses: "x" },
    { renewable: "x" },
    { renewable: 2 },
    { no_default_policy: "x" },
    { entity_alias: "x" },
    { ttl: 1.5 },
    { explicit_max_ttl: "x" },
    { meta: { a: {} } },
    { meta: "x" },
    { type: "x" },
    { policies: ["root"] },
    { policies: {} },
  ].map(refused),
  ...["lookup", "renew", "revoke"].map((verb) => ({
    name: `auth/token/${verb} of what is no token`,
    steps: [null, 1, true, {}, []].map((token) => ({ call: `POST auth/token/${verb}`, body: { token } })),
  })),
  { name: "a child without a body", steps: [create(), { ...self, as: "$t" }] },
  {
    name: "a child has its parent's policies or fewer",
    steps: [
      { call: "POST auth/token/create", as: "reader", body: { ttl: "1h" } },
      { call: "POST auth/token/create", as: "reader", body: { ttl: "1h", policies: ["below-app"] } },
      { call: "POST auth/token/create", as: "reader", body: { ttl: "1h", policies: ["everything"] } },
      { call: "POST auth/token/create", as: "reader", body: { ttl: "1h", policies: ["below-app", "everything"] } },
      { call: "POST auth/token/create", as: "reader", body: { ttl: "1h", no_parent: true } },
    ],
  },
  {
    name: "a token without the right makes no child",
    steps: (["plain", "nobody", "stranger"] as const).map((as) => ({
      call: "POST auth/token/create",
      as,
      body: {},
    })),
  },
  {
    name: "a token of few uses makes no child",
    steps: [create({ ttl: "1h", num_uses: 5 }), { call: "POST auth/token/create", as: "$t", body: {} }],
  },
  {
    name: "a token of three uses has three",
    steps: [
      create({ ttl: "1h", num_uses: 3 }),
      { ...self, as: "$t" },
      { ...self, as: "$t" },
      { ...self, as: "$t" },
      { ...self, as: "$t" },
    ],
  },
  {
    name: "lookup of another token, and of one's own",
    steps: [
      create({ ...LIMITED, display_name: "x" }),
      { call: "POST auth/token/lookup", body: { token: "$t" } },
      { call: "GET auth/token/lookup?token=$t" },
      { call: "POST auth/token/lookup", body: {} },
      { call: "POST auth/token/lookup", body: { token: "none" } },
      { call: "POST auth/token/lookup", as: "plain", body: { token: "$t" } },
      { call: "POST auth/token/lookup", as: "nobody", body: { token: "$t" } },
    ],
  },
  {
    name: "lookup by accessor",
    steps: [
      create(LIMITED),
      { call: "POST auth/token/lookup-accessor", body: { accessor: "$t_accessor" } },
      { call: "POST auth/token/lookup-accessor", body: { accessor: "none" } },
      { call: "POST auth/token/lookup-accessor", body: {} },
      { call: "GET auth/token/lookup-accessor" },
      { call: "POST auth/token/lookup-accessor", as: "plain", body: { accessor: "$t_accessor" } },
    ],
  },
  {
    name: "a token renews itself",
    steps: [
      create({ ...LIMITED, explicit_max_ttl: "3h" }),
      { call: "POST auth/token/renew-self", as: "$t" },
      { call: "PUT auth/token/renew-self", as: "$t", body: { increment: "30m" } },
      { call: "POST auth/token/renew-self", as: "$t", body: { increment: 7200 } },
      { call: "POST auth/token/renew-self", as: "$t", body: { increment: "9h" } },
      { ...self, as: "$t" },
    ],
  },
  ...["x", -5].map((increment) => ({
    name: `renewal by ${increment} is refused`,
    steps: [create(LIMITED), { call: "POST auth/token/renew-self", as: "$t", body: { increment } } as const],
  })),
  {
    name: "a token that is not renewable is not renewed",
    steps: [
      create({ ...LIMITED, renewable: false }),
      { call: "POST auth/token/renew-self", as: "$t" },
      { call: "POST auth/token/renew", body: { token: "$t" } },
    ],
  },
  {
    name: "others' tokens are renewed",
    steps: [
      create(LIMITED),
      { call: "POST auth/token/renew", body: { token: "$t", increment: "2h" } },
      { call: "POST auth/token/renew", body: { token: "none" } },
      { call: "POST auth/token/renew", body: {} },
      { call: "POST auth/token/renew", as: "plain", body: { token: "$t" } },
    ],
  },
  {
    name: "a revoked token opens nothing, nor does its child",
    steps: [
      create({ ttl: "1h" }),
      { ...create({ ttl: "30m" }, "child"), as: "$t" },
      { call: "POST auth/token/revoke", body: { token: "$t" } },
      { ...self, as: "$t" },
      { ...self, as: "$child" },
      { call: "POST auth/token/revoke", body: { token: "$t" } },
    ],
  },
  {
    name: "an orphan outlives who made it",
    steps: [
      create({ ttl: "1h" }),
      { ...create({ ttl: "1h", no_parent: true }, "orphan"), as: "$t" },
      { call: "POST auth/token/revoke", body: { token: "$t" } },
      { ...self, as: "$orphan" },
    ],
  },
  {
    name: "a token revokes itself",
    steps: [
      create(LIMITED),
      { call: "POST auth/token/revoke-self", as: "$t" },
      { ...self, as: "$t" },
      { call: "POST auth/token/revoke-self", as: "nobody" },
    ],
  },
  {
    name: "revocation by accessor",
    steps: [
      create(LIMITED),
      { call: "POST auth/token/revoke-accessor", as: "plain", body: { accessor: "$t_accessor" } },
      { call: "POST auth/token/revoke-accessor", body: { accessor: "$t_accessor" } },
      { ...self, as: "$t" },
      { call: "POST auth/token/revoke-accessor", body: { accessor: "$t_accessor" } },
      { call: "POST auth/token/revoke-accessor", body: { accessor: "none" } },
      { call: "POST auth/token/revoke-accessor", body: {} },
    ],
  },
  {
    name: "what is no token is revoked as well",
    steps: [
      { call: "POST auth/token/revoke", body: { token: "none" } },
      { call: "POST auth/token/revoke", body: {} },
      { call: "POST auth/token/revoke", as: "plain", body: { token: "none" } },
    ],
  },
  ...["GET auth/token/create", "GET auth/token/nothing", "GET auth/token", "DELETE auth/token/lookup-self"].map(
    (call) => one(call),
  ),
];
