import type { Connection, Options } from "../calls/connection.ts";
import type { AnswerOf, QueryOf } from "../calls/types.ts";
import type { Listing } from "../paging.ts";
import { arrayListing } from "./lists.ts";

const ONE = "/api/v1/authentications/{id}";
/** Longer than this the server waits for no one. */
const LONGEST_WAIT_MS = 30_000;

/** One run of a credential on a page. */
export type Authentication = AnswerOf<"get", typeof ONE>;

export const hasEnded = ({ status }: Authentication): boolean => status !== "running" && status !== "paused";

/** Runs of credentials. Every call throws PosternError. */
export class Authentications {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** `waitMs`: how long the answer waits for the end, 0 to 60000. */
  async get(id: string, { signal, waitMs }: Options & { readonly waitMs?: number } = {}): Promise<Authentication> {
    const query = waitMs === undefined ? {} : { waitMs };
    return await this.#connection.call("get", ONE, { path: { id }, query, signal });
  }

  /** A run ends by itself: its time is bounded. */
  async waitForEnd(id: string, { signal }: Options = {}): Promise<Authentication> {
    for (;;) {
      const run = await this.get(id, { waitMs: LONGEST_WAIT_MS, signal });
      if (hasEnded(run)) return run;
    }
  }

  /** Wipes what was filled and not sent. A run that has ended stays as it is. */
  async cancel(id: string, options: Options = {}): Promise<Authentication> {
    return await this.#connection.call("post", "/api/v1/authentications/{id}/cancel", { path: { id }, ...options });
  }

  /** Newest first. */
  list({ signal, ...query }: Options & QueryOf<"get", "/api/v1/authentications"> = {}): Listing<Authentication> {
    return arrayListing(this.#connection, "/api/v1/authentications", { query, signal });
  }
}
