import { usageError } from "../shell/exit.ts";

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const MAX_MS = 3650 * UNIT_MS.d;

/** A duration as the API has it, such as `90s`, `24h` or `30d`, in milliseconds. `option`: whose it is. Throws CliError, exit 2. */
export function parseDuration(text: string, option: string): number {
  const [, digits, unit] = /^([1-9][0-9]{0,8})([smhdw])$/.exec(text) ?? [];
  const ms = digits === undefined ? Number.NaN : Number(digits) * UNIT_MS[unit as keyof typeof UNIT_MS];
  if (ms <= MAX_MS) return ms;
  throw usageError(`${option} is a number with s, m, h, d or w behind it, and at most 3650d`, `${option} 24h`);
}

const UNITS = [
  ["days", UNIT_MS.d],
  ["hours", UNIT_MS.h],
  ["minutes", UNIT_MS.m],
  ["seconds", UNIT_MS.s],
] as const;

/** For people, in the largest unit that there are two of, rounded down: `26 hours`. */
export function formatDuration(ms: number): string {
  const [name, unit] = UNITS.find(([, size]) => ms >= 2 * size) ?? ["seconds", UNIT_MS.s];
  return `${Math.floor(ms / unit)} ${name}`;
}
