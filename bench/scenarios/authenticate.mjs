import { createServer } from "node:http";
import { CHROMIUM_HINT, findChromium, startChromium } from "../../scripts/lib/chromium.mjs";
import { median } from "../lib/measure.mjs";
import { readAll } from "../lib/reads.mjs";
import { memoryLines, verdict } from "../lib/report.mjs";
import { newTenant } from "../lib/tenant.mjs";

/**
 * What Postern itself takes for a sign-in on a page that is loaded already, with a vault that is warm and a browser on this machine;
 * and what twenty sign-ins of a tenant at once do to another identity's reads in that tenant.
 */
const RUNS = 15;
const AT_ONCE = 20;
const READS = 100;
const READ = "/v1/secrets/app/quiet";
const MAX_OWN_MS = 400;
const MAX_RATIO = 1.3;
/** What a verdict waits for by its rule: nothing of a sign-in to be seen for a second. */
const QUIET_MS = 1000;
const TITLE = "bench";
const FORM = `<title>${TITLE}</title><form method="post"><input name="user" autocomplete="username"><input name="pass" type="password" autocomplete="current-password"><button>Sign in</button></form>`;

/** @typedef {{ id: string, pathOf: string, browserId: string, tabs: (count: number) => Promise<string[]> }} State */

/** @type {import("../lib/world.mjs").Scenario<State | undefined>} */
export default {
  name: "authenticate",
  long: true,
  async setup({ tenant, vault, role, life }) {
    if (findChromium() === undefined) return undefined;
    const vaultPath = "secret/data/app/sign-in";
    await vault.api("POST", vaultPath, { data: { login: "robot@acme.example", pass: "x".repeat(32) } });
    const { id: integrationId } = await tenant.registerVault({ address: vault.url, ...role });
    const { id } = await tenant.registerCredential({ integrationId, vaultPath, domains: ["127.0.0.1"] });
    await tenant.call(`PUT ${READ}`, { data: { password: "x".repeat(64) } });
    const chromium = await life.hold(
      () => startChromium(),
      (browser) => browser.stop(),
    );
    const browser = await tenant.call("POST /api/v1/browsers", { name: "bench", endpoint: chromium.url });
    const site = await life.hold(startSite, async (started) => started.close());
    const tabs = (/** @type {number} */ count) => openTabs(chromium.url, siteUrl(site), count);
    return { id, pathOf: `/api/v1/credentials/${id}`, browserId: browser.id, tabs };
  },
  async notes(state, world) {
    if (state === undefined) return [`Signing in was not measured: ${CHROMIUM_HINT}.`];
    const lines = [...(await ownTimes(state, world)), ...(await neighbours(state, world))];
    return [...lines, ...memoryLines({ workerd: world.postern.pid, OpenBao: world.vault.pid })];
  },
};

/** @param {State} state @param {import("../lib/world.mjs").World} world */
async function ownTimes({ pathOf, browserId, tabs }, { tenant, tell }) {
  tell("authenticate: own times");
  const targets = await tabs(RUNS);
  const on = (/** @type {string} */ targetId) => ({ browser: { browserId }, target: { targetId } });
  const describes = [];
  const fills = [];
  const signIns = [];
  for (const targetId of targets) {
    const startMs = performance.now();
    const described = await tenant.call(`POST ${pathOf}/describe-login`, on(targetId));
    describes.push(performance.now() - startMs);
    const filled = await run({ ...on(targetId), mode: "fill", submit: false });
    fills.push(filled.durationMs);
    const signedIn = await run(on(targetId));
    signIns.push(signedIn.durationMs);
    if (described.refusal !== null || filled.status !== "filled" || signedIn.status !== "authenticated")
      throw new Error(`no sign-in: ${described.refusal}, ${filled.code}, ${signedIn.code}`);
  }
  /** @param {object} body */
  async function run(body) {
    return await tenant.call(`POST ${pathOf}/authenticate`, body);
  }
  const [describe, fill, signIn] = [median(describes), median(fills), median(signIns)];
  const own = signIn - QUIET_MS;
  return [
    `Signing in, p50 of ${RUNS}, on pages that are loaded: describe-login ${describe.toFixed(0)} ms, filling alone ${fill.toFixed(0)} ms;`,
    `       a sign-in by wire ${signIn.toFixed(0)} ms, of which ${QUIET_MS} ms are the verdict's quiet second.`,
    verdict(describe <= MAX_OWN_MS, `describe-login takes at most ${MAX_OWN_MS} ms: ${describe.toFixed(0)}`),
    verdict(own <= MAX_OWN_MS, `a sign-in takes at most ${MAX_OWN_MS} ms of its own: ${own.toFixed(0)}`),
  ];
}

/** Each run has a credential of its own: of one there is one run at a time. @param {State} state @param {import("../lib/world.mjs").World} world */
async function neighbours({ pathOf, browserId, tabs }, { postern, tenant, short, tell }) {
  const shot = {
    ...tenant.shot(`GET ${READ}`),
    headers: { authorization: `Bearer ${await tenant.addIdentity("user:quiet")}` },
  };
  // The browser's pages take most of the machine: what that costs, another tenant's reads tell.
  const elsewhere = await newTenant(postern, "elsewhere");
  await elsewhere.call(`PUT ${READ}`, { data: { password: "x".repeat(64) } });
  const control = elsewhere.shot(`GET ${READ}`);
  const both = async () => {
    const [here, there] = await Promise.all([readAll(shot, READS), readAll(control, READS)]);
    return { here: median(here), there: median(there) };
  };
  const own = await tenant.call(`GET ${pathOf}`);
  const { name, vaultIntegrationId, vaultPath, fieldMap, allowedDomains } = own;
  const pointer = { name, vaultIntegrationId, vaultPath, fieldMap, allowedDomains };
  const ids = [];
  for (let at = 0; at < AT_ONCE; at++) ids.push((await tenant.call("POST /api/v1/credentials", pointer)).id);
  /** @type {{ alone: Awaited<ReturnType<typeof both>>, beside: Awaited<ReturnType<typeof both>> }[]} */
  const rounds = [];
  for (let round = 1; round <= (short ? 1 : 4); round++) {
    tell(`authenticate: ${AT_ONCE} at once, round ${round}`);
    const targets = await tabs(AT_ONCE);
    const alone = await both();
    const runs = Promise.all(
      ids.map((id, at) =>
        tenant.call(`POST /api/v1/credentials/${id}/authenticate`, {
          browser: { browserId },
          target: { targetId: targets[at] },
          waitMs: 60_000,
        }),
      ),
    );
    const beside = await both();
    const failed = (await runs).filter(({ status }) => status !== "authenticated");
    if (failed.length > 0) throw new Error(`${failed.length} of ${AT_ONCE} runs failed: ${failed[0].code}`);
    rounds.push({ alone, beside });
  }
  const here = median(rounds.map(({ alone, beside }) => beside.here / alone.here));
  const there = median(rounds.map(({ alone, beside }) => beside.there / alone.there));
  const ratio = median(rounds.map(({ alone, beside }) => beside.here / alone.here / (beside.there / alone.there)));
  return [
    `${AT_ONCE} sign-ins of one tenant at once, browser and all on this machine: p50 of another identity's reads in that tenant ${here.toFixed(2)} times`,
    `       what it was, of reads in another tenant ${there.toFixed(2)} times.`,
    verdict(
      ratio <= MAX_RATIO,
      `they slow a read of that tenant by at most ${MAX_RATIO} beyond what the machine is slowed: ${ratio.toFixed(2)}`,
    ),
  ];
}

/** Every page is the form, and whoever posts is let in. */
async function startSite() {
  const server = createServer((request, response) => {
    response.writeHead(request.method === "POST" ? 303 : 200, {
      "content-type": "text/html",
      ...(request.method === "POST" ? { location: "/home" } : {}),
    });
    response.end(request.method === "POST" ? "" : request.url === "/home" ? "<h1>Home</h1>" : FORM);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return server;
}

/** @param {import("node:http").Server} server */
function siteUrl(server) {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return `http://127.0.0.1:${address.port}/login`;
}

/** Their ids, once all of them show the form. @param {string} cdpUrl @param {string} page @param {number} count */
async function openTabs(cdpUrl, page, count) {
  const base = `http://${new URL(cdpUrl).host}/json`;
  const ask = async (/** @type {string} */ path, method = "GET") => await (await fetch(base + path, { method })).json();
  const made = [];
  for (let at = 0; at < count; at++) made.push((await ask(`/new?${page}`, "PUT")).id);
  for (;;) {
    const shown = (await ask("/list")).filter((/** @type {{ title: string }} */ { title }) => title === TITLE);
    if (made.every((id) => shown.some((/** @type {{ id: string }} */ tab) => tab.id === id))) return made;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
