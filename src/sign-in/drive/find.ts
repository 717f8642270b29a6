import type { ObservedDocument } from "../page/observation";
import { type Plan, type Planned, planPage } from "../page/plan";
import { type SignInCode, SignInStop } from "./outcome";
import type { HostVerdict, SignInPorts, SignInRequest } from "./ports";
import { withSelectors } from "./selectors";
import type { Sessions } from "./sessions";
import { survey, type View } from "./survey";
import { passOrNews, requireWanted } from "./waits";

export interface Found {
  readonly plan: Plan;
  readonly view: View;
  /** The page's own document. */
  readonly top: View;
}
export interface Seen {
  readonly views: readonly View[];
  readonly planned: Planned;
}

/** So long a form is waited for that is not there yet. */
export const LATE_FORM_MS = 5_000;
const POLL_MS = 250;
/** So much time a look has in any case. */
const LAST_LOOK_MS = 1_000;
/** A page that is still being built may yet show its form. */
const MAY_COME: ReadonlySet<string> = new Set(["no_login_form", "hidden_field_only"]);

/** What the page shows now, and what a sign-in would do with it. Throws where the page itself is on no allowed host. */
export async function look(sessions: Sessions, request: SignInRequest, ports: SignInPorts): Promise<Seen> {
  requireWanted(ports);
  const views = await survey(sessions, ports.judge);
  const [top] = views;
  if (top === undefined) return { views, planned: { form: null, kind: null, refusal: "no_login_form" } };
  const documents = views.map(({ page, refusal }) => ({ page, allowed: refusal === null }));
  const named = await withSelectors(views, request.selectors, sessions);
  return { views, planned: named ?? planPage(documents) };
}

/**
 * The same; but what the browser has not told at that time is not there. A page that waits for a server's answer tells nothing, and
 * then there are no views.
 */
export async function lookBy(
  untilMs: number,
  sessions: Sessions,
  request: SignInRequest,
  ports: SignInPorts,
): Promise<Seen> {
  const patienceMs = Math.max(untilMs - ports.clock.now(), LAST_LOOK_MS);
  const stop = ports.clock.after(patienceMs, () => sessions.interrupt());
  try {
    return await look(sessions, request, ports);
  } finally {
    stop();
  }
}

/**
 * The form to begin with; waits a little for one that comes late. Throws the refusal, before anybody asks the vault. `first`: what
 * was seen just now.
 */
export async function findForm(
  sessions: Sessions,
  request: SignInRequest,
  ports: SignInPorts,
  first?: Seen,
): Promise<Found> {
  const until = ports.clock.now() + LATE_FORM_MS;
  for (let given = first; ; given = undefined) {
    const seen = given ?? (await lookBy(until, sessions, request, ports));
    requireTop(seen);
    const found = foundIn(seen);
    if (typeof found !== "string") return found;
    if (!MAY_COME.has(found) || ports.clock.now() >= until) throw refused(whyNot(found, seen), seen);
    await passOrNews(ports, POLL_MS, (wake) => sessions.onNews(wake));
  }
}

/** A CAPTCHA in place of a form is what stands in the way. */
const whyNot = (code: SignInCode, { views }: Seen): SignInCode =>
  code === "no_login_form" && showsOf(views).challenge ? "challenge" : code;

function requireTop(seen: Seen): void {
  const top = seen.views[0];
  if (top !== undefined && top.refusal !== null) throw refused(top.refusal, seen);
}

/** A form that may be filled, or why not. */
export function foundIn({ views, planned }: Seen): Found | SignInCode {
  if (planned.form === null) return planned.refusal;
  const view = views[planned.at];
  const top = views[0];
  if (view === undefined || top === undefined) return "no_login_form";
  if (planned.refusal === "host_not_allowed") return view.refusal ?? "host_not_allowed";
  return planned.refusal ?? view.refusal ?? { plan: planned, view, top };
}

/**
 * Of a page that may not be filled, else of the form's own document: the browser's word for where it is goes into the answer, a host
 * and no more of the address.
 */
export function refused(code: SignInCode, { views, planned }: Seen): SignInStop {
  const [top] = views;
  const form = planned.form === null ? undefined : views[planned.at];
  const place = top?.refusal === null ? (form ?? top) : top;
  return new SignInStop(code, place === undefined ? null : detailsOf(place.verdict));
}

/** The words of the broker's rule, with nothing where there is nothing to say. */
function detailsOf(verdict: HostVerdict): Readonly<Record<string, unknown>> {
  const host = verdict.host === null ? {} : { host: verdict.host };
  if (verdict.kind === "allowed") return host;
  const { reason, nearestPattern } = verdict;
  return { ...host, reason, ...(nearestPattern === undefined ? {} : { nearestPattern }) };
}

/** Whether a field of this kind can be seen on an allowed host. */
export function showsOf(views: readonly View[]): { password: boolean; code: boolean; challenge: boolean } {
  const pages: ObservedDocument[] = views.filter(({ refusal }) => refusal === null).map(({ page }) => page);
  const shown = pages.flatMap(({ fields }) => fields).filter(({ hidden }) => hidden === null);
  return {
    password: shown.some(({ type }) => type === "password"),
    code: shown.some(({ autocomplete }) => autocomplete.includes("one-time-code")),
    challenge: views.some(({ page }) => page.challenges.length > 0),
  };
}
