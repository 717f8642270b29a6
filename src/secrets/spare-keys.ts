import { and, eq, gt, inArray, lt, max, notExists, sql } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import { secretVersions, spaceKeys } from "./tables";

/**
 * Keys of the space that wrap nothing any more: older than the newest, and named by no version. Removed in two steps, so that
 * the directory, which counts the records of each root key, never counts one too few, and is told again if that was cut off:
 * first the wrapped bytes go, for good; the row goes when the directory knows.
 * The key itself stays in the memory of the object while that lives, for a read that began before the versions were moved.
 */

/** Which rows hold a key. One that was erased waits for its removal. */
export const isSealed = gt(sql`length(${spaceKeys.wrapped})`, 0);
const isErased = eq(sql`length(${spaceKeys.wrapped})`, 0);

/** Is there such a key, or a row of one that was erased? */
export const hasSpareKeys = (db: SpaceDb): boolean => spare(db).limit(1).get() !== undefined;

/** In one transaction, so that no version comes to name a key meanwhile. */
export function eraseSpareKeys(db: SpaceDb): void {
  db.$client.transactionSync(() => {
    const versions = spare(db)
      .all()
      .map(({ version }) => version);
    db.update(spaceKeys)
      .set({ wrapped: Buffer.alloc(0) })
      .where(inArray(spaceKeys.version, versions))
      .run();
  });
}

/** After the directory was told. */
export function dropErasedKeys(db: SpaceDb): void {
  db.delete(spaceKeys).where(isErased).run();
}

function spare(db: SpaceDb) {
  const { version } = spaceKeys;
  const uses = db.select({ one: sql`1` }).from(secretVersions).where(eq(secretVersions.keyVersion, version));
  const newest =
    db
      .select({ newest: max(version) })
      .from(spaceKeys)
      .get()?.newest ?? 0;
  return db
    .select({ version })
    .from(spaceKeys)
    .where(and(lt(version, newest), notExists(uses)));
}
