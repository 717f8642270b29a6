import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { type Answer, asOperator, auditRows, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { newFakeVault } from "../support/fake-vault";
import {
  at,
  CREDENTIALS,
  credentialBody,
  entries,
  evict,
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
  UNAVAILABLE,
  withFault,
  withoutTable,
} from "./record-bench";

afterEach(() => {
  vi.restoreAllMocks();
});

const seconds = (ms: unknown) => `${new Date(Number(ms)).toISOString().slice(0, 19)}Z`;

const times = (row: Record<string, unknown>) => ({
  createdAt: seconds(row.created_at_ms),
  updatedAt: seconds(row.updated_at_ms),
});

/** D1's rows as the API would show them, but for what lies in the object's own storage. */
async function recordsInD1(tenant: TestTenant) {
  const { integrations, credentials } = await stored(tenant);
  return {
    integrations: integrations.map((row) => ({
      id: row.id,
      name: row.name,
      type: row.type,
      address: row.address,
      namespace: row.namespace,
      authMethod: "approle",
      roleId: row.role_id,
      ...times(row),
      authMount: row.auth_mount,
      kvVersion: row.kv_version,
    })),
    credentials: credentials.map((row) => ({
      id: row.id,
      name: row.name,
      vaultIntegrationId: row.integration_id,
      vaultPath: row.vault_path,
      fieldMap: JSON.parse(String(row.field_map)),
      allowedDomains: JSON.parse(String(row.allowed_domains)),
      ...times(row),
      lastUsedAt: null,
      access: row.access === null ? null : JSON.parse(String(row.access)),
    })),
  };
}

async function recordsInApi(tenant: TestTenant) {
  const byId = (list: { id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const integrations = byId(must(await tenant.api(`GET ${INTEGRATIONS}`), 200));
  const credentials = byId(must(await tenant.api(`GET ${CREDENTIALS}`), 200));
  return { integrations, credentials };
}

/** Memory, D1 and what is read after an eviction are one and the same. */
async function expectAgreement(tenant: TestTenant): Promise<void> {
  const before = await recordsInApi(tenant);
  const shown = before.integrations.map((record) => {
    const {
      status: _,
      lastCheckedAt: __,
      ...rest
    } = record as { id: string; status?: unknown; lastCheckedAt?: unknown };
    return rest;
  });
  expect({ ...before, integrations: shown }).toEqual(await recordsInD1(tenant));
  await evict(tenant);
  expect(await recordsInApi(tenant)).toEqual(before);
}

it("racing changes of broker records leave memory and D1 equal, and a row for every change that was answered", async () => {
  const tenant = await newTenant();
  const integrations = await Promise.all([1, 2, 3].map(() => newIntegration(tenant)));
  const pointers = await Promise.all(
    Array.from({ length: 9 }, (_, i) => newCredential(tenant, integrations[i % 3].id)),
  );
  const before = (await entries(tenant)).length;
  const storm = [
    ...pointers.flatMap(({ id }, i) => [
      tenant.api(`PATCH ${CREDENTIALS}/${id}`, { name: `a${i}`, vaultIntegrationId: integrations[(i + 1) % 3].id }),
      tenant.api(`PATCH ${CREDENTIALS}/${id}`, { vaultPath: `kv/data/${i}`, allowedDomains: [`h${i}.example.net`] }),
      ...(i % 2 === 0 ? [tenant.api(`DELETE ${CREDENTIALS}/${id}`)] : []),
      tenant.api(`POST ${CREDENTIALS}`, credentialBody(integrations[i % 3].id, { name: `new ${i}` })),
    ]),
    ...integrations.flatMap(({ id }, i) => [
      tenant.api(`PATCH ${INTEGRATIONS}/${id}`, { name: `n${i}` }),
      tenant.api(`PUT ${INTEGRATIONS}/${id}`, { secretId: `s${i}` }),
      tenant.api(`POST ${INTEGRATIONS}`, integrationBody({}, { name: `new ${i}` })),
    ]),
    tenant.api(`DELETE ${INTEGRATIONS}/${integrations[1].id}`),
    tenant.api(`DELETE ${INTEGRATIONS}/${integrations[1].id}`),
  ];
  const answers = await Promise.all(storm);
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect([200, 201, 204, 400, 404].reduce((sum, status) => sum + count(status), 0)).toBe(answers.length);
  for (const { status, body } of answers) if (status === 400) expect(body.error.code).toBe("unknown_vault_integration");
  const rows = (await entries(tenant)).slice(before);
  const ok = rows.filter(({ outcome, extra }) => outcome === "ok" && !(extra as { cause?: string }).cause);
  expect(ok).toHaveLength(count(200) + count(201) + count(204));
  expect(rows.filter(({ outcome }) => outcome === "not_found")).toHaveLength(count(404));
  await expectAgreement(tenant);
});

it("racing changes of broker records of one record queue: each answer is a later second than the one before, and the last one stays", async () => {
  const tenant = await newTenant();
  await setClock(tenant, at("2026-05-11T09:30:00Z"));
  const integration = await newIntegration(tenant);
  const made = await newCredential(tenant, integration.id);
  const patch = (i: number) => tenant.api(`PATCH ${CREDENTIALS}/${made.id}`, { name: `n${i}` });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => patch(i)));
  const updates = answers.map((answer) => must(answer, 200).updatedAt).toSorted();
  expect(updates).toEqual(Array.from({ length: 20 }, (_, i) => seconds(at("2026-05-11T09:30:01Z") + i * 1000)));
  const newestAnswer = answers.find(({ body }) => body.updatedAt === "2026-05-11T09:30:20Z");
  expect(must(await tenant.api(`GET ${CREDENTIALS}/${made.id}`), 200)).toEqual(newestAnswer?.body);
  await expectAgreement(tenant);
});

it("racing changes of broker records of creation and deletion leave no credential without its integration, and none unrecorded", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  const create = () => tenant.api(`POST ${CREDENTIALS}`, credentialBody(id));
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, create),
    tenant.api(`DELETE ${INTEGRATIONS}/${id}`),
    ...Array.from({ length: 10 }, create),
  ]);
  const made = answers.flatMap(({ status, body }) => (status === 201 ? [body.id] : []));
  for (const answer of answers)
    if (answer.status === 400) expect(refusal(answer)).toMatchObject({ code: "unknown_vault_integration" });
  const gone = (await entries(tenant)).flatMap(({ action, object }) =>
    action === "credential.deleted" ? [object] : [],
  );
  expect(gone.toSorted()).toEqual(made.toSorted());
  expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
});

it("racing changes of broker records of deletion have one winner", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  const pointer = await newCredential(tenant, id);
  for (const line of [`${CREDENTIALS}/${pointer.id}`, `${INTEGRATIONS}/${id}`]) {
    const answers = await Promise.all(Array.from({ length: 5 }, () => tenant.api(`DELETE ${line}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404, 404, 404]);
  }
});

const held = { rules: [{ path: "auth/approle/login", nth: 1, answer: { held: true, healthy: true } }] };

it("a slow vault at verify holds up no other change", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault(held);
  const other = await newIntegration(tenant);
  const verifying = tenant.api(`POST ${INTEGRATIONS}?verify=true`, integrationBody({ address: vault.address }));
  await vault.waitForCalls(1);
  must(await tenant.api(`PATCH ${INTEGRATIONS}/${other.id}`, { name: "meanwhile" }), 200);
  await newCredential(tenant, other.id);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toHaveLength(1);
  await vault.release();
  expect(must(await verifying, 201)).toMatchObject({ status: "healthy" });
  await expectAgreement(tenant);
});

it("a slow vault at verify finds what was changed meanwhile: a rename stays, a deletion is 404, the later rotation counts", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ ...held, secretId: "verified" });
  const { id } = await newIntegration(tenant, { address: vault.address });
  const rotate = () => tenant.api(`PUT ${INTEGRATIONS}/${id}?verify=true`, { secretId: "verified" });
  const rotating = rotate();
  await vault.waitForCalls(1);
  must(await tenant.api(`PATCH ${INTEGRATIONS}/${id}`, { name: "meanwhile" }), 200);
  must(await tenant.api(`PUT ${INTEGRATIONS}/${id}`, { secretId: "overtaken" }), 200);
  await vault.release();
  expect(must(await rotating, 200)).toMatchObject({ name: "meanwhile", status: "healthy" });
  expect((await stored(tenant)).integrations).toMatchObject([{ revision: 3, name: "meanwhile" }]);
  must(await tenant.api(`POST ${INTEGRATIONS}/${id}/secrets`, { path: "x", data: { a: "b" } }), 201);
  await expectAgreement(tenant);

  await vault.set({ ...held, secretId: "verified" });
  const late = rotate();
  await vault.waitForCalls((await vault.calls()).length + 1);
  must(await tenant.api(`DELETE ${INTEGRATIONS}/${id}`), 204);
  await vault.release();
  expect(refusal(await late)).toEqual(NOT_FOUND);
  expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
});

it("D1 out of order is a passing fault: 503 with nothing half done, and all works again afterwards", async () => {
  const tenant = await newTenant();
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const made = await newIntegration(tenant);
  const pointer = await newCredential(tenant, made.id);
  const before = await stored(tenant);
  const attempts: [string, string, unknown][] = [
    ["INSERT ON vault_integrations", `POST ${INTEGRATIONS}`, integrationBody()],
    ["UPDATE ON vault_integrations", `PUT ${INTEGRATIONS}/${made.id}`, { secretId: "s" }],
    ["UPDATE ON vault_integrations", `PATCH ${INTEGRATIONS}/${made.id}`, { name: "n" }],
    ["DELETE ON vault_integrations", `DELETE ${INTEGRATIONS}/${made.id}`, undefined],
    ["DELETE ON credentials", `DELETE ${INTEGRATIONS}/${made.id}`, undefined],
    ["INSERT ON credentials", `POST ${CREDENTIALS}`, credentialBody(made.id)],
    ["UPDATE ON credentials", `PATCH ${CREDENTIALS}/${pointer.id}`, { name: "n" }],
    ["DELETE ON credentials", `DELETE ${CREDENTIALS}/${pointer.id}`, undefined],
  ];
  for (const [event, line, body] of attempts) {
    const answer = await withFault(event, () => tenant.api(line, body));
    expect(refusal(answer), `${event} ${line}`).toEqual(UNAVAILABLE);
    expect(await newest(tenant), line).toMatchObject({ outcome: "service_unavailable" });
    expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([made]);
    expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toEqual([pointer]);
  }
  expect(await stored(tenant)).toEqual(before);
  expect(
    (await entries(tenant)).filter(({ action, outcome }) => action === "credential.deleted" && outcome === "ok"),
  ).toEqual([]);
  expect(new Set(log.mock.calls.flat())).toEqual(new Set(['{"level":"error","error":"directory_unavailable"}']));
  for (const [, line, body] of attempts.slice(0, 4)) expect((await tenant.api(line, body)).status).toBeLessThan(300);
});

it("D1 out of order fails what must be read, while nothing is in memory, and only until D1 answers again", async () => {
  const tenant = await newTenant();
  vi.spyOn(console, "error").mockImplementation(() => {});
  const made = await newIntegration(tenant);
  await evict(tenant);
  await withoutTable("vault_integrations", async () => {
    for (const line of [`GET ${INTEGRATIONS}`, `GET ${INTEGRATIONS}/${made.id}`, `GET ${CREDENTIALS}`])
      expect(refusal(await tenant.api(line)), line).toEqual(UNAVAILABLE);
    expect(refusal(await tenant.api(`POST ${INTEGRATIONS}`, integrationBody()))).toEqual(UNAVAILABLE);
  });
  expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
  await withoutTable("vault_integrations", async () => {
    expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
  });
});

it("D1 out of order leaves no record behind a verified creation that D1 did not take", async () => {
  const tenant = await newTenant();
  vi.spyOn(console, "error").mockImplementation(() => {});
  const vault = await newFakeVault();
  const body = integrationBody({ address: vault.address });
  const answer = await withFault("INSERT ON vault_integrations", () =>
    tenant.api(`POST ${INTEGRATIONS}?verify=true`, body),
  );
  expect(refusal(answer)).toEqual(UNAVAILABLE);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([]);
  must(await tenant.api(`POST ${INTEGRATIONS}?verify=true`, body), 201);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toHaveLength(1);
});

it("the documentation's conversation goes as it is written: create, push, credential, resolve", async () => {
  const tenant = await newTenant();
  const secretId = SECRET_ID;
  const vault = await newFakeVault({ roleId: "c1d7a9f4-30b2-4e66-8f5d-9a0e2b7c4d18", secretId });
  const scopes = ["integrations:write", "integrations:push", "credentials:write", "credentials:use"] as const;
  must(await asOperator("POST /v1/identity/identities", { identity_id: "sa:checkout-runner" }, tenant.id), 201);
  const token = await newToken(tenant.id, "sa:checkout-runner", scopes);
  const say = async (time: string, line: string, body: unknown): Promise<Answer> => {
    await setClock(tenant, at(`2026-05-11T09:${time}Z`));
    return await call(`POST /api/v1${line}`, { token, body });
  };
  const config = {
    address: vault.address,
    namespace: "platform/web",
    authMethod: "approle",
    roleId: "c1d7a9f4-30b2-4e66-8f5d-9a0e2b7c4d18",
    secretId,
  };
  const integration = must(
    await say("30:00", "/vault-integrations", { name: "platform vault", type: "hashicorp", config }),
    201,
  );
  expect(integration).toEqual({
    id: expect.any(String),
    name: "platform vault",
    type: "hashicorp",
    address: vault.address,
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

  const push = () =>
    say("30:30", `/vault-integrations/${integration.id}/secrets`, {
      path: "portal/billing-robot",
      mount: "secret",
      metadata: { owner: "finance", description: "supplier portal, monthly run" },
      data: { login: "billing@acme.example", pass: "correct-horse-7", otp_seed: "JBSWY3DPEHPK3PXP" },
    });
  for (const version of [1, 2, 3, 4])
    expect(must(await push(), 201)).toEqual({
      path: "portal/billing-robot",
      mount: "secret",
      version,
      vaultPath: "secret/data/portal/billing-robot",
    });

  const credential = must(
    await say("31:07", "/credentials", {
      name: "Billing robot at the supplier portal",
      vaultIntegrationId: integration.id,
      vaultPath: "secret/data/portal/billing-robot",
      fieldMap: { username: "login", password: "pass", totp: "otp_seed" },
      allowedDomains: ["Portal.example.net", "*.staff.example.net"],
    }),
    201,
  );
  expect(credential).toEqual({
    id: expect.any(String),
    name: "Billing robot at the supplier portal",
    vaultIntegrationId: integration.id,
    vaultPath: "secret/data/portal/billing-robot",
    fieldMap: { username: "login", password: "pass", totp: "otp_seed" },
    allowedDomains: ["portal.example.net", "*.staff.example.net"],
    createdAt: "2026-05-11T09:31:07Z",
    updatedAt: "2026-05-11T09:31:07Z",
    lastUsedAt: null,
    access: null,
  });

  const resolved = must(
    await say("45:16", `/credentials/${credential.id}/resolve`, {
      url: "https://portal.example.net/login?next=%2Finvoices",
      fields: ["username", "password", "totp"],
    }),
    200,
  );
  expect(JSON.stringify(resolved)).toBe(
    JSON.stringify({
      credentialId: credential.id,
      mode: "vault",
      host: "portal.example.net",
      matchedPattern: "portal.example.net",
      username: "billing@acme.example",
      password: "correct-horse-7",
      totp: { code: "987594", expiresAt: "2026-05-11T09:45:30Z", period: 30, remainingSeconds: 14 },
      vaultVersion: 4,
    }),
  );
  const asked = await vault.calls();
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /v1/auth/approle/login",
    ...[1, 2, 3, 4].flatMap(() => [
      "POST /v1/secret/data/portal/billing-robot",
      "POST /v1/secret/metadata/portal/billing-robot",
    ]),
    "GET /v1/secret/data/portal/billing-robot",
  ]);
  for (const { headers } of asked) expect(headers["x-vault-namespace"]).toBe("platform/web");
  const read = must(await tenant.api(`GET ${CREDENTIALS}/${credential.id}`), 200);
  expect(read).toEqual({ ...credential, lastUsedAt: "2026-05-11T09:45:16Z" });
  const rows = (await auditRows(tenant.stub)).filter(({ identity_id }) => identity_id === "sa:checkout-runner");
  expect(rows.map(({ action, success }) => `${action} ${success}`)).toEqual([
    "integration.created 1",
    ...[1, 2, 3, 4].map(() => "integration.pushed 1"),
    "credential.created 1",
    "credential.resolved 1",
  ]);
  const tables = JSON.stringify([await env.DB.prepare("SELECT * FROM credentials").all(), await stored(tenant), rows]);
  for (const value of [secretId, "correct-horse-7", "JBSWY3DPEHPK3PXP", "billing@acme.example", "987594"])
    expect(tables).not.toContain(value);
});
