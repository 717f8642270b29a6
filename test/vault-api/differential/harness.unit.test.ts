import { expect, it } from "vitest";
import { CASES } from "./cases/all";
import { fieldsThatDiffer } from "./compare";
import type { Difference } from "./differences/difference";
import { type Json, masked } from "./mask";
import { verdictOf } from "./verdict";

const MANY_CALLS = 200;

/** The judge of the judges: what must be seen is seen, and what may differ is not. */
const NOW = Date.parse("2026-11-29T12:00:00Z");
const mask = (value: Json, names: Record<string, string> = {}): Json =>
  masked(value, { nowMs: NOW, names: new Map(Object.entries(names)) });

it("ids and tokens are alike, and none is not one", () => {
  const auth = { client_token: "s.one", accessor: "x", entity_id: "", policies: ["p"] };
  expect(mask({ request_id: "a-b", auth })).toEqual({
    request_id: "<request_id>",
    auth: { client_token: "<client_token>", accessor: "<accessor>", entity_id: "", policies: ["p"] },
  });
});

it("a text that was kept has its name wherever it stands, also under a key that is no id", () => {
  expect(mask({ id: "s.one", path: "s.one", other: ["s.one", "s.two"] }, { "s.one": "t" })).toEqual({
    id: "<t>",
    path: "<t>",
    other: ["<t>", "s.two"],
  });
});

it.each([
  ["2026-11-29T12:00:00.123456789Z", "<now>"],
  ["2026-11-29T11:59:50Z", "<now>"],
  ["2026-11-29T11:00:00.1Z", "<past>"],
  ["2026-11-29T12:59:59.9Z", "<in 3600 s>"],
  ["2026-11-29T14:00:00+01:00", "<in 3600 s>"],
  ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
  ["2026-11-29 12:00:00", "2026-11-29 12:00:00"],
  ["", ""],
])("the moment %s is told as %s", (text, told) => {
  expect(mask({ deletion_time: text })).toEqual({ deletion_time: told });
});

it("seconds that run are told roughly, and all other numbers as they are", () => {
  expect(mask({ ttl: 3599, lease_duration: 0, creation_ttl: 3599, num_uses: 3, creation_time: NOW / 1000 })).toEqual({
    ttl: 3600,
    lease_duration: 0,
    creation_ttl: 3599,
    num_uses: 3,
    creation_time: "<unix <now>>",
  });
});

it("of an error its known part counts, and that there is one", () => {
  const errors = (...texts: string[]) => mask({ errors: texts });
  expect(errors("1 error occurred:\n\t* permission denied\n\n")).toEqual(errors("permission denied"));
  expect(errors("some words")).toEqual(errors("other words"));
  expect(errors("some words")).not.toEqual(errors("permission denied"));
  expect(errors("some words")).not.toEqual(errors());
});

it("every field that differs is found, once, with its place", () => {
  const judge = { status: 200, body: { a: 1, b: [1, { c: null }], only: true, list: [1] } };
  const ours = { status: 404, body: { b: [1, { c: "x" }], a: 1, extra: 0, list: [1, 2] } };
  expect(fieldsThatDiffer("case > call", judge, ours)).toEqual([
    { where: "case > call > /body/b/1/c", judge: null, ours: "x" },
    { where: "case > call > /body/extra", judge: undefined, ours: 0 },
    { where: "case > call > /body/list", judge: [1], ours: [1, 2] },
    { where: "case > call > /body/only", judge: true, ours: undefined },
    { where: "case > call > /status", judge: 200, ours: 404 },
  ]);
  expect(fieldsThatDiffer("case > call", judge, { body: { ...judge.body }, status: 200 })).toEqual([]);
});

const difference = (on: readonly string[], values: Pick<Difference, "judge" | "ours"> = {}): Difference => ({
  on,
  ...values,
  ...{ what: "", openbao: "", postern: "", why: "" },
});
const FOUND = [
  { where: "kv: a case > 1 GET secret/data/a > /status", judge: 500, ours: 400 },
  { where: "kv: a case > 2 GET secret/data/a > /body/extra", judge: undefined, ours: "x" },
];

it("a difference that is not on the list is told with both answers", () => {
  expect(verdictOf(FOUND, [difference(["*/status"])])).toEqual({
    unlisted: ['kv: a case > 2 GET secret/data/a > /body/extra: OpenBao nothing, here "x"'],
    unneeded: [],
  });
});

it("a place on the list that nothing needs is told, beside others of the same entry that are needed", () => {
  const list = [difference(["kv: a case > 1 * > /status", "kv: another > *"]), difference(["*/body/extra"])];
  expect(verdictOf(FOUND, list)).toEqual({ unlisted: [], unneeded: ["kv: another > *"] });
});

it("an entry that names values allows no others", () => {
  const named = [difference(["*/status"], { judge: 500, ours: 404 }), difference(["*/body/extra"], { ours: "x" })];
  expect(verdictOf(FOUND, named)).toEqual({
    unlisted: ["kv: a case > 1 GET secret/data/a > /status: OpenBao 500, here 400"],
    unneeded: ["*/status"],
  });
});

it("a place is a pattern of stars alone: every other sign means itself", () => {
  expect(
    verdictOf(FOUND, [difference(["kv: a case > . GET secret/data/a > /status", "*/body/extra?"])]).unneeded,
  ).toHaveLength(2);
});

it("the calls are many, and each case has a name of its own", () => {
  expect(CASES.flatMap(({ steps }) => steps).length).toBeGreaterThan(MANY_CALLS);
  const names = CASES.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
