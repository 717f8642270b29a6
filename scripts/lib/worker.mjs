import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, run, startChild, waitUntil } from "./child.mjs";
import { forwardLines } from "./output.mjs";
import { inProject, ROOT, ToolError } from "./project.mjs";

/**
 * The Worker under `wrangler dev`, offline, without telemetry or prompts. Its command line is run without the launcher,
 * which would be a process between a signal and its target.
 */
const WRANGLER = [
  "--no-warnings",
  "--experimental-vm-modules",
  inProject("node_modules", "wrangler", "wrangler-dist", "cli.js"),
];
const ENVIRONMENT = { CI: "1", WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };
const READY_MS = 180_000;

/** @param {string | undefined} folder */
const persistArgs = (folder) => (folder === undefined ? [] : ["--persist-to", folder]);

/** @param {{ persistTo?: string }} [options] */
export async function applyMigrations({ persistTo } = {}) {
  const args = [...WRANGLER, "d1", "migrations", "apply", "DB", "--local", ...persistArgs(persistTo)];
  const { code, output } = await run(process.execPath, args, { cwd: ROOT, env: ENVIRONMENT, quiet: true });
  if (code !== 0) throw new ToolError(`the D1 migrations were not applied:\n${output}`);
}

/**
 * Starts it and waits until it is ready.
 * @param {{ port?: number, persistTo?: string, quiet?: boolean, vars?: Record<string, string>, entry?: string }} [options] `port`: a
 *   free one unless given; `entry`: another Worker than the one that ships; `quiet`: its output is kept for the fault message; `vars`: variables beside `.dev.vars`
 */
export async function startWorker({ port, persistTo, quiet = false, vars = {}, entry } = {}) {
  const at = port ?? (await freePort());
  const url = `http://127.0.0.1:${at}`;
  const args = [
    ...WRANGLER,
    "dev",
    ...(entry === undefined ? [] : [entry]),
    "--ip",
    "127.0.0.1",
    "--port",
    String(at),
    "--inspector-port",
    String(await freePort()),
  ];
  // Shown by GET /v1/version: nothing is told to a server that does not know it, least of all a token.
  const nonce = `dev-${randomUUID()}`;
  const options = ["--show-interactive-dev-session=false", ...persistArgs(persistTo), ...varArgs(url, nonce, vars)];
  const { child, exited, running, stop } = startChild(process.execPath, [...args, ...options], {
    cwd: ROOT,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    const end = () => void stop();
    process.on(signal, end);
    void exited.then(() => process.off(signal, end));
  }
  let output = "";
  if (quiet) for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  else {
    forwardLines(child.stdout, process.stdout);
    forwardLines(child.stderr, process.stderr);
  }

  let said = "nothing answered";
  let isStranger = false;
  const ready = await waitUntil(
    async () => {
      const answer = await readiness(url, nonce);
      said = answer.text || said;
      isStranger = answer.isStranger;
      if (isStranger) return true;
      return answer.ok;
    },
    { timeoutMs: READY_MS, running },
  );
  if (isStranger) {
    await stop();
    throw new PortTaken(`another server answers at port ${at}; it was told nothing. Choose another port: --port N`);
  }
  if (!ready || !running()) {
    const how = running() ? `was not ready after ${READY_MS / 1000} s (${said})` : "ended before it was ready";
    await stop();
    const Failure = /address already in use/i.test(output) ? PortTaken : ToolError;
    throw new Failure(`wrangler dev ${how}${output === "" ? "" : `:\n${output}`}`);
  }
  return { url, exited, stop };
}

/** Where it listens is where its clients reach it. @param {string} url @param {string} nonce @param {Record<string, string>} vars */
export const varArgs = (url, nonce, vars) =>
  Object.entries({ PUBLIC_URL: url, ...vars, BUILD_TIME: nonce }).flatMap(([name, value]) => [
    "--var",
    `${name}:${value}`,
  ]);

/** Somebody else took the port between the look for a free one and the start. */
class PortTaken extends ToolError {}
const MAX_PORTS = 5;

/** On a port that is looked for anew where another program was faster. @param {Omit<Parameters<typeof startWorker>[0], "port">} options */
async function startOnSomePort(options) {
  for (let tried = 1; ; tried++)
    try {
      return await startWorker(options);
    } catch (error) {
      if (!(error instanceof PortTaken) || tried >= MAX_PORTS) throw error;
    }
}

/** The same in a folder of its own that goes when it stops: for demonstrations and measurements. @param {{ vars?: Record<string, string>, entry?: string }} [options] */
export async function startTemporaryWorker({ vars, entry } = {}) {
  const persistTo = await mkdtemp(join(tmpdir(), "postern-"));
  const remove = () => rm(persistTo, { recursive: true, force: true });
  try {
    await applyMigrations({ persistTo });
    const worker = await startOnSomePort({ persistTo, quiet: true, vars, entry });
    const stop = async () => {
      await worker.stop();
      await remove();
    };
    return { ...worker, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Whether the server is the one that was started, and ready. A stranger is asked for its version and for nothing else.
 * @param {string} url @param {string} nonce
 */
async function readiness(url, nonce) {
  try {
    const ask = (/** @type {string} */ path) =>
      fetch(`${url}${path}`, { redirect: "manual", signal: AbortSignal.timeout(5000) });
    const version = await ask("/v1/version");
    const text = await version.text();
    if (!text.includes(JSON.stringify(nonce)))
      return { ok: false, isStranger: version.status < 500, text: `${version.status}` };
    const response = await ask("/v1/health/ready");
    return {
      ok: response.status === 200,
      isStranger: false,
      text: `${response.status} ${await response.text()}`.slice(0, 500),
    };
  } catch {
    return { ok: false, isStranger: false, text: "" }; // not listening yet
  }
}
