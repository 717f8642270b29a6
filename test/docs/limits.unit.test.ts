import { expect, it } from "vitest";
import limits from "../../docs/limits.md?raw";
import { operations } from "../../src/space/modules";

it("docs/limits.md tells of every operation what it may cost, and of none that there is not", () => {
  const named = new Set(Array.from(limits.matchAll(/`((?!details\.)[a-z_]+\.[a-z_]+)`/g), ([, name]) => name));
  expect([...named].sort()).toEqual([...operations.keys()].sort());
});
