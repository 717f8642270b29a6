import { parseUtf8 } from "../../crypto/encoding";
import { checkSocketUrl } from "../../outbound/address";
import { guardedFetch, type OutboundOutcome } from "../../outbound/guarded-fetch";
import { MAX_FILLED_CHARACTERS } from "./endpoint";
import { type BrowserFailure, failed } from "./outcome";

/** What a server says of its browser. The socket is at the server's own origin, and judged. */
export interface BrowserVersion {
  readonly ok: true;
  readonly socketAddress: string;
  readonly product: string | null;
  readonly protocolVersion: string | null;
}

export interface VersionQuestion {
  readonly address: string;
  /** The same, as it was judged. */
  readonly judgedUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** OUTBOUND_ALLOW. */
  readonly allow: readonly string[];
  readonly timeoutMs: number;
}

const MAX_ANSWER_BYTES = 64 * 1024;
/** Texts of a browser, so all but these forms is left out. */
const PRODUCT = /^[A-Z][A-Za-z]{2,19}\/[0-9]{1,5}(?:\.[0-9]{1,6}){0,3}$/;
const PROTOCOL = /^[0-9]{1,2}\.[0-9]{1,2}$/;

export const productIn = (text: unknown): string | null => matching(PRODUCT, text);
export const protocolIn = (text: unknown): string | null => matching(PROTOCOL, text);
const matching = (form: RegExp, text: unknown): string | null =>
  typeof text === "string" && form.test(text) ? text : null;

export async function askVersion(question: VersionQuestion): Promise<BrowserVersion | BrowserFailure> {
  const { address, headers, allow, timeoutMs } = question;
  const outcome = await guardedFetch({
    purpose: "browser_version",
    method: "GET",
    address,
    headers: { ...headers, Accept: "application/json" },
    allow,
    timeoutMs,
    maxBytes: MAX_ANSWER_BYTES,
    maxCharacters: MAX_FILLED_CHARACTERS,
  });
  return outcome.kind === "answer" && outcome.status === 200 ? versionIn(outcome.body, question) : failureOf(outcome);
}

function failureOf(outcome: OutboundOutcome): BrowserFailure {
  switch (outcome.kind) {
    case "answer":
    case "redirect":
      return failed("version", "browser_refused", { upstreamStatus: outcome.status });
    case "address_refused":
      return failed("address", "browser_unreachable", { reason: outcome.reason });
    case "too_large":
      return failed("version", "browser_gone", { limit: "version_too_large" });
    case "timeout":
      return failed("version", "browser_gone", { limit: "open_timeout" });
    case "unreachable":
      return failed("version", outcome.begun ? "browser_gone" : "browser_unreachable");
  }
}

function versionIn(body: Uint8Array, { judgedUrl, allow }: VersionQuestion): BrowserVersion | BrowserFailure {
  const { webSocketDebuggerUrl: named, Browser, "Protocol-Version": protocol } = parseJson(body) ?? {};
  if (typeof named !== "string") return failed("version", "browser_refused", { reason: "no_version" });
  const socketAddress = ofOwnScheme(named, judgedUrl);
  const check = checkSocketUrl(socketAddress, allow, MAX_FILLED_CHARACTERS);
  if (!check.ok) return failed("version", "browser_refused", { reason: check.reason });
  if (check.opens !== "socket") return failed("version", "browser_refused", { reason: "no_version" });
  // The port as well: another one is another server, which may be anybody's, and the key may go along.
  if (new URL(check.url).origin !== new URL(judgedUrl).origin)
    return failed("version", "browser_refused", { reason: "another_host" });
  return { ok: true, socketAddress, product: productIn(Browser), protocolVersion: protocolIn(protocol) };
}

/** A browser behind a server that speaks TLS for it knows nothing of that, and says `ws`: the socket is where the server is. */
const ofOwnScheme = (named: string, judgedUrl: string): string =>
  judgedUrl.startsWith("https:") ? named.replace(/^ws:/i, "wss:") : named;

/** Undefined for what is no JSON object in UTF-8. */
function parseJson(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(parseUtf8(body));
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined; // the answer of a server that is no browser's: the caller is told so
  }
}
