import { PosternError } from "../errors.ts";
import { noAnswerWithin, unreachable } from "./faults.ts";
import { type Attempt, isRepeatable, pauseBeforeNext, RETRY_RULES, type RetryRules, secondsIn } from "./retry.ts";

/** What the library needs from where it runs. */
export interface Surroundings {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Rejects with the signal's reason as soon as it is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Who says which token a request carries. */
export interface TokenSource {
  token(signal: AbortSignal | undefined): Promise<string>;
  /** The server did not take this one. True: there is another one to be had. */
  refused(token: string): boolean;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of a request that only reads, though its method does not say so. */
  readonly isRead?: boolean;
}

/** A request with its body read, so that it can be sent again. */
interface Letter {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: ArrayBuffer | undefined;
}

/** Sends requests with a token, waits as long as one may take, and repeats what may be repeated. */
export class Sender {
  readonly #around: Surroundings;
  readonly #tokens: TokenSource | undefined;
  readonly #timeoutMs: number;
  readonly #rules: RetryRules;

  /** Without `tokens` requests carry none. `timeoutMs`: of one attempt. */
  constructor(around: Surroundings, tokens: TokenSource | undefined, timeoutMs: number, rules = RETRY_RULES) {
    this.#around = around;
    this.#tokens = tokens;
    this.#timeoutMs = timeoutMs;
    this.#rules = rules;
  }

  /**
   * An answer of any status. Throws PosternError `unreachable` or `timeout`; what signing in threw; the reason of `signal`. A body that
   * breaks off later throws by itself.
   */
  async send(request: Request, options: SendOptions = {}): Promise<Response> {
    const body = SENDS_NOTHING.includes(request.method) ? undefined : await request.arrayBuffer();
    const letter = { url: request.url, method: request.method, headers: new Headers(request.headers), body };
    if (!this.#tokens) return await this.#repeating(letter, options);
    const token = await this.#tokens.token(options.signal);
    const answer = await this.#repeating(withToken(letter, token), options);
    // A token that is refused has opened nothing, so nothing was done.
    if (answer.status !== 401 || !this.#tokens.refused(token)) return answer;
    await answer.body?.cancel();
    return await this.#repeating(withToken(letter, await this.#tokens.token(options.signal)), options);
  }

  async #repeating(letter: Letter, { signal, isRead = false }: SendOptions): Promise<Response> {
    const mayRepeat = isRead || isRepeatable(letter.method, letter.headers);
    for (let attempt = 0; ; attempt += 1) {
      const came = await this.#once(letter, signal);
      const what = came instanceof PosternError ? ({ kind: "no_answer" } as const) : await attemptOf(came);
      const now = { attempt, isRepeatable: mayRepeat, random: this.#around.random() };
      const pauseMs = pauseBeforeNext(what, now, this.#rules);
      if (pauseMs === undefined && came instanceof PosternError) throw came;
      if (pauseMs === undefined) return came as Response;
      if (!(came instanceof PosternError)) await came.body?.cancel();
      await this.#around.sleep(pauseMs, signal);
    }
  }

  async #once(letter: Letter, signal: AbortSignal | undefined): Promise<Response | PosternError> {
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const { url, ...init } = letter;
    try {
      return await this.#around.fetch(url, {
        ...init,
        // An answer that leads elsewhere would take the token and the body there.
        redirect: "manual",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (error) {
      signal?.throwIfAborted();
      return timeout.aborted ? noAnswerWithin(url, this.#timeoutMs) : unreachable(url, error);
    }
  }
}

const SENDS_NOTHING = ["GET", "HEAD"];

function withToken(letter: Letter, token: string): Letter {
  const headers = new Headers(letter.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return { ...letter, headers };
}

async function attemptOf(answer: Response): Promise<Attempt> {
  return {
    kind: "answer",
    status: answer.status,
    code: answer.status === 429 ? await codeIn(answer.clone()) : undefined,
    retryAfterSeconds: secondsIn(answer.headers.get("Retry-After")),
  };
}

async function codeIn(answer: Response): Promise<string | undefined> {
  try {
    // Some platforms have `any` here, others `unknown`: what is asked of it below holds of every JSON.
    const body = (await answer.json()) as { error?: { code?: unknown } } | null;
    return typeof body?.error?.code === "string" ? body.error.code : undefined;
  } catch {
    // Somebody on the way answered instead of Postern: there is no code.
    return undefined;
  }
}
