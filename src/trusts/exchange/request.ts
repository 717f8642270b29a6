import { z } from "@hono/zod-openapi";
import { fail } from "../../errors";
import { isScope } from "../../kernel/actor";
import type { JwtProof } from "../../kernel/proof";
import type { ReasonWord } from "../../reason-words";

/** A request for a token of ours in exchange for a foreign one (RFC 8693, section 2.1). */

export const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
export const ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
const SUBJECT_TOKEN_TYPES = ["urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token"];

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
type Asked = z.output<typeof ExchangeBody>;

/** Throws AppError: invalid_request, unsupported_grant_type, invalid_scope. */
export function proofFrom(asked: Asked): JwtProof {
  if (asked.grant_type === undefined) fail("invalid_request", { fields: { grant_type: "required" } });
  if (asked.grant_type !== GRANT_TYPE) fail("unsupported_grant_type", { allowed: [GRANT_TYPE] });
  const faults = faultsOf(asked);
  if (Object.keys(faults).length > 0) fail("invalid_request", { fields: faults });
  const scopes = asked.scope?.split(/ +/).filter((word) => word !== "") ?? null;
  if (scopes && (scopes.length === 0 || !scopes.every(isScope))) fail("invalid_scope");
  return {
    kind: "jwt",
    jwt: asked.subject_token ?? "",
    trust: asked.trust ?? null,
    audience: asked.audience ?? null,
    scopes,
  };
}

function faultsOf(asked: Asked): Readonly<Record<string, ReasonWord>> {
  const { subject_token, subject_token_type: type, requested_token_type: wanted = ACCESS_TOKEN_TYPE } = asked;
  return {
    ...(subject_token === undefined ? { subject_token: "required" as const } : {}),
    ...(type === undefined ? { subject_token_type: "required" as const } : {}),
    ...(type === undefined || SUBJECT_TOKEN_TYPES.includes(type) ? {} : { subject_token_type: "unsupported" as const }),
    ...(wanted === ACCESS_TOKEN_TYPE ? {} : { requested_token_type: "unsupported" as const }),
    ...(asked.actor_token === undefined ? {} : { actor_token: "unsupported" as const }),
    ...(asked.actor_token_type === undefined ? {} : { actor_token_type: "unsupported" as const }),
  };
}
