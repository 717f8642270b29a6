import { request } from "node:http";
import { startOpenBao } from "../../../scripts/openbao.mjs";
import type { VaultServer } from "../provided.d.ts";
import { type Loopback, listen, sendJson } from "./loopback.ts";

/**
 * A real OpenBao behind a relay that knows neither the verb LIST nor SCAN, as the runtime of Workers does not, under a prefix.
 * A client that works there works by what it sends, not by who answers.
 */
const PREFIX = "/vault";
const UNKNOWN_VERBS = new Set(["LIST", "SCAN"]);
/** Everything but the root token's own rights. */
const EVERYTHING = `path "*" { capabilities = ["create", "read", "update", "patch", "delete", "list", "scan", "sudo"] }`;
const READ_APP = ["data", "metadata"].map((word) => `path "secret/${word}/app/*" { capabilities = ["read", "list"] }`);

export async function startJudge(): Promise<VaultServer & { stop(): Promise<void> }> {
  const server = await startOpenBao();
  await server.api("PUT", "sys/policies/acl/everything", { policy: EVERYTHING });
  await server.api("PUT", "sys/policies/acl/read-app", { policy: READ_APP.join("\n") });
  await server.api("POST", "sys/auth/approle", { type: "approle" });
  const made = await server.api("POST", "auth/token/create", { policies: ["everything"], ttl: "24h" });
  const relay = await relayTo(server.url);
  return {
    name: "OpenBao",
    url: relay.url + PREFIX,
    token: made.auth.client_token,
    async stop() {
      await relay.close();
      await server.stop();
    },
  };
}

/** Passes on what stands below the prefix, as it is. */
const relayTo = (url: string): Promise<Loopback> =>
  listen((incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    if (UNKNOWN_VERBS.has(method)) return sendJson(outgoing, 501);
    if (!path.startsWith(`${PREFIX}/`)) return sendJson(outgoing, 404, { errors: [] });
    const onward = request(url + path.slice(PREFIX.length), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once("error", (error) => outgoing.destroy(error));
    incoming.pipe(onward);
  });
