import { compareRounds, ratioText } from "./paired.mjs";
import { markdown } from "./report.mjs";

/**
 * Each cell of the scenarios by this build and by the base's, in the order base, this, this, base.
 *
 * @typedef {import("./load.mjs").Shot} Shot
 * @typedef {{ title: string, connections: number, base: Shot, own: Shot }} Pair
 * @typedef {{ pair: Pair, rounds: import("./paired.mjs").Round[] }} PairedCell
 */
const WARM_UP = { connections: 8, seconds: 2 };

/**
 * @param {import("./load.mjs").Gun} gun @param {Pair[]} pairs
 * @param {{ seconds: number, rounds: number, tell: (text: string) => void }} options
 * @returns {Promise<PairedCell[]>}
 */
export async function measurePairs(gun, pairs, { seconds, rounds, tell }) {
  for (const shot of warmable(pairs)) await gun.fire(shot, WARM_UP);
  /** @type {PairedCell[]} */
  const cells = pairs.map((pair) => ({ pair, rounds: [] }));
  for (let round = 1; round <= rounds; round++) {
    for (const { pair, rounds: found } of cells) {
      tell(`round ${round} of ${rounds}: ${titleOf(pair)}`);
      const fire = (/** @type {Shot} */ shot) => gun.fire(shot, { connections: pair.connections, seconds });
      const before = await fire(pair.base);
      const own = /** @type {const} */ ([await fire(pair.own), await fire(pair.own)]);
      found.push({ base: [before, await fire(pair.base)], own });
    }
  }
  return cells;
}

/** Each shot once, however many connections it is measured with. @param {Pair[]} pairs */
const warmable = (pairs) => new Set(pairs.flatMap(({ base, own }) => [base, own]));

/** @param {Pair} pair */
const titleOf = ({ title, connections }) => `${title}, c${connections}`;

/** @param {PairedCell[]} cells @param {string} commit of the base */
export function pairedReport(cells, commit) {
  const compared = cells.map(({ pair, rounds }) => ({
    title: titleOf(pair),
    us: compareRounds(rounds, "processorUs"),
    p50: compareRounds(rounds, "p50Ms"),
    rate: compareRounds(rounds, "perSecond"),
  }));
  const head = ["", "us a request", "by base", "p50 ms", "by base", "req/s", "by base"];
  const lines = compared.map(({ title, us, p50, rate }) => [
    title,
    ...(Number.isNaN(us.own) ? ["", ""] : [us.own.toFixed(0), ratioText(us)]),
    ...[p50.own.toFixed(2), ratioText(p50), rate.own.toFixed(0), ratioText(rate)],
  ]);
  return [
    `This build by that of ${commit}; of processor time, workerd's alone:`,
    "",
    markdown(head, lines),
    "",
    "±: how far two runs of the same build differ, the base's before and after or the two between. An effect below that, or not to one",
    "side in every round, is unresolved and stands in brackets.",
  ];
}
