import { parseDuration } from "../formats";

/** When an expiry is told of. Pure; milliseconds, the clock is an argument. */

/** What is still to be told of a secret's expiry. */
export interface Notices {
  readonly expiresAtMs: number | null;
  /** Everything up to this instant was told, or lay before the expiry was set. */
  readonly noticedUntilMs: number | null;
}
export type Notice =
  | { readonly kind: "expiring"; readonly threshold: string; readonly daysRemaining: number }
  | { readonly kind: "expired" };

const DAY_MS = 86_400_000;
const msOf = (text: string): number => parseDuration(text) ?? 0;

/** The one to send now, if any: of several whose time has come only the nearest, and none of them once it has expired. */
export function noticeNow(
  { expiresAtMs, noticedUntilMs }: Notices,
  thresholds: readonly string[],
  nowMs: number,
): Notice | undefined {
  if (expiresAtMs === null || (noticedUntilMs !== null && noticedUntilMs >= expiresAtMs)) return undefined;
  if (nowMs >= expiresAtMs) return { kind: "expired" };
  const [threshold] = thresholds
    .filter((text) => expiresAtMs - msOf(text) <= nowMs && expiresAtMs - msOf(text) > (noticedUntilMs ?? 0))
    .toSorted((a, b) => msOf(a) - msOf(b));
  if (threshold === undefined) return undefined;
  return { kind: "expiring", threshold, daysRemaining: Math.ceil((expiresAtMs - nowMs) / DAY_MS) };
}

/** The earliest instant that is still to be told, past or future; null: none. */
export function nextNoticeMs({ expiresAtMs, noticedUntilMs }: Notices, thresholds: readonly string[]): number | null {
  if (expiresAtMs === null) return null;
  const open = [expiresAtMs, ...thresholds.map((text) => expiresAtMs - msOf(text))].filter(
    (ms) => ms > (noticedUntilMs ?? 0),
  );
  return open.length === 0 ? null : Math.min(...open);
}
