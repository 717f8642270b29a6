import { expect, it } from "vitest";
import { hasKeyTools, tryKeys } from "../support/key-tools";
import { der, field, make } from "./rules-support";

/** Long enough for a key of 4096 bits where the machine is busy. */

const imports = {
  rsa: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  "P-256": { name: "ECDSA", namedCurve: "P-256" },
  "P-384": { name: "ECDSA", namedCurve: "P-384" },
} as const;

async function signsAndVerifies(kind: keyof typeof imports, keys: Record<string, string>): Promise<boolean> {
  const algorithm = { ...imports[kind], hash: "SHA-256" };
  const message = new TextEncoder().encode("a message");
  const { f_private = "", f_public = "" } = keys;
  expect(f_private).toMatch(/^-----BEGIN PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END PRIVATE KEY-----\n$/);
  expect(f_public).toMatch(/^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END PUBLIC KEY-----\n$/);
  const signer = await crypto.subtle.importKey("pkcs8", der(f_private), algorithm, false, ["sign"]);
  const verifier = await crypto.subtle.importKey("spki", der(f_public), algorithm, false, ["verify"]);
  const signature = await crypto.subtle.sign(algorithm, signer, message);
  expect(await crypto.subtle.verify(algorithm, verifier, signature, message.subarray(1))).toBe(false);
  return await crypto.subtle.verify(algorithm, verifier, signature, message);
}

const asText = ({ f_private = "", f_public = "" }: Record<string, string>) => ({
  privateKey: f_private,
  publicKey: f_public,
});

it.each([
  ["rsa", field("rsa_keypair"), "Private-Key: (2048 bit, 2 primes)"],
  ["rsa", field("rsa_keypair", { bits: 4096 }), "Private-Key: (4096 bit, 2 primes)"],
  ["P-256", field("ec_keypair"), "Private-Key: (256 bit)"],
  ["P-384", field("ec_keypair", { curve: "P-384" }), "Private-Key: (384 bit)"],
] as const)("key pairs of kind %s sign and verify, here and by openssl: %j", async (kind, given, name) => {
  const made = await make(given);
  expect(await signsAndVerifies(kind, made)).toBe(true);
  if (!hasKeyTools) return;
  expect(await tryKeys("pem", asText(made))).toEqual({
    kind: name,
    derivedPublicKey: made.f_public,
    verifies: true,
    verifiesAnother: false,
  });
});

it.skipIf(!hasKeyTools).each([
  [field("ssh_keypair"), /^ssh-ed25519 [A-Za-z0-9+/=]{68}$/, "256 no comment (ED25519)"],
  [
    field("ssh_keypair", { comment: "deploy@böx, 1" }),
    /^ssh-ed25519 [A-Za-z0-9+/=]{68} deploy@böx, 1$/,
    "256 deploy@böx, 1 (ED25519)",
  ],
  [field("ssh_keypair", { key_type: "rsa", comment: "ci" }), /^ssh-rsa [A-Za-z0-9+/=]{716} ci$/, "4096 ci (RSA)"],
])("key pairs for SSH are read by ssh-keygen, sign and verify: %j", async (given, line, kind) => {
  const made = await make(given);
  expect(made.f_public).toMatch(line);
  const text =
    /^-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/]{70}\n)*[A-Za-z0-9+/=]{1,70}\n-----END OPENSSH PRIVATE KEY-----\n$/;
  expect(made.f_private).toMatch(text);
  expect(await tryKeys("ssh", asText(made))).toEqual({
    kind,
    derivedPublicKey: made.f_public,
    verifies: true,
    verifiesAnother: false,
  });
});
