import { type BrokerFollowup, forgetSessions, forgetStates } from "../broker/followups";
import {
  adoptStatus,
  announceSpace,
  askSpace,
  type DirectoryFollowup,
  followStatus,
  settleStatus,
} from "../directory/followups";
import type { Write } from "../directory/writer";
import type { Rooms } from "../kernel/context";

/** What belongs to a change besides its rows. Plain data, because it is kept with the intention: no secret. */
export type Followup = BrokerFollowup | DirectoryFollowup;

export interface Concluded<F extends Followup = Followup> {
  readonly id: string;
  readonly followup: F;
  readonly tookEffect: boolean;
  /** Not by the call itself. */
  readonly reconciled: boolean;
}

/** What needs an await, before the change is closed. It may run twice. Throws: the change stays open. */
export async function besides(rooms: Rooms, concluded: Concluded): Promise<void> {
  const { followup } = concluded;
  if (followup.kind === "space_created") await announceSpace(rooms, { ...concluded, followup });
  else await forgetSessions(rooms, concluded);
}

/** In the transaction that closes the change. `isNewest`: of its subject. */
export function within(rooms: Rooms, followup: Followup, how: { tookEffect: boolean; isNewest: boolean }): void {
  if (followup.kind === "space_status") settleStatus(rooms, followup, how);
  else if (how.tookEffect) forgetStates(rooms, followup);
}

/** Once it is durable. */
export function afterwards(rooms: Rooms, { kind }: Followup): void {
  if (kind === "space_status" || kind === "space_closed") adoptStatus(rooms);
}

/** Where another space answers whether it made the change. Undefined: D1 knows. */
export const concludedElsewhere = async (rooms: Rooms, id: string, followup: Followup): Promise<boolean | undefined> =>
  followup.kind === "space_restated" ? await askSpace(rooms, id, followup) : undefined;

/** What is made anew if it did not come about: the object has decided already, and the directory follows. */
export const redoOf = ({ space }: Rooms, followup: Followup): Write | undefined =>
  followup.kind === "space_closed" ? followStatus(space.id, followup.change) : undefined;
