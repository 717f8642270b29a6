import type { TestProject } from "vitest/node";
import { CHROMIUM_HINT, findChromium } from "../../../scripts/lib/chromium.mjs";
import { buildConsole } from "../../../scripts/lib/console/page.mjs";
import { buildReference } from "../../../scripts/lib/reference.mjs";
import { startTemporaryWorker } from "../../../scripts/lib/worker.mjs";
import { RATE_CATEGORIES } from "../../../src/rate-limits.ts";
import { TEST_BINDINGS } from "./bindings.ts";

/** The console and the documentation page as they are built, and the server that they are a part of. No limits: what a test file does in a minute is its own affair. */
const UNLIMITED = JSON.stringify(Object.fromEntries(RATE_CATEGORIES.map((category) => [category, 0])));
let stop: (() => Promise<void>) | undefined;

/** Says loudly, once, that the console is not looked at, and how to mend it; in CI it is a failure. */
export async function setup(project: TestProject): Promise<void> {
  if (findChromium() === undefined) {
    const rule = "=".repeat(80);
    console.error(`\n${rule}\nThe console is not tested: ${CHROMIUM_HINT}\n${rule}\n`);
    if (process.env.CI === "true") throw new Error(CHROMIUM_HINT);
    project.provide("consoleServer", null);
    return;
  }
  await buildConsole();
  await buildReference();
  const worker = await startTemporaryWorker({ vars: { ...TEST_BINDINGS, RATE_LIMITS: UNLIMITED } });
  stop = worker.stop;
  project.provide("consoleServer", { url: worker.url, operatorToken: TEST_BINDINGS.OPERATOR_TOKEN });
}

export async function teardown(): Promise<void> {
  await stop?.();
}
