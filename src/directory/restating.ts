import { ok, type Result, refuse } from "../errors";
import type { NewAuditEntry } from "../kernel/audit";
import type { ChangeNotes } from "../kernel/change";
import type { ObjectCore } from "../kernel/core";
import { internal } from "../kernel/internal";
import { failedEntry } from "../kernel/pending-entries";
import type { SpaceChange, SpaceEntry } from "../kernel/rpc";
import { answer, answerOf, recordOnce } from "./answers";
import { adoptStatus, followStatus, storeStatus } from "./status";

/** Changes of who this space is, in its own object. */
const OWN_SPACE = "space";

/**
 * Changes this space, here and in the directory, with a row in this space's log. Cut off half-way it stays closed: a suspension
 * begins here, and its end in the directory. A change that was answered before is answered the same. Rejects with NotDurable,
 * and with AppError service_unavailable.
 */
export const changeSpace = internal({
  name: "spaces.restate",
  inTurn: true,
  async run(core, { change, entry }: { change: SpaceChange; entry: SpaceEntry }): Promise<Result<null>> {
    if (entry.row.tenant_id !== core.space.id) return refuse("internal_error");
    const known = answerOf(core, entry.changeId);
    if (known === undefined)
      return change.status === "suspended" ? await close(core, change, entry) : await follow(core, change, entry);
    return known ? ok(null) : refuse("service_unavailable");
  },
});

/** What became of a change that this space was asked for? One that never came never will: then the row, of a failure, is written. */
export const concludeSpaceChange = internal({
  name: "spaces.conclude",
  inTurn: true,
  async run(core, entry: SpaceEntry): Promise<Result<{ tookEffect: boolean }>> {
    if (entry.row.tenant_id !== core.space.id) return refuse("internal_error");
    await core.changes.settle(OWN_SPACE);
    return ok({ tookEffect: await recordOnce(core, entry, false) });
  },
});

/** Closed at once, with its row. The directory is told until it has followed; before that the answer is service_unavailable. */
async function close(core: ObjectCore, change: SpaceChange, { changeId, row }: SpaceEntry) {
  const { journal, changes } = core;
  const make = { write: followStatus(core.space.id, change) };
  const followup = { kind: "space_closed", change } as const;
  const made = await changes.make(told(row, []), { subject: OWN_SPACE, followup, make }, () => {
    storeStatus(core, "suspended");
    answer(core, changeId, true);
    return [row];
  });
  if (made.outcome === "open") return refuse("service_unavailable");
  try {
    await journal.change(() => ({ value: made.close(), rows: [] }));
  } finally {
    changes.release(made.id);
  }
  return ok(null);
}

/** The directory first, then this object with the row. */
async function follow(core: ObjectCore, change: SpaceChange, { changeId, row }: SpaceEntry) {
  const { journal, changes } = core;
  const make = { write: followStatus(core.space.id, change) };
  const followup = { kind: "space_status", status: change.status ?? null, changeId } as const;
  const made = await changes.make(told(row, [row]), { subject: OWN_SPACE, followup, make });
  if (made.outcome === "open") return refuse("service_unavailable");
  const isDone = made.outcome === "done";
  try {
    await journal.change(() => ({ value: made.close(), rows: [isDone ? row : failedEntry(row)] }));
  } finally {
    changes.release(made.id);
  }
  adoptStatus(core);
  return isDone ? ok(null) : refuse("service_unavailable");
}

const told = (
  { identity_id, request_id, timestampMs }: NewAuditEntry,
  rows: readonly NewAuditEntry[],
): ChangeNotes => ({
  rows,
  events: [],
  source: { identityId: identity_id, requestId: request_id, nowMs: timestampMs },
});
