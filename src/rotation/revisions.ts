import { type Attachment, type RotationPolicy, termsOf } from "./queries";
import { NOTHING_DONE } from "./schedule";
import { nextDateMs } from "./timing";

/**
 * A policy may have very many secrets, so a change of it writes the policy alone, with a revision that is one higher. A row of an
 * older revision is read as `asRevised` makes it of the row and its policy; `settle.ts` writes that down, batch by batch. Pure.
 */

/**
 * What a change of the policy does to each of its secrets: with `dates` each gets its date anew, and what was told of the date
 * before does not count any more; with `tries` those that failed do not; with `steps` only the next step is found anew.
 */
export type RevisionKind = "dates" | "tries" | "steps";

type Revision = Pick<RotationPolicy, "revision" | "datesRevision" | "datesSetAtMs" | "triesRevision" | "isSettling">;

/** Of a policy that is new. */
export const FIRST_REVISION: Revision = {
  revision: 0,
  datesRevision: 0,
  datesSetAtMs: 0,
  triesRevision: 0,
  isSettling: false,
};

/** The policy's columns after a change at this time, in milliseconds. */
export function nextRevision(before: Revision, kind: RevisionKind, nowMs: number): Revision {
  const { datesRevision, datesSetAtMs, triesRevision } = before;
  const revision = before.revision + 1;
  const kept = { revision, datesRevision, datesSetAtMs, triesRevision, isSettling: true };
  if (kind === "dates") return { ...kept, datesRevision: revision, datesSetAtMs: nowMs };
  return kind === "tries" ? { ...kept, triesRevision: revision } : kept;
}

/** A row as the newest revision of its policy has it, but for its next step; the same row where it follows that already. */
export function asRevised(policy: RotationPolicy): (row: Attachment) => Attachment {
  const dateOf = newDates(policy);
  return (row) => {
    if (row.revision === policy.revision) return row;
    const moved = { ...row, revision: policy.revision };
    if (row.revision < policy.datesRevision) {
      const dueMs = dateOf(row);
      // What is not due any more is not waited for.
      const pendingId = dueMs > policy.datesSetAtMs ? null : row.pendingId;
      return { ...moved, ...NOTHING_DONE, dueMs, pendingId };
    }
    return row.revision < policy.triesRevision ? { ...moved, attempts: 0, triedAtMs: null } : moved;
  };
}

/** A new interval counts from each secret's last rotation; a new schedule has no dates before it was set. */
function newDates(policy: RotationPolicy): (row: Pick<Attachment, "lastRotatedMs">) => number {
  const known = new Map<number, number>();
  return ({ lastRotatedMs }) => {
    const { timing } = termsOf(policy);
    const fromMs = timing.kind === "schedule" ? policy.datesSetAtMs : lastRotatedMs;
    // Timezones take some 30 microseconds, and many secrets may have one date.
    const dueMs = known.get(fromMs) ?? nextDateMs(timing, fromMs);
    known.set(fromMs, dueMs);
    return dueMs;
  };
}
