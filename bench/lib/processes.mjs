import { readdirSync, readFileSync } from "node:fs";

/** What the system counts of a process: its processor time and its memory. Linux only: elsewhere there is no figure. */
const PAGES_PER_MIB = 256;
const MICROS_PER_TICK = 10_000; // USER_HZ is 100 on every Linux that Node runs on

/** @typedef {{ command: string, parent: number, ticks: number, ticksOfChildren: number }} ProcessStat `ticks`: of all its threads, the ended ones too */

/** The workerd that this process has started last, undefined where there is no /proc. @returns {number | undefined} */
export function newestWorkerd() {
  if (process.platform !== "linux") return undefined;
  const started = Array.from(allStats()).filter(
    ([, { command, parent }]) => command === "workerd" && parent === process.pid,
  );
  return started.length === 0 ? undefined : Math.max(...started.map(([pid]) => pid));
}

/** @param {number | undefined} pid @returns {number} MiB; NaN where it is not known */
export function residentMiB(pid) {
  if (pid === undefined) return Number.NaN;
  const [, pages] = textOf(`/proc/${pid}/statm`).split(" ");
  return Number(pages) / PAGES_PER_MIB;
}

/** User and system time so far, in steps of 10 ms. @param {number | undefined} pid @returns {number} us; NaN where it is not known */
export function processorUs(pid) {
  const stat = pid === undefined ? undefined : statOf(pid);
  return stat === undefined ? Number.NaN : stat.ticks * MICROS_PER_TICK;
}

/** Every process that can be seen. @returns {Map<number, ProcessStat>} by its id */
export function allStats() {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((name) => {
      const stat = statOf(Number(name));
      return stat === undefined ? [] : [/** @type {const} */ ([Number(name), stat])];
    }),
  );
}

/** Undefined if it has ended. @param {number} pid */
const statOf = (pid) => parseStat(textOf(`/proc/${pid}/stat`));

/** A line of /proc/PID/stat. @param {string} text @returns {ProcessStat | undefined} */
export function parseStat(text) {
  // proc(5): the name is in parentheses and may hold anything; the fields after it begin with the third.
  const [from, to] = [text.indexOf("("), text.lastIndexOf(")")];
  if (from === -1 || to === -1) return undefined;
  const fields = text
    .slice(to + 2)
    .split(" ")
    .map(Number);
  const [, parent = 0] = fields;
  const [user = 0, system = 0, userOfChildren = 0, systemOfChildren = 0] = fields.slice(11);
  const ticksOfChildren = userOfChildren + systemOfChildren;
  return { command: text.slice(from + 1, to), parent, ticks: user + system, ticksOfChildren };
}

/** Empty if there is no /proc, or the process has just ended. @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
