/**
 * The table of ratios, in Markdown, so that docs/performance.md can hold it as printed.
 * @typedef {import("./measure.mjs").Measured} Measured
 */
export const BARE = "health";
export const YARDSTICK = "vault-read";
export const FORWARD = "forward";

/** @param {Measured[]} measured @param {number[]} connections */
export function ratioTable(measured, connections) {
  const of = (/** @type {string} */ id, /** @type {number} */ c) =>
    measured.find((row) => row.id === id)?.loads.get(c)?.perSecond;
  const head = ["", ...connections.flatMap((c) => [`c${c} req/s`, "p50 ms", "of bare route", "of direct read"])];
  const lines = measured.map(({ title, loads }) => [
    title,
    ...connections.flatMap((c) => {
      const load = loads.get(c);
      if (!load) return ["", "", "", ""];
      const ratio = (/** @type {number | undefined} */ base) => (base ? (load.perSecond / base).toFixed(2) : "");
      return [load.perSecond.toFixed(0), load.p50Ms.toFixed(2), ratio(of(BARE, c)), ratio(of(YARDSTICK, c))];
    }),
  ]);
  return markdown(head, lines);
}

/** The first column is text, the others are numbers. @param {string[]} head @param {string[][]} lines */
export function markdown(head, lines) {
  const all = [head, ...lines];
  const widths = head.map((_, at) => Math.max(3, ...all.map((line) => (line[at] ?? "").length)));
  const row = (/** @type {string[]} */ line) =>
    `| ${widths.map((width, at) => (at === 0 ? (line[at] ?? "").padEnd(width) : (line[at] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [row(head), rule, ...lines.map(row)].join("\n");
}

/** A line about an aim. @param {boolean} held @param {string} aim */
export const verdict = (held, aim) => `${held ? "held  " : "MISSED"} ${aim}`;

const MIN_GUARDED_SHARE = 0.35;
const MAX_RESOLVE_EXTRA_MS = 2;

/** What the design promises of these ratios. Told, not enforced: a busy machine is no fault of the code. @param {Measured[]} measured */
export function aims(measured) {
  const load = (/** @type {string} */ id, /** @type {number} */ c) =>
    measured.find((row) => row.id === id)?.loads.get(c);
  const lines = [];
  const [bare, guarded] = [load(BARE, 16), load("whoami", 16)];
  if (bare && guarded) {
    const share = guarded.perSecond / bare.perSecond;
    lines.push(
      verdict(
        share >= MIN_GUARDED_SHARE,
        `a guarded operation keeps ${MIN_GUARDED_SHARE} of the bare route at c16: ${share.toFixed(2)}`,
      ),
    );
  }
  const [direct, resolve] = [load(YARDSTICK, 1), load("resolve", 1)];
  if (direct && resolve) {
    const extra = resolve.p50Ms - direct.p50Ms;
    lines.push(
      verdict(
        extra <= MAX_RESOLVE_EXTRA_MS,
        `a resolve takes at most ${MAX_RESOLVE_EXTRA_MS} ms more than the vault alone (p50, c1): ${extra.toFixed(2)} ms`,
      ),
    );
  }
  const forward = load(FORWARD, 1);
  if (forward && resolve)
    lines.push(
      `       of that, beyond a Worker that only forwards the read: ${(resolve.p50Ms - forward.p50Ms).toFixed(2)} ms`,
    );
  return lines;
}
