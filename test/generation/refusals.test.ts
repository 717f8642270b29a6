import { beforeAll, expect, it } from "vitest";
import { newStore, refusal, START_MS, type Store } from "../secrets/support";
import { auditRows, type TestTenant } from "../support/api";
import { at, FIELDS, newPolicy } from "./support";

let store: Store;

const given = (body: object = {}, tenant: TestTenant = store) => newPolicy(tenant, body);

const anew = async () => {
  store = await newStore();
};

let existing: string;

beforeAll(async () => {
  await anew();
  existing = await given();
});

let minutes = 0;

const faultsOf = async (body: object) => {
  // The rate of these calls is limited, and time stands still otherwise.
  await store.setClock(START_MS + ++minutes * 60_000);
  const before = (await auditRows(store.stub)).length;
  const created = await store.api("POST /v1/secret-policies", { name: "new", fields: FIELDS, ...body });
  const changed = await store.api(`PATCH /v1/secret-policies/${existing}`, { name: "new", ...body });
  expect(changed.status).toBe(created.status);
  expect(changed.body.error.details).toEqual(created.body.error.details);
  expect((await auditRows(store.stub)).length).toBe(before);
  return [created.status, created.body.error.code, created.body.error.details.fields];
};

const config = (generator: string, value: object) => ({ fields: [{ name: "f", generator, config: value }] });

it.each([
  ["a type that is not known", { policy_type: "pin" }, { policy_type: "unsupported" }],
  ["an unknown key", { field: [] }, { field: "unknown" }],
  ["an empty name", { name: " " }, { name: "empty" }],
  ["a description that is no text", { description: 1 }, { description: "type" }],
  ["no fields", { fields: [] }, { fields: "empty" }],
  [
    "21 fields",
    { fields: Array.from({ length: 21 }, (_, i) => ({ name: `f${i}`, generator: "hex" })) },
    { fields: "too_many" },
  ],
  ["a field that is no object", { fields: ["hex"] }, { "fields[0]": "type" }],
  ["a field without a generator", { fields: [{ name: "f" }] }, { "fields[0].generator": "required" }],
  [
    "a generator that is not known",
    { fields: [{ name: "f", generator: "dice" }] },
    { "fields[0].generator": "unsupported" },
  ],
  ["a generator that is no text", { fields: [{ name: "f", generator: 1 }] }, { "fields[0].generator": "type" }],
  ["a name with a space", { fields: [{ name: "a b", generator: "hex" }] }, { "fields[0].name": "format" }],
  ["a name of 65 characters", { fields: [{ name: "a".repeat(65), generator: "hex" }] }, { "fields[0].name": "format" }],
  ["no template", { fields: [{ name: "f", generator: "template" }] }, { "fields[0].config": "required" }],
  ["a key of another generator", config("hex", { charset: "hex" }), at("charset", "unknown")],
  ["3 characters", config("random", { length: 3 }), at("length", "range")],
  ["1025 characters", config("random", { length: 1025 }), at("length", "range")],
  ["a half character", config("random", { length: 4.5 }), at("length", "type")],
  ["a charset that is not known", config("random", { charset: "emoji" }), at("charset", "unsupported")],
  [
    "upper case of digits",
    config("random", { length: 4, charset: "numeric", require_upper: true }),
    at("require_upper", "unsatisfiable"),
  ],
  [
    "two classes that are not there",
    config("random", { charset: "hex", require_upper: true, require_symbol: true, require_digit: true }),
    { ...at("require_upper", "unsatisfiable"), ...at("require_symbol", "unsatisfiable") },
  ],
  ["a preset that is not known", config("random", { preset: "mainframe" }), at("preset", "unsupported")],
  [
    "what a preset says itself",
    config("random", { preset: "rds", charset: "full", require_upper: true, min_digit: 3 }),
    { ...at("charset", "unsupported"), ...at("require_upper", "unsupported"), ...at("min_digit", "unsupported") },
  ],
  [
    "more than a preset's system takes",
    config("random", { preset: "oracle", length: 31 }),
    at("length", "unsatisfiable"),
  ],
  ["fewer than a preset needs", config("random", { preset: "oracle", length: 7 }), at("length", "unsatisfiable")],
  [
    "a class that a preset needs",
    config("random", { preset: "oracle", exclude: "_$#" }),
    at("exclude", "unsatisfiable"),
  ],
  [
    "all characters left out but one",
    config("random", { charset: "numeric", exclude: "012345678" }),
    at("exclude", "unsatisfiable"),
  ],
  [
    "a class left out that there has to be",
    config("random", { exclude: "0123456789", min_digit: 1, require_digit: true }),
    at("min_digit", "unsatisfiable"),
  ],
  [
    "characters left out that are no text of a keyboard",
    config("random", { exclude: "é" }),
    at("exclude", "characters"),
  ],
  [
    "more of all classes than there are places",
    config("random", { length: 8, min_upper: 5, min_digit: 4 }),
    at("length", "unsatisfiable"),
  ],
  [
    "more of all classes than there are places where no length is given",
    config("random", { min_upper: 30, min_digit: 4 }),
    { "fields[0].config": "unsatisfiable" },
  ],
  ["less than none of a class", config("random", { min_upper: -1 }), at("min_upper", "range")],
  ["65 of a class", config("random", { length: 128, min_upper: 65 }), at("min_upper", "range")],
  ["two words", config("passphrase", { words: 2 }), at("words", "range")],
  ["21 words", config("passphrase", { words: 21 }), at("words", "range")],
  ["words on lines of their own", config("passphrase", { separator: "\n" }), at("separator", "characters")],
  ["no hexadecimal digit", config("hex", { length: 0 }), at("length", "range")],
  ["UUIDs of version 1", config("uuid", { version: 1 }), at("version", "unsupported")],
  ["a placeholder of no length", config("template", { template: "{{random:0}}" }), at("template", "placeholder")],
  ["a placeholder that is not known", config("template", { template: "a {{foo}}" }), at("template", "placeholder")],
  ["a template of 1025 characters", config("template", { template: "x".repeat(1025) }), at("template", "too_long")],
  ["a template with half a character", config("template", { template: "\ud800" }), at("template", "characters")],
  ["RSA of 1024 bits", config("rsa_keypair", { bits: 1024 }), at("bits", "unsupported")],
  ["another curve", config("ec_keypair", { curve: "P-521" }), at("curve", "unsupported")],
  ["a key name with a slash", config("ec_keypair", { private_field: "a/b" }), at("private_field", "format")],
  ["another kind of SSH key", config("ssh_keypair", { key_type: "dsa" }), at("key_type", "unsupported")],
  ["a comment of two lines", config("ssh_keypair", { comment: "a\nb" }), at("comment", "characters")],
  ["a comment of 129 characters", config("ssh_keypair", { comment: "c".repeat(129) }), at("comment", "too_long")],
  ["a password that bcrypt would cut", config("bcrypt_hash", { length: 73 }), at("length", "range")],
  ["13 rounds", config("bcrypt_hash", { rounds: 13 }), at("rounds", "range")],
  ["no value", config("static", {}), at("value", "required")],
  ["a value of 4097 characters", config("static", { value: "v".repeat(4097) }), at("value", "too_long")],
  [
    "two fields with one key",
    {
      fields: [
        { name: "a", generator: "bcrypt_hash" },
        { name: "a_hash", generator: "hex" },
      ],
    },
    { "fields[1].name": "duplicate" },
  ],
  [
    "faults in several fields",
    {
      fields: [
        { name: "a", generator: "hex", config: { length: 0 } },
        { name: "b", generator: "template", config: {} },
      ],
    },
    { "fields[0].config.length": "range", "fields[1].config.template": "required" },
  ],
])(
  "a generation policy is refused with %s: 422 at creation and at a change, and nothing is recorded",
  async (_, body, fields) => {
    expect(await faultsOf(body)).toEqual([422, "validation_error", fields]);
  },
);

it("a generation policy is refused without a name or fields, and as a change of nothing", async () => {
  expect(refusal(await store.api("POST /v1/secret-policies", {}))).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { name: "required", fields: "required" } },
  });
  expect(refusal(await store.api(`PATCH /v1/secret-policies/${existing}`, {}))).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { body: "required" } },
  });
});
