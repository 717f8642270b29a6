import { exportJWK, generateKeyPair } from "jose";
import { inject } from "vitest";
import { toBase64Url, utf8 } from "../../src/crypto/encoding";
import type {
  IssuerDocument,
  IssuerFault,
  IssuerRequest,
  IssuerScript,
  PublishedKey,
  SignInScript,
} from "./issuer-script";
import { PATIENCE_MS } from "./patience";

export type { IssuerFault, PublishedKey } from "./issuer-script";

/** Every algorithm that an issuer may sign with here, and what WebCrypto calls it. */
const SIGNATURES = {
  RS256: { name: "RSASSA-PKCS1-v1_5" },
  RS384: { name: "RSASSA-PKCS1-v1_5" },
  RS512: { name: "RSASSA-PKCS1-v1_5" },
  PS256: { name: "RSA-PSS", saltLength: 32 },
  PS384: { name: "RSA-PSS", saltLength: 48 },
  PS512: { name: "RSA-PSS", saltLength: 64 },
  ES256: { name: "ECDSA", hash: "SHA-256" },
  ES384: { name: "ECDSA", hash: "SHA-384" },
  ES512: { name: "ECDSA", hash: "SHA-512" },
  EdDSA: { name: "Ed25519" },
  Ed25519: { name: "Ed25519" },
} as const;
export type TestAlgorithm = keyof typeof SIGNATURES;
export const TEST_ALGORITHMS = Object.keys(SIGNATURES) as readonly TestAlgorithm[];

export interface TestKey {
  readonly alg: TestAlgorithm;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** As it is published. */
  readonly publicJwk: PublishedKey;
}

export interface SignOptions {
  /** Which of the issuer's keys signs; the first one where nothing is said. */
  readonly alg?: TestAlgorithm;
  /** What the header says of the key; null: nothing. */
  readonly kid?: string | null;
  /** Over the members of the header; `undefined` leaves one out. The key that signs stays the same. */
  readonly header?: { readonly [member: string]: unknown };
  /** Signs in the place of the issuer's own. */
  readonly key?: TestKey;
}

/** An issuer that does what a test says. Each is alone: no key or request of another test is in it. */
export interface TestIssuer {
  /** Its name (`iss`) and its address; the discovery document is below it. */
  readonly url: string;
  /** Where its keys are. */
  readonly keysUrl: string;
  /** `iss`, `iat` (now) and `exp` (in five minutes) are there unless the claims say otherwise; `undefined` leaves one out. */
  sign(claims: { readonly [name: string]: unknown }, options?: SignOptions): Promise<string>;
  /** New keys in the place of the old ones, which are published no more. Gives the old ones. */
  rotate(): Promise<readonly TestKey[]>;
  /** What is published: a set of public keys. */
  jwks(): { readonly keys: readonly PublishedKey[] };
  /** Of these keys it signs with those that it made. */
  publish(keys: readonly PublishedKey[]): Promise<void>;
  /** A fault of both documents, or of the one that is named; `well` ends all of them. */
  answer(fault: IssuerFault | "well", document?: IssuerDocument): Promise<void>;
  /** Over the members of the discovery document: `{ issuer: "https://other.example" }`. */
  discovery(members: { readonly [member: string]: unknown }): Promise<void>;
  /** People sign in from now on, as a client and a person of the test's own: see `SignInScript`. What is not said stays. */
  signIn(members: Partial<Omit<SignInScript, "signer">>): Promise<void>;
  /** Everything it was asked, oldest first. */
  requests(): Promise<readonly IssuerRequest[]>;
  /** Waits until so many requests have come. */
  waitForRequests(count: number): Promise<void>;
  /** Lets all answers go that are held at this moment. */
  release(): Promise<void>;
}

const NOBODY = {
  clientId: "",
  clientSecret: null,
  claims: {},
  error: null,
  namesItself: false,
  answer: {},
} satisfies Omit<SignInScript, "signer">;

const POLL_MS = 10;
const LIFE_SECONDS = 300;
let serial = 0;

/** RSA keys take a moment to make: an issuer has them where a test names them. */
export async function newIssuer(algorithms: readonly TestAlgorithm[] = ["ES256"]): Promise<TestIssuer> {
  let keys = await newTestKeys(algorithms);
  let script: IssuerScript = { keys: keys.map(({ publicJwk }) => publicJwk), faults: {}, discovery: {}, signIn: null };
  const { id }: { id: string } = await (await control("POST", "", script)).json();
  const url = `${inject("issuer")}/i/${id}`;
  const change = async (members: Partial<IssuerScript>) => {
    script = { ...script, ...members };
    await (await control("PUT", `/${id}`, script)).text();
  };
  const requests = async (): Promise<IssuerRequest[]> => (await control("GET", `/${id}`)).json();
  return {
    url,
    keysUrl: `${url}/keys`,
    sign: (claims, options = {}) => sign({ iss: url, ...times(), ...claims }, keys, options),
    async rotate() {
      const old = keys;
      keys = await newTestKeys(algorithms);
      await change({ keys: keys.map(({ publicJwk }) => publicJwk) });
      return old;
    },
    jwks: () => ({ keys: script.keys }),
    publish: (published) => change({ keys: published }),
    answer: (fault, document) => change({ faults: fault === "well" ? {} : faultsOf(script, fault, document) }),
    discovery: (members) => change({ discovery: members }),
    async signIn(members) {
      const [key] = keys;
      if (!key) throw new Error("the issuer has no key");
      const signer = { alg: key.alg, kid: key.kid, privateJwk: { ...(await exportJWK(key.privateKey)) } };
      await change({ signIn: { ...NOBODY, ...script.signIn, ...members, signer } });
    },
    requests,
    async waitForRequests(count) {
      const end = Date.now() + PATIENCE_MS;
      while ((await requests()).length < count) {
        if (Date.now() > end) throw new Error(`fewer than ${count} requests within ${PATIENCE_MS} ms`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    release: async () => void (await (await control("POST", `/${id}/release`)).text()),
  };
}

export const newTestKeys = (algorithms: readonly TestAlgorithm[]): Promise<TestKey[]> =>
  Promise.all(algorithms.map(newTestKey));

/** A key that no other is like. Its `kid` says which it is. */
export async function newTestKey(alg: TestAlgorithm): Promise<TestKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const kid = `${alg}-${Date.now().toString(36)}-${serial++}`;
  return { alg, kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

/** A signed token as text: the claims and the header are the test's, whatever they say. */
export async function sign(
  claims: { readonly [name: string]: unknown },
  keys: readonly TestKey[],
  { alg, kid, header, key }: SignOptions = {},
): Promise<string> {
  const signer = key ?? keys.find((each) => alg === undefined || each.alg === alg);
  if (!signer) throw new Error(`the issuer has no key for ${alg}`);
  const named = kid === null ? {} : { kid: kid ?? signer.kid };
  const text = { typ: "JWT", alg: signer.alg, ...named, ...header };
  return signText(JSON.stringify(text), JSON.stringify(claims), signer);
}

/** As `sign`, of a header and a payload that may be any text. */
export async function signText(header: string, payload: string, { alg, privateKey }: TestKey): Promise<string> {
  const signed = `${toBase64Url(utf8(header))}.${toBase64Url(utf8(payload))}`;
  const signature = await crypto.subtle.sign(SIGNATURES[alg], privateKey, utf8(signed));
  return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
}

function times(): { readonly iat: number; readonly exp: number } {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return { iat: nowSeconds, exp: nowSeconds + LIFE_SECONDS };
}

const faultsOf = ({ faults }: IssuerScript, fault: IssuerFault, document?: IssuerDocument): IssuerScript["faults"] =>
  document === undefined ? { discovery: fault, keys: fault } : { ...faults, [document]: fault };

async function control(method: string, path: string, body?: IssuerScript): Promise<Response> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${inject("issuer")}/__issuers${path}`, init);
  if (!response.ok) throw new Error(`the issuer answered ${response.status} to ${method} ${path}`);
  return response;
}
