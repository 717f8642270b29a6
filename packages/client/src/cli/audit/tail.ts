import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { toldOf } from "../shell/faults.ts";
import { visible } from "../shell/visible.ts";
import { type AuditEntry, type FilterOptions, filtersOf } from "./filters.ts";
import { newRows, type ReadPage } from "./new-rows.ts";

/** A minute allows 50 queries of the log. */
const INTERVAL_MS = 2_000;
const MAX_LINES = 1_000;

interface Options extends FilterOptions {
  readonly follow?: boolean;
  readonly lines: string;
}

/** The newest rows, oldest of them first; with `--follow` each new one once, in order, until Ctrl-C. */
export const tail: Work<[], Options> = async ({ session, options }) => {
  const lines = linesIn(options.lines);
  // The queries of this command leave rows, too, and would be told for ever: they carry an id by which they are known.
  const requestId = randomUUID();
  const isOther = (row: AuditEntry): boolean => row.action !== "audit_query" || row.request_id !== requestId;
  const read = await pageReader(session, options, requestId);
  const { rows } = await read(undefined, Math.max(lines, 1));
  const shown = rows.slice(0, lines).reverse();
  if (!options.follow && session.output.style === "json") return session.output.json(shown);
  tell(session, shown);
  if (options.follow) await follow(session, read, { after: rows[0]?.seq ?? 0, isOther });
};

/** Ends by an error, with the process, or once nobody reads any more. */
async function follow(
  session: Session,
  read: ReadPage,
  { after, isOther }: { readonly after: number; readonly isOther: (row: AuditEntry) => boolean },
): Promise<void> {
  let last = after;
  let isDown = false;
  while (!session.output.isClosed) {
    await sleep(INTERVAL_MS);
    try {
      const fresh = await newRows(read, last);
      if (fresh === undefined) throw tooFar(last);
      tell(session, fresh.filter(isOther));
      last = fresh.at(-1)?.seq ?? last;
      isDown = false;
    } catch (error) {
      const told = toldOf(error);
      // What passes is waited out: the number of the last row says where to go on.
      if (told?.exit !== EXIT.unreachable) throw error;
      if (!isDown) session.output.warn(`no answer (${told.code}); asking again`);
      isDown = true;
    }
  }
}

const tooFar = (last: number): CliError =>
  new CliError(
    EXIT.failure,
    "too_many_rows",
    `behind row ${last} there are more rows than can be followed`,
    "postern audit export",
  );

async function pageReader(session: Session, options: FilterOptions, requestId: string): Promise<ReadPage> {
  const postern = await session.postern();
  const filters = filtersOf(options);
  return async (cursor, limit) => {
    const query = { ...filters, limit, ...(cursor === undefined ? {} : { cursor }) };
    const headers = { "X-Request-ID": requestId };
    const page = await postern.call("get", "/v1/audit/logs", { query, headers });
    return { rows: page.logs, cursor: page.cursor };
  };
}

function linesIn(text: string): number {
  const lines = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (lines <= MAX_LINES) return lines;
  throw usageError(`--lines takes a number up to ${MAX_LINES}`);
}

/** One line a row: for programs a document each, quietly the numbers. */
function tell({ output }: Session, rows: readonly AuditEntry[]): void {
  for (const row of rows) {
    if (output.style === "json") output.line(JSON.stringify(row));
    else if (output.style === "quiet") output.line(String(row.seq));
    else output.line(lineOf(row));
  }
}

function lineOf({ timestamp, seq, identity_id, action, secret_path, success, error_code }: AuditEntry): string {
  const parts = [
    timestamp,
    String(seq),
    identity_id,
    action,
    secret_path ?? "",
    success ? "" : (error_code ?? "refused"),
  ];
  return visible(parts.filter((part) => part !== "").join("  "));
}
