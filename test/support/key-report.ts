/** Key pairs as text, and what real tools say of them. */
export interface KeyText {
  readonly privateKey: string;
  readonly publicKey: string;
}
export interface KeyReport {
  /** As the tool names it: size, and for SSH the comment. */
  readonly kind: string;
  /** The public half that the private key gives. */
  readonly derivedPublicKey: string;
  /** A signature by the private key, by the public one that was given. */
  readonly verifies: boolean;
  /** The same signature under another message. */
  readonly verifiesAnother: boolean;
}
