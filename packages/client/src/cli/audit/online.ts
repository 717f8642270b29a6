import type { Postern } from "../../library/postern.ts";
import { CliError, EXIT } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";

/** A row by its number and its hash. */
export interface Row {
  readonly seq: number;
  readonly hash: string;
}

/** What the server says of its own chain. */
export interface Confirmed {
  readonly rows: number;
  readonly anchor: Row;
  readonly head: Row;
}

/** The last row that the retention removed; number 0 before that. */
export const anchorOf = async (postern: Postern): Promise<Row> =>
  (await postern.call("get", "/v1/audit/verify", {})).anchor;

/** Has the server recompute its chain to the end, and look for `expected` in it. Throws CliError: it breaks, or the row is none of it. */
export async function confirmOnline(postern: Postern, expected: Row | undefined): Promise<Confirmed> {
  const expectation = expected ? { expect_seq: expected.seq, expect_hash: expected.hash } : {};
  let rows = 0;
  let from: number | null = null;
  for (;;) {
    const query: { from_seq?: number } = from === null ? {} : { from_seq: from };
    const seen = await postern.call("get", "/v1/audit/verify", { query: { ...query, ...expectation } });
    rows += seen.rows;
    if (!seen.ok) throw broken(seen.reason, seen.first_bad_seq);
    if (seen.next_seq === null) return { rows, anchor: seen.anchor, head: seen.head };
    if (from !== null && seen.next_seq <= from)
      throw new CliError(EXIT.failure, "bad_answer", "the server's pages lead back");
    from = seen.next_seq;
  }
}

function broken(reason: string | null, seq: number | null): CliError {
  if (reason === "expectation_failed")
    return new CliError(
      EXIT.failure,
      "expectation_failed",
      "the last row of the export is not in the server's log: one of the two was changed, or is another space's",
    );
  const where = seq === null ? "" : ` at row ${seq}`;
  const why = visible(reason ?? "no reason");
  return new CliError(EXIT.failure, "chain_broken", `the server's own chain breaks${where} (${why})`);
}
