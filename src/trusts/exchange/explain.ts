import { storedIdentity } from "../../identities/stored";
import type { EffectContext } from "../../kernel/context";
import { effect } from "../../kernel/operation";
import { type Check, type CheckName, failed, passed, skipped } from "../checks";
import { identityFor } from "../identity-of";
import { decodeJwt, type Jwt } from "../jwt/decode";
import { issuerKeys } from "../keys/issuer-keys";
import { requireTrust } from "../queries";
import type { TrustRow } from "../tables";
import { holderCheck, singleUseCheck } from "./judge";
import { tokenChecks } from "./look";

export interface Explanation {
  /** Would an exchange by this trust be let in now? */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** What is looked at in a token that is one. */
const OF_A_TOKEN: readonly CheckName[] = [
  ...(["active", "issuer", "audience", "expires_at", "not_before", "issued_at"] as const),
  ...(["claim", "identity", "single_use", "signature"] as const),
];

/**
 * Why a trust takes a token, or does not: every check is made, also behind one that failed. Gives no token, uses nothing up, and tells
 * nothing of what the token says but the names of claims.
 */
export const explainTrust = effect({
  name: "trusts.explain",
  scope: "identity:admin",
  category: "identity",
  action: "trust_explain",
  reach: "tenant",
  async run(ctx, { id, jwt: text }: { readonly id: string; readonly jwt: string }): Promise<Explanation> {
    const trust = requireTrust(ctx, id);
    // As an exchange takes it: with the end of a line.
    const decoded = decodeJwt(text.trim());
    const checks = decoded.ok ? await checksOf(ctx, trust, decoded.jwt) : undecoded(decoded.check);
    const ok = checks.every(({ outcome }) => outcome !== "failed");
    const stood = checks.find(({ outcome }) => outcome === "failed");
    ctx.audit.annotate({ ok, ...(stood ? { check: stood.check } : {}) });
    return { ok, checks };
  },
});

/** What is no token can't be looked at further. */
const undecoded = (check: Check): readonly Check[] => [
  check,
  ...(check.check === "form" ? [skipped("algorithm", "format")] : []),
  ...OF_A_TOKEN.map((name) => skipped(name, "format")),
];

async function checksOf(ctx: EffectContext, trust: TrustRow, jwt: Jwt): Promise<readonly Check[]> {
  const form = [passed("form"), passed("algorithm")];
  const told = tokenChecks(ctx, trust, jwt, null).flatMap((check) =>
    check.check === "identity" && check.outcome === "passed" ? holderChecks(ctx, trust, jwt) : [check],
  );
  return [...form, ...told, singleUseCheck(ctx.db, trust, jwt), await signatureCheck(ctx, trust, jwt)];
}

function holderChecks({ db }: EffectContext, trust: TrustRow, { claims }: Jwt): readonly Check[] {
  const bearer = identityFor(trust, claims);
  return bearer.ok ? [holderCheck(trust, storedIdentity(db, bearer.id))] : [];
}

/** Keys are asked for as an exchange would ask: of the trust's own issuer, whatever the token says. */
async function signatureCheck(ctx: EffectContext, trust: TrustRow, jwt: Jwt): Promise<Check> {
  switch (await issuerKeys(ctx).checkSignature(trust, jwt, true)) {
    case "valid":
      return passed("signature");
    case "invalid":
      return failed("signature", "unequal");
    case "unknown_key":
      return failed("signature", "unknown");
    default:
      return failed("signature", "unavailable");
  }
}
