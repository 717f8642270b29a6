import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conflictsOf, differencesOf, isEqual, shownValue } from "../../../console/src/data/changes.ts";
import {
  changeBody,
  changeIn,
  draftOf,
  SETTINGS,
  type Settings,
} from "../../../console/src/pages/settings/setting-rules.ts";
import { DEFAULT_SETTINGS, DURATION_LIMITS } from "../../../src/settings/rules";

const STANDARD: Settings = {
  ...DEFAULT_SETTINGS,
  notify_before: ["30d", "7d", "1d"],
  updated_at: "2026-01-01T00:00:00Z",
};

describe("the form of the settings", () => {
  it("has every setting that there is, with its default and its bounds", () => {
    expect(Object.fromEntries(SETTINGS.map(([name, { standard }]) => [name, standard]))).toEqual(DEFAULT_SETTINGS);
    const bounded = SETTINGS.flatMap(([name, { kind, bounds }]) => (kind === "duration" ? [[name, bounds]] : []));
    expect(Object.fromEntries(bounded)).toEqual(DURATION_LIMITS);
  });

  it("changes nothing as long as nobody types", () => {
    const settings = { ...STANDARD, max_versions: 3, notify_before: [], token_max_ttl: "1d", cas_required: true };
    for (const each of [STANDARD, settings]) expect(changeIn(each, draftOf(each))).toEqual({});
  });

  it("sends what was typed and no other setting, and leaves what is no number to the API", () => {
    const draft = { ...draftOf(STANDARD), max_versions: " 20 ", notify_before: "7d,1d ", cas_required: "true" };
    expect(changeIn(STANDARD, draft)).toEqual({ max_versions: 20, notify_before: ["7d", "1d"], cas_required: true });
    expect(changeIn(STANDARD, { ...draftOf(STANDARD), max_versions: "1e2" })).toEqual({ max_versions: "1e2" });
  });

  it("sends null for what is the default, so that it follows the default from then on", () => {
    const settings = { ...STANDARD, max_versions: 3, token_max_ttl: "1d", notify_before: ["1d"] };
    const change = changeIn(settings, draftOf(STANDARD));
    expect(change).toEqual({ max_versions: 10, token_max_ttl: null, notify_before: ["30d", "7d", "1d"] });
    expect(changeBody(change)).toEqual({ max_versions: null, token_max_ttl: null, notify_before: null });
    expect(changeBody({ notify_before: [], max_versions: 11 })).toEqual({ notify_before: [], max_versions: 11 });
  });
});

describe("a change against what somebody saved meanwhile", () => {
  it("is a conflict where both changed the same field otherwise, and nowhere else", () => {
    const base = { a: 1, b: { x: 1, y: [1] }, c: 1, d: 1 };
    const change = { a: 2, b: { y: [1], x: 2 }, c: 2 };
    expect(conflictsOf(base, base, change)).toEqual([]);
    expect(conflictsOf(base, { ...base, d: 9 }, change)).toEqual([]);
    expect(conflictsOf(base, { ...base, a: 2, b: { x: 2, y: [1] } }, change)).toEqual([]);
    expect(conflictsOf(base, { ...base, a: 3 }, change)).toEqual([{ name: "a", before: 1, theirs: 3, mine: 2 }]);
  });

  it("never names a field that only one of the two changed", () => {
    const values = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.nat(2) });
    fc.assert(
      fc.property(values, values, values, (base, fresh, change) => {
        const mine = differencesOf(base, change).map(({ name }) => name);
        const theirs = differencesOf(base, fresh).map(({ name }) => name);
        const named = conflictsOf(base, fresh, change).map(({ name }) => name);
        for (const name of named) expect(mine.includes(name) || theirs.includes(name)).toBe(true);
        for (const name of named) expect(theirs).toContain(name);
        for (const name of mine)
          if (theirs.includes(name) && !isEqual(Reflect.get(fresh, name), Reflect.get(change, name)))
            expect(named).toContain(name);
      }),
    );
  });

  it("is shown in words", () => {
    const words = { none: "none", yes: "yes", no: "no" };
    expect([null, "", [], {}].map((value) => shownValue(value, words))).toEqual(["none", "none", "none", "none"]);
    expect(shownValue(true, words)).toBe("yes");
    expect(shownValue({ path_prefix: "shop/", tags: ["a", "b"] }, words)).toBe("path_prefix shop/; tags a, b");
  });
});
