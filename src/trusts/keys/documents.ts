import { guardedFetch } from "../../outbound/guarded-fetch";
import { isObject, type JsonObject, parseJson, parseText } from "../json";

/** What an issuer publishes. Undefined: it could not be had, whatever the cause: no answer, a redirect, a page, too much. */

/** Of each document. */
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 256 * 1024;
/** A Kubernetes API server answers nothing else than what is asked for, and calls its set by its own name (RFC 7517, section 8.5). */
const ACCEPT = "application/json, application/jwk-set+json";
const DISCOVERY = "/.well-known/openid-configuration";

/** OpenID Connect Discovery 1.0, sections 4.1 and 4.3. `allow`: OUTBOUND_ALLOW. Undefined also for the document of another issuer. */
export async function fetchDiscovery(issuer: string, allow: readonly string[]): Promise<JsonObject | undefined> {
  const text = await fetchText(issuer.replace(/\/$/, "") + DISCOVERY, allow);
  const document = text === undefined ? undefined : parseJson(text);
  // A server that answers for several issuers must not have one speak for another.
  return isObject(document) && document.issuer === issuer ? document : undefined;
}

export async function fetchText(url: string, allow: readonly string[]): Promise<string | undefined> {
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
