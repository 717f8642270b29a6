import type { Case, Step } from "../case";

const put = (path: string, body?: unknown, as: Step["as"] = "plain"): Step => ({
  call: `POST cubbyhole/${path}`,
  as,
  ...(body === undefined ? {} : { body }),
});
const get = (path: string, as: Step["as"] = "plain"): Step => ({ call: `GET cubbyhole/${path}`, as });

export const CUBBYHOLE: readonly Case[] = [
  {
    name: "a cubbyhole keeps what its token puts there",
    steps: [
      get("a"),
      put("a", { k: "v", n: 1, o: { a: [1, null] } }),
      get("a"),
      { ...put("a", { other: true }), call: "PUT cubbyhole/a" },
      get("a"),
    ],
  },
  {
    name: "a cubbyhole is its token's alone",
    steps: [put("a", { k: 1 }), get("a", "admin"), get("a", "reader"), get("a", "nobody"), get("a", "stranger")],
  },
  {
    name: "a cubbyhole is listed by folders",
    steps: [
      get("?list=true"),
      put("a", { k: 1 }),
      put("b/c", { k: 1 }),
      put("b/d/e", { k: 1 }),
      get("?list=true"),
      get("b?list=true"),
      get("b/?list=true"),
      get("none?list=true"),
    ],
  },
  {
    name: "a cubbyhole forgets what is deleted",
    steps: [
      put("a", { k: 1 }),
      { call: "DELETE cubbyhole/a", as: "plain" },
      { call: "DELETE cubbyhole/a", as: "plain" },
      get("a"),
    ],
  },
  {
    name: "a cubbyhole takes fields and nothing else",
    steps: [...[{}, "[1]", "null", "{"].map((body) => put("a", body)), put("a"), get("a")],
  },
  {
    name: "a cubbyhole is listed in pages",
    steps: [
      put("a", { k: 1 }),
      put("b", { k: 1 }),
      { call: "GET cubbyhole/?list=true&after=a", as: "plain" },
      { call: "GET cubbyhole/?list=true&limit=1", as: "plain" },
    ],
  },
  { name: "a cubbyhole's address ends without a slash", steps: [put("", { k: 1 }), put("a/", { k: 1 })] },
  {
    name: "a cubbyhole goes with its token",
    steps: [
      { call: "POST auth/token/create", body: { ttl: "1h" }, keep: { t: "auth.client_token" } },
      put("a", { k: 1 }, "$t"),
      get("a", "$t"),
      { call: "POST auth/token/revoke-self", as: "$t" },
      get("a", "$t"),
    ],
  },
  {
    name: "a cubbyhole's answer may be wrapped",
    steps: [
      put("a", { k: 1 }),
      { ...get("a"), headers: { "x-vault-wrap-ttl": "60" }, keep: { w: "wrap_info.token" } },
      { call: "POST sys/wrapping/unwrap", as: "$w" },
    ],
  },
];
