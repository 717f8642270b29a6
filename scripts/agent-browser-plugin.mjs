#!/usr/bin/env node
/**
 * A plugin for agent-browser (protocol `agent-browser.plugin.v1`, capability `command.run`): Postern's tools for agents as commands.
 *
 *   agent-browser plugin run postern postern.authenticate --payload '{"credentialId": "…", "browser": {"browserId": "…"}}'
 *
 * It hands the request to `/mcp` and the answer back, so it knows no tool by itself, and no value of a credential passes through it.
 * `credential.read`, the capability for vaults, is not offered: its answer is the password. The address and the token are read from
 * POSTERN_URL and POSTERN_TOKEN. It needs Node and nothing else.
 */
const PROTOCOL = "agent-browser.plugin.v1";
const PREFIX = "postern.";
/** agent-browser gives a command 60 s. */
const PATIENCE_MS = 55_000;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Its message is shown to whoever runs the command. */
class Refused extends Error {}

const refuse = (/** @type {string} */ message) => {
  throw new Refused(message);
};

async function readRequest() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return refuse("the request is no JSON");
  }
}

/** @param {any} request */
async function answer(request) {
  if (request?.protocol !== PROTOCOL) refuse("unsupported protocol");
  if (request.type === "plugin.manifest") return { manifest: MANIFEST };
  const type = String(request.type ?? "");
  if (!type.startsWith(PREFIX))
    refuse(`the request's type is ${PREFIX} and the name of a tool, as in postern.authenticate`);
  return { data: await callTool(type.slice(PREFIX.length), request.request ?? {}) };
}

const MANIFEST = {
  name: "postern",
  capabilities: ["command.run"],
  description: "Sign in with credentials that stay in Postern's vault",
};

/** @param {string} name @param {unknown} args */
async function callTool(name, args) {
  const { result, error } = await post({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name, arguments: args },
  });
  if (error) refuse(`${error.message}${error.data ? ` ${JSON.stringify(error.data)}` : ""}`);
  if (result.isError) refuse(result.content[0].text);
  return result.structuredContent;
}

/** @param {unknown} message */
async function post(message) {
  const { POSTERN_URL, POSTERN_TOKEN } = process.env;
  if (!POSTERN_URL || !POSTERN_TOKEN) return refuse("POSTERN_URL and POSTERN_TOKEN are not set");
  const response = await fetch(addressOf(POSTERN_URL), {
    method: "POST",
    headers: {
      authorization: `Bearer ${POSTERN_TOKEN}`,
      "content-type": "application/json",
      "mcp-protocol-version": "2025-11-25",
    },
    body: JSON.stringify(message),
    // A token goes where it was meant to go, and nowhere else.
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => refuse("Postern was not reached"));
  const body = await response.json().catch(() => refuse(`Postern answered ${response.status} without JSON`));
  if (!response.ok && body.jsonrpc === undefined)
    refuse(`${body.error?.code ?? response.status}: ${body.error?.message ?? ""}`);
  return body;
}

/** @param {string} text */
function addressOf(text) {
  const base = URL.canParse(text) ? new URL(text) : refuse("POSTERN_URL is no address");
  if (base.protocol !== "https:" && !LOOPBACK.includes(base.hostname)) refuse("POSTERN_URL is not https");
  return new URL("/mcp", base);
}

let reply;
try {
  reply = { protocol: PROTOCOL, success: true, ...(await answer(await readRequest())) };
} catch (fault) {
  // What is not meant to be shown is named, and no more: its text may hold anything.
  const error =
    fault instanceof Refused ? fault.message : `the plugin failed (${fault instanceof Error ? fault.name : "?"})`;
  reply = { protocol: PROTOCOL, success: false, error };
}
process.stdout.write(JSON.stringify(reply));
