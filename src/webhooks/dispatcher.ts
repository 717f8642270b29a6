import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import { NoRootKey, UnknownRootKey } from "../crypto/keyring";
import type { JournalWriter } from "../kernel/audit";
import type { Core } from "../kernel/core";
import type { Job } from "../kernel/job";
import { perSpace } from "../kernel/per-space";
import { logError, nameOf } from "../log";
import { attempt } from "./attempt";
import { type Webhook, webhookCache } from "./cache";
import { type Delivery, recordAttempt } from "./deliveries";
import { outbox, WATCH_MS } from "./outbox";
import { deliveries, events } from "./tables";

/** Requests under way at once, over all webhooks; what is beyond waits. The platform lets an object have six. */
const MAX_SLOTS = 6;
/** Of these, for all webhooks together that were not seen to answer well; the rest is for those that were. */
const MAX_UNPROVEN_SLOTS = 4;
/** Of the slots for unproven receivers: those for all that fail or are slow together. They may delay each other, never the others. */
const MAX_TROUBLED_SLOTS = 2;
/** For one webhook that answers well and has a backlog. Without one its deliveries go out one by one, in order. */
const MAX_OWN_SLOTS = 4;
const BACKLOG = 8;
const SLOW_MS = 2_000;
/** After what should not happen: a key that is missing, a commit that was lost. */
const PAUSE_MS = 60_000;

/** How the latest attempt went, as far as this object remembers. */
type ReceiverHealth = "unknown" | "good" | "troubled";
interface ReceiverState {
  readonly underWay: Set<number>;
  repute: ReceiverHealth;
  pausedUntilMs: number;
  /** Turns are taken in this order. */
  servedAt: number;
}

/**
 * Sends what waits. Nobody waits for it.
 *  - an attempt is a request and its outcome, written with its row of the log; cut off between the two it is made again
 *  - what is due is found in the table: nothing is lost with the object's memory, and nothing is sent twice at once
 *  - a slow or dead receiver holds up neither a caller nor the receivers of others
 */
class DeliveryDispatcher {
  readonly #standings = new Map<string, ReceiverState>();
  #turn = 0;

  constructor(
    private readonly core: Core,
    private readonly journal: JournalWriter,
  ) {}

  /** A transaction was committed. */
  committed(): void {
    if (outbox(this.core).takeQueued()) this.dispatch();
  }

  /** Sends as much as may be under way at once. Cheap if nothing is due. */
  dispatch(): void {
    const core = this.core;
    if (core.space.status === "suspended") return;
    const nowMs = core.clock();
    for (const webhook of this.#inTurn(core, nowMs))
      for (const delivery of this.#dueOf(core, webhook, nowMs)) this.#start(webhook, delivery);
  }

  /** When the alarm should look, in milliseconds. While requests are under way each of them starts what is due as it ends, so the alarm only looks whether the object went away meanwhile. */
  nextDueMs(): number | null {
    const { space, clock, db } = this.core;
    if (space.status === "suspended") return null;
    const nowMs = clock();
    const all = webhookCache(this.core)
      .enabled()
      .flatMap(({ id }) => {
        const of = and(eq(deliveries.webhookId, id), isNotNull(deliveries.nextAttemptAtMs));
        const first =
          db
            .select({ at: min(deliveries.nextAttemptAtMs) })
            .from(deliveries)
            .where(of)
            .get()?.at ?? null;
        if (first === null) return [];
        const dueMs = Math.max(first, this.#standings.get(id)?.pausedUntilMs ?? 0);
        return [dueMs <= nowMs && this.#underWay() > 0 ? nowMs + WATCH_MS : dueMs];
      });
    return all.length === 0 ? null : Math.min(...all);
  }

  /** Those that may have another request now, the one first that waited longest for its turn. */
  *#inTurn(core: Core, nowMs: number): Generator<Webhook> {
    const all = webhookCache(core)
      .enabled()
      .map((webhook) => ({ webhook, standing: this.#standingOf(webhook.id) }));
    if (this.#standings.size > all.length) this.#forgetOthers(all.map(({ standing }) => standing));
    for (const { webhook, standing } of all.toSorted((a, b) => a.standing.servedAt - b.standing.servedAt)) {
      if (this.#underWay() >= MAX_SLOTS) return;
      if (standing.pausedUntilMs <= nowMs) yield webhook;
    }
  }

  #dueOf({ db }: Core, webhook: Webhook, nowMs: number): Delivery[] {
    const { underWay } = this.#standingOf(webhook.id);
    const due = db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.webhookId, webhook.id), lte(deliveries.nextAttemptAtMs, nowMs)))
      .orderBy(asc(deliveries.nextAttemptAtMs), asc(deliveries.seq))
      .limit(BACKLOG + underWay.size)
      .all()
      .filter(({ seq }) => !underWay.has(seq));
    const own = this.#reputeOf(webhook) === "good" && due.length >= BACKLOG ? MAX_OWN_SLOTS : 1;
    return due.slice(0, Math.max(0, Math.min(own - underWay.size, this.#freeSlots(webhook))));
  }

  #freeSlots(webhook: Webhook): number {
    const repute = this.#reputeOf(webhook);
    const free = MAX_SLOTS - this.#underWay();
    if (repute === "good") return free;
    const unproven = Math.min(free, MAX_UNPROVEN_SLOTS - this.#underWay("unknown") - this.#underWay("troubled"));
    return repute === "unknown" ? unproven : Math.min(unproven, MAX_TROUBLED_SLOTS - this.#underWay("troubled"));
  }

  #start(webhook: Webhook, delivery: Delivery): void {
    const standing = this.#standingOf(webhook.id);
    standing.repute = this.#reputeOf(webhook);
    standing.underWay.add(delivery.seq);
    standing.servedAt = ++this.#turn;
    void this.#deliver(webhook, delivery, standing).finally(() => {
      standing.underWay.delete(delivery.seq);
      this.dispatch();
      const next = this.nextDueMs();
      if (next !== null) this.core.schedule(next);
    });
  }

  /** Never rejects. */
  async #deliver(webhook: Webhook, { seq, eventId }: Delivery, standing: ReceiverState): Promise<void> {
    const core = this.core;
    try {
      const event = core.db.select().from(events).where(eq(events.id, eventId)).get();
      if (!event) throw new Error("a delivery without its event");
      const sent = await attempt(core, webhook, event);
      standing.repute = sent.error === null && sent.durationMs <= SLOW_MS ? "good" : "troubled";
      const told = { nowMs: core.clock(), chance: Math.random(), url: webhook.url };
      await this.journal.change(() => ({ value: null, rows: recordAttempt(core, seq, sent, told) }));
    } catch (e) {
      standing.pausedUntilMs = core.clock() + PAUSE_MS;
      const root_key = e instanceof UnknownRootKey ? e.keyId : e instanceof NoRootKey ? null : undefined;
      logError({ error: nameOf(e), webhook_id: webhook.id, root_key });
    }
  }

  /** Of webhooks that are gone or disabled nothing is remembered but what is still under way. */
  #forgetOthers(standings: readonly ReceiverState[]): void {
    for (const [id, standing] of this.#standings)
      if (standing.underWay.size === 0 && !standings.includes(standing)) this.#standings.delete(id);
  }

  #standingOf(webhookId: string): ReceiverState {
    let standing = this.#standings.get(webhookId);
    if (!standing) {
      standing = { underWay: new Set(), repute: "unknown", pausedUntilMs: 0, servedAt: 0 };
      this.#standings.set(webhookId, standing);
    }
    return standing;
  }

  /** One that failed before is in trouble also after the object was away. */
  #reputeOf({ id, failures }: Webhook): ReceiverHealth {
    const { repute } = this.#standingOf(id);
    return failures > 0 ? "troubled" : repute;
  }

  /** Requests of webhooks of this repute; of all. */
  #underWay(repute?: ReceiverHealth): number {
    return [...this.#standings.values()].reduce(
      (sum, standing) => sum + (repute === undefined || standing.repute === repute ? standing.underWay.size : 0),
      0,
    );
  }
}

export const dispatcher = perSpace((core) => new DeliveryDispatcher(core, core.journal));

/** What waits since the object went away, and what is tried again. */
export const sendDeliveries: Job = {
  name: "webhooks.send",
  nextDueMs: (core) => dispatcher(core).nextDueMs(),
  run: (core) => dispatcher(core).dispatch(),
};
