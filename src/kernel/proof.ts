import type { ErrorCode } from "../errors";

/** What is shown in place of a token. */

/** What a login is asked for with, in place of a token. It opens the one operation that is a login of its kind, and nothing else. */
export type Proof = ApproleProof | JwtProof;
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
/** A foreign token that somebody else's gate put into a request: it stands for a token of ours in this request, and gives none. */
export interface Assertion {
  readonly jwt: string;
}

/** One answer to all that may be wrong with what a stranger shows. */
export const codeOfRefused = (
  proof: Pick<Proof, "kind"> | undefined,
): Extract<ErrorCode, "login_refused" | "token_invalid"> =>
  proof?.kind === "approle" ? "login_refused" : "token_invalid";
