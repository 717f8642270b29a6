import fc from "fast-check";
import { expect, it } from "vitest";
import { ExactJson, exactJson, withExact } from "../../src/http/exact-json";
import { compactJson, membersOf } from "../../src/kernel/json-text";
import { anyJsonText, dataText } from "../support/json-texts";

it("a JSON text loses the white space between its tokens, and nothing else", () => {
  fc.assert(
    fc.property(anyJsonText, ({ sent, compact }) => {
      expect(JSON.parse(compact)).toEqual(JSON.parse(sent));
      expect(compactJson(sent)).toBe(compact);
      expect(compactJson(` \r\n${sent}\t`)).toBe(compact);
      expect(compactJson(compact)).toBe(compact);
    }),
  );
  const deep = 200_000;
  expect(compactJson("[ ".repeat(deep) + " ]".repeat(deep))).toBe("[".repeat(deep) + "]".repeat(deep));
});

it("a JSON object's members come in the order of its text, each as it is spelled", () => {
  fc.assert(
    fc.property(dataText, ({ compact }) => {
      const members = membersOf(compact);
      expect(`{${members.map(({ name, value }) => `${name}:${value}`).join(",")}}`).toBe(compact);
      const parsed = JSON.parse(compact);
      expect(members.map(({ key }) => key).toSorted()).toEqual(Object.keys(parsed).toSorted());
      for (const { key, value } of members) expect(JSON.parse(value)).toEqual(parsed[key]);
    }),
  );
  expect(membersOf("{}")).toEqual([]);
  expect(membersOf('{"2":{"a":[1,{}]},"1":":,}","\\u0061":1.10}')).toEqual([
    { key: "2", name: '"2"', value: '{"a":[1,{}]}' },
    { key: "1", name: '"1"', value: '":,}"' },
    { key: "a", name: '"\\u0061"', value: "1.10" },
  ]);
});

it("a body's exact keys are handed on with their text, however they are spelled, and the others as they were parsed", () => {
  const text = ' {"path" : "a", "d\\u0061ta" : {"b" : 1.10, "2":1e400,"1":[ ]}, "__proto__": {"data":{"c":1}}} ';
  const parsed = JSON.parse(text);
  const body = withExact(parsed, text, ["data", "new_value"]);
  expect(Object.keys(body)).toEqual(Object.keys(parsed));
  expect(Object.entries(body)).toEqual([
    ["path", "a"],
    ["data", new ExactJson(parsed.data, '{"b":1.10,"2":1e400,"1":[]}')],
    ["__proto__", { data: { c: 1 } }],
  ]);
  expect(withExact(parsed, text, [])).toBe(parsed);
  expect(withExact({ a: 1 }, '{"a":1}', ["data"])).toEqual({ a: 1 });
});

it("a body's exact key that its endpoint does not name is no value that a schema takes", () => {
  expect(exactJson(undefined)).toBeUndefined();
  for (const value of [{ a: 1 }, null, "x"]) expect(() => exactJson(value)).toThrow(TypeError);
});
