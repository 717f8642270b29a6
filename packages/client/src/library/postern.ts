import { surroundings } from "./around.ts";
import { type CacheOptions, ReadCache } from "./cache.ts";
import { parseServerUrl } from "./calls/address.ts";
import { Connection } from "./calls/connection.ts";
import { RETRY_RULES, type RetryRules } from "./calls/retry.ts";
import { Sender, type TokenSource } from "./calls/sender.ts";
import type { AnswerOf, CallOptions, Method, RouteOf } from "./calls/types.ts";
import { localFault } from "./errors.ts";
import { Authentications } from "./resources/authentications.ts";
import { Browsers } from "./resources/browsers.ts";
import { Credentials } from "./resources/credentials.ts";
import { Integrations } from "./resources/integrations.ts";
import { Secrets } from "./resources/secrets.ts";
import { Tokens } from "./resources/tokens.ts";
import { Trusts } from "./resources/trusts.ts";
import { BoughtTokens } from "./sign-in/bought.ts";
import { type GivenToken, GivenTokens } from "./sign-in/given.ts";
import { type Exchange, exchangeFor, type OidcOptions } from "./sign-in/oidc.ts";
import { type Login, loginBy, type VaultOptions } from "./sign-in/vault.ts";

export interface PosternOptions {
  /** `https://postern.example`. `http` is for this machine alone. */
  readonly url: string;
  /** A token, or a function that gives one; or one of `oidc` and `vault`. */
  readonly token?: GivenToken;
  /** Signs in with what the place signs that this runs in. `true`: with what is found there. */
  readonly oidc?: true | OidcOptions;
  /** Signs in by AppRole, as clients of Vault do. */
  readonly vault?: VaultOptions;
  /** The space to act in, where it is not the token's own: `tnt_acme`. */
  readonly tenant?: string;
  /** Keeps values that were read in memory for a while. Default: none are kept. */
  readonly cache?: true | CacheOptions;
  readonly retry?: Partial<RetryRules>;
  /** Milliseconds that one attempt may take. Default 90 000: a call that waits for a sign-in takes a minute. */
  readonly timeoutMs?: number;
  /** Instead of the platform's own. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

const DEFAULT_TIMEOUT_MS = 90_000;

/** A client of one Postern, with one token. Nothing is asked before the first call. */
export class Postern {
  readonly secrets: Secrets;
  readonly credentials: Credentials;
  readonly authentications: Authentications;
  readonly browsers: Browsers;
  readonly integrations: Integrations;
  readonly tokens: Tokens;
  readonly trusts: Trusts;
  readonly #connection: Connection;
  readonly #cache: ReadCache | undefined;

  /** Throws PosternError `invalid_option`. */
  constructor(options: PosternOptions) {
    const around = surroundings(options.fetch);
    const url = parseServerUrl(options.url);
    const { tenant, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
    // What could not stand in a header would be repeated by the error that the platform throws.
    if (tenant !== undefined && !/^[!-~]{1,128}$/.test(tenant))
      throw localFault("invalid_option", "tenant is empty, or holds what no id can");
    const rules = { ...RETRY_RULES, ...options.retry };
    const open = new Connection(url, new Sender(around, undefined, timeoutMs, rules), tenant);
    const sender = new Sender(around, tokensOf(options, open, around), timeoutMs, rules);
    this.#connection = new Connection(url, sender, tenant);
    this.#cache = options.cache && new ReadCache(options.cache === true ? {} : options.cache, around.now);
    this.secrets = new Secrets(this.#connection, this.#cache);
    this.authentications = new Authentications(this.#connection);
    this.credentials = new Credentials(this.#connection, this.authentications);
    this.browsers = new Browsers(this.#connection);
    this.integrations = new Integrations(this.#connection);
    this.tokens = new Tokens(this.#connection);
    this.trusts = new Trusts(this.#connection, open);
  }

  /** Any route of the document, with its types: `postern.call("get", "/v1/policies/{id}", { path: { id } })`. Throws PosternError. */
  async call<M extends Method, R extends RouteOf<M>>(
    method: M,
    route: R,
    options: CallOptions<M, R>,
  ): Promise<AnswerOf<M, R>> {
    return await this.#connection.call(method, route, options);
  }

  /**
   * For answers that are no JSON, such as an export. The answer is given back whatever its status is. `isRead`: it only reads, though its
   * method does not say so, and may be made again.
   */
  async fetch(path: `/${string}`, init: RequestInit & { readonly isRead?: boolean } = {}): Promise<Response> {
    return await this.#connection.fetch(path, init);
  }

  /** Takes the values that were kept out of memory. */
  forget(): void {
    this.#cache?.clear();
  }
}

function tokensOf(
  { token, oidc, vault }: PosternOptions,
  open: Connection,
  around: ReturnType<typeof surroundings>,
): TokenSource {
  if ([token, oidc, vault].filter((way) => way !== undefined).length !== 1)
    throw localFault("invalid_option", "give one of token, oidc and vault");
  if (token !== undefined) return new GivenTokens(token);
  if (vault !== undefined) {
    const login: Login = async (body) => await open.call("post", "/v1/auth/approle/login", { body });
    return new BoughtTokens(loginBy(vault, login), around.now);
  }
  const exchange: Exchange = async (body) => await open.call("post", "/v1/auth/token", { body });
  return new BoughtTokens(exchangeFor(oidc === true || oidc === undefined ? {} : oidc, exchange, around), around.now);
}
