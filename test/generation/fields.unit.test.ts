import { expect, it, vi } from "vitest";
import { AppError } from "../../src/errors";
import { generationPolicyFaults } from "../../src/generation/faults";
import { type Field, keysOf } from "../../src/generation/fields";
import { makeValues } from "../../src/generation/make";
import { mergeValues } from "../../src/generation/merge";
import { requireQuick, takesLong } from "../../src/generation/speed";
import { OneByOne, yieldToOthers } from "../../src/kernel/turns";
import { field, make, NOW } from "./rules-support";

it("generated fields make keys by their name, or by the names that their configuration gives", () => {
  expect(keysOf(field("rsa_keypair", {}, "private_key"))).toEqual(["private_key", "public_key"]);
  expect(keysOf(field("ec_keypair", {}, "tls"))).toEqual(["tls_private", "tls_public"]);
  expect(keysOf(field("ssh_keypair", { public_field: "pub" }, "private_key"))).toEqual(["private_key", "pub"]);
  expect(keysOf(field("ssh_keypair", { private_field: "a", public_field: "b" }))).toEqual(["a", "b"]);
  expect(keysOf(field("bcrypt_hash", {}, "login"))).toEqual(["login", "login_hash"]);
  for (const name of ["random", "passphrase", "hex", "uuid", "template", "static"])
    expect(keysOf(field(name))).toEqual(["f"]);
});

it.each([
  ["the same name twice", [field("hex"), field("uuid")], 1],
  ["the hash of another field", [field("static", { value: "" }, "f_hash"), field("bcrypt_hash")], 1],
  ["half of another pair", [field("ec_keypair", {}, "private_key"), field("hex", {}, "public_key")], 1],
  ["both halves of a pair in one key", [field("ec_keypair", { public_field: "x", private_field: "x" })], 0],
])("generated fields must not make one key twice: %s", (_, fields, at) => {
  expect(generationPolicyFaults(fields)).toEqual([{ path: [at, "name"], reason: "duplicate" }]);
});

it("generated fields make what their configuration says, or the default", async () => {
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

it("generated fields take long where they are RSA keys or hashes, and at no other time", () => {
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

it("generated fields that would hold the thread for 25 s are refused, and those of 2 s are not", () => {
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

it("generated fields that take long are made one after the other, whatever calls ask for them, and others get their turn meanwhile", async () => {
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

it("generated fields that hardly any draw fits are made in turns, so that others are served between", async () => {
  const strict = ["a", "b", "c"].map((name) =>
    field("random", { length: 1024, exclude: "23456789", min_digit: 64 }, name),
  );
  const log: string[] = [];
  const made = makeValues({ fields: strict }, NOW, new OneByOne()).then(() => log.push("made"));
  await Promise.all([made, yieldToOthers().then(() => log.push("others"))]);
  expect(log).toEqual(["others", "made"]);
});

it("generated fields go over data whose other keys stay", () => {
  const over = (current: string | null, ...made: [string, string][]) => mergeValues(current, new Map(made));
  const current = '{"__proto__":{"a":-0},"2":{"f":[1]},"n":1.10e400,"\\u0066":"old","1":"\\/,{"}';
  expect(over(current, ["f", "new"], ["3", "\u0000é"], ["0", ""])).toBe(
    '{"__proto__":{"a":-0},"2":{"f":[1]},"n":1.10e400,"\\u0066":"new","1":"\\/,{","3":"\\u0000é","0":""}',
  );
  expect(over('{"a":1,"__proto__":2}', ["__proto__", "x"], ["a", "y"])).toBe('{"a":"y","__proto__":"x"}');
  expect(over(null, ["f", "new"])).toBe('{"f":"new"}');
  expect(over("{}", ["f", "new"])).toBe('{"f":"new"}');
  expect(over('{"a":{}}')).toBe('{"a":{}}');
  const large = JSON.stringify({ key: "x".repeat(1_048_566) });
  expect(() => over(large, ["f", ""])).toThrow("payload_too_large");
  expect(over(large, ["key", "y"])).toBe('{"key":"y"}');
});
