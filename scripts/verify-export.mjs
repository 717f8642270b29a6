import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { chainCheck } from "./lib/audit-chain.mjs";
import { runMain, ToolError } from "./lib/project.mjs";

const USAGE = "usage: node scripts/verify-export.mjs <export.jsonl | -> [hash of the row before the first]";

await runMain(async () => {
  const [file, before] = process.argv.slice(2);
  if (file === undefined || (before !== undefined && !/^[0-9a-f]{64}$/.test(before))) throw new ToolError(USAGE);
  const check = chainCheck(before);
  const input = file === "-" ? process.stdin : createReadStream(file);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) check.line(line);
  const { rows, firstSeq, lastSeq, head, trusted, bad } = check.result;
  if (bad) throw new ToolError(`the chain breaks at row ${bad.seq}: ${bad.reason}`);
  if (rows === 0) console.log("the export is empty");
  else console.log(`${rows} rows, ${firstSeq} to ${lastSeq}: the chain holds; head ${head}`);
  if (trusted) console.log("the first row was taken on trust: the hash of the row before it was not given");
});
