import { DAY_MS } from "../formats";
import type { ReasonWord } from "../reason-words";

/**
 * Schedules of cron: minute, hour, day of the month, month, day of the week. Pure. Local times are milliseconds as if the zone were
 * UTC (`kernel/wall-clock.ts`); this file knows no zone.
 */
export interface Cron {
  /** Of a day, from 0 to 1439, ascending. */
  readonly minutesOfDay: readonly number[];
  readonly daysOfMonth: ReadonlySet<number>;
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Both kinds of day are set, so either of them will do. Else both must fit, and the one that is `*` always does. */
  readonly isEitherDay: boolean;
}
type Fault = Extract<ReasonWord, "format" | "range" | "too_long">;
export type ParsedCron =
  | { readonly ok: true; readonly value: Cron }
  | { readonly ok: false; readonly reason: Fault | "unsatisfiable" };

interface Field {
  readonly first: number;
  readonly last: number;
  /** Words for the numbers from `first` on. */
  readonly words: readonly string[];
}
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const FIELDS: readonly Field[] = [
  { first: 0, last: 59, words: [] },
  { first: 0, last: 23, words: [] },
  { first: 1, last: 31, words: [] },
  { first: 1, last: 12, words: MONTHS },
  // Sunday is 0 and 7.
  { first: 0, last: 7, words: WEEKDAYS },
];
const MAX_LENGTH = 256;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** From one 29 February to the next, where a year of a new century between them has none. */
const LONGEST_WAIT_DAYS = 8 * 366;
/** After so many years dates fall on the same days of the week. */
const CYCLE_DAYS = 28 * 366;
const SOME_MONDAY_MS = Date.UTC(2001, 0, 1);

/** Five fields between blanks: `*`, numbers, words, ranges, lists, and steps over `*` or a range. Refuses a schedule that never comes. */
export function parseCron(text: string): ParsedCron {
  if (text.length > MAX_LENGTH) return { ok: false, reason: "too_long" };
  const texts = text.split(/[ \t]+/);
  if (texts.length !== FIELDS.length) return { ok: false, reason: "format" };
  const parsed = FIELDS.map((field, at) => parseField(texts[at] ?? "", field));
  const faults = parsed.filter((values) => typeof values === "string");
  if (faults.length > 0) return { ok: false, reason: faults.includes("format") ? "format" : "range" };
  const [minutes, hours, daysOfMonth, months, weekdays] = parsed.map((values) =>
    typeof values === "string" ? [] : values,
  ) as [number[], number[], number[], number[], number[]]; // one per field, of which there are five
  const value = {
    minutesOfDay: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)),
    daysOfMonth: new Set(daysOfMonth),
    months: new Set(months),
    weekdays: new Set(weekdays.map((day) => day % 7)),
    isEitherDay: texts[2] !== "*" && texts[4] !== "*",
  };
  return nextDay(value, SOME_MONDAY_MS, LONGEST_WAIT_DAYS) === undefined
    ? { ok: false, reason: "unsatisfiable" }
    : { ok: true, value };
}

/** Ascending, each once. */
function parseField(text: string, field: Field): number[] | Fault {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const range = parseRange(part, field);
    if (typeof range === "string") return range;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** A step counts from the start of its range, and one over a single number means nothing. */
function parseRange(text: string, { first, last, words }: Field): { from: number; to: number; step: number } | Fault {
  const [, star, low, high, every] = /^(?:(\*)|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:\/([0-9]+))?$/i.exec(text) ?? [];
  if (star === undefined && (low === undefined || (every !== undefined && high === undefined))) return "format";
  const from = low === undefined ? first : numberOf(low, words, first);
  let to = star === undefined ? numberOf(high ?? low ?? "", words, first) : last;
  if (from === undefined || to === undefined) return "format";
  // A range that ends with Sunday goes on to the end of the week, but for one of Sunday alone.
  if (words === WEEKDAYS && high !== undefined && to === 0 && from > 0) to = 7;
  const step = Number(every ?? 1);
  return from < first || to > last || from > to || step < 1 ? "range" : { from, to, step };
}

function numberOf(text: string, words: readonly string[], first: number): number | undefined {
  if (/^[0-9]+$/.test(text)) return Number(text);
  const at = words.indexOf(text.toLowerCase());
  return at === -1 ? undefined : at + first;
}

/** The first local time of the schedule after another. */
export function nextMatch(cron: Cron, localMs: number): number {
  const today = Math.floor(localMs / DAY_MS) * DAY_MS;
  const later = cron.minutesOfDay.find((minute) => today + minute * MINUTE_MS > localMs);
  if (later !== undefined && isDay(cron, new Date(today))) return today + later * MINUTE_MS;
  const day = nextDay(cron, today + DAY_MS, LONGEST_WAIT_DAYS);
  if (day === undefined) throw new Error("a schedule that was checked never comes");
  return day + (cron.minutesOfDay[0] ?? 0) * MINUTE_MS;
}

/** The shortest time between two of its local times, in milliseconds. */
export function shortestWaitMs(cron: Cron): number {
  const { minutesOfDay } = cron;
  const within = minutesOfDay.slice(1).map((minute, at) => minute - (minutesOfDay[at] ?? 0));
  const overnight = (minutesOfDay[0] ?? 0) - (minutesOfDay.at(-1) ?? 0);
  return Math.min(...within, overnight + shortestDays(cron) * DAY_MINUTES) * MINUTE_MS;
}

/** Between two days of the schedule. */
function shortestDays(cron: Cron): number {
  const end = SOME_MONDAY_MS + CYCLE_DAYS * DAY_MS;
  let shortest = Number.POSITIVE_INFINITY;
  let last: number | undefined;
  for (let from = SOME_MONDAY_MS; from < end && shortest > 1; ) {
    const day = nextDay(cron, from, LONGEST_WAIT_DAYS) ?? end;
    if (last !== undefined) shortest = Math.min(shortest, (day - last) / DAY_MS);
    last = day;
    from = day + DAY_MS;
  }
  return shortest;
}

/** The first day of the schedule from a midnight on. Months that are not in it are passed at once. */
function nextDay(cron: Cron, midnightMs: number, days: number): number | undefined {
  const end = midnightMs + days * DAY_MS;
  for (let day = midnightMs; day <= end; ) {
    const date = new Date(day);
    if (!cron.months.has(date.getUTCMonth() + 1)) day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    else if (isDay(cron, date)) return day;
    else day += DAY_MS;
  }
  return undefined;
}

function isDay({ months, daysOfMonth, weekdays, isEitherDay }: Cron, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const [byDate, byWeekday] = [daysOfMonth.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return isEitherDay ? byDate || byWeekday : byDate && byWeekday;
}
