import { fail } from "../errors";
import type { TimeWindowText } from "../kernel/policy";
import { wallClock } from "../kernel/wall-clock";
import { parseTimeWindow } from "../policies/conditions";
import type { ReasonWord } from "../reason-words";
import { msOf } from "../settings/rules";
import { parseCron } from "./cron";
import type { Timing } from "./timing";

/** When values are replaced, as it is given, stored and shown: an interval, maybe with a window, or a schedule with its timezone. */
export interface TimingTexts {
  readonly interval: string | null;
  readonly schedule: string | null;
  /** An IANA name; null beside an interval. */
  readonly timezone: string | null;
  /** Null beside a schedule. */
  readonly window: TimeWindowText | null;
}
/** Undefined: not named. */
export type TimingChange = { readonly [K in keyof TimingTexts]?: TimingTexts[K] | undefined };

const DEFAULT_ZONE = "UTC";

/** Of texts that were checked before they were stored. */
export function timingOf({ interval, schedule, timezone, window }: TimingTexts): Timing {
  if (interval !== null) return { kind: "interval", intervalMs: msOf(interval), window: windowOf(window) };
  const cron = parseCron(schedule ?? "");
  const clock = wallClock(timezone ?? DEFAULT_ZONE);
  if (!cron.ok || !clock) throw new Error("a stored schedule is none");
  return { kind: "schedule", schedule: { cron: cron.value, clock } };
}

function windowOf(text: TimeWindowText | null) {
  const parsed = text && parseTimeWindow(text);
  if (parsed && !parsed.ok) throw new Error("a stored window is none");
  return parsed ? parsed.value : null;
}

/**
 * What a body makes of what was there before: naming an interval ends a schedule, and the other way round, with what stood beside it.
 * Throws AppError validation_error, unless that is exactly one of the two.
 */
export function chooseTiming(change: TimingChange, before: TimingTexts | undefined): TimingTexts {
  const interval =
    change.interval === undefined ? (change.schedule ? null : (before?.interval ?? null)) : change.interval;
  const schedule =
    change.schedule === undefined ? (change.interval ? null : (before?.schedule ?? null)) : change.schedule;
  const fields: Record<string, ReasonWord> = {};
  if (interval === null && schedule === null) fields.interval = "required";
  if (interval !== null && schedule !== null) fields.schedule = "exclusive";
  if (interval !== null && change.timezone) fields.timezone = "exclusive";
  if (schedule !== null && change.window) fields.window = "exclusive";
  if (Object.keys(fields).length > 0) fail("validation_error", { fields });
  const timezone = change.timezone === undefined ? before?.timezone : change.timezone;
  const window = change.window === undefined ? before?.window : change.window;
  return interval === null
    ? { interval, schedule, timezone: timezone ?? DEFAULT_ZONE, window: null }
    : { interval, schedule, timezone: null, window: window ?? null };
}

/** An interval may be as long as before in another unit. */
export const isSameTiming = (a: TimingTexts, b: TimingTexts): boolean =>
  a.interval !== null && b.interval !== null
    ? msOf(a.interval) === msOf(b.interval) && JSON.stringify(a.window) === JSON.stringify(b.window)
    : a.schedule === b.schedule && a.timezone === b.timezone;
