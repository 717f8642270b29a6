import { type DomainFault, parseDomainPattern } from "./domain-pattern";
import { normaliseHost, withoutTrailingDot } from "./normalise-host";
import { type CompiledPatterns, matchHost } from "./patterns";
import { splitPort } from "./port";

export type PageRefusal = "unsupported_scheme" | "insecure_scheme" | "bare_domain" | "suffix_boundary" | "not_listed";
export type PageFault = "format" | "ambiguous" | "userinfo" | "host";
/** `refused` is 403 `host_not_allowed`; `invalid` is 400 `invalid_request` at `url`. `host` is normalised, or null. */
export type PageVerdict =
  | { readonly kind: "allowed"; readonly host: string; readonly matchedPattern: string }
  | {
      readonly kind: "refused";
      readonly reason: PageRefusal;
      readonly host: string | null;
      readonly nearestPattern?: string;
    }
  | { readonly kind: "invalid"; readonly reason: PageFault };

/** Sign-in pages carry whole SAML requests in their query. Only scheme and host decide, so a long rest costs nothing. */
export const MAX_URL_LENGTH = 16_384;
const SPACE_OR_ASCII_CONTROL = /(?=\p{ASCII})[ \p{Cc}]/u;
/** The authority as written. What the parser would mend (missing or turned slashes) does not match. */
const WRITTEN_AUTHORITY = /^https?:\/\/([^/?#\\]+)(?=[/?#]|$)/i;
const WRITTEN_PORT = /:[0-9]*$/;
const DEFAULT_PORTS = { "https:": "443", "http:": "80" } as const;
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** May the credential be used on this page? Never throws; the steps are in the order in which they answer. */
export function judgePage(url: unknown, patterns: CompiledPatterns): PageVerdict {
  if (typeof url !== "string" || url.length > MAX_URL_LENGTH) return invalid("format");
  if (SPACE_OR_ASCII_CONTROL.test(url)) return invalid("ambiguous");
  const parsed = URL.parse(url);
  if (parsed === null) return invalid("format");
  const { protocol } = parsed;
  if (protocol !== "https:" && protocol !== "http:") {
    return { kind: "refused", reason: "unsupported_scheme", host: pageHost(parsed.hostname) ?? null };
  }
  const authority = WRITTEN_AUTHORITY.exec(url)?.[1];
  if (authority === undefined) return invalid("ambiguous");
  if (authority.includes("@")) return invalid("userinfo");
  const host = pageHost(authority.replace(WRITTEN_PORT, ""));
  if (host === undefined || host !== withoutTrailingDot(parsed.hostname)) return invalid("host");
  if (protocol === "http:" && !LOOPBACK_HOSTS.has(host)) {
    return { kind: "refused", reason: "insecure_scheme", host };
  }
  return { host, ...matchHost(host, parsed.port || DEFAULT_PORTS[protocol], patterns) };
}

/** One exact host, with or without a port, with the faults an entry would have; a wildcard is `wildcard`. `host`: as an entry is stored. */
export function parseExactHost(
  domain: string,
): { readonly ok: true; readonly host: string } | { readonly ok: false; readonly reason: DomainFault } {
  const parsed = normaliseHost(splitPort(domain).host);
  if (parsed.ok && parsed.wildcard) return { ok: false, reason: "wildcard" };
  const entry = parseDomainPattern(domain);
  return entry.ok ? { ok: true, host: entry.pattern } : entry;
}

/** Would `https://<entry>/` be allowed? `entry`: an exact host as it is stored. */
export function matchesHost(entry: string, patterns: CompiledPatterns): boolean {
  const { host, port } = splitPort(entry);
  return matchHost(host, port ?? DEFAULT_PORTS["https:"], patterns).kind === "allowed";
}

const invalid = (reason: PageFault): PageVerdict => ({ kind: "invalid", reason });

function pageHost(written: string): string | undefined {
  const parsed = normaliseHost(written);
  return parsed.ok && !parsed.wildcard ? parsed.host : undefined;
}
