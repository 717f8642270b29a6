import { createServer } from "node:http";
import { waitUntil } from "../../scripts/lib/child.mjs";
import { ToolError } from "../../scripts/lib/project.mjs";
import { loadNow } from "../lib/machine.mjs";
import { median } from "../lib/measure.mjs";
import { memoryLines, verdict } from "../lib/report.mjs";
import { newTenant } from "../lib/tenant.mjs";

/**
 * Does a receiver that never answers hold up the others? The same events to the same number of webhooks, once with all of them
 * alive and once with a dead one. The latency is the time from the start of the call that causes the event to the arrival of
 * the event; events come faster than they can be sent, so that it holds the wait in the queue.
 */
const WEBHOOKS = 10;
const AT_ONCE = 4;
const WAIT_MS = 180_000;
const MAX_RATIO = 1.3;

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "webhooks",
  long: true,
  setup: async () => undefined,
  async notes(_, world) {
    const count = world.short ? 200 : 1_000;
    world.tell(`${count} events to ${WEBHOOKS} webhooks`);
    const alive = await deliver(world, "hooks_alive", count, false);
    world.tell("the same with a dead receiver");
    const dead = await deliver(world, "hooks_dead", count, true);
    const ratio = dead.p50Ms / alive.p50Ms;
    const line = (/** @type {string} */ title, /** @type {Delivered} */ { p50Ms, seconds, perSecond, load }) =>
      `${title}: p50 ${p50Ms.toFixed(0)} ms from call to arrival, the last after ${seconds.toFixed(1)} s, ` +
      `${perSecond.toFixed(0)} deliveries/s (load average ${load}).`;
    return [
      `${count} events to ${WEBHOOKS} webhooks, each arrived once at each of the ${WEBHOOKS - 1} receivers compared:`,
      line("all receivers alive", alive),
      line("one never answers  ", dead),
      verdict(ratio <= MAX_RATIO, `a dead receiver costs the others at most ${MAX_RATIO} in p50: ${ratio.toFixed(2)}`),
      ...memoryLines({ workerd: world.postern.pid }),
    ];
  },
};

/** @typedef {{ p50Ms: number, seconds: number, perSecond: number, load: string }} Delivered of all webhooks but the last one */

/**
 * @param {import("../lib/world.mjs").World} world @param {string} slug @param {number} count events
 * @param {boolean} lastIsDead the last webhook's receiver takes requests and never answers
 * @returns {Promise<Delivered>}
 */
async function deliver({ postern, life }, slug, count, lastIsDead) {
  const tenant = await newTenant(postern, slug);
  const receivers = [];
  for (let at = 0; at < WEBHOOKS; at++) {
    const answers = !(lastIsDead && at === WEBHOOKS - 1);
    const receiver = await life.hold(
      () => startReceiver(answers),
      (started) => started.stop(),
    );
    await tenant.call("POST /v1/webhooks", { name: `hook ${at}`, url: receiver.url, events: ["secret.created"] });
    receivers.push(receiver);
  }
  const compared = receivers.slice(0, -1);
  /** @type {Map<string, number>} */
  const causedMs = new Map();
  const startMs = performance.now();
  let next = 0;
  const cause = async () => {
    while (next < count) {
      const path = `hook/key-${String(next++).padStart(6, "0")}`;
      causedMs.set(path, performance.now());
      await tenant.call(`PUT /v1/secrets/${path}`, { data: { value: "x" } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, cause));
  const isDone = async () => compared.every(({ arrivedMs }) => arrivedMs.size >= count);
  if (!(await waitUntil(isDone, { timeoutMs: WAIT_MS, running: () => true })))
    throw new ToolError(`not all events arrived within ${WAIT_MS / 1000} s`);
  const spentMs = performance.now() - startMs;
  const latencies = compared.flatMap(({ arrivedMs, repeated }) => {
    if (arrivedMs.size !== count || repeated() > 0) throw new ToolError("an event did not arrive exactly once");
    return Array.from(arrivedMs, ([path, atMs]) => atMs - (causedMs.get(path) ?? Number.NaN));
  });
  const result = { p50Ms: median(latencies), seconds: spentMs / 1000, load: loadNow() };
  return { ...result, perSecond: (latencies.length * 1000) / spentMs };
}

/** @param {boolean} answers */
async function startReceiver(answers) {
  /** By the path of the secret. @type {Map<string, number>} */
  const arrivedMs = new Map();
  let repeated = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      if (!answers) return;
      const { path } = /** @type {{ path: string }} */ (JSON.parse(body));
      if (arrivedMs.has(path)) repeated++;
      else arrivedMs.set(path, performance.now());
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new ToolError("the receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}/events`,
    arrivedMs,
    repeated: () => repeated,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
