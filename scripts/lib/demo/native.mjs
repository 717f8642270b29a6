import { LOGIN, PAGE, resolve } from "./main-job.mjs";

/**
 * The main job with no outside vault: the tenant's own secrets take its place.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {import("./story.mjs").Caller} Caller
 */
const PATH = "app/portal/billing-robot";

/** @param {Story} story @param {Caller} manager @returns {Promise<any>} the integration */
export async function registerOwnStore(story, manager) {
  story.chapter("The tenant's own store takes the vault's place");
  story.step("A native integration has nothing to configure: there is no address, no login, and no secret id.");
  const body = { name: "own store", type: "native" };
  const made = await story.ask(manager, "POST /api/v1/vault-integrations", 201, { body });
  story.holds("it is healthy from the start", [made.status, made.address], ["healthy", null]);

  story.step("A new tenant has no access policy, so nobody may touch a path: neither may its administrator.");
  const push = { path: PATH, data: LOGIN };
  const line = `POST /api/v1/vault-integrations/${made.id}/secrets`;
  await story.ask(manager, line, [403, "access_denied"], { body: push });

  story.step("Ines gives herself what she needs, on the paths of the application and no others.");
  const rules = [{ path_pattern: "app/**", permissions: ["read", "write"] }];
  const policy = await story.ask(manager, "POST /v1/policies", 201, { body: { name: "application logins", rules } });
  const binding = { identity_type: "user", identity_id: "user:ines@acme.example" };
  await story.ask(manager, `POST /v1/policies/${policy.id}/bindings`, 201, { body: binding });
  return made;
}

/** @param {Story} story @param {{ manager: Caller, runner: Caller, credential: any }} who */
export async function changeInTheStore(story, { manager, runner, credential }) {
  story.chapter("The secret changes");
  story.step(
    "The runner may not read the secret itself: its token has no scope for that. The credential is its grant.",
  );
  await story.ask(runner, `GET /v1/secrets/${PATH}`, [403, "insufficient_scope"]);
  story.step("Another push makes the next version, and the next resolve sees it.");
  const body = { path: PATH, data: { ...LOGIN, pass: "changed-since" } };
  const line = `POST /api/v1/vault-integrations/${credential.vaultIntegrationId}/secrets`;
  const pushed = await story.ask(manager, line, 201, { body });
  const found = await resolve(story, runner, credential, PAGE);
  story.holds(
    "the new password, of the new version",
    [found.password, found.vaultVersion],
    ["changed-since", pushed.version],
  );
}

/** @param {Story} story @param {{ manager: Caller, runner: Caller, integration: any, credential: any }} what */
export async function deletePointers(story, { manager, runner, integration, credential }) {
  story.chapter("The end");
  story.step("With the integration go the credentials that point at it.");
  await story.ask(manager, `DELETE /api/v1/vault-integrations/${integration.id}`, 204);
  const line = `POST /api/v1/credentials/${credential.id}/resolve`;
  await story.ask(runner, line, [404, "not_found"], { body: { url: PAGE } });
  story.step("The secret is still in the store: only pointers were deleted.");
  const kept = await story.ask(manager, `GET /v1/secrets/${PATH}`, 200);
  story.holds("it is the second version", kept.version, 2);
}
