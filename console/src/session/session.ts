import { signal } from "@preact/signals";
import { abandonCalls, api, asked, watchAnswers } from "../api/client.ts";
import type { ApiError } from "../api/error.ts";
import { beginSession, endSession, type SignIn } from "../api/session.ts";
import { isIdle, watchActivity } from "./idle.ts";
import { type Absence, hearOthers, tellOthers } from "./windows.ts";

export type Who = Awaited<ReturnType<typeof askWho>>;
export type Session =
  | { readonly state: "asking" }
  | { readonly state: "out"; readonly why: Absence }
  | { readonly state: "in"; readonly who: Who };

/** Who looks at the page. Nothing of a page stays when this is no longer `in`: it is taken away with all that it has read. */
export const session = signal<Session>({ state: "asking" });

export type Scope = Who["scopes"][number];
/** Who is signed in; null while nobody is. */
export const whoNow = (): Who | null => (session.value.state === "in" ? session.value.who : null);

const askWho = () => asked(api.GET("/v1/auth/whoami"));

let usedAtMs = Date.now();

/** Asks who the cookie stands for, and from then on looks whether anybody is there. */
export async function startSession(): Promise<void> {
  watchAnswers({
    answered: () => {
      usedAtMs = Date.now();
    },
    signedOut: () => {
      if (session.peek().state === "in") leave("ended");
    },
  });
  const somebodyIsHere = watchActivity({ active: keepAlive, idle: leaveIdle });
  hearOthers((told) => {
    if (told.told === "left") return leave(told.why);
    somebodyIsHere();
    if (told.told === "entered") void enter("ended");
  });
  // A page that Back brings whole out of the browser's memory: somebody is there, and the cookie may be theirs by now, or nobody's.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    somebodyIsHere();
    void enter("ended");
  });
  await enter("none");
}

/** Throws ApiError: the API's refusal. */
export async function signIn(how: SignIn): Promise<void> {
  await beginSession(how);
  tellOthers({ told: "entered" });
  await enter("ended");
}

/** Throws ApiError where the session may still be there. */
export async function signOut(why: Absence = "left"): Promise<void> {
  await endSession();
  tellOthers({ told: "left", why });
  leave(why);
}

/** Counts entering and leaving: the answer to an earlier question says nothing any more. */
let turn = 0;

/** Asks anew who is signed in. What stood here before goes first: it may have been read by somebody else. */
async function enter(otherwise: Absence): Promise<void> {
  turn += 1;
  abandonCalls();
  const asked = turn;
  if (session.peek().state === "in") session.value = { state: "asking" };
  const answer = await askWho().then(
    (who): Session => ({ state: "in", who }),
    (_refused: ApiError): Session => ({ state: "out", why: otherwise }),
  );
  if (asked === turn) session.value = answer;
}

function leave(why: Absence): void {
  turn += 1;
  abandonCalls();
  session.value = { state: "out", why };
}

/** Somebody who reads or types for long asks nothing, and the cookie would end meanwhile; other windows would think nobody is there. */
function keepAlive(): void {
  if (session.peek().state !== "in") return;
  tellOthers({ told: "active" });
  if (!isIdle(usedAtMs, Date.now(), KEEP_ALIVE_MS)) return;
  usedAtMs = Date.now();
  void askWho().catch(ignoreRefusal);
}
const KEEP_ALIVE_MS = 5 * 60_000;
/** A refusal of this call has ended the session already, and no answer is told by the next call that somebody makes. */
const ignoreRefusal = (_: ApiError): void => {};

function leaveIdle(): void {
  if (session.peek().state !== "in") return;
  tellOthers({ told: "left", why: "idle" });
  leave("idle");
  // The page is covered whatever comes of this; the cookie ends by itself in any case.
  void endSession().catch(ignoreRefusal);
}
