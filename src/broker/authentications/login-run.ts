import { DurableObject } from "cloudflare:workers";
import { KnownSpaces } from "../../client/known-spaces";
import { parseConfig } from "../../config";
import { Keyring } from "../../crypto/keyring";
import { findSpace } from "../../directory/spaces";
import type { Result } from "../../errors";
import { callSpace } from "../../kernel/internal";
import { spaceStub } from "../../kernel/rpc";
import { logError, logFault } from "../../log";
import type { Clock } from "../../sign-in/cdp/transport";
import type { Filled } from "../../sign-in/drive/outcome";
import { type OpenedBrowser, openBrowser } from "../browsers/open";
import { type Probed, probeBrowser } from "../browsers/probe";
import type { SocketOrder } from "../browsers/socket-order";
import { endAuthentication } from "./end";
import { LiveRun, type Outcome } from "./live-run";
import { describePage, wipePage } from "./look";
import type { Described, DescribeOrder, RunRpc, Standing, StopCode, Waited } from "./rpc";
import type { Ended, RunOrder, RunRef, RunStart, RunView } from "./run";
import { RunMemory, WIPES_FOR_MS } from "./run-memory";

/** How often the alarm looks whether the run is still under way. */
const WATCH_MS = 30_000;

/**
 * One authentication, in an object of its own: no socket of a browser hangs on the space's object, a client that goes away loses
 * nothing, and whoever repeats the call finds the same run.
 * - the run lives in memory; what is stored says only that it began, whether something may have left, and what came of it;
 * - an object that starts anew and finds a run that began never goes on with it: it tells the space that it was cut off;
 * - the space is told of the end until it has heard.
 */
export class LoginRun extends DurableObject<Env> implements RunRpc {
  /** Milliseconds. A field, so that tests can move time. */
  clock: () => number = Date.now;
  readonly #allow: readonly string[];
  readonly #keyring: Keyring;
  readonly #memory: RunMemory;
  #live: LiveRun | undefined;
  /** Told before there was a run to stop: it may come yet. */
  #stopped: StopCode | undefined;
  /** Settles when the run has ended and the space knows, or did not answer. */
  #over: Promise<RunView | null> | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const config = parseConfig(env);
    this.#allow = config.outboundAllow;
    this.#keyring = new Keyring(config.rootKeys);
    this.#memory = new RunMemory(ctx.storage, this.#keyring);
  }

  async start(start: RunStart): Promise<void> {
    if (this.#over || this.#memory.kept) return;
    const { tenantId, id } = start.order;
    this.#memory.begin({ tenantId, id });
    await this.ctx.storage.setAlarm(this.clock() + WATCH_MS);
    const live = new LiveRun(start, {
      edge: { env: this.env, knownSpaces: new KnownSpaces(findSpace) },
      space: spaceStub(this.env, tenantId),
      clock: this.#clock(),
      open: (order) => this.#open(order),
      sending: () => this.#memory.sending(),
    });
    if (this.#stopped) live.stop(this.#stopped);
    this.#live = live;
    this.#over = this.#run(start, live);
  }

  async wait(ms: number): Promise<Waited> {
    if (!this.#over) return { kind: "unknown" };
    const over = await withinMs(ms, this.#over);
    if (over) return { kind: "ended", view: over };
    return this.#live ? { kind: "live", progress: this.#live.progress } : { kind: "unknown" };
  }

  async standing(): Promise<Standing> {
    return { isLive: this.#live !== undefined, sent: this.#memory.kept?.sent ?? false };
  }

  async stop(code: StopCode): Promise<void> {
    this.#stopped ??= code;
    this.#live?.stop(code);
  }

  async wipe(browser: SocketOrder | null): Promise<boolean> {
    const trace = await this.#memory.trace(this.clock());
    if (!trace) return false;
    const { socket, filled } = trace;
    const order = browser ? { ...browser, session: socket.session } : { ...socket, sealedApiKey: null };
    if (!(await wipePage(await this.#open(order), filled, this.#clock()))) return false;
    await this.#memory.erase();
    return true;
  }

  /** Of an object that stands for a browser: nothing is stored. */
  async probe(order: SocketOrder): Promise<Result<Probed>> {
    return await probeBrowser(order, this.#parts());
  }

  async describe({ socket, request }: DescribeOrder): Promise<Described> {
    return await describePage(await this.#open(socket), request, this.#clock());
  }

  /** A run that is not under way any more was cut off, unless only the space did not hear of its end. */
  override async alarm(): Promise<void> {
    const { kept } = this.#memory;
    if (!kept) return;
    if (this.#live) await this.ctx.storage.setAlarm(this.clock() + WATCH_MS);
    else if (kept.trace && !kept.ended) await this.#endTrace(kept.trace.untilMs);
    else await this.#report(kept, kept.ended ?? null);
  }

  async #run(start: RunStart, live: LiveRun): Promise<RunView | null> {
    const { order } = start;
    const outcome = await this.#outcome(live);
    this.#live = undefined;
    if (!outcome) return await this.#report(order, null);
    const { ended, filled } = outcome;
    this.#memory.ended(ended);
    if (filled) await this.#keepTrace(order, filled);
    return await this.#report(order, ended);
  }

  /** Without a root key there is nothing to seal it by: the run has ended all the same, and what it filled can't be wiped. */
  async #keepTrace({ tenantId, id, socket: { sealedApiKey: _, ...socket } }: RunOrder, filled: Filled): Promise<void> {
    try {
      await this.#memory.keepTrace({ tenantId, id }, { socket, filled }, this.clock() + WIPES_FOR_MS);
    } catch (e) {
      logFault(e, { operation: "authentications.keep_trace", authentication_id: id });
    }
  }

  /** Undefined: a fault of ours, which counts as a run that was cut off. */
  async #outcome(live: LiveRun): Promise<Outcome | undefined> {
    try {
      return await live.run();
    } catch (e) {
      logFault(e, { operation: "authentications.run" });
      return undefined;
    }
  }

  /** `ended` null: it was cut off. Gives null where the space did not answer; the alarm tells it again. */
  async #report({ tenantId, id }: RunRef, ended: Ended | null): Promise<RunView | null> {
    const sent = this.#memory.kept?.sent ?? true;
    try {
      const told = await callSpace(spaceStub(this.env, tenantId), endAuthentication, { id, ended, sent });
      if (told.ok) {
        if (this.#memory.told()) await this.ctx.storage.setAlarm(this.clock() + WIPES_FOR_MS);
        else await this.#memory.erase();
        return told.value;
      }
    } catch {
      // An object that can't be reached is a passing fault, as one that answers so.
    }
    logError({ error: "space_not_told", operation: endAuthentication.name, authentication_id: id });
    await this.ctx.storage.setAlarm(this.clock() + WATCH_MS);
    return null;
  }

  async #endTrace(untilMs: number): Promise<void> {
    if (untilMs <= this.clock()) await this.#memory.erase();
    else await this.ctx.storage.setAlarm(untilMs);
  }

  #open(order: SocketOrder): Promise<OpenedBrowser> {
    return openBrowser(order, this.#parts());
  }

  #parts() {
    return { keyring: this.#keyring, allow: this.#allow, clock: this.#clock() };
  }

  #clock(): Clock {
    return {
      now: () => this.clock(),
      after(ms, then) {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    };
  }
}

/** Undefined where it takes longer. The timer ends with it: an object with one is never at rest. */
async function withinMs<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  const expired = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => expired.resolve(undefined), ms);
  try {
    return await Promise.race([promise, expired.promise]);
  } finally {
    clearTimeout(timer);
  }
}
