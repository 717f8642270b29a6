import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { auditRows, must } from "../../support/api";
import { stopClock } from "../../support/spaces";
import { as, HOUR, refusal, START_MS } from "../support";
import { at, newWorld, ROLELESS, type Share, share, storeOf, type World } from "./support";

let world: World;

const put: Share = (...given) => share(world, ...given);

beforeEach(async () => {
  world = await newWorld();
});

it("the verbs on a partner's secrets let tenants read what the partner's administrator wrote, with no policy and just the scope", async () => {
  const { partner, one, two } = world;
  const created = await at(partner.admin, "PUT shop/db", { data: { key: "shared" }, metadata: { tags: ["t"] } });
  expect([created.status, created.headers.get("etag")]).toEqual([201, '"1"']);
  expect(created.body).toEqual({
    path: "shop/db",
    secret_type: "kv",
    version: 1,
    created: true,
    created_at: "2096-11-21T09:30:00Z",
    expires_at: null,
  });
  for (const token of [
    await one.token(["secrets:read"]),
    await two.token(["secrets:read"]),
    await partner.token(["secrets:read"]),
  ]) {
    const read = await at(token, "GET shop/db");
    expect([read.status, read.headers.get("etag"), read.headers.get("cache-control")]).toEqual([
      200,
      '"1"',
      "no-store, no-transform",
    ]);
    expect(read.body).toEqual({
      path: "shop/db",
      secret_type: "kv",
      version: 1,
      data: { key: "shared" },
      metadata: { tags: ["t"] },
      created_at: "2096-11-21T09:30:00Z",
      updated_at: "2096-11-21T09:30:00Z",
      version_created_at: "2096-11-21T09:30:00Z",
      expires_at: null,
      rotation_policy_id: null,
      secret_policy_id: null,
    });
  }
  const lister = await two.token(["secrets:list"]);
  expect((await at(lister, "GET shop/db/versions")).body).toEqual({
    path: "shop/db",
    versions: [
      {
        version: 1,
        created_at: "2096-11-21T09:30:00Z",
        created_by: "user:pat",
        is_current: true,
        readable_until: null,
        deleted_at: null,
        destroyed: false,
      },
    ],
  });
  const metadata = await at(lister, "GET metadata/shop/db");
  expect(metadata.headers.get("etag")).toBe('"1"');
  expect(metadata.body).toEqual({
    path: "shop/db",
    secret_type: "kv",
    current_version: 1,
    version_count: 1,
    metadata: { tags: ["t"] },
    created_at: "2096-11-21T09:30:00Z",
    updated_at: "2096-11-21T09:30:00Z",
    last_accessed_at: "2096-11-21T09:30:00Z",
    access_count_30d: 3,
    expires_at: null,
    max_versions: 10,
    notify_before: ["30d", "7d", "1d"],
    cas_required: false,
    delete_version_after: null,
    secret_policy_id: null,
    rotation_policy: null,
  });
});

it("the verbs on a partner's secrets do for the administrator what those of the store do, also below a tenant's prefix and by the header", async () => {
  const { partner, one } = world;
  await put("shop/db");
  const below = `/v1/t/${one.id}/partner/secrets/shop/db`;
  const updated = must(await partner.api(`PUT ${below}`, { data: { key: "two" } }), 200);
  expect(updated).toEqual({
    path: "shop/db",
    version: 2,
    created: false,
    previous_version: 1,
    updated_at: "2096-11-21T09:30:00Z",
  });
  expect((await storeOf(one)).flat()).toEqual([]);
  const there = { "x-tenant-id": one.id };
  expect((await at(partner.admin, "PATCH shop/db", { metadata: { owner: "o" } }, there)).body).toMatchObject({
    current_version: 2,
    metadata: { owner: "o" },
  });
  const lost = await at(partner.admin, "PUT shop/db", { data: { k: 1 } }, { "if-match": '"1"' });
  expect(refusal(lost)).toEqual({ status: 412, code: "version_conflict", details: { current_version: 2 } });
  expect(
    (await at(partner.admin, "POST shop/db/rotate", { new_value: { key: "three" }, grace_period: "1h" })).body,
  ).toEqual({
    path: "shop/db",
    version: 3,
    previous_version: 2,
    rotated_at: "2096-11-21T09:30:00Z",
    grace_period_ends: "2096-11-21T10:30:00Z",
    auto_generated: false,
  });
  expect((await at(one.admin, "GET shop/db?version=2")).body.data).toEqual({ key: "two" });
  await stopClock(partner.stub, START_MS + HOUR);
  expect(refusal(await at(one.admin, "GET shop/db?version=2")).code).toBe("version_not_found");
  expect(must(await partner.api(`DELETE ${below}`), 200)).toEqual({
    path: "shop/db",
    deleted: true,
    permanent: false,
    recoverable_until: "2096-12-21T10:30:00Z",
  });
  expect(refusal(await at(one.admin, "GET shop/db")).code).toBe("secret_not_found");
  expect(refusal(await at(partner.admin, "PUT shop/db", { data: { k: 1 } })).code).toBe("secret_exists");
  expect(must(await partner.api(`POST ${below}/restore`), 200)).toEqual({
    path: "shop/db",
    version: 3,
    restored: true,
    restored_at: "2096-11-21T10:30:00Z",
  });
  expect((await at(one.admin, "GET shop/db")).body.data).toEqual({ key: "three" });
  must(await at(partner.admin, "PUT shop/db", { data: { key: "four" } }), 200);
  expect((await at(partner.admin, "DELETE shop/db?version=3")).body).toEqual({
    path: "shop/db",
    version: 3,
    deleted: true,
  });
  expect(refusal(await at(one.admin, "GET shop/db?version=3")).code).toBe("version_not_found");
  expect(refusal(await at(one.admin, "POST shop/db/restore?version=3"))).toMatchObject({ status: 403 });
  expect(must(await partner.api(`POST ${below}/restore?version=3`), 200)).toMatchObject({ version: 3, restored: true });
  expect((await at(one.admin, "GET shop/db?version=3")).body.data).toEqual({ key: "three" });
  expect((await at(partner.admin, "DELETE shop/db?version=3&permanent=true")).body).toMatchObject({ destroyed: true });
  expect((await at(one.admin, "GET shop/db/versions")).body.versions[1]).toMatchObject({ version: 3, destroyed: true });
  must(await at(partner.admin, "DELETE shop/db?permanent=true"), 200);
  expect((await storeOf(partner)).flat()).toEqual([]);
});

it("the verbs on a partner's secrets ask the role wherever a policy would be asked: to generate, and to rotate what follows a rotation policy", async () => {
  const { partner, one } = world;
  const generationPolicy = { name: "login", fields: [{ name: "password", generator: "random" }] };
  const { id } = must(await partner.api("POST /v1/secret-policies", generationPolicy), 201);
  const roleless = as(await partner.token(ROLELESS));
  const generate = `POST /v1/secret-policies/${id}/generate`;
  const denied = { status: 403, code: "access_denied", details: { required_role: "partner_admin" } };
  expect(refusal(await roleless(generate, { path: "shop/made" }))).toEqual(denied);
  expect(refusal(await at(one.admin, "GET shop/made")).code).toBe("secret_not_found");
  must(await partner.api(generate, { path: "shop/made" }), 201);
  const policy = must(
    await partner.api("POST /v1/rotation/policies", { name: "monthly", interval: "30d", auto_generate: true }),
    201,
  );
  must(await partner.api(`POST /v1/rotation/policies/${policy.id}/secrets`, { secret_path: "shop/made" }), 201);
  const rotate = `POST /v1/rotation/policies/${policy.id}/rotate`;
  expect(must(await roleless(rotate, {}), 200)).toMatchObject([{ status: "failed", error: "access_denied" }]);
  expect(must(await roleless("GET /v1/rotation/due?within_hours=8760"), 200).secrets).toEqual([]);
  expect(must(await at(one.admin, "GET shop/made"), 200).version).toBe(1);
  expect(must(await partner.api(rotate, {}), 200)).toMatchObject([{ status: "success", new_version: 2 }]);
  await stopClock(partner.stub, START_MS + 30 * 24 * HOUR);
  await runDurableObjectAlarm(partner.stub);
  const row = (await auditRows(partner.stub)).at(-1);
  expect(row).toMatchObject({ action: "rotate", identity_id: "system:scheduler", secret_path: "shop/made" });
  await stopClock(partner.stub, START_MS);
  expect(must(await at(one.admin, "GET shop/made"), 200).version).toBe(3);
});

it("the verbs on a partner's secrets go by the partner's settings, whoever's tenant asks", async () => {
  const { partner, one } = world;
  must(await partner.api("PATCH /v1/tenant/settings", { max_versions: 2, notify_before: ["2d"] }), 200);
  must(await one.api("PATCH /v1/tenant/settings", { max_versions: 50 }), 200);
  await put("shop/db");
  for (let i = 0; i < 3; i++) must(await at(partner.admin, "PUT shop/db", { data: { i } }), 200);
  expect((await at(one.admin, "GET metadata/shop/db")).body).toMatchObject({
    max_versions: 2,
    version_count: 2,
    notify_before: ["2d"],
  });
  expect(refusal(await at(one.admin, "GET shop/db?version=1")).code).toBe("version_not_found");
});

it("the verbs on a partner's secrets answer expired secrets as the store does", async () => {
  const { partner, one } = world;
  await put("shop/db", { key: 1 }, { options: { expires_in: "1h" } });
  await stopClock(partner.stub, START_MS + HOUR);
  expect(refusal(await at(one.admin, "GET shop/db"))).toEqual({
    status: 410,
    code: "secret_expired",
    details: { path: "shop/db", expired_at: "2096-11-21T10:30:00Z" },
  });
  must(await at(one.admin, "GET metadata/shop/db"), 200);
});

it("the verbs on a partner's secrets have the store's addresses but for batches, which are reserved paths", async () => {
  const { partner, one } = world;
  const reserved = { status: 400, code: "invalid_path", details: { reason: "reserved" } };
  const lines = ["POST batch", "POST batch/metadata", "GET batch", "DELETE batch/x", "GET a/restore", "POST expiring"];
  for (const line of lines)
    for (const token of [partner.admin, one.admin])
      expect(refusal(await at(token, line, line.startsWith("POST") ? {} : undefined)), line).toEqual(reserved);
  expect(refusal(await at(partner.admin, "PUT batch", { data: { k: 1 } }))).toEqual(reserved);
  expect(refusal(await at(one.admin, "PUT shop/db!", { data: { k: 1 } })).details).toEqual({ reason: "characters" });
  expect((await at(one.admin, "POST shop/db", {})).headers.get("allow")).toBe("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
  expect((await one.api("PUT /v1/partner/secrets", {})).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  expect((await one.api("GET /v1/partner/secrets/")).status).toBe(400);
  must(await at(partner.admin, "PUT shop%2Fdb", { data: { k: 1 } }), 201);
  expect((await at(one.admin, "GET metadata/shop%2Fdb")).body.path).toBe("shop/db");
});
