import { describe, expect, it, vi } from "vitest";
import { Keyring, NoRootKey } from "../../src/crypto/keyring";
import { sealCookie } from "../../src/http/sealed-cookie";
import { openSession, sealSession } from "../../src/http/session-cookie";
import { type Answer, asOperator, call, must, newTenant, OPERATOR_TOKEN } from "../support/api";

const ORIGIN = "https://postern.example";
const PAGE = { "x-postern-console": "1", origin: ORIGIN };
const READ = { "x-postern-console": "1", "sec-fetch-site": "same-origin" };
const signIn = (token: string, headers: Record<string, string> = PAGE): Promise<Answer> =>
  call("POST /console/session", { headers, body: { token } });
const cookieOf = (answer: Answer): string => (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
const told = ({ status, body }: Answer) => [status, body.error?.code];

async function signedIn() {
  const tenant = await newTenant();
  return { tenant, cookie: cookieOf(await signIn(tenant.admin)) };
}

describe("the console's sign-in refuses", () => {
  it.each([
    ["a page of another host", { ...PAGE, origin: "https://evil.example" }],
    ["a page without an origin", { "x-postern-console": "1", origin: "null" }],
    ["a request that no page sent", { "x-postern-console": "1" }],
    ["a form, which can't send the header", { origin: ORIGIN }],
  ])("%s", async (_, headers) => {
    const { admin } = await newTenant();
    const answer = await signIn(admin, headers);
    expect([...told(answer), answer.headers.get("set-cookie")]).toEqual([403, "origin_not_allowed", null]);
  });

  it("what is no token, a token that nobody has, and the operator's", async () => {
    const { admin } = await newTenant();
    const wrong = `${admin.slice(0, -1)}${admin.endsWith("0") ? "1" : "0"}`;
    for (const [token, status, code] of [
      ["hello", 401, "token_invalid"],
      [wrong, 401, "token_invalid"],
      [OPERATOR_TOKEN, 403, "access_denied"],
    ] as const) {
      const answer = await signIn(token);
      expect([...told(answer), answer.headers.get("set-cookie")]).toEqual([status, code, null]);
    }
  });

  it.each([
    [{}, { token: "required" }],
    [{ token: "a", access: true }, { access: "exclusive" }],
    [{ token: "a", tenant: "tnt_a" }, { tenant: "exclusive" }],
    [{ access: false }, { access: "type" }],
    [{ token: "a", more: 1 }, { more: "unknown" }],
  ])("the body %j", async (body, faults) => {
    const answer = await call("POST /console/session", { headers: PAGE, body });
    expect([answer.status, answer.body.error.code, answer.body.error.details]).toEqual([
      422,
      "validation_error",
      { fields: faults },
    ]);
  });

  it("Access, where nothing of Access came along", async () => {
    expect(told(await call("POST /console/session", { headers: PAGE, body: { access: true } }))).toEqual([
      401,
      "token_invalid",
    ]);
  });
});

describe("the console's cookie", () => {
  it("is sealed, bound to this host, unreadable for scripts, and sent from this host's pages alone", async () => {
    const { admin } = await newTenant();
    const answer = await signIn(admin);
    expect(answer.status).toBe(200);
    const [pair = "", ...attributes] = (answer.headers.get("set-cookie") ?? "").split("; ");
    expect(attributes.toSorted()).toEqual(["HttpOnly", "Max-Age=1800", "Path=/", "SameSite=Strict", "Secure"]);
    expect(pair).toMatch(/^__Host-postern=[A-Za-z0-9._-]{1,32}\.[A-Za-z0-9_-]+$/);
    expect(pair).not.toContain(admin.slice(-20));
    expect(answer.text).not.toContain("pst_");
    const lifeMs = Date.parse(answer.body.expires_at) - Date.now();
    expect(lifeMs).toBeGreaterThan(11 * 3_600_000);
    expect(lifeMs).toBeLessThanOrEqual(12 * 3_600_000);
  });

  it("ends with its token where that ends sooner, and is asked for without a word of it in the log", async () => {
    const nowMs = Math.floor(Date.now() / 1000) * 1000;
    const tenant = await newTenant({ atMs: nowMs });
    const expiresAt = new Date(nowMs + 600_000).toISOString().replace(".000", "");
    const made = await tenant.api("POST /v1/tokens", {
      ...{ identity_id: "user:admin", name: "short", scopes: ["secrets:list"], expires_at: expiresAt },
    });
    const { token } = must(made, 201);
    const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const answer = await signIn(token);
    const lines = JSON.stringify(printed.mock.calls);
    printed.mockRestore();
    expect([answer.status, answer.body]).toEqual([200, { expires_at: expiresAt }]);
    expect(answer.headers.get("set-cookie")).toMatch(/; Max-Age=([1-5]?\d?\d|600);/);
    expect(lines).toContain("/console/session");
    expect(lines).not.toContain(token.slice(-20));
  });

  it("stands for the token in requests of the console, and of nobody else", async () => {
    const { tenant, cookie } = await signedIn();
    const ask = (headers: Record<string, string>, line = "GET /v1/auth/whoami") =>
      call(line, { headers: { cookie, ...headers } });
    expect(told(await ask({ "sec-fetch-site": "same-origin" }))).toEqual([401, "authentication_required"]);
    expect(told(await ask({ "x-postern-console": "1" }))).toEqual([403, "origin_not_allowed"]);
    expect(told(await ask({ ...READ, origin: "https://evil.example" }))).toEqual([403, "origin_not_allowed"]);
    expect(told(await ask({ ...READ, "sec-fetch-site": "same-site" }))).toEqual([403, "origin_not_allowed"]);
    expect(told(await ask(READ, "DELETE /v1/policies/x"))).toEqual([403, "origin_not_allowed"]);
    expect(told(await ask({ ...READ, origin: ORIGIN }, "DELETE /v1/policies/x"))).toEqual([404, "policy_not_found"]);
    const who = await ask(READ);
    expect([who.status, who.body.identity_id, who.body.tenant_id]).toEqual([200, "user:admin", tenant.id]);
  });

  it("gives way to a bearer token, and opens neither MCP nor Vault's dialect", async () => {
    const { tenant, cookie } = await signedIn();
    const limited = await tenant.token(["secrets:list"]);
    const who = await call("GET /v1/auth/whoami", { token: limited, headers: { cookie, ...READ } });
    expect(who.body.scopes).toEqual(["secrets:list"]);
    const headers = { cookie, ...PAGE, ...READ };
    expect((await call("GET /vault/v1/auth/token/lookup-self", { headers })).status).toBe(403);
    const body = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };
    expect((await call("POST /mcp", { headers, body })).status).toBe(401);
  });

  it("is nothing when it was changed, when its key is gone, and when its time or half an hour is over", async () => {
    const { tenant, cookie } = await signedIn();
    const changed = `${cookie.slice(0, -2)}${cookie.endsWith("AA") ? "BB" : "AA"}`;
    for (const bad of [changed, cookie.replace(/=[^.]+\./, "=gone."), "__Host-postern=", "__Host-postern=a.b"])
      expect(told(await call("GET /v1/auth/whoami", { headers: { cookie: bad, ...READ } }))).toEqual([
        401,
        "authentication_required",
      ]);
    const later = `__Host-postern=${await sealCookie("console-session", { token: tenant.admin, of: "another release" })}`;
    expect(told(await call("GET /v1/auth/whoami", { headers: { cookie: later, ...READ } }))).toEqual([
      401,
      "authentication_required",
    ]);
    const session = { token: "pst_x", endsAtMs: 10_000_000, seenAtMs: 1000, isOwn: false };
    const sealed = await sealSession(session);
    expect(await openSession(sealed, 1_800_999)).toEqual(session);
    expect(await openSession(sealed, 1_801_000)).toBeUndefined();
    expect(await openSession(await sealSession({ ...session, seenAtMs: 9_999_000 }), 10_000_000)).toBeUndefined();
  });

  it("is written anew by a request when it was last used over a minute ago", async () => {
    const { admin } = await newTenant();
    const nowMs = Date.now();
    const sealed = await sealSession({
      token: admin,
      endsAtMs: nowMs + 600_000,
      seenAtMs: nowMs - 61_000,
      isOwn: false,
    });
    const headers = { cookie: `__Host-postern=${sealed}`, ...READ };
    const answer = await call("GET /v1/auth/whoami", { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-postern=.*; Max-Age=([1-5]?\d?\d|600);/);
    const again = await call("GET /v1/auth/whoami", { headers: { cookie: cookieOf(answer), ...READ } });
    expect([again.status, again.headers.get("set-cookie")]).toEqual([200, null]);
  });
});

describe("the console's sign-out", () => {
  it("takes the cookie away, and leaves a token that was pasted alone", async () => {
    const { tenant, cookie } = await signedIn();
    expect(told(await call("DELETE /console/session", { headers: { cookie } }))).toEqual([403, "origin_not_allowed"]);
    const answer = await call("DELETE /console/session", { headers: { cookie, ...PAGE } });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([
      204,
      "__Host-postern=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict",
    ]);
    expect((await tenant.api("GET /v1/auth/whoami")).status).toBe(200);
    expect((await call("DELETE /console/session", { headers: PAGE })).status).toBe(204);
  });

  it("revokes a token that the sign-in made", async () => {
    const { admin } = await newTenant();
    const nowMs = Date.now();
    const sealed = await sealSession({ token: admin, endsAtMs: nowMs + 600_000, seenAtMs: nowMs, isOwn: true });
    const headers = { cookie: `__Host-postern=${sealed}`, ...PAGE };
    expect((await call("DELETE /console/session", { headers })).status).toBe(204);
    expect((await call("GET /v1/auth/whoami", { token: admin })).status).toBe(401);
    // Somebody else may have ended it: there is nothing left to end.
    const again = await call("DELETE /console/session", { headers });
    expect([again.status, again.text, cookieOf(again)]).toEqual([204, "", "__Host-postern="]);
  });
});

it("the console's sign-in over another session ends a token that the earlier sign-in made, and leaves one that was pasted", async () => {
  const [first, second] = [await newTenant(), await newTenant()];
  const nowMs = Date.now();
  const lives = async () => (await call("GET /v1/auth/whoami", { token: first.admin })).status;
  for (const [isOwn, status] of [
    [false, 200],
    [true, 401],
  ] as const) {
    const sealed = await sealSession({ token: first.admin, endsAtMs: nowMs + 600_000, seenAtMs: nowMs, isOwn });
    const headers = { ...PAGE, cookie: `__Host-postern=${sealed}` };
    expect((await signIn("hello", headers)).status).toBe(401);
    expect(await lives()).toBe(200);
    const cookie = cookieOf(await signIn(second.admin, headers));
    const who = await call("GET /v1/auth/whoami", { headers: { cookie, ...READ } });
    expect([who.body.tenant_id, await lives()]).toEqual([second.id, status]);
  }
});

it("the console's sign-in lets people in whose earlier session was of a tenant that refuses it now, such as a suspended one", async () => {
  const [first, second] = [await newTenant(), await newTenant()];
  const nowMs = Date.now();
  const sealed = await sealSession({ token: first.admin, endsAtMs: nowMs + 600_000, seenAtMs: nowMs, isOwn: true });
  const headers = { ...PAGE, cookie: `__Host-postern=${sealed}` };
  must(await asOperator(`PATCH /v1/identity/tenants/${first.id}`, { status: "suspended" }), 200);
  const out = await call("DELETE /console/session", { headers });
  expect(told(out)).toEqual([403, "tenant_access_denied"]);
  const answer = await signIn(second.admin, headers);
  const who = await call("GET /v1/auth/whoami", { headers: { cookie: cookieOf(answer), ...READ } });
  expect([answer.status, who.body.tenant_id]).toEqual([200, second.id]);
});

it("without a root key the console's sessions are unavailable, and no fault of this side is told", async () => {
  const { tenant, cookie } = await signedIn();
  const none = new NoRootKey();
  const spies = (["seal", "open"] as const).map((name) => vi.spyOn(Keyring.prototype, name).mockRejectedValue(none));
  const answers = [await signIn(tenant.admin), await call("GET /v1/auth/whoami", { headers: { cookie, ...READ } })];
  const begun = { cookie: "__Host-postern-sign-in=test-2.AAAA", "sec-fetch-site": "cross-site" };
  const back = await call(`GET /console/callback/${tenant.id}?state=x&code=y`, { headers: begun, redirect: "manual" });
  for (const spy of spies) spy.mockRestore();
  for (const answer of answers)
    expect([...told(answer), answer.headers.get("set-cookie")]).toEqual([503, "service_unavailable", null]);
  expect([back.status, back.headers.get("location")]).toEqual([302, "/console/sign-in-failed?reason=unavailable"]);
});
