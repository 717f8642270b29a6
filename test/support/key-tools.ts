import { inject } from "vitest";
import type { KeyReport, KeyText } from "./key-report";

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
