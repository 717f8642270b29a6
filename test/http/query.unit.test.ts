import { expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { parseQuery } from "../../src/http/query";

const parse = (query: string, repeatable: readonly string[] = []) => {
  const { values, faults } = parseQuery(`https://postern.example/v1/x?${query}`, repeatable);
  return { values: Object.fromEntries(Object.entries(values)), faults };
};

it("a query gives a value by name, decoded", () => {
  expect(parse("a=1&b=x%2Fy+z&c&d=")).toEqual({ values: { a: "1", b: "x/y z", c: "", d: "" }, faults: [] });
  expect(parse("")).toEqual({ values: {}, faults: [] });
  expect(parseQuery("https://postern.example/v1/x#a=1", [])).toEqual({ values: Object.create(null), faults: [] });
});

it("a query has a fault where a name comes twice, unless it may", () => {
  expect(parse("a=1&b=2&a=1")).toEqual({ values: { b: "2" }, faults: [{ field: "a", reason: "repeated" }] });
  expect(parse("a=1&a=2&b=3", ["a", "b"])).toEqual({ values: { a: ["1", "2"], b: ["3"] }, faults: [] });
  const token = mintToken("tnt_a");
  expect(parse(`${token}=1&${token}=2`).faults).toEqual([{ field: "?", reason: "repeated" }]);
});

it("a query takes the names of inherited things as names", () => {
  const { values } = parseQuery("https://x/?constructor=1&__proto__=2", []);
  expect(Object.entries(values)).toEqual([
    ["constructor", "1"],
    ["__proto__", "2"],
  ]);
});
