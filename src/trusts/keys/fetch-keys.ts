import { guardedFetch } from "../../outbound/guarded-fetch";
import { isObject, type JsonObject, parseJson, parseText } from "../json";
import { type PublicKeys, parsePublicKeys } from "./public-keys";

/** Where an issuer publishes its keys. `jwksUri` null: where its discovery document says. */
export interface PublishedAt {
  readonly issuer: string;
  readonly jwksUri: string | null;
}

/** Of each of the two documents. */
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 256 * 1024;
/** A Kubernetes API server answers nothing else than what is asked for, and calls its set by its own name (RFC 7517, section 8.5). */
const ACCEPT = "application/json, application/jwk-set+json";
const DISCOVERY = "/.well-known/openid-configuration";

/**
 * The keys that an issuer publishes now (OpenID Connect Discovery 1.0, sections 4.1 and 4.3). `allow`: OUTBOUND_ALLOW. Undefined:
 * they could not be had, whatever the cause: no answer, a redirect, a page, too much, or the document of another issuer.
 */
export async function fetchKeys(
  { issuer, jwksUri }: PublishedAt,
  allow: readonly string[],
): Promise<PublicKeys | undefined> {
  const address = jwksUri ?? (await discoverKeys(issuer, allow));
  const text = address === undefined ? undefined : await fetchText(address, allow);
  return text === undefined ? undefined : parsePublicKeys(text);
}

async function discoverKeys(issuer: string, allow: readonly string[]): Promise<string | undefined> {
  const document = await fetchObject(issuer.replace(/\/$/, "") + DISCOVERY, allow);
  // A server that answers for several issuers must not have one speak for another.
  if (document?.issuer !== issuer) return undefined;
  return typeof document.jwks_uri === "string" ? document.jwks_uri : undefined;
}

async function fetchObject(url: string, allow: readonly string[]): Promise<JsonObject | undefined> {
  const text = await fetchText(url, allow);
  const value = text === undefined ? undefined : parseJson(text);
  return isObject(value) ? value : undefined;
}

async function fetchText(url: string, allow: readonly string[]): Promise<string | undefined> {
  const outcome = await guardedFetch({
    purpose: "issuer",
    method: "GET",
    url,
    headers: { Accept: ACCEPT },
    allow,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  return outcome.kind === "answer" && outcome.status === 200 ? parseText(outcome.body) : undefined;
}
