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
type Only = readonly string[] | null;
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
   * Of active policies bound by a live binding, by the policy's id and then in the policy's order. `only`: of these policies
   * alone; null: of all.
   */
  rulesOf(identityId: string, nowMs: number, only: Only): readonly EffectiveRule[] {
    return this.#live(identityId, nowMs, only).flatMap(({ rules }) => rules);
  }

  /** The same as plain data. */
  policiesOf(identityId: string, nowMs: number, only: Only): readonly HeldPolicy[] {
    return this.#live(identityId, nowMs, only).map(({ policy }) => policy);
  }

  #live(identityId: string, nowMs: number, only: Only): Compiled[] {
    const held = this.#held.get(identityId) ?? this.#load(identityId);
    return held.flatMap(({ policyId, untilMs }) => {
      if (only !== null && !only.includes(policyId)) return [];
      const compiled = this.#compiled.get(policyId);
      return compiled && (untilMs === null || nowMs < untilMs) ? [compiled] : [];
    });
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
    const latest = new Map<string, number | null>();
    for (const { policyId, untilMs } of rows) latest.set(policyId, later(latest.get(policyId), untilMs));
    const held = [...latest].map(([policyId, untilMs]) => ({ policyId, untilMs }));
    for (const { policyId } of held) this.#compile(policyId);
    this.#held.set(identityId, held);
    return held;
  }

  #compile(id: string): void {
    if (this.#compiled.has(id)) return;
    const row = this.db.select({ rules: policies.rules }).from(policies).where(eq(policies.id, id)).get();
    if (!row) return;
    const policy = { id, rules: row.rules };
    this.#compiled.set(id, { policy, rules: compilePolicy(policy) });
  }
}

export const policyCache = perSpace((core) => new PolicyCache(core.db, () => settingsOf(core).mfaMaxAgeMs));

const later = (a: number | null | undefined, b: number | null): number | null =>
  a === undefined ? b : a === null || b === null ? null : Math.max(a, b);
