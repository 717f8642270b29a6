import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, BodyOf, QueryOf } from "../calls/types.ts";
import { conceal } from "../conceal.ts";
import type { Listing } from "../paging.ts";
import { namedListing } from "./lists.ts";

const ALL = "/v1/trusts";
const ONE = "/v1/trusts/{trust_id}";

export type Trust = AnswerOf<"get", typeof ONE>;
export interface ExchangeOptions extends Options {
  /** Id or name of the one trust that may take the token. */
  readonly trust?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly audience?: string | undefined;
}

/** Which tokens of others are taken, and what they buy. Every call throws PosternError. */
export class Trusts {
  readonly #connection: Connection;
  readonly #open: Connection;

  /** `open`: a connection without a token. */
  constructor(connection: Connection, open: Connection) {
    this.#connection = connection;
    this.#open = open;
  }

  list({
    signal,
    ...query
  }: Options & QueryOf<"get", typeof ALL> = {}): Listing<AnswerOf<"get", typeof ALL>["trusts"][number]> {
    return namedListing(this.#connection, ALL, "trusts", { query, signal });
  }

  async get(id: string, options: Options = {}): Promise<Trust> {
    return await this.#connection.call("get", ONE, { path: { trust_id: id }, ...options });
  }

  async create(body: BodyOf<"post", typeof ALL>, options: Options = {}): Promise<AnswerOf<"post", typeof ALL>> {
    return await this.#connection.call("post", ALL, { body, ...options });
  }

  async update(id: string, body: BodyOf<"patch", typeof ONE>, options: Options = {}): Promise<Trust> {
    return await this.#connection.call("patch", ONE, { path: { trust_id: id }, body, ...options });
  }

  /** Ends the tokens that it gave. */
  async delete(id: string, options: Options = {}): Promise<void> {
    await this.#connection.call("delete", ONE, { path: { trust_id: id }, ...options });
  }

  /** Which check of a trust a token passes. Nothing is made, and the token is not used up. */
  async explain(
    id: string,
    jwt: string,
    options: Options = {},
  ): Promise<AnswerOf<"post", "/v1/trusts/{trust_id}/explain">> {
    const call = { path: { trust_id: id }, body: { jwt }, isRead: true, ...options };
    return await this.#connection.call("post", "/v1/trusts/{trust_id}/explain", call);
  }

  /** Buys a token of Postern's with a foreign one (RFC 8693). Needs no token of its own. Its text is not shown when the answer is inspected. */
  async exchange(
    jwt: string,
    { trust, scopes, audience, signal }: ExchangeOptions = {},
  ): Promise<AnswerOf<"post", "/v1/auth/token">> {
    const body = {
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange" as const,
      subject_token: jwt,
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt" as const,
      ...(trust === undefined ? {} : { trust }),
      ...(scopes === undefined ? {} : { scope: scopes.join(" ") }),
      ...(audience === undefined ? {} : { audience }),
    };
    return conceal(await this.#open.call("post", "/v1/auth/token", { body, signal }), ["access_token"]);
  }
}
