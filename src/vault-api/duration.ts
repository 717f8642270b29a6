import { formatDuration, MAX_DURATION_MS } from "../formats";

/** Durations as Go writes and reads them, and whole days. Pure; milliseconds inside. */

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  "\u00b5s": 1e-3,
  "\u03bcs": 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const DAY_MS = 86_400_000;
const PART = /([0-9]+(?:\.[0-9]*)?|\.[0-9]+)([num\u00b5\u03bc]s|[smh])/y;

/**
 * `90`, `"90"`, `"1h30m"`, `"1.5h"`, `"1d"`, `""` (none), in milliseconds: whole seconds, the rest is cut unless `round` says
 * otherwise. Undefined: it is no duration, or longer than ten years.
 */
export function parseGoDuration(given: unknown, round = Math.floor): number | undefined {
  const ms = millisecondsOf(given);
  return ms !== undefined && Number.isFinite(ms) && ms >= 0 && ms <= MAX_DURATION_MS
    ? round(ms / 1000) * 1000
    : undefined;
}

function millisecondsOf(given: unknown): number | undefined {
  if (typeof given === "number") return Number.isInteger(given) ? given * 1000 : undefined;
  if (typeof given !== "string") return undefined;
  if (given === "") return 0;
  const text = given.replace(/^[+]/, "");
  const [, count, day] = /^([0-9]{1,12})(d?)$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * (day === "d" ? DAY_MS : 1000);
  if (text === "") return undefined;
  let ms = 0;
  PART.lastIndex = 0;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    const [, amount, unit] = PART.exec(text) ?? [];
    if (amount === undefined || unit === undefined) return undefined;
    ms += Number(amount) * (UNITS[unit] ?? 0);
  }
  return ms;
}

/** `0s`, `45s`, `1h30m0s`. */
export function goDuration(ms: number): string {
  const all = Math.floor(ms / 1000);
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/** The same as the house writes durations. Null: none. */
export const houseDuration = (ms: number): string | null => (ms === 0 ? null : formatDuration(ms));

/** Whole seconds, the rest is cut; 0: none. */
export const secondsOf = (ms: number | null): number => (ms === null ? 0 : Math.floor(ms / 1000));
