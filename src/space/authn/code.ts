import { refuse } from "../../errors";
import type { CodeProof } from "../../kernel/proof";
import { judgeSignIn, keepSignInEvidence, lookAtCode, signInEvidenceOf } from "../../trusts/sign-in/look";
import type { AdmissionParts } from "../parts";
import { foreignActor } from "./foreign-actor";
import { bucketOf, refusedAt, refusedBy, refusedByTrust } from "./jwt";
import { networkOf } from "./network";
import type { AuthnScheme } from "./scheme";

/** What an issuer's page sent a browser back with. It gives no rights at all: what it opens is the sign-in that takes it. */
export const code: AuthnScheme = {
  handles: (_, { proof }) => proof?.kind === "code",
  async lookAhead(parts, { proof, meta }) {
    if (proof?.kind !== "code") return;
    keepSignInEvidence(proof, await look(parts, proof, networkOf(meta)));
  },
  authenticate(core, { proof }) {
    if (proof?.kind !== "code") return refuse("internal_error");
    const evidence = signInEvidenceOf(proof);
    if (evidence?.kind === "unredeemed") {
      const { trust, error } = evidence;
      return refusedAt(trust.issuer, { trust_id: trust.id, check: "code", cause: error ?? "unknown" }, ACTION);
    }
    if (evidence?.kind !== "verified") return refusedBy(evidence, ACTION);
    const judged = judgeSignIn(core, evidence);
    if (!judged.ok) return refusedByTrust(judged, ACTION);
    return { ok: true, actor: { ...foreignActor(core, judged.bearer), scopes: [], policyIds: [] } };
  },
};

const ACTION = "console_sign_in";

/**
 * Each code is one request to the issuer, whoever made it up. One network may cause as many as an issuer's refused tokens may cause rows,
 * and all networks together five times that: so one stranger alone keeps nobody else out.
 */
function look({ core, limiter }: AdmissionParts, proof: CodeProof, network: string) {
  return lookAtCode(core, proof, {
    toRedeem: (issuer) =>
      limiter.consume(`code ${network}`, "exchange", core.clock()).ok &&
      limiter.consume(`code of ${bucketOf(issuer)}`, "auth", core.clock()).ok,
    toFetch: (issuer) => limiter.has(bucketOf(issuer), "exchange", core.clock()),
  });
}
