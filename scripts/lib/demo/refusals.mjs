import { PAGE } from "./main-job.mjs";

/**
 * The story's refusals: wrong pages, wrong callers.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {import("./story.mjs").Caller} Caller
 */
const WRONG_PAGES = [
  {
    sentence: "A look-alike: the first letter o of this host is Cyrillic.",
    url: "https://p\u043ertal.example.net/login",
    refusal: /** @type {const} */ ([403, "host_not_allowed"]),
    told: { host: "xn--prtal-jye.example.net", reason: "not_listed" },
  },
  {
    sentence: "The allowed host as a sub-domain of somebody else's.",
    url: "https://portal.example.net.evil.example/login",
    refusal: /** @type {const} */ ([403, "host_not_allowed"]),
    told: { host: "portal.example.net.evil.example", reason: "not_listed" },
  },
  {
    sentence: "A name that only ends in the same letters.",
    url: "https://evil-staff.example.net/",
    refusal: /** @type {const} */ ([403, "host_not_allowed"]),
    told: { host: "evil-staff.example.net", reason: "not_listed" },
  },
  {
    sentence: "The allowed host as a user name before the real host.",
    url: "https://portal.example.net@evil.example/",
    refusal: /** @type {const} */ ([400, "invalid_request"]),
    told: { fields: { url: "userinfo" } },
  },
  {
    sentence: "The right host without TLS.",
    url: "http://portal.example.net/login",
    refusal: /** @type {const} */ ([403, "host_not_allowed"]),
    told: { host: "portal.example.net", reason: "insecure_scheme" },
  },
];

/**
 * @param {Story} story @param {Caller} runner @param {any} credential
 * @param {() => number} vaultCalls how often the vault was asked, by its own log
 */
export async function refuseWrongPages(story, runner, credential, vaultCalls) {
  story.chapter("Pages that are not the right one");
  const before = vaultCalls();
  for (const { sentence, url, refusal, told } of WRONG_PAGES) {
    story.step(sentence);
    const line = `POST /api/v1/credentials/${credential.id}/resolve`;
    const answer = await story.ask(runner, line, [...refusal], { body: { url } });
    story.holds("and it says why", answer.error.details, told);
  }
  story.holds("by the vault's own log, it was not asked once", vaultCalls() - before, 0);
}

/**
 * @param {Story} story
 * @param {{ credential: any, watcher: { id: string, caller: Caller }, stranger: Caller, operator: Caller, tenantId: string }} parts
 */
export async function refuseWrongCallers(story, { credential, watcher, stranger, operator, tenantId }) {
  story.chapter("Callers that may not");
  const line = `POST /api/v1/credentials/${credential.id}/resolve`;
  const body = { url: PAGE };

  story.step("A token that may read about credentials may not use them.");
  const scope = await story.ask(watcher.caller, line, [403, "insufficient_scope"], { body });
  story.holds("it says which scope is missing", scope.error.details, { required_scope: "credentials:use" });

  story.step("Another tenant's token finds nothing, and the same nothing as for an id that never was.");
  const foreign = await story.ask(stranger, line, [404, "not_found"], { body });
  const unknown = "POST /api/v1/credentials/11111111-2222-4333-8444-555555555555/resolve";
  const absent = await story.ask(stranger, unknown, [404, "not_found"], { body });
  story.holds("the answers differ in nothing but the request id", withoutRequestId(foreign), withoutRequestId(absent));

  story.step("A revoked token is dead from the next request on.");
  await story.ask(watcher.caller, `GET /api/v1/credentials/${credential.id}`, 200);
  await story.ask(operator, `DELETE /v1/tokens/${watcher.id}`, 204, { tenant: tenantId });
  await story.ask(watcher.caller, `GET /api/v1/credentials/${credential.id}`, [401, "token_revoked"]);
}

/** @param {any} answer */
const withoutRequestId = ({ error: { request_id: _, ...rest } }) => rest;
