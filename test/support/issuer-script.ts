/** What an issuer of the tests is told to do: the words that the test (in workerd) and the server (in Node) share. */

/** A public key as an issuer shows it (RFC 7517), or what a test puts in its place. */
export type PublishedKey = { readonly [member: string]: unknown };

/**
 * Instead of its document an issuer
 *  - `down`: closes the connection without a byte;
 *  - `error`: answers 500, with the document;
 *  - `html`: answers 200 with a page;
 *  - `list`: answers 200 with a JSON list;
 *  - `redirect`: answers 302 to where the document is;
 *  - `too_large`: answers 200 with 1 MiB, of which the document is the beginning;
 *  - `held`: waits until the test lets it go, then answers well.
 */
export type IssuerFault = "down" | "error" | "html" | "list" | "redirect" | "too_large" | "held";

/** The two documents of an issuer, and what it answers where codes are redeemed. */
export type IssuerDocument = "discovery" | "keys" | "token";

/** The client by which people sign in, and the person who does: nobody is asked for a password. */
export interface SignInScript {
  readonly clientId: string;
  /** Null: the client has none. */
  readonly clientSecret: string | null;
  /** Over those of the ID token: `{ nonce: "other" }`; null leaves one out. */
  readonly claims: { readonly [name: string]: unknown };
  /** By what the ID token is signed. */
  readonly signer: { readonly alg: string; readonly kid: string; readonly privateJwk: PublishedKey };
  /** The page answers with this error in place of a code. */
  readonly error: string | null;
  /** Answers name the issuer (RFC 9207). */
  readonly namesItself: boolean;
  /** Over the members of the answer for a code: `{ id_token: 1 }`. */
  readonly answer: { readonly [member: string]: unknown };
}

export interface IssuerScript {
  readonly keys: readonly PublishedKey[];
  readonly faults: { readonly [document in IssuerDocument]?: IssuerFault };
  /** Over the members of the discovery document: `{ issuer: "https://other.example" }`. */
  readonly discovery: { readonly [member: string]: unknown };
  /** Null: nobody signs in here. */
  readonly signIn: SignInScript | null;
}

export interface IssuerRequest {
  readonly document: IssuerDocument | "authorize";
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What was asked: the query of the page, or the form that came with a code. */
  readonly asked: Readonly<Record<string, string>>;
}
