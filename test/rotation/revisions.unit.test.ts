import fc from "fast-check";
import { expect, it } from "vitest";
import type { Attachment, RotationPolicy } from "../../src/rotation/queries";
import { asRevised, FIRST_REVISION, nextRevision } from "../../src/rotation/revisions";

const DAY = 86_400_000;
const policy: RotationPolicy = {
  id: "rot_x",
  name: "x",
  description: null,
  interval: "30d",
  schedule: null,
  timezone: null,
  window: null,
  gracePeriod: "1d",
  warnBefore: [],
  autoGenerate: true,
  secretPolicyId: null,
  webhookIds: [],
  isActive: true,
  createdAtMs: 0,
  updatedAtMs: 0,
  ...FIRST_REVISION,
};
const row: Attachment = {
  secretId: "sec_x",
  policyId: "rot_x",
  path: "a",
  isLive: true,
  assignedAtMs: 0,
  lastRotatedMs: 1500,
  dueMs: 30 * DAY,
  warnedMs: 5,
  announced: true,
  attempts: 3,
  triedAtMs: 7,
  overdue: true,
  begun: 1,
  pendingId: "rth_x",
  stepAtMs: 9,
  revision: 0,
};

it("a row that follows its policy already stays the same row", () => {
  expect(asRevised(policy)(row)).toBe(row);
});

it("a change of dates gives a row its date anew, and forgets what was told, tried and waited for", () => {
  const changed = { ...policy, interval: "10d", ...nextRevision(policy, "dates", 2 * DAY) };
  expect(asRevised(changed)(row)).toEqual({
    ...row,
    dueMs: 10 * DAY + 1000,
    warnedMs: null,
    announced: false,
    attempts: 0,
    triedAtMs: null,
    overdue: false,
    pendingId: null,
    revision: 1,
  });
});

it("a date that was past when it was changed is waited for by the row of the history that waits already", () => {
  const changed = { ...policy, interval: "10d", ...nextRevision(policy, "dates", 11 * DAY) };
  expect(asRevised(changed)(row).pendingId).toBe("rth_x");
});

it("a schedule has no date before the change, however late a row follows", () => {
  const schedule = { interval: null, schedule: "0 0 * * *", timezone: "UTC" };
  const changed = { ...policy, ...schedule, ...nextRevision(policy, "dates", 2 * DAY + 1) };
  expect(asRevised(changed)(row).dueMs).toBe(3 * DAY);
});

it("a change that forgets tries keeps the date and what was told of it, and one of steps keeps the tries too", () => {
  const tries = { ...policy, ...nextRevision(policy, "tries", 0) };
  expect(asRevised(tries)(row)).toEqual({ ...row, attempts: 0, triedAtMs: null, revision: 1 });
  const steps = { ...policy, ...nextRevision(policy, "steps", 0) };
  expect(asRevised(steps)(row)).toEqual({ ...row, revision: 1 });
});

it("a row that follows several changes at once becomes what it becomes by following each", () => {
  const change = fc.record({
    kind: fc.constantFrom("dates", "tries", "steps"),
    days: fc.integer({ min: 1, max: 60 }),
    atMs: fc.integer({ min: 0, max: 90 * DAY }),
    isSchedule: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
      let last = policy;
      let each = row;
      for (const { kind, days, atMs, isSchedule } of changes) {
        const timing = isSchedule
          ? { interval: null, schedule: `0 0 ${(days % 28) + 1} * *`, timezone: "UTC" }
          : { interval: `${days}d`, schedule: null, timezone: null };
        last = { ...last, ...(kind === "dates" ? timing : {}), ...nextRevision(last, kind, atMs) };
        each = asRevised(last)(each);
      }
      // A row that waits is kept if its date is past in the end, also where it was not for a while.
      expect({ ...asRevised(last)(row), pendingId: null }).toEqual({ ...each, pendingId: null });
    }),
  );
});
