import { request } from "node:http";
import type { TestProject } from "vitest/node";
import { findHvac, HVAC_MEND_COMMAND } from "../../../scripts/lib/hvac.mjs";
import { findOpenBao, MEND_COMMAND, startOpenBao } from "../../../scripts/openbao.mjs";
import { type Loopback, listen, sendJson } from "./loopback.ts";

/**
 * What clients of Vault are tried against: a real OpenBao behind a relay that knows neither the verb LIST nor SCAN, as the runtime
 * of Workers does not, under the same `/vault`. A client that works there works by what it sends, not by who answers.
 */
const PREFIX = "/vault";
const UNKNOWN_VERBS = new Set(["LIST", "SCAN"]);
/** Everything but the root token's own rights. */
const EVERYTHING = `path "*" { capabilities = ["create", "read", "update", "patch", "delete", "list", "scan", "sudo"] }`;
const READ_APP = ["data", "metadata"].map((word) => `path "secret/${word}/app/*" { capabilities = ["read", "list"] }`);

const closing: (() => Promise<void>)[] = [];

export async function setup(project: TestProject): Promise<void> {
  const [binary, hvac] = [await findOpenBao(), await findHvac()];
  const missing = [...(binary ? [] : [MEND_COMMAND]), ...(hvac ? [] : [HVAC_MEND_COMMAND])];
  if (binary === undefined || hvac === undefined) {
    console.error(`\nThe clients of Vault are not tried. This mends it:\n\n    ${missing.join("\n    ")}\n`);
    if (process.env.CI === "true") throw new Error("clients of Vault are missing");
    project.provide("vaultClients", null);
    return;
  }
  project.provide("vaultClients", { bao: binary, pythonPath: hvac, servers: [await startJudge()] });
}

export async function teardown(): Promise<void> {
  for (const close of closing.reverse()) await close();
}

async function startJudge() {
  const server = await startOpenBao();
  closing.push(() => server.stop());
  await server.api("PUT", "sys/policies/acl/everything", { policy: EVERYTHING });
  await server.api("PUT", "sys/policies/acl/read-app", { policy: READ_APP.join("\n") });
  await server.api("POST", "sys/auth/approle", { type: "approle" });
  const made = await server.api("POST", "auth/token/create", { policies: ["everything"], ttl: "24h" });
  const relay = await relayTo(server.url);
  closing.push(() => relay.close());
  return { name: "OpenBao", url: relay.url + PREFIX, token: made.auth.client_token };
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
