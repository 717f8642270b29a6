import type { Tone } from "../../../parts/badge.tsx";
import type { Run } from "../records.ts";

/** Whether it goes on, so that there may be more to see of it. Pure. */
export const isLive = ({ status }: Pick<Run, "status">): boolean => status === "running" || status === "paused";

export const TONES: Readonly<Record<Run["status"], Tone>> = {
  running: "plain",
  paused: "warning",
  authenticated: "good",
  filled: "good",
  failed: "bad",
  cancelled: "plain",
};

/** A length of time as somebody says it. Pure. */
export const durationText = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
