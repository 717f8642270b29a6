/** After half an hour without a person at the keyboard the page is covered. */
export const IDLE_MS = 30 * 60_000;
const LOOK_EVERY_MS = 15_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Has nothing happened for as long? */
export const isIdle = (lastMs: number, nowMs: number, limitMs: number): boolean => nowMs - lastMs >= limitMs;

/**
 * Tells of a person's activity, at most once in each look, and when there was none for half an hour. The clock decides and not a
 * timer of that length: a machine that slept has an old last sign when it wakes. Gives what takes a sign that came to another window.
 */
export function watchActivity(on: { active(): void; idle(): void }): () => void {
  let lastMs = Date.now();
  let wasActive = false;
  const look = (): void => {
    if (isIdle(lastMs, Date.now(), IDLE_MS)) on.idle();
    else if (wasActive) on.active();
    wasActive = false;
  };
  // What comes first after a long absence does not undo it.
  const seen = (): void => {
    look();
    lastMs = Date.now();
  };
  for (const sign of SIGNS)
    addEventListener(
      sign,
      () => {
        seen();
        wasActive = true;
      },
      { passive: true, capture: true },
    );
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_EVERY_MS);
  return seen;
}
