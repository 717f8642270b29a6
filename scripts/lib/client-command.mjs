import { buildSync } from "esbuild";
import { inProject } from "./project.mjs";

/**
 * The command line of the client package as one file. What a command needs is set up when it is called, Node's own modules too: CommonJS, because a
 * module would load all that it imports before it begins.
 * @param {string} [file] where to
 */
export function buildCommand(file = inProject("packages", "client", "dist", "cli.cjs")) {
  buildSync({
    entryPoints: [inProject("packages", "client", "src", "cli", "main.ts")],
    outfile: file,
    bundle: true,
    // A third of the time to the first line of it is what Node takes to read it.
    minify: true,
    format: "cjs",
    platform: "node",
    target: "node20.3",
    logLevel: "warning",
  });
}
