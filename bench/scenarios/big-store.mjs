import { buildWorker } from "../lib/build.mjs";
import { heldPostern } from "../lib/held.mjs";
import { inTurns } from "../lib/in-turns.mjs";
import { median } from "../lib/measure.mjs";
import { newestWorkerd, processorUs, residentMiB } from "../lib/processes.mjs";
import { markdown, verdict } from "../lib/report.mjs";
import { sideBySide } from "../lib/side-by-side.mjs";
import { newTenant } from "../lib/tenant.mjs";

/**
 * A tenant of a million secrets and five million rows of the log, beside one of a thousand: what a call costs, what waking takes, how much memory,
 * and how many bytes of the file a secret and a row have. One of a thousand secrets was written by the product, and can be read; the others are its
 * copies by SQL.
 */
const REAL = 1_000;
const DATA = { username: "robot", password: "x".repeat(64), note: "y".repeat(24) };
const SECRETS_AT_ONCE = 20; // with all their copies
const ROWS_AT_ONCE = 100_000;
const WAKES = 9;
const MAX_RATIO = 1.3;
const MAX_WAKE_MS = 300;

/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

/** @type {import("../run.mjs").Scenario<undefined>} */
export default {
  name: "big-store",
  long: true,
  setup: async () => undefined,
  rows: () => [],
  async notes(_, { life, gun, short, tell }) {
    const [secrets, rows] = short ? [50_000, 100_000] : [1_000_000, 5_000_000];
    const postern = await heldPostern(life, await buildWorker("grow", "bench/workers/grow.toml"));
    const small = await openStore(postern, "small");
    const big = await openStore(postern, "big");
    tell(`growing a tenant to ${secrets} secrets and ${rows} rows of the log`);
    const bytes = await grow(big, secrets, rows);
    await postern.restart();

    tell("waking");
    const first = await firstCall(small, "GET /v1/auth/whoami");
    const wakes = [];
    for (const [title, line] of WAKING)
      wakes.push({ title, ofSmall: await wake(small, line), ofBig: await wake(big, line) });
    const before = residentMiB(newestWorkerd());
    const lines = [];
    for (const [title, shots] of pairs(small, big)) {
      tell(title);
      const { p50Ms, ratio } = await inTurns(shots, short ? 200 : 1_000);
      lines.push({ title: `${title}, c1`, small: p50Ms[0], big: p50Ms[1], ratio });
    }
    const groups = pairs(small, big).map(([title, shots]) => ({ title, shots: [...shots] }));
    const cells = await sideBySide(gun, groups, { rounds: short ? 1 : 9, seconds: 1, connections: [16], tell });
    for (const { title, shots } of cells) {
      const [of, other] = shots;
      if (!of || !other) throw new Error("a pair has two");
      lines.push({ title: `${title}, c16`, small: of.load.p50Ms, big: other.load.p50Ms, ratio: other.p50Ratio });
    }
    const after = residentMiB(newestWorkerd());

    const worst = Math.max(...lines.map(({ ratio }) => ratio));
    const worstWake = Math.max(...wakes.map(({ ofBig }) => ofBig.ms));
    return [
      `A tenant of ${secrets} secrets and ${rows} rows of the log beside one of ${REAL}, in turns:`,
      "",
      markdown(
        ["p50", `${REAL}: ms`, `${secrets}: ms`, "ratio"],
        lines.map(({ title, small: a, big: b, ratio }) => [title, a.toFixed(2), b.toFixed(2), ratio.toFixed(2)]),
      ),
      "",
      verdict(
        worst <= MAX_RATIO,
        `p50 with ${secrets} secrets is at most ${MAX_RATIO} of that with ${REAL}: ${worst.toFixed(2)}`,
      ),
      "",
      markdown(
        ["first call to an object that sleeps", `${REAL}: ms`, "processor", `${secrets}: ms`, "processor"],
        wakes.map(({ title, ofSmall, ofBig }) => [
          title,
          ...[ofSmall.ms, ofSmall.processorMs, ofBig.ms, ofBig.processorMs].map((ms) => ms.toFixed(1)),
        ]),
      ),
      "",
      verdict(
        worstWake <= MAX_WAKE_MS,
        `an object wakes in at most ${MAX_WAKE_MS} ms, its first list included: ${worstWake.toFixed(0)} ms`,
      ),
      `       the first call of all, with the start of the process's isolate: ${first.ms.toFixed(0)} ms.`,
      `       bytes of the file: ${bytes.ofSecret.toFixed(0)} a secret with its version and a row of its reads, ${bytes.ofRow.toFixed(0)} a row of the log, ${(bytes.all / 1e9).toFixed(2)} GB in all.`,
      `       resident memory of workerd: ${before.toFixed(0)} MiB before these reads, writes and lists, ${after.toFixed(0)} MiB after.`,
    ];
  },
};

/** @type {[title: string, line: string][]} */
const WAKING = [
  ["whoami", "GET /v1/auth/whoami"],
  ["read", `GET /v1/secrets/${pathOf(7)}`],
  ["list of 50, counts all", "GET /v1/secrets?limit=50"],
  ["newest 50 rows of the log", "GET /v1/audit/logs?limit=50"],
];

/** @param {number} at */
function pathOf(at) {
  return `fill/${String(at % 100).padStart(2, "0")}/key-${String(at).padStart(6, "0")}`;
}

/** A tenant with a thousand secrets, and the ways into its object. @param {import("../lib/postern.mjs").Postern} postern @param {string} slug */
async function openStore(postern, slug) {
  const tenant = await newTenant(postern, `store_${slug}`);
  /** @param {string} way @param {object} [wish] @returns {Promise<any>} */
  const ask = async (way, wish = {}) => {
    const body = JSON.stringify({ token: tenant.token, ...wish });
    const response = await fetch(`${postern.url}/bench/${way}`, { method: "POST", body });
    if (!response.ok) throw new Error(`${way}: ${response.status}`);
    return response.status === 204 ? null : await response.json();
  };
  await ask("fill", { from: 0, count: REAL, data: DATA });
  return { tenant, ask };
}

/** @param {Store} store @param {number} secrets @param {number} rows @returns {Promise<{ ofSecret: number, ofRow: number, all: number }>} bytes */
async function grow({ ask }, secrets, rows) {
  const empty = await ask("size");
  const copies = secrets / REAL - 1;
  for (let from = 0; from < REAL; from += SECRETS_AT_ONCE)
    await ask("copySecrets", { from, count: SECRETS_AT_ONCE, copies });
  const filled = await ask("size");
  const indexes = await ask("dropIndexes");
  for (let from = 0; from < rows; from += ROWS_AT_ONCE)
    await ask("copyEntries", { from, count: ROWS_AT_ONCE, of: rows });
  for (const text of indexes) await ask("makeIndex", { text });
  await ask("signHead");
  const all = await ask("size");
  return { ofSecret: (filled - empty) / (REAL * copies), ofRow: (all - filled) / rows, all };
}

/** @param {Store} store @param {string} line */
async function firstCall({ tenant, ask }, line) {
  await ask("sleep");
  const pid = newestWorkerd();
  const [startMs, startUs] = [performance.now(), processorUs(pid)];
  await tenant.call(line);
  return { ms: performance.now() - startMs, processorMs: (processorUs(pid) - startUs) / 1000 };
}

/** The median of the times; of the processor's, which come in steps of 10 ms, the mean. @param {Store} store @param {string} line */
async function wake(store, line) {
  const calls = [];
  for (let i = 0; i < WAKES; i++) calls.push(await firstCall(store, line));
  const processorMs = calls.reduce((sum, call) => sum + call.processorMs, 0) / WAKES;
  return { ms: median(calls.map(({ ms }) => ms)), processorMs };
}

/** @param {Store} small @param {Store} big @returns {[string, readonly [import("../lib/load.mjs").Shot, import("../lib/load.mjs").Shot]][]} */
function pairs(small, big) {
  const paths = Array.from({ length: REAL }, (_, at) => `/v1/secrets/${pathOf((at * 617) % REAL)}`);
  const of = (/** @type {(store: Store) => import("../lib/load.mjs").Shot} */ shot) =>
    /** @type {const} */ ([shot(small), shot(big)]);
  return [
    ["read", of(({ tenant }) => ({ ...tenant.shot("GET /"), paths }))],
    ["write", of(({ tenant }) => ({ ...tenant.shot("PUT /", { data: DATA }), paths }))],
    ["list of 50", of(({ tenant }) => tenant.shot("GET /v1/secrets?limit=50"))],
    ["newest 50 rows of the log", of(({ tenant }) => tenant.shot("GET /v1/audit/logs?limit=50"))],
  ];
}
