import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Script {
  readonly child: ChildProcess;
  /** All that it has written so far, to both streams. */
  said(): string;
  /** Resolves as soon as it has written this. Rejects if it ends before. */
  says(text: string): Promise<void>;
  /** Its exit code, and 128 and more where a signal ended it. */
  readonly exited: Promise<number>;
  /** Stops listening to it, as `head` does when it has seen enough. */
  closePipes(): void;
  /** Whether anything that it started is still there. */
  hasFamily(): boolean;
  /** Ends it and all that it started, whatever state they are in. */
  end(): void;
}

/** What the run of the tests sets for itself (`vitest.config.ts`), and whoever types a script has not. */
const OF_THE_RUN = new Set([
  "NODE_OPTIONS",
  "VITEST",
  "npm_lifecycle_event",
  "ROOT_KEYS",
  "OPERATOR_TOKEN",
  "WRANGLER_LOG",
]);

/** Starts a script under the Node that runs the tests, as head of a process group that tells what it leaves behind. `more`: of its environment. */
export function startScript(
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Script {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_RUN.has(name)));
  const child = spawn(process.execPath, args, {
    cwd: folder,
    detached: true,
    env: { ...env, NO_COLOR: "1", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      tell();
    });
  let ended = false;
  const exited = new Promise<number>((resolve) => {
    child.once("close", (code) => {
      ended = true;
      resolve(code ?? 128);
      tell();
    });
  });
  return {
    child,
    exited,
    said: () => text,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!text.includes(wanted) && !ended) return;
          waiting.delete(look);
          if (text.includes(wanted)) resolve();
          else reject(new Error(`it ended without saying "${wanted}":\n${text}`));
        };
        waiting.add(look);
        look();
      }),
    closePipes() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    hasFamily: () => child.pid !== undefined && isGroupAlive(child.pid),
    end() {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}

const isGone = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ESRCH";

/** Whether a process of the group runs. One that has ended counts as gone, also where nobody has asked for its exit code yet. */
function isGroupAlive(group: number): boolean {
  if (process.platform === "linux")
    return readdirSync("/proc").some((id) => /^\d+$/.test(id) && isRunningIn(group, id));
  try {
    return process.kill(-group, 0);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** `/proc/{id}/stat`: id, name in parentheses, state, parent, group. */
function isRunningIn(group: number, id: string): boolean {
  try {
    const [state, , of] = readFileSync(`/proc/${id}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return Number(of) === group && state !== "Z" && state !== "X";
  } catch {
    return false; // It ended while it was looked at.
  }
}
