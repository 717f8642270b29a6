import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { startChild } from "./child.mjs";
import { ToolError } from "./project.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const START_MS = 30_000;
const LISTENING = /^DevTools listening on (ws:\/\/\S+)$/;
/** Nothing of a person's, nothing from the network, and no window. */
const FLAGS = [
  "--headless=new",
  "--remote-debugging-port=0",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-dev-shm-usage",
  "--disable-extensions",
  "--disable-gpu",
  "--disable-sync",
  "--mute-audio",
  "--password-store=basic",
  "--use-mock-keychain",
];

/** What a person without a Chromium is told to do. */
export const CHROMIUM_HINT =
  "no Chromium was found: set CHROMIUM_BIN to one, or install it (Debian: apt-get install chromium)";

/** `CHROMIUM_BIN`, else the first known name on PATH; undefined if there is none. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_BIN) return existsSync(env.CHROMIUM_BIN) ? env.CHROMIUM_BIN : undefined;
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/**
 * Starts a Chromium with a profile of its own that is deleted afterwards.
 * @param {{ flags?: string[], env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<{ url: string, pid: number | undefined, kill: () => Promise<void>, stop: () => Promise<void> }>} `url`: the
 *   browser's own socket; `kill` ends it at once, as a crash would, and leaves its profile for `stop`
 */
export async function startChromium({ flags = [], env = process.env } = {}) {
  const bin = findChromium(env);
  if (bin === undefined) throw new ToolError(CHROMIUM_HINT);
  const profile = await mkdtemp(join(tmpdir(), "postern-chromium-"));
  // Chromium refuses to run as root inside its own sandbox; containers run as root.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...FLAGS, ...asRoot, `--user-data-dir=${profile}`, ...flags, "about:blank"];
  const process_ = startChild(bin, args, { stdio: ["ignore", "ignore", "pipe"] });
  const stop = async () => {
    await process_.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const kill = async () => {
    process_.child.kill("SIGKILL");
    await process_.exited;
  };
  const url = await listeningUrl(process_);
  if (url !== undefined) return { url, pid: process_.child.pid, kill, stop };
  await stop();
  throw new ToolError(`${bin} did not open its debugging port within ${START_MS / 1000} s`);
}

/** @param {ReturnType<typeof startChild>} started */
function listeningUrl({ child, exited }) {
  const { stderr } = child;
  if (stderr === null) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), START_MS);
    void exited.then(() => resolve(undefined));
    createInterface({ input: stderr }).on("line", (line) => {
      const url = LISTENING.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}
