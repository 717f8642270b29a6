import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { canonicalJson } from "../../../src/audit/chain";
import { runScript } from "../../scripts/shell.ts";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

function person(of: Pick<Space, "url" | "token"> = space) {
  const home = newFolder();
  return { home, ...typistOf(of, home) };
}
const exportTo = async (home: string, file: string, more: readonly string[] = []) => {
  const ended = await typistOf(space, home).postern(["audit", "export", "-o", file, ...more]);
  expect(ended).toEqual({ code: 0, out: "", err: `Written to ${file}.\n` });
  return readFileSync(join(home, file), "utf8").trimEnd().split("\n");
};
const hashIn = (line = ""): string => (JSON.parse(line) as { hash: string }).hash;

describe("audit export", () => {
  it("without the right to export makes no file, and says what is missing", async () => {
    const token = await space.tokenFor(["audit:read"]);
    const { home, postern } = person({ url: space.url, token });
    const { code, out, err } = await postern(["audit", "export", "-o", "log.jsonl"]);
    expect([code, out]).toEqual([4, ""]);
    expect(err).toMatch(/^error: .*\(insufficient_scope\)\n {2}next: postern whoami\n/);
    expect(readdirSync(home)).toEqual([]);
  });

  it("leaves a file as it is that is there, unless it is told otherwise", async () => {
    const { home, postern } = person();
    writeFileSync(join(home, "log.jsonl"), "mine");
    expect(await postern(["audit", "export", "-o", "log.jsonl"])).toEqual({
      code: 2,
      out: "",
      err: "error: nobody can be asked here: this is no terminal (usage)\n  next: --yes\n",
    });
    expect(readFileSync(join(home, "log.jsonl"), "utf8")).toBe("mine");
    await exportTo(home, "log.jsonl", ["--yes"]);
    expect(statSync(join(home, "log.jsonl")).mode & 0o077).toBe(0);
  });

  it("into a folder that is not there says so", async () => {
    const { code, err } = await person().postern(["audit", "export", "-o", "none/log.jsonl"]);
    expect([code, err]).toEqual([1, "error: none/log.jsonl can't be written (ENOENT) (file_unwritable)\n"]);
  });

  it("gives the rows to a pipe, or as CSV, or those of one action", async () => {
    const { postern } = person();
    const all = await postern(["audit", "export"]);
    expect([all.code, all.err]).toEqual([0, ""]);
    const rows = all.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { action: string; seq: number });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
    const some = await postern(["audit", "export", "--action", "policy_bind"]);
    expect(some.out.trimEnd().split("\n")).toHaveLength(rows.filter(({ action }) => action === "policy_bind").length);
    const { out } = await postern(["audit", "export", "--format", "csv", "--to", "1999-12-31"]);
    expect(out).toMatch(/^id,seq,[a-z_,]+,hash\r?\n$/);
  });
});

describe("audit verify", () => {
  it("says that an export holds, and of which rows, from a file and from a pipe", async () => {
    const { home, postern } = person();
    const lines = await exportTo(home, "log.jsonl");
    const head = hashIn(lines.at(-1));
    const out = `${lines.length} rows, 1 to ${lines.length}: the chain holds; head ${head}\n`;
    expect(await postern(["audit", "verify", "log.jsonl", "--head", head])).toEqual({ code: 0, out, err: "" });
    expect(await postern(["audit", "verify", "-"], { input: lines.join("\n") })).toEqual({ code: 0, out, err: "" });
    expect(await postern(["audit", "verify", "log.jsonl", "-q"])).toEqual({ code: 0, out: `${head}\n`, err: "" });
    const { out: json } = await postern(["audit", "verify", "log.jsonl", "--json"]);
    expect(JSON.parse(json)).toEqual({
      ok: true,
      rows: lines.length,
      first_seq: 1,
      last_seq: lines.length,
      head,
      trusted: false,
      online: false,
    });
  });

  it("needs neither an address nor a token", async () => {
    const { home, postern } = person();
    await exportTo(home, "log.jsonl");
    const env = { POSTERN_URL: "", POSTERN_TOKEN: "" };
    expect((await postern(["audit", "verify", "log.jsonl"], { env })).code).toBe(0);
  });

  it("finds what was changed, left out, cut off and put in, with exit code 1", async () => {
    const { home, postern } = person();
    const lines = await exportTo(home, "log.jsonl");
    const head = hashIn(lines.at(-1));
    const judged = async (text: string, ...more: string[]) => {
      const { code, out, err } = await postern(["audit", "verify", "-", ...more], { input: text });
      expect([code, out]).toEqual([1, ""]);
      return err;
    };
    const changed = lines.with(2, (lines[2] ?? "").replace('"success":true', '"success":false')).join("\n");
    expect(await judged(changed)).toBe(
      "error: the chain breaks at row 3: its content does not give its hash (chain_broken)\n",
    );
    expect(await judged(lines.toSpliced(2, 1).join("\n"))).toBe(
      "error: row 3 is missing (was the export made with filters, or with another order?) (chain_broken)\n",
    );
    expect(await judged(lines.slice(0, -1).join("\n"), "--head", head)).toBe(
      "error: the last row has another hash than --head: rows are missing at the end, or were added (head_mismatch)\n",
    );
    expect(await judged(lines.join("\n").slice(0, -20))).toBe(
      `error: line ${lines.length} is no entry of a jsonl export; CSV exports can't be checked (not_an_export)\n`,
    );
    expect(await judged("timestamp,seq\n")).toBe(
      "error: line 1 is no entry of a jsonl export; CSV exports can't be checked (not_an_export)\n",
    );
    expect(await judged("", "--head", head)).toContain("(head_mismatch)");
  });

  it("says what was taken on trust", async () => {
    const { home, postern } = person();
    const lines = await exportTo(home, "log.jsonl");
    const rest = lines.slice(2).join("\n");
    const said = `${lines.length - 2} rows, 3 to ${lines.length}: the chain holds; head ${hashIn(lines.at(-1))}\n`;
    const trusted = "the first row was taken on trust: the hash of the row before it was not given\n";
    expect((await postern(["audit", "verify", "-"], { input: rest })).out).toBe(said + trusted);
    expect((await postern(["audit", "verify", "-", "--before", hashIn(lines[1])], { input: rest })).out).toBe(said);
  });

  it("refuses a wrong call, and a file that is not there", async () => {
    const { postern } = person();
    const refused = async (...args: string[]) => {
      const { code, err } = await postern(["audit", "verify", ...args]);
      return [code, err];
    };
    expect(await refused()).toEqual([
      2,
      "error: no file is named (usage)\n  next: postern audit verify FILE, or --online\n",
    ]);
    expect(await refused("none.jsonl")).toEqual([1, "error: none.jsonl can't be read (ENOENT) (file_unreadable)\n"]);
    expect(await refused("-", "--head", "abc")).toEqual([
      2,
      "error: the hash of --head must be 64 hex digits in lower case (usage)\n",
    ]);
  });

  it("with --online has the server look for the last row in its own chain", async () => {
    const { home, postern } = person();
    const lines = await exportTo(home, "log.jsonl");
    const ended = await postern(["audit", "verify", "log.jsonl", "--online"]);
    expect([ended.code, ended.err]).toEqual([0, ""]);
    expect(ended.out).toMatch(
      /the chain holds; head \w{64}\nthe server has that head in its own chain of \d+ rows, which holds\n$/,
    );
    const other = await newSpace();
    const elsewhere = await typistOf(other, home).postern(["audit", "verify", "log.jsonl", "--online"]);
    expect([elsewhere.code, elsewhere.out]).toEqual([1, ""]);
    expect(elsewhere.err).toContain("(expectation_failed)");
    const alone = await postern(["audit", "verify", "--online"]);
    expect(alone.out).toMatch(/^\d+ rows up to \d+: the chain of the server holds; head \w{64}\n$/);
    expect(lines.length).toBeGreaterThan(0);
  });

  it("follows an export of 100 MB with a heap that could not hold it", async () => {
    const { home } = person();
    const file = join(home, "big.jsonl");
    const into = createWriteStream(file);
    let head = "0".repeat(64);
    for (let seq = 1; seq <= 1_000; seq += 1) {
      const row = { seq, action: "read", extra_data: { filler: "x".repeat(100_000) } };
      head = createHash("sha256")
        .update(`${head}\n${canonicalJson(row)}`)
        .digest("hex");
      if (!into.write(`${JSON.stringify({ ...row, hash: head })}\n`)) await once(into, "drain");
    }
    into.end();
    await once(into, "finish");
    const { file: command } = inject("commandLine");
    const args = ["--max-old-space-size=48", command, "audit", "verify", file, "-q"];
    expect(await runScript(args)).toEqual({ code: 0, out: `${head}\n`, err: "" });
  });
});

describe("audit tail", () => {
  it("refuses what is no number of lines", async () => {
    expect(await person().postern(["audit", "tail", "-n", "all"])).toEqual({
      code: 2,
      out: "",
      err: "error: --lines takes a number up to 1000 (usage)\n",
    });
  });

  it("shows the newest rows, the oldest of them first, as lines, as JSON, or as numbers", async () => {
    const { postern } = person();
    await space.api("PUT", "/v1/secrets/tail/one", { body: { data: { a: "b" } } });
    const { out } = await postern(["audit", "tail", "-n", "1", "--path", "tail/one"]);
    expect(out).toMatch(/^\d{4}-\d\d-\d\dT[0-9:.]+Z {2}\d+ {2}user:admin {2}write {2}tail\/one\n$/);
    const json = await postern(["audit", "tail", "-n", "1", "--path", "tail/one", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject([{ action: "write", secret_path: "tail/one" }]);
    const numbers = await postern(["audit", "tail", "-n", "3", "-q"]);
    const [first = 0, second = 0, third = 0] = numbers.out.split("\n").map(Number);
    expect([second, third]).toEqual([first + 1, first + 2]);
  });

  it("with --follow tells each new row once and in order, and none of its own queries", async () => {
    const home = newFolder();
    const { file } = inject("commandLine");
    const env = { PATH: process.env.PATH ?? "", HOME: home, POSTERN_URL: space.url, POSTERN_TOKEN: space.token };
    const child = spawn(process.execPath, [file, "audit", "tail", "-f", "-n", "1", "--json"], { env });
    onTestFinished(() => void child.kill("SIGKILL"));
    const rows: { seq: number; action: string; secret_path: string | null }[] = [];
    let pending = "";
    const arrived = (enough: () => boolean) => expect.poll(enough, { timeout: 60_000, interval: 100 }).toBe(true);
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      const lines = (pending + part).split("\n");
      pending = lines.pop() ?? "";
      rows.push(...lines.map((line) => JSON.parse(line) as (typeof rows)[number]));
    });
    await arrived(() => rows.length === 1);
    const write = async (name: string) => {
      await space.api("PUT", `/v1/secrets/followed/${name}`, { body: { data: { a: "b" } } });
    };
    const written = () => rows.flatMap(({ secret_path: path }) => (path?.startsWith("followed/") ? [path] : []));
    for (const name of ["a", "b", "c"]) await write(name);
    await arrived(() => written().length >= 3);
    await write("d");
    await arrived(() => written().length >= 4);
    expect(written()).toEqual(["followed/a", "followed/b", "followed/c", "followed/d"]);
    const seqs = rows.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(rows.slice(1).filter(({ action }) => action === "audit_query")).toEqual([]);
  });
});
