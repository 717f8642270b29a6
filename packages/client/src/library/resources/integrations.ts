import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, BodyOf, QueryOf } from "../calls/types.ts";
import type { Listing } from "../paging.ts";
import { arrayListing } from "./lists.ts";

const ALL = "/api/v1/vault-integrations";
const ONE = "/api/v1/vault-integrations/{id}";
const SECRETS = "/api/v1/vault-integrations/{id}/secrets";
const TEST = "/api/v1/vault-integrations/{id}/test";

export type Integration = AnswerOf<"get", typeof ONE>;

/** Vaults that credentials point into. Every call throws PosternError. */
export class Integrations {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Oldest first. */
  list({ signal, ...query }: Options & QueryOf<"get", typeof ALL> = {}): Listing<Integration> {
    return arrayListing(this.#connection, ALL, { query, signal });
  }

  async get(id: string, options: Options = {}): Promise<Integration> {
    return await this.#connection.call("get", ONE, { path: { id }, ...options });
  }

  async create(body: BodyOf<"post", typeof ALL>, options: Options = {}): Promise<Integration> {
    return await this.#connection.call("post", ALL, { body, ...options });
  }

  /** A new secret id for the vault. */
  async rotate(id: string, body: BodyOf<"put", typeof ONE>, options: Options = {}): Promise<Integration> {
    return await this.#connection.call("put", ONE, { path: { id }, body, ...options });
  }

  async rename(id: string, name: string, options: Options = {}): Promise<Integration> {
    return await this.#connection.call("patch", ONE, { path: { id }, body: { name }, ...options });
  }

  async delete(id: string, options: Options = {}): Promise<void> {
    await this.#connection.call("delete", ONE, { path: { id }, ...options });
  }

  /** Whether the vault answers and lets Postern in. That it does not is no error: `ok` and `code` say so. */
  async test(
    id: string,
    { signal, ...body }: Options & BodyOf<"post", typeof TEST> = {},
  ): Promise<AnswerOf<"post", typeof TEST>> {
    return await this.#connection.call("post", TEST, { path: { id }, body, signal });
  }

  /** Writes a secret through to the vault. */
  async push(
    id: string,
    { signal, ...body }: Options & BodyOf<"post", typeof SECRETS>,
  ): Promise<AnswerOf<"post", typeof SECRETS>> {
    return await this.#connection.call("post", SECRETS, { path: { id }, body, signal });
  }

  /** Newest first. */
  events(id: string, { signal, ...query }: Options & QueryOf<"get", "/api/v1/vault-integrations/{id}/events"> = {}) {
    return arrayListing(this.#connection, "/api/v1/vault-integrations/{id}/events", { path: { id }, query, signal });
  }
}
