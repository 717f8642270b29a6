import { readOptions } from "../scripts/lib/arguments.mjs";
import { inLifetime } from "../scripts/lib/lifetime.mjs";
import { requireBundledNode, runMain, ToolError } from "../scripts/lib/project.mjs";
import { giveAppRole, startOpenBao } from "../scripts/openbao.mjs";
import { buildWorker } from "./lib/build.mjs";
import { heldFolder } from "./lib/held.mjs";
import { findGun } from "./lib/load.mjs";
import { describeMachine, loadNow } from "./lib/machine.mjs";
import { measure } from "./lib/measure.mjs";
import { patient } from "./lib/patience.mjs";
import { startPostern } from "./lib/postern.mjs";
import { aims, BARE, ratioTable } from "./lib/report.mjs";
import { newTenant } from "./lib/tenant.mjs";
import audit from "./scenarios/audit.mjs";
import authenticate from "./scenarios/authenticate.mjs";
import flood from "./scenarios/flood.mjs";
import health from "./scenarios/health.mjs";
import hostCheck from "./scenarios/host-check.mjs";
import native from "./scenarios/native.mjs";
import resolve from "./scenarios/resolve.mjs";
import rotation from "./scenarios/rotation.mjs";
import signIn from "./scenarios/sign-in.mjs";
import singleFlight from "./scenarios/single-flight.mjs";
import storeSize from "./scenarios/store-size.mjs";
import turns from "./scenarios/turns.mjs";
import vault from "./scenarios/vault.mjs";
import webhooks from "./scenarios/webhooks.mjs";
import whoami from "./scenarios/whoami.mjs";

/**
 * `npm run bench [-- --short] [--patient] [--only NAME ...]`: Postern in workerd beside an OpenBao, all on 127.0.0.1, under load. What
 * counts are the ratios within one run; figures of two runs, or of two machines, are not to be compared.
 *
 * @typedef {object} World
 * @property {import("./lib/postern.mjs").Postern} postern
 * @property {import("./lib/tenant.mjs").Tenant} tenant
 * @property {import("../scripts/openbao.mjs").OpenBaoServer} vault
 * @property {{ roleId: string, secretId: string }} role
 * @property {import("../scripts/lib/lifetime.mjs").Lifetime} life
 * @property {import("./lib/load.mjs").Gun} gun
 * @property {import("./lib/postern.mjs").Modules} modules the Worker, built
 * @property {(text: string) => void} tell progress, for who waits
 * @property {boolean} short
 */
/**
 * @template S
 * @typedef {object} Scenario
 * @property {string} name
 * @property {(world: World) => Promise<S>} setup
 * @property {(state: S, world: World) => import("./lib/measure.mjs").Row[]} rows what is put under load, for the table
 * @property {(state: S, world: World) => Promise<string[]>} [notes] what is measured otherwise, as lines to print
 */
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
  storeSize,
  turns,
  flood,
  rotation,
  webhooks,
  authenticate,
  signIn,
];
const CONNECTIONS = [1, 16];
const PATIENCE_MS = 10 * 60_000;

await runMain(async () => {
  requireBundledNode();
  const { short, wait, scenarios } = readArguments();
  await inLifetime(async (life) => {
    const startedMs = performance.now();
    tell("building the Worker");
    const modules = await buildWorker();
    const folder = await heldFolder(life);
    tell("starting Postern and OpenBao");
    const openBao = await life.hold(
      () => startOpenBao(),
      (server) => server.stop(),
    );
    const postern = await life.hold(
      () => startPostern(modules, folder),
      (started) => started.stop(),
    );
    const [tenant, role] = [await newTenant(postern), await giveAppRole(openBao, { tokenTtl: "1h" })];
    const found = await findGun();
    const careful = wait ? patient(found, { patienceMs: PATIENCE_MS, tell }) : undefined;
    const gun = careful?.gun ?? found;
    const world = { postern, tenant, vault: openBao, role, life, gun, modules, tell, short };

    const states = new Map();
    for (const scenario of scenarios) states.set(scenario, await scenario.setup(world));
    const rows = scenarios.flatMap((scenario) => scenario.rows(states.get(scenario), world));
    const options = short ? { seconds: 1, rounds: 1 } : { seconds: 3, rounds: 3 };
    const measured = await measure(gun, rows, { ...options, connections: CONNECTIONS, tell });
    const notes = [];
    for (const scenario of scenarios) {
      if (scenario.notes === undefined) continue;
      tell(scenario.name);
      notes.push("", ...(await scenario.notes(states.get(scenario), world)));
    }

    const how = `${gun.name}, ${options.rounds} x ${options.seconds} s a cell (median), load average at the end ${loadNow()}`;
    const calm = careful === undefined ? [] : [careful.verdict()];
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const lines = [
      describeMachine(folder),
      how,
      ...calm,
      "",
      ratioTable(measured, CONNECTIONS),
      "",
      ...aims(measured),
      ...notes,
    ];
    console.log(`\n${lines.join("\n")}\n\nDone in ${seconds} s.`);
  });
});

function readArguments() {
  const names = SCENARIOS.map(({ name }) => name);
  const options = /** @type {const} */ ({
    short: { type: "boolean", default: false },
    patient: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
  });
  const usage = `usage: npm run bench -- [--short] [--patient] [--only NAME ...]
  --short      one round of 1 s a cell, instead of the median of 3 rounds of 3 s
  --patient    on a shared machine: keeps a figure only if others were idle while it was taken
  --only NAME  this scenario alone, and ${BARE}, which the ratios need; may come again. One of
               ${names.join(", ")}`;
  const { short, patient: wait, only } = readOptions(options, usage);
  const strange = (only ?? []).filter((name) => !names.includes(name));
  if (strange.length > 0) throw new ToolError(`no scenario is called ${strange.join(", ")}\n${usage}`);
  // The bare route stays: without it there are no ratios.
  return {
    short,
    wait,
    scenarios: SCENARIOS.filter(({ name }) => only === undefined || name === BARE || only.includes(name)),
  };
}

/** @param {string} text */
function tell(text) {
  console.error(`  ${text}`);
}
