import { startAgent, terminal } from "./bao.mjs";
import { PASSWORDS } from "./vault-kv.mjs";

/**
 * A machine at what it takes for a vault: a role to log in by, a secret id that is handed over once, and an agent that keeps a file.
 *
 * @typedef {import("./vault.mjs").Scene} Scene
 * @typedef {{ machine: import("./story.mjs").Terminal, nobody: import("./story.mjs").Terminal, line: string }} Login `line`: what logs in
 */
const ROLE = "auth/approle/role/billing";
const TEMPLATE = `{{ with secret "secret/data/shop/db" }}DB_PASSWORD={{ .Data.data.password }}\n{{ end }}`;

/** @param {Scene} scene @returns {Promise<string>} its id, which is no secret */
export async function makeRole({ story, ines }) {
  story.chapter("A machine gets a role");
  story.step(
    "bao makes the role, in Postern the service account sa:billing. It reads one secret, by the policy above.",
  );
  await story.type(ines, `bao write ${ROLE} token_policies=read-db token_ttl=20m token_max_ttl=4h`);
  const found = JSON.parse(await story.type(ines, `bao read ${ROLE}/role-id`));
  return found.data.role_id;
}

/** @param {Scene} scene @returns {Promise<string>} what opens it, once */
async function wrapSecretId({ story, ines, secrets }) {
  const { wrap_info: wrapped } = JSON.parse(await story.type(ines, `bao write -f -wrap-ttl=5m ${ROLE}/secret-id`));
  story.holds(
    "Ines has not seen the secret id, and it says where it is from",
    wrapped.creation_path,
    `${ROLE}/secret-id`,
  );
  secrets.push(wrapped.token);
  return wrapped.token;
}

/** @param {Scene} scene @param {string} roleId @returns {Promise<Login>} */
export async function logInByRole(scene, roleId) {
  const { story, bao, secrets } = scene;
  story.chapter("The secret id is handed over");
  story.step("It leaves Postern wrapped: what Ines hands over opens once, within five minutes.");
  const token = await wrapSecretId(scene);
  story.step("Whoever has it unwraps it, and needs no other token.");
  const holder = terminal(bao, "the machine", token);
  const { secret_id: secretId } = JSON.parse(await story.type(holder, "bao unwrap")).data;
  story.step("The second time it is refused. A thief who came first would be found out here.");
  await story.type(holder, "bao unwrap", [2, "wrapping token is not valid or does not exist"]);

  story.step("With role id and secret id the machine logs in. A wrong one is refused.");
  const nobody = terminal(bao, "the machine, without a token");
  const login = `bao write auth/approle/login role_id=${roleId}`;
  await story.type(nobody, `${login} secret_id=none`, [2, "invalid role or secret ID"]);
  const line = `${login} secret_id=${secretId}`;
  const { auth } = JSON.parse(await story.type(nobody, line));
  secrets.push(secretId, auth.client_token);
  story.holds("twenty minutes, and the one policy", [auth.lease_duration, auth.policies], [1200, ["read-db"]]);
  const machine = terminal(bao, "sa:billing", auth.client_token);
  await story.type(machine, "bao kv get -field=password secret/shop/db");
  await story.type(machine, "bao kv get -mount=secret shop/numbers", [2, "permission denied"]);
  return { machine, nobody, line };
}

/** @param {Scene} scene @param {string} roleId */
export async function runAgent(scene, roleId) {
  const { story, life, bao, manager } = scene;
  story.chapter("An agent keeps a file");
  story.step("bao agent is given a wrapped secret id, unwraps it, logs in, and renders its template.");
  story.note(TEMPLATE.trim().replaceAll("\n", "\\n"));
  const wrapped = await wrapSecretId(scene);
  const agent = await startAgent(life, bao, { roleId, wrapped, creationPath: `${ROLE}/secret-id`, template: TEMPLATE });
  const first = await agent.renders("");
  story.holds("the file holds the password", first, `DB_PASSWORD=${PASSWORDS.second}\n`);
  story.holds("the agent took the secret id from where it lay", agent.hasSecretId(), false);

  story.step("Somebody writes a new value by Postern's own API, and knows nothing of the agent.");
  const body = { data: { user: "shop", password: PASSWORDS.third } };
  await story.ask(manager, "PUT /v1/secrets/shop/db", 200, { body });
  const second = await agent.renders(first);
  story.holds("the file holds the new one", second, `DB_PASSWORD=${PASSWORDS.third}\n`);
  await agent.stop();
}

/** @param {Scene} scene @param {Login} login that of the machine */
export async function endRole({ story, ines, secrets }, { machine, nobody, line }) {
  story.chapter("The machine is let go");
  story.step("Its token and its secret id are still good.");
  await story.type(machine, "bao kv get -field=user secret/shop/db");
  secrets.push(JSON.parse(await story.type(nobody, line)).auth.client_token);
  story.step("With the role go the tokens that it gave, and its secret ids.");
  await story.type(ines, `bao delete ${ROLE}`);
  await story.type(machine, "bao kv get -mount=secret shop/db", [2, "permission denied"]);
  await story.type(nobody, line, [2, "invalid role or secret ID"]);
}
