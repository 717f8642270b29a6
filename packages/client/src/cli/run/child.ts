import { spawn } from "node:child_process";
import { CliError, EXIT } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";

/** What a program ended with: its exit code, or the signal that ended it. */
export type Ended =
  | { readonly code: number; readonly signal: null }
  | { readonly code: null; readonly signal: NodeJS.Signals };

export interface Running {
  /** Rejects with CliError where the program could not be started. */
  readonly ended: Promise<Ended>;
  send(signal: NodeJS.Signals): void;
}

/** A program with the streams of this process. */
export type Start = (environment: Readonly<Record<string, string>>) => Running;

/** As shells have it. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/** Without a shell: the arguments arrive as they were given. `command`: the program, then its arguments. */
export function startChild(
  [file = "", ...args]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Running {
  let child: ReturnType<typeof spawn>;
  try {
    child = spawn(file, args, { stdio: "inherit", env: environment });
  } catch (error) {
    return { ended: Promise.reject(notStarted(file, error)), send: () => undefined };
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", (error) => {
      // Later ones are of a signal that came too late.
      if (child.pid === undefined) reject(notStarted(file, error));
    });
    child.once("exit", (code, signal) =>
      resolve(signal === null ? { code: code ?? 0, signal } : { code: null, signal }),
    );
  });
  return { ended, send: (signal) => void child.kill(signal) };
}

/** The system's own error may repeat arguments. */
function notStarted(file: string, error: unknown): CliError {
  const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const name = visible(file);
  if (reason === "ENOENT") return new CliError(NOT_FOUND, "command_not_found", `${name} is not found`);
  if (reason === "EACCES") return new CliError(NOT_EXECUTABLE, "command_not_executable", `${name} may not be run`);
  if (reason === "E2BIG")
    return new CliError(
      NOT_EXECUTABLE,
      "environment_too_large",
      `${name} is not run: the system takes no more variables, or none so long`,
      "postern inject, for values that a program reads from a file",
    );
  return new CliError(EXIT.failure, "command_not_started", `${name} could not be started (${visible(reason)})`);
}
