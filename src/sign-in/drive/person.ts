import type { CdpClient } from "../cdp/client";
import { type Found, foundIn, lookBy, type Seen, showsOf } from "./find";
import { type Ending, successOf } from "./follow";
import type { SignInPause, SignInPorts, SignInRequest } from "./ports";
import type { Sessions } from "./sessions";
import { pass } from "./waits";
import { QUIET_MS } from "./watch";

export interface Pause {
  readonly reason: SignInPause;
  /** The end where nobody comes, or nobody was said to. */
  readonly code: "otp_required" | "challenge" | "timeout";
  /** Whether the page has asked for a sign-in already: one that asks for nothing before that is not there yet. */
  readonly wasAsked: boolean;
  /** Whether the run may go on with a form that is there. */
  mayFill(found: Found): boolean;
}
/** What a person may take yet: all pauses of a run together, so that no page makes it longer than its caller said. */
export interface Patience {
  leftMs: number;
}
export interface PersonParts {
  readonly client: CdpClient;
  readonly sessions: Sessions;
  readonly request: SignInRequest;
  readonly ports: SignInPorts;
  readonly patience: Patience;
}

/** Often at first, seldom later: a person takes seconds or minutes, and each look costs some messages for each frame. */
export const pausePollMs = (waitedMs: number): number => (waitedMs < 60_000 ? 1_000 : 2_000);

/** Waits for a person, if anybody said that one will come. That time is none of the run's. */
export async function waitForPerson(parts: PersonParts, pause: Pause): Promise<Ending | { readonly next: Found }> {
  const nobody: Ending = { verdict: pause.code === "timeout" ? null : pause.code, code: pause.code };
  const { patience, ports } = parts;
  if (patience.leftMs <= 0) return nobody;
  const beganMs = ports.clock.now();
  const goOn = parts.client.pause();
  ports.onPause(pause.reason);
  try {
    const done = await watchPage(parts, pause);
    if (done !== undefined) ports.onPause(null);
    return done ?? nobody;
  } finally {
    patience.leftMs -= ports.clock.now() - beganMs;
    goOn();
  }
}

async function watchPage(
  { sessions, request, ports, patience }: PersonParts,
  { wasAsked, mayFill }: Pause,
): Promise<Ending | { readonly next: Found } | undefined> {
  const began = ports.clock.now();
  const until = began + patience.leftMs;
  let isAsked = wasAsked;
  let calmSinceMs: number | undefined;
  for (;;) {
    const seen = await lookBy(until, sessions, request, ports);
    const success = await successOf(seen, request, sessions);
    const now = ports.clock.now();
    isAsked ||= seen.planned.form !== null;
    if (!(success ?? (isAsked && isCalm(seen)))) calmSinceMs = undefined;
    else calmSinceMs ??= now;
    if (success === true || (calmSinceMs !== undefined && now - calmSinceMs >= QUIET_MS))
      return { verdict: "signed_in", code: null };
    const found = foundIn(seen);
    if (typeof found !== "string" && mayFill(found)) return { next: found };
    if (now >= until) return undefined;
    await pass(ports, Math.min(pausePollMs(now - began), until - now));
  }
}

/** Nothing on the page asks for a sign-in. */
function isCalm({ views, planned }: Seen): boolean {
  const { password, code, challenge } = showsOf(views);
  return views.length > 0 && planned.form === null && !password && !code && !challenge;
}
