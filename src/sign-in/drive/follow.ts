import type { Interceptor } from "../wire/interceptor";
import { type Found, foundIn, lookBy, refused, type Seen, showsOf } from "./find";
import { type SignInCode, SignInStop, type SignInVerdict } from "./outcome";
import type { SignInPorts, SignInRequest } from "./ports";
import { orGone, type Sessions } from "./sessions";
import { passOrNews } from "./waits";
import { type Moment, matchesGlob, pollAfterMs, type Reading, type SentFrom, Watch } from "./watch";

export interface Ending {
  readonly verdict: SignInVerdict | null;
  readonly code: SignInCode | null;
}
/** Another form to fill, or the end. */
export type Followed = Ending | { readonly next: Found; readonly again: boolean };

/** So long a request with the stand-in may take to leave. */
const WIRE_MS = 8_000;

/** Looks at the page after a form was sent, until what came of it is plain or the time is over. */
export class Follower {
  readonly #sessions: Sessions;
  readonly #request: SignInRequest;
  readonly #ports: SignInPorts;
  readonly #interceptor: Interceptor | undefined;
  /** What the caller calls a success was there before a form was sent: then it says nothing of what came of that. */
  #provesNothing = false;

  constructor(sessions: Sessions, request: SignInRequest, ports: SignInPorts, interceptor: Interceptor | undefined) {
    this.#sessions = sessions;
    this.#request = request;
    this.#ports = ports;
    this.#interceptor = interceptor;
  }

  /** To be told of each form: a site that shows it again has refused it, whatever the caller would take for a success. */
  async beforeSending({ top }: Found): Promise<void> {
    this.#provesNothing ||= (await successOf({ views: [top] }, this.#request, this.#sessions)) === true;
  }

  async follow({ plan, view, top }: Found): Promise<Followed> {
    const formFrameId = view.world.frame.frameId;
    const atMs = this.#ports.clock.now();
    const topLoader = top.world.frame.loaderId;
    const sent: SentFrom = {
      kind: plan.kind,
      topUrl: top.page.url,
      topLoader,
      formLoader: view.world.frame.loaderId,
      atMs,
    };
    const watch = new Watch(sent);
    const until = atMs + this.#request.success.timeoutMs;
    for (;;) {
      const seen = await lookBy(until, this.#sessions, this.#request, this.#ports);
      const moment = await this.#momentOf(seen, formFrameId, plan.kind);
      const reading = moment === undefined ? "wait" : watch.read(moment);
      const isWire = plan.kind === "login" && this.#interceptor !== undefined;
      const isOver = this.#ports.clock.now() >= until;
      if (isWire) this.#requireSubstituted(reading !== "wait" || isOver, this.#ports.clock.now() - atMs);
      const followed = this.#followed(reading, seen);
      if (followed !== undefined) return followed;
      if (isOver) return overdue(moment, sent);
      const now = this.#ports.clock.now();
      const restMs = Math.min(pollAfterMs(now - atMs), watch.restMs(now), Math.max(until - now, 0));
      await passOrNews(this.#ports, restMs, (wake) => this.#sessions.onNews(wake));
    }
  }

  async #momentOf(seen: Seen, formFrameId: string, sentKind: SentFrom["kind"]): Promise<Moment | undefined> {
    const { views, planned } = seen;
    const top = views[0];
    if (top === undefined) return undefined;
    const form = views.find(({ world }) => world.frame.frameId === formFrameId);
    const found = foundIn(seen);
    const isNextStep = planned.kind === "code" || (planned.kind === "login" && sentKind === "username_step");
    if (isNextStep && found === "host_not_allowed") throw refused("host_not_allowed", seen);
    return {
      atMs: this.#ports.clock.now(),
      topUrl: top.page.url,
      topLoader: top.world.frame.loaderId,
      formLoader: form?.world.frame.loaderId ?? null,
      shows: showsOf(views),
      next: typeof found === "string" ? null : found.plan.kind,
      success: this.#provesNothing ? undefined : await successOf(seen, this.#request, this.#sessions),
    };
  }

  /** A sign-in whose value never left the browser's wire is none, whatever the page says. */
  #requireSubstituted(isEnd: boolean, waitedMs: number): void {
    const state = this.#interceptor?.state;
    if (state === "redirect_refused") throw new SignInStop("redirect_refused");
    if (state === "waiting" && (isEnd || waitedMs >= WIRE_MS)) throw new SignInStop("not_substituted");
  }

  #followed(reading: Reading, seen: Seen): Followed | undefined {
    if (reading === "signed_in") return { verdict: "signed_in", code: null };
    if (reading === "still_on_form" || reading === "challenge") return { verdict: reading, code: reading };
    const found = foundIn(seen);
    if (reading === "wait" || typeof found === "string") return undefined;
    return { next: found, again: reading === "code_again" };
  }
}

/** Whether what the caller calls a success is there; undefined where the caller named nothing. */
export async function successOf(
  { views }: Pick<Seen, "views">,
  { success: { urlPattern, selector } }: SignInRequest,
  sessions: Sessions,
): Promise<boolean | undefined> {
  if (urlPattern === undefined && selector === undefined) return undefined;
  const top = views[0];
  if (top === undefined || top.refusal !== null) return false;
  if (urlPattern !== undefined && !matchesGlob(top.page.url, urlPattern)) return false;
  if (selector === undefined) return true;
  return (await sessions.call(top.world, "shows", { value: selector }).catch(orGone)) === true;
}

/** The time is over: a form that still stands there has refused, anything else is not known. */
function overdue(moment: Moment | undefined, sent: SentFrom): Ending {
  const isStill =
    moment !== undefined && moment.success === undefined && (moment.next === sent.kind || moment.shows.password);
  if (isStill && sent.kind !== "code") return { verdict: "still_on_form", code: "still_on_form" };
  if (isStill) return { verdict: "otp_required", code: "otp_required" };
  return { verdict: "unknown_after_submit", code: "unknown_after_submit" };
}
