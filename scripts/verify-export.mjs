import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildCommand } from "./lib/client-command.mjs";
import { runMain } from "./lib/project.mjs";

const USAGE = `usage: node scripts/verify-export.mjs <export.jsonl | -> [hash]

Follows the hash chain of an exported audit log, offline: postern audit verify, for whoever has this checkout and no postern.

  export.jsonl  what POST /v1/audit/export gave as "jsonl", without filters; - reads it from the standard input
  hash          of the row before the first one in the file (64 hex digits): the anchor of GET /v1/audit/verify, or the
                head of the export before. Without it a first row that is not number 1 is taken on trust

Ends with 0 if the chain holds, with 1 if it breaks or the file can't be read, with 2 if it was called wrongly.`;

const HELP = new Set(["--help", "-h"]);

/** What was wrong with the call, or undefined. */
function faultOf([file, , ...more]) {
  if (file === undefined) return "no file is named";
  if (file !== "-" && file.startsWith("-")) return `there is no option ${file}`;
  return more.length > 0 ? "there are too many arguments" : undefined;
}

/** Runs the command line as it is built from these sources; gives its exit code. */
function verify(file, before) {
  const folder = mkdtempSync(join(tmpdir(), "verify-export-"));
  try {
    const command = join(folder, "cli.cjs");
    buildCommand(command);
    const args = [command, "audit", "verify", ...(before === undefined ? [] : ["--before", before]), "--", file];
    return spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.some((arg) => HELP.has(arg))) {
    console.log(USAGE);
    return;
  }
  const fault = faultOf(args);
  if (fault) {
    console.error(`error: ${fault}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  process.exitCode = verify(args[0], args[1]);
});
