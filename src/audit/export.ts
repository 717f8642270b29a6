import { and, asc, between } from "drizzle-orm";
import { utf8 } from "../crypto/encoding";
import { AppError } from "../errors";
import { formatTimestamp } from "../formats";
import type { StoredEntry } from "../kernel/audit";
import type { Context } from "../kernel/context";
import type { ReadDb } from "../kernel/db";
import { query } from "../kernel/operation";
import { TOLD_ROW_UNITS, Turns, UNITS_PER_TURN } from "../kernel/turns";
import { checkpoints } from "./checkpoints";
import { CSV_HEADER, csvLine } from "./csv";
import { type LogFilters, matching } from "./filters";
import { namesOf } from "./logs";
import { spanOf } from "./scan";
import { auditLog, entryOf } from "./tables";

export type ExportFormat = "jsonl" | "csv";
export interface ExportRequest {
  readonly format: ExportFormat;
  readonly filters: LogFilters & { readonly fromMs: number; readonly toMs: number };
}
export interface Export {
  readonly format: ExportFormat;
  /** Bytes, made as they are asked for; it leaves the object once, through the guard. */
  readonly stream: ReadableStream<Uint8Array>;
}

export const MAX_EXPORT_ROWS = 1_000_000;
/** Numbers of rows that one step walks: what an export holds in memory, and for how long others wait. */
const STEP_ROWS = UNITS_PER_TURN / TOLD_ROW_UNITS;
const CHUNK_BYTES = 65_536;

/**
 * Everything that matches, oldest first. The last row is fixed before the export's own is written. The stream breaks off,
 * rather than leave rows out, if the retention removes some that were still to come.
 */
export const exportLog = query({
  name: "audit.export",
  scope: "audit:export",
  category: "audit_export",
  action: "export_created",
  reach: "space",
  async run(ctx, { format, filters }: ExportRequest): Promise<Export> {
    const { fromMs, toMs, ...narrowing } = filters;
    const span = { from: formatTimestamp(fromMs), to: formatTimestamp(toMs) };
    ctx.audit.annotate({ format, ...span, filters: namesOf(narrowing) });
    const plan = await planExport(ctx.db, filters);
    ctx.audit.annotate({ rows: plan.rows });
    return { format, stream: streamOf(ctx, format, filters, plan) };
  },
});

interface Plan {
  readonly rows: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Throws AppError validation_error: too many rows. */
export async function planExport(db: ReadDb, filters: LogFilters, maxRows = MAX_EXPORT_ROWS): Promise<Plan> {
  const span = await spanOf(db, filters, maxRows);
  if (span.rows > maxRows)
    throw new AppError({ code: "validation_error", details: { reason: "too_many_rows", limit: maxRows } });
  return span;
}

export function streamOf(
  core: Pick<Context, "db" | "space">,
  format: ExportFormat,
  filters: LogFilters,
  { firstSeq, lastSeq }: Plan,
): ReadableStream<Uint8Array> {
  const line = format === "csv" ? csvLine : jsonLine;
  const { db } = core;
  const turns = new Turns();
  let next = firstSeq;
  let left = format === "csv" ? CSV_HEADER : "";
  const source: UnderlyingByteSource = {
    type: "bytes",
    autoAllocateChunkSize: CHUNK_BYTES,
    async pull(controller) {
      let text = left;
      left = "";
      for (; text === "" && next <= lastSeq; next += STEP_ROWS) {
        await turns.rest();
        turns.spend(STEP_ROWS * TOLD_ROW_UNITS);
        if (checkpoints(core).anchor().seq >= next) throw new Error("rows were removed during the export");
        text = rowsIn(db, filters, next, Math.min(lastSeq, next + STEP_ROWS - 1))
          .map((row) => line(entryOf(row)))
          .join("");
      }
      if (text !== "") controller.enqueue(utf8(text));
      if (next > lastSeq) controller.close();
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

const rowsIn = (db: ReadDb, filters: LogFilters, from: number, to: number) =>
  db
    .select()
    .from(auditLog)
    .where(and(between(auditLog.seq, from, to), matching(filters, "number")))
    .orderBy(asc(auditLog.seq))
    .all();

const jsonLine = (entry: StoredEntry): string => `${JSON.stringify(entry)}\n`;
