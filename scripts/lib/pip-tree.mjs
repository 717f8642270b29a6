import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./child.mjs";
import { inProject, ToolError } from "./project.mjs";

/**
 * Python packages that tests use, each set in a folder of its own in `.cache`: pinned by hash in a file of requirements, installed
 * where it is missing or another version.
 *
 * @typedef {object} PipTree
 * @property {string} requirements path in the project
 * @property {string} cache path in the project
 * @property {string} marker the package whose version says whether the folder is the pinned one, as its folder is spelt
 * @property {string} holds a file of it without which the rest is of no use
 * @property {string} what for the line that says what is installed
 */
const PIP_ARGS = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", "--no-warn-script-location"];

/** What a person runs when it could not be had: the same install, with its messages. @param {PipTree} tree */
export const mendCommand = ({ requirements, cache }) =>
  `python3 -m pip install --no-deps --require-hashes --upgrade --target ${cache} -r ${requirements}`;

/**
 * The folder, if the pinned version is in it, and whole.
 * @param {PipTree} tree
 * @param {string} [folder]
 * @returns {string | undefined}
 */
export function cachedTree({ requirements, cache, marker, holds }, folder = inProject(cache)) {
  const wanted = new RegExp(`^${marker.replaceAll("_", "[-_]")}==(\\S+)`, "m");
  const pinned = wanted.exec(readFileSync(inProject(requirements), "utf8"))?.[1];
  const isWhole = [`${marker}-${pinned}.dist-info`, holds].every((name) => existsSync(join(folder, name)));
  return isWhole ? folder : undefined;
}

/**
 * Installs beside the cache and renames, so that two at once do no harm and half an install is never seen.
 * @param {PipTree} tree
 * @returns {Promise<string | undefined>} undefined where it could not be had, and that was said
 */
export async function installTree(tree) {
  console.error(`${tree.marker}: installing ${tree.what} into ${tree.cache} (once)`);
  await mkdir(inProject(".cache"), { recursive: true });
  const fresh = await mkdtemp(inProject(".cache", `${tree.marker}-`));
  try {
    const fault = await pipInstall(tree, fresh);
    if (fault !== undefined) {
      console.error(`${tree.marker}: not installed: ${fault}`);
      return undefined;
    }
    const ours = join(fresh, "tree");
    if (cachedTree(tree, ours) === undefined) throw new ToolError(`what was installed does not hold ${tree.holds}`);
    return await moveIntoPlace(tree, ours, join(fresh, "old"));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * @param {PipTree} tree
 * @param {string} folder gets a folder `tree`
 * @returns {Promise<string | undefined>} the last line of what went wrong
 */
async function pipInstall({ requirements }, folder) {
  const target = ["--target", join(folder, "tree"), "-r", inProject(requirements)];
  const plain = await run("python3", ["-m", "pip", "install", ...PIP_ARGS, ...target], { quiet: true });
  if (plain.code === 0) return undefined;
  if (!plain.output.includes("No module named pip")) return lastLine(plain.output);
  // A Python without pip may still be able to make an environment that has it.
  const venv = join(folder, "venv");
  const made = await run("python3", ["-m", "venv", venv], { quiet: true });
  if (made.code !== 0) return lastLine(made.output);
  const windows = process.platform === "win32";
  const python = join(venv, windows ? "Scripts" : "bin", windows ? "python.exe" : "python");
  const viaVenv = await run(python, ["-m", "pip", "install", ...PIP_ARGS, ...target], { quiet: true });
  return viaVenv.code === 0 ? undefined : lastLine(viaVenv.output);
}

/** @param {string} text */
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "no message";

/**
 * @param {PipTree} tree
 * @param {string} fresh
 * @param {string} aside where an older copy goes
 */
async function moveIntoPlace(tree, fresh, aside) {
  const found = cachedTree(tree);
  if (found !== undefined) return found; // another process was faster
  const place = inProject(tree.cache);
  if (existsSync(place)) await rename(place, aside);
  try {
    await rename(fresh, place);
  } catch (error) {
    // Only a copy that appeared meanwhile excuses this.
    if (cachedTree(tree) === undefined) throw error;
  }
  return cachedTree(tree);
}
