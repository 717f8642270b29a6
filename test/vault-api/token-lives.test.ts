import { beforeEach, describe, expect, it } from "vitest";
import { type Answer, call, must } from "../support/api";
import { shiftClock } from "../support/spaces";
import {
  DENIED,
  DENIED_BY_POLICY,
  HOUR_MS,
  newVaultSide,
  refusal,
  rule,
  told,
  type VaultSide,
  vaultAs,
} from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
  must(await side.vault("POST secret/data/app/a", { data: { k: 1 } }), 200);
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const make = async (body: object = {}, token = side.tenant.admin) =>
  must(await vaultAs(token)("POST auth/token/create", body), 200).auth;
const self = (token: string): Promise<Answer> => vaultAs(token)("GET auth/token/lookup-self");
const lives = async (token: string) => (await self(token)).status === 200;
const read = (token: string, path = "app/a") => vaultAs(token)(`GET secret/data/${path}`);
const CUT = ["TTL exceeded what is allowed; TTL value is capped accordingly"];
/** Seconds that a slow machine may have taken meanwhile. */
const nearly = (seconds: number) => (value: number) => value <= seconds && value > seconds - 120;
const TTL = { "x-vault-wrap-ttl": "60" };

describe("a child token", () => {
  it("is refused with policies that its parent has not, uses that are negative, kinds that there are not, and by a token of few uses", async () => {
    for (const [body, text] of [
      [{ policies: ["none"] }, "child policies must be subset of parent"],
      [{ policies: ["root"] }, "child policies must be subset of parent"],
      [{ num_uses: -1 }, "number of uses cannot be negative"],
      [{ ttl: "-1s" }, "ttl must be positive"],
      [{ type: "batch" }, "batch tokens are not supported"],
      [{ entity_alias: "x" }, "'entity_alias' is only allowed in combination with token role"],
      [{ period: "1h" }, "root or sudo privileges required to create periodic token"],
      [{ id: "chosen" }, "root or sudo privileges required to specify token id"],
      [{ display_name: "x".repeat(123) }, "the display name is too long, or has control signs"],
      [{ display_name: "a\u0007" }, "the display name is too long, or has control signs"],
      [{ meta: { k: "v".repeat(513) } }, "meta takes up to 64 short texts by name, and 4096 bytes in all"],
      [{ meta: { k: {} } }, "meta takes up to 64 short texts by name, and 4096 bytes in all"],
    ] as const)
      expect([body, ...refusal(await vault("POST auth/token/create", body))]).toEqual([body, ...told(400, text)]);
    const few = await make({ num_uses: 3 });
    expect(refusal(await vaultAs(few.client_token)("POST auth/token/create", {}))).toEqual(
      told(400, "restricted use token cannot generate child tokens"),
    );
  });

  it("has its maker's scopes, and of its policies those that are named", async () => {
    for (const [name, path_pattern] of [
      ["below-app", "app/**"],
      ["below-shop", "shop/**"],
    ]) {
      const policy = must(
        await side.tenant.api("POST /v1/policies", { name, rules: [{ path_pattern, permissions: ["read"] }] }),
        201,
      );
      const identity = { identity_type: "user", identity_id: "user:admin" };
      must(await side.tenant.api(`POST /v1/policies/${policy.id}/bindings`, identity), 201);
    }
    const child = await make({ policies: ["below-shop", "below-app", "default", "below-app"] });
    expect(child).toMatchObject({
      policies: ["below-app", "below-shop"],
      token_policies: ["below-app", "below-shop"],
      orphan: false,
    });
    const narrow = await make({ policies: ["below-shop"] }, child.client_token);
    expect([(await read(child.client_token)).status, refusal(await read(narrow.client_token))]).toEqual([
      200,
      DENIED_BY_POLICY,
    ]);
    expect(refusal(await vaultAs(narrow.client_token)("POST auth/token/create", { policies: ["below-app"] }))).toEqual(
      told(400, "child policies must be subset of parent"),
    );
    const scopes = async (token: string) => must(await call("GET /v1/auth/whoami", { token }), 200).scopes;
    expect(await scopes(narrow.client_token)).toEqual(await scopes(side.tenant.admin));
  });

  it("dies with its parent and everything below it, and one without a parent does not", async () => {
    const parent = await make({ ttl: "1h" });
    const child = await make({ ttl: "30m" }, parent.client_token);
    const grandchild = await make({}, child.client_token);
    const orphan = await make({ no_parent: true }, parent.client_token);
    for (const { client_token } of [parent, child, grandchild, orphan]) expect(await lives(client_token)).toBe(true);
    must(await vaultAs(parent.client_token)("POST auth/token/revoke-self"), 204);
    for (const { client_token } of [parent, child, grandchild])
      expect(refusal(await self(client_token))).toEqual(DENIED);
    expect(await lives(orphan.client_token)).toBe(true);
  });

  it("dies with its parent however that ends: by its accessor, natively, by its time, or with its identity", async () => {
    const family = async () => {
      const parent = await make({ ttl: "1h" });
      return { parent, child: await make({}, parent.client_token) };
    };
    const [one, two, three] = [await family(), await family(), await family()];
    must(await vault("POST auth/token/revoke-accessor", { accessor: one.parent.accessor }), 204);
    must(await side.tenant.api(`DELETE /v1/tokens/${two.parent.accessor}`), 204);
    expect([
      await lives(one.child.client_token),
      await lives(two.child.client_token),
      await lives(three.child.client_token),
    ]).toEqual([false, false, true]);
    await shiftClock(side.tenant.stub, HOUR_MS + 1000);
    expect(await lives(three.child.client_token)).toBe(false);
  });

  it("lives no longer than its parent, and is told by a warning that it was cut", async () => {
    const parent = await make({ ttl: "1h" });
    const answer = must(await vaultAs(parent.client_token)("POST auth/token/create", { ttl: "5h" }), 200);
    expect([answer.warnings, answer.auth.lease_duration]).toEqual([CUT, expect.toSatisfy(nearly(3600))]);
    const silent = must(await vaultAs(parent.client_token)("POST auth/token/create", {}), 200);
    expect([silent.warnings, silent.auth.lease_duration]).toEqual([null, expect.toSatisfy(nearly(3600))]);
    const longest = must(await vault("POST auth/token/create", { ttl: "5h", explicit_max_ttl: "2h" }), 200);
    expect([longest.warnings, longest.auth.lease_duration]).toEqual([CUT, expect.toSatisfy(nearly(7200))]);
  });

  it("without a parent is refused to who has no right to it, and nothing is made", async () => {
    const plain = await side.caller(["secrets:read"], [rule("app/**", "read")]);
    const refused = told(400, "root or sudo privileges required to create orphan token");
    expect(refusal(await vaultAs(plain)("POST auth/token/create", { no_parent: true }))).toEqual(refused);
    expect(refusal(await vaultAs(plain)("POST auth/token/create-orphan", {}))).toEqual(refused);
    expect((await read((await make({}, plain)).client_token)).status).toBe(200);
  });
});

it("a token of somebody else that is named by no text is none, and the caller's own is left alone", async () => {
  for (const verb of ["lookup", "renew", "revoke"])
    for (const token of [null, 1, true, {}, []])
      expect([verb, token, ...refusal(await vault(`POST auth/token/${verb}`, { token }))]).toEqual([
        verb,
        token,
        ...told(403, "invalid token"),
      ]);
  expect(await lives(side.tenant.admin)).toBe(true);
});

describe("a renewal", () => {
  const renew = (token: string, body: object = {}) => vaultAs(token)("POST auth/token/renew-self", body);

  it("is refused to a token that is not renewable, dead, or of somebody else", async () => {
    const fixed = await make({ ttl: "1h", renewable: false });
    expect(refusal(await renew(fixed.client_token))).toEqual(told(400, "lease is not renewable"));
    const dead = await make({ ttl: "1h" });
    must(await vault("POST auth/token/revoke", { token: dead.client_token }), 204);
    expect(refusal(await renew(dead.client_token))).toEqual(DENIED);
    expect(refusal(await vault("POST auth/token/renew", { token: dead.client_token }))).toEqual(
      told(400, "token not found"),
    );
    expect(refusal(await vault("POST auth/token/renew", {}))).toEqual(told(400, "missing token ID"));
    const other = await make({ ttl: "1h" });
    const plain = await side.caller(["secrets:read"], []);
    expect(refusal(await vaultAs(plain)("POST auth/token/renew", { token: other.client_token }))).toEqual(
      DENIED_BY_POLICY,
    );
    expect((await self(other.client_token)).body.data).not.toHaveProperty("last_renewal");
  });

  it("goes as far as it is asked, and no further than the token's longest life and its parent's end", async () => {
    const bounded = await make({ ttl: "1h", explicit_max_ttl: "2h" });
    const more = must(await renew(bounded.client_token, { increment: "90m" }), 200);
    expect([more.warnings, more.auth.lease_duration]).toEqual([null, expect.toSatisfy(nearly(5400))]);
    const most = must(await renew(bounded.client_token, { increment: "5h" }), 200);
    expect([most.warnings, most.auth.lease_duration]).toEqual([CUT, expect.toSatisfy(nearly(7200))]);
    const less = must(await renew(bounded.client_token, { increment: 600 }), 200);
    expect([less.warnings, less.auth.lease_duration]).toEqual([null, expect.toSatisfy(nearly(600))]);
    const child = await make({ ttl: "5m" }, bounded.client_token);
    const within = must(await renew(child.client_token, { increment: "1h" }), 200);
    expect([within.warnings, within.auth.lease_duration]).toEqual([CUT, expect.toSatisfy(nearly(600))]);
  });

  it("cannot pass the tenant's longest life, counted from the token's making", async () => {
    must(await side.tenant.api("PATCH /v1/tenant/settings", { token_max_ttl: "3h" }), 200);
    const token = await make({ ttl: "1h" });
    const cut = must(await renew(token.client_token, { increment: "9h" }), 200);
    expect([cut.warnings, cut.auth.lease_duration]).toEqual([CUT, expect.toSatisfy(nearly(3 * 3600))]);
    await shiftClock(side.tenant.stub, 2 * HOUR_MS);
    must(await renew(token.client_token, { increment: "9h" }), 200);
    await shiftClock(side.tenant.stub, 3 * HOUR_MS + 1000);
    expect(await lives(token.client_token)).toBe(false);
  });
});

describe("a token of few uses", () => {
  it("pays one for a request, also one whose answer is wrapped, or whose body is long", async () => {
    const uses = async (num_uses: number) => (await make({ num_uses })).client_token;
    const one = await uses(1);
    const wrapped = must(await vaultAs(one)("GET secret/data/app/a", undefined, TTL), 200).wrap_info.token;
    expect(refusal(await read(one))).toEqual(DENIED);
    expect((await vaultAs(wrapped)("POST sys/wrapping/unwrap")).body.data.data).toEqual({ k: 1 });
    const two = await uses(2);
    must(await vaultAs(two)("POST secret/data/long", { data: { k: "x".repeat(70_000) } }, TTL), 200);
    expect((await self(two)).body.data.num_uses).toBe(-1);
    expect(refusal(await self(two))).toEqual(DENIED);
  });

  it("pays for refusals of the policy and of the input as well", async () => {
    const token = (await make({ num_uses: 3 })).client_token;
    expect((await read(token, "app/bad!")).status).toBe(400);
    expect((await read(token, "app/none")).status).toBe(404);
    expect((await read(token)).status).toBe(200);
    expect(refusal(await read(token))).toEqual(DENIED);
  });

  it("of a wrapped login has all of them when it is unwrapped", async () => {
    must(await vault("POST auth/approle/role/ci", { token_num_uses: 2 }), 204);
    const { role_id } = must(await vault("GET auth/approle/role/ci/role-id"), 200).data;
    const { secret_id } = must(await vault("POST auth/approle/role/ci/secret-id", {}), 200).data;
    const login = must(await vaultAs(null)("POST auth/approle/login", { role_id, secret_id }, TTL), 200);
    expect(login.auth).toBeNull();
    const { auth } = must(await vaultAs(login.wrap_info.token)("POST sys/wrapping/unwrap"), 200);
    expect([auth.num_uses, auth.accessor]).toEqual([2, login.wrap_info.wrapped_accessor]);
    expect((await self(auth.client_token)).body.data.num_uses).toBe(1);
    expect((await self(auth.client_token)).body.data.num_uses).toBe(-1);
    expect(refusal(await self(auth.client_token))).toEqual(DENIED);
  });
});
