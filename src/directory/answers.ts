import { eq, lt } from "drizzle-orm";
import { ok, type Result, refuse } from "../errors";
import type { NewAuditEntry } from "../kernel/audit";
import type { Core, ObjectCore } from "../kernel/core";
import { internal } from "../kernel/internal";
import type { SpaceEntry } from "../kernel/rpc";
import { answeredChanges } from "./state-tables";

/** Long after whoever asks has found out. */
const KEPT_MS = 30 * 86_400_000;

/** What became of a change that another space asked for; undefined: it never came here. */
export const answerOf = ({ db }: Pick<Core, "db">, changeId: string): boolean | undefined =>
  db.select().from(answeredChanges).where(eq(answeredChanges.id, changeId)).get()?.tookEffect;

/** In the transaction of the row that says the same. */
export function answer({ db, clock }: Pick<Core, "db" | "clock">, id: string, tookEffect: boolean): void {
  const createdAtMs = clock();
  db.delete(answeredChanges)
    .where(lt(answeredChanges.createdAtMs, createdAtMs - KEPT_MS))
    .run();
  db.insert(answeredChanges).values({ id, tookEffect, createdAtMs }).onConflictDoNothing().run();
}

/** The row of another space's change, once. Gives what became of the change: an earlier answer stands. Rejects with NotDurable. */
export const recordOnce = (core: ObjectCore, { changeId, row }: SpaceEntry, tookEffect: boolean): Promise<boolean> =>
  core.journal.change<boolean>(() => {
    const known = answerOf(core, changeId);
    if (known !== undefined) return { value: known, rows: [] };
    answer(core, changeId, tookEffect);
    const rows: readonly NewAuditEntry[] = [row];
    return { value: tookEffect, rows };
  });

/** A row that another space's operation leaves in this log. */
export const appendEntry = internal({
  name: "spaces.append",
  async run(core, entry: SpaceEntry): Promise<Result<null>> {
    if (entry.row.tenant_id !== core.space.id) return refuse("internal_error");
    await recordOnce(core, entry, true);
    return ok(null);
  },
});
