import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

const typist = () => {
  const home = newFolder();
  return { home, ...typistOf(space, home) };
};
let paths = 0;
/** A path of the test's own, with a secret in it. */
async function secretWith(...fields: string[]): Promise<string> {
  const path = `app/s${++paths}`;
  const { code, err } = await typist().postern(["put", path, ...fields, "--yes"]);
  expect([code, err]).toEqual([0, expect.any(String)]);
  return path;
}
const dataIn = async (path: string) => (await typist().postern(["get", path])).out;
const versionOf = async (path: string) => (await space.api("GET", `/v1/secrets/metadata/${path}`)).body.current_version;

describe("put", () => {
  it("writes nothing where nobody can be asked and --yes is not given", async () => {
    const path = await secretWith("password=old");
    expect(await typist().postern(["put", path, "password=canary", "user=anna"])).toEqual({
      code: 2,
      out: "",
      err:
        `${path}, over version 1:\n  ~ password  changed\n  + user      added\n` +
        "error: nobody can be asked here: this is no terminal (usage)\n  next: --yes\n",
    });
    expect(await versionOf(path)).toBe(1);
  });

  it("writes nothing when the answer is no, and shows no value with the question", async () => {
    const path = await secretWith("password=old canary");
    const { code, out } = await typist().atTerminal(["put", path, "password=canary"], [["Write this", "n"]]);
    expect([code, out.includes("canary")]).toEqual([1, false]);
    expect(out).toContain("nothing was changed (declined)");
    expect(await versionOf(path)).toBe(1);
  });

  it("asks for a value that does not stand in the command, shows none of it, and writes when the answer is yes", async () => {
    const path = await secretWith("password=old");
    const typed = [
      ["password", "canary\r"],
      ["Write this", "y"],
    ] as const;
    const { code, out } = await typist().atTerminal(["put", path, "password"], typed);
    expect([code, out.includes("canary")]).toEqual([0, false]);
    expect(out).toContain(`Wrote ${path}, version 2.`);
    expect(await dataIn(path)).toBe('{\n  "password": "canary"\n}\n');
  });

  it("replaces the whole value, from texts, files, a pipe and JSON, letter for letter", async () => {
    const { home, postern } = typist();
    const path = await secretWith("old=x");
    writeFileSync(join(home, "key.pem"), "line\nline\n");
    writeFileSync(join(home, "list.json"), "[1.50, 12345678901234567890]");
    const fields = ["text==@x", "key=@key.pem", "list:=@list.json", "piped=-", 'at:="@"'];
    expect(await postern(["put", path, ...fields, "-y"], { input: "from the pipe\n" })).toEqual({
      code: 0,
      out: "",
      err:
        `${path}, over version 1:\n  + text   added\n  + key    added\n  + list   added\n  + piped  added\n` +
        `  + at     added\n  - old    removed\nWrote ${path}, version 2.\n`,
    });
    expect(await dataIn(path)).toBe(
      '{\n  "text": "=@x",\n  "key": "line\\nline\\n",\n  "list": [\n    1.50,\n    12345678901234567890\n  ],\n' +
        '  "piped": "from the pipe",\n  "at": "@"\n}\n',
    );
  });

  it("takes a whole value from a file or a pipe, and gives back what it took", async () => {
    const path = await secretWith("old=x");
    const value = '{\n  "b": 12345678901234567890,\n  "a": {\n    "c": "x"\n  }\n}\n';
    const { postern } = typist();
    expect((await postern(["put", path, "--file", "-", "-y"], { input: value })).code).toBe(0);
    expect(await dataIn(path)).toBe(value);
  });

  it("refuses what is no value, before anything is asked, and repeats nothing of it", async () => {
    const { home, postern } = typist();
    writeFileSync(join(home, "bytes"), Buffer.from([0xff, 0xfe, 0x00]));
    const refusals = [
      [["--file", "-"], "canary", "what was given for the value is refused: not JSON, line 1"],
      [
        ["--file", "-"],
        '{"a":1,"a":"canary"}',
        "what was given for the value is refused: an object has one key twice, line 1",
      ],
      [["--file", "-"], '["canary"]', "a value is a JSON object with at least one field"],
      [["a:=canary"], "", "what was given for the field a is refused: not JSON, line 1"],
      [["a=@none"], "", "the file for the field a can't be read (ENOENT)"],
      [["a=@bytes"], "", "what was given for the field a is no text in UTF-8"],
      [[], "", "give either fields or --file"],
      [["a=canary", "--file", "-"], "", "give either fields or --file"],
      [["a=canary", "--if-absent", "--if-version", "1"], "", "give either --if-version or --if-absent"],
      [["a=canary", "--if-version", "0"], "", "--if-version is a whole number from 1"],
    ] as const;
    for (const [args, input, message] of refusals) {
      const { code, out, err } = await postern(["put", "app/refused", ...args, "-y"], { input });
      expect([code, out, err.split("\n")[0]]).toEqual([2, "", `error: ${message} (usage)`]);
      expect(err).not.toContain("canary");
    }
    expect((await postern(["get", "app/refused"])).code).toBe(5);
  });

  it("writes nothing, and makes no version, where nothing differs", async () => {
    const path = await secretWith("a=1", "n:=1.50");
    expect(await typist().postern(["put", path, "n:=1.50", "a=1", "-y"])).toEqual({
      code: 0,
      out: "",
      err: `${path}, over version 1:\n    n  same\n    a  same\nNothing differs from version 1 of ${path}: nothing was written.\n`,
    });
    expect(await typist().postern(["put", path, "n:=1.50", "a=1", "--type", "kv", "-q"])).toEqual({
      code: 0,
      out: `${path}\n`,
      err: "",
    });
    expect(await versionOf(path)).toBe(1);
  });

  it("over another version than the one that is meant ends with 6 and changes nothing", async () => {
    const path = await secretWith("a=1");
    const { postern } = typist();
    expect(await postern(["put", path, "a=2", "--if-version", "7", "-y"])).toEqual({
      code: 6,
      out: "",
      err: "error: version 1 is there, not version 7 (version_conflict)\n  next: postern versions PATH\n",
    });
    expect(await postern(["put", path, "a=2", "--if-absent", "-y"])).toEqual({
      code: 6,
      out: "",
      err:
        `error: ${path} is there already, version 1 (already_there)\n` +
        `  next: postern put ${path}, without --if-absent, to write over it\n`,
    });
    expect((await postern(["put", path, "a=2", "--if-version", "1", "-q", "-y"])).out).toBe(`${path}\n`);
    expect(await versionOf(path)).toBe(2);
  });

  it("of two that compared with the same version lets one write", async () => {
    const path = await secretWith("a=0");
    const written = ["1", "2", "3"].map((value) => typist().postern(["put", path, `a=${value}`, "-y"]));
    const codes = (await Promise.all(written)).map(({ code }) => code);
    // Whoever read after another wrote compared with a later version: what never happens is that a version is lost unseen.
    expect(codes.every((code) => code === 0 || code === 6)).toBe(true);
    expect(await versionOf(path)).toBe(1 + codes.filter((code) => code === 0).length);
  });

  it("by a token that may write and not read says that nothing was compared", async () => {
    const path = await secretWith("a=1");
    const rules = [{ path_pattern: "**", permissions: ["write"] }];
    const env = { POSTERN_TOKEN: await space.tokenFor(["secrets:write"], rules) };
    expect(await typist().postern(["put", path, "a=2", "-y"], { env })).toEqual({
      code: 0,
      out: "",
      err: `${path}, over what is there, which can't be read and is replaced whole:\n  = a  set\nWrote ${path}, version 2.\n`,
    });
  });

  it("where a deleted secret is ends with 6 and says how to bring it back", async () => {
    const path = await secretWith("a=1");
    const { postern } = typist();
    expect((await postern(["rm", path, "-y"])).code).toBe(0);
    const { code, err } = await postern(["put", path, "a=2", "-y"]);
    expect(code).toBe(6);
    expect(err).toContain("next: postern restore PATH, or postern rm --permanent PATH\n");
  });

  it("says what a secret is for, and gives programs the server's answer", async () => {
    const { postern } = typist();
    const labels = ["--description", "Orders", "--tag", "a", "--tag", "b", "--label", "team=db", "--max-versions", "3"];
    const made = await postern(["put", "app/labels", "a=1", ...labels, "--type", "api_key", "--json", "-y"]);
    expect([made.code, made.err]).toEqual([0, ""]);
    expect(JSON.parse(made.out)).toMatchObject({
      path: "app/labels",
      version: 1,
      created: true,
      secret_type: "api_key",
    });
    const { body } = await space.api("GET", "/v1/secrets/metadata/app/labels");
    expect(body).toMatchObject({
      metadata: { description: "Orders", tags: ["a", "b"], team: "db" },
      max_versions: 3,
    });
    expect((await postern(["put", "app/labels", "a=1", "--expires-in", "soon", "-y"])).code).toBe(2);
  });
});

describe("patch", () => {
  it("of no secret, of a field that is not there, or of nothing is refused", async () => {
    const path = await secretWith("a=1");
    const { postern } = typist();
    expect((await postern(["patch", "app/none", "a=1", "-y"])).code).toBe(5);
    expect(await postern(["patch", path, "b-", "-y"])).toEqual({
      code: 5,
      out: "",
      err: `error: the secret has no field b (field_not_found)\n  next: postern get -q ${path}\n`,
    });
    expect((await postern(["patch", path, "-y"])).code).toBe(2);
    expect((await postern(["patch", path, "a-", "-y"])).err).toBe(
      `error: a secret keeps at least one field (usage)\n  next: postern rm ${path}\n`,
    );
    expect((await postern(["patch", path, "a=2", "--if-version", "9", "-y"])).code).toBe(6);
    expect(await versionOf(path)).toBe(1);
  });

  it("changes, adds and takes away fields, and leaves the others letter for letter", async () => {
    const path = await secretWith("user=anna", "n:=12345678901234567890", "old=x", "gone=x");
    expect(
      await typist().postern(["patch", path, "user=-", "new=1", "old-", "--remove", "gone", "-y"], { input: "ben" }),
    ).toEqual({
      code: 0,
      out: "",
      err:
        `${path}, over version 1:\n  ~ user  changed\n    n     same\n  + new   added\n  - old   removed\n` +
        `  - gone  removed\nWrote ${path}, version 2.\n`,
    });
    expect(await dataIn(path)).toBe('{\n  "user": "ben",\n  "n": 12345678901234567890,\n  "new": "1"\n}\n');
  });

  it("of what is said of a secret makes no version, and reads no value", async () => {
    const path = await secretWith("a=1");
    const rules = [{ path_pattern: "**", permissions: ["write"] }];
    const env = { POSTERN_TOKEN: await space.tokenFor(["secrets:write"], rules) };
    expect(await typist().postern(["patch", path, "--description", "Orders", "-y"], { env })).toEqual({
      code: 0,
      out: "",
      err: `  also set: description\nChanged what is said of ${path}. Its value is version 1 as before.\n`,
    });
    expect((await space.api("GET", `/v1/secrets/metadata/${path}`)).body).toMatchObject({
      current_version: 1,
      metadata: { description: "Orders" },
    });
  });
});
