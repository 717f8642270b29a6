import { existsSync, readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";

/** What a reader must know to judge the figures. @param {string} folder where the tables lie */
export function describeMachine(folder) {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus().length} cores (${model}), ${memory}, ${type()} ${release()}, Node ${process.versions.node}, storage on ${fileSystemOf(folder)}`;
}

/** One-minute load average: what others did on the machine meanwhile. */
export const loadNow = () => (loadavg()[0] ?? 0).toFixed(1);

/** On tmpfs a commit costs no fsync. @param {string} folder */
function fileSystemOf(folder) {
  if (!existsSync("/proc/mounts")) return "the temporary folder's disk";
  const mounts = readFileSync("/proc/mounts", "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  const holding = mounts.filter(([, at = ""]) => at === "/" || `${folder}/`.startsWith(`${at}/`));
  const [, , kind = "unknown"] = holding.sort(([, a = ""], [, b = ""]) => b.length - a.length)[0] ?? [];
  return kind === "tmpfs" ? "tmpfs (no real fsync)" : `disk (${kind}, real fsync)`;
}
