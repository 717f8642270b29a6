import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nextUpdatedAt } from "../../src/broker/store";
import { parseConfig } from "../../src/config";
import { must, newTenant, type TestTenant } from "../support/api";
import { newFakeVault } from "../support/fake-vault";
import { bao, hasOpenBao } from "../support/openbao";
import {
  at,
  CREDENTIALS,
  entries,
  evict,
  fieldFaults,
  INTEGRATIONS,
  integrationBody,
  NOT_FOUND,
  newCredential,
  newest,
  newIntegration,
  refusal,
  SECRET_ID,
  setClock,
  stored,
  UNKNOWN_ID,
  UUID,
  withFault,
} from "./record-bench";

const KEYS = [
  "id",
  "name",
  "type",
  "address",
  "namespace",
  "authMethod",
  "roleId",
  "createdAt",
  "updatedAt",
  "authMount",
  "kvVersion",
  "status",
  "lastCheckedAt",
];
const LOGIN_REFUSED = {
  status: 400,
  code: "vault_auth_failed",
  details: { stage: "login", path: "auth/approle/login", upstreamStatus: 400, retryable: false },
};
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

describe("integrations.create", () => {
  const create = (tenant: TestTenant, body: unknown, query = "") => tenant.api(`POST ${INTEGRATIONS}${query}`, body);

  it("names every fault of the body at once, and stores nothing", async () => {
    const tenant = await newTenant();
    expect(refusal(await create(tenant, {}))).toEqual(
      fieldFaults({ name: "required", type: "required", config: "required" }),
    );
    expect(refusal(await create(tenant, { name: "v", type: "hashicorp", config: {} }))).toEqual(
      fieldFaults({
        "config.address": "required",
        "config.authMethod": "required",
        "config.roleId": "required",
        "config.secretId": "required",
      }),
    );
    const odd = { ...integrationBody({ secretid: "x", address: "http://vault.acme.example" }), allowedDomain: [] };
    expect(refusal(await create(tenant, odd))).toEqual(
      fieldFaults({ "config.address": "https_required", "config.secretid": "unknown", allowedDomain: "unknown" }),
    );
    expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
    expect(await entries(tenant)).toEqual([]);
  });

  it("has a word for each fault of the name and the type", async () => {
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

  it("has a word for each fault of the configuration", async () => {
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
      ["authMount", "a?b", "characters"],
      ["authMount", "a#b", "characters"],
      ["authMount", "a%2fb", "characters"],
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

  it("takes no query but verify, and that only as true or false", async () => {
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

  it("refuses who lacks the scope, and leaves one row", async () => {
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

  it("stops at fifty, before any vault is asked, and counts again when one is gone", async () => {
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

  it("answers the record of the documentation, its keys in order, and where it lies", async () => {
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

  it("echoes what was given: address and namespace as written, the name without outer white space", async () => {
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

  it("gives the secret id out nowhere and keeps it only sealed", async () => {
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

  it("with verify stores nothing when the vault refuses, is gone or hangs up", async () => {
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

  it("with verify is healthy at once, and the token won serves the first use", async () => {
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

  it("without verify asks no vault, so a wrong secret id is accepted", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secretId: "the-right-one" });
    for (const query of ["", "?verify=false"])
      expect(must(await create(tenant, integrationBody({ address: vault.address }), query), 201)).toMatchObject({
        status: "unknown",
        lastCheckedAt: null,
      });
    expect(await vault.calls()).toEqual([]);
  });
});

describe("integrations.read", () => {
  it("has one answer for ids that are missing, malformed, gone, or another tenant's", async () => {
    const [tenant, stranger] = [await newTenant(), await newTenant()];
    const foreign = await newIntegration(stranger);
    const gone = await newIntegration(tenant);
    must(await tenant.api(`DELETE ${INTEGRATIONS}/${gone.id}`), 204);
    const lines: [string, unknown][] = [
      ["GET", undefined],
      ["PUT", { secretId: "s" }],
      ["PATCH", { name: "n" }],
      ["DELETE", undefined],
    ];
    const strip = (text: string) => text.replace(/req_[0-9a-z]+/, "");
    for (const [method, body] of lines) {
      const missing = await tenant.api(`${method} ${INTEGRATIONS}/${UNKNOWN_ID}`, body);
      expect(refusal(missing)).toEqual(NOT_FOUND);
      for (const id of [foreign.id, gone.id, "none", "constructor", "%00", `${UNKNOWN_ID}0`]) {
        const answer = await tenant.api(`${method} ${INTEGRATIONS}/${id}`, body);
        expect(strip(answer.text), `${method} ${id}`).toBe(strip(missing.text));
        expect(answer.status).toBe(404);
      }
      expect(await newest(tenant)).toMatchObject({ outcome: "not_found", object: null, extra: {} });
    }
    expect((await stored(stranger)).integrations).toMatchObject([{ id: foreign.id, revision: 1, name: foreign.name }]);
  });

  it("compares ids in lower case", async () => {
    const tenant = await newTenant();
    const made = await newIntegration(tenant);
    const answer = await tenant.api(`GET ${INTEGRATIONS}/${made.id.toUpperCase()}`);
    expect(must(answer, 200)).toEqual(made);
    expect(await newest(tenant)).toEqual({
      action: "integration.read",
      outcome: "ok",
      object: made.id,
      extra: { integration_id: made.id },
    });
  });

  it("lists all, oldest first, without a vault call, and nothing as an empty list", async () => {
    const tenant = await newTenant();
    const empty = await tenant.api(`GET ${INTEGRATIONS}`);
    expect([empty.status, empty.body, empty.headers.get("link")]).toEqual([200, [], null]);
    await setClock(tenant, at("2026-05-11T09:30:05Z"));
    const late = await newIntegration(tenant, {}, { name: "late" });
    await setClock(tenant, at("2026-05-11T09:30:00Z"));
    const early = await newIntegration(tenant, {}, { name: "early" });
    expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([early, late]);
    expect(await newest(tenant)).toEqual({ action: "integration.listed", outcome: "ok", object: null, extra: {} });
    const head = await tenant.api(`HEAD ${INTEGRATIONS}/${late.id}`);
    expect([head.status, head.text]).toEqual([200, ""]);
  });
});

describe("integrations.rotate", () => {
  const rotate = (tenant: TestTenant, id: string, body: unknown, query = "") =>
    tenant.api(`PUT ${INTEGRATIONS}/${id}${query}`, body);

  it("takes the secret id and no other key, and a refusal leaves all as it was", async () => {
    const tenant = await newTenant();
    const made = await newIntegration(tenant);
    const before = await stored(tenant);
    const faults: [unknown, Record<string, string>][] = [
      [{}, { secretId: "required" }],
      [{ secretId: "" }, { secretId: "empty" }],
      [{ secretId: null }, { secretId: "type" }],
      [{ secretId: ["x"] }, { secretId: "type" }],
      [{ secretId: "a b" }, { secretId: "characters" }],
      [{ secretId: "a\n" }, { secretId: "characters" }],
      [{ secretId: "x".repeat(1025) }, { secretId: "too_long" }],
      [{ secretId: "x", secretid: "y" }, { secretid: "unknown" }],
      [{ secretId: "x", verify: true }, { verify: "unknown" }],
      ...["name", "type", "config", "address", "namespace", "authMethod", "roleId", "authMount", "kvVersion"].map(
        (key): [unknown, Record<string, string>] => [
          { secretId: "x", [key]: made[key] ?? null },
          { [key]: "immutable" },
        ],
      ),
      [
        { name: "n", config: { secretId: "x" }, status: "healthy" },
        { name: "immutable", config: "immutable", status: "immutable", secretId: "required" },
      ],
    ];
    for (const [body, fields] of faults)
      expect(refusal(await rotate(tenant, made.id, body)), JSON.stringify(body)).toEqual(fieldFaults(fields));
    expect(refusal(await rotate(tenant, made.id, { secretId: "x" }, "?verify=yes"))).toEqual(
      fieldFaults({ verify: "format" }),
    );
    expect(await stored(tenant)).toEqual(before);
    expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
    expect((await entries(tenant)).map(({ action }) => action)).toEqual(["integration.created", "integration.read"]);
  });

  it("moves updatedAt strictly forward, also within one second, and also for the value already stored", async () => {
    const tenant = await newTenant();
    await setClock(tenant, at("2026-05-11T09:30:00.100Z"));
    const made = await newIntegration(tenant);
    const expected = { ...made };
    for (const second of ["01", "02", "03"]) {
      const answer = await rotate(tenant, made.id.toUpperCase(), { secretId: SECRET_ID });
      expect(must(answer, 200)).toEqual({ ...expected, updatedAt: `2026-05-11T09:30:${second}Z` });
      expect(Object.keys(answer.body)).toEqual(KEYS);
    }
    await setClock(tenant, at("2026-05-11T09:30:03.999Z"));
    expect((await rotate(tenant, made.id, { secretId: "other" })).body.updatedAt).toBe("2026-05-11T09:30:04Z");
    await setClock(tenant, at("2026-05-11T09:31:00Z"));
    expect((await rotate(tenant, made.id, { secretId: "other" })).body.updatedAt).toBe("2026-05-11T09:31:00Z");
    expect((await stored(tenant)).integrations).toMatchObject([{ revision: 6 }]);
    expect(await newest(tenant)).toEqual({
      action: "integration.rotated",
      outcome: "ok",
      object: made.id,
      extra: { integration_id: made.id, verify: false },
    });
  });

  it("nextUpdatedAt is a later second than the stored one, and the clock's own where that has moved on", () => {
    const ms = fc.integer({ min: 0, max: at("2100-01-01T00:00:00Z") });
    fc.assert(
      fc.property(ms, ms, (storedMs, nowMs) => {
        const next = nextUpdatedAt(storedMs, nowMs);
        expect(Math.floor(next / 1000)).toBeGreaterThan(Math.floor(storedMs / 1000));
        expect(next === nowMs || next === storedMs + 1000).toBe(true);
      }),
    );
  });

  it("uses the new secret id for the next login and forgets what the old one led to", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secretId: "right" });
    const made = await newIntegration(tenant, { address: vault.address, secretId: "wrong" });
    const push = () => tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } });
    expect(refusal(await push())).toEqual(LOGIN_REFUSED);
    expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toMatchObject({
      status: "failing",
      lastCheckedAt: expect.any(String),
      updatedAt: made.updatedAt,
    });
    expect(must(await rotate(tenant, made.id, { secretId: "right" }), 200)).toMatchObject({
      status: "unknown",
      lastCheckedAt: null,
    });
    must(await push(), 201);
    expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toMatchObject({ status: "healthy" });
    must(await rotate(tenant, made.id, { secretId: "right" }), 200);
    must(await push(), 201);
    expect(await vault.logins()).toBe(3);
  });

  it("with verify changes nothing when the vault refuses: old secret id, token and updatedAt stay", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secretId: SECRET_ID });
    const made = must(
      await tenant.api(`POST ${INTEGRATIONS}?verify=true`, integrationBody({ address: vault.address })),
      201,
    );
    const before = await stored(tenant);
    expect(refusal(await rotate(tenant, made.id, { secretId: "wrong" }, "?verify=true"))).toEqual(LOGIN_REFUSED);
    expect(await stored(tenant)).toEqual(before);
    expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
    const rows = await entries(tenant);
    expect(rows.at(-2)).toEqual({
      action: "integration.rotated",
      outcome: "vault_auth_failed",
      object: made.id,
      extra: { integration_id: made.id, verify: true },
    });
    must(await tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } }), 201);
    expect(await vault.logins()).toBe(2);
  });

  it("with verify is healthy at once and keeps the token of the trial", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secretId: "second" });
    const made = await newIntegration(tenant, { address: vault.address, secretId: "first" });
    await setClock(tenant, at("2027-01-01T00:00:00Z"));
    const rotated = must(await rotate(tenant, made.id, { secretId: "second" }, "?verify=true"), 200);
    expect(rotated).toEqual({
      ...made,
      status: "healthy",
      lastCheckedAt: "2027-01-01T00:00:00Z",
      updatedAt: "2027-01-01T00:00:00Z",
    });
    expect((await newest(tenant))?.extra).toEqual({ integration_id: made.id, verify: true });
    await evict(tenant);
    must(await tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } }), 201);
    expect(await vault.logins()).toBe(1);
  });
});

describe.skipIf(!hasOpenBao)("verify against OpenBao", () => {
  it("stores only what logs in, on creation and on rotation", async () => {
    const tenant = await newTenant();
    const role = await bao.newRole();
    const secretId = await bao.newSecretId(role);
    const config = { address: bao.url, roleId: role.roleId, secretId };
    const create = (more: object) =>
      tenant.api(`POST ${INTEGRATIONS}?verify=true`, integrationBody({ ...config, ...more }));
    expect(refusal(await create({ secretId: "wrong" }))).toEqual(LOGIN_REFUSED);
    expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
    const made = must(await create({}), 201);
    expect(made.status).toBe("healthy");
    expect(Date.parse(made.lastCheckedAt)).toBeGreaterThanOrEqual(Date.parse(made.createdAt));
    expect(await bao.tokensOf(role)).toHaveLength(1);

    const push = () => tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "app/t2", data: { a: "b" } });
    must(await push(), 201);
    expect(await bao.tokensOf(role)).toHaveLength(1);
    const put = (value: string) => tenant.api(`PUT ${INTEGRATIONS}/${made.id}?verify=true`, { secretId: value });
    expect(refusal(await put("wrong"))).toEqual(LOGIN_REFUSED);
    expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
    must(await push(), 201);
    expect(await bao.tokensOf(role)).toHaveLength(1);
    expect(must(await put(await bao.newSecretId(role)), 200)).toMatchObject({ status: "healthy" });
    must(await push(), 201);
    expect(await bao.tokensOf(role)).toHaveLength(2);
  });
});

describe("integrations.rename", () => {
  const rename = (tenant: TestTenant, id: string, body: unknown) => tenant.api(`PATCH ${INTEGRATIONS}/${id}`, body);

  it("takes the name and no other key, and a refusal leaves all as it was", async () => {
    const tenant = await newTenant();
    const made = await newIntegration(tenant);
    const before = await stored(tenant);
    const faults: [unknown, Record<string, string>][] = [
      [{}, { name: "required" }],
      [{ name: "" }, { name: "empty" }],
      [{ name: null }, { name: "type" }],
      [{ name: "x".repeat(101) }, { name: "too_long" }],
      [{ name: "a\u0007" }, { name: "characters" }],
      [{ name: "n", secretId: "x" }, { secretId: "unknown" }],
      ...KEYS.filter((key) => key !== "name").map((key): [unknown, Record<string, string>] => [
        { name: "n", [key]: made[key] },
        { [key]: "immutable" },
      ]),
      [{ config: {} }, { config: "immutable", name: "required" }],
    ];
    for (const [body, fields] of faults)
      expect(refusal(await rename(tenant, made.id, body)), JSON.stringify(body)).toEqual(fieldFaults(fields));
    expect(await stored(tenant)).toEqual(before);
  });

  it("moves the name and updatedAt and nothing else, and leaves the vault alone", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secretId: SECRET_ID });
    await setClock(tenant, at("2026-05-11T09:30:00Z"));
    const made = must(
      await tenant.api(`POST ${INTEGRATIONS}?verify=true`, integrationBody({ address: vault.address })),
      201,
    );
    const answer = await rename(tenant, made.id, { name: "  platform vault, Frankfurt " });
    expect(must(answer, 200)).toEqual({
      ...made,
      name: "platform vault, Frankfurt",
      updatedAt: "2026-05-11T09:30:01Z",
    });
    expect(await newest(tenant)).toEqual({
      action: "integration.renamed",
      outcome: "ok",
      object: made.id,
      extra: { integration_id: made.id },
    });
    expect((await stored(tenant)).integrations).toMatchObject([{ revision: 1, name: "platform vault, Frankfurt" }]);
    must(await tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } }), 201);
    expect(await vault.logins()).toBe(1);
  });
});

describe("integrations.delete", () => {
  it("takes no query, and is not fooled by a body", async () => {
    const tenant = await newTenant();
    const made = await newIntegration(tenant);
    expect(refusal(await tenant.api(`DELETE ${INTEGRATIONS}/${made.id}?force=true`))).toEqual(
      fieldFaults({ force: "unknown" }),
    );
    must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200);
  });

  it("takes its 500 credentials along in one statement, with 501 rows and no vault call", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secretId: SECRET_ID });
    const verified = integrationBody({ address: vault.address });
    const made = must(await tenant.api(`POST ${INTEGRATIONS}?verify=true`, verified), 201);
    const other = await newIntegration(tenant);
    const kept = await newCredential(tenant, other.id);
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
       INSERT INTO credentials SELECT printf('%s-%04d', ?1, i), ?1, ?2, 'c', 'secret/data/x',
       '{"username":"u","password":"p"}', '["portal.example.net"]', i, i, NULL FROM n`,
    )
      .bind(tenant.id, made.id)
      .run();
    await evict(tenant);
    expect(must(await tenant.api(`GET ${CREDENTIALS}?vaultIntegrationId=${made.id}`), 200)).toHaveLength(500);
    const calls = (await vault.calls()).length;
    const before = (await entries(tenant)).length;

    const gone = await tenant.api(`DELETE ${INTEGRATIONS}/${made.id}`);
    expect([gone.status, gone.text]).toEqual([204, ""]);
    const rows = (await entries(tenant)).slice(before);
    expect(rows).toHaveLength(501);
    expect(rows[0]).toEqual({
      action: "integration.deleted",
      outcome: "ok",
      object: made.id,
      extra: { integration_id: made.id, credentials: 500 },
    });
    expect(new Set(rows.slice(1).map(({ object }) => object)).size).toBe(500);
    for (const { action, object, outcome, extra } of rows.slice(1))
      expect({ action, outcome, extra }).toEqual({
        action: "credential.deleted",
        outcome: "ok",
        extra: { cause: "integration_deleted", credential_id: object, vault_integration_id: made.id },
      });
    expect((await stored(tenant)).credentials).toMatchObject([{ id: kept.id }]);
    expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toEqual([kept]);
    expect((await vault.calls()).length).toBe(calls);
    expect(
      await runInDurableObject(env.SESSIONS.getByName(made.id), (_, { storage }) => [...storage.kv.list()]),
    ).toEqual([]);
    for (const line of ["DELETE", "GET"])
      expect(refusal(await tenant.api(`${line} ${INTEGRATIONS}/${made.id}`))).toEqual(NOT_FOUND);
    expect(refusal(await tenant.api(`GET ${CREDENTIALS}/${rows[1]?.object}`))).toEqual(NOT_FOUND);
  });

  it("forgets what was known of the integration and of its credentials' use", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({ secrets: { "secret/data/x": { login: "me", pass: "pw" } } });
    const made = await newIntegration(tenant, { address: vault.address });
    const used = await newCredential(tenant, made.id, {
      vaultPath: "secret/data/x",
      fieldMap: { username: "login", password: "pass" },
    });
    must(await tenant.api(`POST ${CREDENTIALS}/${used.id}/resolve`, { url: "https://portal.example.net/" }), 200);
    const states = () =>
      runInDurableObject(tenant.stub, (_, { storage }) =>
        ["integration_states", "credential_states"].map(
          (table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray().length,
        ),
      );
    expect(await states()).toEqual([1, 1]);
    must(await tenant.api(`DELETE ${INTEGRATIONS}/${made.id}`), 204);
    expect(await states()).toEqual([0, 0]);
  });

  it("shows nobody the one without the other while it runs", async () => {
    const tenant = await newTenant();
    const made = await newIntegration(tenant);
    await Promise.all(Array.from({ length: 5 }, () => newCredential(tenant, made.id)));
    const [gone, ...looks] = await Promise.all([
      tenant.api(`DELETE ${INTEGRATIONS}/${made.id}`),
      ...Array.from({ length: 20 }, () =>
        env.DB.batch<{ n: number }>([
          env.DB.prepare("SELECT count(*) AS n FROM vault_integrations WHERE tenant_id = ?").bind(tenant.id),
          env.DB.prepare("SELECT count(*) AS n FROM credentials WHERE tenant_id = ?").bind(tenant.id),
        ]),
      ),
    ]);
    expect(gone.status).toBe(204);
    for (const [integrations, credentials] of looks)
      expect(["1 5", "0 0"]).toContain(`${integrations?.results[0]?.n} ${credentials?.results[0]?.n}`);
  });
});
