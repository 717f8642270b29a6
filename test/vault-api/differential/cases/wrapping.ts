import { type Case, one, type Step } from "../case";

const A = "secret/data/a";
const write: Step = { call: `POST ${A}`, body: { data: { k: "v" } } };
const ttl = (value: string): Pick<Step, "headers"> => ({ headers: { "x-vault-wrap-ttl": value } });
const wrapped = (call: string, more: Omit<Step, "call"> = {}): Step => ({
  call,
  ...ttl("300"),
  keep: { w: "wrap_info.token" },
  ...more,
});
const get = wrapped(`GET ${A}`);
const unwrap: Step = { call: "POST sys/wrapping/unwrap", as: "$w" };
const lookup: Step = { call: "POST sys/wrapping/lookup", body: { token: "$w" } };
const asked = (value: string): Case => ({
  name: `X-Vault-Wrap-TTL: ${value}`,
  steps: [write, { call: `GET ${A}`, ...ttl(value) }],
});

export const WRAPPING: readonly Case[] = [
  ...["60", "60s", "5m", "1h30m", "1.5h", "1d", "0", "", "x", "-5", "-5s", "1.5", "1500ms", "1ms", "1d12h", "33d"].map(
    asked,
  ),
  {
    name: "a wrapped read is unwrapped once by its own token",
    steps: [write, get, unwrap, unwrap, { call: "POST sys/wrapping/unwrap", body: { token: "$w" } }, lookup],
  },
  {
    name: "a wrapped read is unwrapped once by a caller",
    steps: [
      write,
      get,
      { call: "POST sys/wrapping/unwrap", as: "plain", body: { token: "$w" } },
      { call: "POST sys/wrapping/unwrap", as: "plain", body: { token: "$w" } },
    ],
  },
  {
    name: "an unwrap by body needs a live caller, and leaves the token to its holder",
    steps: [
      write,
      get,
      ...(["nobody", "stranger"] as const).map((as) => ({
        call: "POST sys/wrapping/unwrap",
        as,
        body: { token: "$w" },
      })),
      unwrap,
    ],
  },
  ...["lookup", "unwrap", "rewrap"].map((verb) => ({
    name: `${verb} of what is no token`,
    steps: [null, 1, true, {}, [], ""].map((token) => ({ call: `POST sys/wrapping/${verb}`, body: { token } })),
  })),
  { name: "PUT unwraps as well", steps: [write, get, { ...unwrap, call: "PUT sys/wrapping/unwrap" }] },
  {
    name: "lookup tells where from and how long",
    steps: [
      write,
      get,
      lookup,
      { ...lookup, as: "nobody" },
      { call: "GET sys/wrapping/lookup", as: "$w" },
      { call: "PUT sys/wrapping/lookup", as: "$w" },
      unwrap,
    ],
  },
  {
    name: "rewrap gives a new token and ends the old one",
    steps: [
      write,
      get,
      { call: "POST sys/wrapping/rewrap", body: { token: "$w" }, keep: { second: "wrap_info.token" } },
      unwrap,
      { ...unwrap, as: "$second" },
    ],
  },
  {
    name: "wrap takes what is given",
    steps: [
      wrapped("POST sys/wrapping/wrap", { body: { a: 1, b: { c: "x" } } }),
      lookup,
      unwrap,
      { call: "POST sys/wrapping/wrap", body: { a: 1 } },
    ],
  },
  { name: "wrap of nothing", steps: [wrapped("POST sys/wrapping/wrap", { body: {} }), unwrap] },
  {
    name: "what names no wrapping token",
    steps: (["lookup", "unwrap", "rewrap"] as const).flatMap((verb) =>
      [{ token: "none" }, {}].map((body) => ({ call: `POST sys/wrapping/${verb}`, body })),
    ),
  },
  {
    name: "what names no wrapping token, from nobody",
    steps: (["lookup", "unwrap"] as const).map((verb) => ({
      call: `POST sys/wrapping/${verb}`,
      as: "nobody",
      body: {},
    })),
  },
  {
    name: "a token of another kind is no wrapping token",
    steps: [
      { call: "POST auth/token/create", body: { ttl: "1h" }, keep: { t: "auth.client_token" } },
      ...["lookup", "unwrap", "rewrap"].map((verb) => ({ call: `POST sys/wrapping/${verb}`, body: { token: "$t" } })),
    ],
  },
  { name: "a wrapping token opens nothing else", steps: [write, get, { call: `GET ${A}`, as: "$w" }] },
  {
    name: "a wrapping token is no token to look up",
    steps: [write, get, { call: "GET auth/token/lookup-self", as: "$w" }],
  },
  {
    name: "a wrapped write is done",
    steps: [wrapped(`POST ${A}`, { body: { data: { k: 2 } } }), unwrap, { call: `GET ${A}` }],
  },
  { name: "a wrapped list", steps: [write, wrapped("GET secret/metadata/?list=true"), lookup, unwrap] },
  {
    name: "a wrapped child token names it by its accessor alone",
    steps: [wrapped("POST auth/token/create", { body: { ttl: "1h" } }), unwrap],
  },
  {
    name: "a wrapped secret id",
    steps: [
      { call: "POST auth/approle/role/r", body: { token_policies: ["below-app"] } },
      { call: "GET auth/approle/role/r/role-id", keep: { role_id: "data.role_id" } },
      wrapped("POST auth/approle/role/r/secret-id", { body: {} }),
      lookup,
      { ...unwrap, keep: { secret_id: "data.secret_id" } },
      { call: "POST auth/approle/login", as: "nobody", body: { role_id: "$role_id", secret_id: "$secret_id" } },
    ],
  },
  {
    name: "a wrapped login",
    steps: [
      { call: "POST auth/approle/role/r", body: { token_policies: ["below-app"] } },
      { call: "GET auth/approle/role/r/role-id", keep: { role_id: "data.role_id" } },
      { call: "POST auth/approle/role/r/secret-id", body: {}, keep: { secret_id: "data.secret_id" } },
      wrapped("POST auth/approle/login", { as: "nobody", body: { role_id: "$role_id", secret_id: "$secret_id" } }),
      unwrap,
    ],
  },
  {
    name: "an unwrapped answer may be wrapped anew",
    steps: [write, get, { ...unwrap, ...ttl("60") }, unwrap],
  },
  {
    name: "refusals are not wrapped, nor is nothing",
    steps: [
      { call: "GET secret/data/missing", ...ttl("60") },
      { call: `GET ${A}`, as: "plain", ...ttl("60") },
      { call: `GET ${A}`, as: "nobody", ...ttl("60") },
      write,
      { call: `DELETE ${A}`, ...ttl("60") },
    ],
  },
  {
    name: "a deleted version is wrapped as it is told",
    steps: [write, { call: `DELETE ${A}` }, { call: `GET ${A}`, ...ttl("60") }],
  },
  one("GET sys/health", { as: "nobody", ...ttl("60") }),
  one("GET sys/wrapping/nothing"),
  one("GET sys/wrapping/wrap", ttl("60")),
];
