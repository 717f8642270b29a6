import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { must, newTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import {
  CREDENTIALS,
  entries,
  evict,
  fieldFaults,
  INTEGRATIONS,
  integrationBody,
  NOT_FOUND,
  newCredential,
  newIntegration,
  refusal,
  SECRET_ID,
  stored,
} from "../record-bench";

afterEach(() => {
  vi.restoreAllMocks();
});

it("integrations.delete takes no query, and is not fooled by a body", async () => {
  const tenant = await newTenant();
  const made = await newIntegration(tenant);
  expect(refusal(await tenant.api(`DELETE ${INTEGRATIONS}/${made.id}?force=true`))).toEqual(
    fieldFaults({ force: "unknown" }),
  );
  must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200);
});

it("integrations.delete takes its 500 credentials along in one statement, with 501 rows and no vault call", async () => {
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
  expect(await runInDurableObject(env.SESSIONS.getByName(made.id), (_, { storage }) => [...storage.kv.list()])).toEqual(
    [],
  );
  for (const line of ["DELETE", "GET"])
    expect(refusal(await tenant.api(`${line} ${INTEGRATIONS}/${made.id}`))).toEqual(NOT_FOUND);
  expect(refusal(await tenant.api(`GET ${CREDENTIALS}/${rows[1]?.object}`))).toEqual(NOT_FOUND);
});

it("integrations.delete forgets what was known of the integration and of its credentials' use", async () => {
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

it("integrations.delete shows nobody the one without the other while it runs", async () => {
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
