import type { Journal } from "../audit/journal";
import { ok, type Result, refuse } from "../errors";
import type { Draft } from "../kernel/audit";
import type { Rooms } from "../kernel/context";
import { failedRow } from "../kernel/pending-rows";
import type { SpaceChange, SpaceEntry } from "../kernel/rpc";
import type { Changes, Told } from "../space/changes";
import { answer, answerOf } from "./answers";
import { adoptStatus, followStatus, storeStatus } from "./followups";

export interface RestatingParts {
  readonly rooms: Rooms;
  readonly journal: Journal;
  readonly changes: Changes;
}
/** Changes of who this space is, in its own object. */
export const OWN_SPACE = "space";

/**
 * Changes this space, here and in the directory, with a row in this space's log. Cut off half-way it stays closed: a suspension
 * begins here, and its end in the directory. A change that was answered before is answered the same. Rejects with NotDurable,
 * and with AppError service_unavailable.
 */
export async function restate(parts: RestatingParts, change: SpaceChange, entry: SpaceEntry): Promise<Result<null>> {
  const known = answerOf(parts.rooms, entry.changeId);
  if (known === undefined)
    return change.status === "suspended" ? await close(parts, change, entry) : await follow(parts, change, entry);
  return known ? ok(null) : refuse("service_unavailable");
}

/** Closed at once, with its row. The directory is told until it has followed; before that the answer is service_unavailable. */
async function close({ rooms, journal, changes }: RestatingParts, change: SpaceChange, { changeId, row }: SpaceEntry) {
  const make = { write: followStatus(rooms.space.id, change) };
  const followup = { kind: "space_closed", change } as const;
  const made = await changes.make(told(row, []), { subject: OWN_SPACE, followup, make }, () => {
    storeStatus(rooms, "suspended");
    answer(rooms, changeId, true);
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
async function follow({ rooms, journal, changes }: RestatingParts, change: SpaceChange, { changeId, row }: SpaceEntry) {
  const make = { write: followStatus(rooms.space.id, change) };
  const followup = { kind: "space_status", status: change.status ?? null, changeId } as const;
  const made = await changes.make(told(row, [row]), { subject: OWN_SPACE, followup, make });
  if (made.outcome === "open") return refuse("service_unavailable");
  const isDone = made.outcome === "done";
  try {
    await journal.change(() => ({ value: made.close(), rows: [isDone ? row : failedRow(row)] }));
  } finally {
    changes.release(made.id);
  }
  adoptStatus(rooms);
  return isDone ? ok(null) : refuse("service_unavailable");
}

const told = ({ identity_id, request_id, timestampMs }: Draft, rows: readonly Draft[]): Told => ({
  rows,
  events: [],
  source: { identityId: identity_id, requestId: request_id, nowMs: timestampMs },
});
