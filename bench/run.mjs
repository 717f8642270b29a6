import { tmpdir } from "node:os";
import { readOptions } from "../scripts/lib/arguments.mjs";
import { inLifetime } from "../scripts/lib/lifetime.mjs";
import { requireBundledNode, runMain, ToolError } from "../scripts/lib/project.mjs";
import { giveAppRole, startOpenBao } from "../scripts/openbao.mjs";
import { measurePairs, pairedReport } from "./lib/against-base.mjs";
import { buildWorker } from "./lib/build.mjs";
import { findGun } from "./lib/load.mjs";
import { describeMachine, loadNow } from "./lib/machine.mjs";
import { measure } from "./lib/measure.mjs";
import { patient } from "./lib/patience.mjs";
import { aims, BARE, memoryLines, ratioTable } from "./lib/report.mjs";
import { buildRevision } from "./lib/revision.mjs";
import { openWorld, pairsOf, ROW_CONNECTIONS } from "./lib/world.mjs";
import audit from "./scenarios/audit.mjs";
import authenticate from "./scenarios/authenticate.mjs";
import bigStore from "./scenarios/big-store.mjs";
import flood from "./scenarios/flood.mjs";
import health from "./scenarios/health.mjs";
import hostCheck from "./scenarios/host-check.mjs";
import mcp from "./scenarios/mcp.mjs";
import native from "./scenarios/native.mjs";
import resolve from "./scenarios/resolve.mjs";
import rotation from "./scenarios/rotation.mjs";
import signIn from "./scenarios/sign-in.mjs";
import singleFlight from "./scenarios/single-flight.mjs";
import storeSize from "./scenarios/store-size.mjs";
import tenants from "./scenarios/tenants.mjs";
import turns from "./scenarios/turns.mjs";
import vault from "./scenarios/vault.mjs";
import vaultOpenBao from "./scenarios/vault-openbao.mjs";
import webhooks from "./scenarios/webhooks.mjs";
import whoami from "./scenarios/whoami.mjs";

/**
 * `npm run bench [-- --short] [--patient] [--base REVISION] [--only NAME ...]`: Postern in workerd beside an OpenBao, all on 127.0.0.1,
 * under load. What counts are the ratios within one run; figures of two runs, or of two machines, are not to be compared.
 *
 * @typedef {import("./lib/world.mjs").World} World
 */
/** @template S @typedef {import("./lib/world.mjs").Scenario<S>} Scenario */
/** In the order of the table. A new scenario is a file beside these and a name here. @type {Scenario<any>[]} */
const SCENARIOS = [
  health,
  whoami,
  resolve,
  hostCheck,
  singleFlight,
  audit,
  native,
  vault,
  vaultOpenBao,
  mcp,
  storeSize,
  bigStore,
  tenants,
  turns,
  flood,
  rotation,
  webhooks,
  authenticate,
  signIn,
];
const PATIENCE_MS = 10 * 60_000;

await runMain(async () => {
  requireBundledNode();
  const { short, wait, base, scenarios, leftOut } = readArguments();
  await inLifetime(async (life) => {
    const startedMs = performance.now();
    tell("building the Worker");
    const modules = await buildWorker();
    tell("starting OpenBao");
    const vault = await life.hold(
      () => startOpenBao(),
      (server) => server.stop(),
    );
    const found = await findGun();
    const careful = wait ? patient(found, { patienceMs: PATIENCE_MS, tell }) : undefined;
    const gun = careful?.gun ?? found;
    const role = await giveAppRole(vault, { tokenTtl: "1h" });
    const shared = { vault, role, life, gun, tell, short };
    const run = base === undefined ? measureScenarios : measureAgainst(base);
    const lines = await run(shared, modules, scenarios);
    const calm = careful === undefined ? [] : [careful.verdict()];
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const head = [describeMachine(tmpdir()), `${gun.name}, load average at the end ${loadNow()}`, ...calm];
    const rest =
      leftOut.length === 0 ? [] : ["", `Left out, measured in the full run or by --only: ${leftOut.join(", ")}.`];
    console.log(`\n${[...head, "", ...lines, ...rest].join("\n")}\n\nDone in ${seconds} s.`);
  });
});

/** @param {import("./lib/world.mjs").Shared} shared @param {import("./lib/postern.mjs").Modules} modules @param {Scenario<any>[]} scenarios */
async function measureScenarios(shared, modules, scenarios) {
  const world = await openWorld(shared, modules);
  const { gun, short } = shared;
  const states = new Map();
  for (const scenario of scenarios) states.set(scenario, await scenario.setup(world));
  const rows = scenarios.flatMap((scenario) => scenario.rows?.(states.get(scenario), world) ?? []);
  const options = short ? { seconds: 1, rounds: 1 } : { seconds: 3, rounds: 3 };
  const measured = await measure(gun, rows, { ...options, connections: ROW_CONNECTIONS, tell });
  const memory = memoryLines({ workerd: world.postern.pid, OpenBao: world.vault.pid });
  const notes = [];
  for (const scenario of scenarios) {
    if (scenario.notes === undefined) continue;
    tell(scenario.name);
    notes.push("", ...(await scenario.notes(states.get(scenario), world)));
  }
  const how = `${options.rounds} x ${options.seconds} s a cell (median):`;
  return [how, "", ratioTable(measured, ROW_CONNECTIONS), "", ...aims(measured), ...memory, ...notes];
}

/** @param {string} revision @returns {typeof measureScenarios} */
function measureAgainst(revision) {
  return async (shared, modules, scenarios) => {
    tell(`building the Worker of ${revision}`);
    const base = await buildRevision(shared.life, revision);
    const theirs = await openWorld(shared, base.modules, base.root);
    const pairs = await pairsOf(scenarios, await openWorld(shared, modules), theirs);
    const options = { seconds: 1, rounds: shared.short ? 3 : 7, tell };
    const without = scenarios.filter(({ rows, groups }) => rows === undefined && groups === undefined);
    const names = without.map(({ name }) => name).join(", ");
    const rest = names === "" ? [] : ["", `Not compared, because they put nothing under load in cells: ${names}.`];
    return [...pairedReport(await measurePairs(shared.gun, pairs, options), base.commit), ...rest];
  };
}

function readArguments() {
  const names = SCENARIOS.map(({ name }) => name);
  const options = /** @type {const} */ ({
    short: { type: "boolean", default: false },
    patient: { type: "boolean", default: false },
    base: { type: "string" },
    only: { type: "string", multiple: true },
  });
  const usage = `usage: npm run bench -- [--short] [--patient] [--base REVISION] [--only NAME ...]
  --short      one round of 1 s a cell, instead of the median of 3 rounds of 3 s; without the scenarios that take long,
               unless they are named
  --patient    on a shared machine: keeps a figure only if others were idle while it was taken
  --base REVISION  the Worker of that revision too, each cell by both: base, this, this, base
  --only NAME  this scenario alone, and ${BARE}, which the ratios need; may come again. One of
               ${names.join(", ")}`;
  const { short, patient: wait, base, only } = readOptions(options, usage);
  const strange = (only ?? []).filter((name) => !names.includes(name));
  if (strange.length > 0) throw new ToolError(`no scenario is called ${strange.join(", ")}\n${usage}`);
  // The bare route stays: without it there are no ratios.
  const chosen = SCENARIOS.filter(({ name }) => only === undefined || name === BARE || only.includes(name));
  const isLeftOut = (/** @type {Scenario<any>} */ { long = false }) => short && long && only === undefined;
  return {
    short,
    wait,
    base,
    scenarios: chosen.filter((scenario) => !isLeftOut(scenario)),
    leftOut: chosen.filter(isLeftOut).map(({ name }) => name),
  };
}

/** @param {string} text */
function tell(text) {
  console.error(`  ${text}`);
}
