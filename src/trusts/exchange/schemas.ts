import { z } from "@hono/zod-openapi";
import { CHECK_NAMES } from "../checks";
import { ACCESS_TOKEN_TYPE, GRANT_TYPE, SUBJECT_TOKEN_TYPES } from "./wanted";

const text = (description: string) => z.string().optional().openapi({ description });

/** What is not named here is passed over, as OAuth has it, so every fault of these is found below. */
export const ExchangeBody = z
  .object({
    grant_type: text(`\`${GRANT_TYPE}\`.`),
    subject_token: text("The foreign token: a JWT, as its issuer signed it."),
    subject_token_type: text(`\`${SUBJECT_TOKEN_TYPES.join("` or `")}\`.`),
    audience: text("The tenant's id, or the audience of its trust. Absent: one that the token itself names."),
    scope: text("Scopes, with spaces between them: fewer than the trust gives. Absent: all that it gives."),
    requested_token_type: text(`Nothing, or \`${ACCESS_TOKEN_TYPE}\`.`),
    trust: text("Id or name of the one trust that may take the token. Absent: the oldest that fits."),
    actor_token: text("Not taken: nobody acts for somebody else here."),
    actor_token_type: text("Not taken."),
  })
  .openapi("TokenExchange", { required: ["grant_type", "subject_token", "subject_token_type"] });

/** RFC 8693, section 2.2.1. */
export const ExchangeAnswer = z
  .strictObject({
    access_token: z.string().openapi({ description: "The text of the token; it is in this answer only." }),
    issued_token_type: z.literal(ACCESS_TOKEN_TYPE),
    token_type: z.literal("Bearer"),
    expires_in: z.int().openapi({ description: "Seconds that it lives." }),
    scope: z.string().openapi({ description: "What it may do: scopes with spaces between them." }),
  })
  .openapi("ExchangedToken");

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
