import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OlderTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type Checkout, newCheckout } from "./checkout";
import { startJudge, startRelay } from "./mcp-judge";
import { type Script, startScript } from "./process";
import { quietPort } from "./stranger";

/** Judges of the way in for agents that are none of ours: the protocol's own suite, and the clients that agents are built on. */

let checkout: Checkout;
let postern: Script;
let address: string;
let token: string;

beforeAll(async () => {
  checkout = newCheckout();
  const port = await quietPort();
  address = `http://127.0.0.1:${port}/mcp`;
  postern = startScript(checkout.folder, ["scripts/dev.mjs", "--port", String(port)]);
  await postern.says("List credentials:");
  const admin = readFileSync(join(checkout.folder, ".dev.token"), "utf8").trim();
  const made = await fetch(new URL("/v1/tokens", address), {
    method: "POST",
    headers: { authorization: `Bearer ${admin}`, "content-type": "application/json" },
    body: JSON.stringify({ identity_id: "user:dev", name: "agent", scopes: ["credentials:read", "integrations:read"] }),
  });
  ({ token } = (await made.json()) as { token: string });
});

afterAll(() => {
  postern.end();
  checkout.remove();
});

it.each(["2025-06-18", "2025-11-25", "2026-07-28"])(
  "the protocol's own judge finds no fault in mcp by %s",
  async (version) => {
    const relay = await startRelay(address, token);
    onTestFinished(() => relay.close());
    const judge = startJudge(relay.url, version);
    onTestFinished(() => judge.end());
    expect(await judge.exited, judge.said().slice(-2000)).toBe(0);
    expect(judge.said()).toMatch(/tools-list: \d passed, 0 failed/);
  },
);

const requestInit = () => ({ headers: { authorization: `Bearer ${token}` } });
const NAMES = [
  ...["list_credentials", "list_browsers", "describe_login", "authenticate", "get_authentication"],
  ...["cancel_authentication", "list_secrets", "whoami"],
];

/** What a client of either make is asked to do. */
interface AnyClient {
  listTools(): Promise<{ tools: readonly { name: string }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

async function works(client: AnyClient): Promise<void> {
  onTestFinished(() => client.close());
  // Both check what a tool gives by the schema that was listed.
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(NAMES);
  const who = await client.callTool({ name: "whoami", arguments: {} });
  expect(who).toMatchObject({ isError: false, structuredContent: { identity_id: "user:dev", tenant_id: "tnt_dev" } });
  const none = await client.callTool({ name: "list_credentials", arguments: { limit: 5 } });
  expect(none.structuredContent).toEqual({ credentials: [], nextCursor: null });
  const refused = await client.callTool({ name: "list_secrets", arguments: {} });
  expect(refused).toMatchObject({
    isError: true,
    content: [{ type: "text", text: expect.stringContaining("secrets:list") }],
  });
}

it.each([["legacy"], ["auto"], [{ pin: "2026-07-28" }]] as const)(
  "a client in the mode %j lists and uses the tools of mcp",
  async (mode) => {
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(new URL(address), { requestInit: requestInit() }));
    expect(client.getNegotiatedProtocolVersion()).toBe(mode === "legacy" ? "2025-11-25" : "2026-07-28");
    expect(client.getServerVersion()).toMatchObject({ name: "postern" });
    expect(client.getInstructions()).toContain("credentials that you never see");
    await works(client as unknown as AnyClient);
  },
);

it("a client of the older make lists and uses the tools of mcp", async () => {
  const client = new OlderClient({ name: "test", version: "1" });
  const transport = new OlderTransport(new URL(address), { requestInit: requestInit() });
  // Its own types disagree about a session that is not there.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  await works(client as unknown as AnyClient);
});

it("a client without a token is told of it, and finds no server that gives one", async () => {
  const client = new Client({ name: "test", version: "1" });
  await expect(client.connect(new StreamableHTTPClientTransport(new URL(address)))).rejects.toThrow(
    /authentication_required/,
  );
});

/** The plugin for agent-browser, run as agent-browser runs it: one request on its input, one answer on its output. */
async function plugin(request: object | string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../scripts/agent-browser-plugin.mjs")], {
    env: { PATH: process.env.PATH ?? "", POSTERN_URL: new URL(address).origin, POSTERN_TOKEN: token, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  child.stdin.end(typeof request === "string" ? request : JSON.stringify(request));
  await once(child, "close");
  expect(child.exitCode).toBe(0);
  expect(said).not.toContain(token);
  return JSON.parse(said);
}
const PROTOCOL = "agent-browser.plugin.v1";
const command = (type: string, request: object = {}) => ({
  protocol: PROTOCOL,
  type,
  capability: "command.run",
  request,
});
const no = (error: unknown) => ({ protocol: PROTOCOL, success: false, error });

it("the plugin for agent-browser gives no password, whatever it is asked for", async () => {
  const wanted = "the request's type is postern. and the name of a tool, as in postern.authenticate";
  for (const type of ["credential.resolve", "credential.resolve.challenge", "browser.launch", "resolve"])
    expect(await plugin(command(type, { profileName: "x", itemRef: "x" })), type).toEqual(no(wanted));
  for (const tool of ["resolve", "read_secret", ""])
    expect(await plugin(command(`postern.${tool}`)), tool).toEqual(no("There is no such tool."));
});

it("the plugin for agent-browser says what is wrong, and sends its token nowhere else", async () => {
  expect(await plugin("no json")).toEqual(no("the request is no JSON"));
  expect(await plugin({ ...command("postern.whoami"), protocol: "v2" })).toEqual(no("unsupported protocol"));
  const ask = command("postern.whoami");
  expect(await plugin(ask, { POSTERN_TOKEN: "" })).toEqual(no("POSTERN_URL and POSTERN_TOKEN are not set"));
  expect(await plugin(ask, { POSTERN_URL: "http://postern.example" })).toEqual(no("POSTERN_URL is not https"));
  expect(await plugin(ask, { POSTERN_URL: "postern" })).toEqual(no("POSTERN_URL is no address"));
  expect(await plugin(ask, { POSTERN_URL: "http://127.0.0.1:1" })).toEqual(no("Postern was not reached"));
  expect(await plugin(ask, { POSTERN_TOKEN: `${token.slice(0, -1)}` })).toEqual(
    no("token_invalid: The token is not valid."),
  );
  const refused = await plugin(command("postern.list_secrets"));
  expect(JSON.parse(refused.error).error).toMatchObject({ code: "insufficient_scope", next: expect.any(String) });
  const faulty = await plugin(command("postern.list_credentials", { limit: 0 }));
  expect(JSON.parse(faulty.error).error.details).toEqual({ fields: { limit: "range" } });
});

it("the plugin for agent-browser names itself and runs the tools of mcp", async () => {
  expect(
    await plugin({ protocol: PROTOCOL, type: "plugin.manifest", capability: "plugin.manifest", request: {} }),
  ).toEqual({
    protocol: PROTOCOL,
    success: true,
    manifest: { name: "postern", capabilities: ["command.run"], description: expect.any(String) },
  });
  expect(await plugin(command("postern.list_credentials", { domain: "portal.example.net" }))).toEqual({
    protocol: PROTOCOL,
    success: true,
    data: { credentials: [], nextCursor: null },
  });
});
