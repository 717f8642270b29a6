import { execFile, spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Only what a script needs of the run's environment: it has secrets of its own that no script may find there. */
const ENVIRONMENT = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NO_COLOR: "1", USER: "anna" };

export interface Around {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder that it is started in; the project's own unless given. */
  readonly cwd?: string;
}

/** Runs a script to its end, with `input` in the pipe that is its standard input, and tells its two streams apart. */
export function runScript(
  args: readonly string[],
  { env = {}, cwd = ROOT, input = "" }: Around & { readonly input?: string } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...ENVIRONMENT, ...env }, maxBuffer: MAX_OUTPUT_BYTES };
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
import fcntl, json, os, pty, struct, sys, termios
columns, steps = json.loads(sys.stdin.readline())
child, screen = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
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
export function typeScript(
  args: readonly string[],
  typed: Typed,
  { env = {}, cwd = ROOT, columns = 120 }: Around & { readonly columns?: number } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...ENVIRONMENT, ...env } };
    const child = spawn("python3", ["-c", PERSON, process.execPath, ...args], options);
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => (err += part));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 128, out, err }));
    child.stdin.write(`${JSON.stringify([columns, typed])}\n`);
  });
}
