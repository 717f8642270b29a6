import { type Case, one, type Step, short } from "../case";

const A = "secret/data/a";
const write = (data: unknown, options?: unknown): Step => ({
  call: `POST ${A}`,
  body: { data, ...(options === undefined ? {} : { options }) },
});
const read: Step = { call: `GET ${A}` };
/** A write with this check-and-set, when version 2 is the current one. */
const cas = (value: unknown): Case => ({
  name: `a write with cas ${short(value)} where version 2 is current`,
  steps: [write({ k: 1 }), write({ k: 2 }), write({ k: 3 }, { cas: value }), read],
});
/** What is no write, with what is there afterwards. */
const refused = (body: unknown): Case => ({
  name: `POST of ${short(body)} is no version`,
  steps: [{ call: `POST ${A}`, ...(body === undefined ? {} : { body }) }, read],
});

export const KV_WRITE: readonly Case[] = [
  {
    name: "writes are numbered from 1, by POST and by PUT",
    steps: [write({ k: "v" }), { call: `PUT ${A}`, body: { data: { k: 2 } } }, read],
  },
  { name: "an empty value is a value", steps: [write({}), read] },
  {
    name: "values keep every kind of JSON",
    steps: [
      write({
        s: 'é\u0000"',
        n: 1,
        f: 1.5,
        t: true,
        z: null,
        l: [1, [2], { a: "b" }],
        o: { p: { q: "r" } },
        "": "empty",
      }),
      read,
    ],
  },
  {
    name: "numbers come back with their own digits",
    steps: [
      {
        call: `POST ${A}`,
        body: '{"data":{"big":12345678901234567890,"money":1.10,"small":1e-400,"whole":1.0,"plain":12}}',
      },
      read,
    ],
  },
  { name: "a number beyond every double", steps: [{ call: `POST ${A}`, body: '{"data":{"huge":1e400}}' }, read] },
  {
    name: "the last of two equal keys counts",
    steps: [{ call: `POST ${A}`, body: '{"data":{"k":1},"data":{"k":2}}' }, read],
  },
  ...[0, 1, 2, 3, -1, "2", "1", 2.5, "x", null, true, "0b10", "02", " 2"].map(cas),
  { name: "cas 0 makes a secret that is not there", steps: [write({ k: 1 }, { cas: 0 }), read] },
  { name: "cas 1 makes no secret", steps: [write({ k: 1 }, { cas: 1 }), read] },
  {
    name: "cas counts a deleted version",
    steps: [write({ k: 1 }), { call: `DELETE ${A}` }, write({ k: 2 }, { cas: 0 }), write({ k: 2 }, { cas: 1 }), read],
  },
  ...[30, 31].map((depth) => ({
    name: `a value that is ${depth + 2} deep`,
    steps: [{ call: `POST ${A}`, body: `{"data":{"k":${"[".repeat(depth)}${"]".repeat(depth)}}}` }, read],
  })),
  { name: "half of a character in a value", steps: [{ call: `POST ${A}`, body: '{"data":{"k":"\\ud800"}}' }, read] },
  { name: "a body with more behind it", steps: [{ call: `POST ${A}`, body: '{"data":{"k":1}}{"data":{}}' }, read] },
  {
    name: "a body with a mark of its byte order",
    steps: [{ call: `POST ${A}`, body: '\ufeff{"data":{"k":1}}' }, read],
  },
  { name: "options may be empty", steps: [write({ k: 1 }, {}), write({ k: 2 }, null), write({ k: 3 }, []), read] },
  {
    name: "options in a list are one object",
    steps: [write({ k: 1 }, [{ cas: 0 }]), write([{ k: 1 }, { l: 2 }]), read],
  },
  { name: "options of another kind are refused", steps: [write({ k: 1 }, "x"), write({ k: 1 }, 3), read] },
  ...[
    undefined,
    "",
    "null",
    "[]",
    '"x"',
    "{",
    {},
    { options: { cas: 0 } },
    { data: "x" },
    { data: 1 },
    { data: true },
    { data: ["x"] },
  ].map(refused),
  ...[null, []].map((data) => one(`POST ${A}`, { body: { data } })),
  {
    name: "unknown keys are ignored with a warning",
    steps: [{ call: `POST ${A}`, body: { data: { k: 1 }, extra: 1, other: {} } }, read],
  },
  {
    name: "the content type of a write is not looked at",
    steps: [
      { call: `POST ${A}`, body: { data: { k: 1 } }, type: "application/x-www-form-urlencoded" },
      { call: `POST ${A}`, body: { data: { k: 2 } }, type: null },
      { call: `PUT ${A}`, body: { data: { k: 3 } }, type: "text/plain" },
      read,
    ],
  },
  one(`POST ${A}`, { as: "nobody", body: { data: { k: 1 } } }),
  one(`POST ${A}`, { as: "stranger", body: { data: { k: 1 } } }),
  one("POST secret/data/app/a", { as: "reader", body: { data: { k: 1 } } }),
  one("PUT secret/data/app/a", { as: "plain", body: { data: { k: 1 } } }),
  one(`POST ${A}`, { as: "nobody", body: "{" }),
];
