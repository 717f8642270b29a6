import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { ReadDb, SpaceDb } from "../kernel/db";
import { identities, memberships } from "./tables";

/** What authentication and rights read of identities. */

export type StoredIdentity = typeof identities.$inferSelect;

export const storedIdentity = (db: ReadDb, id: string): StoredIdentity | undefined =>
  db.select().from(identities).where(eq(identities.id, id)).get();

/** Ids of the groups that an identity is in, as a query. */
export const groupIdsOf = (db: SpaceDb, identityId: string) =>
  db
    .select({ id: memberships.groupId })
    .from(memberships)
    .innerJoin(identities, eq(identities.id, memberships.groupId))
    .where(and(eq(memberships.identityId, identityId), eq(identities.isActive, true)));

/** The same, sorted. */
export const groupsOf = (db: SpaceDb, identityId: string): string[] =>
  groupIdsOf(db, identityId)
    .orderBy(memberships.groupId)
    .all()
    .map(({ id }) => id);

/** Those of these groups that are active here and were made by then, sorted: one that was deleted and made again since is another. */
export const groupsMadeBy = (db: ReadDb, ids: readonly string[], atMs: number): string[] => {
  if (ids.length === 0) return [];
  const among = inArray(identities.id, sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return db
    .select({ id: identities.id })
    .from(identities)
    .where(and(among, eq(identities.type, "group"), eq(identities.isActive, true), lte(identities.createdAtMs, atMs)))
    .orderBy(identities.id)
    .all()
    .map(({ id }) => id);
};

/** How far `last_seen_at` may lag. */
export const SEEN_LAG_MS = 60_000;
/** Call at most once in `SEEN_LAG_MS`. */
export const noteSeen = (db: SpaceDb, identityId: string, nowMs: number): void =>
  void db.update(identities).set({ lastSeenAtMs: nowMs }).where(eq(identities.id, identityId)).run();
