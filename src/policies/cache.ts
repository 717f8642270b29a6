import { and, asc, eq, inArray, or } from "drizzle-orm";
import { groupIdsOf } from "../identities/stored";
import type { SpaceDb } from "../kernel/db";
import { perSpace } from "../kernel/per-space";
import type { HeldPolicy } from "../kernel/policy";
import { settingsOf } from "../settings/cache";
import { compilePolicy } from "./compile";
import type { EffectiveRule } from "./decide";
import { bindings, policies } from "./tables";

const MAX_CACHED = 2_000;

interface Held {
  readonly policyId: string;
  /** The last instant of any binding that leads here; null: never. */
  readonly untilMs: number | null;
}
/** Whose rules are asked for. */
export interface Holder {
  readonly identityId: string;
  /** Groups besides those that the identity is in; absent: none. */
  readonly tokenGroups?: readonly string[];
  /** Of these policies alone; null: of all. */
  readonly policyIds: readonly string[] | null;
}
interface Compiled {
  readonly policy: HeldPolicy;
  readonly rules: readonly EffectiveRule[];
}

/**
 * Which rules an identity holds, itself or through its groups, in memory. Right, because this object is the only writer of
 * these tables and calls `forget` after every change of policies, bindings, identities and groups. Only time passes by
 * itself: whether a binding has expired is decided at each request.
 */
export class PolicyCache {
  readonly #held = new Map<string, readonly Held[]>();
  /** Each active policy once, however many identities hold it. */
  readonly #compiled = new Map<string, Compiled>();

  constructor(
    private readonly db: SpaceDb,
    /** How old a second factor may be in this space, in milliseconds. */
    readonly mfaMaxAgeMs: () => number,
  ) {}

  forget(): void {
    this.#held.clear();
    this.#compiled.clear();
  }

  /**
   * Of active policies bound by a live binding, by the policy's id and then in the policy's order.
   */
  rulesOf(holder: Holder, nowMs: number): readonly EffectiveRule[] {
    return this.#live(holder, nowMs).flatMap(({ rules }) => rules);
  }

  /** The same as plain data. */
  policiesOf(holder: Holder, nowMs: number): readonly HeldPolicy[] {
    return this.#live(holder, nowMs).map(({ policy }) => policy);
  }

  #live({ identityId, tokenGroups = [], policyIds: only }: Holder, nowMs: number): Compiled[] {
    const own = this.#heldBy(identityId);
    const held = tokenGroups.length === 0 ? own : joined([own, ...tokenGroups.map((id) => this.#heldBy(id))]);
    return held.flatMap(({ policyId, untilMs }) => {
      if (only !== null && !only.includes(policyId)) return [];
      const compiled = this.#compiled.get(policyId) ?? this.#compile(policyId);
      return compiled && (untilMs === null || nowMs < untilMs) ? [compiled] : [];
    });
  }

  #heldBy(id: string): readonly Held[] {
    return this.#held.get(id) ?? this.#load(id);
  }

  #load(identityId: string): readonly Held[] {
    if (this.#held.size >= MAX_CACHED) this.forget();
    const groups = groupIdsOf(this.db, identityId);
    const rows = this.db
      .select({ policyId: bindings.policyId, untilMs: bindings.expiresAtMs })
      .from(bindings)
      .innerJoin(policies, eq(policies.id, bindings.policyId))
      .where(
        and(eq(policies.isActive, true), or(eq(bindings.identityId, identityId), inArray(bindings.identityId, groups))),
      )
      .orderBy(asc(bindings.policyId))
      .all();
    const held = merged(rows);
    this.#held.set(identityId, held);
    return held;
  }

  #compile(id: string): Compiled | undefined {
    const row = this.db.select({ rules: policies.rules }).from(policies).where(eq(policies.id, id)).get();
    if (!row) return undefined;
    const policy = { id, rules: row.rules };
    const compiled = { policy, rules: compilePolicy(policy) };
    this.#compiled.set(id, compiled);
    return compiled;
  }
}

export const policyCache = perSpace((core) => new PolicyCache(core.db, () => settingsOf(core).mfaMaxAgeMs));

/** Each policy once, in the order in which it first comes. */
function merged(bound: readonly Held[]): readonly Held[] {
  const latest = new Map<string, number | null>();
  for (const { policyId, untilMs } of bound) latest.set(policyId, later(latest.get(policyId), untilMs));
  return [...latest].map(([policyId, untilMs]) => ({ policyId, untilMs }));
}

/** The same for several holders at once, by the policy's id. */
const joined = (lists: readonly (readonly Held[])[]): readonly Held[] =>
  merged(lists.flat().sort((a, b) => (a.policyId < b.policyId ? -1 : Number(a.policyId > b.policyId))));

const later = (a: number | null | undefined, b: number | null): number | null =>
  a === undefined ? b : a === null || b === null ? null : Math.max(a, b);
