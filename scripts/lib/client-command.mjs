import { buildSync } from "esbuild";
import { inProject } from "./project.mjs";

/** Of the packages in it, some are CommonJS and ask for Node's own modules. */
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';

/**
 * The command line of the client package as one file. What a command needs is set up when it is called.
 * @param {string} [file] where to
 */
export function buildCommand(file = inProject("packages", "client", "dist", "cli.js")) {
  buildSync({
    entryPoints: [inProject("packages", "client", "src", "cli", "main.ts")],
    outfile: file,
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    format: "esm",
    platform: "node",
    target: "node20.3",
    banner: { js: REQUIRE },
    logLevel: "warning",
  });
}
