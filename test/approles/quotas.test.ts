import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../support/api";
import { AT_MS, login, newSecretId, newShop } from "./support";

const numbers = (count: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
const run = (tenant: TestTenant, text: string) =>
  runInDurableObject(tenant.stub, (_, { storage }) => void storage.sql.exec(text));
const full = (limit: number) => ({ code: "validation_error", details: { reason: "limit_reached", limit } });

it("a tenant has 1000 roles at most, and those that there are may still be changed", async () => {
  const tenant = await newTenant();
  must(await tenant.api("PUT /v1/approles/ci", {}), 201);
  await run(
    tenant,
    `${numbers(999)} INSERT INTO approles (name, role_id, scopes, bind_secret_id, refused_at_ms, created_at_ms, updated_at_ms)
     SELECT 'r' || i, 'r' || i, '[]', 1, '[]', 0, 0 FROM n`,
  );
  expect((await tenant.api("PUT /v1/approles/more", {})).body.error).toMatchObject(full(1000));
  expect((await tenant.api("PUT /v1/approles/ci", { token_ttl: "1h" })).status).toBe(200);
});

it("a role has 1000 secret ids that can be used at most; those that expired do not count", async () => {
  const shop = await newShop();
  const fill = (prefix: string, count: number, expiresAtMs: number | null) =>
    run(
      shop.tenant,
      `${numbers(count)} INSERT INTO approle_secret_ids
         (accessor, role_name, hash, expires_at_ms, metadata, created_by, created_at_ms, updated_at_ms)
       SELECT '${prefix}' || i, 'ci', '${prefix}' || i, ${expiresAtMs}, '{}', '', 0, 0 FROM n`,
    );
  await fill("sid_a", 500, AT_MS);
  await fill("sid_b", 999, null);
  await newSecretId(shop);
  expect((await shop.tenant.api("POST /v1/approles/ci/secret-ids")).body.error).toMatchObject(full(1000));
});

it("an identity has 5000 live tokens of logins at most, which leave the others their own number", async () => {
  const shop = await newShop();
  const { secret_id } = await newSecretId(shop, { num_uses: 2 });
  await run(
    shop.tenant,
    `${numbers(5000)} INSERT INTO tokens (id, hash, identity_id, name, scopes, created_by, created_at_ms, expires_at_ms, via)
     SELECT 'tok_' || i, i, 'sa:ci', '', '[]', '', 0, ${AT_MS + 60_000}, 'approle' FROM n`,
  );
  expect((await login(shop.roleId, secret_id)).body.error).toMatchObject(full(5000));
  const own = { identity_id: "sa:ci", name: "own", scopes: ["secrets:read"] };
  must(await shop.tenant.api("POST /v1/tokens", own), 201);
  await run(shop.tenant, "UPDATE tokens SET revoked_at_ms = 1 WHERE id = 'tok_7'");
  // The one that was refused took no use.
  must(await login(shop.roleId, secret_id), 201);
  await run(shop.tenant, "UPDATE tokens SET revoked_at_ms = 1 WHERE id = 'tok_8'");
  must(await login(shop.roleId, secret_id), 201);
});
