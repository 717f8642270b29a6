import { and, desc, eq, lt } from "drizzle-orm";
import type { ReadDb } from "../../kernel/db";
import { LOG_ROW_UNITS, Turns } from "../../kernel/turns";
import { type AuthenticationRow, authentications } from "./tables";

const SLICE_ROWS = 200;

/** Runs, of one credential or of all, newest first, from before the id `before`. After some rows others are served. */
export async function* newestRuns(
  db: ReadDb,
  credentialId: string | undefined,
  before: string | undefined,
): AsyncGenerator<AuthenticationRow> {
  const { id, credentialId: of } = authentications;
  const turns = new Turns();
  for (let last = before; ; ) {
    const older = last === undefined ? undefined : lt(id, last);
    const asked = and(credentialId === undefined ? undefined : eq(of, credentialId), older);
    const rows = db.select().from(authentications).where(asked).orderBy(desc(id)).limit(SLICE_ROWS).all();
    yield* rows;
    last = rows.at(-1)?.id;
    if (rows.length < SLICE_ROWS) return;
    turns.spend(rows.length * LOG_ROW_UNITS);
    await turns.rest();
  }
}
