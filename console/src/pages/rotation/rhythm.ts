import { rotation } from "#texts/rotation.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";

export type Policy = components["schemas"]["RotationPolicy"];

/** When a policy rotates, in words. Pure. */
export function rhythmOf({ interval, schedule, timezone, window }: Policy): string {
  const { rhythm } = rotation;
  const base = schedule === null ? rhythm.interval(interval ?? "") : rhythm.schedule(schedule, timezone ?? "UTC");
  if (window === null) return base;
  const days = window.days?.join(", ") ?? rhythm.everyDay;
  return `${base}, ${rhythm.window(days, window.start, window.end, window.timezone ?? "UTC")}`;
}
