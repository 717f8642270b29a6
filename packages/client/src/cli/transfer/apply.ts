import { isPosternError, PosternError } from "../../library/errors.ts";
import type { Gate } from "./gate.ts";
import type { Planned, Step } from "./plan.ts";
import { eachOf } from "./pool.ts";
import type { Store } from "./store.ts";

/** What became of one path. `isBegun`: some of what was planned for it may have been done. */
export type Outcome =
  | { readonly result: "written" }
  | { readonly result: "failed"; readonly error: PosternError; readonly isBegun: boolean }
  | { readonly result: "left"; readonly isBegun: boolean };

export interface Applied {
  /** By path, of everything that was to be written, in the order of the plan. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What ended all of it: nobody else would have had more luck. */
  readonly fatal: PosternError | null;
}

export interface Applying {
  readonly store: Store;
  readonly gate: Gate;
  readonly width: number;
  /** Told after each path. */
  readonly onDone: () => void;
}

/** Writes what was planned. What one path is refused is no matter of the others; without a server or a right to sign in all are left. */
export async function apply(plan: readonly Planned[], { store, gate, width, onDone }: Applying): Promise<Applied> {
  const outcomes = new Map<string, Outcome>();
  let fatal: PosternError | null = null;
  const todo = plan.filter(({ steps }) => steps.length > 0);
  const isOver = () => gate.isClosed || fatal !== null;
  await eachOf(
    todo,
    width,
    async (item) => {
      const outcome = await applyOne(item, store, isOver);
      outcomes.set(item.path, outcome);
      if (outcome.result === "failed" && isFatal(outcome.error)) fatal ??= outcome.error;
      if (outcome.result === "written") onDone();
    },
    isOver,
  );
  const left: Outcome = { result: "left", isBegun: false };
  // In the order of the plan, whichever came to its end first.
  return { outcomes: new Map(todo.map(({ path }) => [path, outcomes.get(path) ?? left])), fatal };
}

async function applyOne({ entry, path, steps }: Planned, store: Store, isOver: () => boolean): Promise<Outcome> {
  let isBegun = false;
  for (const step of steps) {
    if (isOver()) return { result: "left", isBegun };
    try {
      await take(step, path, store, entry);
      isBegun = true;
    } catch (error) {
      if (error instanceof PosternError) return { result: "failed", error, isBegun: isBegun || isUncertain(error) };
      // The gate closed during a pause between two attempts.
      if (isOver()) return { result: "left", isBegun: true };
      throw error;
    }
  }
  return { result: "written" };
}

async function take(step: Step, path: string, store: Store, entry: Planned["entry"]): Promise<void> {
  if (step.kind === "destroy") return await store.destroy(path, step.version);
  const { after, data } = step;
  const first = after === 0 && entry ? { metadata: entry.metadata, maxVersions: entry.maxVersions } : {};
  await store.put({ path, data, after, ...first });
}

/** Nothing came back: it may have been done. */
const isUncertain = (error: PosternError): boolean => isPosternError(error, "unreachable", "timeout", "bad_answer");
const isFatal = (error: PosternError): boolean =>
  isUncertain(error) || [401, 429, 503].includes(error.status) || error.code === "insufficient_scope";
