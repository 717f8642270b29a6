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
 * A tenant with its administrator alone, who gives herself the paths of the shop.
 * @param {Story} story @param {{ url: string, operatorToken: string }} postern
 * @param {string[]} scopes @param {{ path_pattern: string, permissions: string[] }[]} rules
 */
export async function setUpAdministrator(story, { url, operatorToken }, scopes, rules) {
  const operator = apiClient(url, operatorToken);
  story.chapter("The operator sets up");
  const make = async (/** @type {string} */ path, /** @type {unknown} */ body, /** @type {string} */ space = "") =>
    expectStatus(
      `POST ${path}`,
      await operator("POST", path, { body, ...(space === "" ? {} : { tenant: space }) }),
      201,
    );
  story.step("A partner, a tenant and its administrator, with a token that never ends.");
  const partner = await make("/v1/identity/partners", { name: "Northwind", slug: "northwind" });
  const tenant = await make("/v1/identity/tenants", { name: "Acme", slug: "acme", partner_id: partner.id });
  const who = "user:ines@acme.example";
  await make("/v1/identity/identities", { identity_id: who, roles: ["tenant_admin"] }, tenant.id);
  const wish = { identity_id: who, name: "laptop", scopes, expires_at: null };
  const { token } = await make("/v1/tokens", wish, tenant.id);
  const manager = { name: "Ines", ask: apiClient(url, token) };
  story.step("A new tenant has no access policy; Ines gives herself the paths of the shop.");
  await givePolicy(story, manager, { name: "shop", rules }, who);
  return { tenant, manager, who, token };
}

/** A policy, bound to one person. @param {Story} story @param {Caller} manager @param {{ name: string, rules: unknown[] }} wish @param {string} who */
export async function givePolicy(story, manager, wish, who) {
  const policy = await story.ask(manager, "POST /v1/policies", 201, { body: wish });
  const binding = { identity_type: "user", identity_id: who };
  await story.ask(manager, `POST /v1/policies/${policy.id}/bindings`, 201, { body: binding });
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
