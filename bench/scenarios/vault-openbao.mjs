import { COUNT, heldAuditedOpenBao, namesIn, tryShot, VALUE } from "../lib/audited-openbao.mjs";
import { besideTable } from "../lib/beside-openbao.mjs";
import { memoryLines } from "../lib/report.mjs";
import { sideBySide } from "../lib/side-by-side.mjs";

/**
 * Vault's interface beside a real OpenBao that is asked the same: what a client notices that is moved from one to the other. A login
 * leaves a token, and an identity has a number of them at most: so many roles log in in turn.
 */
const ROLES = 20;
const FOLDER = "moved";

/** @typedef {import("../lib/load.mjs").Shot} Shot */
/** @typedef {import("../lib/side-by-side.mjs").Group} Group */
/** @type {import("../lib/world.mjs").Scenario<{ groups: Group[], vaultPid: number | undefined }>} */
export default {
  name: "vault-openbao",
  async setup({ life, tenant }) {
    const names = namesIn(FOLDER);
    const { vault, giveRole, shot: theirs } = await heldAuditedOpenBao(life, names);
    for (const name of names) await tenant.call(`PUT /v1/secrets/${name}`, { data: VALUE });
    /** @type {Shot} */
    const own = {
      ...tenant.shot("GET /"),
      headers: { "x-vault-token": tenant.token, "content-type": "application/json" },
    };
    /** The same by both. @param {string} title @param {string[]} paths @param {Partial<Shot>} [more] @returns {Group} */
    const pair = (title, paths, more = {}) => ({
      title,
      shots: [
        { ...theirs, ...more, paths: paths.map((path) => `/v1/${path}`) },
        { ...own, ...more, paths: paths.map((path) => `/vault/v1/${path}`) },
      ],
    });
    const data = names.map((name) => `secret/data/${name}`);
    const list = pair(`list of ${COUNT}`, [`secret/metadata/app/${FOLDER}?list=true`]);
    for (const { data: found } of await Promise.all(list.shots.map(tryShot)))
      if (found.keys.length !== COUNT) throw new Error(`a list has ${found.keys.length} names`);
    const login = pair("login by a role", ["auth/approle/login"], { method: "POST" });
    /** @type {[string[], string[]]} */
    const bodies = [[], []];
    for (let at = 0; at < ROLES; at++) {
      bodies[0].push(JSON.stringify(await giveRole(`app-${at}`)));
      bodies[1].push(JSON.stringify(await ownRole(tenant, `app-${at}`)));
    }
    const logins = login.shots.map(({ headers: _, ...shot }, at) => ({
      ...shot,
      headers: { "content-type": "application/json" },
      bodies: bodies[at] ?? [],
    }));
    for (const { auth } of await Promise.all(logins.map(tryShot)))
      if (typeof auth.client_token !== "string") throw new Error("a login gave no token");
    const groups = [
      pair("read", data),
      pair("write", data, { method: "POST", body: JSON.stringify({ data: VALUE }) }),
      list,
      { ...login, shots: logins },
    ];
    return { groups, vaultPid: vault.pid };
  },
  groups: ({ groups }) => groups,
  async notes({ groups, vaultPid }, { gun, postern, short, tell }) {
    const options = short ? { connections: [64], rounds: 1 } : { connections: [1, 16, 64], rounds: 3 };
    const cells = await sideBySide(gun, groups, { ...options, seconds: 1, tell });
    return [
      "Vault's interface beside an OpenBao with a file audit device:",
      "",
      besideTable(cells),
      "",
      ...memoryLines({ workerd: postern.pid, OpenBao: vaultPid }),
    ];
  },
};

/** What logs in as a role that may do everything. @param {import("../lib/tenant.mjs").Tenant} tenant @param {string} name */
async function ownRole(tenant, name) {
  const { role_id } = await tenant.call(`PUT /v1/approles/${name}`, { token_policies: ["bench"], token_ttl: "10m" });
  const { secret_id } = await tenant.call(`POST /v1/approles/${name}/secret-ids`, {});
  return { role_id, secret_id };
}
