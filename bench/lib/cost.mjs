import { median } from "./measure.mjs";
import { processorMs } from "./processes.mjs";

/**
 * Processor time of the runtime for one request of each shot, in turns. What else runs on the machine changes it much less than it changes how long a
 * request takes. Linux only: elsewhere there is no figure.
 * @param {import("./load.mjs").Gun} gun
 * @param {import("./load.mjs").Shot[]} shots
 * @param {{ pid: number | undefined, connections: number, seconds: number, rounds: number }} options `pid`: the runtime's
 * @returns {Promise<{ micros: number[], ratios: number[] }>} medians of the rounds; ratios to the first shot, within each round
 */
export async function costOf(gun, shots, { pid, connections, seconds, rounds }) {
  const runs = shots.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < shots.length; turn++) {
      const at = (turn + round) % shots.length;
      const shot = shots[at];
      if (shot === undefined) continue;
      const before = processorMs(pid);
      const { perSecond } = await gun.fire(shot, { connections, seconds });
      runs[at]?.push(((processorMs(pid) - before) * 1000) / (perSecond * seconds));
    }
  }
  const [base = []] = runs;
  const ratio = (/** @type {number} */ micros, /** @type {number} */ round) => micros / (base[round] ?? Number.NaN);
  return { micros: runs.map(median), ratios: runs.map((taken) => median(taken.map(ratio))) };
}
