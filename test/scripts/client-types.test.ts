import { expect, it } from "vitest";
import { runScript } from "./shell";

const types = (...args: readonly string[]) =>
  runScript(["--no-warnings", "--experimental-transform-types", "scripts/client-types.mjs", ...args]);

it("client:types that is called wrongly says how it is used", async () => {
  const { code, err } = await types("--horse");
  expect([code, err]).toEqual([1, expect.stringContaining("usage: npm run client:types")]);
});

it("client:types --check finds the types of the client as the API's document has them", async () => {
  const { code, err } = await types("--check");
  expect([code, err]).toEqual([0, ""]);
});
