import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildCommand } from "../../../scripts/lib/client-command.mjs";
import { startTemporaryWorker } from "../../../scripts/lib/worker.mjs";
import { findOpenBao, MEND_COMMAND, startOpenBao } from "../../../scripts/openbao.mjs";
import { RATE_CATEGORIES } from "../../../src/rate-limits.ts";
import { TEST_BINDINGS } from "./bindings.ts";

/** The command line as it is built, and what it is tried against. No limits: what a test file does in a minute is its own affair. */
const UNLIMITED = JSON.stringify(Object.fromEntries(RATE_CATEGORIES.map((category) => [category, 0])));
const stops: (() => Promise<void>)[] = [];

export async function setup(project: TestProject): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), "command-line-")), "cli.cjs");
  buildCommand(file);
  const { url, stop } = await startTemporaryWorker({ vars: { ...TEST_BINDINGS, RATE_LIMITS: UNLIMITED } });
  stops.push(stop);
  project.provide("commandLine", { file, url, operatorToken: TEST_BINDINGS.OPERATOR_TOKEN });
  project.provide("migrationVault", await startVault());
}

export async function teardown(): Promise<void> {
  for (const stop of stops.reverse()) await stop();
}

async function startVault() {
  const bao = await findOpenBao();
  if (bao === undefined) {
    console.error(`\nNothing is imported from a real vault. This mends it:\n\n    ${MEND_COMMAND}\n`);
    if (process.env.CI === "true") throw new Error("OpenBao is missing");
    return null;
  }
  const server = await startOpenBao();
  stops.push(() => server.stop());
  return { bao, url: server.url, token: server.rootToken };
}
