import { fail } from "../../errors";
import { isScope } from "../../kernel/actor";
import type { JwtProof } from "../../kernel/proof";
import type { ReasonWord } from "../../reason-words";

/** What a request for an exchange asks for (RFC 8693, section 2.1). Pure. */

export const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
export const ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
export const SUBJECT_TOKEN_TYPES: readonly string[] = [
  "urn:ietf:params:oauth:token-type:jwt",
  "urn:ietf:params:oauth:token-type:id_token",
];

/** Its parameters, as they came; those that are not here are passed over. */
export type Asked = { readonly [parameter in (typeof PARAMETERS)[number]]?: string | undefined };
export const PARAMETERS = [
  "grant_type",
  "subject_token",
  "subject_token_type",
  "audience",
  "scope",
  "requested_token_type",
  "trust",
  "actor_token",
  "actor_token_type",
] as const;

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
