import fc from "fast-check";
import { expect, it } from "vitest";
import { type JsonValue, membersOf } from "../../src/kernel/json-text";
import { mergePatch } from "../../src/kernel/merge-patch";
import { anyJsonText, dataText } from "../support/json-texts";

const isObject = (value: unknown): value is Readonly<Record<string, JsonValue>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The pseudocode of RFC 7396, on parsed values. */
function reference(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch))
    if (value === null) merged.delete(name);
    else merged.set(name, reference(merged.get(name), value));
  return Object.fromEntries(merged);
}

/** Patches that name what is there, on any level, as well as what is not. */
const change = (target: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.tuple(...membersOf(target).map(({ name, value }) => fc.option(changeOfMember(name, value)))),
      dataText.map(({ compact }) => membersOf(compact).map(({ name, value }) => `${name}:${value}`)),
    )
    .map(([there, added]) => {
      const all = [...there.filter((text) => text !== null), ...added];
      const byKey = new Map(all.map((text) => [membersOf(`{${text}}`)[0]?.key, text]));
      return `{${[...byKey.values()].join(",")}}`;
    });
const changeOfMember = (name: string, value: string): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constant("null"),
      anyJsonText.map(({ compact }) => compact),
      value.startsWith("{") ? change(value) : fc.constant('{"new":1.10}'),
    )
    .map((text) => `${name}:${text}`);
const cases = dataText.chain(({ compact }) => fc.tuple(fc.constant(compact), change(compact)));

it("a merge patch makes what RFC 7396 says, of any value and any patch", () => {
  fc.assert(
    fc.property(cases, ([target, patch]) => {
      expect(JSON.parse(mergePatch(target, patch))).toEqual(reference(JSON.parse(target), JSON.parse(patch)));
    }),
    { numRuns: 500 },
  );
});

it("a merge patch leaves what it does not name letter for letter and in its place, and puts what is new at the end", () => {
  fc.assert(
    fc.property(cases, ([target, patch]) => {
      const [before, after] = [membersOf(target), membersOf(mergePatch(target, patch))];
      const named = new Map(membersOf(patch).map(({ key, value }) => [key, value]));
      const had = new Set(before.map(({ key }) => key));
      for (const member of before) if (!named.has(member.key)) expect(after).toContainEqual(member);
      expect(after.map(({ key }) => key)).toEqual([
        ...[...had].filter((key) => named.get(key) !== "null"),
        ...[...named].filter(([key, value]) => !had.has(key) && value !== "null").map(([key]) => key),
      ]);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', "{}"],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ["{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ['{"2":1.10,"1":12345678901234567890}', '{"3":1e400,"2":-0}', '{"2":-0,"1":12345678901234567890,"3":1e400}'],
  ['{"__proto__":{"x":1}}', '{"__proto__":{"y":2}}', '{"__proto__":{"x":1,"y":2}}'],
  ['{"\\u0061":1}', '{"a":2}', '{"\\u0061":2}'],
])("a merge patch of %s by %s gives %s", (target, patch, merged) => {
  expect(mergePatch(target, patch)).toBe(merged);
});
