import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** Whoever is killed leaves its own children behind, and those of wrangler have the data: on a busy machine it takes its time. */
const KILL_AFTER_MS = 30_000;

/** A port on 127.0.0.1 that is free at this moment. Somebody else may take it before it is used: callers try again. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

/**
 * Runs a command to its end. Its standard input is empty; with `quiet` its output is collected, else it is shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` 127: the command could not be started
 */
export function run(command, args, { cwd, env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 127, output: output + error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * A long-running child that never outlives this process.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
export function startChild(command, args, options) {
  const child = spawn(command, args, options);
  const state = { gone: false };
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  /** Settles once, with the exit code; 127 if it could not be started, 128 and more if a signal ended it. */
  const exited = new Promise((resolve) => {
    const end = (/** @type {number} */ code) => {
      state.gone = true;
      process.off("exit", kill);
      resolve(code);
    };
    child.once("error", () => end(127));
    child.once("exit", (code, signal) => end(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
  return {
    child,
    exited: /** @type {Promise<number>} */ (exited),
    running: () => !state.gone,
    /** Asks it to end, insists after half a minute, and waits until it is gone. Safe to call twice. */
    async stop() {
      if (!state.gone) child.kill("SIGTERM");
      const insist = setTimeout(kill, KILL_AFTER_MS);
      await exited;
      clearTimeout(insist);
    },
  };
}

/**
 * Asks every 25 ms until `probe` says true.
 * @param {() => Promise<boolean>} probe
 * @param {{ timeoutMs: number, running: () => boolean }} options
 * @returns {Promise<boolean>} false: the time was over, or the child had ended
 */
export async function waitUntil(probe, { timeoutMs, running }) {
  for (const end = Date.now() + timeoutMs; Date.now() < end && running(); ) {
    if (await probe()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
