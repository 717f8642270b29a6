import fc from "fast-check";
import { expect, it } from "vitest";
import {
  deletionOf,
  deletionOfDestroyed,
  isDestroyed,
  isReadable,
  isRestorable,
  type NumberedVersion,
  toPrune,
} from "../../../src/secrets/retention";
import { NO_KEY } from "../../../src/secrets/tables";

const at = (number: number, rest: Partial<NumberedVersion> = {}): NumberedVersion => ({
  number,
  readableUntilMs: null,
  deletedAtMs: null,
  keyVersion: 1,
  ...rest,
});
const instant = fc.option(fc.integer({ min: 0, max: 20 }));
const state = fc.record({ readableUntilMs: instant, deletedAtMs: instant, keyVersion: fc.constantFrom(NO_KEY, 1, 2) });
const now = fc.integer({ min: 0, max: 20 });
const versions = fc
  .array(state, { minLength: 1, maxLength: 8 })
  .map((states) => states.map((one, i): NumberedVersion => ({ ...one, number: i + 1 })));

it("pruning of versions keeps the newest, spares one in its grace, and nothing else", () => {
  expect(toPrune([at(1), at(2), at(3)], { max: 2, rotatedFrom: null, nowMs: 0 })).toEqual([1]);
  const grace = [at(1, { readableUntilMs: 10 }), at(2), at(3)];
  expect(toPrune(grace, { max: 1, rotatedFrom: 1, nowMs: 9 })).toEqual([2]);
  expect(toPrune(grace, { max: 1, rotatedFrom: 1, nowMs: 10 })).toEqual([1, 2]);
  expect(toPrune([at(5)], { max: 1, rotatedFrom: null, nowMs: 0 })).toEqual([]);
});

it("pruning of versions counts deleted and destroyed ones like others, and spares none that can't be read", () => {
  const gone = at(2, { keyVersion: NO_KEY });
  expect(toPrune([at(1), gone, at(3)], { max: 2, rotatedFrom: null, nowMs: 0 })).toEqual([1]);
  const deleted = at(1, { readableUntilMs: 10, deletedAtMs: 5 });
  expect(toPrune([deleted, at(2)], { max: 1, rotatedFrom: 1, nowMs: 4 })).toEqual([]);
  expect(toPrune([deleted, at(2)], { max: 1, rotatedFrom: 1, nowMs: 5 })).toEqual([1]);
});

it("pruning of versions leaves the newest up to the limit and at most one more, whatever became of them", () => {
  fc.assert(
    fc.property(
      versions,
      fc.integer({ min: 1, max: 4 }),
      fc.option(fc.integer({ min: 1, max: 8 })),
      now,
      (all, max, rotatedFrom, nowMs) => {
        const pruned = toPrune(all, { max, rotatedFrom, nowMs });
        const left = all.filter(({ number }) => !pruned.includes(number));
        expect(left.length).toBeLessThanOrEqual(max + 1);
        for (const { number } of all.slice(-max)) expect(pruned).not.toContain(number);
        const spared = left.slice(0, -max);
        for (const one of spared) expect([one.number, isReadable(one, nowMs)]).toEqual([rotatedFrom, true]);
        expect(pruned).toEqual(pruned.toSorted((a, b) => a - b));
      },
    ),
  );
});

it("a version is readable until the earlier of its deletion and the end of its grace, if its value is there", () => {
  fc.assert(
    fc.property(state, now, (version, nowMs) => {
      const ends = [version.readableUntilMs, version.deletedAtMs].filter((end) => end !== null);
      expect(deletionOf(version)).toBe(ends.length === 0 ? null : Math.min(...ends));
      expect(isReadable(version, nowMs)).toBe(version.keyVersion !== NO_KEY && ends.every((end) => nowMs < end));
    }),
  );
});

it("a version can be restored while its value is there and its grace runs, and reads then as if it had never been deleted", () => {
  fc.assert(
    fc.property(state, now, (version, nowMs) => {
      const restored = { ...version, deletedAtMs: null };
      expect(isRestorable(version, nowMs)).toBe(isReadable(restored, nowMs));
    }),
  );
});

it("a version is destroyed only where somebody did it: the end of a grace is a deletion, whether its value is gone yet or not", () => {
  fc.assert(
    fc.property(state, now, (version, nowMs) => {
      const cleaned = { ...version, keyVersion: NO_KEY };
      if (version.readableUntilMs !== null) expect(isDestroyed(version)).toBe(isDestroyed(cleaned));
      if (version.readableUntilMs !== null && nowMs >= version.readableUntilMs)
        for (const rule of [isReadable, isRestorable]) expect(rule(version, nowMs)).toBe(rule(cleaned, nowMs));
      const destroyed = { readableUntilMs: null, deletedAtMs: deletionOfDestroyed(version, nowMs), keyVersion: NO_KEY };
      expect([isDestroyed(destroyed), isReadable(destroyed, nowMs), isRestorable(destroyed, nowMs)]).toEqual([
        true,
        false,
        false,
      ]);
    }),
  );
});

it("a destroyed version keeps the instant of a deletion or of a grace that is over, and forgets a grace that runs", () => {
  const during = at(1, { readableUntilMs: 10 });
  expect([9, 10].map((nowMs) => deletionOfDestroyed(during, nowMs))).toEqual([null, 10]);
  expect(deletionOfDestroyed(at(1, { deletedAtMs: 3, readableUntilMs: 10 }), 5)).toBe(3);
  expect(deletionOfDestroyed(at(1), 5)).toBeNull();
});
