import { type Case, one, type Step } from "../case";

const A = "secret/data/a";
const TWO: readonly Step[] = [1, 2].map((k) => ({ call: `POST ${A}`, body: { data: { k } } }));
const reading = (query: string): Case => ({
  name: `GET ${query} of two versions`,
  steps: [...TWO, { call: `GET ${A}${query}` }],
});
const NESTED = { a: 1, b: { x: { y: { z: 1 } }, l: [{ q: 1 }], e: {} }, n: null };
const subkeys = (query: string): Case => ({
  name: `GET subkeys${query}`,
  steps: [{ call: `POST ${A}`, body: { data: NESTED } }, { call: `GET secret/subkeys/a${query}` }],
});

export const KV_READ: readonly Case[] = [
  ...[
    "",
    "?version=1",
    "?version=2",
    "?version=0",
    "?version=3",
    "?version=-1",
    "?version=",
    "?version=x",
    "?version=1.5",
    "?version=02",
    "?version=08",
    "?version=0x1",
    "?version=%201",
    "?version=9007199254740993",
    "?version=1&version=2",
    "?unknown=1",
    "?help=1",
  ].map(reading),
  one("GET secret/data/missing"),
  one("GET secret/data/missing?version=1"),
  {
    name: "a token in Authorization reads as well",
    steps: [
      ...TWO,
      { call: "POST auth/token/create", body: {}, keep: { t: "auth.client_token" } },
      { call: `GET ${A}`, as: "nobody", headers: { authorization: "Bearer $t" } },
    ],
  },
  {
    name: "X-Vault-Request is no matter",
    steps: [...TWO, { call: `GET ${A}`, headers: { "x-vault-request": "true" } }],
  },
  {
    name: "a reader reads below its folder and not beside",
    steps: [
      { call: "POST secret/data/app/a", body: { data: { k: 1 } } },
      ...TWO,
      { call: "GET secret/data/app/a", as: "reader" },
      { call: `GET ${A}`, as: "reader" },
      { call: "GET secret/data/missing", as: "reader" },
    ],
  },
  ...(["nobody", "stranger", "plain"] as const).map((as) => one(`GET ${A}`, { as })),
  ...[
    "",
    "?depth=0",
    "?depth=1",
    "?depth=2",
    "?depth=3",
    "?depth=9",
    "?depth=-1",
    "?depth=x",
    "?version=1",
    "?version=0",
    "?version=9",
    "?version=x",
  ].map(subkeys),
  one("GET secret/subkeys/missing"),
  {
    name: "subkeys of a deleted and of a destroyed version",
    steps: [
      ...TWO,
      { call: `DELETE ${A}` },
      { call: "GET secret/subkeys/a" },
      { call: "POST secret/destroy/a", body: { versions: [2] } },
      { call: "GET secret/subkeys/a" },
      { call: "GET secret/subkeys/a?version=1" },
    ],
  },
  one("GET secret/subkeys/a", { as: "nobody" }),
  one("GET secret/subkeys/a", { as: "reader" }),
];
