import { buildWorker } from "../lib/build.mjs";
import { heldPostern } from "../lib/held.mjs";
import { median } from "../lib/measure.mjs";
import { newestWorkerd, residentMiB } from "../lib/processes.mjs";
import { markdown, verdict } from "../lib/report.mjs";
import { newTenant } from "../lib/tenant.mjs";
import { volley, volleyFor, volleyOnce } from "../lib/volley.mjs";

/**
 * Do a thousand tenants at once cost more than one? All of them are asked in turn, beside one that is asked as often; how much memory an object
 * takes that is awake; and what the others feel of one that is asked without a pause. Here all objects share one thread and one process, so calls
 * to many objects wait for a commit each, one after the other, where calls to one share commits: their p50 tells of that, processor time does not.
 */
const SECRETS = 50;
const DATA = { username: "robot", password: "x".repeat(64), note: "y".repeat(24) };
const AT_ONCE = 16;
const CONNECTIONS = [16, 64];
const HOT_CONNECTIONS = 64;
const PAUSE_MS = 10;
const SECONDS = 2;
const MAX_RATIO = 1.3;

/** @typedef {import("../lib/tenant.mjs").Tenant} Tenant */
/** @typedef {import("../lib/load.mjs").Shot} Shot */

/** @type {[title: string, shot: (tenant: Tenant, at: number) => Shot][]} */
const KINDS = [
  ["read", (tenant, at) => tenant.shot(`GET /v1/secrets/${pathOf(at)}`)],
  ["write", (tenant, at) => tenant.shot(`PUT /v1/secrets/${pathOf(at)}`, { data: DATA })],
  ["list of 50", (tenant) => tenant.shot("GET /v1/secrets?limit=50")],
];

/** @type {import("../run.mjs").Scenario<undefined>} */
export default {
  name: "tenants",
  long: true,
  setup: async () => undefined,
  rows: () => [],
  async notes(_, { life, short, tell }) {
    const count = short ? 100 : 1_000;
    const postern = await heldPostern(life, await buildWorker("grow", "bench/workers/grow.toml"));
    tell(`making ${count} tenants of ${SECRETS} secrets`);
    const tenants = await manyTenants(postern, count);
    const [one] = tenants;
    if (!one) throw new Error("there is no tenant");

    await postern.restart();
    const memory = await wakeAll(postern.url, tenants, one);
    const lines = [];
    let [worst, worstProcessor] = [0, 0];
    const wokenBefore = await woken(postern.url);
    for (const [title, shotOf] of KINDS) {
      const alone = tenants.map((_tenant, at) => shotOf(one, at));
      const all = tenants.map(shotOf);
      for (const connections of CONNECTIONS) {
        tell(`${title}, c${connections}`);
        const found = await inRounds([alone, all], connections, short ? 2 : 5);
        lines.push([`${title}, c${connections}`, ...found.cells]);
        worst = Math.max(worst, found.ratio);
        worstProcessor = Math.max(worstProcessor, found.ofProcessor);
      }
    }
    const wokenMeanwhile = (await woken(postern.url)) - wokenBefore;
    tell("one hot tenant");
    const hot = await besideHot(tenants, one);
    const busyMiB = residentMiB(newestWorkerd());
    return [
      `${count} tenants of ${SECRETS} secrets in one Worker, asked in turn, beside one of them; us: processor time of workerd a request:`,
      "",
      markdown(
        ["", "one, c1: us", "one: req/s", "p50 ms", "us", "all: req/s", "p50 ms", "us", "ratio p50", "of us to c1"],
        lines,
      ),
      "",
      verdict(
        worst <= MAX_RATIO,
        `p50 of ${count} tenants is at most ${MAX_RATIO} of that of one: ${worst.toFixed(2)}`,
      ),
      verdict(
        worstProcessor <= MAX_RATIO,
        `a call takes at most ${MAX_RATIO} of the processor time of one to a tenant that is asked by itself at c1: ${worstProcessor.toFixed(2)}`,
      ),
      `       ${wokenMeanwhile} times an object woke while this was measured: who is not asked for ten seconds sleeps.`,
      ...memory,
      `       resident memory of workerd after all of this: ${busyMiB.toFixed(0)} MiB.`,
      `       one hot tenant (reads on ${HOT_CONNECTIONS} connections, ${hot.perSecond.toFixed(0)} a second) in the same process: the others' p50 goes from ${hot.calmMs.toFixed(1)} to ${hot.hotMs.toFixed(1)} ms.`,
    ];
  },
};

/** @param {number} at */
const pathOf = (at) => `fill/${String(at % SECRETS).padStart(2, "0")}/key-${String(at % SECRETS).padStart(6, "0")}`;

/** @param {import("../lib/postern.mjs").Postern} postern @param {number} count @returns {Promise<Tenant[]>} */
async function manyTenants(postern, count) {
  /** @type {Tenant[]} */
  const tenants = [];
  let next = 0;
  const make = async () => {
    while (next < count) {
      const at = next++;
      const tenant = await newTenant(postern, `many_${at}`);
      const body = JSON.stringify({ token: tenant.token, from: 0, count: SECRETS, data: DATA });
      const response = await fetch(`${postern.url}/bench/fill`, { method: "POST", body });
      if (response.status !== 204) throw new Error(`the tenant was not filled: ${response.status}`);
      tenants[at] = tenant;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, make));
  return tenants;
}

/** All sleep; one wakes, so that the isolate is there, then all do. @param {string} url @param {Tenant[]} tenants @param {Tenant} one */
async function wakeAll(url, tenants, one) {
  await one.call("GET /v1/auth/whoami");
  const pid = newestWorkerd();
  const before = residentMiB(pid);
  const first = await volleyOnce(
    tenants.map((tenant) => tenant.shot("GET /v1/auth/whoami")),
    1,
  );
  const after = residentMiB(pid);
  const perObject = ((after - before) * 1024) / tenants.length;
  return [
    `       first calls, each to an object that sleeps, c1: p50 ${first.p50Ms.toFixed(1)} ms, p99 ${first.p99Ms.toFixed(1)} ms; ${await woken(url)} objects awake then.`,
    `       resident memory of workerd: ${before.toFixed(0)} MiB with one awake, ${after.toFixed(0)} MiB with all: ${perObject.toFixed(0)} KiB an object.`,
  ];
}

/**
 * One on a connection alone, where each call has a commit of its own as it has where every call goes to another object; one on all connections,
 * where calls share commits; and all. In an order that turns.
 * @param {[Shot[], Shot[]]} shots @param {number} connections @param {number} rounds
 */
async function inRounds([alone, all], connections, rounds) {
  const kinds = [
    { shots: alone, connections: 1 },
    { shots: alone, connections },
    { shots: all, connections },
  ].map((kind) => ({ ...kind, loads: /** @type {Awaited<ReturnType<typeof volley>>[]} */ ([]) }));
  // Who fell asleep while another kind was measured wakes here.
  await volleyOnce(all, connections);
  for (let round = 0; round < rounds; round++)
    for (const { shots, connections: c, loads } of round % 2 === 0 ? kinds : kinds.toReversed())
      loads.push(await volleyFor(shots, c, SECONDS));
  const [single, one, many] = kinds.map(({ loads }) => loads);
  if (!single || !one || !many) throw new Error("there are three kinds");
  const ratioTo = (/** @type {typeof many} */ base, /** @type {"p50Ms" | "processorUs"} */ of) =>
    median(many.map((load, round) => load[of] / (base[round]?.[of] ?? Number.NaN)));
  const us = (/** @type {typeof many} */ loads) => median(loads.map(({ processorUs }) => processorUs)).toFixed(0);
  const told = [one, many].flatMap((loads) => [
    median(loads.map(({ perSecond }) => perSecond)).toFixed(0),
    median(loads.map(({ p50Ms }) => p50Ms)).toFixed(2),
    us(loads),
  ]);
  const [ratio, ofProcessor] = [ratioTo(one, "p50Ms"), ratioTo(single, "processorUs")];
  return { cells: [us(single), ...told, ratio.toFixed(2), ofProcessor.toFixed(2)], ratio, ofProcessor };
}

/** What the others wait for a read while one is asked without a pause. @param {Tenant[]} tenants @param {Tenant} one */
async function besideHot(tenants, one) {
  const others = tenants.slice(1).map((tenant, at) => tenant.shot(`GET /v1/secrets/${pathOf(at)}`));
  const paced = { connections: 1, pauseMs: PAUSE_MS };
  const seconds = (/** @type {number} */ _sent, /** @type {number} */ elapsedMs) => elapsedMs >= 2 * SECONDS * 1000;
  await volleyOnce(others, AT_ONCE);
  const calm = await volley(others, { ...paced, until: seconds });
  await volleyOnce(others, AT_ONCE);
  const flood = volleyFor([one.shot(`GET /v1/secrets/${pathOf(0)}`)], HOT_CONNECTIONS, 2 * SECONDS);
  const beside = await volley(others, { ...paced, until: seconds });
  return { perSecond: (await flood).perSecond, calmMs: calm.p50Ms, hotMs: beside.p50Ms };
}

/** How many objects were made since the isolate started. @param {string} url @returns {Promise<number>} */
async function woken(url) {
  const response = await fetch(`${url}/bench/woken`);
  return Number(await response.text());
}
