import { perSpace } from "../../kernel/per-space";
import type { Jwt } from "../jwt/decode";
import { type Verdict, verifySignature } from "../jwt/signature";
import type { TrustRow } from "../tables";
import { keysOfPreset } from "../well-known";
import { Cached } from "./cached";
import { fetchKeys } from "./fetch-keys";
import { type PublicKeys, parsePublicKeys } from "./public-keys";
import { remembered } from "./remembered";

/** Where the keys of a trust are: in `jwks`, or else at `jwksUri`, or else where the issuer's kind has them. */
export type KeySource = Pick<TrustRow, "preset" | "issuer" | "jwksUri" | "jwks">;

export type SignatureVerdict =
  | Verdict
  /** The keys could not be had: nothing is known of the signature. */
  | "unavailable"
  /** The issuer would have to be asked, and the caller may not make that happen. */
  | "not_fetched";

/** The keys of issuers, in the memory of a space's object alone: what is lost with it is fetched again. */
export class IssuerKeys {
  /** The one that was asked for last comes last. */
  readonly #sources = new Map<string, Cached<PublicKeys>>();
  readonly #inline = new Map<string, PublicKeys>();

  constructor(
    /** OUTBOUND_ALLOW. */
    private readonly allow: readonly string[],
    /** Milliseconds. */
    private readonly clock: () => number,
  ) {}

  /** Never rejects. `mayFetch` false: the issuer is not asked, whatever the answer would be. */
  async checkSignature(source: KeySource, jwt: Jwt, mayFetch: boolean): Promise<SignatureVerdict> {
    if (source.jwks !== null) {
      const keys = this.#inlineKeys(source.jwks);
      return keys ? verifySignature(jwt, keys) : "unavailable";
    }
    const cached = this.#cachedKeys(source);
    const known = cached.current;
    if (!known) return this.#checkByNewKeys(cached, jwt, mayFetch);
    const verdict = await verifySignature(jwt, known);
    return verdict === "unknown_key" ? this.#checkByNewerKeys(cached, known, jwt, mayFetch) : verdict;
  }

  /** There are no keys that may be used. */
  async #checkByNewKeys(cached: Cached<PublicKeys>, jwt: Jwt, mayFetch: boolean): Promise<SignatureVerdict> {
    if (cached.isPaused) return "unavailable";
    // Those that got too old are asked for anew whoever needs them: else a flood of refusals would outlast them, and close all out.
    if (!mayFetch && !cached.wasHeld) return "not_fetched";
    const keys = await cached.load();
    return keys ? verifySignature(jwt, keys) : "unavailable";
  }

  /** The token names a key that is not among the known ones: it may be newer than they are. */
  async #checkByNewerKeys(
    cached: Cached<PublicKeys>,
    known: PublicKeys,
    jwt: Jwt,
    mayFetch: boolean,
  ): Promise<SignatureVerdict> {
    // Another call may have brought newer ones while this one was looking.
    const newer = cached.current;
    if (newer && newer !== known) return verifySignature(jwt, newer);
    if (!cached.mayRefresh) return cached.hasFailed ? "unavailable" : "unknown_key";
    if (!mayFetch) return "not_fetched";
    const keys = await cached.refresh();
    return keys ? verifySignature(jwt, keys) : "unavailable";
  }

  #cachedKeys({ preset, issuer, jwksUri: given }: KeySource): Cached<PublicKeys> {
    const jwksUri = given ?? keysOfPreset(preset, issuer);
    const make = () => new Cached({ fetch: () => fetchKeys({ issuer, jwksUri }, this.allow), clock: this.clock });
    return remembered(this.#sources, JSON.stringify([issuer, jwksUri]), make);
  }

  /** Parsed once, as is each of its keys. */
  #inlineKeys(jwks: string): PublicKeys | undefined {
    return remembered(this.#inline, jwks, () => parsePublicKeys(jwks));
  }
}

export const issuerKeys = perSpace(({ config, clock }) => new IssuerKeys(config.outboundAllow, clock));
