import { inject } from "vitest";

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

const address = inject("keyTools");
/** Where it is false there are none, and the setup has said so. */
export const hasKeyTools = address !== null;

/** `openssl` for PEM, `ssh-keygen` for SSH. Rejects if they cannot read the keys. */
export async function tryKeys(form: "pem" | "ssh", keys: KeyText): Promise<KeyReport> {
  const response = await fetch(`${address}/${form}`, { method: "POST", body: JSON.stringify(keys) });
  const answer: KeyReport & { error?: string } = await response.json();
  if (!response.ok) throw new Error(`the tool refused the keys: ${answer.error}`);
  return answer;
}
