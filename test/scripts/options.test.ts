import { join } from "node:path";
import { expect, it } from "vitest";
import { startScript } from "./process";

const ROOT = join(import.meta.dirname, "../..");

/** Each with something that its help has to tell, and its exit code where it was called wrongly. */
const SCRIPTS = [
  ["scripts/dev.mjs", "--port N", 1],
  ["scripts/demo.mjs", "--browser", 1],
  ["scripts/setup.mjs", "--docs-only", 1],
  ["scripts/bootstrap.mjs", "--new-token", 1],
  ["scripts/make-secret.mjs", "operator-token", 1],
  ["scripts/issuer.mjs", "--claims JSON", 1],
  ["scripts/measure-start.mjs", "--bundle FILE", 1],
  ["bench/run.mjs", "--short", 1],
] as const;

it.each(SCRIPTS)("a script that is asked how it is used %s says so, and does nothing", async (file, told) => {
  const script = startScript(ROOT, [file, "--help"]);
  expect([await script.exited, script.said()]).toEqual([0, expect.stringMatching(/^usage: /)]);
  expect(script.said()).toContain(told);
});

it("a script that is asked how it is used takes -h for --help", async () => {
  const script = startScript(ROOT, ["scripts/dev.mjs", "-h"]);
  expect([await script.exited, script.said()]).toEqual([0, expect.stringMatching(/^usage: /)]);
});

it.each(SCRIPTS)(
  "a script that is asked how it is used %s refuses an option that it does not know, and says which there are",
  async (file, _, code) => {
    const script = startScript(ROOT, [file, "--prot", "1"]);
    expect(await script.exited).toBe(code);
    expect(script.said()).toMatch(/^error: .*--prot/);
    expect(script.said()).toContain("usage: ");
    expect(script.said()).not.toContain("    at ");
  },
);

it.each(["x", "0", "65536", "80.5", "-1", ""])(
  "a script that is asked how it is used npm run dev takes no port %j",
  async (port) => {
    const script = startScript(ROOT, ["scripts/dev.mjs", `--port=${port}`]);
    expect(await script.exited).toBe(1);
    expect(script.said()).toContain("is no port");
  },
);

it("npm run measure:forms in a folder without an index.json says so, and how it is used", async () => {
  const script = startScript(ROOT, ["scripts/measure-forms.mjs", join(ROOT, "docs")]);
  expect(await script.exited).toBe(1);
  expect(script.said()).toContain(`error: there is no ${join(ROOT, "docs", "index.json")}\nusage: `);
  expect(script.said()).not.toContain("    at ");
});

it("npm run measure:start without a bundle says so, and what makes one", async () => {
  const script = startScript(ROOT, ["scripts/measure-start.mjs", "--bundle", join(ROOT, "docs", "none.js")]);
  expect(await script.exited).toBe(1);
  expect(script.said()).toBe(`error: ${join(ROOT, "docs", "none.js")} is not there; run npm run build\n`);
});
