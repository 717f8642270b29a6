import { expect, it } from "vitest";
import text from "../../docs/errors.md?raw";
import { call } from "../support/api";

it("docs/errors.md is what the documentation page leads to", async () => {
  expect((await call("GET /docs/")).text).toContain('href="/docs/errors.md"');
  expect((await call("GET /docs/errors.md")).text).toBe(text);
});
