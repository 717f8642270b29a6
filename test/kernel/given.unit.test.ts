import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { given } from "../../src/kernel/given";

describe("given", () => {
  it("given leaves out keys that are undefined and keeps keys that are null, false, zero or empty", () => {
    expect(given({ a: undefined, b: null, c: false, d: 0, e: "", f: [] })).toStrictEqual({
      b: null,
      c: false,
      d: 0,
      e: "",
      f: [],
    });
    expect(given({})).toStrictEqual({});
  });

  it("given keeps the order of keys, the values themselves, and the change as it was", () => {
    const value = fc.option(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { nil: undefined });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (change) => {
        const before = Object.entries(change);
        expect(Object.entries(given(change))).toEqual(before.filter(([, item]) => item !== undefined));
        expect(Object.entries(change)).toEqual(before);
      }),
    );
  });

  it("given makes a key __proto__ an ordinary key", () => {
    const change: unknown = JSON.parse('{"__proto__":{"admin":true}}');
    const named = given(Object(change));
    expect(Object.keys(named)).toEqual(["__proto__"]);
    expect("admin" in named).toBe(false);
  });
});
