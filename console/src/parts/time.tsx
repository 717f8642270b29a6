import { times } from "#texts/common.ts";
import { nowMs } from "../data/clock.ts";

const STEPS = [
  [60_000, 1000, "second"],
  [3_600_000, 60_000, "minute"],
  [86_400_000, 3_600_000, "hour"],
  [60 * 86_400_000, 86_400_000, "day"],
  [365 * 86_400_000, 30 * 86_400_000, "month"],
  [Number.POSITIVE_INFINITY, 365 * 86_400_000, "year"],
] as const;
const JUST_NOW_MS = 10_000;

/** A point in time as somebody says it, "in 3 days", against `now`. Pure. */
export function relativeTime(atMs: number, now: number): string {
  const distance = atMs - now;
  if (Math.abs(distance) < JUST_NOW_MS) return times.now;
  const [, size, unit] = STEPS.find(([below]) => Math.abs(distance) < below) ?? STEPS[5];
  return times.relative(Math.trunc(distance / size), unit);
}

/** A timestamp of the API: how far away it is, and when exactly where one asks. */
export function Time({ at, none = "–" }: { readonly at: string | null | undefined; readonly none?: string }) {
  if (at === null || at === undefined) return <>{none}</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={times.absolute(date)}>
      {relativeTime(date.getTime(), nowMs.value)}
    </time>
  );
}

/** When exactly, as the person's clock has it; in UTC where one asks. */
export function Instant({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={at}>
      {times.absolute(new Date(at))}
    </time>
  );
}
