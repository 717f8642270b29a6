import type { IncomingMessage, ServerResponse } from "node:http";
import type { TestProject } from "vitest/node";
import { findOpenBao, giveAppRole, MEND_COMMAND, startOpenBao } from "../../../scripts/openbao.mjs";
import { type Loopback, listen, sendJson } from "./loopback.ts";

type Server = Awaited<ReturnType<typeof startOpenBao>>;

const running = new Map<string, Server>();
let control: Loopback | undefined;

/** One OpenBao for all tests, and an address where a test gets one of its own. */
export async function setup(project: TestProject): Promise<void> {
  if ((await findOpenBao()) === undefined) {
    // Printed even where it is thrown: the runner may lose the text of an error in its setup.
    const rule = "=".repeat(80);
    console.error(
      `\n${rule}\nNo OpenBao server: its tests do not run. This mends it:\n\n    ${MEND_COMMAND}\n${rule}\n`,
    );
    if (process.env.CI === "true") throw new Error("there is no OpenBao server");
    project.provide("openbao", null);
    project.provide("openbaoControl", null);
    return;
  }
  const server = await startOpenBao();
  running.set("shared", server);
  project.provide("openbao", { url: server.url, rootToken: server.rootToken, ...(await giveAppRole(server)) });
  control = await listen((request, response) => {
    handle(request, response).catch((error: Error) => sendJson(response, 500, { error: error.message }));
  });
  project.provide("openbaoControl", control.url);
}

/** Every server that was started, also those whose test never got to its end. */
export async function teardown(): Promise<void> {
  await control?.close();
  await Promise.all([...running.values()].map((server) => server.stop()));
}

/** `POST /openbao`: a server with one unseal key. `DELETE /openbao/<id>`: its end. */
async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, room, id] = (request.url ?? "").split("/");
  if (room === "openbao" && request.method === "POST" && id === undefined) {
    const server = await startOpenBao({ storage: "inmem" });
    const { url, rootToken, unsealKey } = server;
    const { port } = new URL(url);
    running.set(port, server);
    return sendJson(response, 201, { id: port, url, rootToken, unsealKey });
  }
  const server = running.get(id ?? "");
  if (id === undefined || room !== "openbao" || request.method !== "DELETE" || server === undefined) {
    return sendJson(response, 404);
  }
  running.delete(id);
  await server.stop();
  sendJson(response, 204);
}
