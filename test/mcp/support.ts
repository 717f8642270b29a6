import { type Answer, type CallOptions, call, type TestTenant } from "../support/api";

export const MODERN = "2026-07-28";
export const LEGACY = ["2025-03-26", "2025-06-18", "2025-11-25"] as const;
export const META = {
  "io.modelcontextprotocol/protocolVersion": MODERN,
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** A message as it is, with the headers of nothing but a token. */
export const post = (token: string | null, body: unknown, headers: CallOptions["headers"] = {}): Promise<Answer> =>
  call("POST /mcp", { token, body, headers });

/** A request of the modern kind, with the headers that belong to it. */
export function modern(token: string | null, method: string, params: Record<string, unknown> = {}): Promise<Answer> {
  const name: Record<string, string> = method === "tools/call" ? { "mcp-name": String(params.name) } : {};
  return post(
    token,
    { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: META } },
    { "mcp-protocol-version": MODERN, "mcp-method": method, ...name },
  );
}

/** A request of a kind that begins with a handshake. */
export const legacy = (token: string | null, version: string, method: string, params?: object): Promise<Answer> =>
  post(token, { jsonrpc: "2.0", id: "a", method, ...(params ? { params } : {}) }, { "mcp-protocol-version": version });

export const useTool = (token: string | null, name: string, args: object = {}): Promise<Answer> =>
  modern(token, "tools/call", { name, arguments: args });

/** What a tool gives, for programs. Its text says the same. */
export async function gives(token: string, name: string, args: object = {}) {
  const answer = await useTool(token, name, args);
  const { result } = answer.body;
  if (answer.status !== 200 || result?.isError !== false) throw new Error(`${name} gave ${answer.text}`);
  const last = result.content.at(-1).text;
  if (last !== JSON.stringify(result.structuredContent)) throw new Error(`the text of ${name} is another: ${last}`);
  return result.structuredContent;
}

/** The error by which a tool refuses, as the model reads it, without the request's id. */
export async function refusedBy(token: string, name: string, args: object = {}) {
  const answer = await useTool(token, name, args);
  if (answer.status !== 200 || answer.body.result?.isError !== true) throw new Error(`${name} gave ${answer.text}`);
  const [content, ...more] = answer.body.result.content;
  if (more.length > 0 || "structuredContent" in answer.body.result) throw new Error(`too much in ${answer.text}`);
  const { request_id, ...error } = JSON.parse(content.text).error;
  if (request_id !== answer.headers.get("x-request-id")) throw new Error(`no request id in ${answer.text}`);
  return error;
}

/** The token to give to an agent. */
export const agentToken = (tenant: TestTenant): Promise<string> =>
  tenant.token(["credentials:authenticate", "credentials:read", "integrations:read"]);
