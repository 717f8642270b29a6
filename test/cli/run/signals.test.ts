import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { startScript } from "../../scripts/process.ts";
import { newFolder } from "../support/typed.ts";

/** Runs a program by `postern run`, without a terminal. */
function started(program: readonly string[]) {
  const home = newFolder();
  writeFileSync(join(home, ".env.postern"), "A=x");
  const { file } = inject("commandLine");
  const script = startScript(home, [file, "run", "--", ...program], { HOME: home, POSTERN_TOKEN: "", POSTERN_URL: "" });
  onTestFinished(() => script.end());
  return { ...script, closed: once(script.child, "close") as Promise<[number | null, NodeJS.Signals | null]> };
}

/** Says each time that it is told, and ends by USR2, by itself, when it was told `last`. */
const teller = (names: readonly string[], last: string) => [
  process.execPath,
  "-e",
  `for (const name of ${JSON.stringify(names)}) process.on(name, () => {
     console.log("told", name);
     if (name === ${JSON.stringify(last)}) process.exit(9);
   });
   setInterval(() => undefined, 1000);
   console.log("ready");`,
];

it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGWINCH"] as const)(
  "postern run passes %s on, once",
  async (signal) => {
    const last = signal === "SIGTERM" ? "SIGINT" : "SIGTERM";
    const { child, says, said, closed } = started(teller([signal, last], last));
    await says("ready");
    child.kill(signal);
    await says(`told ${signal}`);
    child.kill(last);
    expect(await closed).toEqual([9, null]);
    expect(said()).toBe(`ready\ntold ${signal}\ntold ${last}\n`);
  },
);

it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGKILL"] as const)(
  "postern run ends by %s when its program did, so that a shell sees it",
  async (signal) => {
    const { closed, said } = started(["sh", "-c", `kill -${signal.slice(3)} $$`]);
    expect(await closed).toEqual([null, signal]);
    expect(said()).toBe("");
  },
);

it.each(["SIGQUIT", "SIGABRT", "SIGSEGV"] as const)(
  "postern run gives the exit code of %s, by which the system would write its memory to a file",
  async (signal) => {
    const { closed, said } = started(["sh", "-c", `kill -${signal.slice(3)} $$`]);
    expect(await closed).toEqual([128 + constants.signals[signal], null]);
    expect(said()).toBe("");
  },
);
