import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";

type Verification = components["schemas"]["AuditVerification"];
/** A row by its number and its hash. */
export interface Mark {
  readonly seq: number;
  readonly hash: string;
}
export type ServerReason = NonNullable<Verification["reason"]>;
/** What the server says of its own chain. */
export type ServerAnswer =
  | { readonly isWhole: true; readonly rows: number; readonly head: Mark }
  | { readonly isWhole: false; readonly reason: ServerReason | null; readonly seq: number | null };

/** Behind every row there can be: nothing is recomputed for it. */
const NO_ROW = 999_999_999;

/** Where the log begins and ends: the last row that the retention removed, and the newest one. Throws ApiError. */
export async function endsOfLog(signal: AbortSignal): Promise<{ readonly anchor: Mark; readonly head: Mark }> {
  const { anchor, head } = await asked(
    api.GET("/v1/audit/verify", { params: { query: { from_seq: NO_ROW } }, signal }),
  );
  return { anchor, head };
}

/**
 * Has the server recompute its chain to the end, and look for `expected` in it. `told` hears of rows. Throws ApiError; the server's pages
 * have an end, because each must begin behind the one before.
 */
export async function askServer(
  expected: Mark | undefined,
  signal: AbortSignal,
  told: (rows: number) => void,
): Promise<ServerAnswer> {
  const expectation = expected && { expect_seq: expected.seq, expect_hash: expected.hash };
  let rows = 0;
  let from: number | null = null;
  for (;;) {
    const query: { from_seq?: number } = from === null ? {} : { from_seq: from };
    const seen: Verification = await asked(
      api.GET("/v1/audit/verify", { params: { query: { ...query, ...expectation } }, signal }),
    );
    rows += seen.rows;
    told(rows);
    if (!seen.ok) return { isWhole: false, reason: seen.reason, seq: seen.first_bad_seq };
    if (seen.next_seq === null || seen.next_seq <= (from ?? 0)) return { isWhole: true, rows, head: seen.head };
    from = seen.next_seq;
  }
}
