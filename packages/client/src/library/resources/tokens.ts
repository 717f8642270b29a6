import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, BodyOf, QueryOf } from "../calls/types.ts";
import { conceal } from "../conceal.ts";
import type { Listing } from "../paging.ts";
import { namedListing } from "./lists.ts";

const ALL = "/v1/tokens";
const ONE = "/v1/tokens/{id}";
const ROTATE = "/v1/tokens/{id}/rotate";
/** The text of a token, which is in the answer that makes it and in no other. */
const TEXT = ["token"];

export type Token = AnswerOf<"get", typeof ONE>;
export type MintedToken = AnswerOf<"post", typeof ALL>;

/** Tokens, one's own and others'. Every call throws PosternError. */
export class Tokens {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Whose token this is, and what it may do. */
  async whoami(options: Options = {}): Promise<AnswerOf<"get", "/v1/auth/whoami">> {
    return await this.#connection.call("get", "/v1/auth/whoami", options);
  }

  list({
    signal,
    ...query
  }: Options & QueryOf<"get", typeof ALL> = {}): Listing<AnswerOf<"get", typeof ALL>["tokens"][number]> {
    return namedListing(this.#connection, ALL, "tokens", { query, signal });
  }

  async get(id: string, options: Options = {}): Promise<Token> {
    return await this.#connection.call("get", ONE, { path: { id }, ...options });
  }

  /** The text of the token is in this answer only, and is not shown when the answer is inspected. */
  async create(body: BodyOf<"post", typeof ALL>, options: Options = {}): Promise<MintedToken> {
    return conceal(await this.#connection.call("post", ALL, { body, ...options }), TEXT);
  }

  /** A new text; as for `create`. */
  async rotate(
    id: string,
    { signal, ...body }: Options & BodyOf<"post", typeof ROTATE> = {},
  ): Promise<AnswerOf<"post", typeof ROTATE>> {
    return conceal(await this.#connection.call("post", ROTATE, { path: { id }, body, signal }), TEXT);
  }

  async renew(id: string, { signal, ...body }: Options & BodyOf<"post", "/v1/tokens/{id}/renew"> = {}) {
    return await this.#connection.call("post", "/v1/tokens/{id}/renew", { path: { id }, body, signal });
  }

  /** Counts from the next request on, for its children too. */
  async revoke(id: string, options: Options = {}): Promise<void> {
    await this.#connection.call("delete", ONE, { path: { id }, ...options });
  }
}
