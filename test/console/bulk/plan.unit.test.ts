import fc from "fast-check";
import { expect, it } from "vitest";
import { fieldChanges, planOf, type There } from "../../../console/src/pages/bulk/plan.ts";
import { formatOf, readSource } from "../../../console/src/pages/bulk/source.ts";
import { exactText, isExactObject, parseExact } from "../../../packages/client/src/cli/text/exact-json.ts";
import { entryOf } from "../../../packages/client/src/cli/transfer/source.ts";

const NOTHING = { added: [], changed: [], removed: [] };
const found = (...entries: [string, string][]) => ({
  entries: entries.map(([path, data]) => entryOf(path, data)),
  refused: [],
});
const there = (...held: [string, There][]) => new Map(held);

it("a path that can't be a secret, that is there twice, has no field or can't be read is refused with its reason", () => {
  const plan = planOf(
    found(
      ["a//b", '{"x":1}'],
      ["b", '{"x":1}'],
      ["b", '{"x":2}'],
      ["c", "{}"],
      ["d", '{"x":1}'],
      ["metadata/e", '{"x":1}'],
    ),
    there(["d", { code: "access_denied" }]),
    true,
  );
  expect(plan.map(({ path, change, reason }) => [path, change, reason])).toEqual([
    ["a//b", "refused", "a path has names between its slashes, and none at an end"],
    ["b", "new", null],
    ["b", "refused", "the text has this path twice"],
    ["c", "refused", "a value without fields, which Postern holds none of"],
    ["d", "refused", "what is there can't be read (access_denied)"],
    ["metadata/e", "refused", "the path is an address of the API"],
  ]);
});

it("what is new, changed and the same is told by the names of fields, and each digit of a number counts and stays", () => {
  const held = there(
    ["b", { data: '{"x":1.0,"y":"old"}', version: 3 }],
    ["c", { data: '{"y":1,"x":12345678901234567890}', version: 7 }],
  );
  const text = found(["a", '{"x":1.50}'], ["b", '{"x":1,"z":true}'], ["c", '{"x":12345678901234567890,"y":1}']);
  expect(planOf(text, held, false)).toEqual([
    {
      path: "a",
      change: "new",
      reason: null,
      fields: { added: ["x"], changed: [], removed: [] },
      data: '{"x":1.50}',
      after: 0,
    },
    {
      ...{ path: "b", change: "changed", reason: null, data: '{"x":1,"z":true}', after: 3 },
      fields: { added: ["z"], changed: ["x"], removed: ["y"] },
    },
    { path: "c", change: "same", reason: null, fields: NOTHING, data: '{"x":12345678901234567890,"y":1}', after: 7 },
  ]);
  expect(planOf(text, held, true)[1]).toEqual({
    ...{ path: "b", change: "changed", reason: null, data: '{"x":1,"y":"old","z":true}', after: 3 },
    fields: { added: ["z"], changed: ["x"], removed: [] },
  });
});

it("changes of fields are none exactly where two values are equal, and going back undoes them", () => {
  const object = fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__"), fc.jsonValue({ maxDepth: 1 }));
  fc.assert(
    fc.property(object, object, (before, after) => {
      const [a, b] = [before, after].map((one) => parseExact(JSON.stringify(one)));
      if (!isExactObject(a) || !isExactObject(b)) throw new Error("no objects");
      const there = fieldChanges(a, b);
      const back = fieldChanges(b, a);
      expect([back.added.toSorted(), back.removed.toSorted(), back.changed.toSorted()]).toEqual([
        there.removed.toSorted(),
        there.added.toSorted(),
        there.changed.toSorted(),
      ]);
      const sorted = (value: typeof a) => exactText(new Map([...value].toSorted(([x], [y]) => (x < y ? -1 : 1))));
      if (sorted(a) === sorted(b)) expect(there).toEqual(NOTHING);
    }),
  );
});

it("a text is taken for what it looks like, or for what its file is called", () => {
  expect(
    ['{"a":{"b":1}}', "A=1\nB=2", "export A=1", "app:\n  db: x", "\ufeff # c\nA=1", "", "url: http://x?a=b"].map(
      (text) => formatOf(text),
    ),
  ).toEqual(["json", "dotenv", "dotenv", "yaml", "dotenv", "yaml", "yaml"]);
  expect([formatOf("A=1", "x.yaml"), formatOf("a: 1", "x.JSON")]).toEqual(["yaml", "json"]);
});

it("each format gives the same secrets", async () => {
  const expected = { entries: [entryOf("app/db", '{"user":"a","pass":"b c"}')], refused: [] };
  expect(await readSource("user=a\npass='b c'", "dotenv", "app/db")).toEqual(expected);
  expect(await readSource('{"db":{"user":"a","pass":"b c"}}', "json", "app/")).toEqual(expected);
  expect(await readSource("app:\n  db:\n    user: a\n    pass: b c\n", "yaml", "")).toEqual(expected);
  await expect(readSource("a: 1\n---\nb: 2", "yaml", "")).rejects.toThrow("it has more than one document");
});
