import { execFile, spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Only what a script needs of the run's environment: it has secrets of its own that no script may find there. */
const ENVIRONMENT = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NO_COLOR: "1", USER: "anna" };

/** Runs a script to its end, with `input` in the pipe that is its standard input, and tells its two streams apart. */
export function runScript(
  args: readonly string[],
  { env = {}, input = "" }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: { ...ENVIRONMENT, ...env } };
    const child = execFile(process.execPath, args, options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 128), out, err });
    });
    child.stdin?.on("error", () => undefined); // It may end before it has read.
    child.stdin?.end(input);
  });
}

/** What is typed once a prompt is there. */
export type Typed = readonly (readonly [prompt: string, keys: string])[];

/** Opens a terminal, runs a command in it, waits for each prompt, types, and prints what a person would have seen. */
const PERSON = `
import json, os, pty, sys
steps = json.loads(sys.stdin.readline())
child, screen = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
seen, looked = b"", 0
while True:
    try:
        part = os.read(screen, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
    while steps and steps[0][0].encode() in seen[looked:]:
        looked = len(seen)
        os.write(screen, steps.pop(0)[1].encode())
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

/** The same at a terminal, where somebody sits and types. `out`: all that the terminal shows. Needs the machine's python3. */
export function typeScript(args: readonly string[], typed: Typed): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn("python3", ["-c", PERSON, process.execPath, ...args], { cwd: ROOT, env: ENVIRONMENT });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => (err += part));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 128, out, err }));
    child.stdin.write(`${JSON.stringify(typed)}\n`);
  });
}
