import { and, count, desc, eq, gt, inArray, isNull, sql, sum } from "drizzle-orm";
import { hashToken } from "../crypto/token";
import { DAY_MS } from "../formats";
import type { SpaceDb } from "../kernel/db";
import { perSpace } from "../kernel/per-space";
import { recordKeyOf } from "../sealing/record-key";
import { wrappedAnswers } from "./tables";

export type WrappedRow = typeof wrappedAnswers.$inferSelect;

/** How long a used token is told from no token. */
const USED_KEPT_MS = DAY_MS;
const MAX_USED = 10_000;
/** How often the second uses of one token are told by an event. */
const TOLD_EVERY_MS = 60_000;
const MAX_TOLD = 1_000;

export const wrappingKey = recordKeyOf("wrapping");

/** Rows of wrapped answers, and what is remembered of those that were used again. */
class WrappedAnswers {
  readonly #told = new Map<string, number>();
  readonly #byHash;

  constructor(private readonly db: SpaceDb) {
    // Asked for every call of the operations that a wrapping token may make.
    this.#byHash = db
      .select()
      .from(wrappedAnswers)
      .where(eq(wrappedAnswers.hash, sql.placeholder("hash")))
      .prepare();
  }

  /** Live, or used a short time ago. */
  find(token: string, nowMs: number): WrappedRow | undefined {
    return unlessOver(this.#byHash.get({ hash: hashToken(token) }), nowMs);
  }

  byAccessor(id: string, nowMs: number): WrappedRow | undefined {
    return unlessOver(this.db.select().from(wrappedAnswers).where(eq(wrappedAnswers.id, id)).get(), nowMs);
  }

  /** Live ones, of the space or of those that one identity had wrapped. */
  total(nowMs: number, createdBy?: string): { answers: number; bytes: number } {
    const whose = createdBy === undefined ? undefined : eq(wrappedAnswers.createdBy, createdBy);
    const live = and(whose, isNull(wrappedAnswers.usedAtMs), gt(wrappedAnswers.expiresAtMs, nowMs));
    const bytes = sum(wrappedAnswers.bytes).mapWith(Number);
    const found = this.db.select({ answers: count(), bytes }).from(wrappedAnswers).where(live).get();
    return { answers: found?.answers ?? 0, bytes: found?.bytes ?? 0 };
  }

  /** The answer goes, its token is used. Inside a transaction. */
  spend({ id, expiresAtMs }: WrappedRow, nowMs: number): void {
    const { usedAtMs } = wrappedAnswers;
    const spent = { sealed: null, usedAtMs: nowMs, expiresAtMs: Math.min(expiresAtMs, nowMs + USED_KEPT_MS) };
    this.db.update(wrappedAnswers).set(spent).where(eq(wrappedAnswers.id, id)).run();
    const used = this.db.select({ id: wrappedAnswers.id }).from(wrappedAnswers).where(sql`used_at_ms is not null`);
    const surplus = used.orderBy(desc(usedAtMs)).limit(1).offset(MAX_USED);
    this.db.delete(wrappedAnswers).where(inArray(wrappedAnswers.id, surplus)).run();
  }

  /** Is the second use of this token to be told by an event? Its row of the log comes each time. */
  tells(id: string, nowMs: number): boolean {
    if (nowMs - (this.#told.get(id) ?? Number.NEGATIVE_INFINITY) < TOLD_EVERY_MS) return false;
    if (this.#told.size >= MAX_TOLD) this.#told.clear();
    this.#told.set(id, nowMs);
    return true;
  }
}

const unlessOver = (row: WrappedRow | undefined, nowMs: number): WrappedRow | undefined =>
  row && row.expiresAtMs > nowMs ? row : undefined;

export const wrappedAnswersOf = perSpace(({ db }) => new WrappedAnswers(db));
