import type { Case, Step } from "../case";

const A = "secret/data/a";
const BASE: Step = { call: `POST ${A}`, body: { data: { a: 1, b: { x: 1, y: 2 }, c: [1, 2], keep: "k" } } };
const read: Step = { call: `GET ${A}` };
const patched = (name: string, body: unknown, more: Omit<Step, "call"> = {}): Case => ({
  name: `PATCH ${name}`,
  steps: [BASE, { call: `PATCH ${A}`, ...(body === undefined ? {} : { body }), ...more }, read],
});

export const KV_PATCH: readonly Case[] = [
  patched("merges, takes away by null, goes into objects and not into lists", {
    data: { a: null, b: { x: null, z: 9 }, c: [3], d: "new" },
  }),
  patched("with no change is a version", { data: {} }),
  patched("makes an object of what was none", { data: { a: { deep: { er: 1 } }, b: 5 } }),
  patched("with the right cas", { data: { a: 2 }, options: { cas: 1 } }),
  patched("with another cas", { data: { a: 2 }, options: { cas: 2 } }),
  patched("with cas 0", { data: { a: 2 }, options: { cas: 0 } }),
  patched("with a cas of letters", { data: { a: 2 }, options: { cas: "x" } }),
  patched("without data", {}),
  patched("with options alone", { options: {} }),
  patched("with null as data", { data: null }),
  patched("with a text as data", { data: "x" }),
  patched("without a body", undefined),
  patched("with half a body", "{"),
  patched("as JSON", { data: { a: 2 } }, { type: "application/json" }),
  patched("as a form", { data: { a: 2 } }, { type: "application/x-www-form-urlencoded" }),
  patched("with parameters of its type", { data: { a: 2 } }, { type: "application/merge-patch+json; charset=utf-8" }),
  patched("of a type that is none", { data: { a: 2 } }, { type: ";" }),
  patched("of two types", { data: { a: 2 } }, { type: "application/merge-patch+json, application/json" }),
  patched("by nobody", { data: { a: 2 } }, { as: "nobody" }),
  patched("by a stranger", { data: { a: 2 } }, { as: "stranger" }),
  patched("by a reader", { data: { a: 2 } }, { as: "reader" }),
  {
    name: "PATCH of what is not there",
    steps: [
      { call: `PATCH ${A}`, body: { data: { a: 1 } } },
      { call: `PATCH ${A}`, body: { data: { a: 1 }, options: { cas: 0 } } },
      read,
    ],
  },
  {
    name: "PATCH of metadata without a version",
    steps: [
      { call: "POST secret/metadata/a", body: { max_versions: 2 } },
      { call: `PATCH ${A}`, body: { data: { a: 1 } } },
      read,
    ],
  },
  {
    name: "PATCH of a deleted version",
    steps: [
      BASE,
      { call: `DELETE ${A}` },
      { call: `PATCH ${A}`, body: { data: { a: 2 } } },
      { call: `PATCH ${A}`, body: { data: { a: 2 }, options: { cas: 2 } } },
      read,
    ],
  },
  {
    name: "PATCH of a destroyed version",
    steps: [
      BASE,
      { call: "POST secret/destroy/a", body: { versions: [1] } },
      { call: `PATCH ${A}`, body: { data: { a: 2 } } },
      read,
    ],
  },
];
