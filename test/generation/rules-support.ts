import { expect } from "vitest";
import type { Field } from "../../src/generation/fields";
import { makeValues } from "../../src/generation/make";
import { OneByOne } from "../../src/kernel/turns";

export const NOW = Date.UTC(2026, 10, 21, 9, 30, 0, 400);
export const make = async (...fields: Field[]): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(await makeValues({ fields }, NOW, new OneByOne()));
export const field = (generator: string, config: object = {}, name = "f") => ({ name, generator, config }) as Field;

export const der = (text: string): Uint8Array<ArrayBuffer> => {
  const lines = text.split("\n");
  expect(lines.at(-1)).toBe("");
  return new Uint8Array(Buffer.from(lines.slice(1, -2).join(""), "base64"));
};
