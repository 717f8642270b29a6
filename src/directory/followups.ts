import type { NewAuditEntry } from "../kernel/audit";
import type { FollowupHandler } from "../kernel/followup";
import { callSpace } from "../kernel/internal";
import { failedEntry, reconciledEntry } from "../kernel/pending-entries";
import type { SpaceChange } from "../kernel/rpc";
import type { Space } from "../kernel/space";
import { answer, appendEntry } from "./answers";
import { concludeSpaceChange } from "./restating";
import { reach } from "./rules";
import { adoptStatus, followStatus, storeStatus } from "./status";

/** What belongs to a change of partners and tenants. */
export type DirectoryFollowup =
  /** In the object that created it: the new space's own object is to be made, and its partner told, if that is not the creator. */
  | {
      readonly kind: "space_created";
      readonly space: Space;
      readonly row: NewAuditEntry;
      readonly copy: NewAuditEntry | null;
    }
  /** In the object that asked for it: the space makes the change and answers. */
  | { readonly kind: "space_restated"; readonly spaceId: string; readonly row: NewAuditEntry }
  /** In the space's own object, where the directory goes first; `null`: the status stays. */
  | { readonly kind: "space_status"; readonly status: Space["status"] | null; readonly changeId: string }
  /** In the space's own object, which is closed already: the directory follows, and is told until it has. */
  | { readonly kind: "space_closed"; readonly change: SpaceChange };
type Of<K extends DirectoryFollowup["kind"]> = Extract<DirectoryFollowup, { kind: K }>;

/** Each of these is done once, however often it is asked for. Throws AppError service_unavailable. */
const spaceCreated: FollowupHandler<Of<"space_created">> = {
  kind: "space_created",
  async besides({ spaceRpc, clock }, { id: changeId, followup, tookEffect, reconciled }) {
    if (!tookEffect) return;
    const { space, row, copy } = followup;
    const told = (draft: NewAuditEntry) => ({ changeId, row: reconciled ? reconciledEntry(draft, clock()) : draft });
    await reach(() => spaceRpc(space.id).provision(space, told(row)));
    if (copy) await reach(() => callSpace(spaceRpc(copy.tenant_id), appendEntry, told(copy)));
  },
};

/** Did the space make the change? If it did not, it never will. Throws AppError service_unavailable. */
const spaceRestated: FollowupHandler<Of<"space_restated">> = {
  kind: "space_restated",
  async concludedElsewhere({ spaceRpc, clock }, changeId, { spaceId, row }) {
    const failed = reconciledEntry(failedEntry(row), clock());
    return (await reach(() => callSpace(spaceRpc(spaceId), concludeSpaceChange, { changeId, row: failed }))).tookEffect;
  },
};

const spaceStatus: FollowupHandler<Of<"space_status">> = {
  kind: "space_status",
  within(core, { status, changeId }, { tookEffect, isNewest }) {
    answer(core, changeId, tookEffect);
    // No later change of this space has decided already.
    if (tookEffect && isNewest) storeStatus(core, status);
  },
  afterwards: adoptStatus,
};

const spaceClosed: FollowupHandler<Of<"space_closed">> = {
  kind: "space_closed",
  afterwards: adoptStatus,
  redo: ({ space }, { change }) => followStatus(space.id, change),
};

export const directoryFollowups: readonly FollowupHandler[] = [spaceCreated, spaceRestated, spaceStatus, spaceClosed];
