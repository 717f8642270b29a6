import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the repository, without a trailing slash. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {...string} parts */
export const inProject = (...parts) => join(ROOT, ...parts);

/** A fault that needs its message alone: no stack, because the reader is a person at a terminal. */
export class ToolError extends Error {}

const WATCH_MS = 500;

/** npm ends its shell on SIGTERM, and the shell leaves its child alone: what was asked of npm is then asked of this process. */
function endWithNpm() {
  const npmShell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npmShell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, WATCH_MS);
  watch.unref();
}

/** `npm run dev | head`: who closes the pipe wants no more, so what was started ends as if this process was asked to. */
function endOnClosedPipe() {
  let ended = false;
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error) => {
      if (!("code" in error) || error.code !== "EPIPE") throw error;
      if (!ended) process.kill(process.pid, "SIGTERM");
      ended = true;
    });
}

/**
 * Runs a script's `main`; a ToolError ends it with its message and exit code 1, anything else with its stack.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  endOnClosedPipe();
  if (process.env.npm_lifecycle_event !== undefined) endWithNpm();
  try {
    await main();
  } catch (error) {
    console.error(error instanceof ToolError ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Tools need the Node that `npm ci` brings; npm and npx put it first on PATH, a bare `node` in a shell may be older. */
export function requireBundledNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 22) {
    throw new ToolError(`Node 22 or newer is needed, this is ${process.version}: run this through npm, or npx node`);
  }
}
