import { createHmac } from "node:crypto";

/** One-time codes by RFC 6238, written apart from Postern's own, to check its answers: SHA-1, 6 digits, 30 seconds. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const DIGITS = 6;
export const PERIOD_SECONDS = 30;

/** @param {string} seed base32 @param {number} step number of the time step since 1970 */
export function codeAt(seed, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", decodeBase32(seed)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15; // RFC 4226, section 5.3
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** @param {string} text */
function decodeBase32(text) {
  const bits = Array.from(text, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
