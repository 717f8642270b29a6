import { compare } from "bcryptjs";
import { expect, it } from "vitest";
import { bcryptHash } from "../../src/crypto/bcrypt";
import { field, make } from "./rules-support";

const rest = async () => undefined;

it("generated hashes refuse a password that bcrypt would cut", async () => {
  await expect(bcryptHash("a".repeat(73), 4, rest)).rejects.toThrow(RangeError);
  await expect(bcryptHash("é".repeat(37), 4, rest)).rejects.toThrow(RangeError);
});

it("generated hashes verify against their password, with a salt of their own, and against no other", async () => {
  const made = await make(field("bcrypt_hash", { length: 72, rounds: 8 }), field("bcrypt_hash", {}, "g"));
  expect(made.f).toMatch(/^[A-Za-z0-9]{72}$/);
  expect(await compare(made.f ?? "", made.f_hash ?? "")).toBe(true);
  expect(await compare(`${made.f?.slice(0, 71)}!`, made.f_hash ?? "")).toBe(false);
  expect(await compare(made.g ?? "", made.g_hash ?? "")).toBe(true);
  expect(made.g_hash).toMatch(/^\$2b\$10\$/);
  expect(await bcryptHash("same", 4, rest)).not.toBe(await bcryptHash("same", 4, rest));
});
