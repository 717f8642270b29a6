import { type Bytes, concat } from "../crypto/encoding";
import {
  type AddressFault,
  browserVersionUrl,
  checkIssuerUrl,
  checkWebhookUrl,
  type UrlCheck,
  vaultCallUrl,
} from "./address";
import { retryAfterSeconds } from "./retry-after";

/**
 * The only way out of Postern for requests (`guarded-socket.ts` is that for sockets). Every call:
 *  - goes to an address that is judged here, at this call, whatever was judged when it was saved;
 *  - follows no redirect, keeps no cookie, uses no cache;
 *  - ends by its deadline, which covers the answer's last byte, and reads no more than its cap;
 *  - gives an outcome, never an exception, and lets no text of the other side out except in `body`.
 */
interface Exchange {
  readonly method: "GET" | "POST" | "PATCH";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** OUTBOUND_ALLOW. */
  readonly allow: readonly string[];
  /** From the start to the last byte read. */
  readonly timeoutMs: number;
}
/** The answer's body is read, up to `maxBytes` after content decoding. */
export interface VaultRequest extends Exchange {
  readonly purpose: "vault";
  /** The integration's address as it is stored. */
  readonly address: string;
  /** What follows `/v1/`: path text, not encoded. */
  readonly path: string;
  readonly maxBytes: number;
}
/** The answer's body is not read: `body` is empty. */
export interface WebhookRequest extends Exchange {
  readonly purpose: "webhook";
  /** The webhook's URL as it is stored. */
  readonly url: string;
}
/** Asks a server for the socket of its browser. The answer's body is read, up to `maxBytes` after content decoding. */
export interface BrowserVersionRequest extends Exchange {
  readonly purpose: "browser_version";
  /** The address of the server, with what belongs to its placeholders. */
  readonly address: string;
  /** Of the address. */
  readonly maxCharacters: number;
  readonly maxBytes: number;
}
/** Asks an issuer of tokens for what it publishes. The answer's body is read, up to `maxBytes` after content decoding. */
export interface IssuerRequest extends Exchange {
  readonly purpose: "issuer";
  readonly method: "GET";
  /** Of the document. */
  readonly url: string;
  readonly maxBytes: number;
}
/** Redeems a code at an issuer. The answer's body is read, up to `maxBytes` after content decoding. */
export interface IssuerTokenRequest extends Exchange {
  readonly purpose: "issuer_token";
  readonly method: "POST";
  /** Of its token endpoint; it may have a query (RFC 6749, section 3.2). */
  readonly url: string;
  readonly maxBytes: number;
}
export type OutboundRequest =
  | VaultRequest
  | WebhookRequest
  | BrowserVersionRequest
  | IssuerRequest
  | IssuerTokenRequest;

export type OutboundOutcome =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: Bytes;
      /** Whole seconds, 1 to 60; null if the other side names no time. */
      readonly retryAfter: number | null;
    }
  /** Nothing was sent. */
  | { readonly kind: "address_refused"; readonly reason: AddressFault }
  | { readonly kind: "redirect"; readonly status: number }
  | { readonly kind: "too_large"; readonly status: number }
  /** No full answer by the deadline; the request may have had its effect. */
  | { readonly kind: "timeout" }
  /** No connection, or it broke before the last byte; the request may have had its effect. `begun`: an answer had begun. */
  | { readonly kind: "unreachable"; readonly begun?: true };

export async function guardedFetch(request: OutboundRequest): Promise<OutboundOutcome> {
  const target = targetOf(request);
  if (!target.ok) return { kind: "address_refused", reason: target.reason };
  const controller = new AbortController();
  const expired = Promise.withResolvers<OutboundOutcome>();
  const timer = setTimeout(() => {
    expired.resolve({ kind: "timeout" }); // before the abort, whose error would read as a broken connection
    controller.abort();
  }, request.timeoutMs);
  try {
    return await Promise.race([exchange(target.url, request, controller.signal), expired.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function targetOf(request: OutboundRequest): UrlCheck {
  switch (request.purpose) {
    case "vault":
      return vaultCallUrl(request.address, request.path, request.allow);
    case "webhook":
    case "issuer_token":
      return checkWebhookUrl(request.url, request.allow);
    case "issuer":
      return checkIssuerUrl(request.url, request.allow);
    case "browser_version":
      return browserVersionUrl(request.address, request.allow, request.maxCharacters);
  }
}

/** Never rejects: after the deadline nobody is there to catch it. */
async function exchange(url: string, request: OutboundRequest, signal: AbortSignal): Promise<OutboundOutcome> {
  let begun = false;
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    begun = true;
    return await read(response, request, signal);
  } catch {
    return begun ? { kind: "unreachable", begun } : { kind: "unreachable" }; // the error's text may quote the other side
  }
}

async function read(response: Response, request: OutboundRequest, signal: AbortSignal): Promise<OutboundOutcome> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    drop(response.body);
    return { kind: "redirect", status };
  }
  const body =
    request.purpose === "webhook" ? drop(response.body) : await readUpTo(request.maxBytes, response.body, signal);
  if (!body) return { kind: "too_large", status };
  return {
    kind: "answer",
    status,
    body,
    retryAfter: retryAfterSeconds(response.headers.get("retry-after"), Date.now()),
  };
}

/** Undefined as soon as more than `maxBytes` have come. The stream is given up then, and when the signal fires. */
async function readUpTo(
  maxBytes: number,
  stream: ReadableStream | null,
  signal: AbortSignal,
): Promise<Bytes | undefined> {
  if (stream === null) return concat();
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader();
  const stop = () => ignoreFailure(reader.cancel());
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  const chunks: Uint8Array[] = [];
  for (let total = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return concat(...chunks);
    total += value.byteLength;
    if (total > maxBytes) {
      stop();
      return undefined;
    }
    chunks.push(value);
  }
}

/** Gives up the stream; stands for a body of no bytes. */
function drop(stream: ReadableStream | null): Bytes {
  if (stream !== null) ignoreFailure(stream.cancel());
  return concat();
}

/** A stream that is given up may fail in any way: nothing more is read from it, so there is nothing to learn. */
function ignoreFailure(cancelled: Promise<void>): void {
  cancelled.catch(() => undefined);
}
