import { AppError } from "../../errors";
import { type NewAuditEntry, NotDurable, schedulerEntry } from "../../kernel/audit";
import { schedulerSource } from "../../kernel/event";
import type { Job, JobContext } from "../../kernel/job";
import { schedulerContext } from "../../kernel/scheduler";
import { logError, nameOf } from "../../log";
import { dueSteps, firstStepMs, forgetAttachment, moveStep, takeAttachment } from "../../rotation/attachments";
import type { FailureReason } from "../../rotation/events";
import { announce, type Due, noteFailure, rotatesNow } from "../../rotation/steps";
import { outbox } from "../../webhooks/outbox";
import { subjectOf } from "../events";
import { findById } from "../queries";
import type { Secret } from "../store";
import { isSlow, prepareNextValue } from "./next-value";
import { rotateBySchedule } from "./rotate";

/** Secrets looked at in one batch, and quick values made in it. */
const BATCH = 100;
const MAX_QUICK = 20;
/** A value that takes long to make is left alone for so long when making it was cut off; the third time that is a failed try. */
const CUT_OFF_MS = 60_000;
const MAX_BEGUN = 3;

/** Warns, says what is due or overdue, and rotates what the server makes itself. Waits while the space is suspended. */
export const runRotations: Job = {
  name: "rotation.steps",
  nextDueMs({ db, space }) {
    if (space.status === "suspended") return null;
    return firstStepMs(db);
  },
  async run(work) {
    const ids = dueSteps(work, work.now, BATCH);
    const told: string[] = [];
    const quick: string[] = [];
    const slow: string[] = [];
    for (const id of ids) {
      const due = findDue(work, id);
      if (!due) continue;
      if (!rotatesNow(due, work.now)) told.push(id);
      else if (isSlow(work, due.secret, due.policy)) slow.push(id);
      else quick.push(id);
      if (quick.length === MAX_QUICK) break;
    }
    if (told.length > 0)
      await work.journal.change(() => {
        const ctx = schedulerContext(work);
        for (const id of told) {
          const now = findDue(work, id);
          if (now && !rotatesNow(now, work.now)) announce(ctx, now);
        }
        return { value: undefined, rows: [] };
      });
    // Side by side: they share their commits, and a failure waits for the others to end.
    const ends = await Promise.allSettled(quick.map((id) => rotateOne(work, id)));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    // One, and last: it holds up the object, and may be the end of this alarm.
    const [first, ...others] = slow;
    if (first !== undefined) await rotateSlow(work, first, others);
  },
};

/**
 * Undefined: it is not to be looked at now; its place is given up if the secret is gone. Where the policy was deleted, the job that
 * detaches its secrets comes to this one, too.
 */
function findDue(work: JobContext, id: string): (Due & { readonly secret: Secret }) | undefined {
  const secret = findById(work, id);
  if (!secret) forgetAttachment(work, id);
  const taken = secret && takeAttachment(work, id);
  if (!taken) return undefined;
  const { row: attachment, policy } = taken;
  const isWaiting = !policy.isActive || secret.deletedAtMs !== null || work.space.status === "suspended";
  return isWaiting ? undefined : { attachment, policy, told: subjectOf(secret), version: secret.version, secret };
}

/**
 * That it was begun is noted first, and its place moved on: if making the value is more than an alarm may take, the others still
 * get their turn, and it fails like any other in the end. `others` that take long let pass what came due after them.
 */
async function rotateSlow(work: JobContext, id: string, others: readonly string[]): Promise<void> {
  const place = (one: string, values: { stepAtMs: number; begun?: number }) => moveStep(work, one, values);
  const isCutOff = await work.journal.change(() => {
    const due = findDue(work, id);
    const begun = (due?.attachment.begun ?? 0) + 1;
    if (due && rotatesNow(due, work.now)) place(id, { stepAtMs: work.now + CUT_OFF_MS, begun });
    for (const other of others) place(other, { stepAtMs: work.now });
    return { value: begun > MAX_BEGUN, rows: [] };
  });
  if (isCutOff) await failOne(work, id, "internal");
  else await rotateOne(work, id);
}

/** One transaction with its row in the log; a failure is noted in one of its own and keeps no other secret waiting. */
async function rotateOne(work: JobContext, id: string): Promise<void> {
  const before = findDue(work, id);
  if (!before) return;
  try {
    const made = await prepareNextValue(schedulerContext(work), before.secret.path);
    const then = asOfNow(work);
    await work.journal.change(() => {
      const due = findDue(then, id);
      if (!due || !rotatesNow(due, then.now)) return { value: undefined, rows: [] };
      const ctx = schedulerContext(then);
      rotateBySchedule(ctx, due.secret, due.policy, made);
      return { value: undefined, rows: [rowOf(then, due, ctx.audit.extra)] };
    });
  } catch (e) {
    if (e instanceof NotDurable) throw e;
    // It was changed while the value was made: it is still due, and a later batch finds it.
    if (e instanceof AppError && e.failure.code === "version_conflict") return;
    await failOne(work, id, reasonOf(e));
  }
}

/** Making a value takes time: what was written meanwhile came before, and a grace period begins when the value is there. */
function asOfNow(work: JobContext): JobContext {
  const now = Math.max(work.now, work.clock());
  return { ...work, now, emit: (event) => outbox(work).add(schedulerSource(now), event) };
}

async function failOne(work: JobContext, id: string, reason: FailureReason): Promise<void> {
  await work.journal.change(() => {
    const due = findDue(work, id);
    if (!due || !rotatesNow(due, work.now)) return { value: undefined, rows: [] };
    noteFailure(schedulerContext(work), due, reason);
    const row = { ...rowOf(work, due, { reason }), success: false, error_code: CODES[reason] };
    return { value: undefined, rows: [row] };
  });
}

const rowOf = (work: JobContext, { policy, told }: Due, extra: NewAuditEntry["extra_data"]): NewAuditEntry =>
  schedulerEntry(work, work.now, {
    action: "rotate",
    secretPath: told.path,
    extra: { ...extra, rotation_policy_id: policy.id },
  });

const CODES: Readonly<Record<FailureReason, string>> = {
  secret_policy_required: "validation_error",
  secret_expired: "secret_expired",
  version_not_found: "version_not_found",
  internal: "internal_error",
};

function reasonOf(e: unknown): FailureReason {
  const code = e instanceof AppError ? e.failure.code : undefined;
  if (code === "secret_expired" || code === "version_not_found") return code;
  if (code === "validation_error") return "secret_policy_required";
  logError({ error: nameOf(e), work: "rotation.steps" });
  return "internal";
}
