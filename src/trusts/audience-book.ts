import { and, eq, sql } from "drizzle-orm";
import { fail } from "../errors";
import type { ChangeOutcome } from "../kernel/change";
import type { ObjectCore } from "../kernel/core";
import type { ReadDb } from "../kernel/db";
import { askDirectory, type Write } from "../kernel/directory";
import { schedulerSource } from "../kernel/event";
import { perSpace } from "../kernel/per-space";
import type { AudienceFollowup } from "./audience-followups";
import { trustAudiences } from "./audience-tables";
import { trusts } from "./tables";

/** Changes of one subject never overtake each other in D1: what was given back late would take from a trust what it has since. */
const SUBJECT = "trust_audiences";

export const isUsed = (db: ReadDb, audience: string): boolean =>
  db.select({ id: trusts.id }).from(trusts).where(eq(trusts.audience, audience)).limit(1).get() !== undefined;

/**
 * Which audiences mean this tenant, in D1. One is reserved before a trust is written that has it, and given back some time after the
 * last such trust is gone: so D1 may say too much for a moment and never too little, and a trust is deleted without it.
 */
class AudienceBook {
  /** Reserved since the object started, and not given back. */
  readonly #reserved = new Set<string>();
  #tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly core: ObjectCore) {}

  /** Before the transaction that writes a trust. Throws AppError name_conflict: another tenant has it; service_unavailable. */
  async reserve(audience: string): Promise<void> {
    if (isUsed(this.core.db, audience)) return;
    await this.#inTurn(async () => {
      if (await this.#isOfOther(audience)) fail("name_conflict", { field: "audience" });
      const outcome = await this.#change({ kind: "audience_reserved", audience }, this.#insert(audience));
      if (outcome === "refused" && (await this.#isOfOther(audience))) fail("name_conflict", { field: "audience" });
      if (outcome !== "done") fail("service_unavailable");
      this.#reserved.add(audience);
    });
  }

  /** In the transaction that writes a trust. False: it was given back since it was reserved; whoever asks again reserves it anew. */
  isHeld(audience: string): boolean {
    return this.#reserved.has(audience) || isUsed(this.core.db, audience);
  }

  /** What no trust has. Nothing else may come between the look and the note that it is not held. */
  async release(audience: string): Promise<void> {
    await this.#inTurn(async () => {
      if (isUsed(this.core.db, audience)) return;
      this.#reserved.delete(audience);
      const outcome = await this.#change({ kind: "audience_released", audience }, this.#delete(audience));
      if (outcome !== "done") fail("service_unavailable");
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => undefined);
    return await turn;
  }

  async #isOfOther(audience: string): Promise<boolean> {
    const { directory, space } = this.core;
    const row = await askDirectory(
      directory.select().from(trustAudiences).where(eq(trustAudiences.audience, audience)).get(),
    );
    return row !== undefined && row.tenantId !== space.id;
  }

  /** Again by the same tenant it changes nothing; by another it would take the holder away, which the column does not allow. */
  #insert(audience: string): Write {
    const row = { audience, tenantId: this.core.space.id };
    const kept = sql`CASE WHEN ${trustAudiences.tenantId} = excluded.tenant_id THEN ${trustAudiences.tenantId} END`;
    return (directory) =>
      directory
        .insert(trustAudiences)
        .values(row)
        .onConflictDoUpdate({ target: trustAudiences.audience, set: { tenantId: kept } });
  }

  #delete(audience: string): Write {
    const own = and(eq(trustAudiences.audience, audience), eq(trustAudiences.tenantId, this.core.space.id));
    return (directory) => directory.delete(trustAudiences).where(own);
  }

  /** Without rows: the log tells of the trust, once it is written. */
  async #change(followup: AudienceFollowup, write: Write): Promise<ChangeOutcome["outcome"]> {
    const { changes, journal, clock } = this.core;
    const notes = { rows: [], events: [], source: schedulerSource(clock()) };
    const made = await changes.make(notes, { subject: SUBJECT, followup, make: { write } });
    if (made.outcome === "open") return made.outcome;
    try {
      await journal.change(() => ({ value: made.close(), rows: [] }));
    } finally {
      changes.release(made.id);
    }
    return made.outcome;
  }
}

export const audienceBook = perSpace((core) => new AudienceBook(core));
