import { runDurableObjectAlarm } from "cloudflare:test";
import { expect, it } from "vitest";
import { destroySecretId, readSecretId } from "../../src/approles/secret-ids";
import { runOperation } from "../../src/client/run-operation";
import { must } from "../support/api";
import { edge } from "../support/edge";
import { rowsOf, stopClock } from "../support/spaces";
import { AT_MS, login, MINUTE_MS, newSecretId, newShop, told } from "./support";

it.each([
  [{ num_uses: 4 }, "422 validation_error", { fields: { num_uses: "range" } }],
  [{ ttl: "2h" }, "422 validation_error", { fields: { ttl: "range" } }],
  [{ cidr_list: ["no address"] }, "422 validation_error", { fields: { "cidr_list[0]": "format" } }],
  [{ secret_id: "" }, "422 validation_error", { fields: { secret_id: "empty" } }],
  [{ secret_id: "x".repeat(257) }, "422 validation_error", { fields: { secret_id: "too_long" } }],
  [{ metadata: { a: 1 } }, "422 validation_error", { fields: { "metadata.a": "type" } }],
])("approles.create_secret_id refuses %j for a role of 3 uses and an hour", async (body, status, details) => {
  const { tenant } = await newShop({ secret_id_num_uses: 3, secret_id_ttl: "1h" });
  const answer = await tenant.api("POST /v1/approles/ci/secret-ids", body);
  expect([told(answer), answer.body.error.details]).toEqual([status, details]);
});

it("approles.create_secret_id refuses a role without secret ids, and an unknown one", async () => {
  const { tenant } = await newShop({ bind_secret_id: false, secret_id_bound_cidrs: ["192.0.2.0/24"] });
  const answer = await tenant.api("POST /v1/approles/ci/secret-ids");
  expect(answer.body.error).toMatchObject({ code: "validation_error", details: { reason: "unsupported" } });
  expect(told(await tenant.api("POST /v1/approles/none/secret-ids"))).toBe("404 approle_not_found");
});

it("approles.create_secret_id takes what the role says, shows the text once, and stores its hash alone", async () => {
  const shop = await newShop({ secret_id_num_uses: 3, secret_id_ttl: "1h" });
  const made = await newSecretId(shop, { metadata: { pipeline: "deploy" }, cidr_list: ["192.0.2.0/24"] });
  expect(made).toEqual({
    accessor: expect.stringMatching(/^sid_[0-9a-z]{26}$/),
    num_uses: 3,
    cidr_list: ["192.0.2.0/24"],
    metadata: { pipeline: "deploy" },
    created_by: "user:admin",
    created_at: "2096-01-01T00:00:00Z",
    updated_at: "2096-01-01T00:00:00Z",
    expires_at: "2096-01-01T01:00:00Z",
    secret_id: expect.stringMatching(/^[0-9A-Za-z]{43}$/),
  });
  const { secret_id, ...record } = made;
  const { tenant } = shop;
  expect(must(await tenant.api("GET /v1/approles/ci/secret-ids"), 200)).toEqual({
    secret_ids: [record],
    cursor: null,
    has_more: false,
  });
  expect(must(await tenant.api(`GET /v1/approles/ci/secret-ids/${made.accessor}`), 200)).toEqual(record);
  must(await login(shop.roleId, secret_id, "192.0.2.7"), 201);
  const stored = [
    ...(await rowsOf(tenant.stub, "SELECT * FROM approle_secret_ids")),
    ...(await rowsOf(tenant.stub, "SELECT * FROM tokens")),
    ...(await rowsOf(tenant.stub, "SELECT * FROM audit_log")),
  ];
  expect(JSON.stringify(stored)).not.toContain(secret_id);
});

it("a secret id that somebody chose works as it is, once in each role", async () => {
  const shop = await newShop();
  await newSecretId(shop, { secret_id: "grün, and ours" });
  const again = await shop.tenant.api("POST /v1/approles/ci/secret-ids", { secret_id: "grün, and ours" });
  expect([told(again), again.body.error.details]).toEqual(["409 name_conflict", { field: "secret_id" }]);
  expect((await login(shop.roleId, "grün, and ours")).status).toBe(201);
  expect(told(await login(shop.roleId, "grün, and ourz"))).toBe("401 login_refused");
  must(await shop.tenant.api("PUT /v1/approles/other", {}), 201);
  must(await shop.tenant.api("POST /v1/approles/other/secret-ids", { secret_id: "grün, and ours" }), 201);
});

it("a secret id is gone when it expires, is looked up and destroyed by either name, and no other role's", async () => {
  const shop = await newShop();
  const { tenant } = shop;
  const [brief, kept, third] = [
    await newSecretId(shop, { ttl: "10m", secret_id: "chosen" }),
    await newSecretId(shop),
    await newSecretId(shop),
  ];
  await stopClock(tenant.stub, AT_MS + 10 * MINUTE_MS);
  expect(told(await tenant.api(`GET /v1/approles/ci/secret-ids/${brief.accessor}`))).toBe("404 secret_id_not_found");
  await newSecretId(shop, { secret_id: "chosen", ttl: "1m" });
  await stopClock(tenant.stub, AT_MS + 12 * MINUTE_MS);
  await runDurableObjectAlarm(tenant.stub);
  expect(await rowsOf(tenant.stub, "SELECT accessor FROM approle_secret_ids ORDER BY accessor")).toHaveLength(2);
  must(await tenant.api("PUT /v1/approles/other", {}), 201);
  const path = `/v1/approles/other/secret-ids/${kept.accessor}`;
  expect(told(await tenant.api(`GET ${path}`))).toBe("404 secret_id_not_found");
  expect(told(await tenant.api(`DELETE ${path}`))).toBe("404 secret_id_not_found");
  const meta = { requestId: "req_secret_ids", ip: null, userAgent: null };
  const admin = { token: tenant.admin, home: tenant.id, named: null, target: null, meta };
  const byText = { name: "ci", secretId: kept.secret_id };
  const found = await runOperation(edge, admin, readSecretId, byText);
  expect(found).toMatchObject({ ok: true, value: { accessor: kept.accessor } });
  expect(await runOperation(edge, admin, destroySecretId, byText)).toMatchObject({ ok: true, value: null });
  expect(await runOperation(edge, admin, readSecretId, byText)).toMatchObject({
    ok: false,
    error: { code: "secret_id_not_found" },
  });
  must(await tenant.api(`DELETE /v1/approles/ci/secret-ids/${third.accessor}`), 204);
  expect(told(await login(shop.roleId, kept.secret_id))).toBe("401 login_refused");
  expect(told(await login(shop.roleId, third.secret_id))).toBe("401 login_refused");
});
