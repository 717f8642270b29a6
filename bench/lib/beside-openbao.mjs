import { withOneCoreEach } from "./one-core.mjs";
import { atLeast, figures, markdown, US } from "./report.mjs";
import { sideBySide } from "./side-by-side.mjs";

/**
 * Postern beside an OpenBao that does the same, said both ways: requests a second on the whole machine, where OpenBao uses every core and
 * Postern one thread, and requests for a second of processor time. In each group OpenBao's shot is the first and Postern's the second.
 *
 * @typedef {import("./side-by-side.mjs").Cell} Cell
 */
const AT = 64; // connections that the aims speak of
const MIN_SHARE = 1;
const MIN_PROCESSOR_SHARE = 1.5;

/** @param {Cell} cell @returns {number} requests for a second of processor time, Postern's by OpenBao's; NaN where it is not known */
const processorShare = ({ shots: [, own] }) => 1 / (own?.processorRatio ?? Number.NaN);

/** @param {Cell[]} cells */
export function besideTable(cells) {
  const head = ["", ...["Postern", "OpenBao"].flatMap((name) => [`${name} req/s`, "p50 ms", US])];
  return markdown(
    [...head, "ratio req/s", "ratio p50", "ratio req/processor s"],
    cells.map((cell) => {
      const [theirs, own] = cell.shots;
      const share = processorShare(cell);
      return [
        `${cell.title}, c${cell.connections}`,
        ...figures(own?.load),
        ...figures(theirs?.load),
        own?.perSecondRatio.toFixed(2) ?? "",
        own?.p50Ratio.toFixed(2) ?? "",
        Number.isNaN(share) ? "" : share.toFixed(2),
      ];
    }),
  );
}

/** @param {Cell[]} cells @returns {string[]} a line for each aim that could be measured */
export function besideVerdicts(cells) {
  return cells
    .filter(({ connections }) => connections === AT)
    .flatMap((cell) => {
      const share = processorShare(cell);
      const aim = `${cell.title} at c${AT} reaches ${MIN_SHARE.toFixed(1)} of OpenBao's requests a second on the whole machine`;
      const perProcessor = `${cell.title} at c${AT} reaches ${MIN_PROCESSOR_SHARE} of OpenBao's requests for a second of processor time`;
      return [
        atLeast(cell.shots[1]?.perSecondRatio ?? Number.NaN, MIN_SHARE, aim),
        ...(Number.isNaN(share) ? [] : [atLeast(share, MIN_PROCESSOR_SHARE, perProcessor)]),
      ];
    });
}

/**
 * The same with each server held to one core in its turn.
 * @param {import("./load.mjs").Gun} gun @param {import("./side-by-side.mjs").Group[]} groups
 * @param {{ rounds: number, tell: (text: string) => void }} options
 */
export async function oneCoreNotes(gun, groups, { rounds, tell }) {
  tell("each server on one core");
  const cells = await withOneCoreEach(gun, (pinned) =>
    sideBySide(pinned, groups, { connections: [AT], seconds: 1, rounds, tell, warm: true }),
  );
  if (cells === undefined) return ["", "Each server on one core: not measured, without taskset or a second core.", ""];
  return ["", "Each server in its turn on one core, all else on the others:", "", besideTable(cells), ""];
}
