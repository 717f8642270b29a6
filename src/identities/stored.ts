import { eq } from "drizzle-orm";
import type { ReadDb, SpaceDb } from "../kernel/db";
import { identities, memberships } from "./tables";

/** What authentication and rights read of identities. */

export type StoredIdentity = typeof identities.$inferSelect;

export const storedIdentity = (db: ReadDb, id: string): StoredIdentity | undefined =>
  db.select().from(identities).where(eq(identities.id, id)).get();

/** Ids of the groups that an identity is in, as a query. */
export const groupIdsOf = (db: SpaceDb, identityId: string) =>
  db.select({ id: memberships.groupId }).from(memberships).where(eq(memberships.identityId, identityId));

/** The same, sorted. */
export const groupsOf = (db: SpaceDb, identityId: string): string[] =>
  groupIdsOf(db, identityId)
    .orderBy(memberships.groupId)
    .all()
    .map(({ id }) => id);

/** Call at most once a minute. */
export const noteSeen = (db: SpaceDb, identityId: string, nowMs: number): void =>
  void db.update(identities).set({ lastSeenAtMs: nowMs }).where(eq(identities.id, identityId)).run();
