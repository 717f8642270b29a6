import { type HostFault, isIpLiteral, normaliseHost } from "./normalise-host";
import { joinPort, splitPort } from "./port";
import { registrableDomain } from "./registrable-domain";

/** Why an entry of `allowedDomains` is refused. The words are those on the wire. */
export type DomainFault = HostFault | "type" | "single_label" | "public_suffix";

export type DomainPattern =
  | { readonly ok: true; readonly pattern: string }
  | { readonly ok: false; readonly reason: DomainFault };

/** `at` is the place of the entry, or null where the list as a whole is at fault. */
export interface AllowedDomainsFault {
  readonly at: number | null;
  readonly reason: DomainFault | "empty" | "too_many";
}
export type AllowedDomains =
  | { readonly ok: true; readonly patterns: string[] }
  | { readonly ok: false; readonly faults: AllowedDomainsFault[] };

const MAX_ALLOWED_DOMAINS = 100;

/**
 * An exact host, or `*.` and a base, for any port or with the one that it is for: the text to store, in the form `normaliseHost` gives;
 * or its first fault.
 */
export function parseDomainPattern(entry: unknown): DomainPattern {
  if (typeof entry !== "string") return { ok: false, reason: "type" };
  const written = splitPort(entry);
  const parsed = normaliseHost(written.host);
  if (!parsed.ok) return parsed;
  const { host, wildcard } = parsed;
  if (wildcard && !isOwnedBase(host)) return { ok: false, reason: "public_suffix" };
  if (!wildcard && isSingleLabel(host)) return { ok: false, reason: "single_label" };
  return { ok: true, pattern: joinPort(wildcard ? `*.${host}` : host, written.port) };
}

/** The list to store: normalised, equal entries once and in their first place; or the faults of all its entries. */
export function parseAllowedDomains(list: unknown): AllowedDomains {
  if (!Array.isArray(list)) return refusedList("type");
  if (list.length === 0) return refusedList("empty");
  if (list.length > MAX_ALLOWED_DOMAINS) return refusedList("too_many");
  const patterns = new Set<string>();
  const faults: AllowedDomainsFault[] = [];
  for (const [at, entry] of list.entries()) {
    const parsed = parseDomainPattern(entry);
    if (parsed.ok) patterns.add(parsed.pattern);
    else faults.push({ at, reason: parsed.reason });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, patterns: [...patterns] };
}

const refusedList = (reason: AllowedDomainsFault["reason"]): AllowedDomains => ({
  ok: false,
  faults: [{ at: null, reason }],
});

/** `localhost` is the one name without a dot that means the same on every machine. */
const isSingleLabel = (host: string): boolean => !isIpLiteral(host) && !host.includes(".") && host !== "localhost";

/** False for a public suffix, also where only what lies below it is one (`kawasaki.jp`, by the rule `*.kawasaki.jp`). */
function isOwnedBase(base: string): boolean {
  const domain = registrableDomain(base);
  return domain !== undefined && domain === registrableDomain(`x.${base}`);
}
