import type { TestProject } from "vitest/node";
import { findHvac, HVAC_MEND_COMMAND } from "../../../scripts/lib/hvac.mjs";
import { findOpenBao, MEND_COMMAND } from "../../../scripts/openbao.mjs";
import { startJudge } from "./vault-judge.ts";
import { startPostern } from "./vault-postern.ts";

/** What clients of Vault are tried against, and the clients themselves. */
const stops: (() => Promise<void>)[] = [];

export async function setup(project: TestProject): Promise<void> {
  const [binary, hvac] = [await findOpenBao(), await findHvac()];
  if (binary === undefined || hvac === undefined) {
    const mends = [...(binary ? [] : [MEND_COMMAND]), ...(hvac ? [] : [HVAC_MEND_COMMAND])];
    console.error(`\nThe clients of Vault are not tried. This mends it:\n\n    ${mends.join("\n    ")}\n`);
    if (process.env.CI === "true") throw new Error("clients of Vault are missing");
    project.provide("vaultClients", null);
    return;
  }
  const servers = [];
  for (const start of [startJudge, startPostern]) {
    const { stop, ...server } = await start();
    stops.push(stop);
    servers.push(server);
  }
  project.provide("vaultClients", { bao: binary, pythonPath: hvac, servers });
}

export async function teardown(): Promise<void> {
  for (const stop of stops.reverse()) await stop();
}
