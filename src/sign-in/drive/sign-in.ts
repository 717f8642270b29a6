import type { CdpClient } from "../cdp/client";
import { CdpClosed } from "../cdp/faults";
import type { Interceptor } from "../wire/interceptor";
import { causeOf } from "./causes";
import { filledBy } from "./filled";
import { LATE_FORM_MS, lookBy } from "./find";
import { type Ending, successOf } from "./follow";
import { openSessions } from "./open";
import { type Filled, type SignInOutcome, SignInStop } from "./outcome";
import { type Patience, waitForPerson } from "./person";
import type { SignInPorts, SignInRequest } from "./ports";
import { Sequence } from "./sequence";
import type { Sessions } from "./sessions";
import { chooseTarget } from "./target";
import { every, whileCancelled } from "./waits";
import { startOf, Writer } from "./writer";

/** So long each step of leaving a page may take. */
const CLEAN_UP_MS = 2_000;

/**
 * Signs in on one page of a browser: finds the form, judges where it stands, takes the values, writes, sends, and says what came
 * of it. Never rejects. The client is closed by whoever opened it; a client that is closed before is a run that was cancelled.
 */
export async function signIn(client: CdpClient, request: SignInRequest, ports: SignInPorts): Promise<SignInOutcome> {
  const patience: Patience = { leftMs: request.pauseTimeoutMs };
  const first = await new Run(client, request, ports, patience).outcome();
  const mayFallBack = first.code === "not_substituted" && request.mode === "wire" && request.allowFallback;
  if (!mayFallBack || client.end !== undefined) return first;
  const again = { ...request, mode: "fill" } as const;
  ports.onProgress(startOf(again));
  return new Run(client, again, ports, patience).outcome();
}

class Run {
  readonly #client: CdpClient;
  readonly #request: SignInRequest;
  readonly #ports: SignInPorts;
  readonly #patience: Patience;
  #sessions: Sessions | undefined;
  #interceptor: Interceptor | undefined;
  #writer: Writer | undefined;

  constructor(client: CdpClient, request: SignInRequest, ports: SignInPorts, patience: Patience) {
    this.#client = client;
    this.#request = request;
    this.#ports = ports;
    this.#patience = patience;
  }

  async outcome(): Promise<SignInOutcome> {
    const stopWatch = whileCancelled(this.#ports, () => this.#client.interrupt());
    const outcome = await this.#steps().then(
      (ended) => this.#ended(ended),
      (fault: unknown) => this.#failed(fault),
    );
    stopWatch();
    await this.#cleanUp(outcome.status);
    return outcome;
  }

  async #steps(): Promise<Ending | Filled> {
    const targetId = await chooseTarget(this.#client, this.#request.target);
    const { sessions, interceptor } = await openSessions(this.#client, this.#request, this.#ports);
    this.#sessions = sessions;
    this.#interceptor = interceptor;
    await sessions.attach(targetId);
    const parts = {
      client: this.#client,
      sessions,
      request: this.#request,
      ports: this.#ports,
      patience: this.#patience,
    };
    if (this.#request.mode === "prompt_user") {
      const pause = { reason: "prompt_user", code: "timeout", wasAsked: false, mayFill: () => false } as const;
      return asEnding(await waitForPerson(parts, pause));
    }
    const start = await lookBy(this.#ports.clock.now() + LATE_FORM_MS, sessions, this.#request, this.#ports);
    if (start.planned.form === null && (await successOf(start, this.#request, sessions)) === true)
      return { verdict: "already_signed_in", code: null };
    this.#writer = new Writer(sessions, this.#request, this.#ports, interceptor);
    const ended = await new Sequence(parts, this.#writer, interceptor).run(start);
    return "world" in ended ? { targetId, ...(await filledBy(sessions, ended)) } : ended;
  }

  #ended(ending: Ending | Filled): SignInOutcome {
    if ("targetId" in ending) return { ...this.#base(), status: "filled", filled: ending };
    return { ...this.#base(), status: ending.code === null ? "authenticated" : "failed", ...ending };
  }

  /** What was sent may have worked, so a run that is cut off afterwards knows nothing; one that was cancelled says so besides. */
  #failed(fault: unknown): SignInOutcome {
    const unknown = this.#writer?.sent === true ? "unknown_after_submit" : null;
    const end = fault instanceof CdpClosed ? fault.end : this.#client.end;
    const code = fault instanceof SignInStop ? fault.code : undefined;
    if (code === "cancelled" || this.#ports.isCancelled() || end === "closed_by_us")
      return { ...this.#base(), status: "cancelled", verdict: unknown, code: "cancelled" };
    const failed = { ...this.#base(), status: "failed" } as const;
    if (fault instanceof SignInStop) {
      const verdict = fault.code === "challenge" || fault.code === "otp_required" ? fault.code : null;
      return { ...failed, verdict, code: fault.code, details: fault.details };
    }
    if (unknown !== null) return { ...failed, verdict: unknown, code: unknown };
    return { ...failed, ...causeOf(fault, end) };
  }

  #base(): SignInOutcome {
    const progress = this.#writer?.progress ?? startOf(this.#request);
    return { ...progress, status: "failed", verdict: null, code: null, details: null, filled: null };
  }

  /**
   * Values are dropped first; then what was written for nothing is wiped, and the browser is left as it was found. A page that
   * answers nothing is not waited for: what it was told it carries out when it can.
   */
  async #cleanUp(status: SignInOutcome["status"]): Promise<void> {
    this.#writer?.forget();
    if (this.#client.end !== undefined) return;
    const stop = every(this.#ports.clock, CLEAN_UP_MS, () => this.#client.interrupt());
    const isInVain = status === "failed" || status === "cancelled";
    await Promise.all([
      isInVain ? this.#writer?.wipe().catch(ignoreGone) : undefined,
      this.#interceptor?.end(this.#sessions?.ids ?? []),
    ]);
    await this.#sessions?.detach();
    stop();
  }
}

/** A browser that went takes with it what was written there. */
const ignoreGone = (): undefined => undefined;

/** Nothing is filled for a person who signs in. */
const asEnding = (done: Awaited<ReturnType<typeof waitForPerson>>): Ending =>
  "next" in done ? { verdict: null, code: "timeout" } : done;
