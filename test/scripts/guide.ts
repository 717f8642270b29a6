import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Commands of a guide that belong together, and what they print as the guide has it; null: it does not say. */
export interface Block {
  readonly commands: string;
  readonly shown: string | null;
}

/** Blocks ```sh are commands; a block ```text right below one is what it prints. */
export function blocksOf(text: string): Block[] {
  const fences = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```\n(?=(```text\n)?)/gm)];
  return fences.flatMap(([, kind, commands = "", next], i) =>
    kind === "sh" ? [{ commands, shown: next === undefined ? null : (fences[i + 1]?.[2] ?? null) }] : [],
  );
}

export interface Ran {
  /** To the standard output, by block. */
  readonly printed: string;
  /** Its commands that ended with another code than 0. A refusal of Postern's is one. */
  readonly failed: readonly string[];
}

/** `{…}` of each block is run where the ones before it ran; the word @restart waits for an answer. */
const scriptOf = (blocks: readonly Block[], folder: string): string =>
  [
    "set -uE -o pipefail",
    'curl() { command curl --fail-with-body "$@"; }', // Otherwise a refusal that the guide does not show would pass.
    ...blocks.flatMap(({ commands }, i) => [
      `trap 'echo "$BASH_COMMAND" >> ${folder}/${i}.failed' ERR`,
      RESTART.test(commands) ? "echo @restart; read -r _" : `{\n${commands}} > ${folder}/${i}.out`,
    ]),
  ].join("\n");

const RESTART = /^# .*stop npm run dev/;

/**
 * Types all blocks into one bash, in a folder with the project in it.
 * @param restart starts Postern anew, where the guide says so
 */
export async function runGuide(
  blocks: readonly Block[],
  { cwd, restart }: { readonly cwd: string; readonly restart: () => Promise<void> },
): Promise<readonly Ran[]> {
  const folder = mkdtempSync(join(tmpdir(), "postern-guide-"));
  try {
    const script = join(folder, "guide.sh");
    writeFileSync(script, scriptOf(blocks, folder));
    const PATH = `${join(cwd, "node_modules", ".bin")}:${process.env.PATH ?? ""}`;
    // What a guide signs in to is kept in no folder of whoever runs the tests.
    const env = { PATH, HOME: process.env.HOME ?? "", XDG_CONFIG_HOME: folder, TMPDIR: folder, NO_COLOR: "1" };
    const bash = spawn("bash", [script], { cwd, env, stdio: ["pipe", "pipe", "ignore"] });
    const ended = new Promise((resolve) => bash.once("close", resolve));
    for await (const line of createInterface({ input: bash.stdout })) {
      if (line === "@restart") await restart();
      bash.stdin.write("\n");
    }
    await ended;
    const textOf = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : "");
    return blocks.map((_, i) => ({
      printed: textOf(`${i}.out`),
      failed: textOf(`${i}.failed`).split("\n").filter(Boolean),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** Instants are of the day that they are run on; `…` stands for the rest of an id, or a number, on its line. */
export function fits(printed: string, shown: string): boolean {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = shown.replace(INSTANT, "<instant>").split("…").map(literal).join("[^\\n]*?");
  return new RegExp(`^${pattern}$`).test(printed.replace(INSTANT, "<instant>"));
}
