import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { auditRows, must, newTenant, newToken } from "../support/api";
import { rowsOf } from "../support/spaces";
import { add, BASE, shared, whoami } from "./support";

it("the deletion of an identity is refused on oneself and on nobody", async () => {
  const self = await shared.api(`DELETE ${BASE}/user:admin`);
  expect([self.status, self.body.error.code]).toEqual([403, "access_denied"]);
  expect((await shared.api(`DELETE ${BASE}/user:nobody`)).body.error.code).toBe("identity_not_found");
});

it("the deletion of an identity ends its tokens for good and takes memberships and bindings along", async () => {
  const tenant = await newTenant();
  await add(tenant, "group:sre");
  await add(tenant, "sa:ci", { groups: ["group:sre"] });
  const token = await newToken(tenant.id, "sa:ci", SCOPES.slice(0, 2));
  const rules = [{ path_pattern: "**", permissions: ["read"] }];
  const policy = must(await tenant.api("POST /v1/policies", { name: "p", rules }), 201).id;
  const bind = (identity_type: string, identity_id: string) =>
    tenant.api(`POST /v1/policies/${policy}/bindings`, { identity_type, identity_id });
  must(await bind("service_account", "sa:ci"), 201);
  must(await bind("group", "group:sre"), 201);
  must(await tenant.api(`DELETE ${BASE}/sa:ci`), 204);
  expect(await whoami(token)).toBe("token_revoked");
  expect((await tenant.api(`GET ${BASE}/sa:ci`)).body.error.code).toBe("identity_not_found");
  await add(tenant, "sa:ci");
  expect(await whoami(token)).toBe("token_revoked");
  expect((await tenant.api(`GET ${BASE}/sa:ci`)).body.groups).toEqual([]);
  expect(await rowsOf(tenant.stub, "SELECT identity_id FROM policy_bindings")).toEqual([{ identity_id: "group:sre" }]);
  must(await tenant.api(`DELETE ${BASE}/group:sre`), 204);
  expect(await rowsOf(tenant.stub, "SELECT * FROM policy_bindings")).toEqual([]);
  const row = (await auditRows(tenant.stub)).find(({ action }) => action === "identity_delete");
  expect(JSON.parse(String(row?.extra_data))).toEqual({ target_identity_id: "sa:ci", tokens_revoked: 1 });
});
