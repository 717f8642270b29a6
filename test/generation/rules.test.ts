import { compare } from "bcryptjs";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { bcryptHash } from "../../src/crypto/bcrypt";
import { parseUtf8 } from "../../src/crypto/encoding";
import { pem } from "../../src/crypto/openssh";
import { AppError } from "../../src/errors";
import { CHARSET_NAMES, CHARSETS, CLASSES, holdsClass } from "../../src/generation/charsets";
import { recipeFaults } from "../../src/generation/faults";
import { type Field, keysOf } from "../../src/generation/fields";
import { makeValues } from "../../src/generation/make";
import { mergeValues } from "../../src/generation/merge";
import { drawText, hasRoom, missingClasses } from "../../src/generation/random-text";
import { requireQuick, takesLong } from "../../src/generation/speed";
import { fillTemplate, parseTemplate } from "../../src/generation/template";
import { OneByOne } from "../../src/kernel/turns";
import { hasKeyTools, tryKeys } from "../support/key-tools";

const NOW = Date.UTC(2026, 10, 21, 9, 30, 0, 400);
const DRAWS = 10_000;
/** Long enough for a key of 4096 bits where the machine is busy. */
const SLOW_MS = 180_000;

const rest = async () => undefined;
const make = (...fields: Field[]) => makeValues({ fields }, NOW, new OneByOne());
const field = (generator: string, config: object = {}, name = "f") => ({ name, generator, config }) as Field;

/**
 * Pearson's statistic against its own fixed limit: what even counts exceed once in a thousand million runs (Wilson and
 * Hilferty's approximation, six standard deviations).
 */
function expectEven(counts: readonly number[], expected: readonly number[]): void {
  const statistic = counts.reduce(
    (sum, count, at) => sum + (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 0),
    0,
  );
  const freedom = counts.length - 1;
  const limit = freedom * (1 - 2 / (9 * freedom) + 6 * Math.sqrt(2 / (9 * freedom))) ** 3;
  expect(statistic).toBeLessThan(limit);
}
const tally = (texts: Iterable<string>, of: string): number[] => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...of].map((char) => counts.get(char) ?? 0);
};

describe("a rule that no text can fit", () => {
  it.each([
    ["numeric", "upper", false],
    ["numeric", "digit", true],
    ["alpha", "digit", false],
    ["alpha", "symbol", false],
    ["alphanumeric", "symbol", false],
    ["hex", "upper", false],
    ["hex", "lower", true],
    ["symbols", "lower", false],
    ["symbols", "symbol", true],
    ["full", "symbol", true],
    ["safe", "symbol", true],
    ["safe", "digit", true],
  ] as const)("%s with %s: fits is %s", (charset, wanted, fits) => {
    const rule = { length: 4, charset, required: [wanted] };
    expect(missingClasses(rule)).toEqual(fits ? [] : [wanted]);
    if (!fits) expect(() => drawText(rule)).toThrow(RangeError);
  });

  it("has more classes than places", () => {
    expect(hasRoom({ length: 3, charset: "full", required: CLASSES })).toBe(false);
    expect(hasRoom({ length: 4, charset: "full", required: CLASSES })).toBe(true);
    expect(() => drawText({ length: 3, charset: "full", required: CLASSES })).toThrow(RangeError);
  });
});

describe("charsets", () => {
  it("are what the specification lists", () => {
    const alphanumeric = /^[A-Za-z0-9]$/;
    expect(CHARSETS.symbols).toBe("!#$%&()*+,-./:;<=>?@[]^_{|}~");
    expect([...CHARSETS.alphanumeric].every((char) => alphanumeric.test(char))).toBe(true);
    expect(Object.fromEntries(CHARSET_NAMES.map((name) => [name, CHARSETS[name].length]))).toEqual({
      alpha: 52,
      numeric: 10,
      alphanumeric: 62,
      hex: 16,
      symbols: 28,
      full: 90,
      safe: 68,
    });
    expect([...CHARSETS.safe].filter((char) => "0Oo1Il".includes(char))).toEqual([]);
    for (const name of CHARSET_NAMES) expect(new Set(CHARSETS[name]).size).toBe(CHARSETS[name].length);
  });

  it.each(CHARSET_NAMES)(
    "%s: 10 000 draws hold every character evenly, none else, and every class required",
    (charset) => {
      const required = CLASSES.filter((name) => holdsClass(CHARSETS[charset], name));
      const free: string[] = [];
      let others = 0;
      for (let draw = 0; draw < DRAWS; draw++) {
        free.push(...drawText({ length: 4, charset, required: [] }));
        const text = drawText({ length: 6, charset, required });
        if (text.length !== 6 || !required.every((name) => holdsClass(text, name))) others++;
      }
      expect(others).toBe(0);
      const counts = tally(free, CHARSETS[charset]);
      expect(counts.every((count) => count > 0)).toBe(true);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(free.length);
      expectEven(
        counts,
        counts.map(() => free.length / counts.length),
      );
    },
  );

  it("are drawn uniformly over the texts that fit: no mix of classes and no place is favoured", () => {
    const texts = Array.from({ length: DRAWS }, () =>
      drawText({ length: 4, charset: "hex", required: ["lower", "digit"] }),
    );
    const digitsIn = (text: string) => text.replaceAll(/\D/g, "").length;
    // Of 4 places 1, 2 or 3 are digits: 10^k * 6^(4-k) texts for each choice of places.
    const ways = [4 * 10 * 6 ** 3, 6 * 10 ** 2 * 6 ** 2, 4 * 10 ** 3 * 6];
    const all = ways.reduce((sum, n) => sum + n, 0);
    expectEven(
      [1, 2, 3].map((k) => texts.filter((text) => digitsIn(text) === k).length),
      ways.map((n) => (n / all) * DRAWS),
    );
    for (const place of [0, 1, 2, 3]) {
      const digits = texts.filter((text) => /\d/.test(text[place] ?? "")).length;
      const likely = texts.reduce((sum, text) => sum + digitsIn(text), 0) / 4;
      expect(Math.abs(digits - likely)).toBeLessThan(6 * Math.sqrt(likely));
    }
  });

  it("hold for any length and any classes of theirs", () => {
    const rule = fc.constantFrom(...CHARSET_NAMES).chain((charset) =>
      fc.record({
        charset: fc.constant(charset),
        length: fc.integer({ min: 4, max: 1024 }),
        required: fc.subarray(CLASSES.filter((name) => holdsClass(CHARSETS[charset], name))),
      }),
    );
    fc.assert(
      fc.property(rule, (given) => {
        const text = drawText(given);
        expect(text).toHaveLength(given.length);
        expect([...text].every((char) => CHARSETS[given.charset].includes(char))).toBe(true);
        for (const wanted of given.required) expect(holdsClass(text, wanted)).toBe(true);
      }),
    );
  });
});

describe("templates", () => {
  it.each([
    "{{random:0}}",
    "{{random:257}}",
    "{{random:08}}",
    "{{random:-1}}",
    "{{random:1.5}}",
    "{{random:}}",
    "{{random}}",
    "{{hex:0}}",
    "{{foo}}",
    "{{}}",
    "{{ uuid }}",
    "{{UUID}}",
    "{{uuid",
    "a{{b{{uuid}}",
    "{{uuid}}{{",
    "{{time\nstamp}}",
    "{{__proto__}}",
  ])("refuses %j", (template) => {
    expect(parseTemplate(template)).toBeUndefined();
  });

  it.each([
    ["", /^$/],
    ["plain } text {", /^plain } text \{$/],
    ["}}", /^}}$/],
    ['{"a":{"b":"{{uuid}}"}}', /^\{"a":\{"b":"[0-9a-f-]{36}"\}\}$/],
    ["{{{timestamp}}}", /^\{1795253400\}$/],
    ["{{random:1}}-{{random:256}}", /^[A-Za-z0-9]-[A-Za-z0-9]{256}$/],
    ["sk_{{hex:16}}\n{{timestamp}}", /^sk_[0-9a-f]{16}\n1795253400$/],
    ["{{uuid}}", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ])("fills %j", (template, wanted) => {
    expect(fillTemplate(parseTemplate(template) ?? [], NOW)).toMatch(wanted);
  });

  it("draws each placeholder anew", () => {
    const [one, two] = fillTemplate(parseTemplate("{{hex:32}} {{hex:32}}") ?? [], NOW).split(" ");
    expect(one).not.toBe(two);
  });

  it("keep text without braces as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replaceAll("{", "");
        expect(fillTemplate(parseTemplate(plain) ?? [], NOW)).toBe(plain);
      }),
    );
  });
});

describe("fields", () => {
  it("make keys by their name, or by the names that their configuration gives", () => {
    expect(keysOf(field("rsa_keypair", {}, "private_key"))).toEqual(["private_key", "public_key"]);
    expect(keysOf(field("ec_keypair", {}, "tls"))).toEqual(["tls_private", "tls_public"]);
    expect(keysOf(field("ssh_keypair", { public_field: "pub" }, "private_key"))).toEqual(["private_key", "pub"]);
    expect(keysOf(field("ssh_keypair", { private_field: "a", public_field: "b" }))).toEqual(["a", "b"]);
    expect(keysOf(field("bcrypt_hash", {}, "login"))).toEqual(["login", "login_hash"]);
    for (const name of ["random", "hex", "uuid", "template", "static"]) expect(keysOf(field(name))).toEqual(["f"]);
  });

  it.each([
    ["the same name twice", [field("hex"), field("uuid")], 1],
    ["the hash of another field", [field("static", { value: "" }, "f_hash"), field("bcrypt_hash")], 1],
    ["half of another pair", [field("ec_keypair", {}, "private_key"), field("hex", {}, "public_key")], 1],
    ["both halves of a pair in one key", [field("ec_keypair", { public_field: "x", private_field: "x" })], 0],
  ])("must not make one key twice: %s", (_, fields, at) => {
    expect(recipeFaults(fields)).toEqual([{ path: [at, "name"], reason: "duplicate" }]);
  });

  it("make what their configuration says, or the default", async () => {
    const values = await make(
      field("random", {}, "a"),
      field("random", { length: 4, charset: "full", require_upper: true, require_symbol: true }, "b"),
      field("hex", {}, "c"),
      field("hex", { length: 1 }, "d"),
      field("uuid", {}, "e"),
      field("uuid", { version: 7 }, "g"),
      field("template", { template: "t-{{timestamp}}" }, "h"),
      field("static", { value: "app" }, "i"),
      field("bcrypt_hash", { rounds: 8 }, "__proto__"),
    );
    expect(Object.entries(values)).toEqual([
      ["a", expect.stringMatching(/^[A-Za-z0-9]{32}$/)],
      ["b", expect.stringMatching(/^(?=.*[A-Z])(?=.*[^A-Za-z0-9]).{4}$/)],
      ["c", expect.stringMatching(/^[0-9a-f]{32}$/)],
      ["d", expect.stringMatching(/^[0-9a-f]$/)],
      ["e", expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)],
      ["g", expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)],
      ["h", "t-1795253400"],
      ["i", "app"],
      ["__proto__", expect.stringMatching(/^[A-Za-z0-9]{24}$/)],
      ["__proto___hash", expect.stringMatching(/^\$2b\$08\$[./A-Za-z0-9]{53}$/)],
    ]);
    expect(Number.parseInt((values.g ?? "").replaceAll("-", "").slice(0, 12), 16)).toBe(NOW);
  });

  it("take long where they are RSA keys or hashes, and at no other time", () => {
    const long = (generator: Field["generator"], config: object = {}) =>
      takesLong({ name: "f", generator, config } as Field);
    expect([long("rsa_keypair"), long("ssh_keypair", { key_type: "rsa" }), long("bcrypt_hash")]).toEqual([
      true,
      true,
      true,
    ]);
    const quick = ["random", "hex", "uuid", "template", "static", "ec_keypair", "ssh_keypair"] as const;
    expect(quick.filter((generator) => long(generator))).toEqual([]);
  });

  it("that would hold the thread for 25 s are refused, and those of 2 s are not", () => {
    const rsa = (count: number) =>
      Array.from({ length: count }, (_, at) => field("rsa_keypair", { bits: 4096 }, `k${at}`));
    const refusal = (fields: readonly Field[]) => {
      try {
        requireQuick(fields);
      } catch (e) {
        return e instanceof AppError ? e.failure : e;
      }
      return undefined;
    };
    const tooSlow = (most: number) => ({
      code: "validation_error",
      details: { reason: "too_slow", max_slow_fields: most },
    });
    expect(refusal(rsa(20))).toEqual(tooSlow(1));
    expect(refusal(rsa(2))).toEqual(tooSlow(1));
    expect(refusal([...rsa(1), ...Array.from({ length: 3 }, () => field("bcrypt_hash", { rounds: 12 }))])).toEqual(
      tooSlow(1),
    );
    expect(refusal(Array.from({ length: 6 }, () => field("bcrypt_hash", { rounds: 12 })))).toEqual(tooSlow(5));
    expect(refusal(Array.from({ length: 17 }, () => field("rsa_keypair", {})))).toEqual(tooSlow(16));
    expect([refusal(rsa(1)), refusal(Array.from({ length: 20 }, () => field("ec_keypair")))]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("that take long are made one after the other, whatever calls ask for them, and others get their turn meanwhile", async () => {
    const line = new OneByOne();
    const run = line.run.bind(line);
    const log: string[] = [];
    vi.spyOn(line, "run").mockImplementation((work) =>
      run(async () => {
        log.push("begins");
        const made = await work();
        log.push("ends");
        return made;
      }),
    );
    const slow = ["a", "b"].map((name) => field("bcrypt_hash", { rounds: 8 }, name));
    const quick = makeValues({ fields: [field("hex")] }, NOW, line).then(() => log.push("quick"));
    await Promise.all([slow, slow].map((fields) => makeValues({ fields }, NOW, line)));
    await quick;
    expect(log.filter((word) => word !== "quick")).toEqual(Array(4).fill(["begins", "ends"]).flat());
    expect(log.indexOf("quick")).toBeLessThan(log.indexOf("ends"));
  });

  it("go over data whose other keys stay", () => {
    const current = '{"__proto__":{"a":-0},"n":1e21,"f":"old"}';
    expect(mergeValues(current, { f: "new", g: "\u0000é" })).toBe(
      '{"__proto__":{"a":-0},"n":1e+21,"f":"new","g":"\\u0000é"}',
    );
    expect(mergeValues(null, { f: "new" })).toBe('{"f":"new"}');
    const large = JSON.stringify({ key: "x".repeat(1_048_566) });
    expect(() => mergeValues(large, { f: "" })).toThrow("payload_too_large");
    expect(mergeValues(large, { key: "y" })).toBe('{"key":"y"}');
  });
});

describe("hashes", () => {
  it("refuse a password that bcrypt would cut", async () => {
    await expect(bcryptHash("a".repeat(73), 4, rest)).rejects.toThrow(RangeError);
    await expect(bcryptHash("é".repeat(37), 4, rest)).rejects.toThrow(RangeError);
  });

  it("verify against their password, with a salt of their own, and against no other", async () => {
    const made = await make(field("bcrypt_hash", { length: 72, rounds: 8 }), field("bcrypt_hash", {}, "g"));
    expect(made.f).toMatch(/^[A-Za-z0-9]{72}$/);
    expect(await compare(made.f ?? "", made.f_hash ?? "")).toBe(true);
    expect(await compare(`${made.f?.slice(0, 71)}!`, made.f_hash ?? "")).toBe(false);
    expect(await compare(made.g ?? "", made.g_hash ?? "")).toBe(true);
    expect(made.g_hash).toMatch(/^\$2b\$10\$/);
    expect(await bcryptHash("same", 4, rest)).not.toBe(await bcryptHash("same", 4, rest));
  });
});

describe("key pairs", () => {
  const der = (text: string): Uint8Array<ArrayBuffer> => {
    const lines = text.split("\n");
    expect(lines.at(-1)).toBe("");
    return new Uint8Array(Buffer.from(lines.slice(1, -2).join(""), "base64"));
  };
  const imports = {
    rsa: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    "P-256": { name: "ECDSA", namedCurve: "P-256" },
    "P-384": { name: "ECDSA", namedCurve: "P-384" },
  } as const;

  async function signsAndVerifies(kind: keyof typeof imports, keys: Record<string, string>): Promise<boolean> {
    const algorithm = { ...imports[kind], hash: "SHA-256" };
    const message = new TextEncoder().encode("a message");
    const { f_private = "", f_public = "" } = keys;
    expect(f_private).toMatch(/^-----BEGIN PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END PRIVATE KEY-----\n$/);
    expect(f_public).toMatch(/^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END PUBLIC KEY-----\n$/);
    const signer = await crypto.subtle.importKey("pkcs8", der(f_private), algorithm, false, ["sign"]);
    const verifier = await crypto.subtle.importKey("spki", der(f_public), algorithm, false, ["verify"]);
    const signature = await crypto.subtle.sign(algorithm, signer, message);
    expect(await crypto.subtle.verify(algorithm, verifier, signature, message.subarray(1))).toBe(false);
    return await crypto.subtle.verify(algorithm, verifier, signature, message);
  }
  const asText = ({ f_private = "", f_public = "" }: Record<string, string>) => ({
    privateKey: f_private,
    publicKey: f_public,
  });

  it.each([
    ["rsa", field("rsa_keypair"), "Private-Key: (2048 bit, 2 primes)"],
    ["rsa", field("rsa_keypair", { bits: 4096 }), "Private-Key: (4096 bit, 2 primes)"],
    ["P-256", field("ec_keypair"), "Private-Key: (256 bit)"],
    ["P-384", field("ec_keypair", { curve: "P-384" }), "Private-Key: (384 bit)"],
  ] as const)(
    "of kind %s sign and verify, here and by openssl: %j",
    async (kind, given, name) => {
      const made = await make(given);
      expect(await signsAndVerifies(kind, made)).toBe(true);
      if (!hasKeyTools) return;
      expect(await tryKeys("pem", asText(made))).toEqual({
        kind: name,
        derivedPublicKey: made.f_public,
        verifies: true,
        verifiesAnother: false,
      });
    },
    SLOW_MS,
  );

  it.skipIf(!hasKeyTools).each([
    [field("ssh_keypair"), /^ssh-ed25519 [A-Za-z0-9+/=]{68}$/, "256 no comment (ED25519)"],
    [
      field("ssh_keypair", { comment: "deploy@böx, 1" }),
      /^ssh-ed25519 [A-Za-z0-9+/=]{68} deploy@böx, 1$/,
      "256 deploy@böx, 1 (ED25519)",
    ],
    [field("ssh_keypair", { key_type: "rsa", comment: "ci" }), /^ssh-rsa [A-Za-z0-9+/=]{716} ci$/, "4096 ci (RSA)"],
  ])(
    "for SSH are read by ssh-keygen, sign and verify: %j",
    async (given, line, kind) => {
      const made = await make(given);
      expect(made.f_public).toMatch(line);
      const text =
        /^-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/]{70}\n)*[A-Za-z0-9+/=]{1,70}\n-----END OPENSSH PRIVATE KEY-----\n$/;
      expect(made.f_private).toMatch(text);
      expect(await tryKeys("ssh", asText(made))).toEqual({
        kind,
        derivedPublicKey: made.f_public,
        verifies: true,
        verifiesAnother: false,
      });
    },
    SLOW_MS,
  );

  it("for SSH are padded with 1, 2, 3 and so on to a whole block, whatever the comment's length", async () => {
    for (let length = 0; length < 9; length++) {
      const made = await make(field("ssh_keypair", { comment: "c".repeat(length) }));
      const bytes = der(made.f_private ?? "");
      expect(parseUtf8(bytes.subarray(0, 14))).toBe("openssh-key-v1");
      // Behind magic, cipher, kdf, its options, the number of keys and the public key.
      const at = 15 + 8 + 8 + 4 + 4 + 4 + 51;
      const size = new DataView(bytes.buffer).getUint32(at);
      expect([size % 8, at + 4 + size]).toEqual([0, bytes.length]);
      const secret = bytes.subarray(at + 4);
      expect(secret.subarray(0, 4)).toEqual(secret.subarray(4, 8));
      const used = 8 + 15 + 36 + 68 + 4 + length;
      expect([...secret.subarray(used)]).toEqual(Array.from({ length: size - used }, (_, i) => i + 1));
    }
  });

  it("in PEM have lines of 64 characters", () => {
    expect(pem("X", new Uint8Array(49))).toBe(`-----BEGIN X-----\n${"A".repeat(64)}\nAA==\n-----END X-----\n`);
    expect(pem("X", new Uint8Array(48))).toBe(`-----BEGIN X-----\n${"A".repeat(64)}\n-----END X-----\n`);
  });
});
