import { apiClient } from "../api-client.mjs";
import { newKey } from "../foreign-token.mjs";
import { setUpAdministrator } from "./set-up.mjs";

/**
 * A job of a build server reads a secret, and nobody has stored a token for it: what its server signs about it buys one.
 *
 * @typedef {object} Scene
 * @property {import("./story.mjs").Story} story
 * @property {import("./issuer.mjs").Issuer} issuer
 * @property {import("./story.mjs").Caller} manager
 * @property {import("./story.mjs").Caller} job it has no token of Postern's
 * @property {string} url Postern's
 * @property {(claims?: object, by?: import("../foreign-token.mjs").Key) => string} identify what the issuer signs for a job
 * @property {string[]} secrets that no row of the log may hold
 */
const SCOPES = ["secrets:read", "secrets:write", "policies:write", "identity:read", "identity:admin", "audit:read"];
const RULES = [{ path_pattern: "shop/**", permissions: ["read", "write"] }];
const PASSWORD = "correct-horse-7";
const EXCHANGE = {
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
};
const IDS = { repository_id: "74", repository_owner_id: "65" };
const MAIN = "refs/heads/main";

/**
 * @param {import("./story.mjs").Story} story
 * @param {{ url: string, operatorToken: string, issuer: import("./issuer.mjs").Issuer }} place
 */
export async function tellIdentity(story, { url, operatorToken, issuer }) {
  const { tenant, manager, token } = await setUpAdministrator(story, { url, operatorToken }, SCOPES, RULES);
  const about = { aud: `${url}/${tenant.id}`, sub: "acme/shop", ...IDS, ref: MAIN, event_name: "push" };
  /** @type {string[]} */
  const secrets = [token, PASSWORD];
  /** @type {Scene["identify"]} */
  const identify = (claims = {}, by) => {
    const jwt = issuer.sign({ ...about, ...claims }, by);
    secrets.push(jwt);
    return jwt;
  };
  const job = { name: "a job, without a token", ask: apiClient(url) };
  const scene = { story, issuer, manager, job, url, identify, secrets };
  await makeAccount(scene);
  const trust = await trustIssuer(scene);
  await refuseOtherBranch(scene, trust);
  const bought = await buyToken(scene, trust);
  await refuseOldAndForged(scene, trust);
  await endTrust(scene, trust, bought);
  await readRows(scene, trust);
}

/** @param {Scene} scene */
async function makeAccount({ story, manager }) {
  story.chapter("A service account for deployments");
  story.step("It may read one secret. No token is made for it, so none can leak from a build server.");
  await story.ask(manager, "PUT /v1/secrets/shop/db", 201, { body: { data: { password: PASSWORD } } });
  await story.ask(manager, "POST /v1/identity/identities", 201, { body: { identity_id: "sa:deploy" } });
  const rules = [{ path_pattern: "shop/db", permissions: ["read"] }];
  const policy = await story.ask(manager, "POST /v1/policies", 201, { body: { name: "deploy", rules } });
  const binding = { identity_id: "sa:deploy" };
  await story.ask(manager, `POST /v1/policies/${policy.id}/bindings`, 201, { body: binding });
}

/** @param {Scene} scene @returns {Promise<any>} the trust */
async function trustIssuer({ story, manager, issuer }) {
  story.chapter("The build server is trusted, for one branch of one repository");
  story.note(`(${issuer.url} stands for GitHub's issuer: it signs what a job is)`);
  const wish = { name: "ci", preset: "github", issuer: issuer.url, identity_id: "sa:deploy", scopes: ["secrets:read"] };
  story.step("By its name alone no repository is taken: whoever registers the name again would be let in.");
  const byName = { ...wish, claims: { repository: "acme/shop" } };
  const fault = await story.ask(manager, "POST /v1/trusts", [422, "validation_error"], { body: byName });
  story.holds("the ids and the branch are asked for", Object.keys(fault.error.details.fields), [
    ...["claims.repository_id", "claims.repository_owner_id", "claims.ref"],
  ]);
  story.step("By its ids, which are never given again, and by its branch.");
  const body = { ...wish, claims: { ...IDS, ref: MAIN } };
  const trust = await story.ask(manager, "POST /v1/trusts", 201, { body });
  story.holds("a quarter of an hour, and each identity token once", [trust.ttl, trust.single_use], ["15m", true]);
  return trust;
}

/** @param {Scene} scene @param {string} jwt @param {number | [number, string]} expected @returns {Promise<any>} */
const exchange = ({ story, job }, jwt, expected) =>
  story.ask(job, "POST /v1/auth/token", expected, { body: { ...EXCHANGE, subject_token: jwt } });

/** @param {Scene} scene @param {any} trust @param {string} jwt @returns {Promise<string[]>} the checks that failed, in words */
async function explain({ story, manager }, trust, jwt) {
  const told = await story.ask(manager, `POST /v1/trusts/${trust.id}/explain`, 200, { body: { jwt } });
  const failed = told.checks
    .filter((/** @type {any} */ { outcome }) => outcome === "failed")
    .map((/** @type {any} */ { check, claim, reason }) => [check, claim, reason].filter(Boolean).join(" "));
  // The answer is shown cut short, and this is what it is asked for.
  story.note(`failed: ${failed.join(", ")}`);
  return failed;
}

/** @param {Scene} scene @param {any} trust */
async function refuseOtherBranch(scene, trust) {
  const { story, issuer, identify } = scene;
  story.chapter("A job of another branch");
  story.step("Its identity token is as genuine. A stranger is told nothing of why it is not taken.");
  const jwt = identify({ ref: "refs/heads/try-this" });
  const refused = await exchange(scene, jwt, [401, "token_invalid"]);
  story.holds("there are no details", "details" in refused.error, false);
  story.holds("for such a token nobody was asked for keys", issuer.questions(), 0);
  story.step("The administrator asks why. The answer has names of claims, and no value of the token.");
  story.holds("it is the branch, and nothing else", await explain(scene, trust, jwt), ["claim ref not_listed"]);
}

/** @param {Scene} scene @param {any} trust @returns {Promise<import("./story.mjs").Caller>} the job with its token */
async function buyToken(scene, trust) {
  const { story, manager, url, identify, secrets } = scene;
  story.chapter("A job of the main branch");
  story.step("What its server signed about it buys a token.");
  const jwt = identify();
  const answer = await exchange(scene, jwt, 200);
  secrets.push(answer.access_token);
  story.holds("it lives for a quarter of an hour", Math.ceil(answer.expires_in / 60), 15);
  const bought = { name: "the job, as sa:deploy", ask: apiClient(url, answer.access_token) };
  const { data } = await story.ask(bought, "GET /v1/secrets/shop/db", 200);
  story.holds("it reads the password", data.password, PASSWORD);
  await story.ask(bought, "PUT /v1/secrets/shop/db", [403, "insufficient_scope"], {
    body: { data: { password: "x" } },
  });

  story.step("Somebody finds the identity token in a log, and shows it again: it was good once.");
  await exchange(scene, jwt, [401, "token_invalid"]);
  story.holds("it was used", await explain(scene, trust, jwt), ["single_use repeated"]);
  const { tokens } = await story.ask(manager, "GET /v1/tokens?identity_id=sa:deploy", 200);
  story.holds("one token was made, and it says by whose word", [tokens.length, tokens[0].trust_id], [1, trust.id]);
  return bought;
}

/** @param {Scene} scene @param {any} trust */
async function refuseOldAndForged(scene, trust) {
  const { story, issuer, identify, secrets } = scene;
  story.chapter("The build server changes its key");
  const before = issuer.questions();
  issuer.rotate("2026-b");
  story.step("A token by the new key: Postern does not know it, asks for the keys again, and takes it.");
  secrets.push((await exchange(scene, identify(), 200)).access_token);
  story.holds("the issuer was asked once", issuer.questions(), before + 1);
  story.step("Somebody else signs, with a key that nobody published, and with one that has the name of the right one.");
  const forged = identify({}, newKey("2026-c"));
  await exchange(scene, forged, [401, "token_invalid"]);
  await exchange(scene, identify({}, newKey("2026-b")), [401, "token_invalid"]);
  story.holds("strangers cause no more questions: one a minute", issuer.questions(), before + 1);
  story.holds("it is the signature", await explain(scene, trust, forged), ["signature unknown"]);
}

/** @param {Scene} scene @param {any} trust @param {import("./story.mjs").Caller} bought */
async function endTrust(scene, trust, bought) {
  const { story, manager, identify } = scene;
  story.chapter("The trust is disabled");
  story.step("The token of the job is still good. Then the trust is put out of action, and the token ends at once.");
  await story.ask(bought, "GET /v1/secrets/shop/db", 200);
  await story.ask(manager, `PATCH /v1/trusts/${trust.id}`, 200, { body: { is_active: false } });
  await story.ask(bought, "GET /v1/secrets/shop/db", [401, "token_revoked"]);
  await exchange(scene, identify(), [401, "token_invalid"]);
}

/** @param {Scene} scene @param {any} trust */
async function readRows({ story, manager, secrets }, trust) {
  story.chapter("What happened");
  story.step("The log is found by the trust: what was done with it, and all that was done by its word.");
  const { logs } = await story.ask(manager, `GET /v1/audit/logs?trust_id=${trust.id}&limit=1000`, 200);
  const rows = logs.toReversed();
  for (const { timestamp, action, identity_id, success, error_code, extra_data } of rows) {
    const why = success ? "" : [error_code, extra_data?.check, extra_data?.claim].filter(Boolean).join(" ");
    story.note(`${timestamp}  ${action.padEnd(15)} ${identity_id.padEnd(23)} ${why}`.trimEnd());
  }
  const of = (/** @type {string} */ wanted) =>
    rows.filter((/** @type {any} */ { action }) => action === wanted).map((/** @type {any} */ row) => row.success);
  const exchanges = [false, true, false, true, false, false, false];
  story.holds("two exchanges were let in, five were refused", of("token_exchange"), exchanges);
  story.holds("the secret was read twice by its word", of("read"), [true, true]);
  story.holds("the token was refused after its end", of("auth_refused"), [false]);
  const text = JSON.stringify(logs);
  const found = secrets.filter((value) => text.includes(value));
  story.holds(`no row holds an identity token, a token or the password: ${secrets.length} were looked for`, found, []);
  const verified = await story.ask(manager, "GET /v1/audit/verify", 200);
  story.holds("the chain is whole", verified.ok);
}
