import { readFileSync } from "node:fs";
import { join } from "node:path";
import { giveAppRole, startOpenBao } from "../../scripts/openbao.mjs";
import { heldFolder } from "../lib/held.mjs";

/**
 * After a rotation of the secret id nobody holds a token. Many first resolves at once must cause one login, by the count of
 * the vault's own audit log. The vault is another one than the measured: an audit log would slow that down.
 */
const AT_ONCE = 50;

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "single-flight",
  setup: async () => undefined,
  async notes(_, { life, tenant }) {
    const folder = await heldFolder(life);
    const auditFile = join(folder, "audit.log");
    const vault = await life.hold(
      () => startOpenBao({ auditFile }),
      (server) => server.stop(),
    );
    const role = await giveAppRole(vault);
    await vault.api("POST", "secret/data/app/first", { data: { login: "robot", pass: "x" } });
    const { id } = await tenant.registerVault({ address: vault.url, ...role });
    const wish = { integrationId: id, vaultPath: "secret/data/app/first", domains: ["portal.example.net"] };
    const credential = await tenant.registerCredential(wish);
    const resolve = () =>
      tenant.call(`POST /api/v1/credentials/${credential.id}/resolve`, { url: "https://portal.example.net/" });
    await resolve();
    const renewed = await vault.api("POST", "auth/approle/role/postern/secret-id", {});
    await tenant.call(`PUT /api/v1/vault-integrations/${id}`, { secretId: renewed.data.secret_id });

    const before = loginsIn(auditFile);
    const startMs = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, resolve));
    const spentMs = performance.now() - startMs;
    const logins = loginsIn(auditFile) - before;
    if (logins !== 1) throw new Error(`${AT_ONCE} first resolves after a rotation caused ${logins} logins, not 1`);
    return [
      `${AT_ONCE} resolves at once after a rotation: ${logins} login at the vault, all answered in ${spentMs.toFixed(0)} ms.`,
    ];
  },
};

/** @param {string} file */
const loginsIn = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .filter(({ type, request }) => type === "request" && request.path === "auth/approle/login").length;
