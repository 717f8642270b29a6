import { and, asc, eq, getTableColumns, gt, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import { type Build, type DriverRow, HotQuery, HotStatement, rowDecoder } from "../kernel/hot-statement";
import { NO_KEY, secretReads, secrets, secretVersions } from "./tables";

const p = sql.placeholder;
const { secretId, number } = secretVersions;

/** As the driver takes them: a placeholder of drizzle's own would make the text `null` of a JSON column that is not set. */
const placeholders = <K extends string>(columns: Record<K, unknown>) =>
  Object.fromEntries(Object.keys(columns).map((name) => [name, sql`${p(name)}`])) as Record<K, SQL>;
const { id: _id, path: _path, ...changeable } = getTableColumns(secrets);

/** The values of a row, for `insertSecret` and `updateSecret`, as the driver takes them. */
export const rowOf = (secret: SecretRow) => ({
  ...secret,
  notifyBefore: secret.notifyBefore && JSON.stringify(secret.notifyBefore),
  casRequired: numberOf(secret.casRequired),
  metadataCasRequired: numberOf(secret.metadataCasRequired),
});
type SecretRow = typeof secrets.$inferSelect;
const numberOf = (flag: boolean | null): number | null => (flag === null ? null : Number(flag));

/** A version, without its value. */
const versionColumns = {
  number,
  createdAtMs: secretVersions.createdAtMs,
  readableUntilMs: secretVersions.readableUntilMs,
  deletedAtMs: secretVersions.deletedAtMs,
  keyVersion: secretVersions.keyVersion,
};
const storedColumns = { ...versionColumns, createdBy: secretVersions.createdBy };
const ofStored = rowDecoder(storedColumns);
const valueColumns = {
  keyVersion: secretVersions.keyVersion,
  wrappedKey: secretVersions.wrappedKey,
  format: secretVersions.format,
  sealed: secretVersions.sealed,
};
const ofSecret = rowDecoder(getTableColumns(secrets));
/** Behind them stand those of the version. */
const SECRET_COLUMNS = Object.keys(getTableColumns(secrets)).length;

/** A version, and the secret that it is of; `version` null: the path has a secret that has no such version. */
interface Found<V> {
  readonly secret: SecretRow;
  readonly version: V | null;
}
/** `version` null: the current one. */
interface LocatedBy {
  readonly path: string;
  readonly version: number | null;
}
const locatedWith = (columns: typeof versionColumns) => (db: SpaceDb) =>
  db
    .select({ secret: secrets, version: columns })
    .from(secrets)
    .leftJoin(
      secretVersions,
      and(eq(secretId, secrets.id), eq(number, sql`coalesce(${p("version")}, ${secrets.version})`)),
    )
    .where(eq(secrets.path, p("path")));
const found =
  <V>(ofVersion: (row: DriverRow) => V) =>
  (row: DriverRow): Found<V> => ({
    secret: ofSecret(row),
    version: row[SECRET_COLUMNS] === null ? null : ofVersion(row),
  });
const sealedColumns = { ...versionColumns, ...valueColumns };
const asLocated = found(rowDecoder(versionColumns, SECRET_COLUMNS));
const asLocatedValue = found(rowDecoder(sealedColumns, SECRET_COLUMNS));

const ofValue = rowDecoder(valueColumns);
const expiringColumns = { path: secrets.path, expiresAtMs: secrets.expiresAtMs };
const ofExpiring = rowDecoder(expiringColumns);
interface VersionName {
  readonly secretId: string;
  readonly number: number;
}
interface Reads {
  readonly total: number;
  /** Null: none. */
  readonly lastAtMs: number | null;
}
const ofReads = ([total, lastAtMs]: DriverRow): Reads => ({
  total: Number(total),
  lastAtMs: typeof lastAtMs === "number" ? lastAtMs : null,
});
/** On from a place in the order of expiry. */
interface ExpiringAfter {
  readonly at: number;
  readonly path: string;
  readonly nowMs: number;
  readonly untilMs: number;
  readonly limit: number;
}

/** Built once for all objects. */
const BUILDS = {
  located: locatedWith(versionColumns),
  locatedValue: locatedWith(sealedColumns),
  secretByPath: (db: SpaceDb) =>
    db
      .select()
      .from(secrets)
      .where(eq(secrets.path, p("path"))),
  insertSecret: (db: SpaceDb) => db.insert(secrets).values(placeholders(getTableColumns(secrets))),
  updateSecret: (db: SpaceDb) =>
    db
      .update(secrets)
      .set(placeholders(changeable))
      .where(eq(secrets.id, p("id"))),
  updateVersion: (db: SpaceDb) =>
    db
      .update(secrets)
      .set({ version: sql`${p("version")}`, updatedAtMs: sql`${p("updatedAtMs")}` })
      .where(eq(secrets.id, p("id"))),
  insertVersion: (db: SpaceDb) => db.insert(secretVersions).values(placeholders(getTableColumns(secretVersions))),
  versionsOf: (db: SpaceDb) =>
    db
      .select(storedColumns)
      .from(secretVersions)
      .where(eq(secretId, p("secretId")))
      .orderBy(sql`${number} desc`),
  countRead: (db: SpaceDb) =>
    db
      .insert(secretReads)
      .select(
        db
          .select({
            secretId: secrets.id,
            day: sql`${p("day")}`.as("day"),
            count: sql`1`.as("count"),
            lastAtMs: sql`${p("nowMs")}`.as("last_at_ms"),
          })
          .from(secrets)
          .where(eq(secrets.id, p("secretId"))),
      )
      .onConflictDoUpdate({
        target: [secretReads.secretId, secretReads.day],
        set: { count: sql`${secretReads.count} + 1`, lastAtMs: sql`max(${secretReads.lastAtMs}, excluded.last_at_ms)` },
      })
      .returning({ count: secretReads.count }),
  value: (db: SpaceDb) =>
    db
      .select(valueColumns)
      .from(secretVersions)
      .where(and(eq(secretId, p("secretId")), eq(number, p("number")), ne(secretVersions.keyVersion, NO_KEY))),
  deleteVersion: (db: SpaceDb) =>
    db
      .update(secretVersions)
      .set({ deletedAtMs: sql`${p("deletedAtMs")}` })
      .where(and(eq(secretId, p("secretId")), eq(number, p("number")))),
  destroyVersion: (db: SpaceDb) =>
    db
      .update(secretVersions)
      .set({
        deletedAtMs: sql`${p("deletedAtMs")}`,
        readableUntilMs: null,
        keyVersion: NO_KEY,
        wrappedKey: Buffer.alloc(0),
        sealed: Buffer.alloc(0),
      })
      .where(and(eq(secretId, p("secretId")), eq(number, p("number")))),
  dropVersion: (db: SpaceDb) =>
    db.delete(secretVersions).where(and(eq(secretId, p("secretId")), eq(number, p("number")))),
  readsOf: (db: SpaceDb) =>
    db
      .select({
        total: sql<number>`coalesce(sum(case when ${secretReads.day} >= ${p("fromDay")} then ${secretReads.count} end), 0)`,
        lastAtMs: sql<number | null>`max(${secretReads.lastAtMs})`,
      })
      .from(secretReads)
      .where(eq(secretReads.secretId, p("secretId"))),
  expired: (db: SpaceDb) =>
    db
      .select()
      .from(secrets)
      .where(
        and(isNull(secrets.deletedAtMs), gt(secrets.expiresAtMs, p("afterMs")), lte(secrets.expiresAtMs, p("untilMs"))),
      )
      .limit(p("limit")),
  expiring: (db: SpaceDb) =>
    db
      .select(expiringColumns)
      .from(secrets)
      .where(
        and(
          isNull(secrets.deletedAtMs),
          gt(secrets.expiresAtMs, p("nowMs")),
          lte(secrets.expiresAtMs, p("untilMs")),
          sql`(${secrets.expiresAtMs}, ${secrets.path}) > (${p("at")}, ${p("path")})`,
        ),
      )
      .orderBy(asc(secrets.expiresAtMs), asc(secrets.path))
      .limit(p("limit")),
} satisfies Record<string, Build>;

/** The statements of the room's hot paths, for one object. */
export const prepareSecretStatements = (db: SpaceDb) => ({
  secretByPath: new HotQuery<{ readonly path: string }, SecretRow>(db, BUILDS.secretByPath, ofSecret),

  /** A secret and one of its versions, without the value. */
  located: new HotQuery<LocatedBy, ReturnType<typeof asLocated>>(db, BUILDS.located, asLocated),

  /** The same with the value: its sealed bytes are empty where it was destroyed. */
  locatedValue: new HotQuery<LocatedBy, ReturnType<typeof asLocatedValue>>(db, BUILDS.locatedValue, asLocatedValue),

  value: new HotQuery<VersionName, ReturnType<typeof ofValue>>(db, BUILDS.value, ofValue),

  insertSecret: new HotStatement<ReturnType<typeof rowOf>>(db, BUILDS.insertSecret),

  updateSecret: new HotStatement<ReturnType<typeof rowOf>>(db, BUILDS.updateSecret),

  /** Where a new value is all that changes: no other column is written, and no index that holds none of these. */
  updateVersion: new HotStatement<Pick<SecretRow, "id" | "version" | "updatedAtMs">>(db, BUILDS.updateVersion),

  insertVersion: new HotStatement<typeof secretVersions.$inferSelect>(db, BUILDS.insertVersion),

  /** When it is, or will be, softly deleted; null: it is not. */
  deleteVersion: new HotStatement<VersionName & { readonly deletedAtMs: number | null }>(db, BUILDS.deleteVersion),

  /** The value goes for good, the row stays. Its grace becomes a deletion. */
  destroyVersion: new HotStatement<VersionName & { readonly deletedAtMs: number | null }>(db, BUILDS.destroyVersion),

  dropVersion: new HotStatement<VersionName>(db, BUILDS.dropVersion),

  versionsOf: new HotQuery<{ readonly secretId: string }, ReturnType<typeof ofStored>>(db, BUILDS.versionsOf, ofStored),

  readsOf: new HotQuery<{ readonly secretId: string; readonly fromDay: number }, Reads>(db, BUILDS.readsOf, ofReads),

  /** Counts a read, and gives the reads of that day. No row: the secret is gone. */
  countRead: new HotQuery<{ readonly secretId: string; readonly day: number; readonly nowMs: number }, number>(
    db,
    BUILDS.countRead,
    ([count]) => Number(count),
  ),

  expired: new HotQuery<{ readonly afterMs: number; readonly untilMs: number; readonly limit: number }, SecretRow>(
    db,
    BUILDS.expired,
    ofSecret,
  ),

  expiring: new HotQuery<ExpiringAfter, ReturnType<typeof ofExpiring>>(db, BUILDS.expiring, ofExpiring),
});
export type SecretStatements = ReturnType<typeof prepareSecretStatements>;
