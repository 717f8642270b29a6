import { once } from "node:events";
import { createReadStream } from "node:fs";
import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { type Beginning, type ChainResult, chainCheck } from "./chain.ts";
import { linesOf } from "./lines.ts";
import { anchorOf, confirmOnline } from "./online.ts";

/** Longer is no row: what a row tells is bounded by the service. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

interface Options {
  readonly before?: string;
  readonly head?: string;
  readonly online?: boolean;
}

/** Follows the chain of an export; with `--online` also asks the server whether the last row is its own. Throws CliError for a broken chain. */
export const verify: Work<[file: string | undefined], Options> = async ({ session, arguments: [file], options }) => {
  const { before, head, online = false } = options;
  for (const [name, hash] of Object.entries({ "--before": before, "--head": head }))
    if (hash !== undefined && !/^[0-9a-f]{64}$/.test(hash))
      throw usageError(`the hash of ${name} must be 64 hex digits in lower case`);
  if (file === undefined && !online) throw usageError("no file is named", "postern audit verify FILE, or --online");
  if (file === undefined) return await tellOnline(session);
  const anchor = online && before === undefined ? await anchorOf(await session.postern()) : undefined;
  const result = await follow(session, file, { before, anchor });
  requireWhole(result, head);
  const last = result.lastSeq === null || result.head === null ? undefined : { seq: result.lastSeq, hash: result.head };
  const seen = online ? await confirmOnline(await session.postern(), last) : undefined;
  tell(session, result, seen?.rows);
};

async function follow({ shell }: Session, file: string, beginning: Beginning): Promise<ChainResult> {
  const check = chainCheck(beginning);
  let number = 1;
  try {
    for await (const line of linesOf(file === "-" ? shell.stdin : await opened(file), MAX_LINE_BYTES)) {
      check.line(line);
      number += 1;
    }
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CliError(
        EXIT.failure,
        "not_an_export",
        `line ${number} is no entry of a jsonl export; CSV exports can't be checked`,
      );
    if (error instanceof Error && "code" in error)
      throw new CliError(EXIT.failure, "file_unreadable", `${visible(file)} can't be read (${String(error.code)})`);
    throw error;
  }
  return check.result;
}

async function opened(file: string) {
  const stream = createReadStream(file);
  await once(stream, "open");
  return stream;
}

/** `head`: what the last row is to have. Throws CliError. */
function requireWhole({ bad, head }: ChainResult, expected: string | undefined): void {
  if (bad?.reason === "gap")
    throw new CliError(
      EXIT.failure,
      "chain_broken",
      `row ${bad.seq} is missing (was the export made with filters, or with another order?)`,
    );
  if (bad)
    throw new CliError(
      EXIT.failure,
      "chain_broken",
      `the chain breaks at row ${bad.seq}: its content does not give its hash`,
    );
  if (expected !== undefined && head !== expected)
    throw new CliError(
      EXIT.failure,
      "head_mismatch",
      "the last row has another hash than --head: rows are missing at the end, or were added",
    );
}

function tell({ output }: Session, result: ChainResult, rowsOnline: number | undefined): void {
  const { rows, firstSeq, lastSeq, head, trusted } = result;
  const online = rowsOnline !== undefined;
  if (output.style === "json")
    output.json({ ok: true, rows, first_seq: firstSeq, last_seq: lastSeq, head, trusted, online });
  else if (output.style === "quiet") output.raw(head === null ? "" : `${head}\n`);
  else {
    output.line(
      rows === 0 ? "the export is empty" : `${rows} rows, ${firstSeq} to ${lastSeq}: the chain holds; head ${head}`,
    );
    if (trusted) output.line("the first row was taken on trust: the hash of the row before it was not given");
    if (online && rows > 0) output.line(`the server has that head in its own chain of ${rowsOnline} rows, which holds`);
  }
}

async function tellOnline(session: Session): Promise<void> {
  const { output } = session;
  const seen = await confirmOnline(await session.postern(), undefined);
  if (output.style === "json") return output.json({ ok: true, ...seen });
  if (output.style === "quiet") return output.line(visible(seen.head.hash));
  output.line(
    `${seen.rows} rows up to ${seen.head.seq}: the chain of the server holds; head ${visible(seen.head.hash)}`,
  );
}
