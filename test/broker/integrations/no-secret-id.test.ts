import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../../support/api";
import { type FakeVault, newFakeVault } from "../../support/fake-vault";
import { bao, hasOpenBao } from "../../support/openbao";
import { fault } from "../broker-bench";
import { entries, INTEGRATIONS, integrationBody, SECRET_ID, stored } from "../record-bench";
import { create, KEYS, LOGIN_REFUSED } from "./support";

/** An integration whose role has `bind_secret_id=false`. */
let tenant: TestTenant;
let vault: FakeVault;
const body = (config: object = {}) =>
  integrationBody({ address: vault.address, roleId: "role-1", secretId: undefined, ...config });
const test = (id: string, freshLogin = false) => tenant.api(`POST ${INTEGRATIONS}/${id}/test`, { freshLogin });
const logins = async () =>
  (await vault.calls()).filter(({ path }) => path.endsWith("/login")).map((call) => JSON.parse(call.body));

beforeEach(async () => {
  tenant = await newTenant();
  vault = await newFakeVault();
});

it("integrations.create without a secret id refuses one that is null, and stores nothing that a login did not prove", async () => {
  expect(fault(await create(tenant, body({ secretId: null })))).toEqual({
    status: 400,
    code: "invalid_request",
    details: { fields: { "config.secretId": "type" } },
  });
  await vault.set({ secretId: SECRET_ID });
  expect(fault(await create(tenant, body(), "?verify=true"))).toEqual(LOGIN_REFUSED);
  expect((await stored(tenant)).integrations).toEqual([]);
});

it("integrations.create without a secret id keeps none, shows the same keys, and logs in by the role id alone", async () => {
  const made = must(await create(tenant, body(), "?verify=true"), 201);
  expect([Object.keys(made), made.status]).toEqual([KEYS, "healthy"]);
  expect((await stored(tenant)).integrations).toMatchObject([
    { sealed_secret_id: null, secret_id_format: null, root_key_id: null },
  ]);
  expect((await test(made.id)).body).toMatchObject({ ok: true, stage: "lookup" });
  expect((await test(made.id, true)).body).toMatchObject({ ok: true, stage: "login" });
  expect(await logins()).toEqual([{ role_id: "role-1" }, { role_id: "role-1" }]);
});

it("an integration without a secret id uses its token on after an eviction", async () => {
  const { id } = must(await create(tenant, body()), 201);
  must(await test(id), 200);
  await evictDurableObject(env.SESSIONS.getByName(id));
  expect((await test(id)).body).toMatchObject({ ok: true, stage: "lookup" });
  expect(await vault.logins()).toBe(1);
});

it("an integration without a secret id is one refused login from a pause, like any other", async () => {
  await vault.set({ secretId: SECRET_ID });
  const { id } = must(await create(tenant, body()), 201);
  expect((await test(id)).body).toMatchObject({ ok: false, stage: "login", code: "vault_auth_failed" });
  expect((await test(id, true)).body).toMatchObject({ ok: false, stage: "login", code: "vault_auth_failed" });
  expect(await vault.logins()).toBe(1);
});

it("integrations.rotate gives a secret id to one that had none: its role may ask for it from then on", async () => {
  const { id } = must(await create(tenant, body()), 201);
  must(await test(id), 200);
  const rotated = await tenant.api(`PUT ${INTEGRATIONS}/${id}?verify=true`, { secretId: SECRET_ID });
  expect([rotated.status, rotated.body.status]).toEqual([200, "healthy"]);
  expect((await test(id, true)).body).toMatchObject({ ok: true, stage: "login" });
  const both = { role_id: "role-1", secret_id: SECRET_ID };
  expect(await logins()).toEqual([{ role_id: "role-1" }, both, both]);
  expect((await entries(tenant)).map(({ action, outcome }) => [action, outcome])).toContainEqual([
    "integration.rotated",
    "ok",
  ]);
});

it.skipIf(!hasOpenBao)(
  "an integration without a secret id reads from a real vault while its role asks for none, and goes on with one after that",
  async () => {
    const role = await bao.newRole({ noSecretId: true });
    const config = { address: bao.url, roleId: role.roleId };
    const made = must(await create(tenant, body(config), "?verify=true"), 201);
    expect((await test(made.id)).body).toMatchObject({ ok: true, stage: "lookup" });
    await bao.api("POST", `auth/approle/role/${role.name}`, { bind_secret_id: true });
    expect((await test(made.id, true)).body).toMatchObject({ ok: false, code: "vault_auth_failed" });
    const secretId = await bao.newSecretId(role);
    expect((await tenant.api(`PUT ${INTEGRATIONS}/${made.id}?verify=true`, { secretId })).body.status).toBe("healthy");
  },
);
