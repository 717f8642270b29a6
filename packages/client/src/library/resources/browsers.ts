import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, BodyOf, QueryOf } from "../calls/types.ts";
import type { Listing } from "../paging.ts";
import { arrayListing } from "./lists.ts";

const ALL = "/api/v1/browsers";
const ONE = "/api/v1/browsers/{id}";
const TEST = "/api/v1/browsers/{id}/test";

export type Browser = AnswerOf<"get", typeof ONE>;

/** Browsers that Postern reaches. Every call throws PosternError. */
export class Browsers {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Oldest first. */
  list({ signal, ...query }: Options & QueryOf<"get", typeof ALL> = {}): Listing<Browser> {
    return arrayListing(this.#connection, ALL, { query, signal });
  }

  async get(id: string, options: Options = {}): Promise<Browser> {
    return await this.#connection.call("get", ONE, { path: { id }, ...options });
  }

  async create(body: BodyOf<"post", typeof ALL>, options: Options = {}): Promise<Browser> {
    return await this.#connection.call("post", ALL, { body, ...options });
  }

  /** A new key of the vendor's. */
  async rotate(id: string, apiKey: string, options: Options = {}): Promise<Browser> {
    return await this.#connection.call("put", ONE, { path: { id }, body: { apiKey }, ...options });
  }

  async rename(id: string, name: string, options: Options = {}): Promise<Browser> {
    return await this.#connection.call("patch", ONE, { path: { id }, body: { name }, ...options });
  }

  /** Ends the runs in it. */
  async delete(id: string, options: Options = {}): Promise<void> {
    await this.#connection.call("delete", ONE, { path: { id }, ...options });
  }

  /** How far the way to the browser goes. That it leads nowhere is no error: `ok`, `stage` and `code` say so. */
  async test(
    id: string,
    { signal, ...body }: Options & BodyOf<"post", typeof TEST> = {},
  ): Promise<AnswerOf<"post", typeof TEST>> {
    return await this.#connection.call("post", TEST, { path: { id }, body, signal });
  }
}
