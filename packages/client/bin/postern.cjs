#!/usr/bin/env node
// The command itself is one file, made by `npm run client:build`; it is loaded where more than the version is asked for. CommonJS starts sooner
// than a module does. What Node compiles is not kept for the next start: it would lie where others may write, and saves 6 ms.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const file = join(__dirname, "..", "dist", "cli.cjs");
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  process.stdout.write(`${require("../package.json").version}\n`);
} else if (existsSync(file)) {
  require(file);
} else {
  process.stderr.write("error: the command line is not built yet\n  next: npm run client:build\n");
  process.exitCode = 1;
}
