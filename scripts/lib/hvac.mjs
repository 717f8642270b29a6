import { cachedTree, installTree, mendCommand } from "./pip-tree.mjs";

/** The Python client, pinned: a folder for PYTHONPATH. @type {import("./pip-tree.mjs").PipTree} */
const TREE = {
  requirements: "scripts/hvac-requirements.txt",
  cache: ".cache/hvac",
  marker: "hvac",
  holds: "hvac/__init__.py",
  what: "the pinned Python client",
};

/** What a person runs when it could not be had. */
export const HVAC_MEND_COMMAND = mendCommand(TREE);

/** @returns {Promise<string | undefined>} undefined where it could not be had, and that was said */
export const findHvac = async () => cachedTree(TREE) ?? (await installTree(TREE));
