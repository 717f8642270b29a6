import { run } from "../../scripts/lib/child.mjs";
import { ToolError } from "../../scripts/lib/project.mjs";

/**
 * A server held to one core while it is under load, and everything else of the run on the others: what one core of it gives, where one
 * server uses one thread and another all cores.
 *
 * @typedef {import("./load.mjs").Gun} Gun
 */

/**
 * @template T
 * @param {Gun} gun @param {(gun: Gun) => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined where there is no `taskset`, or but one core
 */
export async function withOneCoreEach(gun, work) {
  const own = await affinityOf(process.pid);
  const [core, ...others] = own === undefined ? [] : coresOf(own);
  if (own === undefined || core === undefined || others.length === 0) return undefined;
  await pin(process.pid, others.join(","));
  try {
    return await work({
      name: gun.name,
      async fire(shot, options) {
        if (shot.pid === undefined) throw new ToolError(`the process behind ${shot.url} is not known`);
        await pin(shot.pid, String(core));
        return await gun.fire(shot, options).finally(() => pin(Number(shot.pid), own));
      },
    });
  } finally {
    await pin(process.pid, own);
  }
}

/** The numbers in a list of cores as taskset writes it: `0,2-4`. @param {string} list */
export const coresOf = (list) =>
  list.split(",").flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });

/** Undefined where there is no `taskset`. @param {number} pid */
async function affinityOf(pid) {
  const { code, output } = await run("taskset", ["-cp", String(pid)], { quiet: true });
  return code === 0 ? /: ([\d,-]+)$/m.exec(output)?.[1] : undefined;
}

/** All its threads; those that they start inherit it. @param {number} pid @param {string} cores */
async function pin(pid, cores) {
  const { code, output } = await run("taskset", ["-acp", cores, String(pid)], { quiet: true });
  if (code !== 0) throw new ToolError(`taskset failed:\n${output}`);
}
