import { writeFault } from "../text/secret-path.ts";
import type { Entry, Found, Refused, Version } from "./source.ts";
import { type Held, isSameValue } from "./store.ts";

/** What an import is going to do, path by path. Pure: what is there is given. */

export type Action = "create" | "change" | "same" | "conflict";
/** What becomes of a path that holds something else. `fail`: nothing at all is written then. */
export type OnConflict = "skip" | "overwrite" | "fail";

/** A version that is to be written, or one whose place is to be made empty. */
export type Step =
  | { readonly kind: "put"; readonly after: number; readonly data: string }
  | { readonly kind: "destroy"; readonly version: number };

export interface Planned {
  readonly path: string;
  readonly action: Action;
  /** Of a conflict. */
  readonly reason: string | null;
  readonly notes: readonly string[];
  readonly steps: readonly Step[];
  readonly entry: Entry | null;
}

/** What Postern has at a path now: its versions from 1 on, as far as they were asked for. Undefined: nothing. */
export type There = { readonly version: number; readonly held: ReadonlyMap<number, Held> } | undefined;

/** Stands where a version was that nobody can read any more, until it is destroyed: no value is empty. */
const NOTHING = '{"not_carried_over":true}';

/** The entries that can be secrets of Postern, and conflicts of those that can't. Of two that want one path the second can't. */
export function sorted({ entries, refused }: Found): {
  readonly fit: readonly Entry[];
  readonly unfit: readonly Refused[];
} {
  const fit = new Map<string, Entry>();
  const unfit = [...refused];
  for (const entry of entries) {
    const reason = fit.has(entry.path)
      ? "the source has this path twice"
      : (writeFault(entry.path) ?? valueFault(entry));
    if (reason === null) fit.set(entry.path, entry);
    else unfit.push({ name: entry.path, reason });
  }
  return { fit: [...fit.values()], unfit };
}

const valueFault = ({ versions }: Entry): string | null =>
  versions.includes("{}") ? "a value without fields, which Postern holds none of" : null;

export const plannedRefusal = ({ name, reason }: Refused): Planned => ({
  path: name,
  action: "conflict",
  reason,
  notes: [],
  steps: [],
  entry: null,
});

export function planned(entry: Entry, there: There, onConflict: OnConflict): Planned {
  const { path, notes, versions } = entry;
  const plan = (action: Action, steps: readonly Step[], reason: string | null = null): Planned => {
    return { path, action, reason, notes, steps, entry };
  };
  if (there === undefined) return plan("create", stepsFrom(versions, 0));
  const steps = entry.isHistory ? continued(versions, there) : undefined;
  if (steps) return plan(steps.length === 0 ? "same" : "change", steps);
  const newest = versions.findLast((version) => version !== null) ?? null;
  const now = there.held.get(there.version);
  if (!entry.isHistory && now !== undefined && "data" in now && newest !== null && isSameValue(now.data, newest))
    return plan("same", []);
  const reason = now === undefined || "data" in now ? differenceOf(entry) : `what is there can't be read (${now.code})`;
  if (onConflict !== "overwrite" || newest === null) return plan("conflict", [], reason);
  // What is newest in both is no change, whatever was before.
  const isNow = now !== undefined && "data" in now && isSameValue(now.data, newest);
  return isNow ? plan("same", []) : plan("change", [{ kind: "put", after: there.version, data: newest }]);
}

const differenceOf = ({ isHistory }: Entry): string =>
  isHistory ? "its versions there are others" : "it holds another value there";

/**
 * What is left to do where Postern has the beginning of this history, or all of it; undefined: it has another one. A version that its vault has
 * dropped or deleted since may still be here, and stays, as long as others prove that the history is the same.
 */
function continued(versions: readonly Version[], { version, held }: NonNullable<There>): readonly Step[] | undefined {
  if (version > versions.length) return undefined;
  const left: Step[] = [];
  const seen = { equal: 0, kept: 0 };
  for (const [at, wanted] of versions.slice(0, version).entries()) {
    const now = held.get(at + 1);
    if (now === undefined) return undefined;
    if (!("data" in now)) {
      if (wanted !== null || now.code !== "version_not_found") return undefined;
    } else if (wanted === null && now.data === NOTHING) left.push({ kind: "destroy", version: at + 1 });
    else if (wanted === null) seen.kept += 1;
    else if (isSameValue(now.data, wanted)) seen.equal += 1;
    else return undefined;
  }
  return seen.kept > 0 && seen.equal === 0 ? undefined : [...left, ...stepsFrom(versions, version)];
}

const stepsFrom = (versions: readonly Version[], from: number): readonly Step[] =>
  versions.slice(from).flatMap((version, at): readonly Step[] => {
    const after = from + at;
    if (version !== null) return [{ kind: "put", after, data: version }];
    return [
      { kind: "put", after, data: NOTHING },
      { kind: "destroy", version: after + 1 },
    ];
  });

export type Counts = Readonly<Record<Action, number>>;

export function countsOf(plan: readonly Planned[]): Counts {
  const counts = { create: 0, change: 0, same: 0, conflict: 0 };
  for (const { action } of plan) counts[action] += 1;
  return counts;
}
