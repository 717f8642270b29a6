import { LOGIN, PAGE, resolve } from "./main-job.mjs";

/**
 * The story's end: a value changes, the log is read, everything goes.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {import("./story.mjs").Caller} Caller
 * @typedef {import("../../openbao.mjs").OpenBaoServer} OpenBaoServer
 */
const NEW_PASSWORD = "battery-staple-8";

/** @param {Story} story @param {Caller} runner @param {any} credential @param {OpenBaoServer} vault */
export async function changeInTheVault(story, runner, credential, vault) {
  story.chapter("The value changes in the vault");
  story.step(
    "Somebody sets a new password in the vault itself. Postern is not told; it keeps no copy that could be stale.",
  );
  await vault.api("POST", credential.vaultPath, { data: { ...LOGIN, pass: NEW_PASSWORD } });
  const found = await resolve(story, runner, credential, PAGE);
  story.holds("the very next resolve has it", [found.password, found.vaultVersion], [NEW_PASSWORD, 2]);
}

/** @param {Story} story @param {Caller} manager @param {any} credential */
export async function readEvents(story, manager, credential) {
  story.chapter("What happened");
  story.step(
    "Every use, and every page that was refused, left a row, durable before its answer. No value is in any of them.",
  );
  const events = await story.ask(manager, `GET /api/v1/credentials/${credential.id}/events`, 200);
  for (const { at, action, code, actor, details } of events.toReversed()) {
    const what = `${action} ${code ?? ""}`.trim().padEnd(38);
    story.note(`${at}  ${what} ${actor.padEnd(23)} ${details.host ?? ""}`.trimEnd());
  }
  const counted = (/** @type {string} */ action) =>
    events.filter((/** @type {any} */ event) => event.action === action).length;
  story.holds(
    "3 resolves and 5 refusals are there",
    [counted("credential.resolved"), counted("credential.refused")],
    [3, 5],
  );
  const text = JSON.stringify(events);
  const leaked = [LOGIN.pass, NEW_PASSWORD, LOGIN.otp_seed, LOGIN.login].filter((value) => text.includes(value));
  story.holds("none holds a user name, a password or a seed", leaked, []);
}

/** @param {Story} story @param {{ manager: Caller, runner: Caller, integration: any, credential: any, vault: OpenBaoServer }} parts */
export async function deleteAll(story, { manager, runner, integration, credential, vault }) {
  story.chapter("The integration is deleted");
  story.step("Its credentials go with it, in one statement.");
  await story.ask(manager, `DELETE /api/v1/vault-integrations/${integration.id}`, 204);
  await story.ask(manager, `GET /api/v1/vault-integrations/${integration.id}`, [404, "not_found"]);
  await story.ask(runner, `POST /api/v1/credentials/${credential.id}/resolve`, [404, "not_found"], {
    body: { url: PAGE },
  });
  const left = await story.ask(manager, "GET /api/v1/credentials", 200);
  story.holds("no credential is left", left, []);

  story.step("What happened outlives what it happened to.");
  const [newest] = await story.ask(manager, `GET /api/v1/vault-integrations/${integration.id}/events?limit=1`, 200);
  story.holds("the newest event is the deletion", newest.action, "integration.deleted");

  story.step("The vault keeps its secret: only a push ever changes anything there.");
  const kept = await vault.api("GET", credential.vaultPath);
  story.holds(
    "the login is still there, in version 2",
    [kept.data.data.login, kept.data.metadata.version],
    [LOGIN.login, 2],
  );
}
