import { ToolError } from "./project.mjs";

/**
 * Calls Postern's own API the way any client does.
 * @typedef {{ status: number, body: any }} Reply `body` is undefined where there is none
 * @typedef {(method: string, path: string, options?: { body?: unknown, tenant?: string }) => Promise<Reply>} Client
 * @param {string} baseUrl
 * @param {string} [token] absent: whoever calls has none yet
 * @returns {Client} answers whatever the status; rejects only if there was no answer
 */
export function apiClient(baseUrl, token) {
  return async (method, path, { body, tenant } = {}) => {
    const response = await fetch(baseUrl + path, {
      redirect: "manual", // A token goes to the server that was named and to no other.
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(tenant === undefined ? {} : { "x-tenant-id": tenant }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    try {
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    } catch {
      throw new ToolError(`${method} ${path}: ${response.status} without JSON`);
    }
  };
}

/**
 * The body of an answer with one of these statuses; else a fault that names the call, the code and the fields.
 * @param {string} what for the message: what was being done
 * @param {Reply} reply
 * @param {number[]} statuses
 */
export function expectStatus(what, reply, ...statuses) {
  if (statuses.includes(reply.status)) return reply.body;
  const { code = "no code", message = "", details } = reply.body?.error ?? {};
  const more = details === undefined ? "" : ` ${JSON.stringify(details)}`;
  throw new ToolError(`${what}: ${reply.status} ${code}: ${message}${more}`);
}
