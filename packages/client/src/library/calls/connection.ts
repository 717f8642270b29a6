import createClient, { type HeadersOptions } from "openapi-fetch";
import type { paths } from "../../generated/schema.ts";
import { localFault } from "../errors.ts";
import { fillRoute } from "./address.ts";
import { badAnswer, errorOf, unreadable } from "./faults.ts";
import type { Sender, SendOptions } from "./sender.ts";
import type { AnswerOf, CallOptions, Method, RouteOf } from "./types.ts";

/** What every call of the library may be given. */
export interface Options {
  /** Aborts the call, its pauses and repeats. */
  readonly signal?: AbortSignal | undefined;
}

export interface Answered<T> {
  readonly data: T;
  readonly headers: Headers;
}

/** As the types of `CallOptions` look once they are no longer told apart by route. */
interface LooseOptions extends SendOptions {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}
type LooseRequest = (
  method: string,
  route: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Calls by route, with the types of the API's document. Every answer that is no success is thrown. */
export class Connection {
  readonly #sender: Sender;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #url: string;
  readonly #request: LooseRequest;

  /** `url` without a slash at its end. `tenant`: the space to act in, where it is not the token's own. */
  constructor(url: string, sender: Sender, tenant: string | undefined) {
    this.#sender = sender;
    this.#url = url;
    this.#headers = tenant === undefined ? {} : { "X-Tenant-ID": tenant };
    const client = createClient<paths>({ baseUrl: url, headers: this.#headers, pathSerializer: fillRoute });
    this.#request = client.request as unknown as LooseRequest;
  }

  /** Throws PosternError, or the reason of `signal`. */
  async call<M extends Method, R extends RouteOf<M>>(
    method: M,
    route: R,
    options: CallOptions<M, R>,
  ): Promise<AnswerOf<M, R>> {
    return (await this.ask(method, route, options)).data;
  }

  /** As `call`, with the headers of the answer. */
  async ask<M extends Method, R extends RouteOf<M>>(
    method: M,
    route: R,
    options: CallOptions<M, R>,
  ): Promise<Answered<AnswerOf<M, R>>> {
    const { data, headers } = await this.#ask(method, route, options as LooseOptions);
    return { data: data as AnswerOf<M, R>, headers };
  }

  /** What has no JSON for an answer, such as an export. Any status is given back. Throws PosternError `invalid_address`. */
  async fetch(path: string, init: RequestInit & Pick<SendOptions, "isRead"> = {}): Promise<Response> {
    // Anything else could make another host of the server's address.
    if (!path.startsWith("/")) throw localFault("invalid_address", "path must begin with a slash", { field: "path" });
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(this.#headers)) headers.set(name, value);
    const { signal, isRead = false, ...rest } = init;
    return await this.#sender.send(new Request(`${this.#url}${path}`, { ...rest, headers }), {
      signal: signal ?? undefined,
      isRead,
    });
  }

  async #ask(method: string, route: string, { path, query, headers, body, signal, isRead }: LooseOptions) {
    const send = { signal, isRead: isRead ?? false };
    let answer: Response | undefined;
    const init = {
      params: { ...(path ? { path } : {}), ...(query ? { query } : {}) },
      headers: headers as HeadersOptions,
      ...(body === undefined ? {} : { body }),
      // The text is parsed here: the error of a parser repeats what it read.
      parseAs: "text",
      fetch: async (request: Request) => {
        answer = await this.#sender.send(request, send);
        return answer;
      },
    };
    const { data, error, response } = await this.#request(method, route, init).catch((fault: unknown) => {
      signal?.throwIfAborted();
      throw answer ? unreadable(answer, fault) : fault;
    });
    if (!response.ok) throw errorOf(response, error);
    return { data: parsed(response, data), headers: response.headers };
  }
}

function parsed(answer: Response, text: unknown): unknown {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(String(text));
  } catch {
    throw badAnswer(answer, "the answer is no JSON");
  }
}
