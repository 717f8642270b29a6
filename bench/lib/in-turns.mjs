import { Agent } from "node:http";
import { inTurn, send } from "./load.mjs";
import { median } from "./measure.mjs";

/**
 * Two shots request by request, over one connection, each first as often as the other: what else the machine does falls on both alike, so that
 * their ratio stands where figures taken a second apart differ by half.
 * @param {readonly [import("./load.mjs").Shot, import("./load.mjs").Shot]} shots
 * @param {number} count requests of each
 * @returns {Promise<{ p50Ms: readonly [number, number], ratio: number }>} the second by the first
 */
export async function inTurns(shots, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /** @type {readonly [number[], number[]]} */
  const timesMs = [[], []];
  try {
    for (let turn = 0; turn < count; turn++) {
      for (const which of /** @type {(0 | 1)[]} */ (turn % 2 === 0 ? [0, 1] : [1, 0])) {
        const shot = inTurn(shots[which], turn);
        const startMs = performance.now();
        const status = await send(agent, shot);
        timesMs[which].push(performance.now() - startMs);
        if (status < 200 || status > 299) throw new Error(`${shot.url} answered ${status}`);
      }
    }
  } finally {
    agent.destroy();
  }
  const p50Ms = /** @type {const} */ ([median(timesMs[0]), median(timesMs[1])]);
  return { p50Ms, ratio: p50Ms[1] / p50Ms[0] };
}
