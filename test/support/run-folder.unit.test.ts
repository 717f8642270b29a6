import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";

const MODULE = join(import.meta.dirname, "node/run-folder.ts");
/** Says where its temporary folder is, then ends at once, or waits for its end. */
const script = (end: string) =>
  `(await import(${JSON.stringify(MODULE)})).useRunFolder();
   const fs = await import("node:fs"), os = await import("node:os");
   fs.mkdtempSync(os.tmpdir() + "/left-");
   console.log(os.tmpdir());
   ${end}`;

let base = "";
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** A run below a base of its own; the folder it named, once it has ended. */
async function run(end: string, signal?: NodeJS.Signals): Promise<string> {
  const child = spawn(process.execPath, ["--input-type=module", "--no-warnings", "--eval", script(end)], {
    env: { ...process.env, TMPDIR: base, TEMP: base, TMP: base },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const folder = await new Promise<string>((resolve) =>
    child.stdout.once("data", (line) => resolve(String(line).trim())),
  );
  expect(folder).toBe(join(base, `postern-tests-${child.pid}`));
  if (signal) {
    expect(existsSync(folder)).toBe(true);
    child.kill(signal);
  }
  await exited;
  return folder;
}
const newBase = () => {
  // Outside of the folder of this very run, whose name would end the search for one.
  base = mkdtempSync(join(tmpdir().replace(/postern-tests-\d+.*$/, ""), "run-folder-"));
};
const WAIT = "setInterval(() => undefined, 1000);";

it.each([
  ["of itself", "", undefined],
  ["with an error", "process.exit(1);", undefined],
  ["by SIGTERM", WAIT, "SIGTERM"],
  ["by SIGHUP", WAIT, "SIGHUP"],
] as const)("the temporary folder of a run is gone when the run ends %s", async (_, end, signal) => {
  newBase();
  expect(existsSync(await run(end, signal))).toBe(false);
});

it("the temporary folder of a run that was killed is removed by the next run, and that of a live one is not", async () => {
  newBase();
  const live = join(base, `postern-tests-${process.pid}`);
  mkdirSync(live);
  const left = await run(WAIT, "SIGKILL");
  expect(existsSync(left)).toBe(true);
  await run("");
  expect([existsSync(left), existsSync(live)]).toEqual([false, true]);
});
