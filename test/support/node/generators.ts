import type { TestProject } from "vitest/node";
import { findOpenApiGenerator, OPENAPI_GENERATOR_MEND_COMMAND } from "../../../scripts/lib/openapi-generator.mjs";
import { findPythonGenerator, GENERATOR_MEND_COMMAND } from "../../../scripts/lib/python-generator.mjs";

/** The generators of clients that come from PyPI. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("pythonGenerator", await required(findPythonGenerator(), GENERATOR_MEND_COMMAND));
  project.provide("openapiGenerator", await required(findOpenApiGenerator(), OPENAPI_GENERATOR_MEND_COMMAND));
}

async function required(finding: Promise<string | undefined>, mend: string): Promise<string | null> {
  const found = await finding;
  if (found !== undefined) return found;
  console.error(`\nA generator of clients is not tried. This mends it:\n\n    ${mend}\n`);
  if (process.env.CI === "true") throw new Error("a generator of clients is missing");
  return null;
}
