import { expect, it } from "vitest";
import { isForUsAlone, placeIn } from "../../../packages/client/src/cli/run/signals";

const BACKGROUND = { isForeground: false, leadsSession: false };
const FOREGROUND = { isForeground: true, leadsSession: false };
const FIRST = { isForeground: true, leadsSession: true };

it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGWINCH"] as const)(
  "%s is passed on where no terminal sends it",
  (signal) => {
    expect(isForUsAlone(signal, BACKGROUND)).toBe(true);
  },
);

it.each(["SIGINT", "SIGQUIT", "SIGWINCH"] as const)(
  "%s is not passed on in the foreground of a terminal, which sends it to all",
  (signal) => {
    expect([isForUsAlone(signal, FOREGROUND), isForUsAlone(signal, FIRST)]).toEqual([false, false]);
  },
);

it.each(["SIGTERM", "SIGUSR1", "SIGUSR2"] as const)(
  "%s is passed on in the foreground, too: no terminal sends it",
  (signal) => {
    expect([isForUsAlone(signal, FOREGROUND), isForUsAlone(signal, FIRST)]).toEqual([true, true]);
  },
);

it("SIGHUP is passed on by the one that leads its session, which alone is told that its terminal closes", () => {
  expect([isForUsAlone("SIGHUP", FOREGROUND), isForUsAlone("SIGHUP", FIRST)]).toEqual([false, true]);
});

it.each([
  ["7 (node) S 1 7 7 0 -1 4194560 0", 7, { isForeground: false, leadsSession: true }],
  ["7 (node) S 1 7 5 34816 7 4194560 0", 7, FOREGROUND],
  ["7 (node) S 1 7 7 34816 7 4194560 0", 7, FIRST],
  ["7 (node) S 1 7 5 34816 9 4194560 0", 7, BACKGROUND],
  ["7 (a ) S 1 7 7 0 (b) S 1 7 5 34816 7 4194560 0", 7, FOREGROUND],
])("the place of a process is read in %j", (stat, pid, place) => {
  expect(placeIn(stat, pid)).toEqual(place);
});
