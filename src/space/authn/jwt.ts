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

/** Refusals of an issuer's tokens share one bucket; those of issuers that no trust has share another. */
export const bucketOf = (issuer: string): string => `issuer ${issuer}`;

export function refusedBy(evidence: Exclude<Evidence, { kind: "verified" }> | undefined): Authenticated {
  if (!evidence) return refuse("internal_error");
  if (evidence.kind === "unavailable") return refuse("service_unavailable");
  if (evidence.kind === "stopped") return { ok: false, error: rateLimited("exchange", { retryAfter: 1, tarpitMs: 0 }) };
  if (evidence.issuer === null || evidence.about === null)
    return { ...refuse("token_invalid"), guess: { bucket: "guesses" } };
  return refusedByTrust(evidence.about);
}

/** Nobody can say who a stranger is; the log says at whose door, and what stood in the way. */
export const refusedByTrust = ({ trust, check }: Refused): Authenticated => ({
  ...refuse("token_invalid"),
  guess: guessOf(trust.issuer),
  actor: EXCHANGE,
  action: "token_exchange",
  extra: causeOf({ trust, check }),
});

const guessOf = (issuer: string) => ({ bucket: bucketOf(issuer), category: "exchange" }) as const;

const causeOf = ({ trust, check: { check, claim, reason } }: Refused): Details => ({
  trust_id: trust.id,
  check,
  ...(claim === undefined ? {} : { claim }),
  ...(reason === null ? {} : { cause: reason }),
});
