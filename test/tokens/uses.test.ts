import { expect, it } from "vitest";
import { auditRows, call, evict, must, newTenant } from "../support/api";
import { newPartner } from "../support/spaces";
import { make, whoami } from "./support";

it.each([
  [{ num_uses: 0 }, { num_uses: "range" }],
  [{ num_uses: 1.5 }, { num_uses: "type" }],
  [{ num_uses: 1_000_001 }, { num_uses: "range" }],
  [{ max_ttl: "1h", expires_at: null }, { expires_at: "range" }],
  [{ max_ttl: "1h", expires_in: "2h" }, { expires_in: "range" }],
  [{ renewable: "yes" }, { renewable: "type" }],
])("tokens.create refuses %j", async (more, fields) => {
  const tenant = await newTenant();
  const answer = await tenant.api("POST /v1/tokens", {
    identity_id: "user:admin",
    name: "few",
    scopes: ["secrets:read"],
    ...more,
  });
  expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields } });
});

it("a token with a number of uses opens just as many requests, whatever comes of each, and is then as if revoked", async () => {
  const tenant = await newTenant();
  const few = await make(tenant, { num_uses: 3 });
  expect(few).toMatchObject({ num_uses: 3, status: "active", revoked_at: null });
  expect(await whoami(few.token)).toBe("ok");
  // Refused for its scope, and yet a request.
  expect((await call("GET /v1/tokens", { token: few.token })).status).toBe(403);
  await evict(tenant.stub);
  expect(must(await tenant.api(`GET /v1/tokens/${few.id}`), 200)).toMatchObject({ num_uses: 1, status: "active" });
  expect(must(await call("GET /v1/tokens/self", { token: few.token }), 200)).toMatchObject({ id: few.id, num_uses: 0 });
  expect(await whoami(few.token)).toBe("token_revoked");
  expect(must(await tenant.api(`GET /v1/tokens/${few.id}`), 200)).toMatchObject({
    num_uses: 0,
    status: "revoked",
    revoked_at: expect.any(String),
  });
  const refused = (await auditRows(tenant.stub)).filter(({ action }) => action === "auth_refused");
  expect(refused.map(({ token_id, error_code }) => [token_id, error_code])).toEqual([[few.id, "token_revoked"]]);
});

it("of 32 requests at once with a token of 5 uses exactly 5 are let in, also where they change something", async () => {
  const tenant = await newTenant({ rules: [{ path_pattern: "**", permissions: ["write"] }] });
  const few = await make(tenant, { num_uses: 5, scopes: ["secrets:write"] });
  const answers = await Promise.all(
    Array.from({ length: 32 }, (_, i) =>
      call(`PUT /v1/secrets/shop/s${i}`, { token: few.token, body: { data: { a: "b" } } }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
  expect(answers.filter(({ body }) => body.error?.code === "token_revoked")).toHaveLength(27);
  await evict(tenant.stub);
  expect(must(await tenant.api(`GET /v1/tokens/${few.id}`), 200).num_uses).toBe(0);
});

it("a long body is asked about twice and takes one use, also the last", async () => {
  const tenant = await newTenant({ rules: [{ path_pattern: "**", permissions: ["write"] }] });
  const few = await make(tenant, { num_uses: 2, scopes: ["secrets:write"] });
  const put = (path: string) =>
    call(`PUT /v1/secrets/${path}`, { token: few.token, body: { data: { a: "x".repeat(30_000) } } });
  expect([(await put("shop/a")).status, (await put("shop/b")).status, (await put("shop/c")).status]).toEqual([
    201, 201, 401,
  ]);
});

it("a request that acts in another space takes its use at home, and only there", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const made = must(
    await call("POST /v1/tokens", {
      token: partner.admin,
      body: { identity_id: "user:pat", name: "few", scopes: ["identity:read"], num_uses: 2 },
    }),
    201,
  );
  const list = () => call("GET /v1/tokens", { token: made.token, headers: { "x-tenant-id": tenant.id } });
  expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([200, 200, 401]);
});

it("a token with a number of uses makes no others, and is not replaced", async () => {
  const tenant = await newTenant();
  const few = await make(tenant, { num_uses: 9 });
  const child = await call("POST /v1/tokens/self/children", { token: few.token, body: { name: "c" } });
  expect(child.body.error).toMatchObject({ code: "access_denied", details: { reason: "unsupported" } });
  const rotated = await tenant.api(`POST /v1/tokens/${few.id}/rotate`);
  expect(rotated.body.error).toMatchObject({ code: "validation_error", details: { reason: "unsupported" } });
});
