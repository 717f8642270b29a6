import type { Case, Step } from "../case";

const PATHS = ["l/a", "l/b/c", "l/b/d/e", "l/z", "l/b", "l/a.b", "l/A", "l/a%20b", "l/a-b"];
const TREE: readonly Step[] = PATHS.map((path) => ({ call: `POST secret/data/${path}`, body: { data: { k: 1 } } }));
const listing = (call: string): Case => ({ name: call, steps: [...TREE, { call }] });
const QUERIES = [
  "list=true",
  "list=1",
  "list=t",
  "list=TRUE",
  "list=false",
  "list=",
  "list=x",
  "list=true&after=a",
  "list=true&after=a.b",
  "list=true&after=nothing",
  "list=true&limit=2",
  "list=true&after=a.b&limit=1",
  "list=true&limit=0",
  "list=true&limit=-1",
  "list=true&limit=x",
  "list=true&scan=true",
  "",
];

export const KV_LIST: readonly Case[] = [
  ...QUERIES.map((query) => listing(`GET secret/metadata/l/?${query}`)),
  ...[
    "l?list=true",
    "?list=true",
    "l/a?list=true",
    "l/b?list=true",
    "l/b/d/?list=true",
    "l/nothing?list=true",
    "l/nothing/?list=true",
  ].map((rest) => listing(`GET secret/metadata/${rest}`)),
  listing("GET secret/metadata?list=true"),
  ...["scan=true", "scan=1", "scan=true&limit=1"].map((query) => listing(`GET secret/metadata/l/b?${query}`)),
  listing("GET secret/metadata/l/nothing/?scan=true"),
  {
    name: "an empty store has no list",
    steps: [{ call: "GET secret/metadata/?list=true" }, { call: "GET secret/metadata/?scan=true" }],
  },
  {
    name: "a deleted secret stays in the list until its metadata go",
    steps: [
      ...TREE.slice(0, 1),
      { call: "DELETE secret/data/l/a" },
      { call: "GET secret/metadata/l?list=true" },
      { call: "DELETE secret/metadata/l/a" },
      { call: "GET secret/metadata/l?list=true" },
    ],
  },
  {
    name: "a list shows what its caller may list",
    steps: [
      ...TREE,
      { call: "POST secret/data/app/x", body: { data: { k: 1 } } },
      ...(["reader", "plain", "nobody", "stranger"] as const).flatMap((as) =>
        ["app/", "l/"].map((folder) => ({ call: `GET secret/metadata/${folder}?list=true`, as })),
      ),
    ],
  },
  ...["data", "subkeys", "delete", "config"].map((word) => listing(`GET secret/${word}/l?list=true`)),
];
