import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "../../src/errors";
import { mergeExpiry } from "../../src/secrets/expiry";
import {
  changedFields,
  checkExpiry,
  mergeOptions,
  NO_OPTIONS,
  optionsFrom,
  type SecretOptions,
} from "../../src/secrets/options";
import type { Secret } from "../../src/secrets/store";

const NOW = 1_780_000_000_000;
const SECRET: Secret = {
  id: "01jw8mb2k5r7d9x3c1v6q0t4hn",
  path: "shop/db",
  secretType: "kv",
  version: 3,
  createdAtMs: 1000,
  updatedAtMs: 2000,
  expiresAtMs: NOW + 5000,
  expiresIn: "90d",
  maxVersions: 7,
  notifyBefore: ["7d"],
  rotationPolicyId: "rot_a",
  secretPolicyId: "sp_a",
  rotatedFrom: null,
  casRequired: true,
  metadataCasRequired: null,
  deleteVersionAfter: "30d",
  metadataVersion: 2,
  noticedUntilMs: null,
  noticeAtMs: null,
  deletedAtMs: null,
  recoverableUntilMs: null,
  metadata: "{}",
};

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(fc.option(value, { nil: null }), { nil: undefined });
const expiry = fc.oneof(
  fc.record({ expiresIn: maybe(fc.constantFrom("1h", "30d")), expiresAtMs: fc.constant(undefined) }),
  fc.record({ expiresIn: fc.constant(undefined), expiresAtMs: maybe(fc.integer({ min: NOW, max: NOW * 2 })) }),
);
const others = fc.record({
  maxVersions: maybe(fc.integer({ min: 1, max: 100 })),
  notifyBefore: maybe(fc.array(fc.constantFrom("1d", "7d"))),
  rotationPolicyId: maybe(fc.constantFrom("rot_a", "rot_b")),
  secretPolicyId: maybe(fc.constantFrom("sp_a", "sp_b")),
  casRequired: maybe(fc.boolean()),
  deleteVersionAfter: maybe(fc.constantFrom("1h", "30d")),
});
const options = fc.tuple(expiry, others).map(([when, rest]): SecretOptions => ({ ...when, ...rest }));

it("an expiry that has passed is refused by the name of its field", () => {
  const refused = () => checkExpiry({ expiresAtMs: NOW }, NOW);
  expect(refused).toThrow(AppError);
  expect(refused).toThrow(
    expect.objectContaining({
      failure: { code: "validation_error", details: { fields: { "options.expires_at": "past" } } },
    }),
  );
  for (const later of [{ expiresAtMs: NOW + 1 }, { expiresAtMs: null }, {}])
    expect(() => checkExpiry(later, NOW)).not.toThrow();
});

it("options that a change does not name stay, and the others are replaced, by null too", () => {
  fc.assert(
    fc.property(options, (change) => {
      const kept = <K extends keyof SecretOptions>(name: K) =>
        change[name] === undefined ? SECRET[name] : change[name];
      expect(mergeOptions({ now: NOW }, SECRET, change)).toStrictEqual({
        ...SECRET,
        ...mergeExpiry({ expiresAtMs: SECRET.expiresAtMs, expiresIn: SECRET.expiresIn }, change, NOW),
        maxVersions: kept("maxVersions"),
        notifyBefore: kept("notifyBefore"),
        rotationPolicyId: kept("rotationPolicyId"),
        secretPolicyId: kept("secretPolicyId"),
        casRequired: kept("casRequired"),
        deleteVersionAfter: kept("deleteVersionAfter"),
      });
    }),
  );
});

it("options of a body have the names of their columns, and those that it does not name are undefined", () => {
  const body = {
    max_versions: 5,
    expires_in: "30d",
    expires_at: null,
    rotation_policy_id: "rot_a",
    secret_policy_id: null,
    notify_before: ["1d"],
    cas_required: false,
    delete_version_after: "7d",
  };
  expect(optionsFrom(body)).toStrictEqual({
    maxVersions: 5,
    expiresIn: "30d",
    expiresAtMs: null,
    rotationPolicyId: "rot_a",
    secretPolicyId: null,
    notifyBefore: ["1d"],
    casRequired: false,
    deleteVersionAfter: "7d",
  });
  expect(optionsFrom({})).toStrictEqual(Object.fromEntries(Object.keys(NO_OPTIONS).map((name) => [name, undefined])));
  expect(Object.values(NO_OPTIONS)).toEqual(Array(8).fill(null));
});

it("the log names changed options as the body does, in one order, and never with a value", () => {
  expect(changedFields({ metadata: undefined }, {})).toEqual([]);
  expect(
    changedFields({ metadata: [["owner", "value"]] }, { notifyBefore: null, maxVersions: 5, expiresAtMs: NOW }),
  ).toEqual(["metadata", "options.max_versions", "options.expires_at", "options.notify_before"]);
});
