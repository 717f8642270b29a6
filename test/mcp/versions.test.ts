import { beforeAll, expect, it } from "vitest";
import { VERSION } from "../../src/version";
import { type Answer, newTenant } from "../support/api";
import { LEGACY, legacy, META, MODERN, modern, post } from "./support";

let token: string;

beforeAll(async () => {
  const tenant = await newTenant();
  token = await tenant.token(["credentials:read"]);
});

const SERVER = { name: "postern", title: "Postern", version: VERSION };
const INSTRUCTIONS = expect.stringContaining("credentials that you never see");
const fault = ({ status, body }: Answer) => ({ status, ...body.error });
const NO_METHOD = { code: -32601, message: "There is no such method." };

/** A modern request with other headers and another `_meta` than belong to it. */
const odd = (method: string, headers: Record<string, string>, meta: object | null, params: object = {}) =>
  post(
    token,
    { jsonrpc: "2.0", id: 1, method, params: { ...params, ...(meta === null ? {} : { _meta: meta }) } },
    headers,
  );
const HEADERS = { "mcp-protocol-version": MODERN, "mcp-method": "tools/list" };
const PROTOCOL = "io.modelcontextprotocol/protocolVersion";
const CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

it.each([
  ["MCP-Protocol-Version", "is missing", { "mcp-method": "tools/list" }],
  ["MCP-Protocol-Version", "names another", { ...HEADERS, "mcp-protocol-version": "2025-11-25" }],
  ["Mcp-Method", "is missing", { "mcp-protocol-version": MODERN }],
  ["Mcp-Method", "names another", { ...HEADERS, "mcp-method": "tools/call" }],
  ["Mcp-Method", "has another case", { ...HEADERS, "mcp-method": "Tools/List" }],
])("mcp refuses a modern request whose header %s %s", async (header, _, headers) => {
  expect(fault(await odd("tools/list", headers, META))).toEqual({
    status: 400,
    code: -32020,
    message: `The header ${header} is missing, or is not what the body says.`,
  });
});

it("mcp refuses a modern call whose header Mcp-Name is another than the tool, before the tool is called", async () => {
  const headers = { "mcp-protocol-version": MODERN, "mcp-method": "tools/call" };
  const base64 = (text: string) => `=?base64?${Buffer.from(text).toString("base64")}?=`;
  const names = [
    "list_secrets",
    base64("list_secrets"),
    "=?base64?d2hvYW1p",
    "=?base64?!?=",
    base64("whoami").toUpperCase(),
  ];
  for (const name of [undefined, ...names]) {
    const named = name === undefined ? headers : { ...headers, "mcp-name": name };
    expect(fault(await odd("tools/call", named, META, { name: "whoami" })), name).toEqual({
      status: 400,
      code: -32020,
      message: "The header Mcp-Name is missing, or is not what the body says.",
    });
  }
  for (const name of ["whoami", base64("whoami")]) {
    const answer = await odd("tools/call", { ...headers, "mcp-name": name }, META, { name: "whoami" });
    expect(answer.body.result, name).toMatchObject({ isError: false });
  }
});

it("mcp refuses a modern request that does not say what it must in _meta", async () => {
  const message = `The params lack ${PROTOCOL} or ${CAPABILITIES} in _meta.`;
  for (const meta of [null, {}, { [PROTOCOL]: MODERN }, { ...META, [PROTOCOL]: 7 }, { ...META, [CAPABILITIES]: [] }])
    expect(fault(await odd("tools/list", HEADERS, meta))).toEqual({ status: 400, code: -32602, message });
});

it("mcp says which versions it speaks to who asks in another, and repeats only what could be one", async () => {
  const message = "This protocol version is not spoken here.";
  for (const [version, requested] of [
    ["2099-01-01", "2099-01-01"],
    ["2025-11-25", "2025-11-25"],
    ["<b>", "?"],
  ] as const) {
    const headers = { ...HEADERS, "mcp-protocol-version": version };
    expect(fault(await odd("tools/list", headers, { ...META, [PROTOCOL]: version }))).toEqual({
      status: 400,
      code: -32022,
      message,
      data: { supported: [MODERN], requested },
    });
  }
  for (const version of ["2024-11-05", "2000-01-01", "invalid-protocol-version"])
    expect(fault(await legacy(token, version, "tools/list"))).toEqual({
      status: 400,
      code: -32022,
      message,
      data: { supported: [MODERN, ...LEGACY.toReversed()], requested: version },
    });
});

it("mcp refuses a notification of a version that it does not speak, or whose header and body disagree, and takes any other", async () => {
  const notify = (headers: Record<string, string>, params: object = {}) =>
    post(token, { jsonrpc: "2.0", method: "notifications/cancelled", params }, headers);
  const refused = await notify({ "mcp-protocol-version": "1999-01-01" });
  expect({ status: refused.status, ...refused.body }).toEqual({
    status: 400,
    jsonrpc: "2.0",
    error: {
      code: -32022,
      message: "This protocol version is not spoken here.",
      data: { supported: [MODERN, ...LEGACY.toReversed()], requested: "1999-01-01" },
    },
  });
  for (const headers of [{}, { "mcp-protocol-version": "2025-11-25" }] as Record<string, string>[])
    expect(fault(await notify(headers, { _meta: META }))).toEqual({
      status: 400,
      code: -32020,
      message: "The header MCP-Protocol-Version is missing, or is not what the body says.",
    });
  for (const version of [MODERN, ...LEGACY])
    expect((await notify({ "mcp-protocol-version": version })).status, version).toBe(202);
  expect((await notify({ "mcp-protocol-version": MODERN }, { _meta: META })).status).toBe(202);
});

it("mcp has no other methods than those that it needs, and says so as each version does", async () => {
  for (const method of ["initialize", "ping", "subscriptions/listen", "resources/list", "logging/setLevel"]) {
    const answer = await modern(token, method);
    expect(fault(answer), method).toEqual({ status: 404, ...NO_METHOD });
    expect(answer.body).toMatchObject({ jsonrpc: "2.0", id: 1 });
  }
  for (const version of LEGACY)
    for (const method of ["server/discover", "resources/list", "prompts/list", "logging/setLevel", "Ping"])
      expect(fault(await legacy(token, version, method)), method).toEqual({ status: 200, ...NO_METHOD });
});

it("mcp refuses a tool that there is not, and a page of tools, in the same words in every version", async () => {
  const ask = [
    (method: string, params: Record<string, unknown>) => modern(token, method, params),
    ...LEGACY.map((version) => (method: string, params: object) => legacy(token, version, method, params)),
  ];
  for (const request of ask) {
    const unknown = { status: 200, code: -32602, message: "There is no such tool." };
    for (const name of ["resolve", "constructor", "__proto__", "List_credentials"])
      expect(fault(await request("tools/call", { name })), name).toEqual(unknown);
    const message = "The list of tools has one page, and no cursor.";
    expect(fault(await request("tools/list", { cursor: "x" }))).toEqual({ status: 200, code: -32602, message });
  }
});

it("mcp tells faults of arguments to the model, and to the oldest versions as faults of the message", async () => {
  const params = { name: "list_credentials", arguments: { limit: 999, verson: 1 } };
  const error = {
    code: "invalid_request",
    message: "The request has faults in 2 fields.",
    details: { fields: { limit: "range", verson: "unknown" } },
    next: "Correct what `details` names, and call again.",
    request_id: expect.any(String),
  };
  for (const version of ["2025-03-26", "2025-06-18"])
    expect(fault(await legacy(token, version, "tools/call", params))).toEqual({
      status: 200,
      code: -32602,
      message: "The arguments of the tool are not valid.",
      data: error,
    });
  for (const answer of [
    await legacy(token, "2025-11-25", "tools/call", params),
    await modern(token, "tools/call", params),
  ]) {
    expect(answer.body.result).toMatchObject({ isError: true, content: [{ type: "text" }] });
    expect(JSON.parse(answer.body.result.content[0].text)).toEqual({ error });
  }
});

it("mcp begins with a handshake for those who want one, in the version asked for or the newest of its kind", async () => {
  const hello = (protocolVersion: unknown) =>
    post(token, {
      jsonrpc: "2.0",
      id: 0,
      method: "initialize",
      params: { protocolVersion, capabilities: {}, clientInfo: { name: "test", version: "1" } },
    });
  for (const [asked, given] of [
    ...LEGACY.map((version) => [version, version]),
    ["2024-11-05", "2025-11-25"],
    [MODERN, "2025-11-25"],
    ["none", "2025-11-25"],
  ])
    expect((await hello(asked)).body).toEqual({
      jsonrpc: "2.0",
      id: 0,
      result: { protocolVersion: given, capabilities: { tools: {} }, serverInfo: SERVER, instructions: INSTRUCTIONS },
    });
  for (const asked of [undefined, 7, null])
    expect(fault(await hello(asked))).toEqual({
      status: 200,
      code: -32602,
      message: "The parameter protocolVersion is a text.",
    });
});

it("mcp takes a client that names no version for one of the oldest", async () => {
  const answer = await post(token, {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "list_credentials", arguments: [] },
  });
  expect(fault(answer)).toMatchObject({ status: 200, code: -32602, data: { code: "invalid_request" } });
});

it("mcp needs no handshake in the modern version: it is discovered, and every result says whose it is", async () => {
  const stamp = { resultType: "complete", _meta: { "io.modelcontextprotocol/serverInfo": SERVER } };
  const keep = { ttlMs: 300_000, cacheScope: "private" };
  expect((await modern(token, "server/discover")).body).toEqual({
    jsonrpc: "2.0",
    id: 1,
    result: {
      supportedVersions: [MODERN],
      capabilities: { tools: {} },
      serverInfo: SERVER,
      instructions: INSTRUCTIONS,
      ...keep,
      ...stamp,
    },
  });
  expect((await modern(token, "tools/list")).body.result).toEqual({ tools: expect.any(Array), ...keep, ...stamp });
  expect((await modern(token, "tools/call", { name: "whoami" })).body.result).toMatchObject(stamp);
});

it("mcp lists the same tools in every version, and to older clients nothing else", async () => {
  const { tools } = (await modern(token, "tools/list")).body.result;
  for (const version of LEGACY) expect((await legacy(token, version, "tools/list")).body.result).toEqual({ tools });
});
