import { expect, it } from "vitest";
import * as zod from "zod";
import * as bundled from "../../build/zod.js";

it("bundles everything of zod but its locales and the namespace that holds them", () => {
  const left = Object.keys(zod).filter((name) => !Object.hasOwn(bundled, name));
  expect(left.filter((name) => !["locales", "core"].includes(name))).toEqual([]);
  expect(Object.keys(bundled).filter((name) => !Object.hasOwn(zod, name))).toEqual([]);
});
