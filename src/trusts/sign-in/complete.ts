import { fail } from "../../errors";
import { mutation } from "../../kernel/operation";
import type { CodeProof } from "../../kernel/proof";
import { type BoughtToken, buyToken } from "../exchange/buy";
import { judgeSignIn, signInEvidenceOf } from "./look";

/** A token for who comes back from an issuer's page: all that the trust gives, for as long as it says. */
export const completeSignIn = mutation({
  name: "trusts.sign_in",
  login: "code",
  scope: null,
  category: "auth",
  action: "console_sign_in",
  auditsEveryOutcome: true,
  reach: "tenant",
  run(ctx, proof: CodeProof): BoughtToken {
    const evidence = signInEvidenceOf(proof);
    if (evidence?.kind !== "verified") return fail("token_invalid");
    // As the guard found a moment ago, in this transaction.
    const judged = judgeSignIn(ctx, evidence);
    return judged.ok ? buyToken(ctx, judged.bearer, null) : fail("token_invalid");
  },
});
