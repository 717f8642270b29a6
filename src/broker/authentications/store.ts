import { and, count, eq, inArray, isNotNull, isNull, lte, min } from "drizzle-orm";
import { fail } from "../../errors";
import { DAY_MS } from "../../formats";
import type { JournalWriter, NewAuditEntry } from "../../kernel/audit";
import type { SpaceDb } from "../../kernel/db";
import { numberBy } from "../../kernel/hot-statement";
import { perSpace } from "../../kernel/per-space";
import { checkQuota } from "../../kernel/quota";
import { credentialStates } from "../state-tables";
import type { Ended, Progress } from "./run";
import { type AuthenticationRow, authentications } from "./tables";

const firstOverdueMs = numberBy((db) =>
  db
    .select({ at: min(authentications.endsByMs) })
    .from(authentications)
    .where(isNull(authentications.endedAtMs)),
);
const firstStartedMs = numberBy((db) =>
  db.select({ at: authentications.startedAtMs }).from(authentications).orderBy(authentications.id).limit(1),
);

/** Runs of one tenant at once. */
const MAX_LIVE = 100;
export const KEPT_MS = 30 * DAY_MS;
/** How long an `Idempotency-Key` finds its run. */
const KEY_LIVES_MS = DAY_MS;
const BATCH = 200;

/** The runs of a tenant, as its object keeps them. What must be durable before something else happens is written here at once. */
class AuthenticationStore {
  constructor(
    private readonly db: SpaceDb,
    private readonly journal: JournalWriter,
  ) {}

  find(id: string): AuthenticationRow | undefined {
    return this.db.select().from(authentications).where(eq(authentications.id, id)).get();
  }

  /** The run that holds up others of a credential. */
  liveOf(credentialId: string): AuthenticationRow | undefined {
    const { credentialId: of, endedAtMs } = authentications;
    return this.db
      .select()
      .from(authentications)
      .where(and(eq(of, credentialId), isNull(endedAtMs)))
      .get();
  }

  liveOn(browserId: string): string[] {
    const { id, browserId: on, endedAtMs } = authentications;
    const where = and(isNull(endedAtMs), eq(on, browserId));
    return this.db
      .select({ id })
      .from(authentications)
      .where(where)
      .all()
      .map((row) => row.id);
  }

  /** The run that a key has begun already. Throws AppError idempotency_key_reused: by another body. */
  known(
    keyHash: string,
    isSameBody: (row: AuthenticationRow) => boolean,
    nowMs: number,
  ): AuthenticationRow | undefined {
    const row = this.db.select().from(authentications).where(eq(authentications.keyHash, keyHash)).get();
    if (!row || row.startedAtMs + KEY_LIVES_MS <= nowMs) return undefined;
    return isSameBody(row) ? row : fail("idempotency_key_reused");
  }

  /**
   * Durable before it gives anything. The run that the key has begun already instead, if there is one by now.
   * Throws AppError authentication_in_progress, invalid_request, idempotency_key_reused.
   */
  async begin(row: AuthenticationRow, isSameBody: (row: AuthenticationRow) => boolean): Promise<AuthenticationRow> {
    return await this.journal.change(() => {
      const known = row.keyHash === null ? undefined : this.known(row.keyHash, isSameBody, row.startedAtMs);
      if (known) return { value: known, rows: [] };
      const live = this.liveOf(row.credentialId);
      if (live) fail("authentication_in_progress", { authenticationId: live.id });
      checkQuota(this.#live(), MAX_LIVE, "invalid_request");
      if (row.keyHash !== null)
        this.db
          .update(authentications)
          .set({ keyHash: null, bodyHash: null })
          .where(eq(authentications.keyHash, row.keyHash))
          .run();
      this.db.insert(authentications).values(row).run();
      return { value: row, rows: [] };
    });
  }

  #live(): number {
    const live = isNull(authentications.endedAtMs);
    return this.db.select({ live: count() }).from(authentications).where(live).get()?.live ?? 0;
  }

  /** What a live run has come to. Nothing, if it has ended. */
  async note(id: string, { mode, status, verdict }: Pick<Progress, "mode" | "status" | "verdict">): Promise<void> {
    const isLive = and(eq(authentications.id, id), isNull(authentications.endedAtMs));
    await this.journal.change(() => ({
      value: this.db.update(authentications).set({ mode, status, verdict }).where(isLive).run(),
      rows: [],
    }));
  }

  /** Once: the first end stands. `also` is written with it, and gives its rows of the log. */
  async end(
    id: string,
    ended: Ended,
    endedAtMs: number,
    also: (row: AuthenticationRow) => readonly NewAuditEntry[],
  ): Promise<AuthenticationRow | undefined> {
    return await this.journal.change<AuthenticationRow | undefined>(() => {
      const before = this.find(id);
      if (before?.endedAtMs !== null) return { value: before, rows: [] };
      this.db
        .update(authentications)
        .set({ ...ended, endedAtMs })
        .where(eq(authentications.id, id))
        .run();
      const row = { ...before, ...ended, endedAtMs };
      return { value: row, rows: also(row) };
    });
  }

  /** What was filled and never sent is gone from the page. */
  async wiped(id: string): Promise<AuthenticationRow | undefined> {
    const isFilled = and(eq(authentications.id, id), eq(authentications.status, "filled"));
    const cancelled = { status: "cancelled", code: "cancelled" } as const;
    return await this.journal.change(() => {
      this.db.update(authentications).set(cancelled).where(isFilled).run();
      return { value: this.find(id), rows: [] };
    });
  }

  /** Takes a time step of a credential's one-time codes; false: it, or a later one, is taken. */
  async claimStep(credentialId: string, expiresAtMs: number): Promise<boolean> {
    const { credentialId: of } = credentialStates;
    return await this.journal.change<boolean>(() => {
      const state = this.db.select().from(credentialStates).where(eq(of, credentialId)).get();
      const isFree = state !== undefined && (state.totpUsedUntilMs ?? 0) < expiresAtMs;
      if (isFree)
        this.db.update(credentialStates).set({ totpUsedUntilMs: expiresAtMs }).where(eq(of, credentialId)).run();
      return { value: isFree, rows: [] };
    });
  }

  // --- what the alarm does ---

  /** Null: no run is live. */
  nextOverdueMs(): number | null {
    return firstOverdueMs(this.db);
  }

  overdue(nowMs: number): AuthenticationRow[] {
    const { endsByMs, endedAtMs } = authentications;
    const where = and(isNull(endedAtMs), lte(endsByMs, nowMs));
    return this.db.select().from(authentications).where(where).limit(BATCH).all();
  }

  /** Ids rise with the beginnings, so the oldest row is the first. */
  oldestMs(): number | null {
    return firstStartedMs(this.db);
  }

  purge(startedBeforeMs: number): void {
    const { id, startedAtMs, endedAtMs } = authentications;
    this.db.$client.transactionSync(() => {
      const old = this.db
        .select({ id })
        .from(authentications)
        .where(and(lte(startedAtMs, startedBeforeMs), isNotNull(endedAtMs)))
        .orderBy(id)
        .limit(BATCH)
        .all();
      for (let i = 0; i < old.length; i += 100)
        this.db
          .delete(authentications)
          .where(
            inArray(
              id,
              old.slice(i, i + 100).map((row) => row.id),
            ),
          )
          .run();
    });
  }
}

export const authenticationStore = perSpace(({ db, journal }) => new AuthenticationStore(db, journal));
