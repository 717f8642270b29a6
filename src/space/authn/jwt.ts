import { sha256Hex } from "../../crypto/digest";
import { type Details, refuse } from "../../errors";
import { rateLimited } from "../../kernel/rate-limit";
import type { Evidence, Refused } from "../../trusts/exchange/evidence";
import { evidenceOf, keepEvidence } from "../../trusts/exchange/evidence";
import { judgeBearer } from "../../trusts/exchange/judge";
import { lookAt } from "../../trusts/exchange/look";
import { EXCHANGE } from "../../trusts/exchange/welcome";
import { foreignActor } from "./foreign-actor";
import type { Authenticated, AuthnScheme } from "./scheme";

/** A foreign token that is to be exchanged. It gives no rights at all: what it opens is the exchange that takes it. */
export const jwt: AuthnScheme = {
  handles: (_, { proof }) => proof?.kind === "jwt",
  async lookAhead({ core, limiter }, { proof }) {
    if (proof?.kind !== "jwt") return;
    const mayFetch = (issuer: string) => limiter.has(bucketOf(issuer), "exchange", core.clock());
    keepEvidence(proof, await lookAt(core, proof, mayFetch));
  },
  authenticate(core, { proof }) {
    if (proof?.kind !== "jwt") return refuse("internal_error");
    const evidence = evidenceOf(proof);
    if (evidence?.kind !== "verified") return refusedBy(evidence);
    const judged = judgeBearer(core, evidence, { audience: proof.audience, usesUp: true });
    if (!judged.ok) return refusedByTrust(judged);
    return { ok: true, actor: { ...foreignActor(core, judged.bearer), scopes: [], policyIds: [] } };
  },
};

/**
 * Refusals of an issuer's tokens share one bucket, also where no trust has the issuer: a stranger can't tell by the limit whom a
 * tenant trusts. There are 4096, so that nobody fills the memory with issuers of their own making.
 */
export const bucketOf = (issuer: string): string => `issuer ${sha256Hex(issuer.toWellFormed()).slice(0, 3)}`;

export function refusedBy(
  evidence: Exclude<Evidence, { kind: "verified" }> | undefined,
  action: Action = "token_exchange",
): Authenticated {
  if (!evidence) return refuse("internal_error");
  if (evidence.kind === "unavailable") return refuse("service_unavailable");
  if (evidence.kind === "stopped") return { ok: false, error: rateLimited("exchange", { retryAfter: 1, tarpitMs: 0 }) };
  const { issuer, about } = evidence;
  if (about === null) return { ...refuse("token_invalid"), guess: guessOf(issuer ?? "") };
  return about === "unnamed" ? refusedAt(issuer ?? "", UNKNOWN_TRUST, action) : refusedByTrust(about, action);
}

/** Whoever misspells the name of a trust finds that in the log. */
const UNKNOWN_TRUST: Details = { check: "trust", cause: "unknown" };

/** Nobody can say who a stranger is; the log says at whose door, and what stood in the way. */
export const refusedByTrust = (refused: Refused, action: Action = "token_exchange"): Authenticated =>
  refusedAt(refused.trust.issuer, causeOf(refused), action);

/** How the log calls it that somebody came by a trust, or was to. */
type Action = "token_exchange" | "console_sign_in";

export const refusedAt = (issuer: string, extra: Details, action: Action): Authenticated => ({
  ...refuse("token_invalid"),
  guess: guessOf(issuer),
  actor: EXCHANGE,
  action,
  extra,
});

const guessOf = (issuer: string) => ({ bucket: bucketOf(issuer), category: "exchange" }) as const;

const causeOf = ({ trust, check: { check, claim, reason } }: Refused): Details => ({
  trust_id: trust.id,
  check,
  ...(claim === undefined ? {} : { claim }),
  ...(reason === null ? {} : { cause: reason }),
});
