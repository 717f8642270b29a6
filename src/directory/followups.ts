import { eq } from "drizzle-orm";
import type { Draft } from "../kernel/audit";
import type { Rooms } from "../kernel/context";
import { failedRow, reconciledRow } from "../kernel/pending-rows";
import type { SpaceChange } from "../kernel/rpc";
import type { Space } from "../kernel/space";
import type { Concluded } from "../space/followups";
import { spaces } from "../space/tables";
import { answer } from "./answers";
import { reach } from "./rules";
import { partners, tenants } from "./tables";
import type { Write } from "./writer";

/** What belongs to a change of partners and tenants. */
export type DirectoryFollowup =
  /** In the object that created it: the new space's own object is to be made, and its partner told, if that is not the creator. */
  | { readonly kind: "space_created"; readonly space: Space; readonly row: Draft; readonly copy: Draft | null }
  /** In the object that asked for it: the space makes the change and answers. */
  | { readonly kind: "space_restated"; readonly spaceId: string; readonly row: Draft }
  /** In the space's own object, where the directory goes first; `null`: the status stays. */
  | { readonly kind: "space_status"; readonly status: Space["status"] | null; readonly changeId: string }
  /** In the space's own object, which is closed already: the directory follows, and is told until it has. */
  | { readonly kind: "space_closed"; readonly change: SpaceChange };
type Of<K extends DirectoryFollowup["kind"]> = Extract<DirectoryFollowup, { kind: K }>;

/** Each of these is done once, however often it is asked for. Throws AppError service_unavailable. */
export async function announceSpace(
  { otherSpace, clock }: Rooms,
  { id: changeId, followup, tookEffect, reconciled }: Concluded<Of<"space_created">>,
): Promise<void> {
  if (!tookEffect) return;
  const { space, row, copy } = followup;
  const told = (draft: Draft) => ({ changeId, row: reconciled ? reconciledRow(draft, clock()) : draft });
  await reach(() => otherSpace(space.id).provision(space, told(row)));
  if (copy) await reach(() => otherSpace(copy.tenant_id).append(told(copy)));
}

/** Did the space make the change? If it did not, it never will. Throws AppError service_unavailable. */
export const askSpace = async (
  { otherSpace, clock }: Rooms,
  changeId: string,
  { spaceId, row }: Of<"space_restated">,
): Promise<boolean> => {
  const failed = reconciledRow(failedRow(row), clock());
  return (await reach(() => otherSpace(spaceId).conclude({ changeId, row: failed }))).tookEffect;
};

/** In the transaction that closes the change. `isNewest`: no later change of this space decided already. */
export function settleStatus(
  rooms: Rooms,
  { status, changeId }: Of<"space_status">,
  { tookEffect, isNewest }: { tookEffect: boolean; isNewest: boolean },
): void {
  answer(rooms, changeId, tookEffect);
  if (tookEffect && isNewest) storeStatus(rooms, status);
}

export function storeStatus({ db, space }: Pick<Rooms, "db" | "space">, status: Space["status"] | null): void {
  if (status) db.update(spaces).set({ status }).where(eq(spaces.id, space.id)).run();
}

/** From the object's tables into memory. What waited while it was suspended is due now. */
export function adoptStatus({ db, space, wake, clock }: Rooms): void {
  const stored = db.select({ status: spaces.status }).from(spaces).where(eq(spaces.id, space.id)).get();
  if (!stored || stored.status === space.status) return;
  space.status = stored.status;
  if (space.status === "active") wake(clock());
}

/** By the space's own object alone. What is undefined stays. */
export const followStatus =
  (id: string, { name, status, updatedAtMs }: SpaceChange): Write =>
  (directory) => {
    const table = id.startsWith("ptn_") ? partners : tenants;
    return directory.update(table).set({ name, status, updatedAtMs }).where(eq(table.id, id));
  };
