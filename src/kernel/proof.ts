import type { ErrorCode } from "../errors";

/** What is shown in place of a token. */

/** What a login is asked for with, in place of a token. It opens the one operation that is a login of its kind, and nothing else. */
export type Proof = ApproleProof | JwtProof | SignInProof | CodeProof;
export interface ApproleProof {
  readonly kind: "approle";
  /** Names the space, too. */
  readonly roleId: string;
  readonly secretId: string | null;
}
/** As long as a foreign token may be, in characters: nobody reads more of one. */
export const MAX_JWT_CHARACTERS = 16_384;
/** A foreign token, and what is wanted for it. */
export interface JwtProof {
  readonly kind: "jwt";
  readonly jwt: string;
  /** Id or name of the one trust that may take it; null: any. */
  readonly trust: string | null;
  /** The audience that is meant; null: one of those that the token itself names. */
  readonly audience: string | null;
  /** Words of scopes, as they came; null: all that the trust gives. */
  readonly scopes: readonly string[] | null;
}
/** Somebody who is about to sign in to the console, and has nothing to show yet but the name of a trust: they are told where. */
export interface SignInProof {
  readonly kind: "sign_in";
  /** Id or name. */
  readonly trust: string;
}
/** What an issuer's page sent a browser back with, and what this browser was sent there with. */
export interface CodeProof {
  readonly kind: "code";
  readonly code: string;
  /** The issuer that the answer names (RFC 9207); null: none. */
  readonly answeredBy: string | null;
  readonly trustId: string;
  /** As it was when the sign-in began. */
  readonly issuer: string;
  readonly redirectUri: string;
  /** Of RFC 7636: shows that it is the same browser, and not who found the code, that redeems it. */
  readonly verifier: string;
  /** The token has to repeat it: it was made for this sign-in. */
  readonly nonce: string;
}
/** A foreign token that somebody else's gate put into a request: it stands for a token of ours in this request, and gives none. */
export interface Assertion {
  readonly jwt: string;
}

/** One answer to all that may be wrong with what a stranger shows. */
export const codeOfRefused = (
  proof: Pick<Proof, "kind"> | undefined,
): Extract<ErrorCode, "login_refused" | "token_invalid"> =>
  proof?.kind === "approle" ? "login_refused" : "token_invalid";
