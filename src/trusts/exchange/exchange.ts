import { fail } from "../../errors";
import type { MutationContext } from "../../kernel/context";
import { mutation } from "../../kernel/operation";
import type { JwtProof } from "../../kernel/proof";
import type { Bearer } from "./bearer";
import { type BoughtToken, buyToken } from "./buy";
import { evidenceOf } from "./evidence";
import { judgeBearer } from "./judge";

/** A token for whoever shows a foreign one that a trust takes. What it uses up goes in the transaction that makes the token. */
export const exchangeToken = mutation({
  name: "trusts.exchange",
  login: "jwt",
  scope: null,
  category: "auth",
  action: "token_exchange",
  auditsEveryOutcome: true,
  reach: "tenant",
  run: (ctx, proof: JwtProof): BoughtToken => buyToken(ctx, bearerOf(ctx, proof), proof.scopes),
});

/** As the guard found a moment ago, in this transaction. */
function bearerOf(ctx: MutationContext, proof: JwtProof): Bearer {
  const evidence = evidenceOf(proof);
  if (evidence?.kind !== "verified") return fail("token_invalid");
  const judged = judgeBearer(ctx, evidence, { audience: proof.audience, usesUp: true });
  return judged.ok ? judged.bearer : fail("token_invalid");
}
