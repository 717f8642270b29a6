import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions } from "./lib/arguments.mjs";
import { CHROMIUM_HINT, findChromium } from "./lib/chromium.mjs";
import { changeInTheVault, deleteAll, readEvents } from "./lib/demo/ending.mjs";
import { tellIdentity } from "./lib/demo/identity.mjs";
import { startIssuer } from "./lib/demo/issuer.mjs";
import { registerCredential, registerVault, resolveOnThePage } from "./lib/demo/main-job.mjs";
import { changeInTheStore, deletePointers, registerOwnStore } from "./lib/demo/native.mjs";
import { startReceiver } from "./lib/demo/receiver.mjs";
import { refuseWrongCallers, refuseWrongPages } from "./lib/demo/refusals.mjs";
import { tellRotation } from "./lib/demo/rotation.mjs";
import { setUpStranger, setUpTenants } from "./lib/demo/set-up.mjs";
import { newStory } from "./lib/demo/story.mjs";
import { tellVault } from "./lib/demo/vault.mjs";
import { inLifetime } from "./lib/lifetime.mjs";
import { mintOperatorToken } from "./lib/operator-token.mjs";
import { inProject, runMain, ToolError } from "./lib/project.mjs";
import { newRootKey } from "./lib/root-keys.mjs";
import { startTemporaryWorker } from "./lib/worker.mjs";
import { findOpenBao, giveAppRole, MEND_COMMAND, startOpenBao } from "./openbao.mjs";
import { setUp } from "./setup.mjs";

/**
 * `npm run demo [-- --browser | --identity | --native | --rotation | --vault]`: the whole main job, from an empty deployment to the last deletion, against an OpenBao
 * and a Postern that are started for it and gone afterwards; instead with `--browser` a sign-in in a Chromium, with `--rotation` half a year of a secret, with
 * `--vault` the command line of OpenBao, which takes Postern for a vault. It ends with 0 only if every answer was the expected one.
 */
const USAGE = `usage: npm run demo -- [--browser | --identity | --native | --rotation | --vault]
  --browser   an agent signs in in a Chromium on this machine, and nobody there sees the password
  --identity  a job of a build server has no stored token: what its server signs buys one for a quarter of an hour
  --native    against Postern's own store: no vault is needed
  --rotation  half a year of a rotating secret, on a moved clock
  --vault     the bao command line and bao agent work with Postern as with a vault`;
/** What is started for each story. */
const PARTS = {
  broker: "OpenBao and Postern, both",
  identity: "Postern and an issuer, both",
  native: "Postern",
  vault: "Postern",
  rotation: "Postern",
  browser: "OpenBao, Postern, Chromium and a portal, all",
};
await runMain(async () => {
  const told = chooseStory();
  await setUp({ docsOnly: true });
  const startedMs = performance.now();
  const totals = await inLifetime((life) => perform(life, told));
  if (totals === undefined) return; // interrupted
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(
    `\nAll ${totals.checks} checks in ${totals.steps} steps held, in ${seconds} s. All that was started is stopped and removed.`,
  );
});

/** @returns {keyof typeof PARTS} */
function chooseStory() {
  const flag = /** @type {const} */ ({ type: "boolean" });
  const options = readOptions({ browser: flag, identity: flag, native: flag, rotation: flag, vault: flag }, USAGE);
  const named = /** @type {(keyof typeof options)[]} */ (Object.keys(options)).filter((name) => options[name]);
  if (named.length > 1) throw new ToolError(`one story at a time\n${USAGE}`);
  const [told = "broker"] = named;
  if (told === "browser" && findChromium() === undefined) throw new ToolError(CHROMIUM_HINT);
  return told;
}

/** @param {import("./lib/lifetime.mjs").Lifetime} life @param {ReturnType<typeof chooseStory>} told */
async function perform(life, told) {
  const withVault = told === "broker" || told === "browser";
  console.log(`Starting ${PARTS[told]} for this demonstration only ...`);
  const folder = await life.hold(
    () => mkdtemp(join(tmpdir(), "postern-demo-")),
    (path) => rm(path, { recursive: true, force: true }),
  );
  const auditFile = join(folder, "vault-audit.log");
  const vault = withVault
    ? await life.hold(
        () => startOpenBao({ auditFile }),
        (server) => server.stop(),
      )
    : undefined;
  const operatorToken = mintOperatorToken();
  const entry = told === "rotation" ? { entry: inProject("scripts", "lib", "demo", "moving-clock.ts") } : {};
  const postern = await life.hold(
    () => startTemporaryWorker({ vars: throwawayVars(operatorToken), ...entry }),
    (worker) => worker.stop(),
  );
  console.log(`${vault ? `OpenBao is at ${vault.url}, ` : ""}Postern is at ${postern.url}.`);
  console.log(
    `${told === "vault" ? "$ is a command, > a request, < an" : "> is a request, < its"} answer, = what holds about it. Secrets are shown as ******** unless they are the point.`,
  );
  const story = newStory();
  try {
    const place = { url: postern.url, operatorToken };
    if (vault === undefined) await tellWithoutVault(story, life, told, { ...place, folder });
    else if (told === "browser") await tellInBrowser(story, life, { ...place, vault, auditFile });
    else await tell(story, { ...place, vault, auditFile });
  } catch (error) {
    throw error instanceof ToolError ? new ToolError(`step ${story.totals().steps}: ${error.message}`) : error;
  }
  return story.totals();
}

/** @typedef {{ url: string, operatorToken: string }} Place */

/**
 * @param {import("./lib/demo/story.mjs").Story} story @param {import("./lib/lifetime.mjs").Lifetime} life @param {string} told
 * @param {Place & { folder: string }} place
 */
async function tellWithoutVault(story, life, told, { folder, ...place }) {
  if (told === "native") return tellNative(story, place);
  if (told === "identity") {
    const issuer = await life.hold(startIssuer, (started) => started.stop());
    return tellIdentity(story, { ...place, issuer });
  }
  if (told === "vault") {
    const binary = await findOpenBao();
    if (binary === undefined) throw new ToolError(`no bao command at hand; this mends it: ${MEND_COMMAND}`);
    return tellVault(story, life, { ...place, folder, binary });
  }
  const receiver = await life.hold(startReceiver, (started) => started.stop());
  return tellRotation(story, { ...place, receiver });
}

/**
 * What it needs is loaded here alone: TypeScript of the tests, which an older Node could not run.
 * @param {import("./lib/demo/story.mjs").Story} story @param {import("./lib/lifetime.mjs").Lifetime} life
 * @param {Place & { vault: import("./openbao.mjs").OpenBaoServer, auditFile: string }} place
 */
async function tellInBrowser(story, life, { vault, auditFile, ...place }) {
  const { setStage, tellBrowser } = await import("./lib/demo/browser.mjs");
  const stage = await setStage(life);
  const access = { address: vault.url, ...(await giveAppRole(vault)) };
  await tellBrowser(story, { ...place, ...stage, access, vaultCalls: () => entriesIn(auditFile) });
}

/**
 * @param {import("./lib/demo/story.mjs").Story} story
 * @param {{ vault: import("./openbao.mjs").OpenBaoServer, auditFile: string, url: string, operatorToken: string }} place
 */
async function tell(story, { vault, auditFile, url, operatorToken }) {
  const access = { address: vault.url, ...(await giveAppRole(vault)) };
  const { operator, tenant, manager, runner, watcher } = await setUpTenants(story, { url, operatorToken });
  const integration = await registerVault(story, manager, access);
  const credential = await registerCredential(story, manager, integration);
  await resolveOnThePage(story, runner, credential);
  await refuseWrongPages(story, runner, credential, () => entriesIn(auditFile));
  const stranger = await setUpStranger(story, operator, url);
  await refuseWrongCallers(story, { credential, watcher, stranger, operator, tenantId: tenant.id });
  await changeInTheVault(story, runner, credential, vault);
  await readEvents(story, manager, credential);
  await deleteAll(story, { manager, runner: runner, integration, credential, vault });
}

/**
 * The same with no outside vault: nothing else needs to be installed.
 * @param {import("./lib/demo/story.mjs").Story} story @param {{ url: string, operatorToken: string }} place
 */
async function tellNative(story, { url, operatorToken }) {
  const { operator, tenant, manager, runner, watcher } = await setUpTenants(story, { url, operatorToken });
  const integration = await registerOwnStore(story, manager);
  const credential = await registerCredential(story, manager, integration, "app/portal/billing-robot");
  await resolveOnThePage(story, runner, credential);
  const stranger = await setUpStranger(story, operator, url);
  await changeInTheStore(story, { manager, runner, credential });
  await refuseWrongCallers(story, { credential, watcher, stranger, operator, tenantId: tenant.id });
  await deletePointers(story, { manager, runner, integration, credential });
}

/** Nothing of the developer's own deployment is used. @param {string} operatorToken */
function throwawayVars(operatorToken) {
  return {
    ROOT_KEYS: JSON.stringify([newRootKey("demo-1")]),
    OPERATOR_TOKEN: operatorToken,
    OUTBOUND_ALLOW: JSON.stringify(["127.0.0.1"]),
    RATE_LIMITS: "{}",
  };
}

/** @param {string} file one line per request and per answer */
function entriesIn(file) {
  return readFileSync(file, "utf8").split("\n").length;
}
