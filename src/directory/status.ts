import { eq } from "drizzle-orm";
import type { Core } from "../kernel/core";
import type { Write } from "../kernel/directory";
import type { SpaceChange } from "../kernel/rpc";
import type { Space } from "../kernel/space";
import { spaces } from "./state-tables";
import { partners, tenants } from "./tables";

/** The status of a space, in its own object and in the directory. */

export function storeStatus({ db, space }: Pick<Core, "db" | "space">, status: Space["status"] | null): void {
  if (status) db.update(spaces).set({ status }).where(eq(spaces.id, space.id)).run();
}

/** From the object's tables into memory. What waited while it was suspended is due now. */
export function adoptStatus({ db, space, schedule, clock }: Core): void {
  const stored = db.select({ status: spaces.status }).from(spaces).where(eq(spaces.id, space.id)).get();
  if (!stored || stored.status === space.status) return;
  space.status = stored.status;
  if (space.status === "active") schedule(clock());
}

/** By the space's own object alone. What is undefined stays. */
export const followStatus =
  (id: string, { name, status, updatedAtMs }: SpaceChange): Write =>
  (directory) => {
    const table = id.startsWith("ptn_") ? partners : tenants;
    return directory.update(table).set({ name, status, updatedAtMs }).where(eq(table.id, id));
  };
