import { recent } from "../crypto/recent";
import { isSoundLabel } from "./address/a-label";
import { classOfHost } from "./address/host-class";

/**
 * The guard in front of every outgoing request: which vault addresses, webhook URLs, issuers and browsers' sockets may be called.
 * It judges the text as written first, so that nothing the URL parser would mend (dots, slashes, user names) gets through,
 * and then the host as the parser sees it, so that an odd spelling counts as what it means.
 * Pure; a name is judged by its text alone, what it resolves to is the platform's business.
 */
export type AddressFault =
  | "too_long"
  | "characters"
  | "percent"
  | "query"
  | "fragment"
  | "userinfo"
  | "scheme"
  | "scheme_missing"
  | "https_required"
  | "wss_required"
  | "host"
  | "port"
  | "path_segments"
  | "loopback"
  | "private"
  | "forbidden";

export interface AddressRefusal {
  readonly ok: false;
  readonly reason: AddressFault;
}
export type VaultAddressCheck = { readonly ok: true; readonly base: string } | AddressRefusal;
export type UrlCheck = { readonly ok: true; readonly url: string } | AddressRefusal;
/** `opens`: the address is a socket's own, or that of a server which names one. */
export type SocketCheck =
  | { readonly ok: true; readonly url: string; readonly opens: "socket" | "version" }
  | AddressRefusal;

const MAX_CHARACTERS = 2048;
/** SSH, telnet and mail: servers that could take the head of an HTTP request for commands. */
const CLOSED_PORTS: ReadonlySet<number> = new Set([22, 23, 25, 110, 143, 465, 587, 993, 995]);
const DEFAULT_PORTS: Readonly<Record<string, number>> = { https: 443, http: 80 };

const PRINTABLE = /^[!-[\]-~]*$/; // ASCII without space and backslash
const URL_PARTS = /^([^:/?#]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/;
/** A scheme whose slashes are missing or too few. Digits behind the colon are a port: `vault:8200` names no scheme. */
const MISWRITTEN_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:(?![0-9]+(?:[/?#]|$))/;
const AUTHORITY = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/;
const BASE_PATH = /^(?:\/[A-Za-z0-9._~-]+)*\/?$/;
const URL_PATH = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*$/; // RFC 3986, section 3.3
/** RFC 3986, section 3.4, without the apostrophe: the parser would mend it. */
const SOCKET_QUERY = /^(?:[A-Za-z0-9._~!$&()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const MAX_HOST_CHARACTERS = 253;

const refused = (reason: AddressFault): AddressRefusal => ({ ok: false, reason });

/**
 * Judges a vault's address. `base` is its normal form to append `/v1/...` to: no trailing slash, no final `/v1`, no default
 * port. `allow` is OUTBOUND_ALLOW: `host` or `host:port` in the parser's spelling (lower case, IPv6 shortened, in brackets).
 */
export function checkVaultAddress(address: string, allow: readonly string[]): VaultAddressCheck {
  const fault = vaultTextFault(address);
  if (fault) return refused(fault);
  const { scheme, authority, path } = splitUrl(address);
  const origin = checkOrigin(scheme, authority, allow);
  if (!origin.ok) return origin;
  if (!BASE_PATH.test(path) || path.split("/").some(isDotSegment)) return refused("path_segments");
  return { ok: true, base: origin.url + path.replace(/\/$/, "").replace(/\/v1$/, "") };
}

/** Judges an address before each call. Records of earlier releases may end in several slashes, which were never sent. */
export function checkStoredAddress(address: string, allow: readonly string[]): VaultAddressCheck {
  let check = storedChecks.get(allow);
  if (!check) {
    check = recent(1000, (text) => checkVaultAddress(text.replace(/\/{2,}$/, "/"), allow));
    storedChecks.set(allow, check);
  }
  return check(address);
}
/** By the list that opens hosts, which nobody changes: the verdict on a text is the same each time. */
const storedChecks = new WeakMap<readonly string[], (address: string) => VaultAddressCheck>();

/**
 * The URL of one vault call: `<base>/v1/<path>`. `path` is path text, not yet encoded; each segment is percent-encoded here,
 * so no text in it can leave the checked base or start a query.
 */
export function vaultCallUrl(address: string, path: string, allow: readonly string[]): UrlCheck {
  const checked = checkStoredAddress(address, allow);
  if (!checked.ok) return checked;
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || isDotSegment(segment))) return refused("path_segments");
  if (!path.isWellFormed()) return refused("characters"); // a lone surrogate has no encoding
  const url = `${checked.base}/v1/${segments.map(encodeURIComponent).join("/")}`;
  // The parser must find nothing to mend: what is fetched is to the letter what was checked.
  return new URL(url).href === url ? { ok: true, url } : refused("path_segments");
}

/** Judges a webhook's URL: as for a vault, but it may have a query, and its path and query any well-formed escapes. */
export function checkWebhookUrl(text: string, allow: readonly string[]): UrlCheck {
  const { scheme, authority, path, query } = splitUrl(text);
  const fault = webhookTextFault(text, authority);
  if (fault) return refused(fault);
  const origin = checkOrigin(scheme, authority, allow);
  if (!origin.ok) return origin;
  if (!URL_PATH.test(path) || path.split("/").some(isDotSegment)) return refused("path_segments");
  return { ok: true, url: new URL(origin.url + path + query).href };
}

/** Judges the address of an issuer of tokens, or of a document of its: as for a webhook, but it has no query. */
export const checkIssuerUrl = (text: string, allow: readonly string[]): UrlCheck =>
  splitUrl(text).query === "" ? checkWebhookUrl(text, allow) : refused("query");

/**
 * Judges the address of a browser: `wss` is a socket's own, `https` that of a server which names one; `ws` and `http` only for a
 * host that is opened. `url` has the scheme by which a socket is fetched, and is to the letter what was written, but for the case
 * of the host and a port or a slash that may be left out.
 */
export function checkSocketUrl(text: string, allow: readonly string[], maxCharacters = MAX_CHARACTERS): SocketCheck {
  const { scheme, authority, path, query } = splitUrl(text);
  const fault = webhookTextFault(text, authority, maxCharacters);
  if (fault) return refused(fault);
  const { opens, fetched } = SOCKET_SCHEMES.get(scheme) ?? { opens: "version", fetched: scheme };
  const origin = checkOrigin(fetched, authority, allow);
  if (!origin.ok) return fetched === "http" && isOfScheme(origin) ? refused("wss_required") : origin;
  if (!URL_PATH.test(path) || path.split("/").some(isDotSegment)) return refused("path_segments");
  if (!SOCKET_QUERY.test(query)) return refused("characters");
  const url = `${origin.url}${path === "" ? "/" : path}${query}`;
  return new URL(url).href === url ? { ok: true, url, opens } : refused("characters");
}

/** Where the server of an address tells the socket of its browser: `/json/version` below the address, with its query. */
export function browserVersionUrl(text: string, allow: readonly string[], maxCharacters?: number): UrlCheck {
  const checked = checkSocketUrl(text, allow, maxCharacters);
  if (!checked.ok) return checked;
  if (checked.opens !== "version") return refused("scheme");
  const url = new URL(checked.url);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/json/version`;
  return { ok: true, url: url.href };
}

/** A socket is asked for by a request: never by `fetch("wss://...")`, which fails. */
const SOCKET_SCHEMES: ReadonlyMap<string, { readonly opens: "socket"; readonly fetched: "https" | "http" }> = new Map([
  ["wss", { opens: "socket", fetched: "https" }],
  ["ws", { opens: "socket", fetched: "http" }],
]);
const isOfScheme = ({ reason }: AddressRefusal): boolean => reason === "scheme" || reason === "https_required";

// --- the text as written ---

function commonTextFault(text: string, maxCharacters = MAX_CHARACTERS): AddressFault | undefined {
  if (text.length > maxCharacters) return "too_long";
  return PRINTABLE.test(text) ? undefined : "characters";
}

function vaultTextFault(text: string): AddressFault | undefined {
  const fault = commonTextFault(text);
  if (fault) return fault;
  if (text.includes("%")) return "percent";
  if (text.includes("?")) return "query";
  if (text.includes("#")) return "fragment";
  return text.includes("@") ? "userinfo" : undefined;
}

function webhookTextFault(text: string, authority: string, maxCharacters?: number): AddressFault | undefined {
  const fault = commonTextFault(text, maxCharacters);
  if (fault) return fault;
  if (authority.includes("%") || BROKEN_ESCAPE.test(text)) return "percent";
  if (text.includes("#")) return "fragment";
  return authority.includes("@") ? "userinfo" : undefined;
}

/**
 * All parts are empty if the text has no `://`, but a miswritten scheme is given with its colon, so that it equals none that is
 * known. `query` keeps its question mark.
 */
function splitUrl(text: string): { scheme: string; authority: string; path: string; query: string } {
  const [, scheme = MISWRITTEN_SCHEME.exec(text)?.[0] ?? "", authority = "", path = "", query = ""] =
    URL_PARTS.exec(text) ?? [];
  return { scheme: scheme.toLowerCase(), authority, path, query };
}

/** The parser takes an escaped dot for a dot. */
function isDotSegment(segment: string): boolean {
  const plain = segment.replaceAll(/%2e/gi, ".");
  return plain === "." || plain === "..";
}

// --- scheme, host, port ---

/** The origin to call. The order of the refusals is the order of the rules: scheme, host, its class, port. */
function checkOrigin(scheme: string, authority: string, allow: readonly string[]): UrlCheck {
  const [, writtenHost = "", writtenPort] = AUTHORITY.exec(authority) ?? [];
  const host = parseHost(writtenHost);
  const port = writtenPort === undefined ? DEFAULT_PORTS[scheme] : parsePort(writtenPort);
  const hostClass = host === undefined ? undefined : classOfHost(host);
  const opened =
    (hostClass === "loopback" || hostClass === "private") &&
    allow.some((entry) => entry === host || entry === `${host}:${port}`);
  if (scheme === "") return refused("scheme_missing");
  if (scheme === "http" && hostClass === "public") return refused("https_required");
  if (scheme !== "https" && !(scheme === "http" && opened)) return refused("scheme");
  if (host === undefined || hostClass === undefined) return refused("host");
  if (hostClass !== "public" && !opened) return refused(hostClass);
  if (port === undefined || CLOSED_PORTS.has(port)) return refused("port");
  return { ok: true, url: new URL(`${scheme}://${host}:${port}`).origin };
}

/** The host in the parser's spelling, or undefined where it, or one of its labels, is ill-formed. */
function parseHost(written: string): string | undefined {
  // The parser would drop the final dot of an IPv4 address without a word.
  if (written === "" || written.endsWith(".")) return undefined;
  const host = URL.parse(`https://${written}/`)?.hostname;
  if (host === undefined || host.startsWith("[")) return host;
  const isSound = host.split(".").every((label) => LABEL.test(label) && isSoundLabel(label));
  return isSound && host.length <= MAX_HOST_CHARACTERS ? host : undefined;
}

function parsePort(written: string): number | undefined {
  if (!/^[0-9]+$/.test(written)) return undefined;
  const port = Number(written);
  return port >= 1 && port <= 65_535 ? port : undefined;
}
