import { randomInt } from "node:crypto";
import * as zlib from "node:zlib";

/** `pst_operator_<43 random base62><6 checksum>`; the checksum is CRC-32 (IEEE 802.3) of all before it, in base62. */
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

export function mintOperatorToken() {
  const random = Array.from({ length: RANDOM_LENGTH }, () => BASE62.charAt(randomInt(BASE62.length))).join("");
  const body = `pst_operator_${random}`;
  return body + checksum(body);
}

/** Whether the text is one by its form and its checksum: one that was copied by halves is not. @param {string} text */
export function isOperatorToken(text) {
  const [, body = "", sum] = /^(pst_operator_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/.exec(text) ?? [];
  return sum !== undefined && checksum(body) === sum;
}

/** @param {string} text */
export function checksum(text) {
  let rest = zlib.crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++, rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits;
  return digits;
}
