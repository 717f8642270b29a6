import { expect, it } from "vitest";
import { parseStat } from "../../bench/lib/processes.mjs";

/** The fields after the state up to the times: parent, and eleven that are not asked for. */
const TIMES = "S 77 1 1 0 -1 4194304 900 0 3 0 120 30 7 5 20 0 1 0 1000";

it("a line of /proc/PID/stat tells the user and system time of a process, and that of its ended children apart", () => {
  expect(parseStat(`4711 (workerd) ${TIMES}`)).toEqual({
    command: "workerd",
    parent: 77,
    ticks: 150,
    ticksOfChildren: 12,
  });
});

it("a process whose name holds spaces and parentheses is read after the last of them", () => {
  expect(parseStat(`4711 (a) S (b) ${TIMES}`)).toMatchObject({ command: "a) S (b", parent: 77, ticks: 150 });
});

it("a process that has ended has no line, and so no figures", () => {
  expect(parseStat("")).toBeUndefined();
});
