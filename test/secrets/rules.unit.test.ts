import fc from "fast-check";
import { expect, it } from "vitest";
import { type Glob, matchesGlob, parseGlob } from "../../src/kernel/glob";
import { isWellFormedJson, type JsonValue, jsonText } from "../../src/kernel/json-text";
import { Turns } from "../../src/kernel/turns";
import { addressOf } from "../../src/secrets/address";
import { isExpired, mergeExpiry, restartExpiry } from "../../src/secrets/expiry";
import { type CountedStore, END, ListCounts } from "../../src/secrets/list-counts";
import { type Facts, type ListFilter, passes, rangesOf } from "../../src/secrets/list-filter";
import { mergeMetadata, metadataText, parseMetadata } from "../../src/secrets/metadata-merge";
import { decodePathCursor, encodePathCursor } from "../../src/secrets/path-cursor";

const segment = fc.stringMatching(/^[a~+]([a~+ ]?[a~+])?$/);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

const globs = fc
  .array(
    fc
      .array(fc.oneof(segment, fc.constantFrom("*", "**", "a*", "?", "a ?")), { minLength: 1, maxLength: 3 })
      .map((parts) => parseGlob(parts.join("/"))),
    { maxLength: 4 },
  )
  .map((parsed) => parsed.flatMap((each) => (each.ok ? [each.glob] : [])));

it("secret paths mean one route each", () => {
  expect(addressOf("metadata/a/versions")).toEqual({ route: "metadata", path: "a/versions" });
  expect(addressOf("a/versions/versions")).toEqual({ route: "versions", path: "a/versions" });
  expect(addressOf("/versions")).toEqual({ route: "versions", path: "" });
  expect(addressOf("batch/a/rotate")).toEqual({ route: "secret", path: "batch/a/rotate" });
  expect(addressOf("constructor")).toEqual({ route: "secret", path: "constructor" });
});

it("JSON text comes back equal, is what JSON.stringify gives but for -0, and half a pair is seen wherever it stands", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value as JsonValue))).toEqual(value);
    }),
  );
  const text = '{"__proto__":{"a":1},"b":[1,"x",null,true]}';
  expect(jsonText(JSON.parse(text))).toBe(text);
  expect(jsonText([-0, 0])).toBe("[-0,0]");
  const halves: JsonValue[] = [{ a: ["\ud800"] }, { "\udc00": 1 }, [null, 1, "\udc00\ud800"]];
  for (const value of halves) expect(isWellFormedJson(value)).toBe(false);
  expect(isWellFormedJson({ "😀": ["é", null, 1e300, "\ud83d\ude00"] })).toBe(true);
});

it("cursors give their position back to the list they are of, in at most 1024 characters", () => {
  const long = fc.stringMatching(/^[A-Za-z0-9._~@+:=, /-]{0,512}$/);
  fc.assert(
    fc.property(long, fc.nat({ max: 2 ** 40 }), (text, at) => {
      const cursor = encodePathCursor(["list", "tnt_a"], { at, path: text });
      expect(cursor.length).toBeLessThanOrEqual(707);
      expect(decodePathCursor(["list", "tnt_a"], cursor)).toEqual({ at, path: text });
      expect(decodePathCursor(["list", "tnt_b"], cursor)).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodePathCursor(["list"], text)).toBeUndefined();
    }),
  );
});

it("an expiry remembers a duration, forgets it for an instant, and null clears both", () => {
  const none = { expiresAtMs: null, expiresIn: null };
  const hour = mergeExpiry(none, { expiresIn: "1h" }, 1500);
  expect(hour).toEqual({ expiresIn: "1h", expiresAtMs: 3_601_000 });
  expect(restartExpiry(hour, 10_999)).toEqual({ expiresIn: "1h", expiresAtMs: 3_610_000 });
  expect(mergeExpiry(hour, {}, 9)).toBe(hour);
  expect(mergeExpiry(hour, { expiresAtMs: 5000 }, 9)).toEqual({ expiresIn: null, expiresAtMs: 5000 });
  expect(mergeExpiry(hour, { expiresIn: null, expiresAtMs: 5000 }, 9)).toEqual({
    expiresIn: null,
    expiresAtMs: 5000,
  });
  for (const clearing of [{ expiresIn: null }, { expiresAtMs: null }])
    expect(mergeExpiry(hour, clearing, 9)).toEqual(none);
  expect([isExpired(hour, 3_600_999), isExpired(hour, 3_601_000)]).toEqual([false, true]);
});

it("metadata merges key by key, as it was given and stored", () => {
  const before = mergeMetadata([], JSON.parse('[["z",1],["tags",["a"]],["__proto__","p"]]'));
  const text = metadataText(before);
  expect(text).toBe('{"tags":["a"],"z":1,"__proto__":"p"}');
  expect(metadataText(parseMetadata(text))).toBe(text);
  expect(
    metadataText(
      mergeMetadata(before, [
        ["tags", null],
        ["z", 2],
        ["description", "d"],
      ]),
    ),
  ).toBe('{"description":"d","z":2,"__proto__":"p"}');
  expect(mergeMetadata(before, null)).toEqual([]);
});

it("ranges of a list hold every path that a pattern matches under the prefix, in order, and claim to be whole only if they are", () => {
  fc.assert(
    fc.property(
      globs,
      fc.stringMatching(/^[a~+ /]{0,3}$/),
      fc.array(path, { minLength: 1, maxLength: 12 }),
      (patterns, prefix, paths) => {
        const ranges = rangesOf(patterns, prefix);
        for (const each of paths) {
          const inside = ranges.filter(({ from, to }) => from <= each && each < to);
          const listed = each.startsWith(prefix) && patterns.some((glob) => matchesGlob(glob, each));
          expect(inside.length, each).toBeLessThanOrEqual(1);
          if (listed) expect(inside.length, each).toBe(1);
          if (inside[0]?.whole) expect(listed, each).toBe(true);
        }
        for (const [at, range] of ranges.entries()) expect(range.from >= (ranges[at - 1]?.to ?? "")).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

const NONE: ListFilter = {
  prefix: "",
  tags: [],
  secretType: null,
  expiresBeforeMs: null,
  updatedAfterMs: null,
  includeExpired: false,
};

const all = parseGlob("**");
const whole: readonly Glob[] = all.ok ? [all.glob] : [];

it("list totals are those of counting anew, after any changes, roll-backs and times", async () => {
  const change = fc.record({
    path,
    facts: fc.option(
      fc.record({
        tags: fc.subarray(["x", "y"]),
        expiresAtMs: fc.option(fc.integer({ min: 1, max: 50 })),
        updatedAtMs: fc.constant(0),
      }),
    ),
    isRolledBack: fc.boolean(),
    waitMs: fc.integer({ min: -5, max: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
      const rows = new Map<string, Facts>();
      let scans = 0;
      const store: CountedStore = {
        async countAll({ filter, globs, nowMs }, _turns, passed) {
          scans++;
          passed(END, [...rows.values()].filter((facts) => passes(filter, globs, facts, nowMs)).length);
        },
        factsAt: (at) => rows.get(at),
        expiredBetween: (after, until) =>
          [...rows.values()].filter(
            ({ expiresAtMs }) => expiresAtMs !== null && expiresAtMs > after && expiresAtMs <= until,
          ),
      };
      const counts = new ListCounts(store);
      const filters = [NONE, { ...NONE, tags: ["x"] }, { ...NONE, includeExpired: true }, { ...NONE, prefix: "a" }];
      let now = 0;
      let backwards = 0;
      for (const { path: at, facts, isRolledBack, waitMs } of changes) {
        counts.touch(at, rows.get(at));
        if (!isRolledBack && facts) rows.set(at, { path: at, secretType: "kv", ...facts });
        if (!isRolledBack && !facts) rows.delete(at);
        now += waitMs;
        if (waitMs < 0) backwards++;
        for (const filter of filters) {
          const expected = [...rows.values()].filter((each) => passes(filter, whole, each, now)).length;
          expect(await counts.count(filter, whole, now, new Turns())).toBe(expected);
        }
      }
      expect(scans).toBeLessThanOrEqual((backwards + 1) * filters.length);
    }),
    { numRuns: 500 },
  );
});
