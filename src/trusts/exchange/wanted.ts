import { isScope } from "../../kernel/actor";
import type { JwtProof } from "../../kernel/proof";
import type { ReasonWord } from "../../reason-words";

/** What a request for an exchange asks for (RFC 8693, section 2.1). Pure. */

export const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
export const ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
export const SUBJECT_TOKEN_TYPES = [
  "urn:ietf:params:oauth:token-type:jwt",
  "urn:ietf:params:oauth:token-type:id_token",
] as const;

/** Its parameters, as they came; those that are not here are passed over, as OAuth has it. */
export type Asked = {
  readonly [parameter in
    | "grant_type"
    | "subject_token"
    | "subject_token_type"
    | "audience"
    | "scope"
    | "requested_token_type"
    | "trust"
    | "actor_token"
    | "actor_token_type"]?: string | undefined;
};

/** Another grant is another request: nothing else of it is looked at. */
export const isOtherGrant = ({ grant_type: grant }: Asked): boolean => grant !== undefined && grant !== GRANT_TYPE;

/** What is wrong with the form of the request, by parameter. */
export function faultsOfAsked(asked: Asked): Readonly<Record<string, ReasonWord>> {
  const { subject_token_type: type, requested_token_type: wanted = ACCESS_TOKEN_TYPE } = asked;
  const needed = (["grant_type", "subject_token", "subject_token_type"] as const).filter((name) => !(name in asked));
  const isKnown = type === undefined || SUBJECT_TOKEN_TYPES.some((known) => known === type);
  const refused = [
    ...(isKnown ? [] : ["subject_token_type"]),
    ...(wanted === ACCESS_TOKEN_TYPE ? [] : ["requested_token_type"]),
    ...(["actor_token", "actor_token_type"] as const).filter((name) => name in asked),
  ];
  return Object.fromEntries([
    ...needed.map((name) => [name, "required"] as const),
    ...refused.map((name) => [name, "unsupported"] as const),
  ]);
}

/** Words with spaces between them (RFC 6749, section 3.3); null: nothing is said of scopes; undefined: some are none, or there is none. */
export function scopesAsked({ scope }: Asked): readonly string[] | null | undefined {
  if (scope === undefined) return null;
  const words = scope.split(" ").filter((word) => word !== "");
  return words.length > 0 && words.every(isScope) ? words : undefined;
}

/** Of a request whose form is right. */
export const proofFrom = (asked: Asked): JwtProof => ({
  kind: "jwt",
  // A token that was read from a file brings the end of its line along.
  jwt: asked.subject_token?.trim() ?? "",
  trust: asked.trust ?? null,
  audience: asked.audience ?? null,
  scopes: scopesAsked(asked) ?? null,
});
