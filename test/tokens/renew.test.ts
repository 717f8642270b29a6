import { expect, it } from "vitest";
import { runOperation } from "../../src/client/run-operation";
import { spaceOfToken } from "../../src/crypto/token";
import type { Callable } from "../../src/kernel/operation";
import { listTokenIds, lookupToken } from "../../src/tokens/lookup";
import { revokeOwnToken, revokeToken } from "../../src/tokens/revoke";
import { call, evict, must, newTenant, OPERATOR_TOKEN } from "../support/api";
import { edge } from "../support/edge";
import { shiftClock, stopClock } from "../support/spaces";
import { HOUR_MS, make, whoami } from "./support";

const AT_MS = Date.UTC(2096, 0, 1);
const meta = { requestId: "req_tokens", ip: null, userAgent: null };
const ask = <I, O>(token: string, operation: Callable<I, O>, input: NoInfer<I>) =>
  runOperation(edge, { token, home: spaceOfToken(token) ?? "", named: null, target: null, meta }, operation, input);

const renewSelf = (token: string, body?: object) =>
  call("POST /v1/tokens/self/renew", { token, ...(body ? { body } : {}) });
const lifeOf = ({ created_at, expires_at }: { created_at: string; expires_at: string }) =>
  Date.parse(expires_at) - Date.parse(created_at);

it("tokens.renew_self refuses a token that is not renewable, a dead one, and the operator's", async () => {
  const tenant = await newTenant();
  const plain = await make(tenant);
  expect((await renewSelf(plain.token)).body.error).toMatchObject({
    code: "token_not_renewable",
    details: { id: plain.id },
  });
  const dead = await make(tenant, { renewable: true, expires_in: "1h" });
  await shiftClock(tenant.stub, HOUR_MS);
  expect((await renewSelf(dead.token)).body.error.code).toBe("token_expired");
  expect((await tenant.api(`POST /v1/tokens/${dead.id}/renew`)).body.error.code).toBe("token_not_found");
  const last = await make(tenant, { renewable: true, num_uses: 1 });
  expect((await renewSelf(last.token)).body.error.code).toBe("token_not_found");
  expect((await renewSelf(OPERATOR_TOKEN)).body.error.code).toBe("token_not_found");
  expect((await renewSelf(plain.token, { increment: "0s" })).body.error.code).toBe("invalid_duration");
});

it("tokens.renew is for administrators and for the token itself", async () => {
  const tenant = await newTenant();
  const [mine, other] = [await make(tenant, { renewable: true }), await make(tenant, { renewable: true })];
  const foreign = await call(`POST /v1/tokens/${other.id}/renew`, { token: mine.token });
  expect(foreign.body.error).toMatchObject({
    code: "insufficient_scope",
    details: { required_scope: "identity:admin" },
  });
  expect((await call(`POST /v1/tokens/${mine.id}/renew`, { token: mine.token })).status).toBe(200);
  expect((await tenant.api(`POST /v1/tokens/${other.id}/renew`)).status).toBe(200);
});

it("tokens.renew_self gives the life it was made with, or what is asked for, up to its longest life and the space's cap", async () => {
  const tenant = await newTenant({ atMs: AT_MS });
  const made = await make(tenant, { renewable: true, expires_in: "2h", max_ttl: "5h" });
  expect([made.renewable, made.max_ttl, made.renewed_at]).toEqual([true, "5h", null]);
  await stopClock(tenant.stub, AT_MS + HOUR_MS);
  const { token: _, ...record } = made;
  const first = must(await renewSelf(made.token), 200);
  expect(first).toEqual({
    ...record,
    expires_at: "2096-01-01T03:00:00Z",
    renewed_at: "2096-01-01T01:00:00Z",
    last_used_at: null,
    is_cut: false,
  });
  const shorter = must(await renewSelf(made.token, { increment: "30m" }), 200);
  expect([lifeOf(shorter), shorter.is_cut]).toEqual([1.5 * HOUR_MS, false]);
  const longest = must(await renewSelf(made.token, { increment: "9h" }), 200);
  expect([lifeOf(longest), longest.is_cut]).toEqual([5 * HOUR_MS, true]);
  must(await tenant.api("PATCH /v1/tenant/settings", { token_default_ttl: "1h", token_max_ttl: "3h" }), 200);
  // A cap that was lowered takes nothing away.
  const kept = must(await renewSelf(made.token, { increment: "9h" }), 200);
  expect([lifeOf(kept), kept.is_cut]).toEqual([5 * HOUR_MS, true]);
});

it("tokens.renew never leads past the parent, and a maker that is renewed for less takes its children along", async () => {
  const tenant = await newTenant({ atMs: AT_MS });
  const maker = await make(tenant, { renewable: true, expires_in: "4h" });
  const body = { name: "c", renewable: true, expires_in: "1h" };
  const child = must(await call("POST /v1/tokens/self/children", { token: maker.token, body }), 201);
  const renewed = must(await renewSelf(child.token, { increment: "9h" }), 200);
  expect([renewed.expires_at, renewed.is_cut]).toEqual([maker.expires_at, true]);
  must(await renewSelf(maker.token, { increment: "2h" }), 200);
  await evict(tenant.stub);
  await stopClock(tenant.stub, AT_MS + 2 * HOUR_MS);
  expect([await whoami(maker.token), await whoami(child.token)]).toEqual(["token_expired", "token_expired"]);
});

it("tokens.renew leaves a token that never ends as it is", async () => {
  const tenant = await newTenant();
  const made = await make(tenant, { renewable: true, expires_at: null });
  expect(must(await renewSelf(made.token, { increment: "1h" }), 200)).toMatchObject({
    expires_at: null,
    is_cut: false,
  });
});

it("tokens.lookup and tokens.revoke take an id or a text from an administrator, and show no text", async () => {
  const tenant = await newTenant({ rules: [{ path_pattern: "**", permissions: ["read"] }] });
  const made = await make(tenant);
  const other = await make(await newTenant());
  const narrow = await make(tenant, { scopes: ["identity:read"] });
  const refused = await ask(narrow.token, lookupToken, { token: made.token });
  expect(refused).toMatchObject({ ok: false, error: { code: "insufficient_scope" } });
  const missing = { ok: false, error: { code: "token_not_found", details: { id: "?" } } };
  expect(await ask(tenant.admin, lookupToken, { token: other.token })).toMatchObject(missing);
  expect(await ask(tenant.admin, revokeToken, { token: "no token" })).toMatchObject(missing);
  for (const ref of [{ id: made.id }, { token: made.token }]) {
    const found = await ask(tenant.admin, lookupToken, ref);
    expect(found).toMatchObject({ ok: true, value: { id: made.id, policies: [expect.any(String)] } });
    expect(JSON.stringify(found)).not.toContain(made.token);
  }
  const ids = await ask(tenant.admin, listTokenIds, {});
  expect(ids).toMatchObject({ ok: true, value: expect.arrayContaining([made.id, narrow.id]) });
  expect(await ask(tenant.admin, revokeToken, { token: made.token })).toMatchObject({ ok: true, value: null });
  expect(await ask(tenant.admin, lookupToken, { id: made.id })).toMatchObject({ ok: false });
  expect(await ask(narrow.token, revokeOwnToken, {})).toMatchObject({ ok: true, value: null });
  expect([await whoami(made.token), await whoami(narrow.token)]).toEqual(["token_revoked", "token_revoked"]);
});
