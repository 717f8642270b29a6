import { z } from "@hono/zod-openapi";
import { addFault, codedIssue } from "../../http/faults";
import { CHECK_NAMES } from "../checks";
import { ACCESS_TOKEN_TYPE, faultsOfAsked, GRANT_TYPE, isOtherGrant, SUBJECT_TOKEN_TYPES, scopesAsked } from "./wanted";

const text = (description: string, values?: readonly string[]) =>
  z
    .string()
    .optional()
    .openapi({ description, ...(values ? { enum: [...values] } : {}) });

/** What a refusal lists as what would have fitted. */
const fitting = (name: string): readonly string[] | undefined =>
  name === "subject_token_type"
    ? SUBJECT_TOKEN_TYPES
    : name === "requested_token_type"
      ? [ACCESS_TOKEN_TYPE]
      : undefined;

/** Every fault but that of a type is found at the end, because another grant is told before anything that lacks. */
export const ExchangeBody = z
  .object({
    grant_type: text("The grant of RFC 8693.", [GRANT_TYPE]),
    subject_token: text("The foreign token: a JWT, as its issuer signed it."),
    subject_token_type: text("What the foreign token is.", SUBJECT_TOKEN_TYPES),
    audience: text("The tenant's id, or the audience of its trust. Absent: one that the token itself names."),
    scope: text("Scopes, with spaces between them: fewer than the trust gives. Absent: all that it gives."),
    requested_token_type: text("What is wanted for it; there is only this.", [ACCESS_TOKEN_TYPE]),
    trust: text("Id or name of the one trust that may take the token. Absent: the oldest that fits."),
    actor_token: text("Not taken: nobody acts for somebody else here."),
    actor_token_type: text("Not taken."),
  })
  .superRefine((asked, ctx) => {
    if (isOtherGrant(asked)) return addFault(ctx, codedIssue("unsupported_grant_type"), ["grant_type"], [GRANT_TYPE]);
    for (const [name, reason] of Object.entries(faultsOfAsked(asked))) addFault(ctx, reason, [name], fitting(name));
    if (scopesAsked(asked) === undefined) addFault(ctx, codedIssue("invalid_scope"), ["scope"]);
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
