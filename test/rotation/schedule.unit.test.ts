import fc from "fast-check";
import { expect, it } from "vitest";
import {
  after,
  completesRotation,
  freshProgress,
  hoursUntil,
  MAX_ATTEMPTS,
  nextStepMs,
  type Progress,
  RETRY_MS,
  type RotationTerms,
  type Step,
  stepsNow,
} from "../../src/rotation/schedule";
import { type Notice, type Notices, nextNoticeMs, noticeNow } from "../../src/secrets/notices";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 21, 9, 30, 0);
const every = (intervalMs: number) => ({ kind: "interval", intervalMs, window: null }) as const;
const monthly: RotationTerms = {
  timing: every(30 * DAY),
  graceMs: 2 * DAY,
  warningsMs: [7 * DAY, DAY],
  autoGenerate: false,
};

const terms: fc.Arbitrary<RotationTerms & { readonly timing: ReturnType<typeof every> }> = fc
  .record({ minutes: fc.integer({ min: 1, max: 500_000 }), autoGenerate: fc.boolean() })
  .chain(({ minutes, autoGenerate }) =>
    fc.record({
      timing: fc.constant(every(minutes * 60_000)),
      graceMs: fc.integer({ min: 0, max: minutes }).map((m) => m * 60_000),
      warningsMs: fc
        .uniqueArray(fc.integer({ min: 1, max: minutes * 60 - 1 }), { maxLength: 10 })
        .map((all) => all.map((s) => s * 1000)),
      autoGenerate: fc.constant(autoGenerate),
    }),
  );

const instant = fc.integer({ min: START, max: START + 400 * DAY });

/** Instants in order at which a scheduler happens to come. */
const visits = fc.array(fc.integer({ min: START, max: START + 800 * DAY }), { minLength: 1, maxLength: 40 });

/** What a scheduler says that comes at these instants; each try of the server fails. */
function run(policy: RotationTerms, times: readonly number[], from: Progress = freshProgress(policy, START)) {
  const said: { atMs: number; step: Step }[] = [];
  let progress = from;
  for (const atMs of times.toSorted((a, b) => a - b))
    for (const step of stepsNow(policy, progress, atMs)) {
      said.push({ atMs, step });
      progress = after(progress, step, atMs);
    }
  return { said, progress };
}

/** A scheduler that comes exactly when it is told to. */
function runExactly(policy: RotationTerms) {
  const said: { atMs: number; step: Step }[] = [];
  let progress = freshProgress(policy, START);
  for (let at = nextStepMs(policy, progress, START); at !== null; at = nextStepMs(policy, progress, at)) {
    const steps = stepsNow(policy, progress, at);
    if (steps.length === 0) throw new Error("woken for nothing");
    for (const step of steps) {
      said.push({ atMs: at, step });
      progress = after(progress, step, at);
    }
  }
  return said;
}

it("the dates of a rotation count from the whole second of the last one", () => {
  expect(freshProgress(monthly, START + 999).dueMs).toBe(START + 30 * DAY);
});

it("the dates of a rotation are told in hours, rounded up, and negative from the first moment past", () => {
  const cases = [-90, -60, -1, 0, 1, 60, 61].map((minutes) => hoursUntil(START + minutes * 60_000, START));
  expect(cases).toEqual([-1, -1, -1, 0, 1, 1, 2]);
  expect(hoursUntil(START, START + 1)).toBe(-1);
  expect(hoursUntil(START, START + 49 * HOUR)).toBe(-49);
});

it("the dates of a rotation open the answering window at the longest warning, or when due, and never where the server makes values", () => {
  const due = START + 30 * DAY;
  const opens = (policy: RotationTerms, at: number) => completesRotation(policy, { dueMs: due }, at);
  expect([due - 7 * DAY - 1, due - 7 * DAY, due + 99 * DAY].map((at) => opens(monthly, at))).toEqual([
    false,
    true,
    true,
  ]);
  const silent = { ...monthly, warningsMs: [] };
  expect([due - 1, due].map((at) => opens(silent, at))).toEqual([false, true]);
  expect(opens({ ...monthly, autoGenerate: true }, due + DAY)).toBe(false);
});

it("the steps of a rotation are two warnings, the date and one overdue where people make the value", () => {
  expect(runExactly(monthly)).toEqual([
    { atMs: START + 23 * DAY, step: { kind: "warn", warningMs: 7 * DAY } },
    { atMs: START + 29 * DAY, step: { kind: "warn", warningMs: DAY } },
    { atMs: START + 30 * DAY, step: { kind: "due" } },
    { atMs: START + 32 * DAY, step: { kind: "overdue", sinceMs: START + 32 * DAY } },
  ]);
});

it("the steps of a rotation are warnings and four hourly tries, and overdue only after the last of them, where the server does", () => {
  const policy = { ...monthly, autoGenerate: true, graceMs: HOUR, warningsMs: [] };
  const due = START + 30 * DAY;
  expect(runExactly(policy)).toEqual([
    ...[1, 2, 3, 4].map((attempt) => ({ atMs: due + (attempt - 1) * HOUR, step: { kind: "rotate", attempt } })),
    { atMs: due + HOUR, step: { kind: "overdue", sinceMs: due + HOUR } },
  ]);
});

it("the steps of a rotation leave out what a late scheduler missed: only the nearest warning, none once it is due", () => {
  expect(run(monthly, [START + 29.5 * DAY]).said.map(({ step }) => step)).toEqual([{ kind: "warn", warningMs: DAY }]);
  expect(run(monthly, [START + 31 * DAY]).said.map(({ step }) => step)).toEqual([{ kind: "due" }]);
  expect(run(monthly, [START + 99 * DAY]).said.map(({ step }) => step.kind)).toEqual(["due", "overdue"]);
});

it("the steps of a rotation come each once at most, in order, whenever and however often the scheduler comes", () => {
  fc.assert(
    fc.property(terms, visits, (policy, times) => {
      const { said } = run(policy, [...times, ...times]);
      const names = said.map(({ step }) => JSON.stringify(step));
      expect(new Set(names).size).toBe(names.length);
      const due = freshProgress(policy, START).dueMs;
      for (const { atMs, step } of said) {
        if (step.kind === "warn") expect(atMs >= due - step.warningMs && atMs < due).toBe(true);
        else expect(atMs).toBeGreaterThanOrEqual(step.kind === "overdue" ? due + policy.graceMs : due);
      }
      const warnings = said.flatMap(({ step }) => (step.kind === "warn" ? [step.warningMs] : []));
      expect(warnings).toEqual(warnings.toSorted((a, b) => b - a));
      expect(said.filter(({ step }) => step.kind === "overdue").length).toBeLessThanOrEqual(1);
      const tries = said.flatMap(({ atMs, step }) => (step.kind === "rotate" ? [atMs] : []));
      expect(tries.length).toBeLessThanOrEqual(policy.autoGenerate ? MAX_ATTEMPTS : 0);
      for (const [n, at] of tries.slice(1).entries()) expect(at - (tries[n] ?? 0)).toBeGreaterThanOrEqual(RETRY_MS);
    }),
  );
});

it("the steps of a rotation are found by the next date: never later than something is to be done, and nothing is done twice at one time", () => {
  fc.assert(
    fc.property(terms, visits, instant, (policy, times, nowMs) => {
      const { progress } = run(
        policy,
        times.filter((at) => at <= nowMs),
      );
      const next = nextStepMs(policy, progress, nowMs);
      const steps = stepsNow(policy, progress, nowMs);
      if (steps.length > 0) expect(next).toBeLessThanOrEqual(nowMs);
      const done = run(policy, [nowMs], progress).progress;
      expect(stepsNow(policy, done, nowMs).filter(({ kind }) => kind !== "overdue")).toEqual([]);
    }),
  );
});

it("the steps of a rotation never leave the scheduler woken for nothing, however the policy changes in between", () => {
  type Policy = RotationTerms;
  const lengthOf = ({ timing }: Policy) => (timing.kind === "interval" ? timing.intervalMs : 0);
  /** As `reconsider` does it. */
  const forgotten = (before: Policy, next: Policy) => {
    if (lengthOf(next) !== lengthOf(before)) return freshProgress(next, START);
    return next.autoGenerate === before.autoGenerate ? {} : { attempts: 0, triedAtMs: null };
  };
  const change = fc.record({ to: terms, keepsInterval: fc.boolean() });
  fc.assert(
    fc.property(terms, fc.array(fc.tuple(instant, fc.option(change))), (first, times) => {
      let policy: Policy = first;
      let progress = freshProgress(policy, START);
      for (const [atMs, changed] of times.toSorted(([a], [b]) => a - b)) {
        if (changed) {
          const { to, keepsInterval } = changed;
          const intervalMs = keepsInterval ? lengthOf(policy) : to.timing.intervalMs;
          const warningsMs = to.warningsMs.filter((ms) => ms < intervalMs);
          const next = { ...to, timing: every(intervalMs), warningsMs, graceMs: Math.min(to.graceMs, intervalMs) };
          progress = { ...progress, ...forgotten(policy, next) };
          policy = next;
        }
        let rounds = 0;
        for (
          let next = nextStepMs(policy, progress, atMs);
          next !== null && next <= atMs;
          next = nextStepMs(policy, progress, atMs)
        ) {
          const steps = stepsNow(policy, progress, atMs);
          expect(steps).not.toEqual([]);
          expect(++rounds).toBeLessThan(4);
          for (const step of steps) progress = after(progress, step, atMs);
        }
        expect(stepsNow(policy, progress, atMs)).toEqual([]);
      }
    }),
  );
});

it("the steps of a rotation end: exactly woken, it says each warning, the date or four tries, and overdue", () => {
  fc.assert(
    fc.property(terms, (policy) => {
      const kinds = runExactly(policy).map(({ step }) => step.kind);
      const middle = policy.autoGenerate ? Array(MAX_ATTEMPTS).fill("rotate") : ["due"];
      expect(kinds).toEqual([...policy.warningsMs.map(() => "warn"), ...middle, "overdue"]);
    }),
  );
});

const at = (days: number) => START + days * DAY;
const thresholds = ["30d", "7d", "1d"];
const set: Notices = { expiresAtMs: at(20), noticedUntilMs: START };

it("the notices of an expiry come once per threshold that lay ahead when it was set, then once when it has expired", () => {
  expect(nextNoticeMs(set, thresholds)).toBe(at(13));
  expect(noticeNow(set, thresholds, at(12))).toBeUndefined();
  const first = { kind: "expiring", threshold: "7d", daysRemaining: 7 } satisfies Notice;
  expect(noticeNow(set, thresholds, at(13))).toEqual(first);
  const told = { ...set, noticedUntilMs: at(13) };
  expect([noticeNow(told, thresholds, at(13)), nextNoticeMs(told, thresholds)]).toEqual([undefined, at(19)]);
  expect(noticeNow(told, thresholds, at(19.5))).toEqual({ kind: "expiring", threshold: "1d", daysRemaining: 1 });
  expect(noticeNow(told, thresholds, at(25))).toEqual({ kind: "expired" });
  const over = { ...set, noticedUntilMs: at(25) };
  expect([noticeNow(over, thresholds, at(26)), nextNoticeMs(over, thresholds)]).toEqual([undefined, null]);
});

it("the notices of an expiry are only the nearest for who comes late, and none without an expiry", () => {
  expect(noticeNow(set, thresholds, at(19.9))).toEqual({ kind: "expiring", threshold: "1d", daysRemaining: 1 });
  expect(noticeNow({ expiresAtMs: null, noticedUntilMs: null }, thresholds, at(1))).toBeUndefined();
  expect(nextNoticeMs({ expiresAtMs: null, noticedUntilMs: null }, thresholds)).toBeNull();
});

it("the notices of an expiry come at most once per threshold and once at the end, at any visits", () => {
  const some = fc
    .uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 10 })
    .map((days) => days.map((d) => `${d}d`));
  fc.assert(
    fc.property(some, visits, instant, (texts, times, expiresAtMs) => {
      let notices: Notices = { expiresAtMs, noticedUntilMs: START };
      const said: Notice[] = [];
      for (const now of times.toSorted((a, b) => a - b)) {
        const next = nextNoticeMs(notices, texts);
        const notice = noticeNow(notices, texts, now);
        if (notice) {
          expect(next).toBeLessThanOrEqual(now);
          said.push(notice);
        }
        notices = { ...notices, noticedUntilMs: now };
      }
      const names = said.map((notice) => JSON.stringify({ ...notice, daysRemaining: 0 }));
      expect(new Set(names).size).toBe(names.length);
      expect(names.slice(0, -1)).not.toContain(JSON.stringify({ kind: "expired", daysRemaining: 0 }));
    }),
  );
});
