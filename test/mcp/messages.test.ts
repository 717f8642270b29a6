import { exports } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { refusal } from "../broker/record-bench";
import { type Answer, asOperator, call, must, newTenant, type TestTenant } from "../support/api";
import { META, MODERN, modern, post } from "./support";

let tenant: TestTenant;
let token: string;

beforeAll(async () => {
  tenant = await newTenant();
  token = await tenant.token(["credentials:read"]);
});

const PING = { jsonrpc: "2.0", id: 7, method: "ping" };
/** The whole refusal of a message, with its status. */
const fault = ({ status, body }: Answer) => ({ status, ...body });
const rpc = (status: number, code: number, message: string, id?: string | number) => ({
  status,
  jsonrpc: "2.0",
  ...(id === undefined ? {} : { id }),
  error: { code, message },
});

it("mcp has no stream to open and no session to end: other methods than POST are 405, before authentication", async () => {
  for (const method of ["GET", "DELETE", "PUT", "PATCH"]) {
    const answer = await call(`${method} /mcp`, { headers: { accept: "text/event-stream" } });
    const allow = ["POST", "OPTIONS"];
    expect(refusal(answer), method).toEqual({ status: 405, code: "method_not_allowed", details: { allow } });
    expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
  }
});

it.each([
  "https://evil.example",
  "http://postern.example",
  "https://postern.example:8443",
  "null",
  "https://x.postern.example",
])("mcp refuses a page of the foreign origin %s, whatever token it has", async (origin) => {
  for (const bearer of [token, null])
    expect(refusal(await post(bearer, PING, { origin }))).toEqual({ status: 403, code: "origin_not_allowed" });
});

it("mcp takes a page of its own origin, and a client that is no page", async () => {
  expect((await post(token, PING, { origin: "https://postern.example" })).body).toEqual({ ...PONG, id: 7 });
  expect((await post(token, PING)).body).toEqual({ ...PONG, id: 7 });
});

it("mcp by http takes a page of this machine alone: another name may be made to point here", async () => {
  const at = (origin: string) =>
    exports.default.fetch(`${origin}/mcp`, {
      method: "POST",
      headers: { origin, authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(PING),
    });
  for (const origin of ["http://localhost:8787", "http://127.0.0.1:8787", "http://[::1]:8787"])
    expect((await at(origin)).status, origin).toBe(200);
  for (const origin of ["http://evil.example:8787", "http://127.0.0.1.evil.example", "http://10.0.0.7:8787"])
    expect((await at(origin)).status, origin).toBe(403);
});

const PONG = { jsonrpc: "2.0", result: {} };

const SCOPE = 'scope="credentials:authenticate credentials:read integrations:read"';
const METADATA = 'resource_metadata="https://postern.example/.well-known/oauth-protected-resource"';

it("mcp asks a stranger for a token before it looks at the message, and says where it is told what for", async () => {
  const bodies = [PING, "no json", [PING], { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "whoami" } }];
  for (const body of bodies) {
    const none = await post(null, body);
    expect(refusal(none)).toEqual({ status: 401, code: "authentication_required" });
    expect(none.headers.get("www-authenticate")).toBe(`Bearer ${METADATA}, ${SCOPE}`);
    for (const bad of ["malformed", mintToken(tenant.id), mintToken("tnt_nobody"), `${token}x`]) {
      const wrong = await post(bad, body);
      expect(refusal(wrong)).toEqual({ status: 401, code: "token_invalid" });
      expect(wrong.headers.get("www-authenticate")).toBe(`Bearer error="invalid_token", ${METADATA}, ${SCOPE}`);
    }
  }
});

it("mcp lets no revoked token in, with the next message", async () => {
  const own = must(
    await tenant.api("POST /v1/tokens", { identity_id: "user:admin", name: "agent", scopes: ["credentials:read"] }),
    201,
  );
  expect((await post(own.token, PING)).status).toBe(200);
  must(await tenant.api(`DELETE /v1/tokens/${own.id}`), 204);
  expect(refusal(await post(own.token, PING))).toEqual({ status: 401, code: "token_revoked" });
  const called = await modern(own.token, "tools/call", { name: "list_credentials" });
  expect(refusal(called)).toEqual({ status: 401, code: "token_revoked" });
});

it("mcp tells metadata to everybody: what it protects, and which scopes there are", async () => {
  for (const path of ["/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"]) {
    expect(must(await call(`GET ${path}`), 200)).toEqual({
      resource: "https://postern.example/mcp",
      scopes_supported: ["credentials:authenticate", "credentials:read", "integrations:read", "secrets:list"],
      bearer_methods_supported: ["header"],
      resource_name: "Postern",
      resource_documentation: "https://postern.example/docs",
    });
    expect((await call(`GET ${path}?x=1`)).status).toBe(422);
  }
});

it("mcp takes no query: a token there is none, and beside one nothing is done", async () => {
  const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "list_credentials" } };
  const at = (bearer: string | null) => call(`POST /mcp?access_token=${token}`, { token: bearer, body: message });
  expect(refusal(await at(null))).toEqual({ status: 401, code: "authentication_required" });
  expect(refusal(await at(token))).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { access_token: "unknown" } },
  });
});

it("mcp refuses what is no JSON as every route does", async () => {
  const type = (value: string) => ({ "content-type": value });
  for (const value of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"])
    expect(refusal(await post(token, JSON.stringify(PING), type(value)))).toEqual({
      status: 415,
      code: "unsupported_media_type",
      details: { expected: "application/json" },
    });
  const long = await post(token, { ...PING, params: { x: "x".repeat(70_000) } });
  expect(refusal(long)).toEqual({ status: 413, code: "payload_too_large", details: { limit_bytes: 65_536 } });
});

it.each([
  ["no JSON", "{no", -32700, "The body is no JSON."],
  ["nothing", "", -32700, "The body is no JSON."],
  ["no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), -32700, "The body is no JSON."],
  ["a batch", [PING, PING], -32600, "One message a request, which is an object: batches are not taken."],
  ["an empty batch", [], -32600, "One message a request, which is an object: batches are not taken."],
  [
    "a key that comes twice",
    '{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}',
    -32600,
    "An object of the message has one of its keys twice.",
  ],
  ["33 levels", `${'{"a":'.repeat(33)}1${"}".repeat(33)}`, -32600, "The message is nested too deep."],
  ["an id that is null", { ...PING, id: null }, -32600, "The id is a text of up to 256 characters, or a whole number."],
  [
    "an id with a fraction",
    { ...PING, id: 1.5 },
    -32600,
    "The id is a text of up to 256 characters, or a whole number.",
  ],
  [
    "a long id",
    { ...PING, id: "x".repeat(257) },
    -32600,
    "The id is a text of up to 256 characters, or a whole number.",
  ],
  [
    "an id that is a token",
    { ...PING, id: mintToken("tnt_a") },
    -32600,
    "The id is a text of up to 256 characters, or a whole number.",
  ],
])("mcp refuses a message that is %s", async (_, body, code, message) => {
  expect(fault(await post(token, body))).toEqual(rpc(400, code, message));
});

it("mcp refuses what is no request and no notification, with the id that it has", async () => {
  const message = "The message is no request and no notification of JSON-RPC 2.0.";
  for (const body of [
    { ...PING, jsonrpc: "1.0" },
    { ...PING, method: 1 },
    { jsonrpc: "2.0", id: 7, result: {} },
  ])
    expect(fault(await post(token, body))).toEqual(rpc(400, -32600, message, 7));
  expect(fault(await post(token, { ...PING, params: [1] }))).toEqual(rpc(400, -32600, "The params are an object.", 7));
  expect(fault(await post(token, {}))).toEqual(rpc(400, -32600, message));
  const list = { jsonrpc: "2.0", method: "notifications/initialized", params: [1] };
  expect(fault(await post(token, list))).toEqual(rpc(400, -32600, "The params are an object."));
});

it("mcp takes every notification, and answers none", async () => {
  for (const method of ["notifications/initialized", "notifications/cancelled", "notifications/unheard_of"]) {
    const answer = await post(token, { jsonrpc: "2.0", method, params: { requestId: 1 } });
    expect({ status: answer.status, text: answer.text }, method).toEqual({ status: 202, text: "" });
  }
});

it("mcp keeps nothing of a session: its headers are not looked at, and none is given", async () => {
  const answer = await post(token, PING, { "mcp-session-id": "abc", "last-event-id": "7" });
  expect(answer.body).toEqual({ ...PONG, id: 7 });
  expect(answer.headers.has("mcp-session-id")).toBe(false);
  expect(answer.headers.get("content-type")).toBe("application/json");
});

it("mcp in a suspended tenant is refused like every route, and by a tool in words for the model", async () => {
  const other = await newTenant();
  must(await asOperator(`PATCH /v1/identity/tenants/${other.id}`, { status: "suspended" }), 200);
  const details = { reason: "suspended" };
  expect(refusal(await post(other.admin, PING))).toEqual({ status: 403, code: "tenant_access_denied", details });
  const called = await modern(other.admin, "tools/call", { name: "list_credentials" });
  expect(called.status).toBe(200);
  expect(JSON.parse(called.body.result.content[0].text).error).toMatchObject({
    code: "tenant_access_denied",
    details,
    next: "Your token does not work in this tenant now. Tell the person who runs you.",
  });
});

it("mcp counts messages like requests: the category of the tool, or `auth` for those that call none", async () => {
  const one = await newTenant();
  const left = ({ headers }: Answer) => Number(headers.get("x-ratelimit-limit"));
  expect(left(await post(one.admin, PING))).toBe(300);
  expect(left(await modern(one.admin, "tools/call", { name: "list_secrets" }))).toBe(100);
  const headers = { "mcp-protocol-version": MODERN, "mcp-method": "tools/call", "mcp-name": "list_secrets" };
  const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "list_secrets", _meta: META } };
  let last = await post(one.admin, message, headers);
  for (let calls = 0; calls < 120 && !last.body.result.isError; calls++) last = await post(one.admin, message, headers);
  expect(last.status).toBe(200);
  const wait = Number(last.headers.get("retry-after"));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(JSON.parse(last.body.result.content[0].text).error).toEqual({
    code: "rate_limited",
    message: "Too many requests of this kind.",
    details: { category: "list", retry_after: wait },
    next: `Wait ${wait} seconds. Then call again, less often.`,
    request_id: last.headers.get("x-request-id"),
  });
});
