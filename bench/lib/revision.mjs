import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../scripts/lib/child.mjs";
import { inProject, ROOT, ToolError } from "../../scripts/lib/project.mjs";
import { buildWorker } from "./build.mjs";
import { heldFolder } from "./held.mjs";

/**
 * The Worker of another revision, from a copy that goes with the run. Its dependencies are those of this checkout: what differs is the
 * product's own source.
 * @param {import("./held.mjs").Lifetime} life @param {string} revision whatever git takes for one
 * @returns {Promise<{ root: string, commit: string, modules: import("./postern.mjs").Modules }>}
 */
export async function buildRevision(life, revision) {
  const named = await run("git", ["rev-parse", "--verify", "--short", "--end-of-options", `${revision}^{commit}`], {
    cwd: ROOT,
    quiet: true,
  });
  if (named.code !== 0) throw new ToolError(`git knows no revision ${revision}`);
  const commit = named.output.trim();
  const root = await heldFolder(life);
  const tar = join(root, "revision.tar");
  await must("git", ["archive", "--output", tar, commit], ROOT);
  await must("tar", ["-xf", tar, "-C", root], ROOT);
  await symlink(inProject("node_modules"), join(root, "node_modules"));
  // The folder of assets is named in the configuration and filled by the setup; a build asks only that it is there.
  await mkdir(join(root, "public"), { recursive: true });
  return { root, commit, modules: await buildWorker("base", "wrangler.toml", root) };
}

/** @param {string} command @param {string[]} args @param {string} cwd */
async function must(command, args, cwd) {
  const { code, output } = await run(command, args, { cwd, quiet: true });
  if (code !== 0) throw new ToolError(`${command} ${args[0]} failed:\n${output}`);
}
