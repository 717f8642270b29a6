import { parseArgs } from "node:util";
import { ToolError } from "./project.mjs";

/**
 * A script's options. `--help` prints `usage` and ends the process with 0; what is not known is refused with it.
 * @template {import("node:util").ParseArgsOptionsConfig} O
 * @param {O} options
 * @param {string} usage
 * @param {string[]} [args]
 */
export function readOptions(options, usage, args = process.argv.slice(2)) {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options, args }).values;
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
