import { monitorEventLoopDelay } from "node:perf_hooks";
import { apiClient, expectStatus } from "../../scripts/lib/api-client.mjs";
import { aside } from "../lib/aside.mjs";
import { buildWorker } from "../lib/build.mjs";
import { heldPostern } from "../lib/held.mjs";
import { markdown, memoryLines, verdict } from "../lib/report.mjs";
import { newTenant } from "../lib/tenant.mjs";

/**
 * How long must another call wait while one that walks the whole store runs? A cheap call (whoami) is asked again and again over a
 * connection of its own; its longest answer bounds the longest turn of the thread.
 */
const FILL = 2_000; // secrets a request
const BATCH = 100; // rows of the log a request
const AT_ONCE = 8;
const MAX_GAP_MS = 50;
const ALL = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
const PATTERNS = { paths: ["**/*e*y*9*x"], options: { expand_wildcards: true } };

/** @type {[title: string, method: string, path: string, body?: object][]} */
const CALLS = [
  ["nothing", "GET", "/v1/auth/whoami"],
  ["list, counts all", "GET", "/v1/secrets?limit=50&secret_type=certificate"],
  ["expiring", "GET", "/v1/secrets/expiring?days=90"],
  ["batch of metadata by a pattern", "POST", "/v1/secrets/batch/metadata", PATTERNS],
  ["due", "GET", "/v1/rotation/due"],
  ["summary of the log", "GET", "/v1/audit/summary"],
  ["what an identity did", "GET", "/v1/audit/identities/user:bench"],
  ["log, two filters, no row", "GET", "/v1/audit/logs?identity_id=user:bench&success=true&identity_type=group"],
  ["log by prefix, no row", "GET", "/v1/audit/logs?path_prefix=fill/&source_ip=203.0.113.9"],
  ["log by time, no row", "GET", "/v1/audit/logs?from=2020-01-01&to=2100-01-01&identity_type=group"],
  ["verify", "GET", "/v1/audit/verify"],
  ["export", "POST", "/v1/audit/export", ALL],
];

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "turns",
  long: true,
  setup: async () => undefined,
  async notes(_, { life, short, tell }) {
    const [secrets, entries] = short ? [2_000, 5_000] : [100_000, 200_000];
    const postern = await heldPostern(life, await buildWorker("fill", "bench/workers/fill.toml"));
    const tenant = await newTenant(postern, "turns");
    const client = apiClient(postern.url, tenant.token);
    tell(`filling a tenant with ${secrets} secrets and ${entries} rows of the log`);
    await fill(postern.url, tenant.token, secrets);
    await log(client, Math.max(0, entries - secrets));
    const lines = [];
    let worst = 0;
    for (const [title, method, path, body] of CALLS) {
      tell(title);
      const found = await beside(client, await walkOf(postern.url, tenant.token, method, path, body));
      lines.push([
        title,
        found.tookMs.toFixed(0),
        String(found.asked),
        found.medianMs.toFixed(1),
        found.longestMs.toFixed(1),
        found.ownMs.toFixed(1),
      ]);
      worst = Math.max(worst, found.longestMs);
    }
    return [
      `Another call (whoami) beside one that walks a tenant of ${secrets} secrets and some ${entries} rows of the log:`,
      "",
      markdown(
        [
          "the one that walks",
          "took, ms",
          "others asked",
          "their p50, ms",
          "their longest, ms",
          "this thread's own longest turn, ms",
        ],
        lines,
      ),
      "",
      verdict(worst <= MAX_GAP_MS, `nobody waits longer than ${MAX_GAP_MS} ms: ${worst.toFixed(1)}`),
      ...memoryLines({ workerd: postern.pid }),
    ];
  },
};

/** @param {string} url @param {string} token @param {number} size */
async function fill(url, token, size) {
  for (let from = 0; from < size; from += FILL) {
    const body = JSON.stringify({ token, from, count: Math.min(FILL, size - from), data: { k: "v" } });
    const response = await fetch(`${url}/bench/fill`, { method: "POST", body });
    if (response.status !== 204) throw new Error(`the tenant was not filled: ${response.status}`);
  }
}

/** A batch read leaves a row for each path. @param {import("../../scripts/lib/api-client.mjs").Client} client @param {number} rows */
async function log(client, rows) {
  const paths = Array.from({ length: BATCH }, (_, at) => `none/${at}`);
  let left = Math.ceil(rows / BATCH);
  const go = async () => {
    while (left-- > 0) expectStatus("batch", await client("POST", "/v1/secrets/batch", { body: { paths } }), 200);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, go));
}

/** @param {string} url @param {string} token @param {string} method @param {string} path @param {object} [body] */
function walkOf(url, token, method, path, body) {
  const headers = { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) };
  return aside({ url: `${url}${path}`, method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

/** @param {import("../../scripts/lib/api-client.mjs").Client} client @param {() => Promise<void>} walk */
async function beside(client, walk) {
  const times = [];
  let walking = true;
  const own = monitorEventLoopDelay({ resolution: 1 });
  own.enable();
  const startMs = performance.now();
  const walked = walk().finally(() => {
    walking = false;
  });
  do {
    const askedMs = performance.now();
    expectStatus("whoami", await client("GET", "/v1/auth/whoami"), 200);
    times.push(performance.now() - askedMs);
  } while (walking);
  await walked;
  own.disable();
  times.sort((a, b) => a - b);
  const [longestMs, medianMs] = [times.at(-1) ?? 0, times[times.length >> 1] ?? 0];
  return { tookMs: performance.now() - startMs, asked: times.length, medianMs, longestMs, ownMs: own.max / 1e6 };
}
