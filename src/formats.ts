/** Times and durations as the API writes them. Pure; milliseconds inside, text outside. */

export const DAY_MS = 86_400_000;

/** RFC 3339, UTC, whole seconds, cut and not rounded. */
export function formatTimestamp(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const day = Math.floor(seconds / DAY_S);
  // A list shows a hundred instants, most of the same few days: the parts of a date are worked out for a day once.
  if (day !== lastDay.day) lastDay = { day, text: new Date(day * DAY_MS).toISOString().slice(0, 11) };
  const rest = seconds - day * DAY_S;
  return `${lastDay.text}${twoDigits(rest / 3600)}:${twoDigits((rest / 60) % 60)}:${twoDigits(rest % 60)}Z`;
}
const DAY_S = 86_400;
let lastDay = { day: 0, text: "1970-01-01T" };
const twoDigits = (value: number): string => (value < 10 ? `0${Math.floor(value)}` : String(Math.floor(value)));
export const formatNullableTimestamp = (ms: number | null): string | null => (ms === null ? null : formatTimestamp(ms));

/** The instant that `formatTimestamp` shows, in milliseconds: clients see whole seconds, so whole seconds count. */
export const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** RFC 3339, UTC, milliseconds: audit entries and events. */
export const formatTimestampMs = (ms: number): string => new Date(ms).toISOString();

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** The last instant that has a form in RFC 3339. */
export const LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/** RFC 3339 with `Z` or an offset, years 1970 to 9999; a fraction is cut. Undefined if it is no such instant. */
export function parseTimestamp(text: string): number | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offsetHours = Number(match[8] ?? 0);
  const offsetMinutes = Number(match[9] ?? 0);
  const inRange = hour <= 23 && minute <= 59 && second <= 59 && offsetHours <= 23 && offsetMinutes <= 59;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(utc);
  if (!inRange || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000 * (match[7] === "-" ? 1 : -1);
  const ms = utc + offsetMs;
  return year >= 1970 && ms >= 0 && ms <= LAST_INSTANT_MS ? ms : undefined;
}

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS, w: 604_800_000 } as const;
export const MAX_DURATION_MS = 3650 * DAY_MS;

/** `^[1-9][0-9]{0,8}[smhdw]$`, at most 3650 days, in milliseconds. Undefined otherwise. */
export function parseDuration(text: string): number | undefined {
  const match = /^([1-9][0-9]{0,8})([smhdw])$/.exec(text);
  if (!match) return undefined;
  const ms = Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
  return ms <= MAX_DURATION_MS ? ms : undefined;
}

/** A length of whole seconds as `parseDuration` reads it, in the largest unit that fits it whole: `90m`, `7d`. */
export function formatDuration(ms: number): string {
  const seconds = Math.floor(ms / UNIT_MS.s);
  const [unit, size] = UNITS.find(([, unitSeconds]) => seconds % unitSeconds === 0) ?? ["s", 1];
  return `${seconds / size}${unit}`;
}
const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
] as const;
