import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { chainCheck } from "./lib/audit-chain.mjs";
import { runMain, ToolError } from "./lib/project.mjs";

const USAGE = `usage: node scripts/verify-export.mjs <export.jsonl | -> [hash]

Follows the hash chain of an exported audit log, offline. docs/audit.md says what the chain proves.

  export.jsonl  what POST /v1/audit/export gave as "jsonl", without filters; - reads it from the standard input
  hash          of the row before the first one in the file (64 hex digits): the anchor of GET /v1/audit/verify, or the
                head of the export before. Without it a first row that is not number 1 is taken on trust

Ends with 0 if the chain holds, with 1 if it breaks or the file can't be read, with 2 if it was called wrongly.`;

const HELP = new Set(["--help", "-h"]);

/** What was wrong with the call, or undefined. */
function faultOf([file, before, ...more]) {
  if (file === undefined) return "no file is named";
  if (file !== "-" && file.startsWith("-")) return `there is no option ${file}`;
  if (before !== undefined && !/^[0-9a-f]{64}$/.test(before)) return "the hash must be 64 hex digits in lower case";
  return more.length > 0 ? "there are too many arguments" : undefined;
}

/** Throws ToolError on a file that is not there, and on a line that is no entry. */
async function follow(file, before) {
  const check = chainCheck(before);
  const input = file === "-" ? process.stdin : createReadStream(file);
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      check.line(line);
    }
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ToolError(`line ${number} is no entry of a jsonl export; CSV exports can't be checked`);
    if (error?.code !== undefined) throw new ToolError(`${file} can't be read (${error.code})`);
    throw error;
  }
  return check.result;
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
  const [file, before] = args;
  const { rows, firstSeq, lastSeq, head, trusted, bad } = await follow(file, before);
  if (bad?.reason === "gap")
    throw new ToolError(`row ${bad.seq} is missing (was the export made with filters, or with another order?)`);
  if (bad) throw new ToolError(`the chain breaks at row ${bad.seq}: its content does not give its hash`);
  if (rows === 0) console.log("the export is empty");
  else console.log(`${rows} rows, ${firstSeq} to ${lastSeq}: the chain holds; head ${head}`);
  if (trusted) console.log("the first row was taken on trust: the hash of the row before it was not given");
});
