import { signal } from "@preact/signals";

/** What time it is, to the half minute: times that are told as "3 minutes ago" follow it. */
export const nowMs = signal(Date.now());
const STEP_MS = 30_000;
setInterval(() => {
  nowMs.value = Date.now();
}, STEP_MS);
