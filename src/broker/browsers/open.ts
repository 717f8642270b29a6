import { type Keyring, NoRootKey } from "../../crypto/keyring";
import { logError, nameOf } from "../../log";
import { checkSocketUrl } from "../../outbound/address";
import { guardedSocket, type SocketOutcome } from "../../outbound/guarded-socket";
import type { Clock, Transport } from "../../sign-in/cdp/transport";
import { openApiKey } from "./api-key";
import { filledEndpoint, MAX_FILLED_CHARACTERS } from "./endpoint";
import { type BrowserFailure, failed, type OwnFailure } from "./outcome";
import type { SocketOrder } from "./socket-order";
import { SocketTransport } from "./socket-transport";
import { askVersion } from "./version";

export interface OpeningParts {
  readonly keyring: Keyring;
  /** OUTBOUND_ALLOW. */
  readonly allow: readonly string[];
  readonly clock: Pick<Clock, "now">;
  /** From the start to the open socket, all requests together. */
  readonly openMs?: number;
}
interface OpenSocket {
  readonly ok: true;
  /** Accepted when somebody listens. */
  readonly transport: Transport;
  /** What the server of the endpoint said of the browser before, if anything. */
  readonly product: string | null;
  readonly protocolVersion: string | null;
}

/** A failure is a value, too. */
export type OpenedBrowser = OpenSocket | BrowserFailure | OwnFailure;

const OPEN_TIMEOUT_MS = 10_000;

/** Opens the browser's socket. Never throws. Its key is opened here and nowhere else, and is gone with the call. */
export async function openBrowser(order: SocketOrder, parts: OpeningParts): Promise<OpenedBrowser> {
  const key = await keyOf(order, parts.keyring);
  if (!key.ok) return key;
  const { allow, clock, openMs = OPEN_TIMEOUT_MS } = parts;
  const endsAtMs = clock.now() + openMs;
  const address = filledEndpoint(order.endpoint, { apiKey: key.apiKey, session: order.session }) ?? "";
  const check = checkSocketUrl(address, allow, MAX_FILLED_CHARACTERS);
  if (!check.ok) return failed("address", "browser_unreachable", { reason: check.reason });
  const headers: Record<string, string> =
    order.auth === "bearer" && key.apiKey !== null ? { Authorization: `Bearer ${key.apiKey}` } : {};
  const version =
    check.opens === "version"
      ? await askVersion({ address, judgedUrl: check.url, headers, allow, timeoutMs: endsAtMs - clock.now() })
      : { ok: true as const, socketAddress: address, product: null, protocolVersion: null };
  if (!version.ok) return version;
  const { socketAddress, product, protocolVersion } = version;
  const outcome = await guardedSocket({
    address: socketAddress,
    headers,
    allow,
    maxCharacters: MAX_FILLED_CHARACTERS,
    timeoutMs: endsAtMs - clock.now(),
  });
  if (outcome.kind !== "open") return failureOf(outcome);
  return { ok: true, transport: new SocketTransport(outcome.socket), product, protocolVersion };
}

function failureOf(outcome: Exclude<SocketOutcome, { kind: "open" }>): BrowserFailure {
  switch (outcome.kind) {
    case "address_refused":
      return failed("address", "browser_unreachable", { reason: outcome.reason });
    case "refused":
      return failed("connect", "browser_refused", { upstreamStatus: outcome.status });
    case "timeout":
      return failed("connect", "browser_gone", { limit: "open_timeout" });
    case "unreachable":
      return failed("connect", "browser_unreachable");
  }
}

type Key = { readonly ok: true; readonly apiKey: string | null } | OwnFailure;

/** An unknown root key, or bytes of another row: the fault is ours, and no other key is tried. */
async function keyOf({ tenantId, browserId, sealedApiKey }: SocketOrder, keyring: Keyring): Promise<Key> {
  if (sealedApiKey === null || browserId === null) return { ok: true, apiKey: null };
  try {
    return { ok: true, apiKey: await openApiKey(keyring, { tenantId, browserId }, sealedApiKey) };
  } catch (e) {
    const root_key = sealedApiKey.keyId;
    logError({ error: "api_key_does_not_open", browser: browserId, root_key, reason: nameOf(e) });
    const code = e instanceof NoRootKey ? "service_unavailable" : "internal_error";
    return { ok: false, stage: "address", code, details: {} };
  }
}
