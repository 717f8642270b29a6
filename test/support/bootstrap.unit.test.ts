import fc from "fast-check";
import { expect, it } from "vitest";
import { DEV_SCOPES, devToken } from "../../scripts/lib/bootstrap.mjs";
import { mintOperatorToken } from "../../scripts/lib/operator-token.mjs";
import { spaceOfToken } from "../../src/crypto/token";

interface Sent {
  method: string;
  path: string;
  body?: unknown;
  tenant?: string;
}

/** A deployment that answers each path with one status. */
function deployment(statuses: Record<string, number>, code = "name_conflict", scopes: readonly string[] = DEV_SCOPES) {
  const sent: Sent[] = [];
  const client = async (method: string, path: string, options: { body?: unknown; tenant?: string } = {}) => {
    sent.push({ method, path, ...options });
    const status = statuses[path] ?? (method === "GET" ? 200 : 201);
    const policies = [{ id: "pol_dev", name: "development: everything" }];
    return {
      status,
      body: status < 400 ? { token: "new-token", policies, scopes } : { error: { code, message: "No." } },
    };
  };
  return { sent, client };
}

it("the development set-up says which step failed, and stops there", async () => {
  const { sent, client } = deployment({ "/v1/identity/tenants": 401 }, "token_invalid");
  await expect(devToken({ operator: client, clientFor: () => client })).rejects.toThrow(
    "creating the tenant: 401 token_invalid: No.",
  );
  expect(sent.map(({ path }) => path)).toEqual(["/v1/identity/partners", "/v1/identity/tenants"]);
});

it("the development set-up takes a conflict of another kind for a fault", async () => {
  const { client } = deployment({ "/v1/identity/partners": 409 }, "version_conflict");
  await expect(devToken({ operator: client, clientFor: () => client })).rejects.toThrow("409 version_conflict");
});

it("the development set-up makes partner, tenant, identity and token as the API wants them", async () => {
  const { sent, client } = deployment({});
  expect(await devToken({ operator: client, clientFor: () => client })).toBe("new-token");
  expect(sent).toMatchObject([
    { method: "POST", path: "/v1/identity/partners", body: { name: "Dev", slug: "dev" } },
    { method: "POST", path: "/v1/identity/tenants", body: { name: "Dev", slug: "dev", partner_id: "ptn_dev" } },
    {
      path: "/v1/identity/identities",
      tenant: "tnt_dev",
      body: { identity_id: "user:dev", roles: ["tenant_admin"] },
    },
    { path: "/v1/tokens", tenant: "tnt_dev", body: { identity_id: "user:dev", expires_at: null } },
    { path: "/v1/policies", body: { name: "development: everything" } },
    { method: "GET", path: "/v1/policies?limit=200&include_inactive=true" },
    { path: "/v1/policies/pol_dev/bindings", body: { identity_id: "user:dev" } },
  ]);
});

it("the development set-up keeps a token that still works and replaces one that does not", async () => {
  const there = { "/v1/identity/partners": 409, "/v1/identity/tenants": 409, "/v1/identity/identities": 409 };
  const good = deployment({ ...there, "/v1/auth/whoami": 200 });
  const options = { operator: good.client, clientFor: () => good.client, saved: "kept" };
  expect(await devToken(options)).toBe("kept");
  const dead = deployment({ ...there, "/v1/auth/whoami": 401 });
  expect(await devToken({ operator: dead.client, clientFor: () => dead.client, saved: "kept" })).toBe("new-token");
});

it("the development set-up makes operator tokens that the Worker takes", () => {
  const minted = fc.integer().map(() => mintOperatorToken());
  fc.assert(fc.property(minted, (token) => spaceOfToken(token) === "operator"));
});
