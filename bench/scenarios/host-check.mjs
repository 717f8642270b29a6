import { buildWorker } from "../lib/build.mjs";
import { median } from "../lib/measure.mjs";
import { startBareWorker } from "../lib/postern.mjs";
import { markdown } from "../lib/report.mjs";

/**
 * Does the check of a page's host depend on how many domains are allowed? Once through the API, with credentials of 1, 10
 * and 100 domains (100 is the limit), and once the bare functions in workerd, with lists far longer than may be stored.
 */
const LISTS = [1, 10, 100];
const LONG_LISTS = [1, 10, 100, 1000, 5000];
const REPEATS = 5;
const CHECK_LOOPS = 40_000;
/** @type {[string, number][]} */
const CHECKS = [
  ["exact", CHECK_LOOPS],
  ["wildcard", CHECK_LOOPS],
  ["miss", CHECK_LOOPS],
];

/** Half of them exact, half wildcards, and the one that matches comes last. @param {number} count */
const domainsOf = (count) =>
  Array.from({ length: count }, (_, at) => {
    if (at === count - 1) return "portal.example.net";
    return at % 2 === 0 ? `host-${at}.example.org` : `*.zone-${at}.example.com`;
  });

/** @type {import("../lib/world.mjs").Scenario<{ ids: [number, string][] }>} */
export default {
  name: "host-check",
  long: true,
  async setup({ tenant }) {
    const access = { address: "http://127.0.0.1:1", roleId: "unused", secretId: "unused" };
    const { id: integrationId } = await tenant.registerVault(access);
    /** @type {[number, string][]} */
    const ids = [];
    for (const count of LISTS) {
      const wish = { integrationId, vaultPath: "secret/data/app/none", domains: domainsOf(count) };
      ids.push([count, (await tenant.registerCredential(wish)).id]);
    }
    return { ids };
  },
  rows: ({ ids }, { tenant }) =>
    ids.map(([count, id]) => ({
      id: `match-${count}`,
      title: `match: ${count} allowed domain${count === 1 ? "" : "s"}`,
      shot: tenant.shot(`POST /api/v1/credentials/${id}/match`, { url: "https://portal.example.net/login" }),
      check: (body) => body.allowed === true,
    })),
  async notes(_, { life, short }) {
    const modules = await buildWorker("host-check", "bench/workers/wrangler.toml");
    const worker = await life.hold(
      () => startBareWorker(modules),
      (started) => started.stop(),
    );
    const lines = [];
    for (const count of LONG_LISTS) {
      const cells = [String(count)];
      for (const [job, times] of /** @type {[string, number][]} */ ([...CHECKS, ["compile", CHECK_LOOPS / count]])) {
        const loops = Math.ceil(short ? times / 4 : times);
        cells.push((await microsPerLoop(worker.url, { job, count, loops })).toFixed(2));
      }
      lines.push(cells);
    }
    const head = ["patterns", "exact match, us", "wildcard match, us", "no match, us", "compile the list, us"];
    return ["The host check alone, in workerd, one check on one list:", "", markdown(head, lines)];
  },
};

/**
 * Timed from outside: the clock of a Worker stands still while it computes. An empty loop is subtracted.
 * @param {string} url @param {{ job: string, count: number, loops: number }} work
 */
async function microsPerLoop(url, { job, count, loops }) {
  const time = async (/** @type {number} */ times) => {
    const startMs = performance.now();
    const response = await fetch(`${url}/?job=${job}&count=${count}&loops=${times}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${job}: ${response.status} ${text}`);
    return performance.now() - startMs;
  };
  await time(loops); // warm
  const spentMs = [];
  for (let i = 0; i < REPEATS; i++) spentMs.push((await time(loops)) - (await time(0)));
  return (median(spentMs) * 1000) / loops;
}
