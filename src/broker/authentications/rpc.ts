import { AppError, type Result } from "../../errors";
import { perSpace } from "../../kernel/per-space";
import { logError } from "../../log";
import type { LoginDescription } from "../../sign-in/drive/describe";
import type { SignInRequest } from "../../sign-in/drive/ports";
import type { Probed } from "../browsers/probe";
import type { SocketOrder } from "../browsers/socket-order";
import type { Progress, RunStart, RunView } from "./run";

/** How a run stands: `live`, as its object goes on with it; `sent`: a form with a value may have left, whatever became of it. */
export interface Standing {
  readonly isLive: boolean;
  readonly sent: boolean;
}
/** Why a run is told to end, which is what it ends with. */
export type StopCode = "cancelled" | "browser_gone" | "timeout";
/** How a run that somebody waited for stands: it ended, it goes on, or this object knows nothing of it. */
export type Waited =
  | { readonly kind: "ended"; readonly view: RunView }
  | { readonly kind: "live"; readonly progress: Progress }
  | { readonly kind: "unknown" };

export interface DescribeOrder {
  readonly socket: SocketOrder;
  readonly request: SignInRequest;
}
export type Described =
  | { readonly ok: true; readonly found: LoginDescription }
  | { readonly ok: false; readonly code: string; readonly details: Readonly<Record<string, unknown>> | null };

/** What the object of a run answers, typed by hand as the space's. Only this Worker's own code can reach these methods. */
export interface RunRpc {
  /** Begins the run, once; repeating it changes nothing. */
  start(start: RunStart): Promise<void>;
  /** Until it has ended, at most for `ms`. */
  wait(ms: number): Promise<Waited>;
  standing(): Promise<Standing>;
  /** Ends it soon, also if it begins only after this. */
  stop(code: StopCode): Promise<void>;
  /**
   * Empties what a run filled and never sent. `browser`: as it is registered now, without the run's session; null: it was a socket of
   * the caller's own. False: the page is another by now, or was not reached.
   */
  wipe(browser: SocketOrder | null): Promise<boolean>;
  /** Looks at a page, and keeps nothing. */
  describe(order: DescribeOrder): Promise<Described>;
  /** Opens a browser's socket and asks it who it is, and keeps nothing. */
  probe(order: SocketOrder): Promise<Result<Probed>>;
}

/** The object of that name. Every method throws AppError service_unavailable besides. */
export const runObject = (env: Pick<Env, "RUNS">, name: string): RunRpc => {
  // The one place where the stub meets its types: RPC's own lose tagged answers.
  const run = env.RUNS.getByName(name) as unknown as RunRpc;
  const reach = <T>(ask: () => Promise<T>): Promise<T> => reached(name, ask);
  return {
    start: (start) => reach(() => run.start(start)),
    wait: (ms) => reach(() => run.wait(ms)),
    standing: () => reach(() => run.standing()),
    stop: (code) => reach(() => run.stop(code)),
    wipe: (browser) => reach(() => run.wipe(browser)),
    describe: (order) => reach(() => run.describe(order)),
    probe: (order) => reach(() => run.probe(order)),
  };
};

/** The same, as the space's object reaches them. */
export const runObjects = perSpace(
  ({ env }) =>
    (name: string): RunRpc =>
      runObject(env, name),
);

/** An object that can't be reached, or was reset under way, is a passing fault: it is not asked again. */
async function reached<T>(run: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch {
    logError({ error: "run_unavailable", run });
    throw new AppError({ code: "service_unavailable" });
  }
}
