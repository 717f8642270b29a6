import { Agent } from "node:http";
import { send } from "./load.mjs";
import { newestWorkerd, processorUs } from "./processes.mjs";

/**
 * Closed-loop load of many shots in turn, each with its own path and token, where a `Gun` has one token for all: what many tenants at once are.
 * The generator is Node's, so figures are compared with one another and with no gun's.
 * @param {readonly import("./load.mjs").Shot[]} shots
 * @param {{ connections: number, until: (sent: number, elapsedMs: number) => boolean, pauseMs?: number }} options `until`: when no more are sent;
 *   `pauseMs`: how long a connection rests between two
 * @returns {Promise<import("./load.mjs").Load & { processorUs: number }>} `processorUs`: of the newest workerd, a request
 */
export async function volley(shots, { connections, until, pauseMs = 0 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  /** @type {number[]} */
  const timesMs = [];
  const pid = newestWorkerd();
  const startUs = processorUs(pid);
  const startMs = performance.now();
  let sent = 0;
  const loop = async () => {
    while (!until(sent, performance.now() - startMs)) {
      const shot = shots[sent++ % shots.length];
      if (shot === undefined) throw new Error("there is no shot");
      const sentMs = performance.now();
      const status = await send(agent, shot);
      timesMs.push(performance.now() - sentMs);
      if (status < 200 || status > 299) throw new Error(`${shot.url} answered ${status}`);
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, loop));
  } finally {
    agent.destroy();
  }
  const tookMs = performance.now() - startMs;
  const spentUs = processorUs(pid) - startUs;
  timesMs.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => timesMs[Math.floor(timesMs.length * share)] ?? Number.NaN;
  return {
    perSecond: timesMs.length / (tookMs / 1000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    processorUs: spentUs / timesMs.length,
  };
}

/** Each shot once. @param {readonly import("./load.mjs").Shot[]} shots @param {number} connections */
export const volleyOnce = (shots, connections) => volley(shots, { connections, until: (sent) => sent >= shots.length });

/** @param {readonly import("./load.mjs").Shot[]} shots @param {number} connections @param {number} seconds */
export const volleyFor = (shots, connections, seconds) =>
  volley(shots, { connections, until: (_, elapsedMs) => elapsedMs >= seconds * 1000 });
