import { type DomainFault, parseDomainPattern } from "./domain-pattern";
import { isIpLiteral, normaliseHost, withoutTrailingDot } from "./normalise-host";
import { registrableDomain } from "./registrable-domain";

/** A credential's stored patterns, ready to be asked: a check costs the labels of the host, not the number of patterns. */
export interface CompiledPatterns {
  readonly exact: ReadonlySet<string>;
  readonly wildcards: ReadonlyMap<string, Wildcard>;
}
interface Wildcard {
  readonly pattern: string;
  /** Undefined when the base has become a public suffix since it was stored: then it matches nothing. */
  readonly domain: string | undefined;
}

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
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function compilePatterns(patterns: readonly string[]): CompiledPatterns {
  const wildcards = patterns.filter((pattern) => pattern.startsWith("*."));
  return {
    exact: new Set(patterns.filter((pattern) => !pattern.startsWith("*."))),
    wildcards: new Map(
      wildcards.map((pattern) => [pattern.slice(2), { pattern, domain: registrableDomain(pattern.slice(2)) }]),
    ),
  };
}

/** May the credential be used on this page? Never throws; the steps are in the order in which they answer. */
export function judgePage(url: unknown, patterns: CompiledPatterns): PageVerdict {
  if (typeof url !== "string" || url.length > MAX_URL_LENGTH) return invalid("format");
  if (SPACE_OR_ASCII_CONTROL.test(url)) return invalid("ambiguous");
  const parsed = URL.parse(url);
  if (parsed === null) return invalid("format");
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") {
    return { kind: "refused", reason: "unsupported_scheme", host: pageHost(parsed.hostname) ?? null };
  }
  const authority = WRITTEN_AUTHORITY.exec(url)?.[1];
  if (authority === undefined) return invalid("ambiguous");
  if (authority.includes("@")) return invalid("userinfo");
  const host = pageHost(authority.replace(WRITTEN_PORT, ""));
  if (host === undefined || host !== withoutTrailingDot(parsed.hostname)) return invalid("host");
  if (parsed.protocol === "http:" && !LOOPBACK_HOSTS.has(host)) {
    return { kind: "refused", reason: "insecure_scheme", host };
  }
  return judgeHost(host, patterns);
}

/** One exact host, with the faults an entry would have; a wildcard is `wildcard`. */
export function parseExactHost(
  domain: string,
): { readonly ok: true; readonly host: string } | { readonly ok: false; readonly reason: DomainFault } {
  const parsed = normaliseHost(domain);
  if (parsed.ok && parsed.wildcard) return { ok: false, reason: "wildcard" };
  const entry = parseDomainPattern(domain);
  return entry.ok ? { ok: true, host: entry.pattern } : entry;
}

/** Would `https://<host>/` be allowed? `host` is normalised. */
export const matchesHost = (host: string, patterns: CompiledPatterns): boolean =>
  judgeHost(host, patterns).kind === "allowed";

const invalid = (reason: PageFault): PageVerdict => ({ kind: "invalid", reason });

function pageHost(written: string): string | undefined {
  const parsed = normaliseHost(written);
  return parsed.ok && !parsed.wildcard ? parsed.host : undefined;
}

function judgeHost(host: string, { exact, wildcards }: CompiledPatterns): PageVerdict {
  if (exact.has(host)) return { kind: "allowed", host, matchedPattern: host };
  const above = isIpLiteral(host) ? [] : basesAbove(host).flatMap((base) => wildcards.get(base) ?? []);
  if (above.length > 0) {
    const domain = registrableDomain(host);
    const match = above.find((wildcard) => domain !== undefined && wildcard.domain === domain);
    if (match) return { kind: "allowed", host, matchedPattern: match.pattern };
  }
  const bare = wildcards.get(host);
  if (bare) return { kind: "refused", reason: "bare_domain", host, nearestPattern: bare.pattern };
  return { kind: "refused", reason: above.length > 0 ? "suffix_boundary" : "not_listed", host };
}

/** Longest first: `b.c` and `c` for `a.b.c`. */
function basesAbove(host: string): string[] {
  const labels = host.split(".");
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join("."));
}
