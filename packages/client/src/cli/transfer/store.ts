import { fillRoute } from "../../library/calls/address.ts";
import { isPosternError } from "../../library/errors.ts";
import type { Postern } from "../../library/postern.ts";
import { type ExactInit, exactCall, memberOf } from "../session/exact-call.ts";
import {
  canonicalText,
  ExactNumber,
  type ExactObject,
  exactText,
  isExactObject,
  parseExact,
} from "../text/exact-json.ts";
import { batchesOf, eachOf } from "./pool.ts";

/** What the list says of a secret that is there. */
export interface Listed {
  readonly path: string;
  readonly version: number;
}
/** What a batch gives of a path: a value, or the code of what stands against it. */
export type Held = { readonly data: string } | { readonly code: string };

export interface Write {
  readonly path: string;
  /** Compact JSON. */
  readonly data: string;
  /** The version that must be there now; 0: none. */
  readonly after: number;
  /** Compact JSON, of a new secret. */
  readonly metadata?: string | null;
  readonly maxVersions?: number | null;
}

const BATCH = 100;
const PAGE = 200;
/** What one answer holds of values; the paths beyond it are asked for one by one. */
const TOO_LARGE = "payload_too_large";

/** The secrets of Postern as texts, so that no digit of a number is lost. Everything throws PosternError. */
export class Store {
  constructor(
    private readonly postern: Postern,
    private readonly width: number,
    private readonly signal?: AbortSignal,
  ) {}

  /** All below a prefix that the caller may list, expired ones too. */
  async list(prefix: string): Promise<ReadonlyMap<string, Listed>> {
    const found = new Map<string, Listed>();
    const { signal } = this;
    const query = { limit: PAGE, include_expired: true, signal, ...(prefix === "" ? {} : { prefix }) };
    for await (const { path, version } of this.postern.secrets.list(query)) found.set(path, { path, version });
    return found;
  }

  /** The values of these paths, a hundred with one call. `version`: of all of them; absent: the current one of each. */
  async read(paths: readonly string[], version?: number): Promise<ReadonlyMap<string, Held>> {
    const held = new Map<string, Held>();
    const large: string[] = [];
    await eachOf(batchesOf(paths, BATCH), this.width, async (batch) => {
      const options = version === undefined ? {} : { options: { version } };
      const body = JSON.stringify({ paths: batch, ...options });
      const answer = await this.#answer("/v1/secrets/batch", { method: "POST", body, isRead: true });
      const secrets = objectIn(answer, "secrets");
      const errors = objectIn(answer, "errors");
      for (const path of batch) {
        const data = memberOf(secrets.get(path), "data");
        const code = String(memberOf(errors.get(path), "code") ?? "bad_answer");
        if (code === TOO_LARGE) large.push(path);
        held.set(path, data === undefined ? { code } : { data: exactText(data) });
      }
    });
    await eachOf(large, this.width, async (path) => void held.set(path, await this.#readOne(path, version)));
    return held;
  }

  /** One value with its version, as a change is made sure of. */
  async current(path: string): Promise<{ readonly version: number; readonly data: string }> {
    const answer = await this.#answer(addressOf(path), {});
    const version = memberOf(answer, "version");
    return {
      version: version instanceof ExactNumber ? Number(version.text) : 0,
      data: exactText(memberOf(answer, "data") ?? null),
    };
  }

  /** Writes the version that comes after `after`, if that is still the last one. */
  async put({ path, data, after, metadata = null, maxVersions = null }: Write): Promise<void> {
    const options = maxVersions === null ? "" : `,"options":{"max_versions":${maxVersions}}`;
    const body = `{"data":${data}${metadata === null ? "" : `,"metadata":${metadata}`}${options}}`;
    const headers: Record<string, string> = after === 0 ? { "If-None-Match": "*" } : { "If-Match": `"${after}"` };
    try {
      await this.#answer(addressOf(path), { method: "PUT", body, headers });
    } catch (error) {
      if (!(await this.#isOwnDoing(error, path, data, after))) throw error;
    }
  }

  /** Ends a version for good. */
  async destroy(path: string, version: number): Promise<void> {
    await this.postern.secrets.delete(path, { version, permanent: true, signal: this.signal });
  }

  /** Where the answer to a write was lost, its repetition is refused by the condition that the write itself ended. */
  async #isOwnDoing(error: unknown, path: string, data: string, after: number): Promise<boolean> {
    if (!isPosternError(error, "version_conflict") || error.details.current_version !== after + 1) return false;
    const now = await this.current(path);
    return now.version === after + 1 && isSameValue(now.data, data);
  }

  async #readOne(path: string, version: number | undefined): Promise<Held> {
    const query = version === undefined ? "" : `?version=${version}`;
    const answer = await this.#answer(`${addressOf(path)}${query}`, {});
    return { data: exactText(memberOf(answer, "data") ?? null) };
  }

  async #answer(path: `/${string}`, asked: ExactInit): Promise<ExactObject> {
    return (await exactCall(this.postern, path, { ...asked, signal: this.signal ?? null })).answer;
  }
}

/** Whether two values are equal as JSON: the order of keys says nothing. */
export const isSameValue = (a: string, b: string): boolean =>
  a === b || canonicalText(parseExact(a)) === canonicalText(parseExact(b));

const addressOf = (path: string): `/${string}` => fillRoute("/v1/secrets/{path}", { path }) as `/${string}`;
const objectIn = (answer: ExactObject, key: string): ExactObject => {
  const found = answer.get(key);
  return isExactObject(found) ? found : new Map();
};
