import { expect, it } from "vitest";
import * as zod from "zod";
import * as bundled from "../../build/zod.js";

/** The locales and what holds them, the compiler, and JSON Schema by zod itself: nothing here asks for them. */
const LEFT_OUT = [
  ...["ZodCompileAsyncError", "ZodCompileUnsupportedError", "compile", "core", "deepPartial", "fromJSONSchema"],
  ...["locales", "toJSONSchema", "toZod", "withParser"],
];

it("the bundle has everything of zod but what is named here", () => {
  const left = Object.keys(zod).filter((name) => !Object.hasOwn(bundled, name));
  expect(left.sort()).toEqual([...LEFT_OUT].sort());
  expect(Object.keys(bundled).filter((name) => !Object.hasOwn(zod, name))).toEqual([]);
});
