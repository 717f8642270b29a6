import { expect, it } from "vitest";
import { asOperator, auditRows, call, must, newTenant, newToken } from "../support/api";
import { newPartner } from "../support/spaces";
import { codeOf } from "./support";

it("acting elsewhere keeps home's scopes and its own identity, and lies in the target's log with both names", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  must(await partner.api(`POST /v1/t/${tenant.id}/identity/identities`, { identity_id: "user:pat" }), 201);
  const namesake = await newToken(tenant.id, "user:pat", ["identity:read"]);
  expect((await call("GET /v1/auth/whoami", { token: namesake })).body).toMatchObject({
    tenant_id: tenant.id,
    roles: [],
  });
  const whoami = (await partner.api(`GET /v1/t/${tenant.id}/auth/whoami`)).body;
  expect(whoami).toMatchObject({
    identity_id: "user:pat",
    tenant_id: null,
    partner_id: partner.id,
    roles: ["partner_admin"],
  });
  const narrow = await newToken(partner.id, "user:pat", ["identity:read"]);
  const refused = await call(`PATCH /v1/t/${tenant.id}/tenant/settings`, {
    token: narrow,
    body: { max_versions: 1 },
  });
  expect(refused.body.error).toMatchObject({ code: "insufficient_scope", details: { required_scope: "admin" } });
  const rows = (await auditRows(tenant.stub)).filter((row) => row.actor_tenant_id === partner.id);
  expect(rows.map((row) => [row.action, row.identity_id, row.tenant_id, row.error_code])).toEqual([
    ["identity_create", "user:pat", tenant.id, null],
    ["settings_update", "user:pat", tenant.id, "insufficient_scope"],
  ]);
  expect(
    (await auditRows(partner.stub))
      .filter(({ action }) => action === "identity_create" || action === "settings_update")
      .filter(({ actor_tenant_id }) => actor_tenant_id === partner.id),
  ).toEqual([]);
  // One of the same name in the tenant is another person: no self to protect.
  must(await partner.api(`DELETE /v1/t/${tenant.id}/identity/identities/user:pat`), 204);
});

it("acting elsewhere that is refused is recorded at home with the id that was asked for, whatever it was", async () => {
  const [partner, foreign] = [await newPartner(), await newPartner()];
  const tenant = await newTenant({ partnerId: partner.id });
  const stranger = await newTenant({ partnerId: foreign.id });
  const before = (await auditRows(stranger.stub)).length;
  for (const space of [stranger.id, "tnt_never", "not%20an%20id"]) {
    await call(`GET /v1/t/${space}/tokens`, { token: tenant.admin });
    await call(`GET /v1/t/${space}/tokens`, { token: partner.admin });
  }
  await call(`GET /v1/t/${stranger.id}/auth/whoami`, { token: tenant.admin });
  const asked = async (stub: typeof tenant.stub) =>
    (await auditRows(stub))
      .filter(({ action }) => action === "tenant_refused")
      .map((row) => `${row.error_code} ${JSON.parse(String(row.extra_data)).requested}`);
  const foreignTo = (space: string) => `tenant_access_denied ${space}`;
  expect(await asked(tenant.stub)).toEqual([stranger.id, "tnt_never", "?", stranger.id].map(foreignTo));
  expect(await asked(partner.stub)).toEqual([
    `access_denied ${stranger.id}`,
    "tenant_not_found tnt_never",
    "tenant_not_found ?",
  ]);
  expect((await auditRows(stranger.stub)).length).toBe(before);
});

it("acting elsewhere ends with the role, with the token and with the identity, at once", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const line = `GET /v1/t/${tenant.id}/tokens`;
  const change = (body: object) => asOperator("PATCH /v1/identity/identities/user:pat", body, partner.id);
  must(await partner.api(line), 200);
  must(await change({ roles: [] }), 200);
  expect(codeOf(await partner.api(line))).toBe("403 tenant_access_denied");
  must(await change({ roles: ["partner_admin"], is_active: false }), 200);
  expect(codeOf(await partner.api(line))).toBe("401 token_revoked");
  must(await change({ is_active: true }), 200);
  must(await partner.api(line), 200);
});

it("acting elsewhere leaves the operator's traces in the log of the space it acts in", async () => {
  const tenant = await newTenant();
  must(await asOperator("GET /v1/tokens", undefined, tenant.id), 200);
  const row = (await auditRows(tenant.stub)).at(-1);
  expect([row?.action, row?.identity_id, row?.identity_type, row?.actor_tenant_id, row?.tenant_id]).toEqual([
    "config_read",
    "system:operator",
    "system",
    null,
    tenant.id,
  ]);
  for (const line of ["GET /v1/secrets/a/b", "PUT /v1/secrets/a/b", "GET /v1/secrets", "POST /v1/tenant/settings"]) {
    const answer = await asOperator(line, line.startsWith("P") ? {} : undefined, tenant.id);
    expect(codeOf(answer)).toBe(line.startsWith("POST") ? "405 method_not_allowed" : "403 insufficient_scope");
  }
});
