import type { TestProject } from "vitest/node";
import { findPythonGenerator, GENERATOR_MEND_COMMAND } from "../../../scripts/lib/python-generator.mjs";

/** The generator of Python clients. */
export async function setup(project: TestProject): Promise<void> {
  const found = await findPythonGenerator();
  if (found === undefined) {
    console.error(`\nNo Python client is generated. This mends it:\n\n    ${GENERATOR_MEND_COMMAND}\n`);
    if (process.env.CI === "true") throw new Error("the generator of Python clients is missing");
  }
  project.provide("pythonGenerator", found ?? null);
}
