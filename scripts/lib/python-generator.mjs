import { cachedTree, installTree, mendCommand } from "./pip-tree.mjs";

/** The generator of Python clients, pinned: a folder for PYTHONPATH. @type {import("./pip-tree.mjs").PipTree} */
const TREE = {
  requirements: "scripts/python-generator-requirements.txt",
  cache: ".cache/python-generator",
  marker: "openapi_python_client",
  holds: "openapi_python_client/__init__.py",
  what: "the pinned generator of Python clients",
};

/** What a person runs when it could not be had. */
export const GENERATOR_MEND_COMMAND = mendCommand(TREE);

/** @returns {Promise<string | undefined>} undefined where it could not be had, and that was said */
export const findPythonGenerator = async () => cachedTree(TREE) ?? (await installTree(TREE));
