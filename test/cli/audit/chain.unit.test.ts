import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Beginning, chainCheck } from "../../../packages/client/src/cli/audit/chain.ts";
import { linesOf } from "../../../packages/client/src/cli/audit/lines.ts";
import { type LogPage, newRows } from "../../../packages/client/src/cli/audit/new-rows.ts";
import { canonicalJson } from "../../../src/audit/chain";
import type { Detail } from "../../../src/errors";

const ZEROS = "0".repeat(64);
const LIMIT = 1_000;

/** Lines of a chain that holds, its first row having the number `from`. */
function chained(entries: readonly object[], from = 1, before = ZEROS): string[] {
  let previous = before;
  return entries.map((entry, at) => {
    const row = { seq: from + at, ...entry };
    previous = createHash("sha256")
      .update(`${previous}\n${canonicalJson(row as Detail)}`)
      .digest("hex");
    return JSON.stringify({ ...row, hash: previous });
  });
}
const hashIn = (line = "{}"): string => (JSON.parse(line) as { hash: string }).hash;
const rows = (count: number): object[] =>
  Array.from({ length: count }, (_, at) => ({ action: "read", secret_path: `shop/${at}` }));

function check(lines: readonly string[], beginning?: Beginning) {
  const { line, result } = chainCheck(beginning);
  for (const each of lines) line(each);
  return result;
}

describe("the chain of an export", () => {
  it("is broken by a row that was changed, left out, put elsewhere or added, and the first bad row is named", () => {
    const lines = chained(rows(6));
    const [first = "", second = "", third = "", ...rest] = lines;
    const changed = [first, second.replace("read", "list"), third, ...rest];
    expect(check(changed).bad).toEqual({ seq: 2, reason: "hash_mismatch" });
    expect(check([first, third, ...rest]).bad).toEqual({ seq: 2, reason: "gap" });
    expect(check([first, third, second, ...rest]).bad).toEqual({ seq: 2, reason: "gap" });
    expect(check([first, second, second, third, ...rest]).bad).toEqual({ seq: 3, reason: "gap" });
    expect(check([second, first]).bad).toEqual({ seq: 3, reason: "gap" });
  });

  it.each([
    ["no JSON", "seq,id,action"],
    ["half a row", chained(rows(1))[0]?.slice(0, 40)],
    ["a list", "[]"],
    ["null", "null"],
    ["a row without a hash", '{"seq":1}'],
    ["a hash that is none, with controls in it", '{"seq":1,"hash":"\\u001b[2J"}'],
    ["a number that is a text", `{"seq":"1","hash":"${ZEROS}"}`],
    ["a number too great to be told from the next", `{"seq":9007199254740993,"hash":"${ZEROS}"}`],
    ["row 0", `{"seq":0,"hash":"${ZEROS}"}`],
    ["lists without end", `{"seq":1,"hash":"${ZEROS}","a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
    ["a mark before the first row", `\uFEFF${chained(rows(1))[0]}`],
    ["a key that stands twice", chained(rows(1))[0]?.replace('"action"', '"action":"delete","action"')],
    [
      "a key that stands twice, once with an escape",
      chained(rows(1))[0]?.replace('"action"', '"\\u0061ction":"x","action"'),
    ],
  ])("has no entry in %s", (_, line = "") => {
    expect(() => check([line])).toThrow(SyntaxError);
  });

  it("holds for keys that mean something to JavaScript, and they can't be slipped in either", () => {
    const entry = JSON.parse('{"__proto__":{"a":1},"constructor":"x","toString":null}') as object;
    const [line = ""] = chained([entry]);
    expect(check([line]).bad).toBe(null);
    expect(check([line.replace('"__proto__":{"a":1},', "")]).bad).toEqual({ seq: 1, reason: "hash_mismatch" });
    const [plain = ""] = chained([{}]);
    expect(check([plain.replace("{", '{"__proto__":{"a":1},')]).bad).toEqual({ seq: 1, reason: "hash_mismatch" });
  });

  it("is taken on trust at its first row, unless that is row 1 or the hash before it is known", () => {
    const lines = chained(rows(5));
    const rest = lines.slice(2);
    const anchor = { seq: 2, hash: hashIn(lines[1]) };
    expect(check(rest)).toEqual({
      rows: 3,
      firstSeq: 3,
      lastSeq: 5,
      head: hashIn(lines[4]),
      trusted: true,
      bad: null,
    });
    expect(check(rest, { before: anchor.hash })).toMatchObject({ trusted: false, bad: null });
    expect(check(rest, { anchor })).toMatchObject({ trusted: false, bad: null });
    expect(check(rest, { anchor: { ...anchor, seq: 1 } })).toMatchObject({ trusted: true, bad: null });
    expect(check(rest, { before: ZEROS }).bad).toEqual({ seq: 3, reason: "hash_mismatch" });
    expect(check([])).toEqual({ rows: 0, firstSeq: null, lastSeq: null, head: null, trusted: false, bad: null });
  });

  it("holds whatever its rows hold, and breaks with any change of a value", () => {
    const entries = fc.array(fc.record({ action: fc.string(), extra_data: fc.object({ maxDepth: 3 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(entries, fc.nat(), (given, at) => {
        const plain = JSON.parse(JSON.stringify(given)) as { action: string }[];
        const lines = chained(plain);
        expect(check(lines)).toMatchObject({ rows: plain.length, bad: null, head: hashIn(lines.at(-1)) });
        const place = at % lines.length;
        const row = JSON.parse(lines[place] ?? "") as { action: string };
        const changed = lines.with(place, JSON.stringify({ ...row, action: `${row.action}.` }));
        expect(check(changed).bad).toEqual({ seq: place + 1, reason: "hash_mismatch" });
      }),
      { numRuns: 60 },
    );
  });
});

describe("the lines of a file", () => {
  const read = async (chunks: readonly (string | Uint8Array)[]): Promise<string[]> => {
    const found: string[] = [];
    for await (const line of linesOf(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), LIMIT)) found.push(line);
    return found;
  };

  it("are refused when one is longer than any row, without all of it being kept", async () => {
    await expect(read(["a".repeat(LIMIT), "b"])).rejects.toThrow(SyntaxError);
  });

  it("are refused when they are no text", async () => {
    await expect(read([Uint8Array.of(0xff, 0x0a)])).rejects.toThrow(SyntaxError);
  });

  it("are ended by a line feed alone: what separates lines elsewhere is text", async () => {
    expect(await read(["a\u2028b\u0085\r\nc\n\n", "d"])).toEqual(["a\u2028b\u0085", "c", "", "d"]);
  });

  it("are the same however the bytes come in pieces", async () => {
    const text = fc.array(fc.string({ unit: "grapheme", maxLength: 20 }).map((line) => line.replaceAll(/[\r\n]/g, "")));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(60), { maxLength: 5 }), async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
        expect(await read(chunks)).toEqual(lines);
      }),
    );
  });
});

describe("following the log", () => {
  /** A log of `count` rows, read by pages of three; while it is read it grows by one row a page. */
  function growing(count: number) {
    let last = count;
    return async (cursor: string | undefined): Promise<LogPage> => {
      const top = cursor === undefined ? last : Number(cursor);
      last += 1;
      const seqs = [top, top - 1, top - 2].filter((seq) => seq > 0);
      const next = top - 3;
      return { rows: seqs.map((seq) => ({ seq }) as LogPage["rows"][number]), cursor: next > 0 ? String(next) : null };
    };
  }

  it("gives each row once and in order, though rows come while it reads", async () => {
    const read = growing(10);
    const first = await newRows(read, 4);
    expect(first?.map(({ seq }) => seq)).toEqual([5, 6, 7, 8, 9, 10]);
    const second = await newRows(read, 10);
    expect(second?.map(({ seq }) => seq)).toEqual([11, 12, 13]);
    expect((await newRows(growing(5), 0))?.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it("leaves no row out silently where too many came", async () => {
    expect(await newRows(growing(10_000), 1)).toBe(undefined);
  });
});
