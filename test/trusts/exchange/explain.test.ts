import { expect, it } from "vitest";
import { auditRows, call, must, newTenant } from "../../support/api";
import { newIssuer } from "../../support/issuer";
import { rowsOf } from "../../support/spaces";
import { AT_S, exchange, newShop, type Shop, told } from "./support";

const explain = ({ tenant, trust }: Shop, jwt: string) => tenant.api(`POST /v1/trusts/${trust.id}/explain`, { jwt });
const passed = (check: string, claim?: string) => ({
  check,
  ...(claim ? { claim } : {}),
  outcome: "passed",
  reason: null,
});

it("trusts.explain is for who may make trusts, of the trust's own tenant, and takes a text", async () => {
  const shop = await newShop();
  const path = `POST /v1/trusts/${shop.trust.id}/explain`;
  const jwt = await shop.sign();
  expect(told(await call(path, { body: { jwt } }))).toBe("401 authentication_required");
  const reader = await shop.tenant.token(["identity:read"]);
  expect(told(await call(path, { token: reader, body: { jwt } }))).toBe("403 insufficient_scope");
  const other = await newTenant();
  expect(told(await other.api(path, { jwt }))).toBe("404 trust_not_found");
  expect(told(await shop.tenant.api(path, {}))).toBe("422 validation_error");
  expect(told(await shop.tenant.api(path, { jwt: 7 }))).toBe("422 validation_error");
  expect(told(await shop.tenant.api("POST /v1/trusts/trs_nothing/explain", { jwt }))).toBe("404 trust_not_found");
});

it("what is no token is told as that, and the rest is skipped", async () => {
  const shop = await newShop();
  for (const jwt of ["", "x", "a.b.c", "a.b.c.d.e"]) {
    const { ok, checks } = must(await explain(shop, jwt), 200);
    expect([ok, checks[0]]).toEqual([false, { check: "form", outcome: "failed", reason: expect.any(String) }]);
    expect(new Set(checks.slice(1).map((one: { outcome: string }) => one.outcome))).toEqual(new Set(["skipped"]));
  }
  const unsigned = await shop.sign({}, { header: { alg: "HS256" } });
  expect(must(await explain(shop, unsigned), 200).checks[0]).toEqual({
    check: "algorithm",
    outcome: "failed",
    reason: "unsupported",
  });
});

it("what is no form of a token is skipped as a whole, and one that comes with the end of a line is taken, as by an exchange", async () => {
  const shop = await newShop();
  const { checks } = must(await explain(shop, "x"), 200);
  const whole = must(await explain(shop, `${await shop.sign()}\n`), 200);
  expect(whole.ok).toBe(true);
  const names = (list: readonly { check: string }[]) => list.map(({ check }) => check);
  expect(names(checks)).toEqual(names(whole.checks));
});

it("every check is made, also behind one that failed, and nothing is told of a token but names of claims", async () => {
  const shop = await newShop();
  const stranger = await newIssuer();
  const jwt = await stranger.sign({
    ...{ iss: shop.issuer.url, sub: "VALUE", aud: "VALUE", project: "VALUE", jti: "VALUE" },
    ...{ iat: AT_S - 7200, exp: AT_S - 3600, nbf: AT_S + 600 },
  });
  const answer = await explain(shop, jwt);
  expect(must(answer, 200)).toEqual({
    ok: false,
    checks: [
      passed("form"),
      passed("algorithm"),
      passed("active"),
      passed("issuer", "iss"),
      { check: "audience", claim: "aud", outcome: "failed", reason: "not_listed" },
      { check: "expires_at", outcome: "failed", reason: "past" },
      { check: "not_before", outcome: "failed", reason: "future" },
      { check: "issued_at", outcome: "failed", reason: "past" },
      { check: "claim", claim: "project", outcome: "failed", reason: "not_listed" },
      passed("identity"),
      passed("single_use"),
      { check: "signature", outcome: "failed", reason: "unknown" },
    ],
  });
  expect(answer.text).not.toContain("VALUE");
  const [row] = (await auditRows(shop.tenant.stub)).filter(({ action }) => action === "trust_explain");
  expect(JSON.parse(String(row?.extra_data))).toEqual({ trust_id: shop.trust.id, ok: false, check: "audience" });
});

it("a token that would be taken is told as that, nothing is used up by it, and afterwards it was shown before", async () => {
  const shop = await newShop();
  const jwt = await shop.sign();
  for (const text of [jwt, `${jwt}\n`]) expect(must(await explain(shop, text), 200).ok).toBe(true);
  expect(await rowsOf(shop.tenant.stub, "SELECT * FROM used_subject_tokens")).toEqual([]);
  expect(told(await exchange(jwt))).toBe("200 ok");
  const { ok, checks } = must(await explain(shop, jwt), 200);
  expect([ok, checks.filter(({ outcome }: { outcome: string }) => outcome !== "passed")]).toEqual([
    false,
    [{ check: "single_use", outcome: "failed", reason: "repeated" }],
  ]);
});

it("a disabled trust, an identity that is not there or not active, and keys that can't be had are told", async () => {
  const shop = await newShop({ claims: { kind: "x" }, identity_id: "sa:{who}" });
  const failedOf = async (claims: object) => {
    const { checks } = must(await explain(shop, await shop.sign({ kind: "x", ...claims })), 200);
    return checks
      .filter(({ outcome }: { outcome: string }) => outcome === "failed")
      .map(({ check, reason }: { check: string; reason: string }) => `${check} ${reason}`);
  };
  expect(await failedOf({ who: "nobody" })).toEqual(["identity unknown"]);
  expect(await failedOf({ who: "Deploy" })).toEqual(["identity characters"]);
  expect(await failedOf({ who: "deploy" })).toEqual([]);
  must(await shop.tenant.api("PATCH /v1/identity/identities/sa:deploy", { is_active: false }), 200);
  expect(await failedOf({ who: "deploy" })).toEqual(["identity disabled"]);
  must(await shop.tenant.api(`PATCH /v1/trusts/${shop.trust.id}`, { is_active: false }), 200);
  expect(await failedOf({ who: "deploy" })).toEqual(["active disabled", "identity disabled"]);
  const down = await newShop();
  await down.issuer.answer("html");
  const { ok, checks } = must(await explain(down, await down.sign()), 200);
  expect([ok, checks.at(-1)]).toEqual([false, { check: "signature", outcome: "failed", reason: "unavailable" }]);
});
