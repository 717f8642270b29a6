import { median } from "./measure.mjs";

/**
 * Two builds under the same load in the order base, this, this, base, so that a machine which becomes slower or quicker meanwhile does so
 * for both alike. How far the two runs of one build differ, though nothing differs between them, is what the machine itself adds.
 *
 * @typedef {import("./load.mjs").Load} Load
 * @typedef {"processorUs" | "p50Ms" | "perSecond"} Figure
 * @typedef {{ base: readonly [Load, Load], own: readonly [Load, Load] }} Round in the order of their time
 * @typedef {{ own: number, base: number, ratio: number, resolution: number, resolved: boolean }} Compared medians over the rounds; `ratio`:
 *   this by the base; `resolution`: how far the two runs of one build differ, the base's or this one's; `resolved`: the ratio differs from
 *   1 by more than that, to the same side in each round. Of seven rounds that is about twice the standard error of their median
 */

/** @param {readonly Round[]} rounds @param {Figure} figure @returns {Compared} */
export function compareRounds(rounds, figure) {
  const mean = (/** @type {readonly [Load, Load]} */ [first, second]) => (first[figure] + second[figure]) / 2;
  const ratios = rounds.map(({ base, own }) => mean(own) / mean(base));
  const ratio = median(ratios);
  const difference = (/** @type {readonly [Load, Load]} */ [first, second]) =>
    Math.abs(second[figure] / first[figure] - 1);
  const resolution = median(rounds.flatMap(({ base, own }) => [difference(base), difference(own)]));
  const isOneSided = ratios.every((of) => of < 1) || ratios.every((of) => of > 1);
  return {
    own: median(rounds.map(({ own }) => mean(own))),
    base: median(rounds.map(({ base }) => mean(base))),
    ratio,
    resolution,
    resolved: isOneSided && Math.abs(ratio - 1) > resolution,
  };
}

/** As a cell of a table: in brackets if the effect is not resolved. @param {Compared} compared */
export function ratioText({ ratio, resolution, resolved }) {
  const text = `${ratio.toFixed(2)} ±${resolution.toFixed(2)}`;
  return resolved ? text : `(${text})`;
}
