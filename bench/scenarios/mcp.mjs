import { tryShot } from "../lib/audited-openbao.mjs";
import { markdown, memoryLines, US } from "../lib/report.mjs";
import { sideBySide } from "../lib/side-by-side.mjs";

/**
 * A tool of `/mcp` beside the call of the API that does the same: what the protocol costs. No tool reads a value or resolves, so the pairs
 * are of what an agent may ask.
 */
const COUNT = 50;
const VERSION = "2026-07-28";
const META = {
  "io.modelcontextprotocol/protocolVersion": VERSION,
  "io.modelcontextprotocol/clientInfo": { name: "bench", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** @typedef {import("../lib/side-by-side.mjs").Group} Group */
/** @type {import("../lib/world.mjs").Scenario<{ groups: Group[] }>} */
export default {
  name: "mcp",
  async setup({ tenant }) {
    const access = { address: "http://127.0.0.1:1", roleId: "unused", secretId: "unused" };
    const { id: integrationId } = await tenant.registerVault(access);
    const pointer = { integrationId, vaultPath: "secret/data/app/none", domains: ["portal.example.net"] };
    for (let at = 0; at < COUNT; at++) {
      await tenant.registerCredential(pointer);
      await tenant.call(`PUT /v1/secrets/app/mcp/key-${at}`, { data: { value: "x" } });
    }
    const names = ["by /v1", "by /mcp"];
    const tool = (/** @type {string} */ name, args = {}) =>
      message(tenant, "tools/call", { name, arguments: args }, { "mcp-name": name });
    const whoami = tenant.shot("GET /v1/auth/whoami");
    /** @type {Group[]} */
    const groups = [
      { title: "whoami", names, shots: [whoami, tool("whoami")] },
      { title: "list of tools, beside whoami", names, shots: [whoami, message(tenant, "tools/list")] },
      {
        title: `list of ${COUNT} secrets`,
        names,
        shots: [
          tenant.shot("GET /v1/secrets?prefix=app/mcp/&limit=50"),
          tool("list_secrets", { prefix: "app/mcp/", limit: COUNT }),
        ],
      },
      {
        title: `list of ${COUNT} credentials`,
        names,
        shots: [
          tenant.shot("GET /api/v1/credentials?limit=50&domain=portal.example.net"),
          tool("list_credentials", { limit: COUNT, domain: "portal.example.net" }),
        ],
      },
    ];
    for (const shot of groups.flatMap(({ shots }) => shots.slice(1))) {
      const { result, error } = await tryShot(shot);
      if (result === undefined || result.isError === true)
        throw new Error(`no answer of /mcp that was to be measured: ${JSON.stringify(error ?? result)}`);
    }
    return { groups };
  },
  groups: ({ groups }) => groups,
  async notes({ groups }, { gun, postern, short, tell }) {
    const options = short ? { connections: [16], rounds: 1 } : { connections: [1, 16], rounds: 3 };
    const cells = await sideBySide(gun, groups, { ...options, seconds: 1, tell });
    const lines = cells.map(({ title, connections, shots: [plain, mcp] }) => [
      `${title}, c${connections}`,
      ...[plain, mcp].flatMap((it) => [
        it?.load.p50Ms.toFixed(2) ?? "",
        it === undefined || Number.isNaN(it.load.processorUs) ? "" : it.load.processorUs.toFixed(0),
      ]),
      mcp?.p50Ratio.toFixed(2) ?? "",
      mcp === undefined || Number.isNaN(mcp.processorRatio) ? "" : mcp.processorRatio.toFixed(2),
    ]);
    const head = ["", "by the API p50 ms", US, "by /mcp p50 ms", US, "ratio p50", "ratio us"];
    return [
      "Tools of /mcp beside the calls of the API that do the same:",
      "",
      markdown(head, lines),
      "",
      ...memoryLines({ workerd: postern.pid }),
    ];
  },
};

/**
 * A request of the protocol, of the kind that needs no handshake.
 * @param {import("../lib/tenant.mjs").Tenant} tenant @param {string} method @param {object} [params] @param {Record<string, string>} [named]
 */
function message(tenant, method, params = {}, named = {}) {
  const shot = tenant.shot("POST /mcp", { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: META } });
  const accept = "application/json, text/event-stream";
  const headers = { ...shot.headers, accept, "mcp-protocol-version": VERSION, "mcp-method": method, ...named };
  return { ...shot, headers };
}
