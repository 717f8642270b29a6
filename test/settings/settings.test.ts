import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { DEFAULT_SETTINGS } from "../../src/settings/rules";
import { asOperator, auditRows, call, evict, must, newTenant } from "../support/api";
import { newPartner, shiftClock } from "../support/spaces";

const DAY_MS = 86_400_000;
const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

it("settings are refused without scope admin, and without the role that makes it count", async () => {
  const tenant = await newTenant();
  const others = await tenant.token(SCOPES.filter((scope) => scope !== "admin" && scope !== "identity:admin"));
  for (const line of ["GET /v1/tenant/settings", "PATCH /v1/tenant/settings"]) {
    const answer = await call(line, {
      token: others,
      ...(line.startsWith("P") ? { body: { max_versions: 5 } } : {}),
    });
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ code: "insufficient_scope", details: { required_scope: "admin" } });
  }
  const operator = await asOperator("GET /v1/tenant/settings", undefined, tenant.id);
  expect(operator.body.error).toMatchObject({ code: "insufficient_scope" });
  await asOperator("PATCH /v1/identity/identities/user:admin", { roles: [] }, tenant.id);
  expect((await tenant.api("GET /v1/tenant/settings")).body.error.code).toBe("insufficient_scope");
});

it.each([
  [{}, 422, { fields: { body: "required" } }],
  [{ max_version: 5 }, 422, { fields: { max_version: "unknown" } }],
  [{ max_versions: 0 }, 422, { fields: { max_versions: "range" } }],
  [{ max_versions: 101 }, 422, { fields: { max_versions: "range" } }],
  [{ max_versions: 1.5 }, 422, { fields: { max_versions: "type" } }],
  [{ max_versions: "5" }, 422, { fields: { max_versions: "type" } }],
  [{ soft_delete_retention: "59m" }, 422, { fields: { soft_delete_retention: "range" } }],
  [{ soft_delete_retention: "366d" }, 422, { fields: { soft_delete_retention: "range" } }],
  [{ rotation_grace_period: "91d" }, 422, { fields: { rotation_grace_period: "range" } }],
  [{ mfa_max_age: "59s" }, 422, { fields: { mfa_max_age: "range" } }],
  [{ mfa_max_age: "25h" }, 422, { fields: { mfa_max_age: "range" } }],
  [{ token_default_ttl: "59s" }, 422, { fields: { token_default_ttl: "range" } }],
  [{ token_max_ttl: "59m" }, 422, { fields: { token_max_ttl: "range" } }],
  [{ audit_retention: "29d" }, 422, { fields: { audit_retention: "range" } }],
  [{ audit_retention: 90 }, 422, { fields: { audit_retention: "type" } }],
  [{ mfa_max_age: "0s" }, 400, { field: "mfa_max_age" }],
  [{ token_max_ttl: "1d12h" }, 400, { field: "token_max_ttl" }],
  [{ audit_retention: "3651d" }, 400, { field: "audit_retention" }],
  [{ notify_before: ["7d", "soon"] }, 400, { field: "notify_before" }],
  [{ notify_before: "7d,,1d" }, 400, { field: "notify_before" }],
  [{ notify_before: Array(11).fill("1d") }, 422, { fields: { notify_before: "too_many" } }],
  [{ notify_before: 7 }, 422, { fields: { notify_before: "type" } }],
  [{ cas_required: "true" }, 422, { fields: { cas_required: "type" } }],
  [{ metadata_cas_required: 1 }, 422, { fields: { metadata_cas_required: "type" } }],
  [{ delete_version_after: "0s" }, 400, { field: "delete_version_after" }],
  [{ max_versions: 5, mfa_max_age: "25h" }, 422, { fields: { mfa_max_age: "range" } }],
])("settings refuse %j, and change nothing", async (body, status, details) => {
  const answer = await shared.api("PATCH /v1/tenant/settings", body);
  expect(answer.status).toBe(status);
  expect(answer.body.error).toMatchObject({
    code: status === 400 ? "invalid_duration" : "validation_error",
    details,
  });
  const { updated_at: _, ...texts } = (await shared.api("GET /v1/tenant/settings")).body;
  expect(texts).toEqual(DEFAULT_SETTINGS);
});

it("settings have their defaults, change key by key, go back with null, and outlive the object's memory", async () => {
  const tenant = await newTenant();
  expect((await tenant.api("GET /v1/tenant/settings")).body).toEqual({ ...DEFAULT_SETTINGS, updated_at: AT });
  const change = {
    max_versions: 3,
    soft_delete_retention: "1h",
    rotation_grace_period: "0s",
    notify_before: "14d, 2d",
    mfa_max_age: "24h",
    token_default_ttl: "1m",
    token_max_ttl: "1h",
    audit_retention: "3650d",
    cas_required: true,
    metadata_cas_required: true,
    delete_version_after: "1s",
  };
  const changed = { ...change, notify_before: ["14d", "2d"], updated_at: AT };
  expect(must(await tenant.api("PATCH /v1/tenant/settings", change), 200)).toEqual(changed);
  await evict(tenant.stub);
  expect((await tenant.api("GET /v1/tenant/settings")).body).toEqual(changed);
  const back = must(
    await tenant.api("PATCH /v1/tenant/settings", {
      max_versions: null,
      token_max_ttl: null,
      cas_required: null,
      delete_version_after: null,
    }),
    200,
  );
  expect(back).toEqual({
    ...changed,
    max_versions: 10,
    token_max_ttl: null,
    cas_required: false,
    delete_version_after: null,
  });
  expect(must(await tenant.api("PATCH /v1/tenant/settings", { notify_before: "" }), 200).notify_before).toEqual([]);
});

it("settings leave a row with old and new values of what changed, and one for each reading", async () => {
  const tenant = await newTenant();
  await tenant.api("PATCH /v1/tenant/settings", { max_versions: 3, mfa_max_age: "15m", notify_before: ["2d"] });
  await tenant.api("GET /v1/tenant/settings");
  const rows = (await auditRows(tenant.stub)).slice(-2);
  expect(rows.map(({ action, extra_data }) => [action, JSON.parse(String(extra_data))])).toEqual([
    [
      "settings_update",
      {
        old: { max_versions: 10, notify_before: ["30d", "7d", "1d"] },
        new: { max_versions: 3, notify_before: ["2d"] },
      },
    ],
    ["config_read", { resource: "settings" }],
  ]);
});

it("settings belong to one space: a partner has its own, and its administrator changes a tenant's", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  must(await partner.api("PATCH /v1/tenant/settings", { max_versions: 2 }), 200);
  must(await partner.api(`PATCH /v1/t/${tenant.id}/tenant/settings`, { max_versions: 4 }), 200);
  expect((await partner.api("GET /v1/tenant/settings")).body.max_versions).toBe(2);
  expect((await tenant.api("GET /v1/tenant/settings")).body.max_versions).toBe(4);
});

it("settings give tokens their life: the default is cut to the cap, and more than the cap is refused", async () => {
  const tenant = await newTenant();
  const make = (more: object) =>
    tenant.api("POST /v1/tokens", { identity_id: "user:admin", name: "t", scopes: ["admin"], ...more });
  await tenant.api("PATCH /v1/tenant/settings", { token_max_ttl: "2h" });
  const made = must(await make({}), 201);
  expect(Date.parse(made.expires_at) - Date.parse(made.created_at)).toBe(2 * 3_600_000);
  expect((await make({ expires_in: "3h" })).body.error.details).toEqual({ fields: { expires_in: "range" } });
  expect((await make({ expires_at: null })).body.error.details).toEqual({ fields: { expires_at: "range" } });
  const far = new Date(Date.now() + DAY_MS).toISOString();
  expect((await make({ expires_at: far })).body.error.details).toEqual({ fields: { expires_at: "range" } });
  must(await make({ expires_in: "2h" }), 201);
  await tenant.api("PATCH /v1/tenant/settings", { token_default_ttl: "1h", token_max_ttl: null });
  const shorter = must(await make({}), 201);
  expect(Date.parse(shorter.expires_at) - Date.parse(shorter.created_at)).toBe(3_600_000);
});

it("settings say how old a second factor may be", async () => {
  const tenant = await newTenant();
  const policy = {
    name: "p",
    rules: [{ path_pattern: "**", permissions: ["list"], conditions: { require_mfa: true } }],
  };
  const { id } = must(await tenant.api("POST /v1/policies", policy), 201);
  must(await tenant.api(`POST /v1/policies/${id}/bindings`, { identity_type: "user", identity_id: "user:admin" }), 201);
  const mfa_verified_at = new Date().toISOString();
  const { token } = must(
    await tenant.api("POST /v1/tokens", {
      identity_id: "user:admin",
      name: "t",
      scopes: ["secrets:list"],
      mfa_verified_at,
    }),
    201,
  );
  await shiftClock(tenant.stub, 16 * 60_000);
  const read = () => call("GET /v1/secrets/metadata/none", { token });
  expect((await read()).body.error.code).toBe("mfa_required");
  await tenant.api("PATCH /v1/tenant/settings", { mfa_max_age: "1h" });
  expect((await read()).body.error.code).toBe("secret_not_found");
});

const shared = await newTenant();
