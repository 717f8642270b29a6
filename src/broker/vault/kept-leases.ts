import { ok, type Result } from "../../errors";
import { perSpace } from "../../kernel/per-space";
import type { Lease, SessionCall, SessionRpc } from "./session/rpc";
import { trialOf } from "./session/token-store";

/** Of one integration; past it all are asked for anew. */
const MAX_KEPT = 500;

interface Kept {
  readonly lease: Lease;
  readonly untilMs: number;
  /** Of the secret id that won it. */
  readonly revision: number;
  readonly trial: string;
}

/**
 * Tokens of vaults that the tenant's object keeps for a few seconds, so that not each of many reads asks the session's object first:
 * for one path each, because the session judges the path. How long is said by the session; a token whose uses are counted is not kept.
 * One is dropped when the vault refuses it, at a login, with another secret id, and with its integration.
 */
export class KeptLeases {
  readonly #byIntegration = new Map<string, Map<string, Kept>>();

  /** What is put into it after `drop` is found by nobody. */
  of(integrationId: string): Map<string, Kept> {
    const known = this.#byIntegration.get(integrationId);
    if (known) return known;
    const leases = new Map<string, Kept>();
    this.#byIntegration.set(integrationId, leases);
    return leases;
  }

  drop(integrationId: string): void {
    this.#byIntegration.delete(integrationId);
  }
}

export const keptLeases = perSpace(() => new KeptLeases());

/** The session of an integration, asked for a lease of a `GET` only where none is kept. `now`: milliseconds. */
export function withKeptLeases(session: SessionRpc, kept: KeptLeases, now: () => number): SessionRpc {
  const dropped = <T>(call: SessionCall, ask: () => Promise<Result<T>>): Promise<Result<T>> => {
    kept.drop(call.integrationId);
    return ask();
  };
  return {
    ...session,
    async acquire(call, path) {
      if (!path.startsWith("GET ")) return await session.acquire(call, path);
      const leases = kept.of(call.integrationId);
      const found = leases.get(path);
      if (found && isGood(found, call, now())) return ok(found.lease);
      leases.delete(path);
      const askedMs = now();
      const lease = await session.acquire(call, path);
      if (!lease.ok || lease.value.keepMs === 0) return lease;
      if (leases.size >= MAX_KEPT) leases.clear();
      const { revision } = call;
      // What was won by a login is fresh for the call that waited for it, and for no other.
      const again = { ...lease.value, fresh: false };
      leases.set(path, { lease: again, untilMs: askedMs + lease.value.keepMs, revision, trial: trialOf(call) });
      return lease;
    },
    refused: (call, denial) => dropped(call, () => session.refused(call, denial)),
    login: (call) => dropped(call, () => session.login(call)),
  };
}

const isGood = ({ untilMs, revision, trial }: Kept, call: SessionCall, nowMs: number): boolean =>
  nowMs < untilMs && revision === call.revision && trial === trialOf(call);
