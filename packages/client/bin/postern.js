#!/usr/bin/env node
import { existsSync } from "node:fs";
import * as modules from "node:module";

// The command itself is one file, made by `npm run client:build`. What Node compiles of it is kept for the next start, where Node can.
const command = new URL("../dist/cli.js", import.meta.url);
if (existsSync(command)) {
  modules.enableCompileCache?.();
  await import(command.href);
} else {
  process.stderr.write("error: the command line is not built yet\n  next: npm run client:build\n");
  process.exitCode = 1;
}
