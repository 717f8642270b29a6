import { version } from "../../package.json";
import { CliError, EXIT } from "./shell/exit.ts";
import { type TokenGiven, toldOf } from "./shell/faults.ts";
import { processShell, type Shell } from "./shell/shell.ts";

/** The command line as a process. `--version` needs nothing of the rest, which is loaded when it is called. */
async function main(shell: Shell): Promise<number> {
  if (shell.args.length === 1 && (shell.args[0] === "--version" || shell.args[0] === "-V")) {
    shell.stdout.write(`${version}\n`);
    return EXIT.ok;
  }
  const [{ programOf }, { doesIn }, { CommanderError }] = await Promise.all([
    import("./program.ts"),
    import("./session/command.ts"),
    import("commander"),
  ]);
  let exit: number = EXIT.ok;
  const does = doesIn(shell, (code) => {
    exit = code;
  });
  const { toldInstead, wrongCall } = await import("./usage.ts");
  const program = toldInstead(programOf(does), shell);
  try {
    await program.parseAsync([...shell.args], { from: "user" });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) return tell(error, shell);
    const wrong = wrongCall(error, program, shell.args);
    if (wrong) return tell(wrong, shell);
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

/** What, why, and the next command; with `--json` as a document. What nobody foresaw is told by its kind alone: its text may hold anything. */
function tell(error: unknown, shell: Shell): number {
  const told = toldOf(error, tokenGiven(shell)) ?? {
    exit: EXIT.failure,
    code: "internal_error",
    message: `this should not have happened (${error instanceof Error ? error.name : typeof error})`,
    next: "tell the makers of postern, with this line and the command without its values",
    requestId: null,
  };
  const { exit, code, message, next, requestId } = told;
  if (exit === EXIT.interrupted) return exit;
  if (ownArgs(shell).includes("--json")) {
    const body = { code, message, ...(next ? { next } : {}), ...(requestId ? { request_id: requestId } : {}) };
    shell.stderr.write(`${JSON.stringify({ error: body })}\n`);
    return exit;
  }
  const lines = [`error: ${message} (${code})`];
  if (next) lines.push(`  next: ${next}`);
  if (requestId) lines.push(`  request: ${requestId}`);
  shell.stderr.write(`${lines.join("\n")}\n`);
  return exit;
}

/** As `findSignIn` looks for it. What `login` is given is not in use yet. */
function tokenGiven(shell: Shell): TokenGiven | undefined {
  const args = ownArgs(shell);
  if (args[0] === "login") return undefined;
  if (args.some((arg) => arg === "--token" || arg.startsWith("--token="))) return "--token";
  return shell.env.POSTERN_TOKEN ? "POSTERN_TOKEN" : undefined;
}

/** What stands behind `--` is for the program that `run` starts. */
function ownArgs({ args }: Shell): readonly string[] {
  const end = args.indexOf("--");
  return end < 0 ? args : args.slice(0, end);
}

const shell = processShell();
/** The answer could not be written, and that is no matter of whoever reads it: the disk is full. */
let unwritten: string | undefined;
// Who reads has seen enough, as `head` does: that is no fault. What was begun goes on to its end: half an import would be one.
shell.stdout.on("error", ({ code = "unknown" }: NodeJS.ErrnoException) => {
  if (code !== "EPIPE") unwritten ??= code;
});
// Nothing more can be told there, and the exit code says the rest.
shell.stderr.on("error", () => undefined);
// `main` rejects for nothing.
void main(shell).then((exit) => {
  /** Once all is written, nothing more is waited for: after a request Node takes another tenth of a second to end by itself. */
  const end = () => {
    const lost = exit === EXIT.ok && unwritten !== undefined;
    const fault = new CliError(
      EXIT.failure,
      "unwritable_output",
      `the standard output can't be written (${unwritten})`,
    );
    const code = lost ? tell(fault, shell) : exit;
    shell.stderr.write("", () => process.exit(code));
  };
  shell.stdout.write("", () => setImmediate(end));
});
