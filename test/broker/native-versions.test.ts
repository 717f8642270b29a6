import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { auditRows, must, newTenant, type TestTenant } from "../support/api";

/** A credential in the tenant's own store, when versions of its secret are deleted one by one. */
const PATH = "/v1/secrets/team/portal";
let tenant: TestTenant;
let integration: string;
let credential: string;

const push = (pass = "first") =>
  tenant.api(`POST /api/v1/vault-integrations/${integration}/secrets`, {
    path: "team/portal",
    data: { login: "me", pass },
  });
const resolve = async () => {
  const body = { url: "https://portal.example.net/login" };
  const answer = await tenant.api(`POST /api/v1/credentials/${credential}/resolve`, body);
  return answer.status === 200 ? answer.body.password : answer.body.error.code;
};

beforeEach(async () => {
  tenant = await newTenant({ rules: [{ path_pattern: "**", permissions: ["admin"] }] });
  integration = must(await tenant.api("POST /api/v1/vault-integrations", { name: "own", type: "native" }), 201).id;
  must(await push(), 201);
  const body = {
    ...{ name: "portal", vaultIntegrationId: integration, vaultPath: "team/portal" },
    ...{ fieldMap: { username: "login", password: "pass" }, allowedDomains: ["portal.example.net"] },
  };
  credential = must(await tenant.api("POST /api/v1/credentials", body), 201).id;
});

it.each(["", "&permanent=true"])(
  "resolving a native credential whose current version is gone (version=2%s) says that it is deleted, and gives no older one",
  async (query) => {
    must(await push("second"), 201);
    must(await tenant.api(`DELETE ${PATH}?version=2${query}`), 200);
    expect(await resolve()).toBe("vault_secret_deleted");
    const tested = await tenant.api(`POST /api/v1/credentials/${credential}/test`, {});
    expect(tested.body).toMatchObject({ ok: false, code: "vault_secret_deleted", checks: { path: "failed" } });
    expect((await auditRows(tenant.stub)).findLast(({ action }) => action === "credential.refused")).toMatchObject({
      success: 0,
      error_code: "vault_secret_deleted",
      secret_path: "team/portal",
    });
    must(await push("third"), 201);
    expect(await resolve()).toBe("third");
  },
);

it("resolving a native credential gives a restored version again, and does not mind older ones that are deleted", async () => {
  must(await push("second"), 201);
  must(await tenant.api(`DELETE ${PATH}?version=1`), 200);
  expect(await resolve()).toBe("second");
  must(await tenant.api(`DELETE ${PATH}?version=2`), 200);
  must(await tenant.api(`POST ${PATH}/restore?version=2`), 200);
  expect(await resolve()).toBe("second");
});

it("resolving a native credential finds nothing at a secret of which only metadata was written", async () => {
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    storage.sql.exec("DELETE FROM secret_versions");
    storage.sql.exec("UPDATE secrets SET version = 0");
  });
  expect(await resolve()).toBe("vault_path_not_found");
  expect(must(await push("new"), 201).version).toBe(1);
  expect(await resolve()).toBe("new");
});

it("pushing into the tenant's own store is refused where a write must name the version that it replaces", async () => {
  must(await tenant.api(`PATCH ${PATH}`, { options: { cas_required: true } }), 200);
  const refused = await push("second");
  expect([refused.status, refused.body.error.code, refused.body.error.details]).toEqual([
    400,
    "vault_rejected",
    { stage: "write", path: "team/portal", reason: "cas_required", retryable: false },
  ]);
  expect(await resolve()).toBe("first");
});
