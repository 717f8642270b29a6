import { exports } from "cloudflare:workers";
import { Postern, type PosternOptions } from "../../packages/client/src/library/index.ts";

export const URL_OF_POSTERN = "https://postern.example";

/** What a client sent: for tests that count. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
}

/** The Worker's own fetch, and what went through it. */
export function workerFetch() {
  const sent: Sent[] = [];
  const fetch: NonNullable<PosternOptions["fetch"]> = async (url, init) => {
    const { pathname, search } = new URL(url);
    sent.push({ method: init.method ?? "GET", path: pathname + search, headers: new Headers(init.headers) });
    return await exports.default.fetch(url, init);
  };
  return { sent, fetch };
}

/** A client whose requests go through the Worker's own fetch, as those of a program elsewhere would. */
export function clientOf(token: string, options: Partial<PosternOptions> = {}) {
  const { sent, fetch } = workerFetch();
  return { sent, postern: new Postern({ url: URL_OF_POSTERN, token, fetch, ...options }) };
}

/** What a call threw; a test that expects none fails by what it gave. */
export const faultOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    (given) => ({ given }),
    (error: unknown) => error,
  );
