import fc from "fast-check";
import { expect, it } from "vitest";
import { parseTimeWindow } from "../../src/policies/conditions";
import { parseCron } from "../../src/rotation/cron";
import {
  after,
  completesRotation,
  freshProgress,
  nextStepMs,
  type Progress,
  progressAfterRotation,
  type RotationTerms,
  stepsNow,
} from "../../src/rotation/schedule";
import { clockOf } from "./clock-support";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Wednesday. */
const START = Date.UTC(2026, 10, 25, 12);
const SUNDAY = Date.UTC(2026, 10, 29, 3);

function weekly(autoGenerate: boolean): RotationTerms {
  const cron = parseCron("0 3 * * sun");
  if (!cron.ok) throw new Error(cron.reason);
  const timing = { kind: "schedule", schedule: { cron: cron.value, clock: clockOf("UTC") } } as const;
  return { timing, graceMs: 2 * DAY, warningsMs: [2 * DAY, DAY], autoGenerate };
}
/** The hour from 2 to 3 of each night. */
function nightly(): RotationTerms {
  const window = parseTimeWindow({ start: "02:00", end: "03:00" });
  if (!window.ok) throw new Error("no window");
  const timing = { kind: "interval", intervalMs: DAY, window: window.value } as const;
  return { timing, graceMs: HOUR, warningsMs: [], autoGenerate: true };
}
const told = (progress: Progress, change: Partial<Progress>): Progress => ({ ...progress, ...change });

it("a schedule has its first date after the attachment, whenever in the week that is", () => {
  expect(freshProgress(weekly(true), START).dueMs).toBe(SUNDAY);
  expect(freshProgress(weekly(true), SUNDAY - 1).dueMs).toBe(SUNDAY);
  expect(freshProgress(weekly(true), SUNDAY).dueMs).toBe(SUNDAY + 7 * DAY);
});

it("a schedule is not moved by a rotation by hand, and what was told of its date is not told again", () => {
  const before = told(freshProgress(weekly(true), START), { warnedMs: 2 * DAY });
  const nowMs = SUNDAY - DAY - HOUR;
  const after = progressAfterRotation(weekly(true), before, nowMs);
  expect(after).toEqual({ ...before, lastRotatedMs: nowMs });
  expect(stepsNow(weekly(true), after, nowMs)).toEqual([]);
  expect(stepsNow(weekly(true), after, SUNDAY)).toEqual([{ kind: "rotate", attempt: 1 }]);
});

it("a schedule goes on to the date after the one that a new value answers from the first warning on, and to the same one before", () => {
  const terms = weekly(false);
  const before = freshProgress(terms, START);
  const early = SUNDAY - 2 * DAY - 1;
  expect([completesRotation(terms, before, early), progressAfterRotation(terms, before, early).dueMs]).toEqual([
    false,
    SUNDAY,
  ]);
  const inTime = told(before, { warnedMs: 2 * DAY });
  expect(progressAfterRotation(terms, inTime, early + 1)).toEqual({
    ...before,
    lastRotatedMs: early + 1,
    dueMs: SUNDAY + 7 * DAY,
  });
  const late = told(before, { warnedMs: DAY, announced: true, overdue: true });
  expect(progressAfterRotation(terms, late, SUNDAY + 8 * DAY)).toEqual({
    ...before,
    lastRotatedMs: SUNDAY + 8 * DAY,
    dueMs: SUNDAY + 14 * DAY,
  });
});

it("a schedule that is rotated at its date goes on to the next", () => {
  const before = told(freshProgress(weekly(true), START), { warnedMs: DAY, attempts: 2, triedAtMs: SUNDAY + HOUR });
  expect(progressAfterRotation(weekly(true), before, SUNDAY + 2 * HOUR)).toEqual({
    ...freshProgress(weekly(true), START),
    lastRotatedMs: SUNDAY + 2 * HOUR,
    dueMs: SUNDAY + 7 * DAY,
  });
});

it("a window keeps the server from rotating outside it, also what it missed, and from trying again", () => {
  const terms = nightly();
  const opens = Date.UTC(2026, 10, 27, 2);
  const fresh = freshProgress(terms, START);
  expect(fresh.dueMs).toBe(opens);
  // The policy was paused until noon.
  const noon = opens + 10 * HOUR;
  expect([stepsNow(terms, fresh, noon), nextStepMs(terms, fresh, noon)]).toEqual([[], opens + DAY]);
  expect(stepsNow(terms, fresh, opens + DAY)).toEqual([{ kind: "rotate", attempt: 1 }]);
  // An hour later it is closed.
  const failed = told(fresh, { attempts: 1, triedAtMs: opens });
  expect([stepsNow(terms, failed, opens + HOUR), nextStepMs(terms, failed, opens)]).toEqual([[], opens + DAY]);
  expect(stepsNow(terms, failed, opens + DAY)).toEqual([{ kind: "rotate", attempt: 2 }]);
});

it("a window makes an interval that ends outside it longer, and counts the next from the rotation", () => {
  const terms = nightly();
  const opens = Date.UTC(2026, 10, 27, 2);
  const after = progressAfterRotation(terms, freshProgress(terms, START), opens + 5000);
  expect(after).toEqual({ ...freshProgress(terms, START), lastRotatedMs: opens + 5000, dueMs: opens + DAY + 5000 });
});

it("a window never leaves the scheduler woken for nothing, whenever it comes and however long the policy was paused", () => {
  const hour = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, "0")}:00`);
  const terms = fc
    .record({ start: hour, end: hour, days: fc.integer({ min: 1, max: 9 }), warnedHours: fc.subarray([1, 5, 23]) })
    .filter(({ start, end }) => start !== end)
    .map(({ start, end, days, warnedHours }): RotationTerms => {
      const window = parseTimeWindow({ start, end });
      if (!window.ok) throw new Error("no window");
      const timing = { kind: "interval", intervalMs: days * DAY, window: window.value } as const;
      return { timing, graceMs: HOUR, warningsMs: warnedHours.map((hours) => hours * HOUR), autoGenerate: true };
    });
  const visits = fc.array(fc.integer({ min: 0, max: 20 * 24 * 60 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(terms, visits, (policy, minutes) => {
      let progress = freshProgress(policy, START);
      for (const nowMs of minutes.toSorted((a, b) => a - b).map((minute) => START + minute * 60_000)) {
        let rounds = 0;
        for (;;) {
          const next = nextStepMs(policy, progress, nowMs);
          const steps = stepsNow(policy, progress, nowMs);
          expect(steps.length > 0).toBe(next !== null && next <= nowMs);
          if (steps.length === 0) break;
          expect(++rounds).toBeLessThan(4);
          for (const step of steps) progress = after(progress, step, nowMs);
        }
      }
    }),
  );
});
