import { checkPrimeSync } from "node:crypto";
import { type Bytes, toBase64Url } from "./encoding";

/**
 * New RSA keys in steps, by FIPS 186-5, A.1.3. The platform makes a key in one piece, and of 4096 bits that holds the thread that
 * all calls share for a second and more. Here the search stops after each candidate; whether one is prime is for the library to
 * say, and the bits come from WebCrypto.
 */
export type Pause = () => Promise<void>;

/** 65537 */
const EXPONENT = 0x1_0001n;
/** Rounds of Miller and Rabin with random bases. FIPS 186-5, table B.1, asks for 5; the library does 16 at least. */
const CHECKS = 16;
/** Odd numbers that are looked at from one random start: enough for two primes of 2048 bits in the mean. */
const WINDOW = 2_048;
const SIEVED_BELOW = 65_536;
/** p and q differ within their first 100 bits. */
const SAME_BITS = 100;

/** Parts of the key as JWK (RFC 7518, section 6.3). `pause`: lets others run; it is called about a hundred times. */
export async function newRsaJwk(bits: number, pause: Pause): Promise<JsonWebKey> {
  const half = bits / 2;
  for (;;) {
    const p = await newPrime(half, pause);
    const q = await newPrime(half, pause);
    const jwk = keyOf(p > q ? p : q, p > q ? q : p, bits);
    if (jwk) return jwk;
  }
}

/** Undefined: the primes are too near to each other, or the private exponent is too small. Neither ever happens by chance. */
function keyOf(p: bigint, q: bigint, bits: number): JsonWebKey | undefined {
  const half = BigInt(bits / 2);
  if (p - q <= 1n << (half - BigInt(SAME_BITS))) return undefined;
  const [p1, q1] = [p - 1n, q - 1n];
  const d = inverse(EXPONENT, (p1 / gcd(p1, q1)) * q1);
  if (d <= 1n << half) return undefined;
  const [n, e] = [text(p * q, bits), text(EXPONENT, 24)];
  const part = (value: bigint) => text(value, bits / 2);
  const crt = { p: part(p), q: part(q), dp: part(d % p1), dq: part(d % q1), qi: part(inverse(q, p)) };
  return { kty: "RSA", n, e, d: text(d, bits), ...crt };
}

/** With both upper bits set, so that a product of two has exactly twice as many; one less has no factor in common with e. */
async function newPrime(bits: number, pause: Pause): Promise<bigint> {
  for (;;) {
    const start = randomOdd(bits);
    const open = sieve(start);
    await pause();
    for (let at = open.indexOf(1); at >= 0; at = open.indexOf(1, at + 1)) {
      const candidate = start + 2n * BigInt(at);
      const fits = candidate >> BigInt(bits) === 0n && (candidate - 1n) % EXPONENT !== 0n;
      const isPrime = fits && checkPrimeSync(bytesOf(candidate, bits).buffer, { checks: CHECKS });
      await pause();
      if (isPrime) return candidate;
    }
  }
}

function randomOdd(bits: number): bigint {
  const bytes = crypto.getRandomValues(new Uint8Array(bits / 8));
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`) | (3n << BigInt(bits - 2)) | 1n;
}

/** By place: 1 where `start` + 2 * place has no small factor. */
function sieve(start: bigint): Uint8Array {
  const open = new Uint8Array(WINDOW).fill(1);
  for (const prime of SMALL_PRIMES) {
    const rest = Number(start % BigInt(prime));
    // The first place at which the rest is made up for: 2 * place = -rest.
    const gap = rest === 0 ? 0 : prime - rest;
    for (let at = gap % 2 === 0 ? gap / 2 : (gap + prime) / 2; at < WINDOW; at += prime) open[at] = 0;
  }
  return open;
}

/** Odd ones. */
const SMALL_PRIMES: readonly number[] = (() => {
  const composite = new Uint8Array(SIEVED_BELOW);
  const primes: number[] = [];
  for (let n = 3; n < SIEVED_BELOW; n += 2) {
    if (composite[n] === 1) continue;
    primes.push(n);
    for (let multiple = n * n; multiple < SIEVED_BELOW; multiple += 2 * n) composite[multiple] = 1;
  }
  return primes;
})();

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Of numbers without a common factor: Euclid's algorithm, extended. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next] = [modulus, value % modulus];
  let [s, nextS] = [0n, 1n];
  while (next !== 0n) {
    const times = r / next;
    [r, next] = [next, r - times * next];
    [s, nextS] = [nextS, s - times * nextS];
  }
  return s < 0n ? s + modulus : s;
}

function bytesOf(value: bigint, bits: number): Bytes {
  const hex = value.toString(16).padStart(bits / 4, "0");
  return new Uint8Array(Buffer.from(hex, "hex"));
}

/** Base64urlUInt: without zero bytes in front. */
function text(value: bigint, bits: number): string {
  const bytes = bytesOf(value, bits);
  return toBase64Url(bytes.subarray(bytes.findIndex((byte) => byte !== 0)));
}
