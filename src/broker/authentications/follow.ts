import type { Caller } from "../../client/run-operation";
import { AppError } from "../../errors";
import { runObject, type Waited } from "./rpc";
import { type Begun, isLive, type RunView } from "./run";

/**
 * What the edge does for a run that an operation has let through: it hands it to its object, and waits there, so that nobody who
 * waits holds up the space's object. A run's object that can't be reached leaves the run as the space has it.
 */
export async function startRun(env: Env, caller: Caller, { view, order }: Begun, waitMs: number): Promise<RunView> {
  if (order) await orNothing(runObject(env, view.id).start({ order, caller }));
  return await follow(env, view, waitMs);
}

/** The run as it stands when it has ended, or after `waitMs`. */
export async function follow(env: Env, view: RunView, waitMs: number): Promise<RunView> {
  if (!isLive(view)) return view;
  const waited = await orNothing<Waited>(runObject(env, view.id).wait(waitMs));
  if (waited?.kind === "ended") return waited.view;
  return waited?.kind === "live" ? { ...view, ...waited.progress } : view;
}

/** That it was not reached is logged already. */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (e) {
    if (e instanceof AppError) return undefined;
    throw e;
  }
}
