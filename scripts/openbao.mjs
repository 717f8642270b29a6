import { randomUUID } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { freePort, startChild, waitUntil } from "./lib/child.mjs";
import { findOpenBao, MEND_COMMAND } from "./lib/openbao-binary.mjs";
import { runMain, ToolError } from "./lib/project.mjs";

export { findOpenBao, MEND_COMMAND };

/**
 * A real OpenBao on loopback, for tests, the demo and the benchmark. `node scripts/openbao.mjs` prints the binary's path.
 *
 * @typedef {object} OpenBaoServer
 * @property {string} url without a trailing slash
 * @property {number | undefined} pid of the server's process
 * @property {string} rootToken
 * @property {string | null} unsealKey base64; null for a dev server, which needs none
 * @property {(method: string, path: string, body?: unknown) => Promise<any>} api path without `/v1/`; answers the parsed
 *   body, undefined for an empty one; rejects with the status on anything but 2xx
 * @property {() => Promise<void>} stop
 */
const READY_MS = 15_000;
const ATTEMPTS = 3; // the free port may be taken by somebody else before the server has it

/** What the shared role may do: values and labels below `secret/app/`, names of fields there. */
export const APP_POLICY = `
path "secret/data/app/*"     { capabilities = ["create", "read", "update"] }
path "secret/metadata/app/*" { capabilities = ["create", "read", "update"] }
path "secret/subkeys/app/*"  { capabilities = ["read"] }
`;

/**
 * Without `storage`: a dev server, unsealed, in memory, with KV version 2 at `secret/`. With it: a server that was really
 * initialised (one key share), so that it can be sealed and unsealed, with the same KV. It too forgets all when it ends.
 * @param {{ port?: number, auditFile?: string, storage?: "inmem" }} [options] `auditFile`: absolute path of an audit log
 * @returns {Promise<OpenBaoServer>}
 */
export async function startOpenBao(options = {}) {
  const binary = await findOpenBao();
  if (binary === undefined) throw new ToolError(`no OpenBao server at hand; this mends it: ${MEND_COMMAND}`);
  for (let attempt = 1; ; attempt++) {
    const server = await launch(binary, { ...options, port: options.port ?? (await freePort()) });
    if (!("fault" in server)) return server;
    if (options.port !== undefined || attempt === ATTEMPTS)
      throw new ToolError(`${binary} did not start: ${server.fault}`);
  }
}

/** @param {string} binary @param {{ port: number, auditFile?: string, storage?: "inmem" }} options */
async function launch(binary, { port, auditFile, storage }) {
  const folder = mkdtempSync(join(tmpdir(), "postern-openbao-"));
  const configFile = join(folder, "server.hcl");
  writeFileSync(configFile, config({ port, auditFile, storage }));
  const rootToken = `root-${randomUUID()}`;
  const dev = [
    "-dev",
    "-dev-no-store-token",
    `-dev-root-token-id=${rootToken}`,
    `-dev-listen-address=127.0.0.1:${port}`,
  ];
  const args = ["server", `-config=${configFile}`, ...(storage === undefined ? dev : [])];
  const log = openSync(join(folder, "server.log"), "w");
  const { child, running, stop } = startChild(binary, args, {
    stdio: ["ignore", log, log],
    env: { ...process.env, BAO_LOG_LEVEL: "error", VAULT_LOG_LEVEL: "error" },
  });
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  const end = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  // Another server on the port answers too, but does not know this token, or is no longer waiting to be initialised.
  const probe = () =>
    storage === undefined ? answers(url, "auth/token/lookup-self", 200, rootToken) : answers(url, "sys/health", 501);
  if (!(await waitUntil(probe, { timeoutMs: READY_MS, running })) || !running()) {
    const fault = lastError(readFileSync(join(folder, "server.log"), "utf8"));
    await end();
    return { fault };
  }
  try {
    if (storage === undefined)
      return await ready({ url, pid: child.pid, rootToken, unsealKey: null, stop: end }, auditFile);
    return await ready({ url, pid: child.pid, ...(await initialise(url)), stop: end }, auditFile);
  } catch (error) {
    await end();
    throw error;
  }
}

/** The line of a server's log that tells why it ended. @param {string} log */
const lastError = (log) =>
  log
    .split("\n")
    .filter((line) => /error/i.test(line))
    .at(-1) ?? "no answer in time";

/** @param {{ port: number, auditFile?: string, storage?: "inmem" }} options */
function config({ port, auditFile, storage }) {
  const audit = auditFile && `audit "file" "file" {\n  options = { file_path = ${JSON.stringify(auditFile)} }\n}`;
  if (storage === undefined) return audit ?? "";
  const listener = `listener "tcp" {\n  address = "127.0.0.1:${port}"\n  tls_disable = true\n}`;
  return [
    `storage "${storage}" {}`,
    listener,
    `api_addr = "http://127.0.0.1:${port}"`,
    "disable_mlock = true",
    audit ?? "",
  ].join("\n");
}

/** First start of a real server: keys, unsealing, the KV engine a dev server has by itself. @param {string} url */
async function initialise(url) {
  const init = await api(url, "", "PUT", "sys/init", { secret_shares: 1, secret_threshold: 1 });
  const keys = { rootToken: init.root_token, unsealKey: init.keys_base64[0] };
  await api(url, "", "PUT", "sys/unseal", { key: keys.unsealKey });
  if (!(await waitUntil(() => answers(url, "sys/health", 200), { timeoutMs: READY_MS, running: () => true }))) {
    throw new ToolError("the new OpenBao did not become active");
  }
  await api(url, keys.rootToken, "POST", "sys/mounts/secret", { type: "kv", options: { version: "2" } });
  await api(url, keys.rootToken, "GET", "secret/config");
  return keys;
}

/** @param {Omit<OpenBaoServer, "api">} server @param {string | undefined} auditFile @returns {Promise<OpenBaoServer>} */
async function ready(server, auditFile) {
  const call = (/** @type {[string, string, unknown?]} */ ...args) => api(server.url, server.rootToken, ...args);
  // HashiCorp's server does not know the audit stanza of the configuration, OpenBao's does not take this call.
  if (auditFile !== undefined && Object.keys((await call("GET", "sys/audit")).data).length === 0) {
    await call("PUT", "sys/audit/file", { type: "file", options: { file_path: auditFile } });
  }
  return { ...server, api: call };
}

/** @param {string} url @param {string} path @param {number} status @param {string} [token] */
async function answers(url, path, status, token = "") {
  try {
    const response = await fetch(`${url}/v1/${path}`, { headers: { "x-vault-token": token } });
    await response.text();
    return response.status === status;
  } catch {
    return false; // not listening yet
  }
}

/** @param {string} url @param {string} token @param {string} method @param {string} path @param {unknown} [body] */
async function api(url, token, method, path, body) {
  const response = await fetch(`${url}/v1/${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token === "" ? {} : { "x-vault-token": token }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new ToolError(`OpenBao answered ${response.status} to ${method} ${path}`);
  return text === "" ? undefined : JSON.parse(text);
}

/**
 * AppRole at `mount` (enabled if it is not), a policy and a role that has it and the default policy.
 * @param {Pick<OpenBaoServer, "api">} server
 * @param {{ mount?: string, role?: string, policy?: string, tokenTtl?: string }} [options]
 * @returns {Promise<{ roleId: string, secretId: string }>}
 */
export async function giveAppRole(server, options = {}) {
  const { mount = "approle", role = "postern", policy = APP_POLICY, tokenTtl = "10m" } = options;
  const methods = (await server.api("GET", "sys/auth")).data;
  if (!Object.hasOwn(methods, `${mount}/`)) await server.api("POST", `sys/auth/${mount}`, { type: "approle" });
  await server.api("PUT", `sys/policies/acl/${role}`, { policy });
  const rights = { token_policies: [role], token_ttl: tokenTtl, token_max_ttl: "1h" };
  await server.api("POST", `auth/${mount}/role/${role}`, rights);
  const roleId = (await server.api("GET", `auth/${mount}/role/${role}/role-id`)).data.role_id;
  const secretId = (await server.api("POST", `auth/${mount}/role/${role}/secret-id`, {})).data.secret_id;
  return { roleId, secretId };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    const binary = await findOpenBao();
    if (binary === undefined) throw new ToolError(`no OpenBao server at hand; this mends it: ${MEND_COMMAND}`);
    console.log(binary);
  });
}
