import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../scripts/lib/child.mjs";
import { ToolError } from "../../scripts/lib/project.mjs";
import { processorUs } from "./processes.mjs";

/**
 * Closed-loop load: each connection sends its next request when the answer to the one before has come.
 *
 * @typedef {{ method?: string, url: string, paths?: readonly string[], headers?: Record<string, string>, body?: string, bodies?: readonly string[],
 *   refused?: boolean, pid?: number | undefined }} Shot `paths`: taken in turn instead of the path of `url`, each with its query; `bodies`:
 *   taken in turn instead of `body`; `refused`: the answers may be 429; `pid`: the server's process, whose processor time is told
 * @typedef {{ requests: number, perSecond: number, p50Ms: number, p99Ms: number }} Fired
 * @typedef {Fired & { processorUs: number }} Load `processorUs`: of the server's process, a request; NaN where it is not known
 * @typedef {{ name: string, fire: (shot: Shot, options: { connections: number, seconds: number }) => Promise<Load> }} Gun
 */

/** @typedef {(shot: Shot, options: { connections: number, seconds: number }) => Promise<Fired>} Fire */

/** wrk where it is installed, else a small generator in Node. @returns {Promise<Gun>} */
export async function findGun() {
  const { output } = await run("wrk", ["--version"], { quiet: true });
  const version = /^wrk\s+(\S+)/m.exec(output)?.[1];
  if (version === undefined) return { name: "the built-in generator (Node)", fire: metered(fireFromNode) };
  return { name: `wrk ${version}`, fire: metered(fireWrk) };
}

/** What clients leave unanswered at the end is still worked at: it belongs to this load, and not to the next one. */
const SETTLE_MS = 100;

/** @param {Fire} fire @returns {Gun["fire"]} */
const metered = (fire) => async (shot, options) => {
  const beforeUs = processorUs(shot.pid);
  const fired = await fire(shot, options);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return { ...fired, processorUs: (processorUs(shot.pid) - beforeUs) / fired.requests };
};

// --- wrk ---

/** @type {Fire} */
async function fireWrk(shot, { connections, seconds }) {
  const folder = await mkdtemp(join(tmpdir(), "postern-wrk-"));
  try {
    const script = join(folder, "shot.lua");
    await writeFile(script, luaOf(shot));
    const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", "-s", script, shot.url];
    const { code, output } = await run("wrk", args, { quiet: true });
    const line = /^\{"requests".*\}$/m.exec(output)?.[0];
    if (code !== 0 || line === undefined) throw new ToolError(`wrk failed:\n${output}`);
    const { requests, micros, p50, p99, broken, unwanted } = JSON.parse(line);
    const bad = broken + (shot.refused ? 0 : unwanted);
    if (bad > 0) throw new ToolError(`${bad} of ${requests} requests to ${shot.url} failed`);
    return { requests, perSecond: requests / (micros / 1e6), p50Ms: p50 / 1000, p99Ms: p99 / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {Shot} shot */
function luaOf({ method = "GET", paths, headers = {}, body, bodies }) {
  const text = (/** @type {string} */ value) => `[==[${value}]==]`;
  return [
    `wrk.method = ${text(method)}`,
    ...Object.entries(headers).map(([name, value]) => `wrk.headers[ ${text(name)} ] = ${text(value)}`),
    ...(body === undefined ? [] : [`wrk.body = ${text(body)}`]),
    ...(paths === undefined && bodies === undefined
      ? []
      : luaOfTurns((paths ?? []).map(text), (bodies ?? []).map(text))),
    "done = function(summary, latency)",
    "  local e = summary.errors",
    '  io.write(string.format(\'\\n{"requests":%d,"micros":%d,"p50":%d,"p99":%d,"broken":%d,"unwanted":%d}\\n\',',
    "    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),",
    "    e.connect + e.read + e.write + e.timeout, e.status))",
    "end",
  ].join("\n");
}

/** Each request is written once, before the load. @param {string[]} paths as texts of Lua @param {string[]} bodies likewise */
const luaOfTurns = (paths, bodies) => [
  `local paths, bodies = { ${paths.join(", ")} }, { ${bodies.join(", ")} }`,
  "local requests, at = {}, 0",
  "init = function(args)",
  "  for i = 1, math.max(#paths, #bodies) do",
  "    requests[i] = wrk.format(nil, paths[(i - 1) % #paths + 1], nil, bodies[(i - 1) % #bodies + 1])",
  "  end",
  "end",
  "request = function()",
  "  at = at % #requests + 1",
  "  return requests[at]",
  "end",
];

// --- Node ---

/** @type {Fire} */
async function fireFromNode(shot, { connections, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  /** @type {number[]} */
  const timesMs = [];
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  let turn = 0;
  const loop = async () => {
    for (let sentMs = performance.now(); sentMs < endMs; sentMs = performance.now()) {
      const status = await send(agent, inTurn(shot, turn++));
      if (!(status >= 200 && status <= 299) && !(shot.refused && status === 429))
        throw new ToolError(`${shot.url} answered ${status}`);
      timesMs.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, loop)).finally(() => agent.destroy());
  timesMs.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => timesMs[Math.floor(timesMs.length * share)] ?? Number.NaN;
  const perSecond = timesMs.length / ((performance.now() - startMs) / 1000);
  return { requests: timesMs.length, perSecond, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** The request of a turn. @param {Shot} shot @param {number} turn @returns {Shot} */
export function inTurn(shot, turn) {
  const { paths = [], bodies = [] } = shot;
  const [path, body] = [paths[turn % paths.length], bodies[turn % bodies.length]];
  return {
    ...shot,
    ...(path === undefined ? {} : { url: new URL(path, shot.url).href }),
    ...(body === undefined ? {} : { body }),
  };
}

/** @param {Agent} agent @param {Shot} shot @returns {Promise<number>} the status, once the body has been read */
export function send(agent, { method = "GET", url, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = httpRequest(url, { agent, method, headers: { ...headers, ...length } }, (response) => {
      response.on("error", reject);
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.resume();
    });
    request.on("error", reject);
    request.end(body);
  });
}
