import { asc } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import type { NewEvent } from "../kernel/event";
import { perSpace } from "../kernel/per-space";
import { subscribes, wants } from "./matching";
import { webhooks } from "./tables";

export type Webhook = typeof webhooks.$inferSelect;

/**
 * The webhooks of this space, in memory: at most twenty, asked at every read of a value. Right, because this object is the only
 * writer of the table and calls `forget` after each change.
 */
export class WebhookCache {
  #all: readonly Webhook[] | undefined;
  /** By type of event: does anybody want such a thing at all? */
  readonly #wanted = new Map<string, boolean>();

  /** Counts what was sealed, or erased, since the directory was told how much there is. */
  #sealings = 0;

  constructor(private readonly db: SpaceDb) {}

  forget(): void {
    this.#all = undefined;
    this.#wanted.clear();
  }

  enabled(): readonly Webhook[] {
    this.#all ??= this.db.select().from(webhooks).orderBy(asc(webhooks.id)).all();
    return this.#all.filter(({ enabled }) => enabled);
  }

  /** Ids of the webhooks that get this event. */
  targetsOf(event: NewEvent): readonly string[] {
    const { type, webhookIds = [] } = event;
    if (webhookIds.length === 0 && !this.wantsAny(type)) return [];
    return this.enabled().flatMap((webhook) =>
      webhookIds.includes(webhook.id) || wants(webhook, event) ? [webhook.id] : [],
    );
  }

  /** A secret is about to be sealed, or was erased: the directory's count is to be set right. */
  secretsResealed(): void {
    this.#sealings++;
  }

  get hasUncountedSecrets(): boolean {
    return this.#sealings > 0;
  }

  /** Call what it gives when the directory was told; what was sealed meanwhile is told the next time. */
  countingSecrets(): () => void {
    const told = this.#sealings;
    return () => {
      this.#sealings -= told;
    };
  }

  /** Does any webhook subscribe to such events at all? */
  wantsAny(type: string): boolean {
    let wanted = this.#wanted.get(type);
    if (wanted === undefined) {
      wanted = this.enabled().some(({ events }) => subscribes(events, type));
      this.#wanted.set(type, wanted);
    }
    return wanted;
  }
}

export const webhookCache = perSpace(({ db }) => new WebhookCache(db));
