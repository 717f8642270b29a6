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
