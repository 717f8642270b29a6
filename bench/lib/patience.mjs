import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { ToolError } from "../../scripts/lib/project.mjs";
import { allStats } from "./processes.mjs";

/**
 * For a machine that is shared: a figure is kept only if other people's processes were nearly idle while it was taken, else
 * it is taken again. Linux only: it reads /proc.
 *
 * @typedef {import("./load.mjs").Gun} Gun
 */
const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that Node runs on
const MAX_OTHERS = 0.3; // cores
const PEEK_MS = 250;
const PAUSE_MS = 750;

/**
 * @param {Gun} gun
 * @param {{ patienceMs: number, tell: (text: string) => void }} options `patienceMs`: in all; when it is over, what comes is kept
 * @returns {{ gun: Gun, verdict: () => string }}
 */
export function patient(gun, { patienceMs, tell }) {
  if (process.platform !== "linux") throw new ToolError("--patient reads /proc, which only Linux has");
  /** @type {number[]} */
  const kept = [];
  let leftMs = patienceMs;
  return {
    gun: {
      name: gun.name,
      async fire(shot, options) {
        for (;;) {
          const startMs = performance.now();
          const peek = await othersDuring(() => sleep(PEEK_MS));
          const taken =
            peek.others <= MAX_OTHERS || leftMs <= 0 ? await othersDuring(() => gun.fire(shot, options)) : undefined;
          if (taken && (taken.others <= MAX_OTHERS || leftMs <= 0)) {
            kept.push(taken.others);
            return taken.value;
          }
          await sleep(PAUSE_MS);
          leftMs -= performance.now() - startMs;
          if (leftMs <= 0) tell("the machine did not become calm; what comes now is kept as it is");
        }
      },
    },
    verdict: () => {
      const calm = kept.filter((others) => others <= MAX_OTHERS).length;
      return `${calm} of ${kept.length} figures while others used at most ${MAX_OTHERS} of ${availableParallelism()} cores`;
    },
  };
}

/** @template T @param {() => Promise<T>} work @returns {Promise<{ value: T, others: number }>} `others`: cores that were not ours */
async function othersDuring(work) {
  const before = { all: allTicks(), own: ownTicks(), atMs: performance.now() };
  const value = await work();
  const seconds = (performance.now() - before.atMs) / 1000;
  const ticks = allTicks() - before.all - (ownTicks() - before.own);
  return { value, others: ticks / TICKS_PER_SECOND / seconds };
}

/** Of the whole machine, without idling and waiting for disks. */
function allTicks() {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] =
    readFileSync("/proc/stat", "utf8").split("\n", 1)[0]?.split(/\s+/).map(Number) ?? [];
  return user + nice + system + irq + softirq;
}

/** Of this process, all below it, and its children that have ended. */
function ownTicks() {
  const stats = allStats();
  let ticks = 0;
  for (const [pid, stat] of stats) if (isOurs(pid, stats)) ticks += stat.ticks;
  return ticks + (stats.get(process.pid)?.ticksOfChildren ?? 0);
}

/** @param {number} pid @param {Map<number, { parent: number }>} stats @returns {boolean} */
function isOurs(pid, stats) {
  for (let at = pid; at > 1; at = stats.get(at)?.parent ?? 0) if (at === process.pid) return true;
  return false;
}

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
