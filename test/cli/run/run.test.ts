import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

const CANARY = "canary-4f2a";
let space: Space;
beforeAll(async () => {
  space = await newSpace();
  const put = (path: string, data: object) => space.api("PUT", `/v1/secrets/${path}`, { body: { data } });
  await put("app/key", { key: "before" });
  await put("app/key", { key: CANARY });
  await put("app/db", { user: "anna", password: CANARY, port: 5432 });
  await put("app/nul", { key: `${CANARY}\0` });
  await put("app/loader", { NODE_OPTIONS: CANARY });
});

const SHOW = ["--", "sh", "-c", 'echo "$A|$B"'];
const MARK = ["--", "sh", "-c", "echo started > started"];

function person(lines?: string) {
  const home = newFolder();
  if (lines !== undefined) writeFileSync(join(home, ".env.postern"), lines);
  return { home, ...typistOf(space, home) };
}

/** A file at `path` with its folder; executable by its owner if asked. */
function program(path: string, mode: number): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, mode);
}

describe("postern run starts nothing", () => {
  it.each<[string, readonly string[], string | undefined, number, string]>([
    [
      "without anything to read",
      [],
      undefined,
      2,
      "error: nothing says which secrets the program is to have (usage)\n  next: --from PATH, --env-file FILE, or .env.postern\n",
    ],
    [
      "when the file that is named is not there",
      ["-e", "none"],
      "A=x",
      2,
      "error: the --env-file is not there (usage)\n",
    ],
    [
      "when a line is malformed",
      [],
      "A=pst://app//key",
      2,
      "error: .env.postern: A: this is no reference to a secret: a path has names between its slashes, and none at an end (usage)\n" +
        "  next: PATH, PATH#FIELD, PATH@VERSION or PATH#FIELD@VERSION\n",
    ],
    [
      "when a secret is missing",
      [],
      "A=pst://app/none\nB=pst://app/key",
      5,
      "error: app/none can't be read: No secret at this path. (secret_not_found)\n  next: postern ls\n",
    ],
    [
      "when several are missing, and names them",
      ["--from", "app/no", "--from", "app/key@9"],
      undefined,
      5,
      "error: 2 secrets can't be read: app/no (secret_not_found), app/key (version_not_found) (secret_not_found)\n  next: postern ls\n",
    ],
    [
      "when a field is missing",
      [],
      "A=pst://app/db#none",
      5,
      "error: app/db has no field none (field_not_found)\n  next: postern get app/db\n",
    ],
    ["when a value holds a NUL", [], "A=pst://app/nul#key", 2, "error: A holds a NUL, which no variable can (usage)\n"],
    [
      "when a whole secret would change which code runs",
      ["--from", "app/loader"],
      undefined,
      2,
      "error: app/loader#NODE_OPTIONS would be NODE_OPTIONS, which changes what runs (usage)\n" +
        "  next: NODE_OPTIONS=pst://app/loader#NODE_OPTIONS in an --env-file, if that is meant\n",
    ],
  ])("%s", async (_, options, lines, code, err) => {
    const { home, postern } = person(lines);
    expect(await postern(["run", ...options, ...MARK])).toEqual({ code, out: "", err });
    expect(readdirSync(home)).not.toContain("started");
  });

  it("when a secret may not be read, and says that it was refused", async () => {
    const token = await space.tokenFor(["secrets:read"], [{ path_pattern: "app/db", permissions: ["read"] }]);
    const { home, postern } = person("A=pst://app/db#user\nB=pst://app/key");
    const { code, out, err } = await postern(["run", ...MARK], { env: { POSTERN_TOKEN: token } });
    expect([code, out]).toEqual([4, ""]);
    expect(err).toMatch(/^error: app\/key can't be read: .+ \(access_denied\)\n {2}next: postern whoami\n$/);
    expect(readdirSync(home)).not.toContain("started");
  });

  it.each([
    ["a token that is refused", { POSTERN_TOKEN: "pst_other" }, 3],
    ["a server that is not there", { POSTERN_URL: "http://127.0.0.1:9" }, 7],
  ])("with %s", async (_, env, code) => {
    const { home, postern } = person("A=pst://app/key");
    expect((await postern(["run", ...MARK], { env })).code).toBe(code);
    expect(readdirSync(home)).not.toContain("started");
  });
});

describe("postern run ends as its program does", () => {
  it.each([0, 1, 7, 126, 255])("with the exit code %i", async (code) => {
    const { postern } = person("A=x");
    expect(await postern(["run", "--", "sh", "-c", `exit ${code}`])).toEqual({ code, out: "", err: "" });
  });

  it("with 127 when there is no such program", async () => {
    const { postern } = person("A=x");
    expect(await postern(["run", "--", "no-such-program", "--", "--json"])).toEqual({
      code: 127,
      out: "",
      err: "error: no-such-program is not found (command_not_found)\n",
    });
  });

  it("with 126 when the program may not be run", async () => {
    const { home, postern } = person("A=x");
    program(join(home, "bin/plain"), 0o600);
    expect(await postern(["run", "--", "./bin/plain"])).toEqual({
      code: 126,
      out: "",
      err: "error: ./bin/plain may not be run (command_not_executable)\n",
    });
  });

  it("with 126 when the system takes no variable so long, and names no value", async () => {
    const { postern } = person(`A=${"x".repeat(200_000)}`);
    expect(await postern(["run", "--", "true"])).toEqual({
      code: 126,
      out: "",
      err:
        "error: true is not run: the system takes no more variables, or none so long (environment_too_large)\n" +
        "  next: postern inject, for values that a program reads from a file\n",
    });
  });
});

describe("a program of postern run", () => {
  it("finds references, plain texts, versions and what was there, and Postern's before it", async () => {
    const { postern } = person("A=pst://app/key#key\nB='plain # text'\nC=pst://app/key@1");
    const show = ["--", "sh", "-c", 'echo "$A|$B|$C|$D"'];
    expect(await postern(["run", ...show], { env: { A: "mine", D: "mine" } })).toEqual({
      code: 0,
      out: `${CANARY}|plain # text|before|mine\n`,
      err: "",
    });
  });

  it("finds each field of a whole secret, by the names that are asked for", async () => {
    const { postern } = person();
    const options = ["--from", "app/db", "--prefix", "DB_", "--upper"];
    expect(await postern(["run", ...options, "--", "sh", "-c", 'echo "$DB_USER|$DB_PASSWORD|$DB_PORT"'])).toEqual({
      code: 0,
      out: `anna|${CANARY}|5432\n`,
      err: "",
    });
  });

  it("finds numbers with their own digits, in a field as in a whole secret", async () => {
    const digits = '{"number":12345678901234567890,"deep":{"at":9007199254740993,"rate":1.50}}';
    const { postern } = person("N=pst://app/digits#number");
    await postern(["put", "app/digits", "--file", "-", "--yes"], { input: digits });
    const from = ["run", "-e", ".env.postern", "--from", "app/digits", "--upper"];
    expect(await postern([...from, "--", "sh", "-c", 'echo "$N|$NUMBER|$DEEP"'])).toEqual({
      code: 0,
      out: '12345678901234567890|12345678901234567890|{"at":9007199254740993,"rate":1.50}\n',
      err: "",
    });
    const template = "{{ pst://app/digits#number }} {{ pst://app/digits#deep }}\n";
    expect(await postern(["inject"], { input: template })).toEqual({
      code: 0,
      out: '12345678901234567890 {"at":9007199254740993,"rate":1.50}\n',
      err: "",
    });
  });

  it("is given the file that is named beside whole secrets, and not the one that lies there", async () => {
    const { home, postern } = person("A=wrong\nB=wrong");
    writeFileSync(join(home, "mine.env"), "A=pst://app/key");
    expect((await postern(["run", "--env-file", "mine.env", "--from", "app/db", ...SHOW])).out).toBe(`${CANARY}|\n`);
    expect((await postern(["run", "--from", "app/db", ...SHOW])).out).toBe("|\n");
  });

  it("does not find the token, unless it is to", async () => {
    const { postern } = person("A=x");
    const show = ["--", "sh", "-c", 'echo "$POSTERN_TOKEN"'];
    expect((await postern(["run", ...show])).out).toBe("\n");
    expect((await postern(["run", "--pass-token", ...show])).out).toBe(`${space.token}\n`);
  });

  it("is given its arguments as they were typed, those that look like ours, too", async () => {
    const { postern } = person("A=x");
    const args = ["--from", "x y", "--", "-q", "$A", "*", "--json", ""];
    const shown = ["sh", "-c", 'for one; do echo "[$one]"; done', "sh", ...args];
    const out = args.map((one) => `[${one}]\n`).join("");
    expect(await postern(["run", "--", ...shown])).toEqual({ code: 0, out, err: "" });
    expect(await postern(["run", ...shown])).toEqual({ code: 0, out, err: "" });
  });

  it("reads and writes what postern was given", async () => {
    const { postern } = person("A=x");
    const input = `${"line of input\n".repeat(20_000)}end`;
    expect(await postern(["run", "--", "sh", "-c", "cat; echo aside >&2"], { input })).toEqual({
      code: 0,
      out: input,
      err: "aside\n",
    });
  });

  it("is given hundreds of variables, read in calls of a hundred", async () => {
    const names = Array.from({ length: 230 }, (_, at) => `n${at}`);
    await Promise.all(
      names.map((name) => space.api("PUT", `/v1/secrets/many/${name}`, { body: { data: { v: name.repeat(500) } } })),
    );
    const { postern } = person(names.map((name) => `${name}=pst://many/${name}#v`).join("\n"));
    const count = ["--", "sh", "-c", "env | grep -c '^n[0-9]*=n'"];
    const { code, out, err } = await postern(["run", "--debug", ...count]);
    expect([code, out]).toEqual([0, "230\n"]);
    expect(err.match(/POST \/v1\/secrets\/batch 200/g)).toHaveLength(3);
  });

  it("stands at our terminal, and is told once by Ctrl-C", async () => {
    const { atTerminal } = person("A=x");
    // What postern passes on arrives in the order in which postern was told: after USR1 nothing of the Ctrl-C is under way any more.
    const program = `let told = 0;
      process.on("SIGINT", () => {
        told += 1;
        process.kill(process.ppid, "SIGUSR1");
      });
      process.on("SIGUSR1", () => {
        console.log("told", told);
        process.exit(told + 4);
      });
      setInterval(() => undefined, 1000);
      console.log("at a terminal:", process.stdin.isTTY);`;
    const typed = [["at a terminal: true", "\u0003"]] as const;
    // A terminal sends the signal first and then drops what was not shown yet, which a quick program may have printed meanwhile.
    const shell = ["sh", "-c", 'stty noflsh -echo && exec "$0" -e "$1"', process.execPath, program];
    const { code, out } = await atTerminal(["run", "--", ...shell], typed);
    expect([code, out.replaceAll("\r", "")]).toEqual([5, "at a terminal: true\ntold 1\n"]);
  });
});

describe("the values of postern run", () => {
  it("are in no file and in nobody's arguments", async () => {
    const { home, postern } = person("A=pst://app/key");
    const temporary = newFolder();
    const script =
      'test -n "$A" && tr "\\0" " " < /proc/$PPID/cmdline && tr "\\0" " " < /proc/$$/cmdline; ls -laR "$HOME" "$TMPDIR"';
    const { code, out } = await postern(["run", "--", "sh", "-c", script], { env: { TMPDIR: temporary } });
    expect(code).toBe(0);
    expect(out).not.toContain(CANARY);
    const written = [home, temporary].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    );
    expect(written).toEqual([join(home, ".env.postern")]);
    expect(written.filter((file) => statSync(file).isFile() && readFileSync(file, "utf8").includes(CANARY))).toEqual(
      [],
    );
  });

  it("are in nothing that is said with --debug", async () => {
    const { postern } = person("A=pst://app/key");
    const { err } = await postern(["run", "--debug", "--", "true"]);
    expect(err).toMatch(/^debug: POST \/v1\/secrets\/batch 200 req_\w+ \d+ ms\n$/);
  });
});
