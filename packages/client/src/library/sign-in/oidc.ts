import { localFault } from "../errors.ts";
import type { Bought } from "./bought.ts";
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

/** How to buy one token. Throws PosternError: `no_identity_token`, and what the server answers. */
export function exchangeFor(options: OidcOptions, exchange: Exchange, parts: PlaceParts): () => Promise<Bought> {
  const { trust, scopes, audience } = options;
  return async () => {
    const bought = await exchange({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await identityToken(options, parts),
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      ...(audience === undefined ? {} : { audience }),
      ...(trust === undefined ? {} : { trust }),
      ...(scopes === undefined ? {} : { scope: scopes.join(" ") }),
    });
    return { token: bought.access_token, lifeMs: bought.expires_in * 1000 };
  };
}

async function identityToken(options: OidcOptions, parts: PlaceParts): Promise<string> {
  const ask = options.identityToken ?? (await findPlace(options, parts));
  if (ask) return await ask(undefined);
  throw localFault(
    "no_identity_token",
    "nothing here signs who runs: no GitHub job with id-token, no POSTERN_JWT, no token file",
  );
}
