import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, BodyOf, QueryOf } from "../calls/types.ts";
import { conceal } from "../conceal.ts";
import type { Listing } from "../paging.ts";
import { type Authentication, type Authentications, hasEnded } from "./authentications.ts";
import { arrayListing } from "./lists.ts";

const ALL = "/api/v1/credentials";
const ONE = "/api/v1/credentials/{id}";
const RESOLVE = "/api/v1/credentials/{id}/resolve";
const AUTHENTICATE = "/api/v1/credentials/{id}/authenticate";

export type Credential = AnswerOf<"get", typeof ONE>;
/** With the values that were asked for, which are not shown when it is inspected. */
export type ResolvedCredential = AnswerOf<"post", typeof RESOLVE>;
export type AuthenticateFields = BodyOf<"post", typeof AUTHENTICATE>;

export interface AuthenticateOptions extends Options {
  /** Chosen anew for each call, unless given: with it a repeat finds the same run, so that no form is sent twice. */
  readonly idempotencyKey?: string | undefined;
}

/** Pointers into a vault, and what is done with them. Every call throws PosternError. */
export class Credentials {
  readonly #connection: Connection;
  readonly #runs: Authentications;

  constructor(connection: Connection, runs: Authentications) {
    this.#connection = connection;
    this.#runs = runs;
  }

  /** Oldest first. */
  list({ signal, ...query }: Options & QueryOf<"get", typeof ALL> = {}): Listing<Credential> {
    return arrayListing(this.#connection, ALL, { query, signal });
  }

  async get(id: string, options: Options = {}): Promise<Credential> {
    return await this.#connection.call("get", ONE, { path: { id }, ...options });
  }

  async create(body: BodyOf<"post", typeof ALL>, options: Options = {}): Promise<AnswerOf<"post", typeof ALL>> {
    return await this.#connection.call("post", ALL, { body, ...options });
  }

  async update(
    id: string,
    body: BodyOf<"patch", typeof ONE>,
    options: Options = {},
  ): Promise<AnswerOf<"patch", typeof ONE>> {
    return await this.#connection.call("patch", ONE, { path: { id }, body, ...options });
  }

  /** The vault keeps its secret. */
  async delete(id: string, options: Options = {}): Promise<void> {
    await this.#connection.call("delete", ONE, { path: { id }, ...options });
  }

  /** Whether the credential may be used on a page. The vault is not asked. */
  async match(
    id: string,
    url: string,
    options: Options = {},
  ): Promise<AnswerOf<"post", "/api/v1/credentials/{id}/match">> {
    const call = { path: { id }, body: { url }, isRead: true, ...options };
    return await this.#connection.call("post", "/api/v1/credentials/{id}/match", call);
  }

  /** The values, for the page at hand: they pass through this program. Scope `credentials:use`; `host_not_allowed`, the `vault_*` codes. */
  async resolve(
    id: string,
    { signal, ...body }: Options & BodyOf<"post", typeof RESOLVE>,
  ): Promise<ResolvedCredential> {
    const resolved = await this.#connection.call("post", RESOLVE, { path: { id }, body, isRead: true, signal });
    return conceal(resolved, ["username", "password", "totp"]);
  }

  /** Tries the way to the vault and the fields there, without a value. */
  async test(
    id: string,
    { signal, ...body }: Options & BodyOf<"post", "/api/v1/credentials/{id}/test"> = {},
  ): Promise<AnswerOf<"post", "/api/v1/credentials/{id}/test">> {
    return await this.#connection.call("post", "/api/v1/credentials/{id}/test", { path: { id }, body, signal });
  }

  /** What a sign-in would do on the page. The vault is not asked, and nothing is written. */
  async describeLogin(
    id: string,
    { signal, ...body }: Options & BodyOf<"post", "/api/v1/credentials/{id}/describe-login">,
  ): Promise<AnswerOf<"post", "/api/v1/credentials/{id}/describe-login">> {
    const call = { path: { id }, body, isRead: true, signal };
    return await this.#connection.call("post", "/api/v1/credentials/{id}/describe-login", call);
  }

  /**
   * Signs in on a page of a browser that Postern reaches, and waits for the end. A run that failed is no error: `status` and `code` of what it
   * gives say what came of it. When `signal` is aborted, nobody waits any longer; the run goes on, unless it is cancelled.
   */
  async authenticate(
    id: string,
    { idempotencyKey, signal, ...body }: AuthenticateOptions & AuthenticateFields,
  ): Promise<Authentication> {
    const run = await this.begin(id, { ...body, idempotencyKey, signal });
    return hasEnded(run) ? run : await this.#runs.waitForEnd(run.id, { signal });
  }

  /** As `authenticate`, but waits `waitMs` at most and gives the run as it stands then. */
  async begin(
    id: string,
    { idempotencyKey, signal, ...body }: AuthenticateOptions & AuthenticateFields,
  ): Promise<Authentication> {
    const headers = { "Idempotency-Key": idempotencyKey ?? crypto.randomUUID() };
    return await this.#connection.call("post", AUTHENTICATE, { path: { id }, body, headers, signal });
  }

  /** Newest first. */
  events(id: string, { signal, ...query }: Options & QueryOf<"get", "/api/v1/credentials/{id}/events"> = {}) {
    return arrayListing(this.#connection, "/api/v1/credentials/{id}/events", { path: { id }, query, signal });
  }
}
