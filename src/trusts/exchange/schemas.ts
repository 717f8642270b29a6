import { z } from "@hono/zod-openapi";
import { CHECK_NAMES } from "../checks";

export const ExplainBody = z
  .strictObject({ jwt: z.string().max(65_536).openapi({ description: "The foreign token that is to be looked at." }) })
  .openapi("TrustExplain");

const TrustCheck = z
  .strictObject({
    check: z.enum(CHECK_NAMES),
    claim: z.string().optional().openapi({ description: "The claim that was looked at, as the trust names it." }),
    outcome: z.enum(["passed", "failed", "skipped"]),
    reason: z
      .string()
      .nullable()
      .openapi({ description: "A reason word: why it failed or was skipped. Null: it passed." }),
  })
  .openapi("TrustCheck");

export const Explanation = z
  .strictObject({
    ok: z.boolean().openapi({ description: "Would an exchange by this trust be let in now?" }),
    checks: z.array(TrustCheck),
  })
  .openapi("TrustExplanation");
