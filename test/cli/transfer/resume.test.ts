import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

const MANY = 10_000;
const SOME = 2000;
/** So many writes take minutes where the machine is busy. */
const LONG = { timeout: 900_000 };

/** As many secrets as that, and each with its own value. */
const secretsOf = (count: number): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`bulk/f${at % 100}/s${at}`, { password: `p${at}`, port: at }]),
  );

async function countOf(space: Space): Promise<number> {
  return (await space.api("GET", "/v1/secrets?limit=1&prefix=bulk/")).body.total_count;
}

/** Begins an import, and gives it when Postern has as many as that. */
async function begun(space: Space, home: string, args: readonly string[], count: number) {
  const { file } = inject("commandLine");
  const env = { PATH: process.env.PATH, HOME: home, POSTERN_URL: space.url, POSTERN_TOKEN: space.token };
  const child: ChildProcess = spawn(process.execPath, [file, "import", ...args], { cwd: home, env });
  let err = "";
  child.stdout?.resume();
  child.stderr?.setEncoding("utf8").on("data", (part: string) => (err += part));
  const ended = new Promise<{ code: number | null; signal: string | null; err: string }>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, err }));
  });
  while ((await countOf(space)) < count) expect(child.exitCode, err).toBeNull();
  return { child, ended };
}

/** On a busy machine a connection may break off, and what comes next be late: that is told, and is no fault. */
const withoutWaiting = (err: string): string => err.replaceAll(/^warning: no answer: waiting for the server.*\n/gm, "");

it(`an import of ${MANY} that is killed in the middle, and run again, ends as one that was not`, LONG, async () => {
  const space = await newSpace();
  const home = newFolder();
  const secrets = secretsOf(MANY);
  writeFileSync(join(home, "all.json"), JSON.stringify(secrets));
  const args = ["all.json", "--yes", "--concurrency", "16"];
  const { child, ended } = await begun(space, home, args, MANY / 3);
  child.kill("SIGKILL");
  expect((await ended).signal).toBe("SIGKILL");
  const there = await countOf(space);
  expect(there).toBeLessThan(MANY);
  const { postern } = typistOf(space, home);
  const again = await postern(["import", ...args, "--json"]);
  expect([again.code, withoutWaiting(again.err)]).toEqual([0, ""]);
  const { counts, written } = JSON.parse(again.out);
  // What was under way when it was killed may have come to its end since.
  expect(counts.same).toBeGreaterThanOrEqual(there);
  expect([counts, written]).toEqual([
    { create: MANY - counts.same, change: 0, same: counts.same, conflict: 0 },
    MANY - counts.same,
  ]);
  const out = await postern(["export", "bulk"]);
  expect(JSON.parse(out.out)).toEqual(secrets);
  const listed = await postern(["import", "all.json", "--dry-run"]);
  expect({ ...listed, err: withoutWaiting(listed.err) }).toEqual({
    code: 0,
    out: "",
    err: `Plan: ${MANY} the same.\n`,
  });
});

it("an import that is interrupted lets what it sent come to its end, tells what is left, and goes on when it is run again", async () => {
  const space = await newSpace();
  const home = newFolder();
  const secrets = secretsOf(SOME);
  writeFileSync(join(home, "some.json"), JSON.stringify(secrets));
  const { child, ended } = await begun(space, home, ["some.json", "--yes"], 50);
  child.kill("SIGINT");
  const { code, err } = await ended;
  expect(code).toBe(130);
  const there = await countOf(space);
  const lines = withoutWaiting(err).split("\n");
  expect(lines.filter((line) => !/^warning: bulk\/f\d+\/s\d+: not written$/.test(line))).toEqual([
    `… and ${SOME - 100} more; --json shows all`,
    `Plan: ${SOME} to create.`,
    `${SOME} writes: with the server's default limit of 100 a minute about 19 min (RATE_LIMITS)`,
    "Stopping when what is under way has ended; again to stop at once.",
    `warning: and ${SOME - there - 100} more that were not written`,
    "warning: the same command again goes on where this one ended",
    `Wrote ${there} of ${SOME}.`,
    "",
  ]);
  const { postern } = typistOf(space, home);
  const again = await postern(["import", "some.json", "--yes", "-q"]);
  expect([again.code, withoutWaiting(again.err), again.out.trim().split("\n").length]).toEqual([0, "", SOME - there]);
});
