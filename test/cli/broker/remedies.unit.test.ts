import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { detailRows, tellRemedy } from "../../../packages/client/src/cli/broker/remedies";
import { Output } from "../../../packages/client/src/cli/shell/output";
import { HINTS } from "../../../src/reason-words";

const docs = readFileSync(join(import.meta.dirname, "../../../docs/authenticate.md"), "utf8");

function told(code: string | null, hint: string | null = null): string {
  const stream = new PassThrough();
  tellRemedy(new Output({ stdout: stream, stderr: stream, env: {} }, "people"), code, hint);
  return String(stream.read() ?? "");
}

it("says nothing of a code that it does not know, and nothing of none", () => {
  expect([told("newer"), told("constructor"), told(null, "newer"), told(null)]).toEqual(["", "", "", ""]);
});

it("knows every hint, and every code of docs/authenticate.md that has a remedy there", () => {
  const table = docs.slice(docs.indexOf("| `code` | What it means"));
  const rows = [...table.slice(0, table.indexOf("\n\n")).matchAll(/^\| (`[^|]*`[^|]*) \|/gm)].slice(1);
  const codes = rows.flatMap(([, cell = ""]) => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = ""]) => code));
  expect(codes.length).toBeGreaterThan(25);
  const elsewhere = ["cancelled", "token_revoked"];
  expect(codes.filter((code) => !elsewhere.includes(code) && told(code) === "")).toEqual([]);
  expect(HINTS.filter((hint) => told(null, hint) === "")).toEqual([]);
  expect(told(null, "read_needed")).toBe(
    "without reading the secret it can't be told whether its fields are there\n  next: postern credential test CREDENTIAL --allow-read\n",
  );
});

it("gives details a row each, and pages of a list a row each", () => {
  expect(detailRows(undefined)).toEqual([]);
  expect(detailRows({ "a\u001b": 1, limit: "bytes", targets: [{ targetId: "A", host: "h.example" }, null] })).toEqual([
    ["a\\u{1b}", "1"],
    ["limit", "bytes"],
    ["targets", "A  h.example"],
    ["targets", "null"],
  ]);
});
