import { version } from "../../package.json";
import { EXIT } from "./shell/exit.ts";
import { toldOf } from "./shell/faults.ts";
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
  try {
    const { toldInstead } = await import("./usage.ts");
    await toldInstead(programOf(does), shell).parseAsync([...shell.args], { from: "user" });
    return exit;
  } catch (error) {
    // It has been told already: help that was asked for ends with 0, a wrong call with 2.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return tell(error, shell);
  }
}

/** What, why, and the next command; with `--json` as a document. What nobody foresaw is told by its kind alone: its text may hold anything. */
function tell(error: unknown, shell: Shell): number {
  const told = toldOf(error) ?? {
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

/** What stands behind `--` is for the program that `run` starts. */
function ownArgs({ args }: Shell): readonly string[] {
  const end = args.indexOf("--");
  return end < 0 ? args : args.slice(0, end);
}

// Whoever reads has seen enough, as `head` does: that is no fault, and nothing more can be told.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  throw error;
});
// `main` rejects for nothing. Once all is written, nothing more is waited for: after a request Node takes another tenth of a second to end by itself.
void main(processShell()).then((exit) => {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(exit)));
});
