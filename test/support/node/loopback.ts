import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { Duplex } from "node:stream";

export interface Loopback {
  url: string;
  close(): Promise<void>;
}

/** An HTTP server on a free port of 127.0.0.1. Closing it cuts what is still open. `upgrade`: gets who asks for a socket. */
export async function listen(
  handle: RequestListener,
  upgrade?: (request: IncomingMessage, stream: Duplex) => void,
): Promise<Loopback> {
  const server = createServer(handle);
  const upgraded = new Set<Duplex>();
  if (upgrade)
    server.on("upgrade", (request, stream) => {
      upgraded.add(stream);
      stream.once("close", () => upgraded.delete(stream));
      upgrade(request, stream);
    });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      for (const stream of upgraded) stream.destroy();
      await closed;
    },
  };
}

export async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

export function sendJson(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
