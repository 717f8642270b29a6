import { residentMiB } from "./processes.mjs";

/**
 * The table of ratios, in Markdown, so that docs/performance.md can hold it as printed.
 * @typedef {import("./measure.mjs").Measured} Measured
 */
export const BARE = "health";
export const YARDSTICK = "vault-read";
export const FORWARD = "forward";
/** The head of a column of processor time: microseconds of the server's process, a request. */
export const US = "us";

/** @param {Measured[]} measured @param {number[]} connections */
export function ratioTable(measured, connections) {
  const of = (/** @type {string} */ id, /** @type {number} */ c) =>
    measured.find((row) => row.id === id)?.loads.get(c)?.perSecond;
  const head = ["", ...connections.flatMap((c) => [`c${c} req/s`, "p50 ms", US, "of bare route", "of direct read"])];
  const lines = measured.map(({ title, loads }) => [
    title,
    ...connections.flatMap((c) => {
      const load = loads.get(c);
      if (!load) return ["", "", "", "", ""];
      const ratio = (/** @type {number | undefined} */ base) => (base ? (load.perSecond / base).toFixed(2) : "");
      return [...figures(load), ratio(of(BARE, c)), ratio(of(YARDSTICK, c))];
    }),
  ]);
  return markdown(head, lines);
}

/** @param {import("./load.mjs").Load | undefined} load @returns {string[]} requests a second, p50, processor time; empty where not known */
export const figures = (load) =>
  load === undefined
    ? ["", "", ""]
    : [
        load.perSecond.toFixed(0),
        load.p50Ms.toFixed(2),
        Number.isNaN(load.processorUs) ? "" : load.processorUs.toFixed(0),
      ];

/** What the processes hold now. @param {Record<string, number | undefined>} pids by their names @returns {string[]} no line where nothing is known */
export function memoryLines(pids) {
  const known = Object.entries(pids).flatMap(([name, pid]) => {
    const memory = residentMiB(pid);
    return Number.isNaN(memory) ? [] : [`${name} ${memory.toFixed(0)} MiB`];
  });
  return known.length === 0 ? [] : [`       resident memory after that: ${known.join(", ")}.`];
}

/**
 * The first column is text, the others are numbers. A column in which no line has anything is left out: what the system does not tell.
 * @param {string[]} head @param {string[][]} lines
 */
export function markdown(head, lines) {
  const told = head.map((_, at) => at === 0 || lines.some((line) => (line[at] ?? "") !== ""));
  const [shown = [], ...below] = [head, ...lines].map((line) => line.filter((_, at) => told[at]));
  return table(shown, below);
}

/** @param {string[]} head @param {string[][]} lines */
function table(head, lines) {
  const all = [head, ...lines];
  const widths = head.map((_, at) => Math.max(3, ...all.map((line) => (line[at] ?? "").length)));
  const row = (/** @type {string[]} */ line) =>
    `| ${widths.map((width, at) => (at === 0 ? (line[at] ?? "").padEnd(width) : (line[at] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [row(head), rule, ...lines.map(row)].join("\n");
}

/** A line about an aim. @param {boolean} held @param {string} aim */
export const verdict = (held, aim) => `${held ? "held  " : "MISSED"} ${aim}`;

const MIN_GUARDED_SHARE = 0.6;
const MAX_RESOLVE_EXTRA_MS = 1;
const MIN_RESOLVE_SHARE = 0.6;

/** What the design promises of these ratios. Told, not enforced: a busy machine is no fault of the code. @param {Measured[]} measured */
export function aims(measured) {
  const load = (/** @type {string} */ id, /** @type {number} */ c) =>
    measured.find((row) => row.id === id)?.loads.get(c);
  const lines = [];
  const [bare, guarded] = [load(BARE, 16), load("whoami", 16)];
  if (bare && guarded) {
    const aim = `a guarded operation keeps ${MIN_GUARDED_SHARE} of the bare route's requests a second at c16`;
    lines.push(atLeast(guarded.perSecond / bare.perSecond, MIN_GUARDED_SHARE, aim));
  }
  const [forward, resolve] = [load(FORWARD, 1), load("resolve", 1)];
  if (forward && resolve) {
    const extra = resolve.p50Ms - forward.p50Ms;
    const aim = `a resolve takes at most ${MAX_RESOLVE_EXTRA_MS} ms more than a Worker that only forwards the read (p50, c1)`;
    lines.push(verdict(extra <= MAX_RESOLVE_EXTRA_MS, `${aim}: ${extra.toFixed(2)} ms`));
  }
  const direct = load(YARDSTICK, 1);
  if (direct && resolve)
    lines.push(`       and ${(resolve.p50Ms - direct.p50Ms).toFixed(2)} ms more than the vault alone`);
  const [forwards, resolves] = [load(FORWARD, 16), load("resolve", 16)];
  if (forwards && resolves) {
    const aim = `resolves reach ${MIN_RESOLVE_SHARE} of that Worker's requests a second at c16`;
    lines.push(atLeast(resolves.perSecond / forwards.perSecond, MIN_RESOLVE_SHARE, aim));
  }
  return lines;
}

/** @param {number} share @param {number} least @param {string} aim */
export const atLeast = (share, least, aim) => verdict(share >= least, `${aim}: ${share.toFixed(2)}`);
