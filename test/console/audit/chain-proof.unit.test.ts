import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NoExport, type ProofOptions, proveChain } from "../../../console/src/pages/audit/chain-proof.ts";
import { type ChainResult, chainWalk } from "../../../packages/client/src/cli/audit/walk.ts";

/** More than two batches. */
const MANY = 1_203;

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Lines of a chain that holds. */
async function chained(count: number): Promise<string[]> {
  let previous = "0".repeat(64);
  const lines: string[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    // In the order of canonical JSON.
    const row = { action: "read", secret_path: `shop/${seq}`, seq };
    previous = await sha256(`${previous}\n${JSON.stringify(row)}`);
    lines.push(JSON.stringify({ ...row, hash: previous }));
  }
  return lines;
}

/** The same proof without batches, as the command line makes it. */
async function rowByRow(lines: readonly string[]): Promise<ChainResult> {
  const walk = chainWalk();
  for (const line of lines) {
    const claim = walk.line(line);
    if (claim && (await sha256(claim.text)) !== claim.hash) walk.refute(claim);
  }
  return walk.result;
}

async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}
const prove = (lines: readonly string[], options: Partial<ProofOptions> = {}) =>
  proveChain(bytesOf(lines), { beginning: {}, signal: new AbortController().signal, told: () => {}, ...options });

describe("the proof of an export in the browser", () => {
  it("names the row that was changed, what it says and what it gives, and how many rows hold before it", async () => {
    const lines = await chained(MANY);
    const changed = (lines[700] ?? "").replace("read", "list");
    const { result, breach } = await prove(lines.with(700, changed));
    expect(breach).toEqual({
      seq: 701,
      reason: "hash_mismatch",
      line: changed,
      computed: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(result).toMatchObject({ rows: 701, firstSeq: 1, lastSeq: 701, bad: { seq: 701, reason: "hash_mismatch" } });
  });

  it("names a row that is missing, and the one that stands in its place", async () => {
    const lines = await chained(9);
    const { result, breach } = await prove(lines.toSpliced(4, 1));
    expect(breach).toEqual({ seq: 5, reason: "gap", line: lines[5], computed: null });
    expect(result.rows).toBe(4);
  });

  it("names the first of several breaches, also where a later one shows sooner", async () => {
    const lines = await chained(40);
    const changed = lines.with(10, (lines[10] ?? "").replace("read", "list"));
    expect((await prove(changed.toSpliced(20, 1))).breach).toMatchObject({ seq: 11, reason: "hash_mismatch" });
    expect((await prove([...changed, "no entry"])).breach).toMatchObject({ seq: 11, reason: "hash_mismatch" });
  });

  it("refuses what is no export, and says in which line", async () => {
    const fault = await prove([...(await chained(600)), "seq,id,action"]).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(NoExport);
    expect(fault).toMatchObject({ number: 601 });
  });

  it("is given up between two batches", async () => {
    const abort = new AbortController();
    const told: number[] = [];
    const given = prove(await chained(MANY), {
      signal: abort.signal,
      told: (rows) => {
        told.push(rows);
        abort.abort();
      },
    });
    await expect(given).rejects.toMatchObject({ name: "AbortError" });
    expect(told).toEqual([500]);
  });

  it("holds, and tells how far it is", async () => {
    const lines = await chained(MANY);
    const told: (readonly [rows: number, bytes: number])[] = [];
    const { result, breach } = await prove(lines, { told: (rows, bytes) => told.push([rows, bytes]) });
    expect(breach).toBe(null);
    const head = (JSON.parse(lines.at(-1) ?? "") as { hash: string }).hash;
    expect(result).toEqual({ rows: MANY, firstSeq: 1, lastSeq: MANY, head, trusted: false, bad: null });
    expect(told.map(([rows]) => rows)).toEqual([500, 1_000, MANY]);
    expect(told.at(-1)?.[1]).toBe(lines.reduce((sum, line) => sum + line.length + 1, 0));
  });

  it("comes to what a proof row by row comes to, whatever was done to the export", async () => {
    const lines = await chained(8);
    const change = fc.record({
      at: fc.nat(7),
      how: fc.constantFrom("changed", "removed", "doubled", "swapped", "as it was"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
        const given = changes.reduce<string[]>((rows, { at, how }) => {
          const row = rows[at];
          if (row === undefined || how === "as it was") return rows;
          if (how === "changed") return rows.with(at, row.replace("read", "list"));
          if (how === "removed") return rows.toSpliced(at, 1);
          return how === "doubled" ? rows.toSpliced(at, 0, row) : rows.toSpliced(at, 1).toSpliced(0, 0, row);
        }, lines);
        expect((await prove(given)).result).toEqual(await rowByRow(given));
      }),
      { numRuns: 100 },
    );
  });
});
