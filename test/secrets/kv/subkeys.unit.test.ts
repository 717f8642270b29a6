import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonValue } from "../../../src/kernel/json-text";
import { subkeysText } from "../../../src/secrets/kv/subkeys";
import { dataText } from "../../support/json-texts";

/** On parsed values: every leaf is null, and a level below the depth is one. */
const reference = (value: JsonValue, depth: number): JsonValue =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0 && depth > 0
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reference(item, depth - 1)]))
    : null;

it("the keys of a value are told as deep as it is asked, and nothing that they hold", () => {
  fc.assert(
    fc.property(dataText, fc.option(fc.integer({ min: 1, max: 4 })), ({ compact }, depth) => {
      const text = subkeysText(compact, depth);
      expect(JSON.parse(text)).toEqual(reference(JSON.parse(compact), depth ?? 99));
      // Without its keys there is nothing left but the form.
      expect(text.replace(/"(?:[^"\\]|\\.)*":/g, "")).toMatch(/^(?:null|[{},])*$/);
    }),
    { numRuns: 500 },
  );
});

it.each([
  [
    '{"2":{"b":1,"10":[{"q":1}]},"1":"x","e":{},"n":null}',
    null,
    '{"2":{"b":null,"10":null},"1":null,"e":null,"n":null}',
  ],
  ['{"a":{"b":{"c":{"d":1}}}}', 1, '{"a":null}'],
  ['{"a":{"b":{"c":{"d":1}}}}', 2, '{"a":{"b":null}}'],
  ['{"a":{"b":{"c":{"d":1}}}}', 9, '{"a":{"b":{"c":{"d":null}}}}'],
  ['{"\\u0061":"\\u0062","__proto__":{"x":"y"}}', null, '{"\\u0061":null,"__proto__":{"x":null}}'],
  ["{}", null, "{}"],
])("the keys of %s to the depth %s are %s", (data, depth, keys) => {
  expect(subkeysText(data, depth)).toBe(keys);
});
