import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { waitUntil } from "../child.mjs";
import { ToolError } from "../project.mjs";

/**
 * A webhook's receiver on this machine. It checks each signature by Standard Webhooks 1.0.0, with none of Postern's code.
 *
 * @typedef {{ type: string, timestamp: string, path?: string, data: Record<string, unknown> }} Told
 */
const WAIT_MS = 10_000;

export async function startReceiver() {
  /** @type {{ id: string, timestamp: string, signature: string, body: string }[]} */
  const messages = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const header = (/** @type {string} */ name) => String(request.headers[`webhook-${name}`] ?? "");
      messages.push({ id: header("id"), timestamp: header("timestamp"), signature: header("signature"), body });
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new ToolError("the receiver has no port");
  let seen = 0;
  return {
    url: `http://127.0.0.1:${address.port}/events`,
    /**
     * Waits for so many more messages, verifies each, and gives them in the order of their types.
     * @param {number} count @param {string} secret `whsec_...` @returns {Promise<Told[]>}
     */
    async next(count, secret) {
      await waitUntil(async () => messages.length >= seen + count, { timeoutMs: WAIT_MS, running: () => true });
      const fresh = messages.slice(seen);
      if (fresh.length !== count) throw new ToolError(`${fresh.length} events came, not ${count}`);
      seen = messages.length;
      return fresh.map((message) => {
        if (!isSigned(message, secret)) throw new ToolError("an event's signature does not hold");
        const { event_type: type, timestamp, path, data } = JSON.parse(message.body);
        return { type, timestamp, path, data };
      });
    },
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** @param {{ id: string, timestamp: string, signature: string, body: string }} message @param {string} secret */
function isSigned({ id, timestamp, signature, body }, secret) {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return signature.split(" ").some((part) => {
    const given = Buffer.from(part.replace(/^v1,/, ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
