import { beforeEach, expect, it } from "vitest";
import { auditRows, call, must, newToken } from "../../support/api";
import { refusal } from "../support";
import { allow, newWorld, type World } from "./support";

let world: World;

beforeEach(async () => {
  world = await newWorld();
  await allow(world.one, "user:admin");
  must(await world.one.api("PUT /v1/secrets/shop/db/login", { data: { whose: "tenant" } }), 201);
});

const there = () => ({ headers: { "x-tenant-id": world.one.id } });

it("a partner acting for a tenant needs a policy of scope partner: without one a value is refused, though the tenant's policies may be written", async () => {
  const { partner, one, two } = world;
  const line = `GET /v1/t/${one.id}/secrets/shop/db/login`;
  const denied = { status: 403, code: "access_denied", details: { path: "shop/db/login", permission: "read" } };
  expect(refusal(await partner.api(line))).toEqual(denied);
  must(
    await partner.api(
      "POST /v1/policies",
      { name: "p", rules: [{ path_pattern: "**", permissions: ["read"] }] },
      there(),
    ),
    201,
  );
  expect(refusal(await partner.api(line))).toEqual(denied);
  await allow(partner, "user:pat", "shop/**");
  expect((await partner.api(line)).body.data).toEqual({ whose: "tenant" });
  expect((await partner.api("GET /v1/secrets/shop/db/login", undefined, there())).body.data).toEqual({
    whose: "tenant",
  });
  expect(refusal(await partner.api(`GET /v1/t/${two.id}/secrets/shop/db/login`)).code).toBe("secret_not_found");
  const row = (await auditRows(one.stub)).findLast(({ action }) => action === "read");
  expect(row).toMatchObject({
    identity_id: "user:pat",
    actor_tenant_id: partner.id,
    tenant_id: one.id,
    secret_path: "shop/db/login",
    success: 1,
  });
});

it("a partner acting for a tenant is not helped by a binding of the tenant to a namesake, whose last sign of life stays its own", async () => {
  const { partner, one } = world;
  must(await one.api("POST /v1/identity/identities", { identity_id: "user:pat" }), 201);
  await allow(one, "user:pat");
  expect(refusal(await partner.api(`GET /v1/t/${one.id}/secrets/shop/db/login`)).code).toBe("access_denied");
  must(await partner.api(`GET /v1/t/${one.id}/policies`), 200);
  expect((await one.api("GET /v1/identity/identities/user:pat")).body.last_seen_at).toBeNull();
  const namesake = await newToken(one.id, "user:pat", ["secrets:read"]);
  must(await call("GET /v1/secrets/shop/db/login", { token: namesake }), 200);
});
