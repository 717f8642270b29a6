import { expectStatus } from "../api-client.mjs";

/** A tenant as one that has been used for a while, so that its pages have something to show. Every name and value is made up. */
const SECRETS = [
  [
    "shop/db",
    { user: "shop", password: "example-1" },
    { type: "database", tags: ["production", "shop"], expires_in: "12d" },
  ],
  ["shop/stripe", { api_key: "example-2" }, { tags: ["production", "payments"], expires_in: "26d" }],
  ["shop/session", { signing_key: "example-3" }, { tags: ["production"] }],
  ["shop/staging/db", { user: "shop", password: "example-4" }, { tags: ["staging"] }],
  ["ci/registry", { user: "robot", password: "example-5" }, { tags: ["ci"] }],
  ["ci/signing", { key: "example-6", passphrase: "example-7" }, { tags: ["ci", "release"] }],
  ["mail/smtp", { host: "smtp.acme.example", user: "postern", password: "example-8" }, { tags: ["production"] }],
  ["portal/login", { login: "me@acme.example", pass: "example-9", otp: "JBSWY3DPEHPK3PXP" }, { tags: ["portal"] }],
  ["backup/s3", { access_key: "AKEXAMPLE", secret_key: "example-10" }, { tags: ["backup"], expires_in: "90d" }],
];

/**
 * @param {import("../api-client.mjs").Client} api of an administrator
 * @returns {Promise<Readonly<Record<string, string>>>} ids by what they are of
 */
export async function fillExampleTenant(api) {
  const post = async (/** @type {string} */ path, /** @type {unknown} */ body, status = 201) =>
    expectStatus(`POST ${path}`, await api("POST", path, { body }), status);
  await putSecrets(api);
  const access = await fillAccess(post);
  const broker = await fillBroker(post);
  const policy = await post("/v1/rotation/policies", {
    name: "quarterly",
    description: "Passwords of databases",
    interval: "90d",
  });
  for (const secret_path of ["shop/db", "shop/staging/db"])
    await post(`/v1/rotation/policies/${policy.id}/secrets`, { secret_path });
  const webhook = await post("/v1/webhooks", {
    name: "on-call",
    url: "https://hooks.acme.example/postern",
    events: ["secret.*", "rotation.*"],
  });
  for (const path of ["shop/db", "shop/db", "shop/stripe", "ci/registry", "mail/smtp"])
    await api("GET", `/v1/secrets/${path}`);
  return { ...access, ...broker, rotationPolicy: policy.id, webhook: webhook.id };
}

/** @param {import("../api-client.mjs").Client} api */
async function putSecrets(api) {
  for (const [path, data, { type, tags, expires_in }] of SECRETS) {
    const options = { ...(expires_in === undefined ? {} : { expires_in }) };
    const body = { data, metadata: { tags, description: `For ${path.split("/")[0]}` }, options };
    expectStatus(`PUT ${path}`, await api("PUT", `/v1/secrets/${path}`, { body }), 201);
    if (type === "database")
      expectStatus(
        path,
        await api("PUT", `/v1/secrets/${path}`, { body: { data: { ...data, password: "example-11", port: 5432 } } }),
        200,
      );
  }
}

/** @param {(path: string, body: unknown, status?: number) => Promise<any>} post */
async function fillAccess(post) {
  for (const [identity_id, display_name, groups] of [
    ["group:developers", "Developers", []],
    ["group:on-call", "On call", []],
    ["user:anna", "Anna Berg", ["group:developers"]],
    ["user:ben", "Ben Otto", ["group:developers", "group:on-call"]],
    ["sa:deploy", "Deployments", []],
    ["sa:support", "Support agent", []],
  ])
    await post("/v1/identity/identities", { identity_id, display_name, groups });
  const policy = await post("/v1/policies", {
    name: "developers",
    description: "Staging, and the names of production",
    rules: [
      { path_pattern: "shop/staging/**", permissions: ["read", "write", "list"] },
      { path_pattern: "shop/*", permissions: ["list"] },
    ],
  });
  await post(`/v1/policies/${policy.id}/bindings`, { identity_id: "group:developers" });
  const token = await post("/v1/tokens", {
    identity_id: "sa:support",
    name: "support agent",
    scopes: ["credentials:authenticate", "credentials:read"],
    expires_in: "30d",
  });
  const trust = await post("/v1/trusts", {
    name: "deploy",
    preset: "github",
    claims: { repository_id: "123456789", repository_owner_id: "987654321", ref: "refs/heads/main" },
    identity_id: "sa:deploy",
    scopes: ["secrets:read"],
  });
  return { policy: policy.id, token: token.id, trust: trust.id };
}

/** @param {(path: string, body: unknown, status?: number) => Promise<any>} post */
async function fillBroker(post) {
  const own = await post("/api/v1/vault-integrations", { name: "own store", type: "native" });
  const config = {
    address: "https://vault.acme.example:8200",
    authMethod: "approle",
    roleId: "5f0c-role",
    secretId: "example-12",
  };
  await post("/api/v1/vault-integrations", { name: "vault of acme", type: "hashicorp", config });
  const credential = await post("/api/v1/credentials", {
    name: "portal",
    vaultIntegrationId: own.id,
    vaultPath: "portal/login",
    fieldMap: { username: "login", password: "pass", totp: "otp" },
    allowedDomains: ["portal.example.net", "*.acme.example"],
  });
  await post("/api/v1/credentials", {
    name: "mail",
    vaultIntegrationId: own.id,
    vaultPath: "mail/smtp",
    fieldMap: { username: "user", password: "password" },
    allowedDomains: ["mail.acme.example:8443"],
  });
  const browser = await post("/api/v1/browsers", { name: "local", endpoint: "http://127.0.0.1:9222" });
  return { integration: own.id, credential: credential.id, browser: browser.id };
}
