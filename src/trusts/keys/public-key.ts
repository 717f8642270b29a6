import { parseBase64Url } from "../../crypto/encoding";
import type { ReasonWord } from "../../reason-words";
import { isObject } from "../json";
import { isAlgorithm, MAX_KID_CHARACTERS } from "../jwt/decode";

/** A public key as an issuer shows it (RFC 7517), of a kind that verifies tokens; members that say nothing of that are left out. */
export type PublicKey = { readonly kty: string; readonly [member: string]: string | readonly string[] };

export type KeyVerdict =
  | { readonly kind: "usable"; readonly key: PublicKey }
  /** A sound key for something else: encryption, or an algorithm that no token here has. */
  | { readonly kind: "other" }
  /** `member`: where the fault is; null: it is no object. */
  | { readonly kind: "fault"; readonly member: string | null; readonly reason: ReasonWord };

/** What only the owner of a key pair has (RFC 7518, section 6; RFC 8037; `priv` of key pairs that are yet to come). */
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "priv", "k"] as const;
/** In bytes. A shorter one is refused by RFC 7518, section 3.3; a longer one is work for nothing. */
const RSA_MODULUS = { min: 256, max: 1024 } as const;
const MAX_EXPONENT_BYTES = 8;
/** Of a coordinate, in bytes. */
const CURVES: ReadonlyMap<unknown, number> = new Map([
  ["P-256", 32],
  ["P-384", 48],
  ["P-521", 66],
]);
const ED25519_BYTES = 32;

type Members = { readonly [member: string]: unknown };

/** Judges one member of a set, whoever wrote it. */
export function judgeKey(value: unknown): KeyVerdict {
  if (!isObject(value)) return fault(null, "type");
  const jwk: Members = value;
  if (typeof jwk.kty !== "string") return fault("kty", jwk.kty === undefined ? "required" : "type");
  if (jwk.kty === "oct") return fault("kty", "unsupported");
  const hidden = PRIVATE_MEMBERS.find((member) => Object.hasOwn(jwk, member));
  if (hidden !== undefined) return fault(hidden, "private");
  if (!isForTokens(jwk)) return OTHER;
  if (jwk.kid !== undefined && typeof jwk.kid !== "string") return fault("kid", "type");
  if (jwk.kid !== undefined && jwk.kid.length > MAX_KID_CHARACTERS) return fault("kid", "too_long");
  return judgeMaterial(jwk, jwk.kty);
}

/** By what the key says of itself: without a word it is for everything that its kind can do. */
const isForTokens = ({ use, alg, key_ops }: Members): boolean =>
  (use === undefined || use === "sig") &&
  (alg === undefined || isAlgorithm(alg)) &&
  (key_ops === undefined || (Array.isArray(key_ops) && key_ops.includes("verify")));

function judgeMaterial(jwk: Members, kty: string): KeyVerdict {
  if (kty === "RSA") {
    const modulus = bytesOf(jwk.n);
    const exponent = bytesOf(jwk.e);
    if (modulus === undefined) return fault("n", "format");
    if (modulus < RSA_MODULUS.min || modulus > RSA_MODULUS.max) return fault("n", "length");
    if (exponent === undefined || exponent === 0) return fault("e", "format");
    return exponent > MAX_EXPONENT_BYTES ? fault("e", "length") : usable(jwk, ["n", "e"]);
  }
  const size = kty === "EC" ? CURVES.get(jwk.crv) : kty === "OKP" && jwk.crv === "Ed25519" ? ED25519_BYTES : undefined;
  if (size === undefined) return OTHER;
  const points = kty === "EC" ? (["x", "y"] as const) : (["x"] as const);
  const broken = points.find((member) => bytesOf(jwk[member]) !== size);
  return broken === undefined ? usable(jwk, ["crv", ...points]) : fault(broken, "format");
}

/** How many bytes a text stands for; undefined: it is no base64url. */
const bytesOf = (value: unknown): number | undefined =>
  typeof value === "string" ? parseBase64Url(value)?.length : undefined;

const usable = (jwk: Members, material: readonly string[]): KeyVerdict => {
  const kept = ["kty", ...material, "kid", "alg", "use", "key_ops"].filter((member) => jwk[member] !== undefined);
  return { kind: "usable", key: Object.fromEntries(kept.map((member) => [member, jwk[member]])) as PublicKey };
};
const OTHER: KeyVerdict = { kind: "other" };
const fault = (member: string | null, reason: ReasonWord): KeyVerdict => ({ kind: "fault", member, reason });
