import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

function someone() {
  const home = newFolder();
  return { home, file: (name: string) => join(home, name), ...typistOf(space, home) };
}
const valueAt = async (path: string) => (await space.api("GET", `/v1/secrets/${path}`)).body.data;
const given = async (path: string, data: object) => {
  await space.api("PUT", `/v1/secrets/${path}`, { body: { data } });
};

it.each([
  ["import", "a.json", "--yes"],
  ["export", "-o", "out.json"],
])("where no server is, %s ends with 7 as every command does", async (...args) => {
  const { file, postern } = someone();
  writeFileSync(file("a.json"), '{"a":{"x":"canary"}}');
  expect(await postern(args, { env: { POSTERN_URL: "http://127.0.0.1:9" } })).toEqual({
    code: 7,
    out: "",
    err: "error: the server at http://127.0.0.1:9 could not be reached (unreachable)\n  next: start the server there, or give another address: --url, POSTERN_URL, postern profile\n",
  });
  expect(() => statSync(file("out.json"))).toThrow("ENOENT");
});

describe("postern import FILE", () => {
  it.each([
    [["import"], "it is not said what to import (usage)\n  next: a FILE, or --from vault"],
    [
      ["import", "secrets.txt"],
      "it is not known what format the file has (usage)\n  next: --format dotenv|json|yaml|k8s",
    ],
    [["import", "none.env", "--to", "a"], "the file can't be read (ENOENT) (unreadable_file)"],
    [["import", "x.json", "--from", "vault"], "--from vault asks the vault, and reads no file (usage)"],
    [["import", "--from", "vault", "--to", "a"], "--to is a folder here (usage)\n  next: --to FOLDER/"],
    [["import", "x.json", "--format", "json", "--from", "aws"], "give either --from or --format (usage)"],
    [["import", "x.json", "--concurrency", "33"], "--concurrency is a number from 1 to 32 (usage)"],
  ])("%j is refused in a word", async (args, why) => {
    expect(await someone().postern(args)).toEqual({ code: 2, out: "", err: `error: ${why}\n` });
  });

  it("of a file that is none of its format repeats nothing of it", async () => {
    const { file, postern } = someone();
    writeFileSync(file("a.yaml"), "a:\n  b: canary\n c: canary\n");
    const { code, out, err } = await postern(["import", "a.yaml"]);
    expect([code, out, err.includes("canary")]).toEqual([2, "", false]);
    expect(err).toMatch(/^error: the file can't be imported: not YAML, line \d \([a-z_]+\) \(unreadable_file\)\n$/);
  });

  it("ends with 6 where a deleted secret holds the path, and leaves it as it is", async () => {
    const { file, postern } = someone();
    await given("gone/a", { x: "1" });
    await space.api("DELETE", "/v1/secrets/gone/a");
    writeFileSync(file("gone.json"), '{"gone/a":{"x":"2"},"gone/b":{"x":"2"}}');
    expect(await postern(["import", "gone.json", "--yes", "-q"])).toEqual({
      code: 6,
      out: "gone/b\n",
      err:
        "warning: gone/a: not written: The path holds a deleted secret; restore it or delete it for good. (secret_exists)\n" +
        "warning: the same command again goes on where this one ended\n",
    });
  });

  it("of a value that dotenv would cut off says which, where, and what mends it", async () => {
    const { file, postern } = someone();
    writeFileSync(file(".env"), "USER=me\nPASSWORD=canary#def\n");
    expect(await postern(["import", ".env", "--to", "env/cut", "--yes"])).toEqual({
      code: 2,
      out: "",
      err:
        "error: the file can't be imported: the value of PASSWORD holds a # or has a comment behind it, line 2 (unreadable_file)\n" +
        "  next: quote the value; a comment may stand behind the quotes\n",
    });
    expect((await space.api("GET", "/v1/secrets/env/cut")).status).toBe(404);
  });

  it("plans, and with --dry-run writes nothing; takes the variables of a pipe into one secret", async () => {
    const { postern } = someone();
    const args = ["import", "-", "--format", "dotenv", "--to", "env/app"];
    const input = "A='1'\nB=$A\n";
    expect(await postern([...args, "--dry-run"], { input })).toEqual({
      code: 0,
      out: "PLAN    PATH     NEW  NOTE\ncreate  env/app  1\n",
      err: "Plan: 1 to create.\n",
    });
    expect((await space.api("GET", "/v1/secrets/env/app")).status).toBe(404);
    expect(await postern([...args, "--yes", "-q"], { input })).toEqual({ code: 0, out: "env/app\n", err: "" });
    expect(await valueAt("env/app")).toEqual({ A: "1", B: "$A" });
    expect(await postern([...args, "--yes"], { input })).toEqual({
      code: 0,
      out: "",
      err: "Plan: 1 the same.\nNothing was written.\n",
    });
  });

  it("leaves what holds another value, writes over it when told to, and says what each path came to", async () => {
    const { file, postern } = someone();
    await given("mix/theirs", { x: "theirs" });
    await given("mix/same", { y: 1, x: 2 });
    writeFileSync(file("mix.json"), '{"theirs":{"x":"mine"},"same":{"x":2,"y":1},"new":{"n":1e400},"no way!":{"x":1}}');
    const args = ["import", "mix.json", "--to", "mix/", "--yes", "--json"];
    const first = await postern(args);
    expect([first.code, first.err]).toEqual([6, ""]);
    const item = (path: string, action: string, more: object = {}) => {
      return { path: `mix/${path}`, action, writes: 0, reason: null, notes: [], ...more };
    };
    expect(JSON.parse(first.out)).toEqual({
      counts: { create: 1, change: 0, same: 1, conflict: 2 },
      written: 1,
      items: [
        item("new", "create", { writes: 1, result: "written" }),
        item("no way!", "conflict", { reason: "a path has no such characters" }),
        item("same", "same"),
        item("theirs", "conflict", { reason: "it holds another value there" }),
      ],
    });
    expect(await valueAt("mix/theirs")).toEqual({ x: "theirs" });
    const second = await postern([...args, "--on-conflict", "overwrite"]);
    expect([second.code, JSON.parse(second.out).counts]).toEqual([6, { create: 0, change: 1, same: 2, conflict: 1 }]);
    expect(await valueAt("mix/theirs")).toEqual({ x: "mine" });
  });

  it("tells each path that is refused, writes the others, and ends with 1", async () => {
    const { file, home } = someone();
    const rules = [
      { path_pattern: "**", permissions: ["list", "read"] },
      { path_pattern: "mine/**", permissions: ["write"] },
    ];
    const token = await space.tokenFor(["secrets:read", "secrets:list", "secrets:write"], rules);
    writeFileSync(file("a.json"), '{"mine/a":{"x":1},"others/a":{"x":1}}');
    const { code, err } = await typistOf({ url: space.url, token }, home).postern(["import", "a.json", "--yes"]);
    expect(code).toBe(1);
    expect(err.replace(/\(path: [^)]*\) /, "")).toMatch(
      /^Plan: 2 to create\.\nwarning: others\/a: not written: .* \(access_denied\)\nwarning: the same command again goes on where this one ended\nWrote 1 of 2\.\n$/,
    );
  });

  it("with a token that has no right to write ends at once, and says what is left", async () => {
    const { file, home } = someone();
    const token = await space.tokenFor(
      ["secrets:read", "secrets:list"],
      [{ path_pattern: "**", permissions: ["admin"] }],
    );
    writeFileSync(file("a.json"), JSON.stringify({ r1: { x: 1 }, r2: { x: 1 }, r3: { x: 1 } }));
    const { postern } = typistOf({ url: space.url, token }, home);
    const { code, err } = await postern(["import", "a.json", "--yes", "--concurrency", "1"]);
    expect(code).toBe(4);
    expect(err).toContain("warning: r2: not written\nwarning: r3: not written\n");
    expect(err).toMatch(/error: .* \(insufficient_scope\)\n {2}next: postern whoami\n/);
  });

  it("at a terminal shows the plan, asks, and shows how far it is", async () => {
    const { file, atTerminal } = someone();
    writeFileSync(file("t.json"), '{"term/a":{"x":"canary"}}');
    const refused = await atTerminal(["import", "t.json"], [["Write 1 secret?", "n"]]);
    expect([refused.code, refused.out.includes("nothing was written (declined)")]).toEqual([1, true]);
    expect((await space.api("GET", "/v1/secrets/term/a")).status).toBe(404);
    const agreed = await atTerminal(["import", "t.json"], [["Write 1 secret?", "y"]]);
    expect(agreed.code).toBe(0);
    expect(agreed.out).toContain("writing  ████████████████████████  1 of 1");
    expect(agreed.out).not.toContain("canary");
    expect(await valueAt("term/a")).toEqual({ x: "canary" });
  });
});

describe("postern export", () => {
  it("shows no value on a terminal unless it is told to", async () => {
    await given("shown/a", { x: "canary" });
    const { atTerminal } = someone();
    const refused = await atTerminal(["export", "shown"]);
    expect([refused.code, refused.out.includes("canary")]).toEqual([2, false]);
    expect((await atTerminal(["export", "shown", "--reveal"])).out).toContain("canary");
  });

  it("of nothing ends with 5, also where all that there was is deleted", async () => {
    await given("ended/a", { x: "1" });
    await space.api("DELETE", "/v1/secrets/ended/a?version=1");
    const { postern } = someone();
    const err = "error: there is nothing to export there (secret_not_found)\n  next: postern ls\n";
    expect(await postern(["export", "nowhere"])).toEqual({ code: 5, out: "", err });
    expect(await postern(["export", "ended"])).toEqual({
      code: 5,
      out: "",
      err: `warning: ended/a: left out, its newest version is deleted\n${err}`,
    });
  });

  it("leaves out what is deleted or destroyed, and says so", async () => {
    for (const name of ["a", "deleted", "destroyed"]) await given(`part/${name}`, { x: name });
    await space.api("DELETE", "/v1/secrets/part/deleted?version=1");
    await space.api("DELETE", "/v1/secrets/part/destroyed?version=1&permanent=true");
    expect(await someone().postern(["export", "part/"])).toEqual({
      code: 0,
      out: '{\n  "part/a": {"x":"a"}\n}\n',
      err:
        "warning: part/deleted: left out, its newest version is deleted\n" +
        "warning: part/destroyed: left out, its newest version is deleted\n",
    });
  });

  it("of what the token may not read writes nothing, unless it may be left out", async () => {
    for (const name of ["a", "b"]) await given(`half/${name}`, { x: name });
    const rules = [
      { path_pattern: "**", permissions: ["list"] },
      { path_pattern: "half/a", permissions: ["read"] },
    ];
    const token = await space.tokenFor(["secrets:read", "secrets:list"], rules);
    const { home, file } = someone();
    const { postern } = typistOf({ url: space.url, token }, home);
    const args = ["export", "half/", "-o", "out.json"];
    expect(await postern(args)).toEqual({
      code: 1,
      out: "",
      err:
        "warning: half/b: access_denied\n" +
        "error: 1 can't be read, so nothing was written (unreadable_secrets)\n  next: --partial, to leave them out\n",
    });
    expect(() => statSync(file("out.json"))).toThrow("ENOENT");
    expect(await postern([...args, "--partial"])).toEqual({
      code: 0,
      out: "",
      err: "warning: half/b: access_denied\nWrote 1 to out.json.\n",
    });
  });

  it("replaces no file that is there unless somebody says so, before any server is asked", async () => {
    await given("kept/a", { x: "1" });
    const { file, postern, atTerminal } = someone();
    const args = ["export", "kept/a", "-o", "kept.env"];
    writeFileSync(file("kept.env"), "mine\n");
    expect(await postern(args, { env: { POSTERN_URL: "http://127.0.0.1:9" } })).toEqual({
      code: 2,
      out: "",
      err: "error: nobody can be asked here: this is no terminal (usage)\n  next: --yes\n",
    });
    const question = "kept.env is there. Put the export in its place?";
    expect((await atTerminal(args, [[question, "n"]])).code).toBe(1);
    expect(readFileSync(file("kept.env"), "utf8")).toBe("mine\n");
    expect((await atTerminal(args, [[question, "y"]])).code).toBe(0);
    expect(readFileSync(file("kept.env"), "utf8")).toBe("x=1\n");
  });

  it("has the format that the name of its file says, unless it is told another", async () => {
    await given("named/a", { x: "1" });
    const { file, postern } = someone();
    const written = async (name: string, ...more: readonly string[]) => {
      await postern(["export", "named/a", "-o", name, ...more]);
      return readFileSync(file(name), "utf8");
    };
    expect(await written(".env.local")).toBe("x=1\n");
    expect(await written("a.yml")).toBe('"named/a":\n  "x": "1"\n');
    const json = '{\n  "named/a": {"x":"1"}\n}\n';
    expect([await written("a.json"), await written("a.txt"), await written("b.env", "--format", "json")]).toEqual([
      json,
      json,
      json,
    ]);
  });

  it("writes a file that its owner alone may read, over one that others may, and import reads it as the same", async () => {
    await given("out/a", { x: "1", n: [1.5, null] });
    await given("out/a/b", { y: "2" });
    await given("outer", { z: "3" });
    const { file, postern } = someone();
    for (const format of ["json", "yaml"]) {
      const name = `out.${format}`;
      writeFileSync(file(name), "", { mode: 0o644 });
      expect((await postern(["export", "out", "-o", name, "--yes"])).err).toBe(`Wrote 2 to ${name}.\n`);
      expect(statSync(file(name)).mode & 0o777).toBe(0o600);
      const again = await postern(["import", name, "--dry-run"]);
      expect(again).toEqual({ code: 0, out: "", err: "Plan: 2 the same.\n" });
    }
    expect(readFileSync(file("out.json"), "utf8")).toBe(
      '{\n  "out/a": {"x":"1","n":[1.5,null]},\n  "out/a/b": {"y":"2"}\n}\n',
    );
    const env = await postern(["export", "out/a/b", "--format", "dotenv"]);
    expect(env).toEqual({ code: 0, out: "y=2\n", err: "" });
  });
});
