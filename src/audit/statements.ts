import { getTableColumns, type InferSelectModel, type Placeholder, sql } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import { type Build, HotStatement } from "../kernel/hot-statement";
import { auditLog, auditMarks } from "./tables";

const p = sql.placeholder;

type LogRow = InferSelectModel<typeof auditLog, { dbColumnNames: true }>;
/** A value for each column of the log, by the column's name in the database. */
export type LogValues = { readonly [K in keyof LogRow]: LogRow[K] extends boolean ? number : LogRow[K] };
/** The mark of the newest row. */
interface HeadValues {
  readonly seq: number;
  readonly hash: string;
  readonly rootKeyId: string | null;
  readonly mac: string | null;
}

/** For each column of the log, a placeholder that has the column's name in the database. */
const logPlaceholders = Object.fromEntries(
  Object.entries(getTableColumns(auditLog)).map(([key, column]) => [key, p(column.name)]),
  // What was made key by key has all keys of the table, which the compiler can't see.
) as Record<keyof typeof auditLog.$inferSelect, Placeholder>;

const appendEntry: Build = (db) => db.insert(auditLog).values(logPlaceholders);
const moveHead: Build = (db) =>
  db
    .insert(auditMarks)
    .values({ name: sql`'head'`, seq: p("seq"), hash: p("hash"), rootKeyId: p("rootKeyId"), mac: p("mac") })
    .onConflictDoUpdate({
      target: auditMarks.name,
      set: {
        seq: sql`excluded.seq`,
        hash: sql`excluded.hash`,
        rootKeyId: sql`excluded.root_key_id`,
        mac: sql`excluded.mac`,
      },
    });

/** The statements of every commit, for one object. */
export const prepareAuditStatements = (db: SpaceDb) => ({
  appendEntry: new HotStatement<LogValues>(db, appendEntry),

  moveHead: new HotStatement<HeadValues>(db, moveHead),
});
