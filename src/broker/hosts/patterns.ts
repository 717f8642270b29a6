import { isIpLiteral } from "./normalise-host";
import { splitPort } from "./port";
import { registrableDomain } from "./registrable-domain";

/** A credential's stored patterns, ready to be asked: a check costs the labels of the host, not the number of patterns. */
export interface CompiledPatterns {
  readonly exact: ReadonlyMap<string, ByPort>;
  readonly wildcards: ReadonlyMap<string, Wildcard>;
}
/** The stored text by its port; null: the one for any port. */
type ByPort = ReadonlyMap<string | null, string>;
interface Wildcard {
  readonly byPort: ByPort;
  /** Undefined when the base has become a public suffix since it was stored: then it matches nothing. */
  readonly domain: string | undefined;
}

export type HostMatch =
  | { readonly kind: "allowed"; readonly matchedPattern: string }
  | {
      readonly kind: "refused";
      readonly reason: "bare_domain" | "suffix_boundary" | "not_listed";
      /** One that fits but for `*.`, or but for its port. */
      readonly nearestPattern?: string;
    };

const WILDCARD = "*.";

export function compilePatterns(patterns: readonly string[]): CompiledPatterns {
  const exact = new Map<string, Map<string | null, string>>();
  const bases = new Map<string, Map<string | null, string>>();
  for (const pattern of patterns) {
    const { host, port } = splitPort(pattern);
    const [kind, name] = host.startsWith(WILDCARD) ? [bases, host.slice(WILDCARD.length)] : [exact, host];
    kind.set(name, (kind.get(name) ?? new Map()).set(port, pattern));
  }
  const wildcards = [...bases].map(([base, byPort]) => [base, { byPort, domain: registrableDomain(base) }] as const);
  return { exact, wildcards: new Map(wildcards) };
}

/** `host` is normalised, `port` in digits. The exact host counts before a wildcard, the longest base before shorter ones, its port before any port. */
export function matchHost(host: string, port: string, { exact, wildcards }: CompiledPatterns): HostMatch {
  const own = exact.get(host);
  const above = isIpLiteral(host) ? [] : basesAbove(host).flatMap((base) => wildcards.get(base) ?? []);
  const domain = above.length > 0 ? registrableDomain(host) : undefined;
  const within = above.filter((wildcard) => domain !== undefined && wildcard.domain === domain);
  const fitting = [...(own ? [own] : []), ...within.map(({ byPort }) => byPort)];
  for (const byPort of fitting) {
    const matchedPattern = byPort.get(port) ?? byPort.get(null);
    if (matchedPattern !== undefined) return { kind: "allowed", matchedPattern };
  }
  const [otherPort] = fitting.flatMap((byPort) => [...byPort.values()]);
  if (otherPort !== undefined) return { kind: "refused", reason: "not_listed", nearestPattern: otherPort };
  const bare = wildcards.get(host)?.byPort;
  const [nearestPattern] = bare ? [bare.get(port), bare.get(null), ...bare.values()].filter(isText) : [];
  if (nearestPattern !== undefined) return { kind: "refused", reason: "bare_domain", nearestPattern };
  return { kind: "refused", reason: above.length > 0 ? "suffix_boundary" : "not_listed" };
}

const isText = (value: string | undefined): value is string => value !== undefined;

/** Longest first: `b.c` and `c` for `a.b.c`. */
function basesAbove(host: string): string[] {
  const labels = host.split(".");
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join("."));
}
