import { beforeEach, describe, expect, it } from "vitest";
import { type Answer, call, must } from "../support/api";
import { shiftClock } from "../support/spaces";
import { DENIED, enveloped, NOTHING, newVaultSide, refusal, told, type VaultSide, vaultAs } from "./support";

let side: VaultSide;
let roleId: string;
const ROLE = "auth/approle/role/ci";
const vault: VaultSide["vault"] = (...args) => side.vault(...args);

beforeEach(async () => {
  side = await newVaultSide();
  const rules = [{ path_pattern: "shop/**", permissions: ["read"] }];
  must(await side.tenant.api("POST /v1/policies", { name: "shop", rules }), 201);
  must(await vault(`POST ${ROLE}`, { token_policies: ["shop"], token_ttl: "1h" }), 204);
  must(await vault("POST secret/data/shop/a", { data: { k: 1 } }), 200);
  roleId = must(await vault(`GET ${ROLE}/role-id`), 200).data.role_id;
});

const secretId = async (body: object = {}): Promise<string> =>
  must(await vault(`POST ${ROLE}/secret-id`, body), 200).data.secret_id;
const login = (secret_id?: string, ip?: string, role_id = roleId): Promise<Answer> =>
  call("POST /vault/v1/auth/approle/login", {
    body: { role_id, ...(secret_id === undefined ? {} : { secret_id }) },
    ...(ip === undefined ? {} : { headers: { "cf-connecting-ip": ip } }),
  });
const REFUSED = told(400, "invalid role or secret ID");

describe("a login by a role", () => {
  it("is refused by one text, whatever was wrong with it", async () => {
    const good = await secretId();
    const used = await secretId({ num_uses: 1 });
    must(await login(used), 200);
    for (const [id, role] of [
      ["wrong", roleId],
      [used, roleId],
      [good, `${roleId.slice(0, -1)}${roleId.endsWith("a") ? "b" : "a"}`],
      [good, "nonsense"],
      [good, `tnt_nobody.${"a".repeat(26)}`],
    ] as const)
      expect(refusal(await login(id, undefined, role))).toEqual(REFUSED);
    for (const [body, text] of [
      [{ secret_id: good }, "missing role_id"],
      [{ role_id: roleId }, "missing secret_id"],
    ] as const)
      expect(refusal(await vaultAs(null)("POST auth/approle/login", body))).toEqual(told(400, text));
  });

  it("is refused from elsewhere, and where the address is not known", async () => {
    const near = await secretId({ cidr_list: ["192.0.2.0/24"] });
    expect(refusal(await login(near))).toEqual(REFUSED);
    expect(refusal(await login(near, "198.51.100.1"))).toEqual(REFUSED);
    expect((await login(near, "192.0.2.9")).status).toBe(200);
    must(await vault(`POST ${ROLE}/token-bound-cidrs`, { token_bound_cidrs: "192.0.2.0/24" }), 204);
    const { client_token } = must(await login(await secretId(), "192.0.2.9"), 200).auth;
    const read = (ip: string) =>
      call("GET /vault/v1/secret/data/shop/a", { headers: { "x-vault-token": client_token, "cf-connecting-ip": ip } });
    expect([(await read("198.51.100.1")).status, (await read("192.0.2.1")).status]).toEqual([403, 200]);
  });

  it("is stopped for a quarter of an hour by five that were refused, also with the right secret id, and nobody else is", async () => {
    const good = await secretId();
    must(await vault("POST auth/approle/role/other", {}), 204);
    const other = must(await vault("GET auth/approle/role/other/role-id"), 200).data.role_id;
    const { secret_id } = must(await vault("POST auth/approle/role/other/secret-id", {}), 200).data;
    for (let n = 0; n < 5; n++) expect(refusal(await login("wrong"))).toEqual(REFUSED);
    const stopped = await login(good);
    const seconds = Number(stopped.headers.get("retry-after"));
    expect([stopped.status, Object.keys(stopped.body), seconds > 800 && seconds <= 900]).toEqual([
      429,
      ["errors"],
      true,
    ]);
    expect((await login(secret_id, undefined, other)).status).toBe(200);
    await shiftClock(side.tenant.stub, 901_000);
    expect((await login(good)).status).toBe(200);
  });

  it("gives a token with the role's policies, which is told as a token of a login", async () => {
    const answer = must(await login(await secretId({ metadata: '{"job":"7"}' })), 200);
    expect(answer).toEqual(
      enveloped({
        mount_type: "approle",
        auth: {
          client_token: expect.stringMatching(/^pst_/),
          accessor: expect.stringMatching(/^tok_/),
          policies: ["shop"],
          token_policies: ["shop"],
          metadata: expect.objectContaining({ job: "7" }),
          lease_duration: expect.toSatisfy((seconds: number) => seconds > 3500 && seconds <= 3600),
          renewable: true,
          entity_id: "sa:ci",
          token_type: "service",
          orphan: true,
          mfa_requirement: null,
          num_uses: 0,
        },
      }),
    );
    const own = vaultAs(answer.auth.client_token);
    expect((await own("GET secret/data/shop/a")).body.data.data).toEqual({ k: 1 });
    expect((await own("GET secret/data/other")).status).toBe(403);
    expect((await own("GET auth/token/lookup-self")).body.data).toMatchObject({
      path: "auth/approle/login",
      entity_id: "sa:ci",
    });
  });
});

describe("a role", () => {
  it("has the name that its identity can have, in any case, and its id is the server's", async () => {
    for (const name of ["a%20b", "-a", "a%2Fb", "x".repeat(200)])
      expect([name, (await vault(`POST auth/approle/role/${name}`, {})).status]).not.toEqual([name, 204]);
    must(await vault("POST auth/approle/role/CI", { token_ttl: "2h" }), 204);
    expect((await vault(`GET ${ROLE}`)).body.data.token_ttl).toBe(7200);
    for (const [line, body] of [
      [`POST ${ROLE}/role-id`, { role_id: "mine" }],
      [`POST ${ROLE}`, { role_id: "mine" }],
    ] as const)
      expect(refusal(await vault(line, body))).toEqual(told(400, "a role id is made by the server"));
    expect(refusal(await vault(`POST ${ROLE}/role-id`, {}))).toEqual(told(400, "missing role_id"));
    expect((await vault(`GET ${ROLE}/role-id`)).body.data).toEqual({ role_id: roleId });
  });

  it("is refused a policy that there is not, a life over its longest, and every other way that there could be in without a secret id", async () => {
    for (const [body, text] of [
      [{ token_policies: ["none"] }, "a policy of token_policies does not exist"],
      [{ token_ttl: "2h", token_max_ttl: "1h" }, "'token_ttl' cannot be greater than 'token_max_ttl'"],
      [{ bind_secret_id: false }, "1 error occurred:\n\t* at least one constraint should be enabled on the role\n\n"],
      [{ token_type: "batch" }, "invalid 'token_type' value"],
      [{ token_period: "1h" }, "a token of a role has token_ttl and token_max_ttl, and no period"],
    ] as const)
      expect([body, ...refusal(await vault(`POST ${ROLE}`, body))]).toEqual([body, ...told(400, text)]);
    expect((await vault(`GET ${ROLE}`)).body.data).toMatchObject({
      token_policies: ["shop"],
      token_ttl: 3600,
      bind_secret_id: true,
    });
  });

  it("has each setting at an address of its own, which changes nothing else", async () => {
    const before = must(await vault(`GET ${ROLE}`), 200).data;
    const more = { token_num_uses: 3, token_policies: [], token_ttl: "9h" };
    must(await vault(`POST ${ROLE}/token-num-uses`, more), 204);
    expect(must(await vault(`GET ${ROLE}`), 200).data).toEqual({ ...before, token_num_uses: 3 });
    expect(must(await vault(`GET ${ROLE}/token-num-uses`), 200)).toEqual(
      enveloped({ mount_type: "approle", data: { token_num_uses: 3 } }),
    );
    for (const body of [{}, { token_ttl: null }, { token_policies: [] }])
      expect(refusal(await vault(`POST ${ROLE}/token-ttl`, body))).toEqual(told(400, "missing token_ttl"));
    must(await vault(`DELETE ${ROLE}/token-num-uses`), 204);
    expect(must(await vault(`GET ${ROLE}`), 200).data).toEqual(before);
  });

  it("bounds its secret ids to networks under the older name as well", async () => {
    for (const [line, network] of [
      [`POST ${ROLE}`, "192.0.2.0/24"],
      [`POST ${ROLE}/bound-cidr-list`, "198.51.100.0/24"],
    ] as const) {
      must(await vault(line, { bound_cidr_list: network }), 204);
      expect(must(await vault(`GET ${ROLE}`), 200).data.secret_id_bound_cidrs).toEqual([network]);
    }
    expect(refusal(await login(await secretId(), "192.0.2.9"))).toEqual(REFUSED);
    expect((await login(await secretId(), "198.51.100.9")).status).toBe(200);
    for (const address of ["bound-cidr-list", "secret-id-bound-cidrs"])
      for (const body of [{}, { bound_cidr_list: null, secret_id_bound_cidrs: null }])
        expect((await vault(`POST ${ROLE}/${address}`, body)).status).toBe(400);
    const warning =
      'The "bound_cidr_list" field is deprecated and will be removed. Please use "secret_id_bound_cidrs" instead.';
    expect(must(await vault(`GET ${ROLE}/bound-cidr-list`), 200)).toEqual(
      enveloped({ mount_type: "approle", data: { bound_cidr_list: ["198.51.100.0/24"] }, warnings: [warning] }),
    );
  });

  it("that is deleted ends its tokens and opens nothing, and its identity stays", async () => {
    const id = await secretId();
    const { client_token } = must(await login(id), 200).auth;
    must(await vault(`DELETE ${ROLE}`), 204);
    expect(refusal(await vaultAs(client_token)("GET secret/data/shop/a"))).toEqual(DENIED);
    expect(refusal(await login(id))).toEqual(REFUSED);
    expect(refusal(await vault(`GET ${ROLE}`))).toEqual(NOTHING);
    expect((await side.tenant.api("GET /v1/identity/identities/sa:ci")).status).toBe(200);
    must(await vault(`DELETE ${ROLE}`), 204);
    must(await vault(`POST ${ROLE}`, { token_policies: ["shop"] }), 204);
    expect(refusal(await login(id))).toEqual(REFUSED);
  });

  it("is the same natively: policies under either name, and what is set here is shown there", async () => {
    must(await vault(`POST ${ROLE}`, { policies: "shop,default", token_num_uses: "5", secret_id_ttl: "36h" }), 204);
    expect((await side.tenant.api("GET /v1/approles/ci")).body).toMatchObject({
      role_id: roleId,
      token_policies: ["shop"],
      token_ttl: "1h",
      token_num_uses: 5,
      secret_id_ttl: "36h",
    });
    must(await side.tenant.api("PATCH /v1/approles/ci", { token_ttl: null, token_policies: [] }), 200);
    expect((await vault(`GET ${ROLE}`)).body.data).toMatchObject({
      token_policies: [],
      token_ttl: 0,
      token_num_uses: 5,
    });
  });
});
