import { expect, it } from "vitest";
import { AT_MS, MINUTE_MS } from "../../approles/support";
import { auditRows, call, evict, must } from "../../support/api";
import { newTestKey } from "../../support/issuer";
import { stopClock } from "../../support/spaces";
import { AT_S, causes, exchange, newShop, newTrust, told } from "./support";

const REFUSED = "401 token_invalid";
const rows = async ({ tenant }: Awaited<ReturnType<typeof newShop>>) =>
  (await auditRows(tenant.stub)).filter(({ action }) => action === "token_exchange").length;

it("sixty refusals of an issuer's tokens a minute are answered, and more neither answered nor logged, nor is a key fetched", async () => {
  const shop = await newShop();
  const { tenant, issuer } = shop;
  const wrong = await shop.sign({ project: 8 });
  for (let n = 0; n < 60; n++) expect(told(await exchange(wrong))).toBe(REFUSED);
  const answer = await exchange(wrong);
  expect([told(answer), answer.headers.get("retry-after"), answer.body.error.details]).toEqual([
    "429 rate_limited",
    "1",
    { category: "exchange", retry_after: 1 },
  ]);
  expect(await rows(shop)).toBe(60);
  // A token that all would be well with, but whose issuer was not asked yet.
  expect(told(await shop.buy())).toBe("429 rate_limited");
  expect(await issuer.requests()).toEqual([]);
  await stopClock(tenant.stub, AT_MS + 2 * MINUTE_MS);
  expect(told(await shop.buy())).toBe("200 ok");
});

it("whoever floods a tenant with refused tokens does not keep out those of its own jobs, nor another tenant's", async () => {
  const shop = await newShop();
  expect(told(await shop.buy())).toBe("200 ok");
  const wrong = await shop.sign({ project: 8 });
  for (let n = 0; n < 61; n++) await exchange(wrong);
  expect(told(await exchange(wrong))).toBe("429 rate_limited");
  expect(told(await shop.buy())).toBe("200 ok");
  // One signed by a key that would have to be fetched waits.
  const forged = await shop.sign({}, { key: await newTestKey("ES256") });
  expect(told(await exchange(forged))).toBe("429 rate_limited");
  const other = await newShop({}, { issuer: shop.issuer });
  expect(told(await other.buy({ project: 8 }))).toBe(REFUSED);
  expect(told(await other.buy())).toBe("200 ok");
});

it("a flood that outlasts the keys of an issuer does not keep out its jobs: those are fetched anew, once in ten minutes", async () => {
  const shop = await newShop();
  const { tenant, issuer } = shop;
  expect(told(await shop.buy())).toBe("200 ok");
  const asked = (await issuer.requests()).length;
  await stopClock(tenant.stub, AT_MS + 11 * MINUTE_MS);
  const now = { iat: AT_S + 11 * 60, exp: AT_S + 16 * 60 };
  const wrong = await shop.sign({ ...now, project: 8 });
  for (let n = 0; n < 61; n++) await exchange(wrong);
  expect(told(await exchange(wrong))).toBe("429 rate_limited");
  expect(told(await shop.buy(now))).toBe("200 ok");
  expect(told(await shop.buy(now))).toBe("200 ok");
  expect((await issuer.requests()).length).toBe(2 * asked);
});

it("by its limits nobody learns whether a tenant trusts an issuer, and what no trust has leaves no row", async () => {
  const shop = await newShop();
  const flood = async (jwt: string) => {
    const answers = [];
    for (let n = 0; n < 61; n++) answers.push(await exchange(jwt, { audience: shop.tenant.id }));
    return answers.map(({ status, body, headers }) => [
      ...[status, headers.get("retry-after")],
      { ...body.error, request_id: undefined },
    ]);
  };
  const trusted = await flood(await shop.sign({ project: 8 }));
  expect([told(await shop.buy({ project: 8 })), trusted.at(-1)?.[0], trusted.at(-2)?.[0]]).toEqual([
    "429 rate_limited",
    429,
    401,
  ]);
  expect(await flood(await shop.sign({ iss: "https://stranger.example" }))).toEqual(trusted);
  expect(await flood("no.token")).toEqual(trusted);
  expect(await rows(shop)).toBe(60);
  // Another stranger's issuer is another's.
  const other = await shop.sign({ iss: "https://another.example" });
  expect(told(await exchange(other, { audience: shop.tenant.id }))).toBe(REFUSED);
});

it("a name that no trust has counts as a refusal of the issuer's tokens, and the log tells it", async () => {
  const shop = await newShop();
  for (let n = 0; n < 60; n++) expect(told(await shop.buy({}, { trust: "typo" }))).toBe(REFUSED);
  expect(told(await shop.buy({}, { trust: "typo" }))).toBe("429 rate_limited");
  expect(await causes(shop.tenant)).toEqual(
    Array(60).fill(["system:exchange", "token_invalid", { check: "trust", cause: "unknown" }]),
  );
});

it("an issuer that is down is no refusal: 503, and no younger trust is asked in its place", async () => {
  const shop = await newShop();
  const { tenant, issuer } = shop;
  await stopClock(tenant.stub, AT_MS + 1);
  const inline = { name: "inline", audience: shop.audience, jwks: issuer.jwks(), jwks_uri: undefined };
  await newTrust(tenant, issuer, inline);
  await issuer.answer("down");
  expect(told(await shop.buy())).toBe("503 service_unavailable");
  expect(told(await shop.buy({}, { trust: "inline" }))).toBe("200 ok");
  await issuer.answer("well");
  await stopClock(tenant.stub, AT_MS + MINUTE_MS);
  expect(told(await shop.buy())).toBe("200 ok");
});

it("keys that the object forgot are fetched again, and one that its issuer gave up counts for nothing", async () => {
  const shop = await newShop();
  const { tenant, issuer } = shop;
  const old = await shop.sign();
  await issuer.rotate();
  expect(told(await exchange(old))).toBe(REFUSED);
  expect(told(await shop.buy())).toBe("200 ok");
  await evict(tenant.stub);
  await stopClock(tenant.stub, AT_MS);
  expect(told(await shop.buy())).toBe("200 ok");
  expect((await issuer.requests()).length).toBe(4);
});

it("a trust that is disabled while the keys of its issuer are fetched lets nobody in", async () => {
  const shop = await newShop();
  const { tenant, issuer, trust } = shop;
  await issuer.answer("held");
  const pending = shop.buy();
  await issuer.waitForRequests(1);
  expect((await tenant.api(`PATCH /v1/trusts/${trust.id}`, { is_active: false })).status).toBe(200);
  await issuer.release();
  await issuer.answer("well");
  await issuer.release();
  expect(told(await pending)).toBe(REFUSED);
});

it("a trust that is disabled or deleted ends its tokens at once, and those that they made", async () => {
  for (const end of ["disable", "delete"]) {
    const shop = await newShop({ scopes: ["secrets:read"] });
    const { tenant, trust } = shop;
    const { access_token: token } = (await shop.buy()).body;
    const child = must(await call("POST /v1/tokens/self/children", { token, body: { name: "child" } }), 201).token;
    const whoami = async (text: string) => told(await call("GET /v1/auth/whoami", { token: text }));
    expect([await whoami(token), await whoami(child)]).toEqual(["200 ok", "200 ok"]);
    if (end === "delete") await tenant.api(`DELETE /v1/trusts/${trust.id}`);
    else await tenant.api(`PATCH /v1/trusts/${trust.id}`, { is_active: false });
    expect([await whoami(token), await whoami(child)]).toEqual(["401 token_revoked", "401 token_revoked"]);
  }
});
