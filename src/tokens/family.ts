import { and, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { HookContext } from "../kernel/hooks";
import { KEPT_BRIEFLY_MS } from "./lifetime";
import { isLive } from "./queries";
import { tokens } from "./tables";

type Writer = Pick<HookContext, "db" | "now" | "schedule">;

/** Ids of these tokens, of those that they made, that those made, and so on. */
const familyOf = (which: SQL): SQL =>
  sql`(WITH RECURSIVE family(id) AS (
    SELECT ${tokens.id} FROM ${tokens} WHERE ${which}
    UNION SELECT child.id FROM tokens child JOIN family ON child.parent_id = family.id
  ) SELECT id FROM family)`;

/**
 * Ends these tokens and all below them, from this instant on; gives how many were alive. One that was ended by its last use keeps
 * its time, but the request that took it goes no further.
 */
export function revokeFamily({ db, now, schedule }: Writer, which: SQL): number {
  const family = inArray(tokens.id, familyOf(which));
  const spent = and(family, eq(tokens.isSpent, true));
  const live = and(family, isLive(now));
  db.update(tokens).set({ isSpent: false }).where(spent).run();
  const revoked = db.update(tokens).set({ revokedAtMs: now }).where(live).returning({ id: tokens.id }).all();
  // Too early for rows that are kept longer: the alarm finds nothing then, and is set anew.
  if (revoked.length > 0) schedule(now + KEPT_BRIEFLY_MS);
  return revoked.length;
}

/** Nothing below this token lives longer than until then. */
export function cutBelow({ db, schedule }: Pick<Writer, "db" | "schedule">, id: string, endsAtMs: number): void {
  const later = or(isNull(tokens.expiresAtMs), gt(tokens.expiresAtMs, endsAtMs));
  const children = inArray(tokens.id, familyOf(eq(tokens.parentId, id)));
  const cut = db
    .update(tokens)
    .set({ expiresAtMs: endsAtMs })
    .where(and(children, isNull(tokens.revokedAtMs), later))
    .returning({ id: tokens.id })
    .all();
  if (cut.length > 0) schedule(endsAtMs + KEPT_BRIEFLY_MS);
}
