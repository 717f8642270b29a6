import { terminal } from "./bao.mjs";
import { setUpAdministrator } from "./set-up.mjs";
import { deleteAndUndelete, keepNumbers, limitToken, PASSWORDS, writeAndRead } from "./vault-kv.mjs";
import { endRole, logInByRole, makeRole, runAgent } from "./vault-machine.mjs";

/**
 * A team that knows Vault: its command line works here as it is, and what it writes is what `/v1/secrets` shows.
 *
 * @typedef {object} Scene
 * @property {import("./story.mjs").Story} story
 * @property {import("../lifetime.mjs").Lifetime} life
 * @property {import("./bao.mjs").Bao} bao
 * @property {import("./story.mjs").Terminal} ines the administrator, as she types
 * @property {import("./story.mjs").Caller} manager the same, by Postern's own API
 * @property {string} token hers
 * @property {string} url Postern's
 * @property {string[]} secrets that no row of the log may hold
 */
const SCOPES = [
  ...["secrets:read", "secrets:write", "secrets:delete", "secrets:list", "secrets:rotate"],
  ...["policies:write", "identity:read", "identity:admin", "audit:read"],
];
const RULES = [{ path_pattern: "shop/**", permissions: ["read", "write", "delete", "list"] }];
const TOLD_ACTIONS = ["token_create_child", "token_revoke", "wrap", "unwrap", "vault_login", "approle_delete"];

/**
 * @param {import("./story.mjs").Story} story @param {import("../lifetime.mjs").Lifetime} life
 * @param {{ url: string, operatorToken: string, folder: string, binary: string }} place
 */
export async function tellVault(story, life, { url, operatorToken, folder, binary }) {
  const { manager, who, token } = await setUpAdministrator(story, { url, operatorToken }, SCOPES, RULES);
  const bao = { binary, address: `${url}/vault`, folder };
  const secrets = [token, ...Object.values(PASSWORDS)];
  const scene = { story, life, bao, ines: terminal(bao, "Ines", token), manager, token, url, secrets };
  await writeAndRead(scene);
  await deleteAndUndelete(scene);
  await keepNumbers(scene);
  await limitToken(scene, who);
  const roleId = await makeRole(scene);
  const login = await logInByRole(scene, roleId);
  await runAgent(scene, roleId);
  await endRole(scene, login);
  await readRows(scene);
}

/** @param {Scene} scene */
async function readRows({ story, manager, secrets }) {
  story.chapter("What happened");
  story.step("Each call of bao has left its row in the log, in one chain with all others. Those of tokens and logins:");
  const { logs } = await story.ask(manager, "GET /v1/audit/logs?limit=1000", 200);
  const told = logs.filter((/** @type {any} */ { action }) => TOLD_ACTIONS.includes(action)).toReversed();
  for (const { timestamp, action, identity_id, success, error_code } of told)
    story.note(`${timestamp}  ${action.padEnd(20)} ${identity_id.padEnd(24)} ${success ? "" : error_code}`.trimEnd());
  const refused = told.filter((/** @type {any} */ { success }) => !success);
  story.holds(
    "the second unwrap and the wrong secret id are told",
    refused.map((/** @type {any} */ { action, error_code }) => [action, error_code]),
    [
      ["unwrap", "wrapping_token_used"],
      ["vault_login", "login_refused"],
    ],
  );
  const text = JSON.stringify(logs);
  const found = secrets.filter((value) => text.includes(value));
  story.holds(`no row holds a password, a secret id or a token: ${secrets.length} were looked for`, found, []);
  const verified = await story.ask(manager, "GET /v1/audit/verify", 200);
  story.holds("the chain is whole", verified.ok);
}
