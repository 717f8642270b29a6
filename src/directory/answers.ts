import { eq, lt } from "drizzle-orm";
import type { Journal } from "../audit/journal";
import type { Draft } from "../kernel/audit";
import type { Rooms } from "../kernel/context";
import type { SpaceEntry } from "../kernel/rpc";
import { answeredChanges } from "../space/tables";

/** Long after whoever asks has found out. */
const KEPT_MS = 30 * 86_400_000;

/** What became of a change that another space asked for; undefined: it never came here. */
export const answerOf = ({ db }: Pick<Rooms, "db">, changeId: string): boolean | undefined =>
  db.select().from(answeredChanges).where(eq(answeredChanges.id, changeId)).get()?.tookEffect;

/** In the transaction of the row that says the same. */
export function answer({ db, clock }: Pick<Rooms, "db" | "clock">, id: string, tookEffect: boolean): void {
  const createdAtMs = clock();
  db.delete(answeredChanges)
    .where(lt(answeredChanges.createdAtMs, createdAtMs - KEPT_MS))
    .run();
  db.insert(answeredChanges).values({ id, tookEffect, createdAtMs }).onConflictDoNothing().run();
}

/** The row of another space's change, once. Gives what became of the change: an earlier answer stands. Rejects with NotDurable. */
export const recordOnce = (
  { rooms, journal }: { readonly rooms: Rooms; readonly journal: Journal },
  { changeId, row }: SpaceEntry,
  tookEffect: boolean,
): Promise<boolean> =>
  journal.change<boolean>(() => {
    const known = answerOf(rooms, changeId);
    if (known !== undefined) return { value: known, rows: [] };
    answer(rooms, changeId, tookEffect);
    const rows: readonly Draft[] = [row];
    return { value: tookEffect, rows };
  });
