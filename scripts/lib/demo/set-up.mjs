import { apiClient, expectStatus } from "../api-client.mjs";

/**
 * The operator's part of the story: a partner, a tenant, people and tokens.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {import("./story.mjs").Caller} Caller
 */
const MANAGER_SCOPES = [
  "integrations:read",
  "integrations:write",
  "integrations:push",
  "credentials:read",
  "credentials:write",
  "policies:write",
  "secrets:read",
];

/** The machine that works for the tenant, and the scopes of each of its tokens. */
const RUNNER = {
  id: "sa:checkout-runner",
  told: "The checkout runner is a machine.",
  tokens: { runner: ["credentials:use"], dashboard: ["credentials:read"] },
};
const AGENT = {
  id: "sa:checkout-agent",
  told: "The checkout agent is a program steered by a model.",
  tokens: { agent: ["credentials:authenticate"] },
};

/**
 * @template {string} N
 * @param {Story} story
 * @param {{ url: string, operatorToken: string }} postern
 * @param {{ id: string, told: string, tokens: Record<N, string[]> }} machine
 */
async function setUp(story, { url, operatorToken }, machine) {
  const operator = { name: "operator", ask: apiClient(url, operatorToken) };
  story.chapter("The operator sets up");

  story.step("A partner is who runs tenants for others.");
  const partner = await story.ask(operator, "POST /v1/identity/partners", 201, {
    body: { name: "Northwind Automation", slug: "northwind" },
  });

  story.step("A tenant is one customer: an object and a log of its own.");
  const body = { name: "Acme", slug: "acme", partner_id: partner.id };
  const tenant = await story.ask(operator, "POST /v1/identity/tenants", 201, { body });

  story.step(`Ines administers Acme. ${machine.told}`);
  const people = { tenant: tenant.id };
  const ines = { identity_id: "user:ines@acme.example", display_name: "Ines", roles: ["tenant_admin"] };
  await story.ask(operator, "POST /v1/identity/identities", 201, { body: ines, ...people });
  await story.ask(operator, "POST /v1/identity/identities", 201, {
    body: { identity_id: machine.id },
    ...people,
  });

  story.step("Each gets a token with just the scopes it needs. Its text is shown once, and never again.");
  const mint = async (/** @type {string} */ identity, /** @type {string[]} */ scopes, /** @type {string} */ name) => {
    const wish = { identity_id: identity, name, scopes };
    const made = await story.ask(operator, "POST /v1/tokens", 201, { body: wish, ...people });
    return { id: made.id, caller: { name: identity, ask: apiClient(url, made.token) } };
  };
  const manager = await mint("user:ines@acme.example", MANAGER_SCOPES, "laptop");
  /** @type {Partial<Record<N, { id: string, caller: Caller }>>} */
  const tokens = {};
  for (const name of /** @type {N[]} */ (Object.keys(machine.tokens)))
    tokens[name] = await mint(machine.id, machine.tokens[name], name);
  return { operator, tenant, manager: manager.caller, tokens: /** @type {Required<typeof tokens>} */ (tokens) };
}

/** @param {Story} story @param {{ url: string, operatorToken: string }} postern */
export async function setUpTenants(story, postern) {
  const { tokens, ...made } = await setUp(story, postern, RUNNER);
  return { ...made, runner: tokens.runner.caller, watcher: tokens.dashboard };
}

/** The same with a model in the runner's place: it may sign in, and read nothing. @param {Story} story @param {{ url: string, operatorToken: string }} postern */
export async function setUpAgent(story, postern) {
  const { tokens, manager } = await setUp(story, postern, AGENT);
  return { manager, agent: tokens.agent.caller };
}

/**
 * Another customer of the same partner, told in one line.
 * @param {Story} story @param {Caller} operator @param {string} url @returns {Promise<Caller>}
 */
export async function setUpStranger(story, operator, url) {
  const make = async (
    /** @type {string} */ path,
    /** @type {unknown} */ body,
    /** @type {string | undefined} */ tenant,
  ) => expectStatus(`POST ${path}`, await operator.ask("POST", path, { body, tenant }), 201);
  const tenant = await make(
    "/v1/identity/tenants",
    { name: "Bluefin", slug: "bluefin", partner_id: "ptn_northwind" },
    undefined,
  );
  await make("/v1/identity/identities", { identity_id: "sa:bluefin-runner" }, tenant.id);
  const wish = { identity_id: "sa:bluefin-runner", name: "runner", scopes: ["credentials:use", "credentials:read"] };
  const { token } = await make("/v1/tokens", wish, tenant.id);
  story.note("(made without showing it: a second tenant, tnt_bluefin, with a token of its own)");
  return { name: "sa:bluefin-runner", ask: apiClient(url, token) };
}
