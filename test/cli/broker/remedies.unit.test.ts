import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import {
  detailRows,
  type Failure,
  type Names,
  tellRemedy,
  tellTested,
} from "../../../packages/client/src/cli/broker/remedies";
import { Output } from "../../../packages/client/src/cli/shell/output";
import { HINTS } from "../../../src/reason-words";

const docs = readFileSync(join(import.meta.dirname, "../../../docs/authenticate.md"), "utf8");

function said(failure: Failure, names?: Names): string {
  const stream = new PassThrough();
  tellRemedy(new Output({ stdout: stream, stderr: stream, env: {} }, "people"), failure, names);
  return String(stream.read() ?? "");
}
const told = (code: string | null, hint: string | null = null): string => said({ code, hint });

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

it("says of a test that may not read whether it saw the fields, and never both", () => {
  const tested = (fields: Readonly<Record<string, string>>, code: string | null, hint: string | null) => {
    const stream = new PassThrough();
    tellTested(new Output({ stdout: stream, stderr: stream, env: {} }, "people"), { code, hint, checks: { fields } });
    return String(stream.read() ?? "");
  };
  const unseen = { username: "skipped", password: "skipped" };
  const seen = { username: "passed", password: "passed" };
  expect(tested(unseen, null, "read_needed")).toBe(told(null, "read_needed"));
  expect(tested(seen, null, "read_needed")).toBe(
    "the fields that passed are there; whether Postern may read them, and can use what they hold, is not known\n  next: postern credential test CREDENTIAL --allow-read\n",
  );
  expect(tested(seen, null, null)).toBe("");
  expect(tested({ ...seen, password: "failed" }, "vault_field_missing", "kv_version")).toBe(
    told("vault_field_missing", "kv_version"),
  );
});

it("says what the credential lacks where a run does, and else what its code means", () => {
  const whyNot = (details: Readonly<Record<string, unknown>>) => said({ code: "no_login_form", details });
  expect(whyNot({ missing: "password" })).toBe(
    "the page asks for a password, which the credential has not\n  next: a credential with --password-field\n",
  );
  for (const details of [{}, { missing: "submit" }, { missing: "constructor" }, { missing: 1 }])
    expect(whyNot(details)).toBe(told("no_login_form"));
});

it("tells a browser's address that is refused and one that is silent from one where nothing answers", () => {
  const next = "\n  next: look whether the browser, and its session, is alive; postern browser list has its address\n";
  const refused =
    "the browser's address is none that Postern may reach\n  next: whoever runs Postern says which are: OUTBOUND_ALLOW\n";
  expect(said({ code: "browser_unreachable", stage: "connect" })).toBe(
    `nothing answers at the browser's address${next}`,
  );
  expect(said({ code: "browser_unreachable", stage: "address" })).toBe(refused);
  expect(said({ code: "browser_unreachable", details: { reason: "private" } })).toBe(refused);
  expect(said({ code: "browser_gone", details: { limit: "open_timeout" } })).toBe(
    `the browser did not answer within 10 seconds${next}`,
  );
  expect(said({ code: "browser_gone", details: { limit: "messages" } })).toBe(told("browser_gone"));
});

it("names the credential and the vault where their names are known, and shows no control character of them", () => {
  expect(said({ code: "host_not_allowed" }, { credential: "my $& CREDENTIAL\u001b" })).toBe(
    "the page, or the frame of its form, is on none of the credential's domains, or another page lies over it\n" +
      "  next: look whether the host is the site's own; if so, postern credential edit my $& CREDENTIAL\\u{1b} --add-domain HOST\n",
  );
  expect(said({ code: "vault_auth_failed" }, { vault: "bao" })).toContain(
    "next: postern vault rotate bao, for another",
  );
  expect(said({ code: "vault_auth_failed" }, { credential: "c" })).toContain("next: postern vault rotate VAULT, for");
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
