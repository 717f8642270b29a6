import { type AddressFault, checkSocketUrl } from "./address";

/**
 * The only way out of Postern for sockets. Every one:
 *  - goes to an address that is judged here, at this call, whatever was judged when it was saved;
 *  - is asked for by a request that follows no redirect and carries the headers named here alone;
 *  - is open by its deadline or never: what comes later is closed;
 *  - is an outcome, never an exception, and no text of the other side is in it.
 */
export interface SocketRequest {
  /** `wss`, or `ws` to a host that is opened. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** OUTBOUND_ALLOW. */
  readonly allow: readonly string[];
  /** Of the address. */
  readonly maxCharacters?: number;
  /** From the start to the open socket. */
  readonly timeoutMs: number;
}
export type SocketOutcome =
  /** Whoever takes it accepts it. */
  | { readonly kind: "open"; readonly socket: WebSocket }
  /** Nothing was sent. */
  | { readonly kind: "address_refused"; readonly reason: AddressFault }
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "unreachable" };

export async function guardedSocket(request: SocketRequest): Promise<SocketOutcome> {
  const { address, allow, maxCharacters, timeoutMs } = request;
  const target = checkSocketUrl(address, allow, maxCharacters);
  if (!target.ok) return { kind: "address_refused", reason: target.reason };
  if (target.opens !== "socket") return { kind: "address_refused", reason: "wss_required" };
  const controller = new AbortController();
  const expired = Promise.withResolvers<SocketOutcome>();
  const timer = setTimeout(() => {
    expired.resolve({ kind: "timeout" }); // before the abort, whose error would read as a broken connection
    controller.abort();
  }, timeoutMs);
  try {
    const asked = ask(target.url, request.headers, controller.signal);
    return await Promise.race([asked, expired.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Never rejects: after the deadline nobody is there to catch it. */
async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SocketOutcome> {
  try {
    const response = await fetch(url, {
      headers: { ...headers, Upgrade: "websocket" },
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    const { status, webSocket } = response;
    if (webSocket === null) {
      response.body?.cancel().catch(() => undefined); // given up: nothing more is read from it, so there is nothing to learn
      return { kind: "refused", status };
    }
    if (!signal.aborted) return { kind: "open", socket: webSocket };
    webSocket.accept();
    webSocket.close(1000);
    return { kind: "timeout" };
  } catch {
    return { kind: "unreachable" }; // the error's text may quote the other side
  }
}
