import type { CdpClient } from "../cdp/client";
import { CdpClosed } from "../cdp/faults";
import type { Interceptor } from "../wire/interceptor";
import { findForm, look } from "./find";
import { type Ending, type Followed, Follower } from "./follow";
import { type SignInOutcome, SignInStop } from "./outcome";
import type { SignInPorts, SignInRequest } from "./ports";
import type { Sessions } from "./sessions";
import { chooseTarget } from "./target";
import { openSessions, Writer } from "./writer";

/** User name, password, a code and one more of them, and what a page may put between. */
const MAX_FORMS = 6;

/**
 * Signs in on one page of a browser: finds the form, judges where it stands, takes the values, writes, sends, and says what came
 * of it. Never rejects. The client is closed by whoever opened it; a client that is closed before is a run that was cancelled.
 */
export async function signIn(client: CdpClient, request: SignInRequest, ports: SignInPorts): Promise<SignInOutcome> {
  const first = await new Run(client, request, ports).outcome();
  const mayFallBack = first.code === "not_substituted" && request.mode === "wire" && request.allowFallback;
  return mayFallBack && client.end === undefined
    ? new Run(client, { ...request, mode: "fill" }, ports).outcome()
    : first;
}

class Run {
  readonly #client: CdpClient;
  readonly #request: SignInRequest;
  readonly #ports: SignInPorts;
  #sessions: Sessions | undefined;
  #interceptor: Interceptor | undefined;
  #writer: Writer | undefined;

  constructor(client: CdpClient, request: SignInRequest, ports: SignInPorts) {
    this.#client = client;
    this.#request = request;
    this.#ports = ports;
  }

  async outcome(): Promise<SignInOutcome> {
    try {
      return this.#ended(await this.#steps());
    } catch (fault) {
      return this.#failed(fault);
    } finally {
      await this.#cleanUp();
    }
  }

  async #steps(): Promise<Ending | "filled"> {
    const targetId = await chooseTarget(this.#client, this.#request.target);
    const { sessions, interceptor } = await openSessions(this.#client, this.#request, this.#ports);
    this.#sessions = sessions;
    this.#interceptor = interceptor;
    await sessions.attach(targetId);
    const follower = new Follower(sessions, this.#request, this.#ports, interceptor);
    if (this.#request.mode === "prompt_user") return follower.person("prompt_user", "timeout");
    const start = await look(sessions, this.#request, this.#ports);
    if (start.planned.form === null && (await follower.success(start)) === true)
      return { verdict: "already_signed_in", code: null };
    return this.#forms(sessions, follower, new Writer(sessions, this.#request, this.#ports, interceptor));
  }

  /** One form after the other, until one of them was the last. */
  async #forms(sessions: Sessions, follower: Follower, writer: Writer): Promise<Ending | "filled"> {
    this.#writer = writer;
    let found = await findForm(sessions, this.#request, this.#ports);
    let codes = 0;
    for (let forms = 0; forms < MAX_FORMS; forms += 1) {
      if (found.plan.kind === "code") codes += 1;
      if (codes > 2 || (found.plan.kind === "code" && !writer.hasCodes))
        return follower.person("otp_required", "otp_required");
      if (!(await writer.fillAndSend(found))) return "filled";
      const followed: Followed = await follower.follow(found);
      if (!("next" in followed)) return this.#orPerson(followed, follower);
      found = followed.next;
    }
    return { verdict: "unknown_after_submit", code: "unknown_after_submit" };
  }

  async #orPerson(ending: Ending, follower: Follower): Promise<Ending> {
    return ending.code === "challenge" ? follower.person("challenge", "challenge") : ending;
  }

  #ended(ending: Ending | "filled"): SignInOutcome {
    if (ending === "filled") return { ...this.#base(), status: "filled", verdict: null, code: null, details: null };
    const status = ending.code === null ? "authenticated" : "failed";
    return { ...this.#base(), status, ...ending, details: null };
  }

  /** What was sent may have worked, so a run that is cut off afterwards knows nothing. */
  #failed(fault: unknown): SignInOutcome {
    const failed = { ...this.#base(), status: "failed" as const, verdict: null, details: null };
    if (fault instanceof SignInStop) {
      if (fault.code === "cancelled") return { ...failed, status: "cancelled", code: "cancelled" };
      const verdict = fault.code === "challenge" || fault.code === "otp_required" ? fault.code : null;
      return { ...failed, verdict, code: fault.code, details: fault.details };
    }
    const end = fault instanceof CdpClosed ? fault.end : this.#client.end;
    if (end === "closed_by_us") return { ...failed, status: "cancelled", code: "cancelled" };
    if (this.#writer?.sent === true)
      return { ...failed, verdict: "unknown_after_submit", code: "unknown_after_submit" };
    if (end === "run_timeout") return { ...failed, code: "timeout" };
    return { ...failed, code: "browser_gone", details: end === undefined ? null : { limit: end } };
  }

  #base(): Omit<SignInOutcome, "status" | "verdict" | "code" | "details"> {
    const { host = null, matchedPattern = null, steps = [], usedTotp = false } = this.#writer ?? {};
    return { mode: this.#request.mode, host, matchedPattern, steps, usedTotp };
  }

  /** Values are dropped first; then what was written and not sent is wiped, and the browser is left as it was found. */
  async #cleanUp(): Promise<void> {
    this.#writer?.forget();
    if (this.#client.end !== undefined) return;
    if (this.#writer?.sent === false && this.#request.submit) await this.#writer.wipe().catch(ignoreGone);
    await this.#interceptor?.end(this.#sessions?.ids ?? []);
    await this.#sessions?.detach();
  }
}

/** A browser that went takes with it what was written there. */
const ignoreGone = (): undefined => undefined;
