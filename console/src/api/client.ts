import createClient from "openapi-fetch";
import type { paths } from "../../../packages/client/src/generated/schema.ts";
import { ApiError, errorFrom, isAbort } from "./error.ts";

/** What happens to every answer, before anybody looks at it: see `session/`. */
export interface Watcher {
  /** A request was answered at all: the session's cookie counts as used. */
  answered(): void;
  /** The API no longer knows who asks. */
  signedOut(): void;
}
let watcher: Watcher = { answered() {}, signedOut() {} };
export function watchAnswers(by: Watcher): void {
  watcher = by;
}

let underWay = new AbortController();

/**
 * Gives up every call that has no answer yet. For a change of who is signed in: a late answer may bring back the cookie of whoever was
 * signed in when it was asked, and a late refusal would be taken for one of the next person's session.
 */
export function abandonCalls(): void {
  underWay.abort();
  underWay = new AbortController();
}

/** The header that no page of another host can send; the cookie counts with it alone. */
export const CONSOLE_HEADER = { "X-Postern-Console": "1" } as const;

/** The API, typed by its own document. Every call goes through `asked`, which makes an error of what is no success. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  headers: CONSOLE_HEADER,
  credentials: "same-origin",
  cache: "no-store",
  fetch: async (request) => {
    const response = await fetch(request, { signal: AbortSignal.any([request.signal, underWay.signal]) });
    if (response.status === 401) watcher.signedOut();
    else watcher.answered();
    return response;
  },
});

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** What the API gives. Throws ApiError: its refusal, or that there was no answer. */
export async function asked<T>(call: Promise<Answered<T>>): Promise<T> {
  return (await answer(call)).data;
}

/** The same with the response, for what stands in its headers. */
export async function answer<T>(call: Promise<Answered<T>>): Promise<{ data: T; response: Response }> {
  let answered: Answered<T>;
  try {
    answered = await call;
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ApiError({ status: 0, code: "no_answer", message: "", requestId: null, details: {} });
  }
  if (!answered.response.ok) throw errorFrom(answered.response, answered.error);
  // A 204 has no data, and its type says so.
  return { data: answered.data as T, response: answered.response };
}
