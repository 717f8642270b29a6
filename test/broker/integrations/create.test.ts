import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { parseConfig } from "../../../src/config";
import { must, newTenant, type TestTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import {
  at,
  entries,
  evict,
  fieldFaults,
  INTEGRATIONS,
  integrationBody,
  newIntegration,
  refusal,
  SECRET_ID,
  setClock,
  stored,
  UNKNOWN_ID,
  UUID,
  withFault,
} from "../record-bench";
import { create, KEYS, LOGIN_REFUSED } from "./support";

const newestRootKeyId = parseConfig(env).rootKeys.at(-1)?.id;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Fifty minus `left` integrations, put where the object finds them when it starts again. */
async function fill(tenant: TestTenant, left: number): Promise<void> {
  const columns = "id, tenant_id, name, type, revision, created_at_ms, updated_at_ms";
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
     INSERT INTO vault_integrations (${columns}) SELECT printf('%s-%04d', ?1, i), ?1, 'x', 'hashicorp', 1, i, i FROM n`,
  )
    .bind(tenant.id, 50 - left)
    .run();
  await evict(tenant);
}

it("integrations.create names every fault of the body at once, and stores nothing", async () => {
  const tenant = await newTenant();
  expect(refusal(await create(tenant, {}))).toEqual(
    fieldFaults({ name: "required", type: "required", config: "required" }),
  );
  expect(refusal(await create(tenant, { name: "v", type: "hashicorp", config: {} }))).toEqual(
    fieldFaults({
      "config.address": "required",
      "config.authMethod": "required",
      "config.roleId": "required",
    }),
  );
  const odd = { ...integrationBody({ secretid: "x", address: "http://vault.acme.example" }), allowedDomain: [] };
  expect(refusal(await create(tenant, odd))).toEqual(
    fieldFaults({ "config.address": "https_required", "config.secretid": "unknown", allowedDomain: "unknown" }),
  );
  expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
  expect(await entries(tenant)).toEqual([]);
});

it("integrations.create has a word for each fault of the name and the type", async () => {
  const tenant = await newTenant();
  const faults: [Record<string, unknown>, Record<string, string>][] = [
    [{ name: 7 }, { name: "type" }],
    [{ name: null }, { name: "type" }],
    [{ name: "" }, { name: "empty" }],
    [{ name: " \t\u00a0 " }, { name: "empty" }],
    [{ name: "x".repeat(101) }, { name: "too_long" }],
    [{ name: "🔑".repeat(101) }, { name: "too_long" }],
    [{ name: "a\nb" }, { name: "characters" }],
    [{ name: "a\u0000b" }, { name: "characters" }],
    [{ name: "a\u0085b" }, { name: "characters" }],
    [{ name: "a\ud800b" }, { name: "characters" }],
    [{ type: "azure" }, { type: "unsupported" }],
    [{ type: "Hashicorp" }, { type: "unsupported" }],
    [{ type: "" }, { type: "unsupported" }],
    [{ type: 1 }, { type: "type" }],
    [{ type: null }, { type: "type" }],
    [{ config: [] }, { config: "type" }],
    [{ config: null }, { config: "type" }],
    [{ config: "x" }, { config: "type" }],
    [{ namespace: "x" }, { namespace: "unknown" }],
    [{ id: UNKNOWN_ID }, { id: "unknown" }],
    [{ constructor: 1 }, { constructor: "unknown" }],
    [{ "odd key": 1 }, { "?": "unknown" }],
  ];
  for (const [rest, fields] of faults)
    expect(refusal(await create(tenant, integrationBody({}, rest))), JSON.stringify(rest)).toEqual(
      fieldFaults(fields, fields.type === "unsupported" ? ["hashicorp", "native"] : undefined),
    );
  const planted = JSON.stringify(integrationBody()).replace("{", '{"__proto__":{"name":"x"},');
  expect((await create(tenant, planted)).text).toContain('"details":{"fields":{"__proto__":"unknown"}}');
  expect((await stored(tenant)).integrations).toEqual([]);
});

it("integrations.create has a word for each fault of the configuration", async () => {
  const tenant = await newTenant();
  const faults: [string, unknown, string][] = [
    ["address", 1, "type"],
    ["address", null, "type"],
    ["address", "", "scheme_missing"],
    ["address", "vault.acme.example:8200", "scheme_missing"],
    ["address", "http://vault.acme.example:8200", "https_required"],
    ["address", "https://vault.acme.example//", "path_segments"],
    ["address", "https://xn--a.acme.example", "host"],
    ["address", `https://vault.acme.example/${"x".repeat(2048)}`, "too_long"],
    ["address", "https://vault.acme.example/a b", "characters"],
    ["address", "https://vault.acme.example?x=1", "query"],
    ["address", "https://vault.acme.example#x", "fragment"],
    ["address", "https://u:p@vault.acme.example", "userinfo"],
    ["address", "https://vault%2eacme.example", "percent"],
    ["address", "ftp://vault.acme.example", "scheme"],
    ["address", "https://vault.acme.example.", "host"],
    ["address", "https://vault.acme.example:25", "port"],
    ["address", "https://vault.acme.example/a/../b", "path_segments"],
    ["address", "https://[::1]:8200", "loopback"],
    ["address", "https://10.1.2.3:8200", "private"],
    ["address", "https://169.254.169.254", "forbidden"],
    ["namespace", 1, "type"],
    ["namespace", "", "empty"],
    ["namespace", "x".repeat(257), "too_long"],
    ["namespace", "team a", "characters"],
    ["namespace", "team\r\nX-Vault-Token: a", "characters"],
    ["namespace", "//team", "path_segments"],
    ["namespace", "team//a", "path_segments"],
    ["namespace", "team/../a", "path_segments"],
    ["namespace", "/", "path_segments"],
    ["authMethod", "token", "unsupported"],
    ["authMethod", "AppRole", "unsupported"],
    ["authMethod", null, "type"],
    ["authMethod", 1, "type"],
    ["roleId", 1, "type"],
    ["roleId", "", "empty"],
    ["roleId", "r".repeat(257), "too_long"],
    ["roleId", "role id", "characters"],
    ["roleId", "rôle", "characters"],
    ["secretId", 1, "type"],
    ["secretId", null, "type"],
    ["secretId", "", "empty"],
    ["secretId", "s".repeat(1025), "too_long"],
    ["secretId", `${SECRET_ID}\n`, "characters"],
    ["secretId", ` ${SECRET_ID}`, "characters"],
    ["secretId", "a\u007fb", "characters"],
    ["authMount", null, "type"],
    ["authMount", "", "empty"],
    ["authMount", "m".repeat(101), "too_long"],
    ["authMount", "a%2fb", "percent"],
    ["authMount", "%2e%2e", "percent"],
    ["authMount", "a\\b", "characters"],
    ["authMount", "a\tb", "characters"],
    ["authMount", "/approle", "path_segments"],
    ["authMount", "approle/", "path_segments"],
    ["authMount", "a//b", "path_segments"],
    ["authMount", "a/./b", "path_segments"],
    ["authMount", "a/../b", "path_segments"],
    ["authMount", "team./b", "path_segments"],
    ["authMount", "auth", "reserved"],
    ["authMount", "team/sys", "reserved"],
    ["authMount", "team/identity/x", "reserved"],
    ["authMount", "cubbyhole", "reserved"],
    ["kvVersion", "2", "type"],
    ["kvVersion", null, "type"],
    ["kvVersion", 1.5, "type"],
    ["kvVersion", 3, "unsupported"],
    ["kvVersion", 0, "unsupported"],
  ];
  const lists: Record<string, (string | number)[]> = { authMethod: ["approle"], kvVersion: [1, 2] };
  for (const [key, value, word] of faults) {
    const answer = await create(tenant, integrationBody({ [key]: value }));
    expect(refusal(answer), `${key} ${JSON.stringify(value)}`).toEqual(
      fieldFaults({ [`config.${key}`]: word }, word === "unsupported" ? lists[key] : undefined),
    );
    expect(answer.text).not.toContain(SECRET_ID);
  }
  expect((await stored(tenant)).integrations).toEqual([]);
  expect(await entries(tenant)).toEqual([]);
});

it("integrations.create takes no query but verify, and that only as true or false", async () => {
  const tenant = await newTenant();
  const faults: [string, Record<string, string>][] = [
    ["?verify=1", { verify: "format" }],
    ["?verify=", { verify: "format" }],
    ["?verify=TRUE", { verify: "format" }],
    ["?verify=true&verify=true", { verify: "repeated" }],
    ["?Verify=true", { Verify: "unknown" }],
  ];
  for (const [query, fields] of faults)
    expect(refusal(await create(tenant, integrationBody(), query)), query).toEqual(fieldFaults(fields));
  expect((await stored(tenant)).integrations).toEqual([]);
});

it("integrations.create refuses who lacks the scope, and leaves one row", async () => {
  const tenant = await newTenant();
  const token = await tenant.token(["integrations:read", "integrations:push", "credentials:write"]);
  const options = { headers: { authorization: `Bearer ${token}` } };
  for (const line of [
    `POST ${INTEGRATIONS}`,
    `PUT ${INTEGRATIONS}/${UNKNOWN_ID}`,
    `PATCH ${INTEGRATIONS}/${UNKNOWN_ID}`,
  ])
    expect(refusal(await tenant.api(line, {}, options))).toEqual({
      status: 403,
      code: "insufficient_scope",
      details: { required_scope: "integrations:write" },
    });
  expect((await entries(tenant)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "integration.created insufficient_scope",
    "integration.rotated insufficient_scope",
    "integration.renamed insufficient_scope",
  ]);
});

it("integrations.create stops at fifty, before any vault is asked, and counts again when one is gone", async () => {
  const tenant = await newTenant();
  await fill(tenant, 1);
  const vault = await newFakeVault();
  const racing = await Promise.all([1, 2, 3].map(() => create(tenant, integrationBody())));
  const full = { status: 400, code: "invalid_request", details: { reason: "limit_reached", limit: 50 } };
  expect(racing.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  for (const answer of racing) if (answer.status === 400) expect(refusal(answer)).toEqual(full);
  expect(refusal(await create(tenant, integrationBody({ address: vault.address }), "?verify=true"))).toEqual(full);
  expect(await vault.calls()).toEqual([]);
  expect((await stored(tenant)).integrations).toHaveLength(50);
  expect((await entries(tenant)).map(({ outcome }) => outcome)).toEqual(["ok"]);
  const [first] = must(await tenant.api(`GET ${INTEGRATIONS}`), 200);
  must(await tenant.api(`DELETE ${INTEGRATIONS}/${first.id}`), 204);
  must(await create(tenant, integrationBody()), 201);
});

it("integrations.create answers the record of the documentation, its keys in order, and where it lies", async () => {
  const tenant = await newTenant();
  await setClock(tenant, at("2026-05-11T09:30:00.987Z"));
  const answer = await create(tenant, integrationBody({ namespace: "platform/web" }));
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(UUID),
    name: "platform vault",
    type: "hashicorp",
    address: "https://vault.acme.example:8200",
    namespace: "platform/web",
    authMethod: "approle",
    roleId: "c1d7a9f4-30b2-4e66-8f5d-9a0e2b7c4d18",
    createdAt: "2026-05-11T09:30:00Z",
    updatedAt: "2026-05-11T09:30:00Z",
    authMount: "approle",
    kvVersion: 2,
    status: "unknown",
    lastCheckedAt: null,
  });
  expect(Object.keys(answer.body)).toEqual(KEYS);
  expect(answer.headers.get("location")).toBe(`${INTEGRATIONS}/${answer.body.id}`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const read = await tenant.api(`GET ${answer.headers.get("location")}`);
  expect(read.text).toBe(answer.text);
  expect((await entries(tenant)).at(0)).toEqual({
    action: "integration.created",
    outcome: "ok",
    object: answer.body.id,
    extra: { integration_id: answer.body.id, verify: false },
  });
});

it("integrations.create echoes what was given: address and namespace as written, the name without outer white space", async () => {
  const tenant = await newTenant();
  const given = {
    address: "HTTPS://Vault.Acme.Example/base/v1/",
    namespace: "/Team_1/a.b-c./",
    authMount: "team a/approlé",
    kvVersion: 1,
    roleId: "!~".repeat(128),
    secretId: "~!".repeat(512),
  };
  const made = await newIntegration(tenant, given, { name: `\u2003\n${"🔑".repeat(100)}\t ` });
  const { secretId: _, ...shown } = given;
  expect(made).toMatchObject({ ...shown, name: "🔑".repeat(100) });
  const plain = await newIntegration(tenant, { namespace: null }, { name: "🔑".repeat(100) });
  expect(plain).toMatchObject({ namespace: null, name: made.name, authMount: "approle", kvVersion: 2 });
  expect(plain.id > made.id).toBe(true);
});

it("integrations.create gives the secret id out nowhere and keeps it only sealed", async () => {
  const tenant = await newTenant();
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const vault = await newFakeVault({ secretId: "another" });
  const made = await newIntegration(tenant);
  const answers = [
    await tenant.api(`GET ${INTEGRATIONS}`),
    await tenant.api(`GET ${INTEGRATIONS}/${made.id}`),
    await tenant.api(`PATCH ${INTEGRATIONS}/${made.id}`, { name: "n" }),
    await tenant.api(`PUT ${INTEGRATIONS}/${made.id}`, { secretId: SECRET_ID }),
    await create(tenant, integrationBody({ address: vault.address }), "?verify=true"),
    await create(tenant, integrationBody({ secretId: [SECRET_ID], roleId: { [SECRET_ID]: SECRET_ID } })),
    await withFault("INSERT ON vault_integrations", () => create(tenant, integrationBody())),
    await tenant.api(`GET ${INTEGRATIONS}/${made.id}/events`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 400, 503, 200]);
  const { integrations } = await stored(tenant);
  const [row] = integrations;
  const sealed = new Uint8Array(row?.sealed_secret_id as number[]);
  const texts = [
    ...answers.map(({ text }) => text),
    JSON.stringify(await entries(tenant)),
    JSON.stringify(log.mock.calls),
    JSON.stringify(integrations),
    new TextDecoder("latin1").decode(sealed),
  ];
  for (const text of texts) expect(text).not.toContain(SECRET_ID);
  // Twelve bytes of nonce and sixteen of tag around as many as the secret id has.
  expect(sealed).toHaveLength(12 + SECRET_ID.length + 16);
  expect(row).toMatchObject({ secret_id_format: 1, root_key_id: newestRootKeyId, revision: 2 });
});

it("integrations.create with verify stores nothing when the vault refuses, is gone or hangs up", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: "the-right-one" });
  expect(refusal(await create(tenant, integrationBody({ address: vault.address }), "?verify=true"))).toEqual(
    LOGIN_REFUSED,
  );
  await vault.set({ rules: [{ path: "auth/approle/login", answer: { status: 503, text: "sealed" } }] });
  expect(refusal(await create(tenant, integrationBody({ address: vault.address }), "?verify=true"))).toEqual({
    status: 400,
    code: "vault_sealed",
    details: { stage: "login", path: "auth/approle/login", upstreamStatus: 503, retryable: true },
  });
  expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
  expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([]);
  expect(await vault.logins()).toBe(2);
  const [first, second] = await entries(tenant);
  expect([first, second]).toEqual(
    ["vault_auth_failed", "vault_sealed"].map((outcome) => ({
      action: "integration.created",
      outcome,
      object: expect.stringMatching(UUID),
      extra: { integration_id: expect.stringMatching(UUID), verify: true },
    })),
  );
  for (const entry of [first, second])
    expect(
      await runInDurableObject(env.SESSIONS.getByName(String(entry?.object)), (_, { storage }) => [
        ...storage.kv.list(),
      ]),
    ).toEqual([]);
});

it("integrations.create with verify is healthy at once, and the token won serves the first use", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: SECRET_ID });
  await setClock(tenant, at("2026-05-11T09:30:00Z"));
  const answer = await create(tenant, integrationBody({ address: vault.address }), "?verify=true");
  expect(must(answer, 201)).toMatchObject({
    status: "healthy",
    lastCheckedAt: "2026-05-11T09:30:00Z",
    updatedAt: "2026-05-11T09:30:00Z",
  });
  expect((await tenant.api(`GET ${INTEGRATIONS}/${answer.body.id}`)).text).toBe(answer.text);
  must(await tenant.api(`POST ${INTEGRATIONS}/${answer.body.id}/secrets`, { path: "x", data: { a: "b" } }), 201);
  expect(await vault.logins()).toBe(1);
});

it("integrations.create without verify asks no vault, so a wrong secret id is accepted", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: "the-right-one" });
  for (const query of ["", "?verify=false"])
    expect(must(await create(tenant, integrationBody({ address: vault.address }), query), 201)).toMatchObject({
      status: "unknown",
      lastCheckedAt: null,
    });
  expect(await vault.calls()).toEqual([]);
});
