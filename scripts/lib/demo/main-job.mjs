import { codeAt, PERIOD_SECONDS } from "./totp.mjs";

/**
 * The story's middle: a vault is registered, a login pushed into it, and used on the right page.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {import("./story.mjs").Caller} Caller
 * @typedef {{ address: string, roleId: string, secretId: string }} VaultAccess
 */
export const LOGIN = { login: "billing@acme.example", pass: "correct-horse-7", otp_seed: "JBSWY3DPEHPK3PXP" };
export const PAGE = "https://portal.example.net/login";
export const DOMAINS = ["portal.example.net", "*.staff.example.net"];

/** @param {Story} story @param {Caller} manager @param {VaultAccess} access @returns {Promise<any>} the integration */
export async function registerVault(story, manager, { address, roleId, secretId }) {
  story.chapter("A vault is registered");
  const body = (/** @type {string} */ secret) => ({
    name: "platform vault",
    type: "hashicorp",
    config: { address, authMethod: "approle", roleId, secretId: secret },
  });

  story.step("With ?verify=true the vault is asked first: a wrong secret id is refused, and nothing is stored.");
  const wrong = body("00000000-0000-0000-0000-000000000000");
  await story.ask(manager, "POST /api/v1/vault-integrations?verify=true", [400, "vault_auth_failed"], { body: wrong });
  story.holds("no integration is there", await story.ask(manager, "GET /api/v1/vault-integrations", 200), []);

  story.step("The right one logs in. The secret id is kept sealed, and no answer ever shows it.");
  const made = await story.ask(manager, "POST /api/v1/vault-integrations?verify=true", 201, { body: body(secretId) });
  story.holds("it is healthy, and the record has no secret id", [made.status, "secretId" in made], ["healthy", false]);
  return made;
}

/** @param {Story} story @param {Caller} manager @param {any} integration @returns {Promise<any>} the credential */
export async function registerCredential(
  story,
  manager,
  integration,
  storedAt = "secret/data/app/portal/billing-robot",
  domains = DOMAINS,
) {
  story.chapter("A login goes into the vault, and a pointer to it into Postern");
  story.step("A push is written through to the vault; nothing of it stays here, nothing is echoed.");
  const secret = { path: "app/portal/billing-robot", data: LOGIN, metadata: { owner: "finance" } };
  const pushed = await story.ask(manager, `POST /api/v1/vault-integrations/${integration.id}/secrets`, 201, {
    body: secret,
  });
  story.holds("the vault has it as version 1", [pushed.vaultPath, pushed.version], [storedAt, 1]);

  const wish = {
    name: "Billing robot at the supplier portal",
    vaultIntegrationId: integration.id,
    vaultPath: pushed.vaultPath,
    fieldMap: { username: "login", password: "pass", totp: "otp_seed" },
  };
  story.step("A credential says on which hosts it may be used. A wildcard over a public suffix is nobody's to allow.");
  const tooWide = { ...wish, allowedDomains: ["portal.example.net", "*.co.uk"] };
  const fault = await story.ask(manager, "POST /api/v1/credentials", [400, "invalid_request"], { body: tooWide });
  story.holds("the fault names the entry", fault.error.details.fields, { "allowedDomains[1]": "public_suffix" });

  story.step(domains === DOMAINS ? "One host, and all names below another." : "One host, and no other.");
  return await story.ask(manager, "POST /api/v1/credentials", 201, { body: { ...wish, allowedDomains: domains } });
}

/** @param {Story} story @param {Caller} runner @param {any} credential */
export async function resolveOnThePage(story, runner, credential) {
  story.chapter("The runner is on the login page");
  story.step(
    "It asks for the credential and says where it is. Shown here are invented values; a runner would type them.",
  );
  const found = await resolve(story, runner, credential, PAGE);
  story.holds(
    "user name and password are those that were pushed",
    [found.username, found.password],
    [LOGIN.login, LOGIN.pass],
  );
  checkCode(story, found.totp);

  story.step("A page below the wildcard is as good, and a runner may ask for less.");
  const body = { url: "https://hr.staff.example.net/", fields: ["username"] };
  const less = await story.ask(runner, `POST /api/v1/credentials/${credential.id}/resolve`, 200, {
    body,
    reveal: true,
  });
  story.holds(
    "only the user name is there, by the wildcard",
    [less.matchedPattern, less.username, "password" in less],
    ["*.staff.example.net", LOGIN.login, false],
  );
}

/** @param {Story} story @param {Caller} runner @param {any} credential @param {string} url @returns {Promise<any>} */
export const resolve = (story, runner, credential, url) =>
  story.ask(runner, `POST /api/v1/credentials/${credential.id}/resolve`, 200, { body: { url }, reveal: true });

/** The step is told by the answer itself, so that a code at the edge of two steps is judged right. @param {Story} story @param {any} totp */
function checkCode(story, totp) {
  const endsAt = Date.parse(totp.expiresAt) / 1000;
  const leftSeconds = endsAt - Date.now() / 1000;
  const fresh = leftSeconds > -2 && leftSeconds <= PERIOD_SECONDS + 1;
  story.holds(`its time step is the present one, ${totp.remainingSeconds} s were left`, fresh);
  const own = codeAt(LOGIN.otp_seed, endsAt / PERIOD_SECONDS - 1);
  story.holds(`the one-time code ${own} is what this script computes by itself from the seed`, totp.code, own);
}
