/** Lower-case ULID (https://github.com/ulid/spec): 48 bits of time, 80 random bits, in Crockford's base 32. */
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
export const ULID_PATTERN = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** `nowMs`: whole milliseconds since 1970, at most 48 bits; throws on anything else. */
export function ulid(nowMs: number): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) throw new RangeError("no time that a ULID can hold");
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let text = "";
  for (let i = 0, time = nowMs; i < 10; i++, time = Math.floor(time / 32)) text = (CROCKFORD[time % 32] ?? "") + text;
  for (let i = 0; i < 16; i++) text += CROCKFORD[(bytes[i] ?? 0) & 31];
  return text;
}

/**
 * UUID version 7 (RFC 9562, section 5.7), lower case. Within one source ids rise strictly, also inside one
 * millisecond (section 6.2, method 2), so that order by id is order of creation.
 */
export function uuidSource(): (nowMs: number) => string {
  let last = 0n;
  return (nowMs) => {
    const random = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
    const start = (BigInt(nowMs) << 74n) | (BigInt(crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) << 57n);
    const fresh = start | (random >> 7n);
    last = fresh > last ? fresh : last + 1n + (random >> 40n);
    return formatUuid7(last);
  };
}

/** 122 free bits: 48 of time, 12 and 62 behind the version and the variant. */
function formatUuid7(bits: bigint): string {
  const time = bits >> 74n;
  const high = (bits >> 62n) & 0xfffn;
  const low = bits & 0x3fff_ffff_ffff_ffffn;
  const value = (time << 80n) | (0x7n << 76n) | (high << 64n) | (0x2n << 62n) | low;
  return value
    .toString(16)
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The most that one call of getRandomValues gives (Web Cryptography, section 10.1.1). */
const QUOTA_BYTES = 65_536;

/**
 * `length` characters of `alphabet`, each equally likely: bytes past the last whole multiple are thrown away. The alphabet
 * has 1 to 256 characters of one UTF-16 unit; throws on another size, which no byte could draw from.
 */
export function randomText(alphabet: string, length: number): string {
  if (alphabet.length < 1 || alphabet.length > 256) throw new RangeError("an alphabet has 1 to 256 characters");
  const limit = 256 - (256 % alphabet.length);
  let text = "";
  while (text.length < length) {
    const wanted = Math.min(length - text.length + 16, QUOTA_BYTES);
    for (const byte of crypto.getRandomValues(new Uint8Array(wanted))) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

const UINT32 = 2 ** 32;

/** A whole number from 0 to below `limit`, each equally likely. `limit`: 1 to 2^32. */
export function randomBelow(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > UINT32) throw new RangeError("a limit is 1 to 2^32");
  const end = UINT32 - (UINT32 % limit);
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < end) return drawn % limit;
  }
}

/** From 0 to below 1, in steps of 2^-53. */
export function randomFraction(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}
