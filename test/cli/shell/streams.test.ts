import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder } from "../support/typed.ts";

let space: Space;
const LONG = "x".repeat(500_000);
beforeAll(async () => {
  space = await newSpace();
  await space.api("PUT", "/v1/secrets/app/long", { body: { data: { key: LONG } } });
});

/** A line of a shell, in which `$P` is the command line. */
async function typed(line: string, home = newFolder()): Promise<{ code: number; out: string; err: string }> {
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: home,
    NO_COLOR: "1",
    POSTERN_URL: space.url,
    POSTERN_TOKEN: space.token,
    P: `${process.execPath} ${inject("commandLine").file}`,
  };
  return await new Promise((resolve) => {
    execFile("bash", ["-c", line], { env, cwd: home }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

describe("an answer that can't be written", () => {
  it("to a full disk is a failure", async () => {
    expect(await typed("$P get app/long#key > /dev/full")).toEqual({
      code: 1,
      out: "",
      err: "error: the standard output can't be written (ENOSPC) (unwritable_output)\n",
    });
    expect(await typed("$P audit export --json >/dev/full")).toMatchObject({ code: 2 });
    expect(await typed("$P audit export > /dev/full")).toEqual({
      code: 1,
      out: "",
      err: "error: the standard output can't be written (ENOSPC) (unwritable_output)\n",
    });
  });

  it("to its end is a failure", async () => {
    const home = newFolder();
    expect(await typed("ulimit -f 100; trap '' XFSZ; $P get -n app/long#key > part", home)).toEqual({
      code: 1,
      out: "",
      err: "error: the standard output can't be written (EFBIG) (unwritable_output)\n",
    });
  });

  it("keeps the exit code of a fault that can't be told", async () => {
    expect(await typed("$P get app/none 2> /dev/full")).toEqual({ code: 5, out: "", err: "" });
  });
});

describe("an answer that nobody reads to its end", () => {
  it("is no fault", async () => {
    expect(await typed("set -o pipefail; $P ls -q | head -1")).toEqual({ code: 0, out: "app/long\n", err: "" });
  });

  it("ends no import in its middle", async () => {
    const home = newFolder();
    const secrets = Array.from({ length: 60 }, (_, at) => [`many/a${at}`, { key: "y".repeat(2000) }] as const);
    writeFileSync(join(home, "all.json"), JSON.stringify(Object.fromEntries(secrets)));
    const { code } = await typed("set -o pipefail; $P import all.json --yes | true", home);
    expect(code).toBe(0);
    expect((await typed("$P ls many/ -q")).out.split("\n")).toHaveLength(secrets.length + 1);
  });
});

it("a long answer is in its file to the end", async () => {
  const home = newFolder();
  expect(await typed("$P get -n app/long#key > all", home)).toEqual({ code: 0, out: "", err: "" });
  expect(readFileSync(join(home, "all"), "utf8") === LONG).toBe(true);
});
