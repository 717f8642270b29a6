import { Secret, TOTP } from "otpauth/bare";
import { hmacSync } from "../crypto/digest";

/**
 * Time-based one-time codes (RFC 6238, T0 = 0) from a seed that somebody keeps in a vault. The seed is untrusted text: it
 * is read strictly, and what does not fit gives undefined, never an error that could carry a piece of it.
 */
export interface TotpSeed {
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly algorithm: "SHA1" | "SHA256" | "SHA512";
  /** 6 to 8. */
  readonly digits: number;
  /** Whole seconds, 15 to 60. */
  readonly period: number;
}

const MIN_SECRET_BYTES = 5;
const MAX_SECRET_BYTES = 128;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Scheme and type in any case (RFC 3986, sections 3.1 and 3.2.2); a fragment could only hide a part of the query. */
const URI = /^otpauth:\/\/totp\/[^?#]*\?([^#]*)$/i;
const ALGORITHMS: ReadonlyMap<string, TotpSeed["algorithm"]> = new Map([
  ["sha1", "SHA1"],
  ["sha-1", "SHA1"],
  ["sha256", "SHA256"],
  ["sha512", "SHA512"],
]);
const DEFAULTS = { algorithm: "SHA1", digits: "6", period: "30" };
const MEANINGFUL: readonly string[] = ["secret", ...Object.keys(DEFAULTS)];

/** A base32 seed or an `otpauth://totp/` address. Undefined: `vault_totp_seed_invalid`. */
export function parseTotpSeed(text: string): TotpSeed | undefined {
  const query = URI.exec(text)?.[1];
  const named = query === undefined ? { ...DEFAULTS, secret: text } : parseQuery(query);
  if (!named) return undefined;
  const secret = parseSecret(named.secret);
  const algorithm = ALGORITHMS.get(named.algorithm.toLowerCase());
  if (!secret || !algorithm || !/^[678]$/.test(named.digits) || !/^[1-9][0-9]$/.test(named.period)) return undefined;
  const period = Number(named.period);
  if (period < 15 || period > 60) return undefined;
  return { secret, algorithm, digits: Number(named.digits), period };
}

/** The code of the time step that holds `nowMs`. `remainingSeconds` counts from the current whole second: 1 to `period`. */
export function totpAt(
  seed: TotpSeed,
  nowMs: number,
): { code: string; expiresAtMs: number; period: number; remainingSeconds: number } {
  const { algorithm, digits, period } = seed;
  const nowSeconds = Math.floor(nowMs / 1000);
  const expiresAtSeconds = (Math.floor(nowSeconds / period) + 1) * period;
  // A copy, because the library takes the whole buffer, not the part of it that a view shows.
  const secret = new Secret({ buffer: seed.secret.slice().buffer });
  const code = TOTP.generate({ secret, algorithm, digits, period, timestamp: nowSeconds * 1000, hmac: hmacSync });
  return { code, expiresAtMs: expiresAtSeconds * 1000, period, remainingSeconds: expiresAtSeconds - nowSeconds };
}

/**
 * Names we do not know mean nothing, as label and issuer do; a known one in another spelling is a fault, since passing it
 * over would give wrong codes. No name may come twice.
 */
function parseQuery(query: string): (typeof DEFAULTS & { secret: string }) | undefined {
  const pairs = [...new URLSearchParams(query)];
  const given = new Map(pairs);
  if (given.size !== pairs.length) return undefined;
  const misspelt = (name: string) => !MEANINGFUL.includes(name) && MEANINGFUL.includes(name.toLowerCase());
  if (pairs.some(([name]) => misspelt(name))) return undefined;
  return {
    secret: given.get("secret") ?? "",
    algorithm: given.get("algorithm") ?? DEFAULTS.algorithm,
    digits: given.get("digits") ?? DEFAULTS.digits,
    period: given.get("period") ?? DEFAULTS.period,
  };
}

/**
 * Base32 (RFC 4648, section 6) without regard to case, spaces, hyphens and trailing padding. A length that no whole number
 * of bytes encodes to is a cut seed; spare bits at the end are dropped, since services that draw letters leave them set.
 */
function parseSecret(text: string): Uint8Array<ArrayBuffer> | undefined {
  const letters = withoutPadding(text.replace(/[ -]/g, ""));
  const length = Math.floor((letters.length * 5) / 8);
  if (length < MIN_SECRET_BYTES || length > MAX_SECRET_BYTES) return undefined;
  // Checked before the case is folded: some letters outside ASCII fold into it.
  if (!/^[A-Za-z2-7]+$/.test(letters) || [1, 3, 6].includes(letters.length % 8)) return undefined;
  const bytes = new Uint8Array(length);
  let bits = 0;
  let pending = 0;
  let at = 0;
  for (const letter of letters.toUpperCase()) {
    pending = ((pending << 5) | BASE32.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (pending >> bits) & 0xff;
    }
  }
  return bytes;
}

/** By hand: `/=+$/` takes quadratic time on a long run of `=` with something behind it. */
function withoutPadding(text: string): string {
  let end = text.length;
  while (text[end - 1] === "=") end--;
  return text.slice(0, end);
}
