import { sha256Hex } from "../../crypto/digest";
import { parseBase64Url } from "../../crypto/encoding";
import { MAX_JWT_CHARACTERS } from "../../kernel/proof";
import type { ReasonWord } from "../../reason-words";
import { type Check, failed } from "../checks";
import type { Claims } from "../trust";
import { parsePart } from "./part";

/** How an issuer may sign (RFC 7518, section 3.1; RFC 9864): with a key whose other half says nothing. */
export const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A token of another issuer: read, not yet believed. It is a secret, whole and in parts. */
export interface Jwt {
  /** As it came: header, payload and signature. */
  readonly text: string;
  readonly alg: Algorithm;
  /** Which key signed it, as its header says; null: it doesn't. */
  readonly kid: string | null;
  readonly claims: Claims;
  /** Lower-case hex SHA-256 of what is signed: a token has one, however its signature is written. */
  readonly digest: string;
}
export type Decoded =
  | { readonly ok: true; readonly jwt: Jwt }
  /** `form` or `algorithm`, and why. */
  | { readonly ok: false; readonly check: Check };

export const MAX_KID_CHARACTERS = 256;

/** `JWT` and an access token (RFC 9068). Others (`logout+jwt`, `dpop+jwt`) are signed by the same keys and mean something else. */
const TYPE = /^(?:application\/)?(?:at\+)?jwt$/i;
/** What changes how a token is read. One that says so is refused, and not read without it (RFC 7515, section 4.1.11; RFC 7797). */
const EXTENSIONS = ["crit", "b64"] as const;

/**
 * Reads a signed token (RFC 7519, compact form) as its issuer wrote it, and takes nothing that two readers could read in two ways:
 * base64url has one spelling, a key comes once, a number is what its digits say. Of the header only `alg`, `kid` and `typ` count:
 * a key that a token brings along or points to is never looked at.
 */
export function decodeJwt(text: string): Decoded {
  if (text.length > MAX_JWT_CHARACTERS) return refused("too_long");
  const [head = "", body = "", signature, ...rest] = text.split(".");
  // That of `none` is empty, and in canonical form: what is wrong with such a token is its algorithm.
  if (signature === undefined || rest.length > 0 || parseBase64Url(signature) === undefined) return refused("format");
  const header = parsePart(head);
  if (!header.ok) return refused(header.reason);
  const { alg, typ, kid } = header.value;
  if (!isAlgorithm(alg)) return { ok: false, check: failed("algorithm", "unsupported") };
  if (EXTENSIONS.some((member) => Object.hasOwn(header.value, member)) || !isType(typ)) return refused("unsupported");
  if (kid !== undefined && typeof kid !== "string") return refused("type");
  if (kid !== undefined && kid.length > MAX_KID_CHARACTERS) return refused("too_long");
  const payload = parsePart(body);
  if (!payload.ok) return refused(payload.reason);
  const digest = sha256Hex(`${head}.${body}`);
  return { ok: true, jwt: { text, alg, kid: kid ?? null, claims: payload.value, digest } };
}

const isType = (typ: unknown): boolean => typ === undefined || (typeof typ === "string" && TYPE.test(typ));

const known: ReadonlySet<unknown> = new Set(ALGORITHMS);
export const isAlgorithm = (alg: unknown): alg is Algorithm => known.has(alg);

const refused = (reason: ReasonWord): Decoded => ({ ok: false, check: failed("form", reason) });
