import type { ReasonWord } from "../reason-words";
import { isSameClaim } from "./claim-path";
import { wantedBy } from "./claim-text";
import type { TrustRow } from "./tables";
import type { ClaimRule, Preset } from "./trust";
import { ISSUERS, presetFor } from "./well-known";

/** What a preset fills in, and what it demands, so that a trust lets in whom its maker meant and nobody else. Pure. */

const MINUTE_MS = 60_000;
export const DEFAULT_TTL_MS = 15 * MINUTE_MS;
export const MIN_TTL_MS = MINUTE_MS;
/** People stay signed in for a working day; a job of a machine is over within the hour. */
export const maxTtlMs = ({ preset, consoleSignIn }: Pick<TrustRow, "preset" | "consoleSignIn">): number =>
  (preset === "cloudflare_access" || consoleSignIn ? 12 * 60 : 60) * MINUTE_MS;

/** How long after its issue a token is taken. A person behind Access shows the one of their session. */
export const maxAgeMs = (preset: Preset): number => (preset === "cloudflare_access" ? 24 * 60 : 60) * MINUTE_MS;

/** Null: the maker has to say. */
export const defaultIssuer = (preset: Preset): string | null =>
  preset === "github" || preset === "gitlab" ? ISSUERS[preset] : null;

/** A pod reads one file for an hour, a job of GitLab and a browser behind Access show one token many times. */
export const defaultSingleUse = (preset: Preset): boolean => preset === "github" || preset === "oidc";

/** Access tells its applications apart by the audience alone, so none of ours could stand for it. */
export const needsAudience = (preset: Preset): boolean => preset === "cloudflare_access";

export type Faults = Readonly<Record<string, ReasonWord>>;
type Judged = Pick<TrustRow, "preset" | "issuer" | "claims">;

/** What the trust lacks, by field as clients name it; none: it may be. `outboundAllow`: of the configuration. */
export function presetFaults(trust: Judged, outboundAllow: readonly string[]): Faults {
  const issuer = trust.preset === "cloudflare_access" ? accessIssuerFaults(trust.issuer, outboundAllow) : {};
  return { ...issuer, ...claimFaults(presetFor(trust), trust.claims) };
}

/**
 * People sign in where an issuer has a page for them, and gets to say who they are. The others give tokens to machines alone; what is
 * demanded of a trust in GitLab's own issuer, only a job has; and whoever comes through Access is signed in already.
 */
export const consoleFault = (trust: Pick<TrustRow, "preset" | "issuer" | "consoleSignIn">): Faults =>
  trust.consoleSignIn && presetFor(trust) !== "oidc" ? { console_sign_in: "unsupported" } : {};

function claimFaults(preset: Preset, rules: readonly ClaimRule[]): Faults {
  switch (preset) {
    case "github":
      // Without the last of these every branch could do what the main one may.
      return {
        ...idFaults(rules, ["repository_id", "repository_owner_id"]),
        ...oneOf(rules, ["ref", "environment", "job_workflow_ref"], isNarrow),
      };
    case "gitlab":
      return idFaults(rules, ["project_id", "namespace_id"]);
    case "kubernetes":
      return podFaults(rules);
    case "cloudflare_access":
      // Who gets a token of the application is decided there already, and the audience names the application.
      return {};
    case "oidc":
      return anybodyFaults(rules);
  }
}

const isGlob = (text: string): boolean => text.includes("*");
/** Does it tell one value from another? */
const isNarrow = (text: string): boolean => /[^*/:]/.test(text);
const rulesOf = (rules: readonly ClaimRule[], claim: string): ClaimRule[] =>
  rules.filter((rule) => isSameClaim(rule.claim, claim));
const fault = (claim: string, reason: ReasonWord): Faults => ({ [`claims.${claim}`]: reason });

/** Every rule has to hold, so one that is as narrow as it must be is enough. */
function demand(rules: readonly ClaimRule[], claim: string, fits: (text: string) => boolean): Faults {
  const [first, ...others] = rulesOf(rules, claim);
  if (!first) return fault(claim, "required");
  if ([first, ...others].some((rule) => wantedBy(rule).every(fits))) return {};
  return fault(claim, wantedBy(first).some(isGlob) ? "wildcard" : "format");
}

/** Names can be given up and registered again by somebody else, and the form of `sub` changes; ids never come back. */
const idFaults = (rules: readonly ClaimRule[], claims: readonly string[]): Faults =>
  Object.assign({}, ...claims.map((claim) => demand(rules, claim, (text) => /^[0-9]{1,20}$/.test(text))));

/** The same of one of several claims; the first is named where there is none of them. */
function oneOf(rules: readonly ClaimRule[], claims: readonly string[], fits: (text: string) => boolean): Faults {
  const named = claims.filter((claim) => rulesOf(rules, claim).length > 0);
  const found = (named.length > 0 ? named : claims).map((claim) => demand(rules, claim, fits));
  return found.find((faults) => Object.keys(faults).length === 0) ?? found[0] ?? {};
}

const NAMESPACE = "/kubernetes.io/namespace";
const ACCOUNT_NAME = "/kubernetes.io/serviceaccount/name";
const ACCOUNT_UID = "/kubernetes.io/serviceaccount/uid";
const POD_SUBJECT = /^system:serviceaccount:[a-z0-9][a-z0-9-]{0,62}:[a-z0-9][a-z0-9.-]{0,252}$/;

/** One service account, by namespace and name or uid, or by the subject, which says both. */
function podFaults(rules: readonly ClaimRule[]): Faults {
  const isExact = (text: string): boolean => !isGlob(text);
  const faults = { ...demand(rules, NAMESPACE, isExact), ...oneOf(rules, [ACCOUNT_NAME, ACCOUNT_UID], isExact) };
  if (Object.keys(faults).length === 0 || rulesOf(rules, "sub").length === 0) return faults;
  return demand(rules, "sub", (text) => POD_SUBJECT.test(text));
}

/** A trust whose rules fit every token of its issuer trusts whoever can get one there. */
function anybodyFaults(rules: readonly ClaimRule[]): Faults {
  const telling = rules.filter(({ claim }) => !isSameClaim(claim, "iss") && !isSameClaim(claim, "aud"));
  if (telling.length === 0) return { claims: "required" };
  return telling.some((rule) => wantedBy(rule).every(isNarrow)) ? {} : { claims: "wildcard" };
}

const ACCESS_ISSUER = /^https:\/\/[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.cloudflareaccess\.com$/;

/** A team's own domain. A host that the deployment opens by `OUTBOUND_ALLOW` may stand for one, where somebody tries it out. */
function accessIssuerFaults(issuer: string, outboundAllow: readonly string[]): Faults {
  const { host, hostname } = URL.parse(issuer) ?? {};
  const isOpened = outboundAllow.some((one) => one === host || one === hostname);
  return isOpened || ACCESS_ISSUER.test(issuer) ? {} : { issuer: "format" };
}
