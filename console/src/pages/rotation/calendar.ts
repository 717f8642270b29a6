const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;
const HOUR_MS = 3_600_000;
/** A year ahead is as far as the API looks. */
const MAX_HOURS = 8760;

/** A month as its weeks from Monday on, each day by its beginning in UTC; days of the months beside it fill the first and the last week. Pure. */
export function weeksOf(year: number, month: number): readonly (readonly number[])[] {
  const firstMs = Date.UTC(year, month, 1);
  const lastMs = Date.UTC(year, month + 1, 1) - DAY_MS;
  const beginMs = firstMs - ((new Date(firstMs).getUTCDay() + 6) % DAYS_OF_WEEK) * DAY_MS;
  const count = Math.ceil((lastMs - beginMs + DAY_MS) / DAY_MS / DAYS_OF_WEEK);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: DAYS_OF_WEEK }, (_, day) => beginMs + (week * DAYS_OF_WEEK + day) * DAY_MS),
  );
}

/** `2026-11` of a month, and back; undefined: it is none. Pure. */
export const monthText = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
export function monthIn(text: string): { year: number; month: number } | undefined {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  return year === undefined ? undefined : { year: Number(year), month: Number(month) - 1 };
}

/** What lies on each day of UTC, by the day's beginning. What is overdue stands on the day it was due. Pure. */
export function byDay<T extends { readonly due_at: string }>(due: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const days = new Map<number, T[]>();
  for (const one of due) {
    const dayMs = Math.floor(Date.parse(one.due_at) / DAY_MS) * DAY_MS;
    days.set(dayMs, [...(days.get(dayMs) ?? []), one]);
  }
  return days;
}

/** Hours until the end of the month and of the week that fills it, as the API takes them: 1 to 8760. Pure. */
export function hoursToEndOf(month: string, nowMs: number): string {
  const now = new Date(nowMs);
  const shown = monthIn(month) ?? { year: now.getUTCFullYear(), month: now.getUTCMonth() };
  const endMs = (weeksOf(shown.year, shown.month).at(-1)?.at(-1) ?? nowMs) + DAY_MS;
  return String(Math.min(MAX_HOURS, Math.max(1, Math.ceil((endMs - nowMs) / HOUR_MS))));
}
