import type { TokenSource } from "../calls/sender.ts";
import { localFault } from "../errors.ts";
import { findPlace, type IdentityTokens, type PlaceOptions, type PlaceParts } from "./places.ts";

/** Signing in with what the place signs that the program runs in, instead of a stored token. */
export interface OidcOptions extends PlaceOptions {
  /** Gives the identity token itself, where the place is none that is known. Asked anew for every sign-in. */
  readonly identityToken?: IdentityTokens | undefined;
  /** Id or name of the one trust that may take it. Absent: the oldest that fits. */
  readonly trust?: string | undefined;
  /** Fewer than the trust gives. */
  readonly scopes?: readonly string[] | undefined;
}

/** What is asked for in an exchange, as the API names it. */
export interface ExchangeRequest {
  readonly grant_type: "urn:ietf:params:oauth:grant-type:token-exchange";
  readonly subject_token: string;
  readonly subject_token_type: "urn:ietf:params:oauth:token-type:jwt";
  readonly audience?: string;
  readonly trust?: string;
  readonly scope?: string;
}
/** Asks for a token without having one. */
export type Exchange = (
  request: ExchangeRequest,
) => Promise<{ readonly access_token: string; readonly expires_in: number }>;

/** A token that was bought, and until when it is shown, in milliseconds since 1970. */
interface Bought {
  readonly token: string;
  readonly untilMs: number;
}

/** A token is not shown in the last tenth of its life, a minute at most: a request must arrive before it ends. */
const MAX_MARGIN_MS = 60_000;

/** Buys a token at the first request, and another one when it nears its end or is refused. Requests at one time share it. */
export class OidcTokens implements TokenSource {
  readonly #options: OidcOptions;
  readonly #exchange: Exchange;
  readonly #parts: PlaceParts & { readonly now: () => number };
  #bought: Bought | undefined;
  #buying: Promise<Bought> | undefined;

  constructor(options: OidcOptions, exchange: Exchange, parts: PlaceParts & { readonly now: () => number }) {
    this.#options = options;
    this.#exchange = exchange;
    this.#parts = parts;
  }

  async token(signal: AbortSignal | undefined): Promise<string> {
    if (this.#bought && this.#parts.now() < this.#bought.untilMs) return this.#bought.token;
    this.#buying ??= this.#buy().finally(() => {
      this.#buying = undefined;
    });
    this.#bought = await unlessAborted(this.#buying, signal);
    return this.#bought.token;
  }

  refused(token: string): boolean {
    if (this.#bought?.token === token) this.#bought = undefined;
    return true;
  }

  /** For all who wait, so no one's signal ends it; an attempt has its own end. */
  async #buy(): Promise<Bought> {
    const { trust, scopes, audience } = this.#options;
    const jwt = await this.#identityToken();
    const sinceMs = this.#parts.now();
    const bought = await this.#exchange({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: jwt,
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      ...(audience === undefined ? {} : { audience }),
      ...(trust === undefined ? {} : { trust }),
      ...(scopes === undefined ? {} : { scope: scopes.join(" ") }),
    });
    const lifeMs = bought.expires_in * 1000;
    return { token: bought.access_token, untilMs: sinceMs + lifeMs - Math.min(lifeMs / 10, MAX_MARGIN_MS) };
  }

  async #identityToken(): Promise<string> {
    const ask = this.#options.identityToken ?? (await findPlace(this.#options, this.#parts));
    if (ask) return await ask(undefined);
    throw localFault(
      "no_identity_token",
      "nothing here signs who runs: no GitHub job with id-token, no POSTERN_JWT, no token file",
    );
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
