import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { KEY_BYTES } from "./aead";
import { type Bytes, utf8 } from "./encoding";
import type { RootKey } from "./keyring";
import { randomText } from "./random";
import { recent } from "./recent";

/**
 * Bearer tokens: `pst_<space id>_<37 random base62><6 proof><6 checksum>`. Only the SHA-256 of the whole text is ever stored.
 * - The checksum is CRC-32 (IEEE 802.3) of all before it, so that a typo is refused without a hop, by whoever looks.
 * - The proof is an HMAC-SHA-256 of all before it, under a key of its own derived from a root key (HKDF-SHA-256, no salt, info
 *   `token-proof`), cut to six digits. It says that this deployment made the token, and so that the space it names is there.
 * - Older tokens, the operator's, and those made without a root key have random digits in its place. They are as good, and so is
 *   one whose root key was taken out since: what has no proof is only looked up before an object is asked.
 */
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 37;
const PROOF_LENGTH = 6;
const CHECKSUM_LENGTH = 6;
const TOKEN = /^(pst_(operator|(?:tnt|ptn)_[a-z0-9][a-z0-9_]{0,39})_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

export const OPERATOR_SPACE = "operator";

/** Without a key: a token without a proof. */
export function mintToken(spaceId: string, key?: TokenKey): string {
  const head = `pst_${spaceId}_${randomText(BASE62, RANDOM_LENGTH)}`;
  const body = head + (key ? proof(head, key) : randomText(BASE62, PROOF_LENGTH));
  return body + checksum(body);
}

/** What proves tokens, derived from one root key. */
export type TokenKey = Bytes;
export const tokenKey = ({ key }: RootKey): TokenKey =>
  new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), utf8("token-proof"), KEY_BYTES));

/** Was this token made with one of these keys? Its form and checksum were found right. Takes the same time for every text. */
export function isProven(token: string, keys: readonly TokenKey[]): boolean {
  const head = token.slice(0, -(PROOF_LENGTH + CHECKSUM_LENGTH));
  const given = utf8(token.slice(head.length, -CHECKSUM_LENGTH));
  const fits = keys.map((key) => given.length === PROOF_LENGTH && timingSafeEqual(utf8(proof(head, key)), given));
  return fits.includes(true);
}

/** 64 bits of the code give six digits without a bias that could be seen. */
const proof = (head: string, key: TokenKey): string =>
  base62(createHmac("sha256", key).update(head).digest().readBigUInt64BE() % 62n ** BigInt(PROOF_LENGTH), PROOF_LENGTH);

/** Longer than any token: such a text is not worth remembering. */
const MAX_LENGTH = 128;

/** The space a token belongs to, or undefined if its form or checksum is wrong. */
export const spaceOfToken = (token: string): string | undefined =>
  token.length > MAX_LENGTH ? undefined : spaceOfText(token);

/** A request's token is asked for its space by everyone on its way. */
const spaceOfText = recent(1000, (token) => {
  const [, body, spaceId, sum] = TOKEN.exec(token) ?? [];
  return body !== undefined && checksum(body) === sum ? spaceId : undefined;
});

/** Lower-case hex SHA-256: what is stored and looked up. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Takes the same time wherever the texts differ: both are hashed first, so lengths do not matter. */
export function equalSecrets(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(utf8(text)).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Does a text hold something of a token's form? Such a text is never repeated to anyone. */
export const looksLikeToken = (text: string): boolean => /pst_|hvs\.|hvb\.|s\.[A-Za-z0-9]{20}|whsec_/.test(text);

/** A key or an id that a client sent, as an answer may repeat it: only if it could be one at all. */
export const safeToEcho = (text: string): string =>
  /^[A-Za-z0-9_.-]{1,64}$/.test(text) && !looksLikeToken(text) ? text : "?";

const checksum = (text: string): string => base62(BigInt(crc32(utf8(text))), CHECKSUM_LENGTH);

/** Most significant digit first, padded with `0`. */
function base62(value: bigint, length: number): string {
  let digits = "";
  for (let rest = value; digits.length < length; rest /= 62n) digits = (BASE62[Number(rest % 62n)] ?? "") + digits;
  return digits;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
