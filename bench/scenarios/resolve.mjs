import { readFileSync } from "node:fs";
import { inProject } from "../../scripts/lib/project.mjs";
import { startBareWorker } from "../lib/postern.mjs";
import { FORWARD, YARDSTICK } from "../lib/report.mjs";

/**
 * The broker's main job beside its yardstick: the same secret read from the vault itself, with a token of the same role.
 * A resolve is the guard, the host check, one read from the vault, and a durable audit row. Between the two stands a Worker
 * that only forwards the read: what the local runtime takes for one outgoing request.
 * @type {import("../lib/world.mjs").Scenario<{ plainId: string, withCodeId: string, vaultPath: string, vaultToken: string, forward: { url: string, pid: number | undefined } }>}
 */
export default {
  name: "resolve",
  async setup({ tenant, vault, role, life }) {
    const vaultPath = "secret/data/app/bench";
    const data = { login: "robot@acme.example", pass: "x".repeat(32), otp_seed: "JBSWY3DPEHPK3PXP" };
    await vault.api("POST", vaultPath, { data });
    const { id: integrationId } = await tenant.registerVault({ address: vault.url, ...role });
    const pointer = { integrationId, vaultPath, domains: ["portal.example.net", "*.staff.example.net"] };
    const plain = await tenant.registerCredential(pointer);
    const withCode = await tenant.registerCredential({ ...pointer, totp: true });
    const login = await vault.api("POST", "auth/approle/login", { role_id: role.roleId, secret_id: role.secretId });
    const vaultToken = login.auth.client_token;
    const contents = readFileSync(inProject("bench", "workers", "forward.js"), "utf8");
    const bindings = { SECRET_URL: `${vault.url}/v1/${vaultPath}`, VAULT_TOKEN: vaultToken };
    const forward = await life.hold(
      () => startBareWorker([{ type: "ESModule", path: "forward.js", contents }], bindings),
      (worker) => worker.stop(),
    );
    return { plainId: plain.id, withCodeId: withCode.id, vaultPath, vaultToken, forward };
  },
  rows: ({ plainId, withCodeId, vaultPath, vaultToken, forward }, { tenant, vault }) => {
    const body = { url: "https://portal.example.net/login" };
    return [
      {
        id: "resolve",
        title: "resolve: user name, password",
        shot: tenant.shot(`POST /api/v1/credentials/${plainId}/resolve`, body),
        check: ({ username, password }) => username !== undefined && password.length === 32,
      },
      {
        id: "resolve-code",
        title: "resolve: with one-time code",
        shot: tenant.shot(`POST /api/v1/credentials/${withCodeId}/resolve`, body),
        check: ({ totp }) => totp.code.length === 6,
      },
      {
        id: FORWARD,
        title: "Worker that only forwards the read",
        shot: { url: forward.url, pid: forward.pid },
        check: (answer) => answer.data.data.pass.length === 32,
      },
      {
        id: YARDSTICK,
        title: "direct OpenBao read",
        shot: { url: `${vault.url}/v1/${vaultPath}`, pid: vault.pid, headers: { "x-vault-token": vaultToken } },
        check: (answer) => answer.data.data.pass.length === 32,
      },
    ];
  },
};
