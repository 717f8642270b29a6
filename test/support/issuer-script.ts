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

/** The two documents of an issuer. */
export type IssuerDocument = "discovery" | "keys";

export interface IssuerScript {
  readonly keys: readonly PublishedKey[];
  readonly faults: { readonly [document in IssuerDocument]?: IssuerFault };
  /** Over the members of the discovery document: `{ issuer: "https://other.example" }`. */
  readonly discovery: { readonly [member: string]: unknown };
}

export interface IssuerRequest {
  readonly document: IssuerDocument;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}
