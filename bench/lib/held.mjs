import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostern } from "./postern.mjs";

/** @typedef {import("../../scripts/lib/lifetime.mjs").Lifetime} Lifetime */

/** A folder that goes with the run. @param {Lifetime} life @returns {Promise<string>} */
export const heldFolder = (life) =>
  life.hold(
    () => mkdtemp(join(tmpdir(), "postern-bench-")),
    (path) => rm(path, { recursive: true, force: true }),
  );

/**
 * A Postern of its own, with its tables, that ends with the run.
 * @param {Lifetime} life @param {import("./postern.mjs").Modules} modules @param {Record<string, number>} [rateLimits] as of `startPostern`
 * @param {string} [root] as of `startPostern`
 */
export async function heldPostern(life, modules, rateLimits, root) {
  const folder = await heldFolder(life);
  return await life.hold(
    () => startPostern(modules, folder, rateLimits, root),
    (started) => started.stop(),
  );
}
