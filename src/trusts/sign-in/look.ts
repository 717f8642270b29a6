import type { ObjectCore } from "../../kernel/core";
import type { CodeProof } from "../../kernel/proof";
import { type Check, failed } from "../checks";
import { openClientSecret } from "../client-secret";
import type { Evidence, Verified } from "../exchange/evidence";
import { type Judgement, judgeBearer } from "../exchange/judge";
import { lookAt } from "../exchange/look";
import { type SignInPage, signInPages } from "../keys/sign-in-pages";
import type { TrustRow } from "../tables";
import { signInTrust, signsIn } from "./begin";
import { redeemCode } from "./redeem";

/** What a look at a code found: as of any foreign token, or that the issuer gave none for it. */
export type SignInEvidence =
  | Evidence
  /** `error`: see `Redeemed`. */
  | { readonly kind: "unredeemed"; readonly trust: TrustRow; readonly error: string | null };

const found = new WeakMap<object, SignInEvidence>();
/** By the proof, as in `exchange/evidence.ts`. */
export const keepSignInEvidence = (proof: object, evidence: SignInEvidence): void => void found.set(proof, evidence);
export const signInEvidenceOf = (proof: object): SignInEvidence | undefined => found.get(proof);

/** What may be asked of an issuer for a stranger. */
export interface Leave {
  /** Takes a unit; asked once, before the issuer is asked for anything. False: there were too many such questions lately. */
  readonly toRedeem: (issuer: string) => boolean;
  /** Of documents that are not at hand. */
  readonly toFetch: (issuer: string) => boolean;
}

/**
 * Redeems a code and verifies what comes for it, as any token of the issuer's, and that it was made for this very sign-in. The
 * redirect that brought the code is compared first: one that belongs to another sign-in or another issuer costs nobody a request.
 */
export async function lookAtCode(core: ObjectCore, proof: CodeProof, leave: Leave): Promise<SignInEvidence> {
  const trust = signInTrust(core.db, proof.trustId);
  // A trust that names another issuer since would send it the code of the one before. A suspended tenant causes no requests.
  if (trust?.issuer !== proof.issuer || core.space.status === "suspended")
    return { kind: "refused", issuer: proof.issuer, about: null };
  if (proof.answeredBy !== null && proof.answeredBy !== trust.issuer) return refusedBy(trust, OTHER_ISSUER);
  if (!leave.toRedeem(trust.issuer)) return { kind: "stopped" };
  const page = await signInPages(core).find(trust.issuer, leave.toFetch(trust.issuer));
  if (page === "unavailable") return { kind: "unavailable" };
  if (page === "not_fetched") return { kind: "stopped" };
  if (page.namesItself && proof.answeredBy === null) return refusedBy(trust, failed("issuer", "required", "iss"));
  return await redeemed(core, proof, trust, page, leave);
}

const OTHER_ISSUER = failed("issuer", "unequal", "iss");
const refusedBy = (trust: TrustRow, check: Check): Evidence => ({
  kind: "refused",
  issuer: trust.issuer,
  about: { trust, check },
});

async function redeemed(
  core: ObjectCore,
  { code, verifier, redirectUri, nonce }: CodeProof,
  trust: TrustRow,
  page: SignInPage,
  leave: Leave,
): Promise<SignInEvidence> {
  const opened = await openClientSecret(core, trust);
  if (!opened.ok) return { kind: "unavailable" };
  const about = { page, clientId: trust.audience, secret: opened.secret, code, verifier, redirectUri };
  const answer = await redeemCode(about, { allow: core.config.outboundAllow });
  if (answer.kind === "unavailable") return answer;
  if (answer.kind === "refused") return { kind: "unredeemed", trust, error: answer.error };
  const wanted = { jwt: answer.idToken, trust: trust.id };
  const evidence = await lookAt(core, wanted, leave.toFetch);
  if (evidence.kind === "verified") {
    const check = madeForThis(evidence, nonce);
    return check ? refusedBy(trust, check) : evidence;
  }
  if (evidence.kind !== "refused" || (evidence.about !== null && evidence.about !== "unnamed")) return evidence;
  // Whatever else it is, it came from this issuer's own endpoint.
  return refusedBy(trust, evidence.issuer === null ? failed("form", "format") : OTHER_ISSUER);
}

/** OpenID Connect Core 1.0, section 3.1.3.7, rules 3 to 5 and 11. Undefined: nothing stands against it. */
function madeForThis({ jwt: { claims }, trust }: Verified, nonce: string): Check | undefined {
  const { nonce: repeated, azp, aud } = claims;
  if (repeated !== nonce) return failed("claim", repeated === undefined ? "required" : "unequal", "nonce");
  if (azp !== undefined && azp !== trust.audience) return failed("claim", "unequal", "azp");
  const hasMore = Array.isArray(aud) && aud.length > 1;
  return hasMore && azp === undefined ? failed("claim", "required", "azp") : undefined;
}

/** As `judgeBearer`; the trust may have stopped signing people in while its issuer was asked. */
export function judgeSignIn(core: Pick<ObjectCore, "db" | "space" | "clock">, seen: Verified): Judgement {
  const judged = judgeBearer(core, seen, { audience: null, usesUp: true });
  if (!judged.ok || signsIn(judged.bearer.trust)) return judged;
  return { ok: false, trust: judged.bearer.trust, check: failed("active", "disabled") };
}
