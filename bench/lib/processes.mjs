import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of a runtime, as the system counts it. Linux only: elsewhere there is no figure. */
const PAGES_PER_MIB = 256;

/** The workerd that this process has started last, undefined where there is no /proc. @returns {number | undefined} */
export function newestWorkerd() {
  if (process.platform !== "linux") return undefined;
  const started = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [, command, rest = ""] = /\((.*)\) (.*)/s.exec(textOf(`/proc/${name}/stat`)) ?? [];
      const [, parent] = rest.split(" ");
      return command === "workerd" && Number(parent) === process.pid ? [Number(name)] : [];
    });
  return started.length === 0 ? undefined : Math.max(...started);
}

/** @param {number | undefined} pid @returns {number} MiB; NaN where it is not known */
export function residentMiB(pid) {
  if (pid === undefined) return Number.NaN;
  const [, pages] = textOf(`/proc/${pid}/statm`).split(" ");
  return Number(pages) / PAGES_PER_MIB;
}

/** Empty if the process has just ended. @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
