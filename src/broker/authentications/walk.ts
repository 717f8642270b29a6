import { and, desc, eq, lt } from "drizzle-orm";
import type { ReadDb } from "../../kernel/db";
import { LOG_ROW_UNITS, Turns } from "../../kernel/turns";
import { LOOK_BACK_MS, tells } from "./login-pause";
import { type AuthenticationRow, authentications } from "./tables";

const SLICE_ROWS = 200;
/** Most credentials have told within their last few runs. */
const TOLD_SLICE_ROWS = 10;

/** The two newest ends of a credential that told something of it, the newest first. */
export async function newestTold(db: ReadDb, credentialId: string, nowMs: number): Promise<AuthenticationRow[]> {
  const told: AuthenticationRow[] = [];
  for await (const row of newestRuns(db, credentialId, undefined, TOLD_SLICE_ROWS)) {
    if (told.length === 2 || row.startedAtMs < nowMs - LOOK_BACK_MS) break;
    if (tells(row)) told.push(row);
  }
  return told;
}

/** Runs, of one credential or of all, newest first, from before the id `before`. After some rows others are served. */
export async function* newestRuns(
  db: ReadDb,
  credentialId: string | undefined,
  before: string | undefined,
  sliceRows = SLICE_ROWS,
): AsyncGenerator<AuthenticationRow> {
  const { id, credentialId: of } = authentications;
  const turns = new Turns();
  for (let last = before; ; ) {
    const older = last === undefined ? undefined : lt(id, last);
    const asked = and(credentialId === undefined ? undefined : eq(of, credentialId), older);
    const rows = db.select().from(authentications).where(asked).orderBy(desc(id)).limit(sliceRows).all();
    yield* rows;
    last = rows.at(-1)?.id;
    if (rows.length < sliceRows) return;
    turns.spend(rows.length * LOG_ROW_UNITS);
    await turns.rest();
  }
}
