import { BearerFields, GiftFields } from "./bearer-fields.tsx";
import { jwksFrom } from "./body.ts";
import { ClaimFields } from "./claim-fields.tsx";
import type { TrustDraft } from "./draft.ts";
import { SignInFields } from "./sign-in-fields.tsx";
import { type FieldsProps, IssuerFields } from "./who-fields.tsx";

/** The whole form of a trust, part by part. */
export function TrustFields({ hasSecret = false, ...props }: FieldsProps & { readonly hasSecret?: boolean }) {
  return (
    <>
      <IssuerFields {...props} />
      <ClaimFields {...props} />
      <BearerFields {...props} />
      {props.draft.preset === "oidc" && <SignInFields {...props} hasSecret={hasSecret} />}
      <GiftFields {...props} />
    </>
  );
}

/** Can it be sent? What is wrong with it then the API says. Pure. */
export const isSendable = ({ name, identity, scopes, keys, jwks }: TrustDraft): boolean =>
  name.trim() !== "" && identity.trim() !== "" && scopes.length > 0 && (keys !== "inline" || jwksFrom(jwks) !== null);
