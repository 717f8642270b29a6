import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import {
  at,
  CREDENTIALS,
  credentialBody,
  entries,
  evict,
  fieldFaults,
  INTEGRATIONS,
  newCredential,
  newIntegration,
  refusal,
  setClock,
  stored,
  UNKNOWN_ID,
  UUID,
} from "../record-bench";
import { FIELD_FAULTS, KEYS, strangeIds, UNKNOWN_INTEGRATION } from "./support";

const create = (tenant: TestTenant, body: unknown) => tenant.api(`POST ${CREDENTIALS}`, body);

it("credentials.create names every fault of the body at once, and stores nothing", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  expect(refusal(await create(tenant, {}))).toEqual(
    fieldFaults({
      name: "required",
      vaultIntegrationId: "required",
      vaultPath: "required",
      fieldMap: "required",
      allowedDomains: "required",
    }),
  );
  for (const [rest, fields] of FIELD_FAULTS)
    expect(refusal(await create(tenant, credentialBody(id, rest))), JSON.stringify(rest)).toEqual(fieldFaults(fields));
  for (const key of ["id", "createdAt", "updatedAt", "lastUsedAt", "namespace"])
    expect(refusal(await create(tenant, credentialBody(id, { [key]: null })))).toEqual(
      fieldFaults({ [key]: "unknown" }),
    );
  const planted = JSON.stringify(credentialBody(id)).replace('"totp":"otp_seed"', '"__proto__":"x"');
  expect((await create(tenant, planted)).text).toContain('"details":{"fields":{"fieldMap.__proto__":"unknown"}}');
  expect((await stored(tenant)).credentials).toEqual([]);
  expect((await entries(tenant)).map(({ action }) => action)).toEqual(["integration.created"]);
});

it("credentials.create has one answer for integrations that are unknown, malformed, gone, or another tenant's", async () => {
  const [tenant, stranger] = [await newTenant(), await newTenant()];
  const foreign = await newIntegration(stranger);
  const gone = await newIntegration(tenant);
  must(await tenant.api(`DELETE ${INTEGRATIONS}/${gone.id}`), 204);
  for (const id of [...strangeIds(foreign.id), gone.id])
    expect(refusal(await create(tenant, credentialBody(id))), id).toEqual(UNKNOWN_INTEGRATION);
  expect(refusal(await create(tenant, credentialBody(UNKNOWN_ID, { name: "" })))).toEqual(
    fieldFaults({ name: "empty" }),
  );
  expect((await stored(tenant)).credentials).toEqual([]);
  expect((await entries(tenant)).map(({ action }) => action)).toEqual(["integration.created", "integration.deleted"]);
});

it("credentials.create lets no pointer reach the vault's own controls, with version 1 at no depth", async () => {
  const tenant = await newTenant();
  const plain = await newIntegration(tenant, { kvVersion: 1 });
  const versioned = await newIntegration(tenant);
  for (const id of [plain.id, versioned.id])
    expect(refusal(await create(tenant, credentialBody(id, { vaultPath: "auth/token/lookup-self" })))).toEqual(
      fieldFaults({ vaultPath: "reserved" }),
    );
  for (const vaultPath of ["team/auth/token/lookup-self", "kv/sys", "kv/a/identity", "a/cubbyhole/b"]) {
    expect(refusal(await create(tenant, credentialBody(plain.id, { vaultPath }))), vaultPath).toEqual(
      fieldFaults({ vaultPath: "reserved" }),
    );
    must(await create(tenant, credentialBody(versioned.id, { vaultPath })), 201);
  }
  for (const vaultPath of ["kv/auth2/x", "kv/Sys", "system/x"])
    must(await create(tenant, credentialBody(plain.id, { vaultPath })), 201);
});

it("credentials.create stops at a thousand, however many come at once, and counts again when one is gone", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
       INSERT INTO credentials SELECT printf('%s-%04d', ?1, i), ?1, ?2, 'c', 'secret/data/x',
       '{"username":"u","password":"p"}', '["portal.example.net"]', i, i, NULL FROM n`,
  )
    .bind(tenant.id, id)
    .run();
  await evict(tenant);
  const racing = await Promise.all([1, 2, 3].map(() => create(tenant, credentialBody(id))));
  expect(racing.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  for (const answer of racing)
    if (answer.status === 400)
      expect(refusal(answer)).toEqual({
        status: 400,
        code: "invalid_request",
        details: { reason: "limit_reached", limit: 1000 },
      });
  const all = must(await tenant.api(`GET ${CREDENTIALS}`), 200);
  expect(all).toHaveLength(1000);
  must(await tenant.api(`DELETE ${CREDENTIALS}/${all[0].id}`), 204);
  must(await create(tenant, credentialBody(id)), 201);
  expect((await stored(tenant)).credentials).toHaveLength(1000);
});

it("credentials.create answers the record of the documentation, its keys in order, where it lies, and asks no vault", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault();
  const integration = await newIntegration(tenant, { address: vault.address });
  await setClock(tenant, at("2026-05-11T09:31:07.5Z"));
  const answer = await create(tenant, credentialBody(integration.id.toUpperCase()));
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(UUID),
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
  expect(Object.keys(answer.body)).toEqual(KEYS);
  expect(Object.keys(answer.body.fieldMap)).toEqual(["username", "password", "totp"]);
  expect(answer.headers.get("location")).toBe(`${CREDENTIALS}/${answer.body.id}`);
  expect((await tenant.api(`GET ${answer.headers.get("location")}`)).text).toBe(answer.text);
  expect((await entries(tenant)).at(1)).toEqual({
    action: "credential.created",
    outcome: "ok",
    object: answer.body.id,
    extra: {
      credential_id: answer.body.id,
      vault_integration_id: integration.id,
      vault_path: "secret/data/portal/billing-robot",
      allowed_domains: ["portal.example.net", "*.staff.example.net"],
    },
  });
  expect(await vault.calls()).toEqual([]);
});

it("credentials.create keeps what is allowed at its very edge, normalises the list, and takes equal credentials twice", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  const edge = {
    name: ` ${"🔑".repeat(100)}\n`,
    vaultPath: `s/${"é".repeat(398)}`,
    fieldMap: { password: "🔑".repeat(100), username: "🔑".repeat(100) },
    allowedDomains: Array.from({ length: 100 }, (_, i) => `h${i}.example.net`),
  };
  const made = await newCredential(tenant, id, edge);
  expect(made).toMatchObject({ ...edge, name: "🔑".repeat(100) });
  expect(Object.keys(made.fieldMap)).toEqual(["username", "password"]);
  const odd = { username: "constructor", password: "__proto__", totp: "constructor" };
  expect(await newCredential(tenant, id, { fieldMap: odd })).toMatchObject({ fieldMap: odd });
  const domains = ["B.example.net.", "a.example.net", "b.EXAMPLE.net", "*.B.example.net", "bücher.example", "[::1]"];
  const first = await newCredential(tenant, id, { allowedDomains: domains });
  const second = await newCredential(tenant, id, { allowedDomains: first.allowedDomains });
  expect(first.allowedDomains).toEqual([
    "b.example.net",
    "a.example.net",
    "*.b.example.net",
    "xn--bcher-kva.example",
    "[::1]",
  ]);
  expect(second).toEqual({
    ...first,
    id: expect.stringMatching(UUID),
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect(second.id).not.toBe(first.id);
  await evict(tenant);
  expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toHaveLength(4);
  expect(must(await tenant.api(`GET ${CREDENTIALS}/${first.id}`), 200)).toEqual(first);
});

it("a path that lacks the segment `data` of its engine is stored with a warning, on create and on change, and only with version 2", async () => {
  const tenant = await newTenant();
  const versioned = await newIntegration(tenant);
  const plain = await newIntegration(tenant, { kvVersion: 1 });
  const of = async (id: string, vaultPath: string) => {
    const { warnings } = must(await tenant.api(`POST ${CREDENTIALS}`, credentialBody(id, { vaultPath })), 201);
    return warnings;
  };
  for (const path of ["secret/portal", "data/portal", "secret/metadata/portal", "secret/Data/portal"])
    expect([path, await of(versioned.id, path)]).toEqual([path, ["missing_data_segment"]]);
  for (const path of ["secret/data/portal", "team/data/eu/portal", "data/data/portal"])
    expect([path, await of(versioned.id, path)]).toEqual([path, undefined]);
  expect(await of(plain.id, "secret/portal")).toBeUndefined();

  const { id } = await newCredential(tenant, versioned.id);
  const patch = async (change: object) => must(await tenant.api(`PATCH ${CREDENTIALS}/${id}`, change), 200);
  const { warnings, ...record } = await patch({ vaultPath: "secret/portal" });
  expect(warnings).toEqual(["missing_data_segment"]);
  expect(must(await tenant.api(`GET ${CREDENTIALS}/${id}`), 200)).toEqual(record);
  expect(await patch({ vaultIntegrationId: plain.id })).not.toHaveProperty("warnings");
  expect(await patch({ vaultIntegrationId: versioned.id, vaultPath: "secret/data/portal" })).not.toHaveProperty(
    "warnings",
  );
});
