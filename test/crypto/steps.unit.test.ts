import { compare } from "bcryptjs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { bcryptHash } from "../../src/crypto/bcrypt";
import { newRsaPair } from "../../src/crypto/key-pairs";
import { PI_FRACTION } from "../../src/crypto/pi-fraction";
import { newRsaJwk } from "../../src/crypto/rsa";

/** For the machine at its busiest. */

const rest = async () => undefined;

function counted() {
  const steps = { count: 0 };
  return { steps, pause: async () => void steps.count++ };
}

const password = fc
  .string({ unit: "binary", maxLength: 18 })
  .filter((text) => text.isWellFormed() && !text.includes("\0") && new TextEncoder().encode(text).length <= 72);

it("a hash by bcrypt is what another implementation makes of the password, whatever it holds", async () => {
  await fc.assert(
    fc.asyncProperty(password, async (text) => {
      const hash = await bcryptHash(text, 4, rest);
      expect(hash).toMatch(/^\$2b\$04\$[./A-Za-z0-9]{53}$/);
      expect([await compare(text, hash), await compare(`${text}x`.slice(-72), hash)]).toEqual([true, false]);
    }),
    { numRuns: 40 },
  );
  expect(await compare("p".repeat(72), await bcryptHash("p".repeat(72), 5, rest))).toBe(true);
});

it("a hash by bcrypt is refused for a password at whose NUL others would end, and for numbers of rounds that there are not", async () => {
  await expect(bcryptHash("a\0b", 4, rest)).rejects.toThrow(RangeError);
  for (const rounds of [3, 32, 4.5, Number.NaN])
    await expect(bcryptHash("a", rounds, rest)).rejects.toThrow(RangeError);
});

it("a hash by bcrypt held the thread for half a second where the clock stands still, and now rests every 64 rounds by count", async () => {
  const { steps, pause } = counted();
  await bcryptHash("a", 10, pause);
  expect(steps.count).toBe(1024 / 64);
});

it("a hash by bcrypt starts from the fraction of pi, as anybody can work out", () => {
  const bits = 33_344n + 64n;
  const arctangent = (of: bigint) => {
    let [power, sum, sign] = [(1n << bits) / of, 0n, 1n];
    for (let odd = 1n; power !== 0n; odd += 2n, sign = -sign, power /= of * of) sum += sign * (power / odd);
    return sum;
  };
  const pi = (16n * arctangent(5n) - 4n * arctangent(239n)) >> 64n;
  const hex = BigInt.asUintN(33_344, pi).toString(16);
  expect(Buffer.from(PI_FRACTION, "base64").toString("hex")).toBe(hex.padStart(33_344 / 4, "0"));
});

const number = (text: string | undefined) => BigInt(`0x${Buffer.from(text ?? "", "base64url").toString("hex") || "0"}`);

const bitsOf = (value: bigint) => value.toString(2).length;

it.each([
  [512, 20],
  [2048, 3],
])("an RSA key of %i bits is what FIPS 186-5 asks of it, each time another", async (bits, times) => {
  const seen = new Set<bigint>();
  for (let time = 0; time < times; time++) {
    const jwk = await newRsaJwk(bits, rest);
    const [n, e, d, p, q] = [jwk.n, jwk.e, jwk.d, jwk.p, jwk.q].map(number) as [bigint, bigint, bigint, bigint, bigint];
    expect([n === p * q, e, bitsOf(n), bitsOf(p), bitsOf(q)]).toEqual([true, 65537n, bits, bits / 2, bits / 2]);
    expect([(e * d) % (p - 1n), (e * d) % (q - 1n), d < n, bitsOf(d) > bits / 2]).toEqual([1n, 1n, true, true]);
    expect([number(jwk.dp), number(jwk.dq)]).toEqual([d % (p - 1n), d % (q - 1n)]);
    expect([(number(jwk.qi) * q) % p, bitsOf(p - q) > bits / 2 - 100]).toEqual([1n, true]);
    // Fermat's test by another base than any that made them, and the upper two bits.
    for (const prime of [p, q]) expect([power(3n, prime - 1n, prime), prime >> BigInt(bits / 2 - 2)]).toEqual([1n, 3n]);
    for (const value of [p, q]) seen.add(value);
  }
  expect(seen.size).toBe(2 * times);
});

it("an RSA key held the thread for seconds, and now rests after each candidate", async () => {
  const { steps, pause } = counted();
  const { privateKey } = await newRsaPair(2048, pause);
  expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  // Two starts and two primes at the least.
  expect(steps.count).toBeGreaterThanOrEqual(4);
});

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}
