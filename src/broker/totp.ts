import { Secret, TOTP } from "otpauth/bare";
import { hmacSync } from "../crypto/digest";

/**
 * Time-based one-time codes (RFC 6238, T0 = 0) from a seed that somebody keeps in a vault. The seed is untrusted text: what does
 * not fit gives undefined, never an error that could carry a piece of it, and never a code that the account would refuse.
 */
export interface TotpSeed {
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly algorithm: "SHA1" | "SHA256" | "SHA512";
  /** 6 to 8; 5 for Steam. */
  readonly digits: number;
  /** Whole seconds, 5 to 300. */
  readonly period: number;
  /** Steam writes a code with letters of its own. */
  readonly encoder: "decimal" | "steam";
}

const MIN_SECRET_BYTES = 5;
const MAX_SECRET_BYTES = 128;
const MIN_PERIOD = 5;
const MAX_PERIOD = 300;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEAM_LETTERS = "23456789BCDFGHJKMNPQRTVWXY";
const STEAM_LENGTH = 5;
/** The number that RFC 4226 takes the last digits of has 31 bits, so ten digits are all of it. */
const WHOLE_NUMBER_DIGITS = 10;
/** All that Unicode calls white space, and the spaces that have no width: copying from a page brings either along. */
const WHITE_SPACE = /[\p{White_Space}\u180e\u200b\u2060\ufeff]/gu;
/**
 * Scheme and type in any case (RFC 3986, sections 3.1 and 3.2.2). People's labels hold what they like, so `#` is a letter as any
 * other, and the query starts at the first question mark.
 */
const URI = /^otpauth:\/\/totp(?:\/([^?]*))?\?(.*)$/i;
const STEAM_LABEL = /^steam(?::|%3a)/i;
const ALGORITHMS: ReadonlyMap<string, TotpSeed["algorithm"]> = new Map([
  ["sha1", "SHA1"],
  ["sha-1", "SHA1"],
  ["sha256", "SHA256"],
  ["sha-256", "SHA256"],
  ["sha512", "SHA512"],
  ["sha-512", "SHA512"],
]);
const DEFAULTS = { algorithm: "SHA1", digits: "6", period: "30", encoder: "" };
const MEANINGFUL: readonly string[] = ["secret", ...Object.keys(DEFAULTS)];

const dense = (text: string): string => text.replace(WHITE_SPACE, "");

type Named = typeof DEFAULTS & { readonly secret: string; readonly isSteam: boolean };

/** A base32 seed or an `otpauth://totp/` address, white space of every kind left out. Undefined: `vault_totp_seed_invalid`. */
export function parseTotpSeed(text: string): TotpSeed | undefined {
  const written = dense(text);
  const [, label = "", query] = URI.exec(written) ?? [];
  const named = query === undefined ? { ...DEFAULTS, secret: written, isSteam: false } : parseQuery(query, label);
  if (!named) return undefined;
  const secret = parseSecret(named.secret);
  const algorithm = ALGORITHMS.get(named.algorithm.toLowerCase());
  if (!secret || !algorithm || !/^[1-9][0-9]{0,2}$/.test(named.period)) return undefined;
  const period = Number(named.period);
  if (named.isSteam) return steamSeed(named, { secret, algorithm, period });
  if (!/^[678]$/.test(named.digits) || period < MIN_PERIOD || period > MAX_PERIOD) return undefined;
  return { secret, algorithm, digits: Number(named.digits), period, encoder: "decimal" };
}

/** Steam knows one hash and one step. The length is its own too, whatever number of digits an exporter wrote down. */
function steamSeed({ digits }: Named, seed: Pick<TotpSeed, "secret" | "algorithm" | "period">): TotpSeed | undefined {
  if (seed.algorithm !== "SHA1" || seed.period !== 30 || !/^[5-8]$/.test(digits)) return undefined;
  return { ...seed, digits: STEAM_LENGTH, encoder: "steam" };
}

/** The code of the time step that holds `nowMs`. `remainingSeconds` counts from the current whole second: 1 to `period`. */
export function totpAt(
  seed: TotpSeed,
  nowMs: number,
): { code: string; expiresAtMs: number; period: number; remainingSeconds: number } {
  const { algorithm, period } = seed;
  const nowSeconds = Math.floor(nowMs / 1000);
  const expiresAtSeconds = (Math.floor(nowSeconds / period) + 1) * period;
  // A copy, because the library takes the whole buffer, not the part of it that a view shows.
  const secret = new Secret({ buffer: seed.secret.slice().buffer });
  const digits = seed.encoder === "steam" ? WHOLE_NUMBER_DIGITS : seed.digits;
  const number = TOTP.generate({ secret, algorithm, digits, period, timestamp: nowSeconds * 1000, hmac: hmacSync });
  const code = seed.encoder === "steam" ? steamCode(Number(number)) : number;
  return { code, expiresAtMs: expiresAtSeconds * 1000, period, remainingSeconds: expiresAtSeconds - nowSeconds };
}

/** Steam writes that number to the base of its 26 letters, the last place first. */
function steamCode(number: number): string {
  let code = "";
  for (let rest = number; code.length < STEAM_LENGTH; rest = Math.floor(rest / STEAM_LETTERS.length))
    code += STEAM_LETTERS[rest % STEAM_LETTERS.length];
  return code;
}

/**
 * Names we do not know mean nothing. A known one in another spelling is a fault, since passing it over would give wrong codes,
 * and so is one that comes twice; of the issuer only whether it is Steam counts.
 */
function parseQuery(query: string, label: string): Named | undefined {
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => [dense(name), dense(value)] as const);
  const meant = pairs.filter(([name]) => MEANINGFUL.includes(name.toLowerCase()));
  const given = new Map(meant);
  if (given.size !== meant.length || meant.some(([name]) => !MEANINGFUL.includes(name))) return undefined;
  const encoder = (given.get("encoder") ?? DEFAULTS.encoder).toLowerCase();
  const issuers = pairs.filter(([name]) => name.toLowerCase() === "issuer").map(([, value]) => value);
  const isSteam = encoder === "steam" || steamByName(issuers, label);
  if (isSteam === undefined || !["", "steam"].includes(encoder)) return undefined;
  return {
    encoder,
    isSteam,
    secret: given.get("secret") ?? "",
    algorithm: given.get("algorithm") ?? DEFAULTS.algorithm,
    digits: given.get("digits") ?? DEFAULTS.digits,
    period: given.get("period") ?? DEFAULTS.period,
  };
}

/** Undefined where the names disagree. A label's issuer counts for one that the query does not name. */
function steamByName(issuers: readonly string[], label: string): boolean | undefined {
  const steam = issuers.filter((issuer) => issuer.toLowerCase() === "steam").length;
  if (steam > 0) return steam === issuers.length ? true : undefined;
  if (!STEAM_LABEL.test(label)) return false;
  return issuers.every((issuer) => issuer === "") ? true : undefined;
}

/**
 * Base32 (RFC 4648, section 6) without regard to case, hyphens and trailing padding; white space is gone already. A length that no whole number
 * of bytes encodes to is a cut seed; spare bits at the end are dropped, since services that draw letters leave them set.
 */
function parseSecret(text: string): Uint8Array<ArrayBuffer> | undefined {
  const letters = withoutPadding(text.replaceAll("-", ""));
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
