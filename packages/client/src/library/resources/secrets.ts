import type { ReadCache } from "../cache.ts";
import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, BodyOf, QueryOf } from "../calls/types.ts";
import { conceal } from "../conceal.ts";
import type { Listing } from "../paging.ts";
import { namedListing } from "./lists.ts";
import { type ChangeOptions, conditionsOf, type PutOptions } from "./preconditions.ts";

const ONE = "/v1/secrets/{path}";
const VALUES = ["data"];

/** A secret with its value in `data`, which is not shown when it is inspected. */
export type Secret = AnswerOf<"get", typeof ONE>;
export type SecretMetadata = AnswerOf<"get", "/v1/secrets/metadata/{path}">;
export type ListedSecret = AnswerOf<"get", "/v1/secrets">["secrets"][number];
type SecretData = Readonly<Record<string, unknown>>;
/** All of a `PUT` but the value. */
type PutFields = Omit<BodyOf<"put", typeof ONE>, "data">;

export interface VersionOptions extends Options {
  /** Absent: the current one. */
  readonly version?: number | undefined;
}
export interface DeleteOptions extends ChangeOptions, VersionOptions {
  /** Nothing brings it back. */
  readonly permanent?: boolean | undefined;
}

/** The secrets of a tenant. Every call throws PosternError. */
export class Secrets {
  readonly #connection: Connection;
  readonly #cache: ReadCache | undefined;

  constructor(connection: Connection, cache: ReadCache | undefined) {
    this.#connection = connection;
    this.#cache = cache;
  }

  /** `secret_not_found`, `version_not_found`, `secret_expired`. With a cache, the current version may be as old as the cache lets it be. */
  async get(path: string, { version, signal }: VersionOptions = {}): Promise<Secret> {
    const kept = version === undefined ? this.#cache?.find(path) : undefined;
    if (kept !== undefined) return conceal(JSON.parse(kept) as Secret, VALUES);
    const query = version === undefined ? {} : { version };
    const epoch = this.#cache?.epoch ?? 0;
    const secret = await this.#connection.call("get", ONE, { path: { path }, query, signal });
    if (version === undefined) this.#keep(path, secret, epoch);
    return conceal(secret, VALUES);
  }

  /** Up to 100 at once; what could not be read stands in `errors`, by its path. */
  async getMany(
    paths: readonly string[],
    { signal, ...options }: Options & BodyOf<"post", "/v1/secrets/batch">["options"] = {},
  ): Promise<AnswerOf<"post", "/v1/secrets/batch">> {
    const body = { paths: [...paths], options };
    const answer = await this.#connection.call("post", "/v1/secrets/batch", { body, signal, isRead: true });
    for (const secret of Object.values(answer.secrets)) conceal(secret, VALUES);
    return answer;
  }

  /** Creates a secret, or makes a new version of it. `secret_exists`: the path holds a deleted one. */
  async put(
    path: string,
    data: SecretData,
    { ifVersion, ifAbsent, signal, ...fields }: PutOptions & PutFields = {},
  ): Promise<AnswerOf<"put", typeof ONE>> {
    const headers = conditionsOf({ ifVersion, ifAbsent });
    const call = { path: { path }, body: { ...fields, data }, headers, signal };
    return await this.#changing(path, this.#connection.call("put", ONE, call));
  }

  /** Metadata and options, not the value. */
  async patch(
    path: string,
    change: BodyOf<"patch", typeof ONE>,
    { signal, ...options }: ChangeOptions = {},
  ): Promise<SecretMetadata> {
    const call = { path: { path }, body: change, headers: conditionsOf(options), signal };
    return await this.#changing(path, this.#connection.call("patch", ONE, call));
  }

  /** The whole secret, for a while to be restored; or one version. */
  async delete(
    path: string,
    { version, permanent, signal, ...options }: DeleteOptions = {},
  ): Promise<AnswerOf<"delete", typeof ONE>> {
    const query = {
      ...(version === undefined ? {} : { version }),
      ...(permanent === undefined ? {} : { permanent }),
    } satisfies QueryOf<"delete", typeof ONE>;
    const call = { path: { path }, query, headers: conditionsOf(options), signal };
    return await this.#changing(path, this.#connection.call("delete", ONE, call));
  }

  /** The deleted secret, or one deleted version of a secret. */
  async restore(path: string, { version, signal }: VersionOptions = {}) {
    const query = version === undefined ? {} : { version };
    const call = { path: { path }, query, signal };
    return await this.#changing(path, this.#connection.call("post", "/v1/secrets/{path}/restore", call));
  }

  /** A new value, made by the secret's policy or given as `new_value`. */
  async rotate(
    path: string,
    { ifVersion, signal, ...body }: ChangeOptions & BodyOf<"post", "/v1/secrets/{path}/rotate"> = {},
  ) {
    const call = { path: { path }, body, headers: conditionsOf({ ifVersion }), signal };
    return await this.#changing(path, this.#connection.call("post", "/v1/secrets/{path}/rotate", call));
  }

  /** Newest first, deleted and destroyed ones too. */
  async versions(
    path: string,
    options: Options = {},
  ): Promise<AnswerOf<"get", "/v1/secrets/{path}/versions">["versions"]> {
    const call = { path: { path }, ...options };
    return (await this.#connection.call("get", "/v1/secrets/{path}/versions", call)).versions;
  }

  /** Everything but the value. */
  async metadata(path: string, options: Options = {}): Promise<SecretMetadata> {
    return await this.#connection.call("get", "/v1/secrets/metadata/{path}", { path: { path }, ...options });
  }

  /** Those that the caller may list, by path. */
  list({ signal, ...query }: Options & QueryOf<"get", "/v1/secrets"> = {}): Listing<ListedSecret> {
    return namedListing(this.#connection, "/v1/secrets", "secrets", { query, signal });
  }

  /** Soonest first. */
  expiring({ signal, ...query }: Options & QueryOf<"get", "/v1/secrets/expiring"> = {}) {
    return namedListing(this.#connection, "/v1/secrets/expiring", "secrets", { query, signal });
  }

  #keep(path: string, secret: Secret, epoch: number): void {
    const endsAtMs = secret.expires_at === null ? null : Date.parse(secret.expires_at);
    this.#cache?.keep(path, JSON.stringify(secret), endsAtMs, epoch);
  }

  /** Whatever came of it: a change whose answer was lost may have been made. A read that was under way meanwhile is not kept either. */
  async #changing<T>(path: string, change: Promise<T>): Promise<T> {
    try {
      return await change;
    } finally {
      this.#cache?.forget(path);
    }
  }
}
