import { and, asc, eq, getTableColumns, gt, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import { NO_KEY, secretReads, secrets, secretVersions } from "./tables";

const p = sql.placeholder;
const { secretId, number } = secretVersions;

/** As the driver takes them: a placeholder of drizzle's own would make the text `null` of a JSON column that is not set. */
const placeholders = <K extends string>(columns: Record<K, unknown>) =>
  Object.fromEntries(Object.keys(columns).map((name) => [name, sql`${p(name)}`])) as Record<K, SQL>;
const { id: _id, path: _path, ...changeable } = getTableColumns(secrets);

/** The values of a row, for `insertSecret` and `updateSecret`: these columns have no encoder there. */
export const rowOf = (secret: typeof secrets.$inferSelect) => ({
  ...secret,
  notifyBefore: secret.notifyBefore && JSON.stringify(secret.notifyBefore),
  casRequired: numberOf(secret.casRequired),
  metadataCasRequired: numberOf(secret.metadataCasRequired),
});
const numberOf = (flag: boolean | null): number | null => (flag === null ? null : Number(flag));

/** The statements of the room's hot paths, built once per object. */
export const prepareSecretStatements = (db: SpaceDb) => ({
  secretByPath: db
    .select()
    .from(secrets)
    .where(eq(secrets.path, p("path")))
    .prepare(),

  /** A secret and one of its versions, without the value; `version` null: the current one. */
  located: db
    .select({
      secret: secrets,
      version: {
        number,
        createdAtMs: secretVersions.createdAtMs,
        readableUntilMs: secretVersions.readableUntilMs,
        deletedAtMs: secretVersions.deletedAtMs,
        keyVersion: secretVersions.keyVersion,
      },
    })
    .from(secrets)
    .leftJoin(
      secretVersions,
      and(eq(secretId, secrets.id), eq(number, sql`coalesce(${p("version")}, ${secrets.version})`)),
    )
    .where(eq(secrets.path, p("path")))
    .prepare(),

  value: db
    .select({
      keyVersion: secretVersions.keyVersion,
      wrappedKey: secretVersions.wrappedKey,
      format: secretVersions.format,
      sealed: secretVersions.sealed,
    })
    .from(secretVersions)
    .where(and(eq(secretId, p("secretId")), eq(number, p("number")), ne(secretVersions.keyVersion, NO_KEY)))
    .prepare(),

  insertSecret: db
    .insert(secrets)
    .values(placeholders(getTableColumns(secrets)))
    .prepare(),

  updateSecret: db
    .update(secrets)
    .set(placeholders(changeable))
    .where(eq(secrets.id, p("id")))
    .prepare(),

  insertVersion: db
    .insert(secretVersions)
    .values(placeholders(getTableColumns(secretVersions)))
    .prepare(),

  /** When it is, or will be, softly deleted; null: it is not. */
  deleteVersion: db
    .update(secretVersions)
    .set({ deletedAtMs: sql`${p("deletedAtMs")}` })
    .where(and(eq(secretId, p("secretId")), eq(number, p("number"))))
    .prepare(),

  /** The value goes for good, the row stays. Its grace becomes a deletion. */
  destroyVersion: db
    .update(secretVersions)
    .set({
      deletedAtMs: sql`${p("deletedAtMs")}`,
      readableUntilMs: null,
      keyVersion: NO_KEY,
      wrappedKey: Buffer.alloc(0),
      sealed: Buffer.alloc(0),
    })
    .where(and(eq(secretId, p("secretId")), eq(number, p("number"))))
    .prepare(),

  dropVersion: db
    .delete(secretVersions)
    .where(and(eq(secretId, p("secretId")), eq(number, p("number"))))
    .prepare(),

  versionsOf: db
    .select({
      number,
      createdAtMs: secretVersions.createdAtMs,
      createdBy: secretVersions.createdBy,
      readableUntilMs: secretVersions.readableUntilMs,
      deletedAtMs: secretVersions.deletedAtMs,
      keyVersion: secretVersions.keyVersion,
    })
    .from(secretVersions)
    .where(eq(secretId, p("secretId")))
    .orderBy(sql`${number} desc`)
    .prepare(),

  readsOf: db
    .select({
      total: sql<number>`coalesce(sum(case when ${secretReads.day} >= ${p("fromDay")} then ${secretReads.count} end), 0)`,
      lastAtMs: sql<number | null>`max(${secretReads.lastAtMs})`,
    })
    .from(secretReads)
    .where(eq(secretReads.secretId, p("secretId")))
    .prepare(),

  /** No row: the secret is gone. */
  countRead: db
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
    .returning({ count: secretReads.count })
    .prepare(),

  expired: db
    .select()
    .from(secrets)
    .where(
      and(isNull(secrets.deletedAtMs), gt(secrets.expiresAtMs, p("afterMs")), lte(secrets.expiresAtMs, p("untilMs"))),
    )
    .limit(p("limit"))
    .prepare(),

  expiring: db
    .select({ path: secrets.path, expiresAtMs: secrets.expiresAtMs })
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
    .limit(p("limit"))
    .prepare(),
});
export type SecretStatements = ReturnType<typeof prepareSecretStatements>;
