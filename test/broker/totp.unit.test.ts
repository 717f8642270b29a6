import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parseTotpSeed, type TotpSeed, totpAt } from "../../src/broker/totp";
import { utf8 } from "../../src/crypto/encoding";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648, section 6, without padding: the slow way, as an oracle. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

const seedOf = (size: number) => base32(new Uint8Array(size).fill(0x5a));
const HELLO = { secret: utf8("Hello!\u007f"), algorithm: "SHA1", digits: 6, period: 30, encoder: "decimal" };
const HELLO_BASE32 = base32(HELLO.secret);
const STEAM = { ...HELLO, digits: 5, encoder: "steam" };

/** All that Unicode calls white space (PropList.txt), then what has the name of a space, or no width, and is none there. */
const SPACES = [
  ..."\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
  ..."\u2028\u2029\u202f\u205f\u3000",
  ..."\u180e\u200b\u2060\ufeff",
];

const uri = (query: string) => `otpauth://totp/Acme:billing@acme.example?${query}`;

it.each([
  ["that is empty", ""],
  ["that holds only spaces, hyphens and padding", " -- =="],
  ["of white space alone, of every kind", SPACES.join("")],
  ["of 4 bytes", seedOf(4)],
  ["of 129 bytes", seedOf(129)],
  ["with 0, 1, 8 or 9, which look like letters", `${seedOf(10).slice(0, -1)}0`],
  ["with the digit one", `1${seedOf(10).slice(1)}`],
  ["with padding in its middle", `${seedOf(5)}=${seedOf(5)}`],
  ["with a zero-width joiner, which is no white space", `${seedOf(5)}\u200d${seedOf(5)}`],
  ["with a dotless i, whose upper case is I", `${seedOf(10).slice(0, -1)}\u0131`],
  ["with a long s, whose upper case is S", `${seedOf(10).slice(0, -1)}\u017f`],
  ["with fullwidth letters", "\uff21".repeat(16)],
  ["with one letter more than whole bytes have", `${seedOf(10)}A`],
  ["with three letters more", `${seedOf(10)}AAA`],
  ["with six letters more", `${seedOf(10)}AAAAAA`],
  ["in hexadecimal", "48656c6c6f2121"],
])("a seed is refused %s", (_, text) => {
  expect(parseTotpSeed(text)).toBeUndefined();
});

it.each([
  ["of type hotp", `otpauth://hotp/Acme?secret=${HELLO_BASE32}&counter=1`],
  ["of no type", `otpauth:///Acme?secret=${HELLO_BASE32}`],
  ["of another scheme", `https://totp/Acme?secret=${HELLO_BASE32}`],
  ["with a user before the type", `otpauth://hotp@totp/Acme?secret=${HELLO_BASE32}`],
  ["with a port", `otpauth://totp:1/Acme?secret=${HELLO_BASE32}`],
  ["with a fragment that could hide a part", `${uri(`secret=${HELLO_BASE32}`)}#&digits=8`],
  ["with a question mark in its label", `otpauth://totp/Acme?:me?secret=${HELLO_BASE32}`],
  ["with a seed of white space alone", uri("secret=%20%E3%80%80+%0A")],
  ["without a query", "otpauth://totp/Acme"],
  ["without a seed", uri("issuer=Acme")],
  ["with an empty seed", uri("secret=")],
  ["with a seed of padding", uri("secret====")],
  ["with a seed of 4 bytes", uri(`secret=${seedOf(4)}`)],
  ["with a seed of 129 bytes", uri(`secret=${seedOf(129)}`)],
  ["with bad base32", uri("secret=not-a-seed-0189")],
  ["with bad UTF-8 in the seed", uri(`secret=${HELLO_BASE32}%ff`)],
  ["with two seeds", uri(`secret=${HELLO_BASE32}&secret=${HELLO_BASE32}`)],
  ["with a second seed in another spelling", uri(`secret=${HELLO_BASE32}&Secret=${HELLO_BASE32}`)],
  ["with a second seed behind an escape", uri(`secret=${HELLO_BASE32}&s%65cret=${HELLO_BASE32}`)],
  ["with digits twice, though equal", uri(`secret=${HELLO_BASE32}&digits=6&digits=6`)],
  ["with a second seed behind white space", uri(`secret=${HELLO_BASE32}&%20secret=${HELLO_BASE32}`)],
  ["with a known name in another case", uri(`secret=${HELLO_BASE32}&Digits=8`)],
])("a seed is refused as an address %s", (_, text) => {
  expect(parseTotpSeed(text)).toBeUndefined();
});

it.each([
  ["algorithm", ["MD5", "SHA224", "SHA384", "SHA3-256", "SHA--256", "SHA2-256", "SHA_1", "SHA", "1", "\u017fha1", ""]],
  ["digits", ["5", "9", "06", "6.0", "+6", "-6", "6e0", "0x6", "\u0666", "six", "60", ""]],
  ["period", ["4", "301", "1000", "030", "30.0", "30.5", "+30", "-30", "3e1", "0x1e", "30s", "0", "", "NaN"]],
])("a seed is refused as an address with another %s than the listed ones", (name, values) => {
  for (const value of values) {
    const text = uri(`secret=${HELLO_BASE32}&${name}=${encodeURIComponent(value)}`);
    expect([value, parseTotpSeed(text)]).toEqual([value, undefined]);
  }
});

it.each([
  ["plain", HELLO_BASE32],
  ["in lower case", HELLO_BASE32.toLowerCase()],
  ["in mixed case", HELLO_BASE32.replace(/[A-M]/g, (letter) => letter.toLowerCase())],
  ["with spaces", ` ${HELLO_BASE32.replace(/(.{4})/g, "$1 ")} `],
  ["with hyphens", HELLO_BASE32.replace(/(.{4})/g, "$1-")],
  ["with its padding", `${HELLO_BASE32}====`],
  ["with spaces in too much padding", `${HELLO_BASE32} = = =======`],
  ["as an address", uri(`secret=${HELLO_BASE32}`)],
  ["as an address in upper case", `OTPAUTH://TOTP/ACME?secret=${HELLO_BASE32}`],
  ["as an address without a label", `otpauth://totp/?secret=${HELLO_BASE32}`],
  ["as an address with slashes in its label", `otpauth://totp/a/b%2Fc?secret=${HELLO_BASE32}`],
  ["as an address with issuer and unknown names", uri(`issuer=A%20b&image=x&secret=${HELLO_BASE32}&counter=4&lock`)],
  ["as an address with padding", uri(`secret=${HELLO_BASE32}====&digits=6`)],
  [
    "as an address with an escaped, spaced seed",
    uri(`secret=${HELLO_BASE32.toLowerCase().replace(/(.{4})/g, "$1%20")}+`),
  ],
  ["as an address between line feeds", `\n\t${uri(`secret=${HELLO_BASE32}`)}\r\n`],
  ["as an address of type alone", `otpauth://totp?secret=${HELLO_BASE32}`],
  ["as an address with `#` in its label", `otpauth://totp/Acme #1:me?secret=${HELLO_BASE32}&issuer=Acme%20%231`],
  ["as an address with `#` in its issuer", uri(`issuer=Acme #1&secret=${HELLO_BASE32}`)],
  ["as an address with `%` in its label", `otpauth://totp/100% Acme:50%25%zz?secret=${HELLO_BASE32}`],
  ["as an address with issuer twice", uri(`secret=${HELLO_BASE32}&issuer=a&issuer=b`)],
  ["as an address with an unknown name twice", uri(`secret=${HELLO_BASE32}&image=a&image=b`)],
  ["as an address with white space about its digits", uri(`secret=${HELLO_BASE32}&digits=%206+&%0Aperiod= 30`)],
  ["as an address whose label has Steam in it elsewhere", `otpauth://totp/steamy:Steam:?secret=${HELLO_BASE32}`],
  ["as an address with every default said", uri(`algorithm=SHA1&digits=6&period=30&secret=${HELLO_BASE32}`)],
])("a seed is read %s", (_, text) => {
  expect(parseTotpSeed(text)).toEqual(HELLO);
});

it.each(["SHA1", "sha1", "SHA-1", "sha-1", "Sha1", "SHA256", "sha256", "SHA-256", "SHA512", "sHa512", "sha-512"])(
  "a seed is read with algorithm %s",
  (name) => {
    const algorithm = name.toUpperCase().replace("-", "");
    expect(parseTotpSeed(uri(`secret=${HELLO_BASE32}&algorithm=${name}`))).toEqual({ ...HELLO, algorithm });
  },
);

it("a seed is read with 6 to 8 digits and a period of 5 to 300 seconds", () => {
  for (const digits of [6, 7, 8]) {
    for (const period of [5, 9, 10, 14, 15, 30, 60, 61, 99, 100, 299, 300]) {
      const text = uri(`period=${period}&secret=${HELLO_BASE32}&digits=${digits}`);
      expect(parseTotpSeed(text)).toEqual({ ...HELLO, digits, period });
    }
  }
});

it("a seed is read of 5 and of 128 bytes", () => {
  expect(parseTotpSeed(seedOf(5))?.secret).toEqual(new Uint8Array(5).fill(0x5a));
  expect(parseTotpSeed(seedOf(128))?.secret).toEqual(new Uint8Array(128).fill(0x5a));
});

it("a seed is read without the spare bits of a drawn text, as authenticators do", () => {
  expect(parseTotpSeed(`${"A".repeat(25)}B`)).toEqual(parseTotpSeed("A".repeat(26)));
});

it("a seed is read of any bytes, in every spelling alike", () => {
  const noise = fc.string({ unit: fc.constantFrom("-", ...SPACES), maxLength: 3 });
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 5, maxLength: 128 }),
      fc.boolean(),
      noise,
      fc.nat(8),
      (bytes, low, gap, pad) => {
        const letters = low ? base32(bytes).toLowerCase() : base32(bytes);
        const text = letters.split("").join(gap) + "=".repeat(pad);
        expect(parseTotpSeed(text)?.secret).toEqual(bytes);
        expect(parseTotpSeed(uri(`secret=${encodeURIComponent(text)}`))?.secret).toEqual(bytes);
      },
    ),
  );
});

it("a seed is read of an address alike, with white space of every kind anywhere", () => {
  const plain = [...uri(`secret=${HELLO_BASE32}&algorithm=SHA-256&digits=8&period=60&issuer=Acme`)];
  const gaps = fc.array(fc.string({ unit: fc.constantFrom(...SPACES), maxLength: 2 }), {
    minLength: plain.length + 1,
    maxLength: plain.length + 1,
  });
  fc.assert(
    fc.property(gaps, (spaces) => {
      const text = spaces.map((space, at) => space + (plain[at] ?? "")).join("");
      expect(parseTotpSeed(text)).toEqual({ ...HELLO, algorithm: "SHA256", digits: 8, period: 60 });
    }),
  );
});

it("a seed is read or refused, but never with an exception, and only within its bounds", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.string({ unit: "grapheme" }).map((text) => uri(text)),
    fc
      .string({ unit: fc.constantFrom(..."aA2=&?#%+- secretdigitsperiodissuerSteam\u0131\ud800".split("")) })
      .map((text) => uri(`secret=${text}`)),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const seed = parseTotpSeed(text);
      if (!seed) return;
      expect(seed.secret.length).toBeGreaterThanOrEqual(5);
      expect(seed.secret.length).toBeLessThanOrEqual(128);
      expect(totpAt(seed, 0).code).toMatch(/^([0-9]{6,8}|[2-9BCDFGHJKMNPQRTVWXY]{5})$/);
    }),
    { numRuns: 500 },
  );
});

it("a seed is read in time that grows with its length, whatever a vault answers", () => {
  // So long that time which grows with its square would outlast the test.
  for (const sign of ["=", " ", "&"]) {
    const long = sign.repeat(1_000_000);
    for (const text of [long, `${long}A`, uri(long)]) expect(parseTotpSeed(text)).toBeUndefined();
  }
});

/** RFC 6238, appendix B, with the errata on the seeds' lengths: seconds, then SHA1, SHA256, SHA512 at 8 digits. */
const RFC_6238 = [
  [59, "94287082", "46119246", "90693936"],
  [1111111109, "07081804", "68084774", "25091201"],
  [1111111111, "14050471", "67062674", "99943326"],
  [1234567890, "89005924", "91819424", "93441116"],
  [2000000000, "69279037", "90698825", "38618901"],
  [20000000000, "65353130", "77737706", "47863826"],
] as const;

const RFC_SECRETS = { SHA1: 20, SHA256: 32, SHA512: 64 } as const;

it.each([
  ["with another hash", "issuer=Steam&algorithm=SHA256"],
  ["with another step", "issuer=Steam&period=60"],
  ["with digits that are none", "issuer=Steam&digits=five"],
  ["with two issuers of which one is Steam", "issuer=Steam&issuer=Acme"],
  ["with an encoder that is not known", "encoder=blizzard"],
  ["with an encoder in another spelling", "Encoder=steam"],
  ["with the encoder twice", "encoder=steam&encoder=steam"],
])("the seed of a Steam account is refused rather than read as another's: %s", (_, query) => {
  expect(parseTotpSeed(uri(`secret=${HELLO_BASE32}&${query}`))).toBeUndefined();
});

it("the seed of a Steam account is refused where its label says Steam and its issuer another", () => {
  expect(parseTotpSeed(`otpauth://totp/Steam:me?secret=${HELLO_BASE32}&issuer=Acme`)).toBeUndefined();
});

it.each([
  uri(`secret=${HELLO_BASE32}&issuer=Steam`),
  uri(`secret=${HELLO_BASE32}&Issuer=STEAM&issuer=steam`),
  uri(`secret=${HELLO_BASE32}&encoder=steam`),
  uri(`secret=${HELLO_BASE32}&issuer=Acme&encoder=STEAM&algorithm=sha-1`),
  uri(`secret=${HELLO_BASE32}&issuer=St%20eam%0A&digits=5&period=30`),
  uri(`secret=${HELLO_BASE32}&issuer=Steam&digits=6`),
  `otpauth://totp/Steam:me?secret=${HELLO_BASE32}`,
  `otpauth://totp/steam%3Ame?secret=${HELLO_BASE32}&issuer=`,
])("the seed of a Steam account is known as one: %s", (text) => {
  expect(parseTotpSeed(text)).toEqual(STEAM);
});

/** Steam's code, worked out from the definition: RFC 4226's 31 bits, written in base 26 from the last place on. */
function steamCode(secret: Uint8Array, seconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac("sha1", secret).update(counter).digest();
  let rest = mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff;
  return Array.from({ length: 5 }, () => {
    const letter = "23456789BCDFGHJKMNPQRTVWXY"[rest % 26];
    rest = Math.floor(rest / 26);
    return letter;
  }).join("");
}

it("the seed of a Steam account gives five letters of Steam's, the same as an independent count, at any time", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 128 }), fc.nat(4_102_444_800), (secret, seconds) => {
      const seed = parseTotpSeed(uri(`secret=${base32(secret)}&issuer=Steam`)) as TotpSeed;
      const { code, period, remainingSeconds } = totpAt(seed, seconds * 1000);
      expect(code).toBe(steamCode(secret, seconds));
      expect(code).toMatch(/^[23456789BCDFGHJKMNPQRTVWXY]{5}$/);
      expect([period, remainingSeconds]).toEqual([30, 30 - (seconds % 30)]);
    }),
  );
});

it.each([
  // RFC 4226, appendix D, gives the 31 bits of these counters: 1284755224, 1094287082, 137359152, 1726969429, 645520489.
  [0, "GG5F5"],
  [30, "PV9M4"],
  [60, "B26KJ"],
  [90, "5H85C"],
  [270, "5YCKB"],
])("the seed of a Steam account gives the code of a known seed at second %d", (seconds, code) => {
  const seed = parseTotpSeed(uri(`secret=${base32(utf8("12345678901234567890"))}&encoder=steam`)) as TotpSeed;
  expect(totpAt(seed, seconds * 1000).code).toBe(code);
});

it.each(RFC_6238)("a code is that of RFC 6238 at second %d", (seconds, ...codes) => {
  for (const [index, algorithm] of (["SHA1", "SHA256", "SHA512"] as const).entries()) {
    const secret = base32(utf8("1234567890".repeat(7).slice(0, RFC_SECRETS[algorithm])));
    for (const digits of [8, 7, 6]) {
      const seed = parseTotpSeed(uri(`secret=${secret}&algorithm=${algorithm}&digits=${digits}`)) as TotpSeed;
      const expiresAt = Math.floor(seconds / 30) * 30 + 30;
      expect(totpAt(seed, seconds * 1000 + 999)).toEqual({
        code: codes[index]?.slice(8 - digits),
        expiresAtMs: expiresAt * 1000,
        period: 30,
        remainingSeconds: expiresAt - seconds,
      });
    }
  }
});

it("a code stays the same within a step and ends with it", () => {
  const seed = parseTotpSeed(HELLO_BASE32) as TotpSeed;
  const first = totpAt(seed, 90_000);
  expect([first.expiresAtMs, first.remainingSeconds]).toEqual([120_000, 30]);
  const last = totpAt(seed, 119_999);
  expect(last).toEqual({ ...first, remainingSeconds: 1 });
  expect(totpAt(seed, 120_000)).toMatchObject({ expiresAtMs: 150_000, remainingSeconds: 30 });
  expect(totpAt(seed, 120_000).code).not.toBe(first.code);
});

it("a code reads only its own part of a shared buffer", () => {
  const seed = parseTotpSeed(HELLO_BASE32) as TotpSeed;
  const shared = new Uint8Array(64).fill(0xee);
  shared.set(seed.secret, 8);
  const view = { ...seed, secret: shared.subarray(8, 8 + seed.secret.length) };
  expect(totpAt(view, 1_000_000)).toEqual(totpAt(seed, 1_000_000));
});

it("a code is all digits, and the time left is 1 to the period and agrees with the end, at any time", () => {
  const seeds = fc.record({
    secret: fc.uint8Array({ minLength: 5, maxLength: 128 }).map((bytes) => new Uint8Array(bytes)),
    algorithm: fc.constantFrom("SHA1" as const, "SHA256" as const, "SHA512" as const),
    digits: fc.integer({ min: 6, max: 8 }),
    period: fc.integer({ min: 5, max: 300 }),
    encoder: fc.constant("decimal" as const),
  });
  fc.assert(
    fc.property(seeds, fc.nat(4_102_444_800_000), (seed, nowMs) => {
      const { code, expiresAtMs, period, remainingSeconds } = totpAt(seed, nowMs);
      expect(code).toMatch(new RegExp(`^[0-9]{${seed.digits}}$`));
      expect(period).toBe(seed.period);
      expect(expiresAtMs % (period * 1000)).toBe(0);
      expect(remainingSeconds).toBe(expiresAtMs / 1000 - Math.floor(nowMs / 1000));
      expect(remainingSeconds).toBeGreaterThanOrEqual(1);
      expect(remainingSeconds).toBeLessThanOrEqual(period);
    }),
  );
});
