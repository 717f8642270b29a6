import { type Caller, type Edge, runOperation } from "../../client/run-operation";
import type { Failure } from "../../errors";
import { callSpace, type InternalOperation } from "../../kernel/internal";
import type { Callable } from "../../kernel/operation";
import type { SpaceRpc } from "../../kernel/rpc";
import { logError } from "../../log";
import { CdpClient } from "../../sign-in/cdp/client";
import type { Clock } from "../../sign-in/cdp/transport";
import { type Filled, type SignInOutcome, SignInStop } from "../../sign-in/drive/outcome";
import type { Lease, SignInPause, SignInPorts, TimedCode } from "../../sign-in/drive/ports";
import { signIn } from "../../sign-in/drive/sign-in";
import type { OpenedBrowser } from "../browsers/open";
import type { SocketOrder } from "../browsers/socket-order";
import { compilePatterns } from "../hosts/patterns";
import { type TotpSeed, totpAt } from "../totp";
import { claimTimeStep, noteAuthentication } from "./end";
import { judgeBy } from "./judge";
import { type LeaseRequest, leaseCode, leaseCredential } from "./lease";
import { detailsOf } from "./opened";
import type { StopCode } from "./rpc";
import type { Ended, Progress, RunStart } from "./run";

/** What a run under way needs of its object. */
export interface RunParts {
  readonly edge: Edge;
  readonly space: SpaceRpc;
  readonly clock: Clock;
  readonly open: (order: SocketOrder) => Promise<OpenedBrowser>;
  /** Makes it durable that something may leave. */
  readonly sending: () => Promise<void>;
}
export interface Outcome {
  readonly ended: Ended;
  readonly filled: Filled | null;
}

/** How long a run that is to stop may take to clean up after itself. */
const CLEANS_UP_FOR_MS = 4_000;

/** One run under way: the only place that holds a credential's values, from lease to send, and nowhere but in memory. */
export class LiveRun {
  readonly #start: RunStart;
  readonly #parts: RunParts;
  #stop: StopCode | undefined;
  #client: CdpClient | undefined;
  #progress: Progress;
  /** What the space is told on the way, in its order. */
  #told: Promise<void> = Promise.resolve();

  constructor(start: RunStart, parts: RunParts) {
    this.#start = start;
    this.#parts = parts;
    const { mode } = start.order.request;
    const nowhere = { host: null, matchedPattern: null };
    this.#progress = { mode, status: "running", verdict: null, ...nowhere, steps: [], usedTotp: false };
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** Soon; what was written and not sent is wiped first. */
  stop(code: StopCode): void {
    if (this.#stop) return;
    this.#stop = code;
    this.#parts.clock.after(CLEANS_UP_FOR_MS, () => this.#client?.close());
  }

  /** Rejects for a fault of our own alone. */
  async run(): Promise<Outcome> {
    const outcome = await this.#run();
    await this.#told;
    return outcome;
  }

  async #run(): Promise<Outcome> {
    if (this.#stop) return { ended: this.#failed(this.#stop, null), filled: null };
    const opened = await this.#parts.open(this.#start.order.socket);
    if (!opened.ok) return { ended: this.#failed(opened.code, detailsOf(opened)), filled: null };
    this.#client = new CdpClient(opened.transport, this.#parts.clock);
    try {
      const outcome = await signIn(this.#client, this.#start.order.request, this.#ports());
      return { ended: this.#endedBy(outcome), filled: outcome.filled };
    } finally {
      this.#client.close();
    }
  }

  #failed(code: string, details: Ended["details"]): Ended {
    const stopped = this.#stop ?? code;
    const status = stopped === "cancelled" ? "cancelled" : "failed";
    return { ...this.#progress, status, verdict: null, code: stopped, details: this.#stop ? null : details };
  }

  /** A run that was told to stop says what for; what was sent by then stays unknown. */
  #endedBy({ filled: _, ...outcome }: SignInOutcome): Ended {
    const { id } = this.#start.order;
    if (outcome.code === "internal_error")
      logError({ error: "run_fault", fault: outcome.details?.fault, authentication_id: id });
    const stopped = this.#stop ?? "cancelled";
    if (outcome.code !== "cancelled" || stopped === "cancelled") return outcome;
    const code = stopped === "timeout" ? (outcome.verdict ?? stopped) : stopped;
    return { ...outcome, status: "failed", code };
  }

  #ports(): SignInPorts {
    const { allowedDomains } = this.#start.order.request;
    return {
      clock: this.#parts.clock,
      judge: judgeBy(compilePatterns(allowedDomains)),
      lease: ({ origin }) => this.#lease(origin),
      claimStep: (expiresAtMs) => this.#claim(expiresAtMs),
      beforeSend: this.#parts.sending,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      isCancelled: () => this.#stop !== undefined,
      onPause: (reason) => this.#pause(reason),
      onProgress: (progress) => {
        this.#progress = { ...this.#progress, ...progress };
      },
    };
  }

  /** In the name of who began the run, behind the guard: a token that was revoked meanwhile gets nothing. */
  async #lease(origin: string): Promise<Lease> {
    const leased = await this.#ask(leaseCredential, origin);
    if (!leased.ok) return { ok: false, ...refusalOf(leased.error) };
    const { username, password, totp } = leased.value;
    const codeAt =
      totp === "vault"
        ? (atMs: number) => this.#codeOfVault(origin, atMs)
        : totp && (async (atMs: number) => codeOf(totp, atMs));
    return { ok: true, secrets: { username, password, codeAt } };
  }

  /** Asked for when it is typed. A vault that refuses it ends the run: its own word tells more than that the site wants a code. */
  async #codeOfVault(origin: string, atMs: number): Promise<TimedCode> {
    const made = await this.#ask(leaseCode, origin);
    if (!made.ok) {
      const { code, details } = refusalOf(made.error);
      throw new SignInStop(code, details);
    }
    const { code, step } = made.value;
    return { code, ...(step ?? usualStep(atMs)) };
  }

  #ask<O>(operation: Callable<LeaseRequest, O>, origin: string) {
    const { order, caller } = this.#start;
    const counted: Caller = { ...caller, object: null, isCounted: true };
    const asked = { id: order.id, url: `${origin}/`, mode: this.#progress.mode };
    return runOperation(this.#parts.edge, counted, operation, asked);
  }

  async #claim(expiresAtMs: number): Promise<boolean> {
    const { credentialId } = this.#start.order;
    const claimed = await this.#tell(claimTimeStep, { credentialId, expiresAtMs });
    return claimed === true;
  }

  #pause(reason: SignInPause | null): void {
    const verdict = reason === "prompt_user" ? null : reason;
    this.#progress = { ...this.#progress, status: reason === null ? "running" : "paused", verdict };
    const note = { id: this.#start.order.id, progress: this.#progress };
    this.#told = this.#told.then(async () => void (await this.#tell(noteAuthentication, note)));
  }

  /** Undefined: the space did not answer, which is logged. */
  async #tell<I, O>(operation: InternalOperation<I, O>, input: NoInfer<I>): Promise<O | undefined> {
    try {
      const told = await callSpace(this.#parts.space, operation, input);
      if (told.ok) return told.value;
    } catch {
      // As below: an object that can't be reached is a passing fault, which the end of the run makes up for.
    }
    logError({ error: "space_not_told", operation: operation.name, authentication_id: this.#start.order.id });
    return undefined;
  }
}

/** What a refused lease means for a run. */
const LEASE_CODES: Readonly<Record<string, string>> = {
  not_found: "credential_gone",
  unknown_browser: "browser_gone",
};

const refusalOf = ({ code, details }: Failure): Omit<Extract<Lease, { ok: false }>, "ok"> => ({
  code: LEASE_CODES[code] ?? code,
  details: details ?? null,
});

function codeOf(seed: TotpSeed, atMs: number): TimedCode {
  const { code, expiresAtMs, period } = totpAt(seed, atMs);
  return { code, expiresAtMs, period };
}

/** Nearly every site's, where the vault does not tell. */
const USUAL_PERIOD = 30;
function usualStep(atMs: number): Omit<TimedCode, "code"> {
  const stepMs = USUAL_PERIOD * 1000;
  return { expiresAtMs: (Math.floor(atMs / stepMs) + 1) * stepMs, period: USUAL_PERIOD };
}
