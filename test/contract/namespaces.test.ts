import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { type Answer, call, must, newTenant, OPERATOR_TOKEN, type TestTenant } from "../support/api";
import { newPartner, type TestPartner } from "../support/spaces";
import { vaultAs } from "../vault-api/support";

/** `X-Vault-Namespace` names a space as `X-Tenant-ID` does, with the same refusals. */

const rules = [{ path_pattern: "**", permissions: ["admin"] as const }];
const AT = "secret/data/shop/db";

let partner: TestPartner;
let tenant: TestTenant;
let neighbour: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  partner = await newPartner();
  tenant = await newTenant({ partnerId: partner.id, rules });
  neighbour = await newTenant({ partnerId: partner.id, rules });
  stranger = await newTenant({ rules });
  for (const [{ admin }, of] of [
    [tenant, "tenant"],
    [neighbour, "neighbour"],
  ] as const)
    must(await vaultAs(admin)(`POST ${AT}`, { data: { of } }), 200);
});

const told = ({ status, body }: Answer) => [status, body.errors ?? body.data?.data ?? body.auth?.policies];
const from = (token: string, namespace: string, line = `GET ${AT}`, body?: unknown) =>
  vaultAs(token)(line, body, { "x-vault-namespace": namespace });

/** Each kind of call: of values, of tokens, of the system, wrapped ones. */
const LINES: readonly { readonly line: string; readonly body?: unknown }[] = [
  { line: `GET ${AT}` },
  { line: `POST ${AT}`, body: { data: { taken: true } } },
  { line: `DELETE ${AT}` },
  { line: "DELETE secret/metadata/shop/db" },
  { line: "GET secret/metadata/?list=true" },
  { line: "GET secret/config" },
  { line: "POST auth/token/lookup", body: { token: mintToken("tnt_x") } },
  { line: "POST auth/approle/role/taken", body: {} },
  { line: "GET sys/policies/acl?list=true" },
  { line: "POST sys/capabilities-self", body: { paths: [AT] } },
];

it.each(LINES)(
  "a namespace that is not the token's refuses $line, and nothing is changed there",
  async ({ line, body }) => {
    for (const { admin } of [neighbour, stranger])
      for (const namespace of [tenant.id, `${tenant.id}/`])
        expect(told(await from(admin, namespace, line, body))).toEqual([403, expect.any(Array)]);
    expect(told(await from(tenant.admin, tenant.id))).toEqual([200, { of: "tenant" }]);
  },
);

it("a namespace that nobody has is refused, and shows nobody whether it is there", async () => {
  for (const namespace of [
    "tnt_never",
    "never",
    "../x",
    tenant.id.toUpperCase(),
    `${tenant.id}/child`,
    "é",
    "x".repeat(200),
  ]) {
    const answer = await from(neighbour.admin, namespace);
    expect([namespace, answer.status, answer.text.includes("tenant")]).toEqual([namespace, 403, false]);
    expect([namespace, told(await from(neighbour.admin, namespace))]).toEqual([
      namespace,
      told(await from(neighbour.admin, tenant.id)),
    ]);
  }
});

it("a namespace counts for nothing where the token's own is meant: none, an empty one, the root's, its own with a slash", async () => {
  for (const namespace of ["", " ", "root", "root/", tenant.id, `${tenant.id}/`])
    expect([namespace, ...told(await from(tenant.admin, namespace))]).toEqual([namespace, 200, { of: "tenant" }]);
});

it("a namespace does not move what is a token's own: its children and what it keeps stay at home", async () => {
  const named = (line: string, body?: unknown) => from(neighbour.admin, tenant.id, line, body);
  must(await named("POST cubbyhole/a", { kept: "at home" }), 204);
  expect(told(await vaultAs(neighbour.admin)("GET cubbyhole/a"))).toEqual([200, undefined]);
  expect((await vaultAs(neighbour.admin)("GET cubbyhole/a")).body.data).toEqual({ kept: "at home" });
  const child = must(await named("POST auth/token/create", {}), 200).auth.client_token;
  expect(told(await vaultAs(child)(`GET ${AT}`))).toEqual([200, { of: "neighbour" }]);
  expect(told(await from(child, tenant.id))).toEqual([403, expect.any(Array)]);
});

it("a namespace lets a partner's administrator and the operator act where X-Tenant-ID does, and in no other way", async () => {
  const [own, foreign] = [tenant.id, stranger.id];
  for (const token of [partner.admin, OPERATOR_TOKEN])
    for (const space of [own, foreign, "tnt_never"])
      for (const [path, address] of [
        ["/v1/tenant/settings", "secret/config"],
        ["/v1/tokens", "auth/token/accessors?list=true"],
      ] as const) {
        const native = await call(`GET ${path}`, { token, headers: { "x-tenant-id": space } });
        const { status } = await from(token, space, `GET ${address}`);
        expect([address, space, status]).toEqual([address, space, native.status === 401 ? 403 : native.status]);
      }
  expect((await vaultAs(partner.admin)(`GET ${AT}`)).status).toBe(400);
});

it("a namespace is where an answer is wrapped, and whoever holds the token needs to name none", async () => {
  const headers = { "x-vault-namespace": tenant.id, "x-vault-wrap-ttl": "5m" };
  const wrapping = must(await vaultAs(partner.admin)("GET secret/config", undefined, headers), 200).wrap_info.token;
  expect(wrapping).toContain(tenant.id);
  for (const namespace of [neighbour.id, "tnt_never"])
    expect((await from(wrapping, namespace, "POST sys/wrapping/unwrap")).status).toBe(403);
  const given = must(await vaultAs(wrapping)("POST sys/wrapping/unwrap"), 200);
  expect(given.data).toEqual(must(await vaultAs(tenant.admin)("GET secret/config"), 200).data);
});

it("a namespace counts for nothing in a login: the role id names the tenant", async () => {
  must(await tenant.api("PUT /v1/approles/ci", { token_ttl: "1h" }), 201);
  const { role_id } = must(await tenant.api("GET /v1/approles/ci"), 200);
  const { secret_id } = must(await tenant.api("POST /v1/approles/ci/secret-ids"), 201);
  const login = await vaultAs(null)(
    "POST auth/approle/login",
    { role_id, secret_id },
    { "x-vault-namespace": neighbour.id },
  );
  const bearer = must(login, 200).auth.client_token;
  expect(must(await vaultAs(bearer)("GET auth/token/lookup-self"), 200).data.entity_id).toBe("sa:ci");
  expect((await from(bearer, neighbour.id)).status).toBe(403);
});
