import { randomUUID } from "node:crypto";
import type { Postern } from "../../library/postern.ts";
import { type Authentication, hasEnded } from "../../library/resources/authentications.ts";
import type { AuthenticateFields } from "../../library/resources/credentials.ts";
import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { idOf } from "./named.ts";
import { detailRows, tellRemedy } from "./remedies.ts";

export interface AuthenticateOptions {
  readonly browser?: string;
  readonly session?: string;
  readonly cdpUrl?: string;
  readonly page?: string;
  readonly mode?: "wire" | "fill" | "prompt_user";
  readonly allowFallback?: boolean;
  readonly submit: boolean;
  readonly successUrl?: string;
  readonly successSelector?: string;
  readonly pauseTimeout?: string;
}

/** How long one question for the state of a run waits. Short enough for its progress to be seen. */
const WAIT_MS = 5_000;
/** What a page was refused for. */
const REFUSALS = new Set([
  "host_not_allowed",
  "insecure_page",
  "ancestor_not_allowed",
  "action_not_allowed",
  "sandboxed_frame",
  "opaque_origin",
  "looks_like_registration",
  "redirect_refused",
]);

/**
 * Signs in on a page of a browser, and waits for the end. Ctrl-C cancels the run at the server; a second one ends this program at once.
 * Exit codes: 0 signed in, 4 the page was refused, else 1.
 */
export const authenticate: Work<[credential: string], AuthenticateOptions> = async ({
  session,
  arguments: [credential],
  options,
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "credential", credential);
  const fields = { ...(await fieldsOf(postern, options)), waitMs: 0 };
  const stop = new AbortController();
  const interrupt = () => {
    session.shell.stderr.write("Cancelling the run…\n");
    stop.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    // Not aborted itself: a run whose id is not known can't be cancelled.
    const begun = await postern.credentials.begin(id, { ...fields, idempotencyKey: randomUUID() });
    const run = await ended(session, begun, stop.signal);
    tell(session, run, credential);
    return exitOf(run);
  } finally {
    process.removeListener("SIGINT", interrupt);
  }
};

async function ended(session: Session, begun: Authentication, signal: AbortSignal): Promise<Authentication> {
  const { authentications } = await session.postern();
  const progress = progressTo(session);
  progress(begun);
  let run = begun;
  while (!hasEnded(run) && !signal.aborted) {
    try {
      run = await authentications.get(begun.id, { waitMs: WAIT_MS, signal });
      progress(run);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
  if (!signal.aborted) return run;
  const told = await authentications.cancel(begun.id);
  // A run that is opening a browser hears of it when that is over.
  const { status } = hasEnded(told) ? told : await authentications.waitForEnd(begun.id);
  const said = status === "cancelled" ? "the run was cancelled" : `the run had ended before: ${status}`;
  session.shell.stderr.write(`${said}\n`);
  throw new CliError(EXIT.interrupted, "interrupted", "interrupted");
}

/** Tells each step once, and a pause: then somebody is waited for. */
function progressTo({ output }: Session): (run: Authentication) => void {
  let steps = 0;
  let told = "";
  return (run) => {
    if (told === "") output.say(`run ${visible(run.id)}`);
    for (const { step, outcome } of run.steps.slice(steps)) output.say(`${visible(step)}: ${visible(outcome)}`);
    steps = Math.max(steps, run.steps.length);
    if (run.status === "paused" && told !== "paused")
      output.say(`paused: ${visible(run.code ?? run.verdict ?? "somebody has to go on")} in the browser`);
    told = run.status;
  };
}

async function fieldsOf(postern: Postern, options: AuthenticateOptions): Promise<AuthenticateFields> {
  const { page, mode, allowFallback, submit, successUrl, successSelector, pauseTimeout } = options;
  const isAddress = page !== undefined && /^https?:/.test(page);
  const success = {
    ...(successUrl === undefined ? {} : { urlPattern: successUrl }),
    ...(successSelector === undefined ? {} : { selector: successSelector }),
  };
  return {
    browser: await browserOf(postern, options),
    ...(page === undefined ? {} : { target: isAddress ? { urlPrefix: page } : { targetId: page } }),
    ...(mode === undefined ? {} : { mode }),
    ...(allowFallback ? { allowFallback } : {}),
    ...(submit ? {} : { submit }),
    ...(Object.keys(success).length > 0 ? { success } : {}),
    ...(pauseTimeout === undefined ? {} : { pauseTimeoutMs: secondsIn(pauseTimeout) * 1000 }),
  };
}

async function browserOf(
  postern: Postern,
  { browser, session, cdpUrl }: AuthenticateOptions,
): Promise<AuthenticateFields["browser"]> {
  if ((browser === undefined) === (cdpUrl === undefined))
    throw usageError("give either --browser or --cdp-url", "postern browser list");
  if (cdpUrl !== undefined && session !== undefined) throw usageError("--session is one of a --browser");
  if (cdpUrl !== undefined) return { cdpUrl };
  const browserId = await idOf(postern, "browser", browser ?? "");
  return { browserId, ...(session === undefined ? {} : { session }) };
}

function secondsIn(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= 600) return Number(text);
  throw usageError("--pause-timeout takes seconds, up to 600");
}

function tell({ output }: Session, run: Authentication, credential: string): void {
  const rows = [
    ["status", run.status],
    ["verdict", run.verdict],
    ["code", run.code],
    ["host", run.host],
    ...detailRows(run.details),
    ["mode", run.mode],
    ["took", run.durationMs === null ? null : `${run.durationMs} ms`],
    ["id", run.id],
  ] as const;
  output.record(run, rows, run.id);
  if (run.status === "failed") tellRemedy(output, run, { credential });
}

function exitOf({ status, code }: Authentication): number {
  if (status === "authenticated" || status === "filled") return EXIT.ok;
  return code !== null && REFUSALS.has(code) ? EXIT.refused : EXIT.failure;
}
