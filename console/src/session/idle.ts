/** After half an hour without a person at the keyboard the page is covered. */
export const IDLE_MS = 30 * 60_000;
const LOOK_EVERY_MS = 15_000;
/** Browsers let a hidden window look once a minute. One that has not looked for longer was frozen, or its machine slept. */
const STALLED_MS = 2 * 60_000;
/** In this time a window that was frozen hears what others told it meanwhile. */
const HEARING_MS = 1000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Has nothing happened for as long? */
export const isIdle = (lastMs: number, nowMs: number, limitMs: number): boolean => nowMs - lastMs >= limitMs;

/**
 * Tells of a person's activity, at most once in each look, and when there was none for half an hour. The clock decides and not a
 * timer of that length: a machine that slept has an old last sign when it wakes. Gives what takes a sign that came to another
 * window, where the person was seen in time.
 */
export function watchActivity(on: { active(): void; idle(): void }): () => void {
  let lastMs = Date.now();
  let lookedMs = lastMs;
  let wasActive = false;
  const isOver = (): boolean => isIdle(lastMs, Date.now(), IDLE_MS);
  const judge = (): void => {
    if (!isOver()) return;
    lastMs = Date.now();
    on.idle();
  };
  const look = (): void => {
    const isStalled = isIdle(lookedMs, Date.now(), STALLED_MS);
    lookedMs = Date.now();
    if (isStalled) setTimeout(judge, HEARING_MS);
    else judge();
  };
  const report = (): void => {
    look();
    if (wasActive) on.active();
    wasActive = false;
  };
  const seen = (): void => {
    look();
    // What comes first after a long absence does not undo it.
    if (isOver()) return;
    lastMs = Date.now();
    wasActive = true;
  };
  for (const sign of SIGNS) addEventListener(sign, seen, { passive: true, capture: true });
  document.addEventListener("visibilitychange", report);
  setInterval(report, LOOK_EVERY_MS);
  return () => {
    lastMs = Date.now();
  };
}
