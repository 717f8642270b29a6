import { createHash, timingSafeEqual } from "node:crypto";
import { utf8 } from "./encoding";
import { randomText } from "./random";

/**
 * Bearer tokens: `pst_<space id>_<43 random base62><6 checksum>`. The checksum is CRC-32 (IEEE 802.3) of all before it, in
 * base62, so that a typo is refused without a hop. Only the SHA-256 of the whole text is ever stored.
 */
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const TOKEN = /^(pst_(operator|(?:tnt|ptn)_[a-z0-9][a-z0-9_]{0,39})_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

export const OPERATOR_SPACE = "operator";

export function mintToken(spaceId: string): string {
  const body = `pst_${spaceId}_${randomText(BASE62, RANDOM_LENGTH)}`;
  return body + checksum(body);
}

/** The space a token belongs to, or undefined if its form or checksum is wrong. */
export function spaceOfToken(token: string): string | undefined {
  const [, body, spaceId, sum] = TOKEN.exec(token) ?? [];
  return body !== undefined && checksum(body) === sum ? spaceId : undefined;
}

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
export const shownName = (text: string): string =>
  /^[A-Za-z0-9_.-]{1,64}$/.test(text) && !looksLikeToken(text) ? text : "?";

function checksum(text: string): string {
  let rest = crc32(utf8(text));
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++, rest = Math.floor(rest / 62)) digits = (BASE62[rest % 62] ?? "") + digits;
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
