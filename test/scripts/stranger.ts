import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTcpServer } from "node:net";

export interface Stranger {
  readonly port: number;
  /** Every request that came, whole: its line, its headers and its body as one text. */
  readonly heard: readonly string[];
  /** How many connections came, also such as said nothing. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * Below the ports that a system gives to outgoing connections: one that is free stays so until it is asked for. Files run side by
 * side, so each worker has ports of its own.
 */
const PORTS = 20;
const FIRST_PORT = 8860 + PORTS * (Number(process.env.VITEST_POOL_ID) - 1);
const LAST_PORT = FIRST_PORT + PORTS - 1;
let next = FIRST_PORT;

/** A port of 127.0.0.1 that nobody listens on. Each call gives another. */
export async function quietPort(): Promise<number> {
  for (; next <= LAST_PORT; next++) if (await isFree(next)) return next++;
  throw new Error(`no port from ${FIRST_PORT} to ${LAST_PORT} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createTcpServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** Another program's server: it answers everything with 200 and `{"version":"0.1.0"}`, and writes down what it is told. */
export async function newStranger(): Promise<Stranger> {
  const port = await quietPort();
  const heard: string[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    heard.push(await wholeOf(request));
    response.writeHead(200, { "content-type": "application/json" }).end('{"version":"0.1.0","build":null}');
  });
  server.on("connection", () => connections++);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port,
    heard,
    connections: () => connections,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function wholeOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const head = `${request.method} ${request.url}\n${request.rawHeaders.join("\n")}`;
  return `${head}\n\n${Buffer.concat(parts).toString("utf8")}`;
}
