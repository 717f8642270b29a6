import { DAY_MS } from "../../src/formats";
import { type WallClock, wallClock } from "../../src/kernel/wall-clock";

export const MINUTE = 60_000;

export function clockOf(timeZone: string): WallClock {
  const clock = wallClock(timeZone);
  if (!clock) throw new Error(`no zone ${timeZone}`);
  return clock;
}

/** An instant as the clock of a zone shows it, with the distance from UTC. */
export function shown(timeZone: string, atMs: number): string {
  const localMs = clockOf(timeZone).localMs(atMs);
  const minutes = (localMs - atMs) / MINUTE;
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
  return `${new Date(localMs).toISOString().slice(0, 16)}${offset}`;
}

/** Zones whose clocks are moved by an hour, half an hour or two hours, on either half of the globe, or in the middle of the night. */
export const ZONES = [
  "UTC",
  "Europe/Amsterdam",
  "America/New_York",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Antarctica/Troll",
  "Asia/Beirut",
  "Asia/Kolkata",
  "Africa/Casablanca",
  "Pacific/Chatham",
] as const;

/** Instants from which the clock of a zone shows another distance from UTC, in some years; found minute by minute from a day's start. */
export function movesOf(timeZone: string, fromMs: number, untilMs: number): number[] {
  const clock = clockOf(timeZone);
  const offset = (atMs: number) => clock.localMs(atMs) - atMs;
  const moves: number[] = [];
  for (let day = fromMs; day < untilMs; day += DAY_MS)
    if (offset(day) !== offset(day + DAY_MS))
      for (let at = day; at < day + DAY_MS; at += MINUTE)
        if (offset(at) !== offset(at + MINUTE)) moves.push(at + MINUTE);
  return moves;
}
