import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { requireCertificate } from "./harness";

export interface Received {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly type: string;
  readonly body: string;
}
export type Answer = string | ((request: Received, response: ServerResponse) => void);

/** A server that is every host of the tests, by https and by http: what it shows depends on the name that it is called by. */
export async function startSite() {
  const answers = new Map<string, Answer>();
  const received: Received[] = [];
  const answerTo: RequestListener = (request, response) => {
    void read(request).then((body) => {
      const host = (request.headers.host ?? "").replace(/:\d+$/, "");
      const path = (request.url ?? "").replace(/\?.*$/, "");
      const type = request.headers["content-type"] ?? "";
      const all: Received = { host, path: request.url ?? "", method: request.method ?? "", type, body };
      received.push(all);
      const answer = answers.get(`${host}${path}`);
      if (typeof answer === "function") return answer(all, response);
      response.writeHead(answer === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
      response.end(answer ?? "");
    });
  };
  const servers = [createSecureServer(requireCertificate(), answerTo), createServer(answerTo)] as const;
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done))));
  const [port, plainPort] = servers.map((server) => (server.address() as AddressInfo).port);
  return {
    received,
    show: (place: string, answer: Answer) => answers.set(place, answer),
    url: (place: string) => `https://${place.replace("/", `:${port}/`)}`,
    plainUrl: (place: string) => `http://${place.replace("/", `:${plainPort}/`)}`,
    posts: () => received.filter(({ method }) => method !== "GET"),
    stop: () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
export type Site = Awaited<ReturnType<typeof startSite>>;

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString("latin1");
}

export const redirectTo =
  (url: string, status = 302): Answer =>
  (_request, response) => {
    response.writeHead(status, { location: url }).end();
  };
