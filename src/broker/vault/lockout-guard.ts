import { and, asc, eq, gt, lte, notInArray } from "drizzle-orm";
import type { DrizzleSqliteDODatabase } from "drizzle-orm/durable-sqlite";
import { ok, type Result } from "../../errors";
import { perSpace } from "../../kernel/per-space";
import { loginAttempts } from "../state-tables";

/**
 * Keeps a tenant's AppRole logins below the vault's lockout, which counts five failures of one role: whichever integration,
 * secret id, trial or spelling of the address they come from. Runs in the tenant's object. For each target (mount and role id):
 *  - a login is written down before it is sent, and counts as refused until its outcome is known, also after a crash;
 *  - a good login clears the count; one that got no verdict (timeout, 5xx, 429) is struck out;
 *  - after four within 15 minutes none is permitted until the oldest of them is 15 minutes old;
 *  - one login at a time, so that several integrations that start together do not use up the count with good logins.
 */
export interface PermitRequest {
  readonly integrationId: string;
  /** Lower-case hex SHA-256 of the target. */
  readonly targetHash: string;
  /** The hash that releases before counted the same logins under; what they wrote down goes on counting. */
  readonly formerHash?: string;
  readonly purpose: LoginPurpose;
}
export type LoginPurpose = "use" | "verify";
export type LoginOutcome = "good" | "refused" | "failed";
export interface Settlement {
  readonly integrationId: string;
  readonly permit: number;
  readonly outcome: LoginOutcome;
  readonly purpose: LoginPurpose;
  /** Of the secret id that logged in. */
  readonly revision: number;
}
/** The tenant's object as a session object sees it. */
export interface LockoutRpc {
  acquire(request: PermitRequest): Promise<Result<{ permit: number }>>;
  release(settlement: Settlement): Promise<void>;
}

const MAX_REFUSALS = 4;
const WINDOW_MS = 15 * 60 * 1000;
/** A call may take 5 s; what takes longer no longer holds up the others, but still counts. */
const MAX_WAIT_MS = 6000;

const MAX_ON_THEIR_WAY = 50;

interface Pending {
  readonly permit: number;
  readonly settled: Promise<undefined>;
  readonly settle: (nothing: undefined) => void;
}

export class LockoutGuard implements LockoutRpc {
  /** The newest login of a target that is on its way. */
  readonly #pending = new Map<string, Pending>();
  /** All that are on their way, with their target: overtaken ones too. */
  readonly #targets = new Map<number, string>();

  constructor(
    private readonly db: DrizzleSqliteDODatabase,
    private readonly now: () => number,
    private readonly maxWaitMs = MAX_WAIT_MS,
  ) {}

  async acquire({ targetHash, formerHash }: PermitRequest): Promise<Result<{ permit: number }>> {
    if (formerHash !== undefined) this.#takeOver(formerHash, targetHash);
    return this.#inTurn(targetHash, () => this.#permit(targetHash));
  }

  /** Would a login be permitted now? Takes no permit. */
  check({ targetHash, formerHash }: Pick<PermitRequest, "targetHash" | "formerHash">): Result<null> {
    if (formerHash !== undefined) this.#takeOver(formerHash, targetHash);
    const nowMs = this.now();
    const freeAtMs = this.#freeAtMs(targetHash, nowMs);
    return freeAtMs === undefined ? ok(null) : pausedFor(freeAtMs - nowMs);
  }

  /** A permit that is unknown, or settled already, changes nothing. */
  async release({ permit, outcome }: Settlement): Promise<void> {
    const targetHash = this.#targetOf(permit);
    const pending = targetHash === undefined ? undefined : this.#pending.get(targetHash);
    this.#targets.delete(permit);
    if (outcome === "failed") this.db.delete(loginAttempts).where(eq(loginAttempts.id, permit)).run();
    if (outcome === "good" && targetHash !== undefined) this.#clear(targetHash);
    if (targetHash !== undefined && pending?.permit === permit) {
      this.#pending.delete(targetHash);
      pending.settle(undefined);
    }
  }

  /** Waits for the logins of this target that are on their way, and works in the same turn in which the last one ended. */
  async #inTurn<T>(targetHash: string, work: () => T): Promise<T> {
    const late = Promise.withResolvers<"late">();
    const timer = setTimeout(() => late.resolve("late"), this.maxWaitMs);
    let ended: "late" | undefined;
    try {
      for (let before = this.#pending.get(targetHash); before && !ended; before = this.#pending.get(targetHash)) {
        ended = await Promise.race([before.settled, late.promise]);
        if (ended && this.#pending.get(targetHash) === before) this.#pending.delete(targetHash);
      }
      return work();
    } finally {
      clearTimeout(timer);
    }
  }

  #takeOver(formerHash: string, targetHash: string): void {
    this.db.update(loginAttempts).set({ targetHash }).where(eq(loginAttempts.targetHash, formerHash)).run();
  }

  #permit(targetHash: string): Result<{ permit: number }> {
    const nowMs = this.now();
    this.#forgetLost();
    this.db
      .delete(loginAttempts)
      .where(lte(loginAttempts.atMs, nowMs - WINDOW_MS))
      .run();
    const freeAtMs = this.#freeAtMs(targetHash, nowMs);
    if (freeAtMs !== undefined) return pausedFor(freeAtMs - nowMs);
    const row = this.db
      .insert(loginAttempts)
      .values({ targetHash, atMs: nowMs })
      .returning({ id: loginAttempts.id })
      .get();
    this.#begin(targetHash, row.id);
    return ok({ permit: row.id });
  }

  /** A session that died under way never settles: its row counts until it is too old, and then its permit is forgotten too. */
  #forgetLost(): void {
    if (this.#targets.size < MAX_ON_THEIR_WAY) return;
    const kept = new Set(
      this.db
        .select({ id: loginAttempts.id })
        .from(loginAttempts)
        .all()
        .map(({ id }) => id),
    );
    for (const permit of this.#targets.keys()) if (!kept.has(permit)) this.#targets.delete(permit);
  }

  #begin(targetHash: string, permit: number): void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#pending.get(targetHash)?.settle(undefined); // overtaken: those who wait for it wait for this one
    this.#pending.set(targetHash, { permit, settled: promise, settle: resolve });
    this.#targets.set(permit, targetHash);
  }

  /** When one of the counted logins leaves the window, if there are too many now. */
  #freeAtMs(targetHash: string, nowMs: number): number | undefined {
    const rows = this.db
      .select({ atMs: loginAttempts.atMs })
      .from(loginAttempts)
      .where(and(eq(loginAttempts.targetHash, targetHash), gt(loginAttempts.atMs, nowMs - WINDOW_MS)))
      .orderBy(asc(loginAttempts.atMs))
      .all();
    const oldest = rows.at(-MAX_REFUSALS);
    return oldest === undefined ? undefined : oldest.atMs + WINDOW_MS;
  }

  #targetOf(permit: number): string | undefined {
    const known = this.#targets.get(permit);
    if (known !== undefined) return known;
    return this.db
      .select({ targetHash: loginAttempts.targetHash })
      .from(loginAttempts)
      .where(eq(loginAttempts.id, permit))
      .get()?.targetHash;
  }

  /** All of the target but what is still on its way: that may yet be refused. */
  #clear(targetHash: string): void {
    const onTheirWay = [...this.#targets].filter(([, target]) => target === targetHash).map(([permit]) => permit);
    this.db
      .delete(loginAttempts)
      .where(and(eq(loginAttempts.targetHash, targetHash), notInArray(loginAttempts.id, onTheirWay)))
      .run();
  }
}

/** Of a space, in its own object. */
export const lockoutGuard = perSpace(({ db, clock }) => new LockoutGuard(db, clock));

const pausedFor = (leftMs: number): Result<never> => ({
  ok: false,
  error: {
    code: "vault_auth_failed",
    details: { stage: "login", retryable: false, paused: true },
    retryAfter: Math.max(1, Math.ceil(leftMs / 1000)),
  },
});
