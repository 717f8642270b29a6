import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { SpaceObject } from "../../src/index";
import { letRingIfDue } from "../support/alarms";
import { type Answer, type AuditRow, auditRows } from "../support/api";
import { PATIENCE_MS } from "../support/patience";
import { rowsOf } from "../support/spaces";

/** Anew for each use: a stub of an object that was killed is of no use any more. */
const stubOf = (space: string): DurableObjectStub<SpaceObject> => env.SPACES.getByName(space);

/** Where an object is killed, in the order of a change's life. */
export const POINTS = [
  "before the intention is durable",
  "once the intention is durable",
  "while the change is on its way",
  "once the change took effect",
  "before the outcome is durable",
  "once the outcome is durable",
] as const;
export type Point = (typeof POINTS)[number];

const never = new Promise<never>(() => {});
const isChange = (statements: readonly unknown[]): boolean => statements.length === 3;

/**
 * Does `work`, and kills the object at that point of the first change it makes. `late`: the change as it was on its way, to be
 * let through later; it rejects if D1 no longer takes it.
 */
export async function killed(space: string, point: Point, work: () => Promise<Answer>) {
  let late: () => Promise<unknown> = async () => undefined;
  let kills = 0;
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const batch = database.batch;
  await runInDurableObject(stubOf(space), (_, state) => {
    const kill = () => {
      kills++;
      state.abort("killed");
      return never;
    };
    const { storage } = state;
    const sync = storage.sync.bind(storage);
    let syncs = 0;
    storage.sync = async () => {
      syncs++;
      if ((syncs === 1 && point === POINTS[0]) || (syncs === 2 && point === POINTS[4])) return await kill();
      await sync();
      if ((syncs === 1 && point === POINTS[1]) || (syncs === 2 && point === POINTS[5])) return await kill();
    };
    if (point !== POINTS[2] && point !== POINTS[3]) return;
    vi.spyOn(database, "batch").mockImplementation(async function (this: D1Database, statements) {
      if (kills > 0 || !isChange(statements)) return await batch.call(this, statements);
      if (point === POINTS[3]) await batch.call(this, statements);
      else late = () => batch.call(this, statements);
      return await kill();
    });
  });
  const answer = await work();
  vi.mocked(database.batch).mockRestore?.();
  return { answer, kills, late };
}

export const pendingOf = (space: string) => rowsOf(stubOf(space), "SELECT id, subject, plan FROM pending_changes");

/** Until the objects have settled what was left, by their alarms alone. */
export async function settled(...spaces: readonly string[]): Promise<void> {
  for (const space of spaces)
    await vi.waitFor(
      async () => {
        await letRingIfDue(stubOf(space));
        const left = await pendingOf(space);
        if (left.length > 0) throw new Error(`left: ${JSON.stringify(left.map(({ subject }) => subject))}`);
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
}

export const rowsOfRequest = async (space: string, requestId: string): Promise<AuditRow[]> =>
  (await auditRows(stubOf(space))).filter(({ request_id }) => request_id === requestId);
export const summary = (row: AuditRow): string => `${row.action} ${row.error_code ?? "ok"}`;
