import { Webhook } from "standardwebhooks";
import { localFault } from "../library/errors.ts";

/** What `import … from "postern/webhooks"` gives. It needs the package `standardwebhooks` beside it. */

/** An event as Postern sends it. */
export interface WebhookEvent {
  /** The same for every attempt: whoever keeps it does nothing twice. */
  readonly event_id: string;
  readonly event_type: string;
  readonly timestamp: string;
  readonly tenant_id: string | null;
  readonly partner_id: string | null;
  readonly identity_id: string;
  /** Of the secret that the event is about. */
  readonly path?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly request_id: string;
}

/** Of Fetch, or as Node's server has them. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const NAMES = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;

/**
 * The event of a message that was signed with the secret, or with one of them, in the last five minutes (Standard Webhooks 1.0.0).
 * `body`: as it came, before anything parsed it. Throws PosternError `invalid_signature`, whatever is wrong with the message, and
 * `invalid_option` for a secret that is none. Holds nothing of the message and nothing of the secret.
 */
export function verify(
  headers: WebhookHeaders,
  body: string | Uint8Array,
  secret: string | readonly string[],
): WebhookEvent {
  const named = namedOf(headers);
  const text =
    typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(body);
  const secrets = typeof secret === "string" ? [secret] : secret;
  if (!secrets.map(receiverOf).some((receiver) => isSigned(receiver, text, named))) throw invalid();
  return eventIn(text);
}

const invalid = () => localFault("invalid_signature", "the message is not signed with this secret, or too old");

function namedOf(headers: WebhookHeaders): Readonly<Record<string, string>> {
  const find = (name: string): unknown => {
    if (headers instanceof Headers) return headers.get(name);
    const key = Object.keys(headers).find((given) => given.toLowerCase() === name);
    return key === undefined ? undefined : headers[key];
  };
  return Object.fromEntries(NAMES.map((name) => [name, find(name)]).filter((pair) => typeof pair[1] === "string"));
}

function receiverOf(secret: string): Webhook {
  // An empty text would make a key that everybody has.
  if (!/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))
    throw localFault("invalid_option", "secret is no secret of a webhook");
  return new Webhook(secret);
}

function isSigned(receiver: Webhook, text: string, headers: Readonly<Record<string, string>>): boolean {
  try {
    receiver.verify(text, { ...headers }, { jsonParse: false });
    return true;
  } catch {
    // Why is nobody's business who may have forged it.
    return false;
  }
}

/** Whoever signs with the secret sends events, so their form is taken at their word. */
function eventIn(text: string): WebhookEvent {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid();
  }
}
