import { median, medianLoad } from "./measure.mjs";

/**
 * Several shots that differ in one thing, fired right after each other, in an order that turns with each round: their ratios
 * stand also where the load of the machine moves, because they come from neighbours and not from medians taken apart.
 *
 * @typedef {import("./load.mjs").Load} Load
 * @typedef {{ title: string, shots: import("./load.mjs").Shot[], names?: string[] }} Group the first shot is what the others are compared
 *   with; `names`: of the shots, where more than one goes to Postern
 * @typedef {{ load: Load, perSecondRatio: number, p50Ratio: number, processorRatio: number }} Compared medians; the ratios are to the group's
 *   first shot, the last one of processor time a request
 * @typedef {{ title: string, connections: number, shots: Compared[] }} Cell
 */
const WARM_UP = { connections: 8, seconds: 1 };

/**
 * @param {import("./load.mjs").Gun} gun
 * @param {Group[]} groups
 * @param {{ connections: number[], seconds: number, rounds: number, tell: (text: string) => void, warm?: boolean }} options `warm`: it was under load already
 * @returns {Promise<Cell[]>} group after group
 */
export async function sideBySide(gun, groups, { connections, seconds, rounds, tell, warm = false }) {
  if (!warm) for (const shot of groups.flatMap(({ shots }) => shots)) await gun.fire(shot, WARM_UP);
  const cells = groups.flatMap((group) =>
    connections.map((c) => ({ group, c, runs: group.shots.map(() => /** @type {Load[]} */ ([])) })),
  );
  for (let round = 0; round < rounds; round++) {
    tell(`round ${round + 1} of ${rounds}, side by side`);
    for (const { group, c, runs } of cells) {
      for (let turn = 0; turn < group.shots.length; turn++) {
        const at = (turn + round) % group.shots.length;
        const shot = group.shots[at];
        if (shot) runs[at]?.push(await gun.fire(shot, { connections: c, seconds }));
      }
    }
  }
  return cells.map(({ group, c, runs }) => ({
    title: group.title,
    connections: c,
    shots: runs.map((loads) => compare(loads, runs[0] ?? [])),
  }));
}

/** @param {Load[]} loads @param {Load[]} base of the same rounds @returns {Compared} */
function compare(loads, base) {
  const ratio = (/** @type {"perSecond" | "p50Ms" | "processorUs"} */ of) =>
    median(loads.map((load, round) => load[of] / (base[round]?.[of] ?? Number.NaN)));
  const [perSecondRatio, p50Ratio, processorRatio] = [ratio("perSecond"), ratio("p50Ms"), ratio("processorUs")];
  return { load: medianLoad(loads), perSecondRatio, p50Ratio, processorRatio };
}
