import type { Context } from "hono";
import { sha256Base64Url } from "../../crypto/digest";
import { edgeConfig } from "../../edge-config";
import type { AppEnv } from "../../http/app-env";
import { ask } from "../../http/ask";
import { strangerOf } from "../../http/caller";
import { parseQuery } from "../../http/query";
import { kindOfSpace } from "../../kernel/space";
import { beginSignIn, type Destination } from "../../trusts/sign-in/begin";
import { ownTokenIn } from "../session";
import { freshSecret, keepBegun, MAX_SIGN_IN_MS } from "./begun";
import { callbackUrl } from "./callback-url";
import { failed, faultOf } from "./failed";
import { placeIn } from "./place";

/** Where a page may stand that sends somebody here: on this host, or nowhere, where a person typed the address. */
const OWN_PAGES = ["same-origin", "none"];
/** As long as an id or a name of a trust may be. */
const MAX_TRUST = 128;

/**
 * 302 to the page of an issuer (OpenID Connect Core 1.0, section 3.1.2.1), with what its answer will be known by in a cookie. Another
 * site's page may not begin it: it would have people signed in as somebody of its choice.
 */
export async function beginBrowserSignIn(c: Context<AppEnv>): Promise<Response> {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && !OWN_PAGES.includes(site)) return failed(c, "foreign_page");
  const { tenant, trust, to } = parseQuery(c.req.url, []).values;
  if (typeof tenant !== "string" || kindOfSpace(tenant) !== "tenant") return failed(c, "unknown_trust");
  if (typeof trust !== "string" || trust === "" || trust.length > MAX_TRUST) return failed(c, "unknown_trust");
  const redirectUri = callbackUrl(c.req.url, edgeConfig().publicUrl, tenant);
  if (redirectUri === null) return failed(c, "no_public_url");
  const proof = { kind: "sign_in", trust } as const;
  try {
    const destination = await ask(c, strangerOf(c, tenant, proof), beginSignIn, proof);
    return c.redirect(await begunAt(c, { tenant, destination, redirectUri, to: placeIn(to) }), 302);
  } catch (e) {
    return failed(c, faultOf(e, "unknown_trust"));
  }
}

interface Journey {
  readonly tenant: string;
  readonly destination: Destination;
  readonly redirectUri: string;
  /** Where in the console it ends. */
  readonly to: string;
}

async function begunAt(c: Context<AppEnv>, { tenant, destination, redirectUri, to }: Journey): Promise<string> {
  const { trustId, issuer, clientId, authorizationEndpoint } = destination;
  const [state, nonce, verifier] = [freshSecret(), freshSecret(), freshSecret()];
  const [untilMs, earlierToken] = [Date.now() + MAX_SIGN_IN_MS, await ownTokenIn(c)];
  await keepBegun(c, { tenant, trustId, issuer, state, nonce, verifier, untilMs, earlierToken, to });
  // What its address says already stays (RFC 6749, section 3.1).
  const url = new URL(authorizationEndpoint);
  const asked = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: "openid email profile",
    state,
    nonce,
    code_challenge: sha256Base64Url(verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}
