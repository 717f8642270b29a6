import { execFile, execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { typeScript } from "../../scripts/shell.ts";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

/** What a shell would run, split at, or expand. */
const WEIRD = 'weird/it\'s $(touch owned) `id` "x" & y';
const PATHS = [WEIRD, "shop/db/main", "shop/db/replica", "shop/web"];
const execFileAsync = promisify(execFile);
let space: Space;
beforeAll(async () => {
  space = await newSpace();
  for (const path of PATHS.slice(1)) await space.api("PUT", `/v1/secrets/${path}`, { body: { data: { a: "b" } } });
});

const has = (shell: string): boolean => spawnSync(`/usr/bin/${shell}`, ["--version"], { stdio: "ignore" }).status === 0;

/** Answers at once, or never: the time that a Tab key has is short. */
async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A folder where a `postern` is on the PATH: it completes as ours does, and else says which arguments it was given. */
async function machine() {
  const home = newFolder();
  const bin = join(home, "bin");
  mkdirSync(bin);
  const ours = `exec '${process.execPath}' '${inject("commandLine").file}' "$@"`;
  writeFileSync(
    join(bin, "postern"),
    `#!/bin/sh\ncase "$1" in complet*) ${ours} ;; esac\nprintf '[%s]' "$@"; echo .\n`,
    { mode: 0o755 },
  );
  const url = await listening((request, response) => {
    const prefix = new URL(request.url ?? "", "http://localhost").searchParams.get("prefix") ?? "";
    const secrets = PATHS.filter((path) => path.startsWith(prefix)).map((path) => ({ path }));
    response.setHeader("content-type", "application/json").end(JSON.stringify({ secrets, cursor: null }));
  });
  const env = {
    PATH: `${bin}:${process.env.PATH ?? ""}`,
    HOME: home,
    ZDOTDIR: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    POSTERN_URL: url,
    POSTERN_TOKEN: "pst_test",
    TERM: "xterm",
  };
  return { home, env };
}

const asked = async (shell: string, input: string, env: Readonly<Record<string, string>> = {}) =>
  await typistOf(space, newFolder()).postern(["complete", shell], { input, env });

describe("completion", () => {
  it("knows three shells", async () => {
    const { code, out } = await typistOf(space, newFolder()).postern(["completion", "tcsh"]);
    expect([code, out]).toEqual([2, ""]);
  });

  it("completes commands, options and choices without asking anybody", async () => {
    const env = { POSTERN_URL: "", POSTERN_TOKEN: "" };
    const words = async (...given: string[]) => (await asked("zsh", `${given.join("\0")}\0`, env)).out;
    expect(await words("postern", "aud")).toBe("words\naudit\n");
    expect(await words("postern", "audit", "")).toBe("words\ntail\nexport\nverify\nhelp\n");
    expect(await words("postern", "audit", "export", "--form")).toBe("words\n--format\n");
    expect(await words("postern", "audit", "export", "--format", "c")).toBe("words\ncsv\n");
    expect(await words("postern", "audit", "verify", "")).toBe("files\n");
  });

  it("says nothing of any fault, and does not wait for a server that gives no answer", async () => {
    const silent = await listening(() => undefined);
    const given = "postern\0audit\0tail\0--path\0\0";
    const faults: readonly Readonly<Record<string, string>>[] = [
      { POSTERN_URL: silent },
      { POSTERN_URL: "http://127.0.0.1:9" },
      { POSTERN_TOKEN: "pst_wrong" },
      { POSTERN_URL: "", POSTERN_TOKEN: "" },
    ];
    for (const env of faults) expect(await asked("zsh", given, env)).toEqual({ code: 0, out: "words\n", err: "" });
  });

  it("buys no token with what the place signs", async () => {
    let calls = 0;
    const url = await listening((_, response) => {
      calls += 1;
      response.end("{}");
    });
    const env = {
      POSTERN_TOKEN: "",
      POSTERN_URL: url,
      POSTERN_TENANT: "tnt_x",
      GITHUB_ACTIONS: "true",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/oidc`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "x",
    };
    expect(await asked("zsh", "postern\0audit\0tail\0--path\0\0", env)).toEqual({ code: 0, out: "words\n", err: "" });
    expect(calls).toBe(0);
  });

  it("completes paths of secrets step by step", async () => {
    // Within 300 ms or not at all: on a machine that is busy it may be not at all, so the key is pressed again.
    const press = async () => (await asked("zsh", "postern\0audit\0tail\0--path\0shop/\0")).out;
    await expect.poll(press, { timeout: 60_000 }).toBe("words\nshop/db/\nshop/web\n");
  });
});

/** Opens a shell at a terminal, types the beginning of the path, presses Tab, then Enter: gives the screen. */
async function pressTab(shell: string, args: readonly string[], { home, env }: Awaited<ReturnType<typeof machine>>) {
  const start = `process.execve(${JSON.stringify(shell)}, ${JSON.stringify([shell, ...args])}, process.env)`;
  const typed = [
    // More often than is needed: on a machine that is busy a key may bring nothing, and one more at the end of a word does no harm.
    ["READY> ", `postern audit tail --path wei${"\t".repeat(20)}`],
    ["owned", "\r"],
    ["READY> ", "exit\r"],
  ] as const;
  return (await typeScript(["-e", start], typed, { env, cwd: home, columns: 200 })).out;
}
/** What was typed became the path, as one argument. */
const FOUND = `[audit][tail][--path][${WEIRD}].\r\n`;

describe.skipIf(!has("bash"))("in a bash", () => {
  it("at a terminal a path with quotes and $(…) becomes one word, and nothing of it is run", async () => {
    const at = await machine();
    writeFileSync(join(at.home, "rc"), 'eval "$(postern completion bash)"; PS1="READY> "\n');
    expect(await pressTab("/usr/bin/bash", ["--rcfile", join(at.home, "rc"), "-i"], at)).toContain(FOUND);
    expect(existsSync(join(at.home, "owned"))).toBe(false);
  });

  it("what is being typed is not run by the Tab key", async () => {
    const { home, env } = await machine();
    const script = `
      eval "$(postern completion bash)"
      COMP_LINE='postern get $(touch owned) \`touch owned\` pro'; COMP_POINT=\${#COMP_LINE}
      _postern_complete
      COMP_LINE='postern comp'; COMP_POINT=\${#COMP_LINE}
      _postern_complete; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync("bash", ["--norc", "--noprofile"], { input: script, env, cwd: home, encoding: "utf8" });
    expect(out).toBe("completion\n");
    expect(existsSync(join(home, "owned"))).toBe(false);
  });
});

describe.skipIf(!has("zsh"))("in a zsh", () => {
  it("at a terminal a path with quotes and $(…) becomes one word, and nothing of it is run", async () => {
    const at = await machine();
    const rc = 'autoload -U compinit; compinit -u -D; eval "$(postern completion zsh)"; PS1="READY> "\n';
    writeFileSync(join(at.home, ".zshrc"), rc);
    expect(await pressTab("/usr/bin/zsh", ["-i"], at)).toContain(FOUND);
    expect(existsSync(join(at.home, "owned"))).toBe(false);
  });
});

describe.skipIf(!has("fish"))("in a fish", () => {
  it("candidates are those of the program, and none is run", async () => {
    const { home, env } = await machine();
    const script = `
      postern completion fish | source
      complete -C 'postern aud'
      complete -C 'postern audit tail --path wei'
      complete -C 'postern audit tail --path weird/'`;
    const press = async () => (await execFileAsync("fish", ["--no-config", "-c", script], { env, cwd: home })).stdout;
    await expect.poll(press, { timeout: 100_000 }).toBe(`audit\nweird/\n${WEIRD}\n`);
    expect(existsSync(join(home, "owned"))).toBe(false);
  });
});
