import { join } from "node:path";
import { giveAppRole, startOpenBao } from "../../scripts/openbao.mjs";
import { heldFolder } from "./held.mjs";

/** What Postern's store is compared with: the same number of paths, with the same value. */
export const COUNT = 50;
export const VALUE = { username: "robot", password: "x".repeat(64), note: "y".repeat(24) };
/** A second folder's worth of paths below `app`. @param {string} folder */
export const namesIn = (folder) =>
  Array.from({ length: COUNT }, (_, at) => `app/${folder}/key-${String(at).padStart(3, "0")}`);
const POLICY = `
path "secret/data/app/*"     { capabilities = ["create", "read", "update"] }
path "secret/metadata/app/*" { capabilities = ["read", "list"] }
`;

/**
 * An OpenBao of its own that records every call in a file, with a value under each name. It is in memory and waits for no disk, where
 * Postern answers when its commit is durable.
 * @param {import("./held.mjs").Lifetime} life @param {string[]} names
 */
export async function heldAuditedOpenBao(life, names) {
  const folder = await heldFolder(life);
  const vault = await life.hold(
    () => startOpenBao({ auditFile: join(folder, "audit.log") }),
    (server) => server.stop(),
  );
  for (const name of names) await vault.api("POST", `secret/data/${name}`, { data: VALUE });
  /** @param {string} role @returns {Promise<{ role_id: string, secret_id: string }>} what logs in */
  const giveRole = async (role) => {
    const { roleId, secretId } = await giveAppRole(vault, { role, policy: POLICY });
    return { role_id: roleId, secret_id: secretId };
  };
  const { auth } = await vault.api("POST", "auth/approle/login", await giveRole("store"));
  const headers = { "x-vault-token": auth.client_token, "content-type": "application/json" };
  return { vault, giveRole, shot: { url: vault.url, pid: vault.pid, headers } };
}

/** The body of a shot's answer, which must be a good one. @param {import("./load.mjs").Shot} shot @returns {Promise<any>} */
export async function tryShot({ method = "GET", url, paths, headers = {}, body, bodies }) {
  const text = bodies?.[0] ?? body;
  const sent = text === undefined ? {} : { body: text };
  const response = await fetch(new URL(paths?.[0] ?? "", url), { method, headers, ...sent });
  if (!response.ok) throw new Error(`${method} ${response.url} answered ${response.status}: ${await response.text()}`);
  return await response.json();
}
