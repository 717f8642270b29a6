import { perSpace } from "../../kernel/per-space";
import { checkWebhookUrl } from "../../outbound/address";
import type { JsonObject } from "../json";
import { Cached } from "./cached";
import { fetchDiscovery } from "./documents";
import { remembered } from "./remembered";

/** Where people sign in at an issuer, and how a client of it redeems what they come back with. */
export interface SignInPage {
  /** A browser is sent there. */
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** How a client shows its secret (OpenID Connect Core 1.0, section 9); null: in no way that is known here. */
  readonly secretGoesIn: "header" | "body" | null;
  /** It names itself in each answer (RFC 9207), so that an answer without a name is none of its. */
  readonly namesItself: boolean;
}

/** Of its discovery document. Undefined: it signs nobody in, or where may not be called. `allow`: OUTBOUND_ALLOW. */
export function signInPageOf(document: JsonObject, allow: readonly string[]): SignInPage | undefined {
  const authorizationEndpoint = addressOf(document.authorization_endpoint, allow);
  const tokenEndpoint = addressOf(document.token_endpoint, allow);
  if (authorizationEndpoint === undefined || tokenEndpoint === undefined) return undefined;
  return {
    authorizationEndpoint,
    tokenEndpoint,
    secretGoesIn: secretGoesIn(document.token_endpoint_auth_methods_supported),
    namesItself: document.authorization_response_iss_parameter_supported === true,
  };
}

/** A browser is sent only where Postern would go itself: no scheme of a script, no address in this house. */
function addressOf(given: unknown, allow: readonly string[]): string | undefined {
  const checked = typeof given === "string" ? checkWebhookUrl(given, allow) : undefined;
  return checked?.ok ? checked.url : undefined;
}

/** The header, where nothing is said (OpenID Connect Discovery 1.0, section 3). */
function secretGoesIn(methods: unknown): SignInPage["secretGoesIn"] {
  const known: readonly unknown[] = Array.isArray(methods) ? methods : ["client_secret_basic"];
  if (known.includes("client_secret_basic")) return "header";
  return known.includes("client_secret_post") ? "body" : null;
}

/** The same, in the memory of a space's object alone. */
class SignInPages {
  /** The one that was asked for last comes last. */
  readonly #issuers = new Map<string, Cached<SignInPage>>();

  constructor(
    /** OUTBOUND_ALLOW. */
    private readonly allow: readonly string[],
    /** Milliseconds. */
    private readonly clock: () => number,
  ) {}

  /** `unavailable`: there is none to be had now. `not_fetched`: the issuer would have to be asked, and `mayFetch` is false. Never rejects. */
  async find(issuer: string, mayFetch: boolean): Promise<SignInPage | "unavailable" | "not_fetched"> {
    const cached = remembered(this.#issuers, issuer, () => this.#cachedOf(issuer));
    const known = cached.current;
    if (known) return known;
    if (cached.isPaused) return "unavailable";
    if (!mayFetch && !cached.wasHeld) return "not_fetched";
    return (await cached.load()) ?? "unavailable";
  }

  #cachedOf(issuer: string): Cached<SignInPage> {
    const fetch = async () => {
      const document = await fetchDiscovery(issuer, this.allow);
      return document && signInPageOf(document, this.allow);
    };
    return new Cached({ fetch, clock: this.clock });
  }
}

export const signInPages = perSpace(({ config, clock }) => new SignInPages(config.outboundAllow, clock));
