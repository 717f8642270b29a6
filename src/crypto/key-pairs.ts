import { type Bytes, parseBase64Url } from "./encoding";
import { ed25519Key, pem, privatePem, publicLine, rsaKey } from "./openssh";
import { newRsaJwk, type Pause } from "./rsa";

/** New key pairs as text. WebCrypto makes the keys, those of RSA but for their primes; nothing of them is kept. */
export interface KeyPairText {
  readonly privateKey: string;
  readonly publicKey: string;
}
export type RsaBits = 2048 | 4096;
export type EcCurve = "P-256" | "P-384";
export type SshKeyType = "ed25519" | "rsa";

const SSH_RSA_BITS = 4096;
const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/**
 * PKCS #8 (RFC 5958) and SubjectPublicKeyInfo (RFC 5280) in PEM, as `rsaEncryption`: for signing and for encrypting. `pause` is
 * awaited between the steps of the search.
 */
export async function newRsaPair(bits: RsaBits, pause: Pause): Promise<KeyPairText> {
  return await pemPair(await loadRsa(await newRsaJwk(bits, pause)));
}

/** The import looks at nothing: what the private half signs must verify by the public one. Throws Error if it does not. */
async function loadRsa(jwk: JsonWebKey): Promise<CryptoKeyPair> {
  const { kty, n, e } = jwk;
  const load = (key: JsonWebKey, use: string) => crypto.subtle.importKey("jwk", key, RSA, true, [use]);
  const pair = { privateKey: await load(jwk, "sign"), publicKey: await load({ kty, n, e } as JsonWebKey, "verify") };
  const message = crypto.getRandomValues(new Uint8Array(32));
  const signature = await crypto.subtle.sign(RSA.name, pair.privateKey, message);
  if (!(await crypto.subtle.verify(RSA.name, pair.publicKey, signature, message)))
    throw new Error("the halves of an RSA key do not fit");
  return pair;
}

/** PKCS #8 and SubjectPublicKeyInfo in PEM, on a named curve (RFC 5480). */
export const newEcPair = async (curve: EcCurve): Promise<KeyPairText> =>
  pemPair(await generate({ name: "ECDSA", namedCurve: curve }));

/** The private key as OpenSSH writes it, without a passphrase, and the line for `authorized_keys`. */
export async function newSshPair(type: SshKeyType, comment: string, pause: Pause): Promise<KeyPairText> {
  const key = type === "rsa" ? await makeSshRsa(pause) : await makeSshEd25519();
  const [check = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { privateKey: privatePem(key, comment, check), publicKey: publicLine(key, comment) };
}

async function makeSshEd25519() {
  const { d, x } = await privateJwk(await generate({ name: "Ed25519" }));
  return ed25519Key({ seed: part(d), publicKey: part(x) });
}

async function makeSshRsa(pause: Pause) {
  const jwk = await newRsaJwk(SSH_RSA_BITS, pause);
  await loadRsa(jwk);
  const { n, e, d, p, q, qi } = jwk;
  return rsaKey({ n: part(n), e: part(e), d: part(d), p: part(p), q: part(q), qInverse: part(qi) });
}

const generate = async (algorithm: SubtleCryptoGenerateKeyAlgorithm): Promise<CryptoKeyPair> =>
  (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;

async function pemPair({ privateKey, publicKey }: CryptoKeyPair): Promise<KeyPairText> {
  const pkcs8 = (await crypto.subtle.exportKey("pkcs8", privateKey)) as ArrayBuffer;
  const spki = (await crypto.subtle.exportKey("spki", publicKey)) as ArrayBuffer;
  return { privateKey: pem("PRIVATE KEY", new Uint8Array(pkcs8)), publicKey: pem("PUBLIC KEY", new Uint8Array(spki)) };
}

const privateJwk = async ({ privateKey }: CryptoKeyPair): Promise<JsonWebKey> =>
  (await crypto.subtle.exportKey("jwk", privateKey)) as JsonWebKey;

function part(text: string | undefined): Bytes {
  const bytes = text === undefined ? undefined : parseBase64Url(text);
  if (!bytes) throw new Error("an exported key lacks a part");
  return bytes;
}
