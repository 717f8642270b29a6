import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { sealCookie } from "../../src/http/sealed-cookie";
import { asOperator, auditRows, call, must } from "../support/api";
import { takeErrors } from "../support/log";
import { atIssuer, changed, comeBack, FAILED, FROM_PAGE, newOffice, type Office } from "./oidc-support";

const fresh = () => crypto.randomUUID();
const documents = async ({ issuer }: Office): Promise<string> =>
  (await issuer.requests()).map(({ document }) => document).join(" ");
/** What the log says of those who were not let in. */
const causes = async ({ tenant }: Office): Promise<unknown[]> =>
  (await auditRows(tenant.stub))
    .filter(({ action, success }) => action === "console_sign_in" && success === 0)
    .map(({ identity_id, error_code, extra_data }) => {
      const { trust_id: _, ...extra } = JSON.parse(String(extra_data));
      return [identity_id, error_code, extra];
    });

describe("a sign-in by an issuer is not begun", () => {
  it("for a tenant or a trust that is not there, or is not for this, which is told in one way and causes no request", async () => {
    const office = await newOffice({ console_sign_in: false });
    const off = await newOffice({ is_active: false });
    for (const [at, query] of [
      [office, `tenant=${office.tenant.id}&trust=office`],
      [office, `tenant=${office.tenant.id}&trust=${office.trust.id}`],
      [office, `tenant=${office.tenant.id}&trust=other`],
      [office, `tenant=tnt_${fresh().slice(0, 8)}&trust=office`],
      [office, `tenant=${office.tenant.partnerId}&trust=office`],
      [office, "tenant=operator&trust=office"],
      [office, `tenant=${office.tenant.id}`],
      [office, "trust=office"],
      [office, `tenant=${office.tenant.id}&trust=${"a".repeat(129)}`],
      [office, `tenant=${office.tenant.id}&tenant=${office.tenant.id}&trust=office`],
      [off, `tenant=${off.tenant.id}&trust=office`],
    ] as const) {
      const { answer, location, cookie } = await at.begin(query);
      expect([answer.status, location, cookie, answer.text]).toEqual([302, FAILED("unknown_trust"), "", ""]);
    }
    expect([await documents(office), await documents(off)]).toEqual(["", ""]);
    expect([await causes(office), await causes(off)]).toEqual([[], []]);
  });

  it("because another site's page asks for it", async () => {
    const office = await newOffice();
    for (const site of ["cross-site", "same-site", "nonsense"]) {
      const { location, cookie } = await office.begin(undefined, { headers: { "sec-fetch-site": site } });
      expect([location, cookie]).toEqual([FAILED("foreign_page"), ""]);
    }
    expect(await documents(office)).toBe("");
  });

  it.each(["down", "error", "html", "list", "redirect", "too_large"] as const)(
    "where the issuer's discovery is %s",
    async (fault) => {
      const office = await newOffice();
      await office.issuer.answer(fault, "discovery");
      const { location, cookie } = await office.begin();
      expect([location, cookie]).toEqual([FAILED("unavailable"), ""]);
      // The next one waits for a moment: a flood of people is no flood of requests.
      expect([(await office.begin()).location, await documents(office)]).toEqual([FAILED("unavailable"), "discovery"]);
    },
  );

  it.each([
    ["is of another issuer", { issuer: "https://other.example" }],
    ["has no page", { authorization_endpoint: null }],
    ["has a page that is a script", { authorization_endpoint: "javascript:alert(1)" }],
    ["has a page in a private network", { authorization_endpoint: "http://10.0.0.1/authorize" }],
    ["redeems nothing", { token_endpoint: null }],
    ["redeems at the address of a metadata service", { token_endpoint: "http://169.254.169.254/token" }],
  ])("where the discovery %s", async (_, members) => {
    const office = await newOffice();
    await office.issuer.discovery(members);
    expect((await office.begin()).location).toBe(FAILED("unavailable"));
  });

  it("more than sixty times a minute from one address, whether there is such a trust or not", async () => {
    const office = await newOffice();
    const other = `tenant=${office.tenant.id}&trust=other`;
    for (let n = 0; n < 30; n++) {
      expect((await office.begin()).location).toMatch(/^http:/);
      expect((await office.begin(other)).location).toBe(FAILED("unknown_trust"));
    }
    for (const query of [undefined, other]) expect((await office.begin(query)).location).toBe(FAILED("rate_limited"));
    expect(await documents(office)).toBe("discovery");
    const headers = { ...FROM_PAGE, "cf-connecting-ip": "192.0.2.9" };
    expect((await office.begin(undefined, { headers })).location).toMatch(/^http:/);
  });

  it("more than sixty times a minute from one network of IPv6, however many addresses somebody has there", async () => {
    const office = await newOffice();
    const from = async (ip: string) =>
      (await office.begin(undefined, { headers: { ...FROM_PAGE, "cf-connecting-ip": ip } })).location;
    for (let n = 1; n <= 60; n++) expect(await from(`2001:db8:0:1::${n.toString(16)}`)).toMatch(/^http:/);
    expect(await from("2001:db8:0:1:ffff::1")).toBe(FAILED("rate_limited"));
    expect(await from("2001:db8:0:2::1")).toMatch(/^http:/);
  });

  it("while refusals of the issuer's tokens are too many, before anything is fetched", async () => {
    const office = await newOffice();
    const jwt = await office.issuer.sign({ aud: office.clientId, sub: "1", hd: "evil.example" });
    const body = {
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: jwt,
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    };
    for (let n = 0; n < 60; n++) await call("POST /v1/auth/token", { body });
    expect([(await office.begin()).location, await documents(office)]).toEqual([FAILED("rate_limited"), ""]);
  });
});

describe("an issuer's answer is not looked at", () => {
  it("without the cookie, with another browser's, a changed one, or one whose time is over", async () => {
    const office = await newOffice();
    const [mine, theirs] = [await office.begin(), await office.begin()];
    const path = await atIssuer(mine);
    const name = "__Host-postern-sign-in";
    const over = { tenant: office.tenant.id, trustId: office.trust.id, issuer: office.issuer.url, untilMs: Date.now() };
    const state = new URL(path, "https://postern.example").searchParams.get("state");
    const late = await sealCookie("console-sign-in", { ...over, state, nonce: "n", verifier: "v" });
    const session = await sealCookie("console-session", { ...over, untilMs: 4e12, state, nonce: "n", verifier: "v" });
    for (const cookie of [
      "",
      theirs.cookie,
      `${mine.cookie.slice(0, -2)}${mine.cookie.endsWith("AA") ? "BA" : "AA"}`,
      `${name}=${late}`,
      `${name}=${session}`,
    ]) {
      const { location, session: given } = await comeBack(path, cookie);
      expect([location, given]).toEqual([FAILED("not_begun"), ""]);
    }
    expect(await documents(office)).toBe("discovery authorize");
  });

  it("with another state, without one, or with two", async () => {
    const office = await newOffice();
    const { cookie, location } = await office.begin();
    const path = await atIssuer({ location });
    for (const other of [changed(path, { state: "x" }), changed(path, { state: null }), `${path}&state=x`])
      expect((await comeBack(other, cookie)).location).toBe(FAILED("not_begun"));
    expect(await documents(office)).toBe("discovery authorize");
  });

  it("a second time: the browser's cookie is gone, and whoever kept it has a code that is used", async () => {
    const office = await newOffice();
    const { cookie, location } = await office.begin();
    const path = await atIssuer({ location });
    const first = await comeBack(path, cookie);
    expect(first.location).toBe("/console/");
    expect(first.answer.headers.getSetCookie()[0]).toBe(
      "__Host-postern-sign-in=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax",
    );
    expect((await comeBack(path, "")).location).toBe(FAILED("not_begun"));
    const { location: second, session } = await comeBack(path, cookie);
    expect([second, session]).toEqual([FAILED("refused"), ""]);
    expect(await causes(office)).toEqual([
      ["system:exchange", "token_invalid", { check: "code", cause: "invalid_grant" }],
    ]);
  });

  it("beyond that it is an error, of which no word is told", async () => {
    const office = await newOffice();
    for (const [error, reason] of [
      ["access_denied", "cancelled"],
      ["<script>", "issuer_error"],
    ] as const) {
      await office.issuer.signIn({ error });
      const { cookie, location } = await office.begin();
      const { location: failed, answer } = await comeBack(await atIssuer({ location }), cookie);
      expect([failed, answer.text]).toEqual([FAILED(reason), ""]);
    }
    expect(await documents(office)).toBe("discovery authorize authorize");
  });

  it("where another tenant's issuer sent the browser on to get it: that one is not given the code", async () => {
    const [office, evil] = [await newOffice(), await newOffice()];
    const { cookie, location } = await evil.begin();
    const sentOn = new URL(`${office.issuer.url}/authorize${new URL(location).search}`);
    sentOn.searchParams.set("client_id", office.clientId);
    const registered = new URL((await office.begin()).location).searchParams.get("redirect_uri");
    sentOn.searchParams.set("redirect_uri", registered ?? "");
    const path = await atIssuer({ location: sentOn.href });
    expect(path).toMatch(/[?&]code=/);
    const { location: failed, session } = await comeBack(path, cookie);
    expect([failed, session, await documents(evil)]).toEqual([FAILED("not_begun"), "", "discovery"]);
  });

  it.each([
    ["has no code", { code: null }],
    ["has a code of five thousand signs", { code: "a".repeat(5000) }],
    ["names itself with nothing", { iss: "" }],
    ["names itself at length", { iss: `https://issuer.example/${"a".repeat(5000)}` }],
  ])("where it %s", async (_, values) => {
    const office = await newOffice();
    const { cookie, location } = await office.begin();
    const path = changed(await atIssuer({ location }), values);
    expect([(await comeBack(path, cookie)).location, await documents(office)]).toEqual([
      FAILED("refused"),
      "discovery authorize",
    ]);
  });
});

describe("an issuer's answer signs nobody in", () => {
  it("where it names another issuer, or none though this one always does: no code leaves", async () => {
    const office = await newOffice();
    const { cookie, location } = await office.begin();
    const path = await atIssuer({ location });
    const other = await comeBack(changed(path, { iss: "https://other.example" }), cookie);
    expect(other.location).toBe(FAILED("refused"));
    const named = await newOffice();
    await named.issuer.discovery({ authorization_response_iss_parameter_supported: true });
    const begun = await named.begin();
    expect((await comeBack(await atIssuer(begun), begun.cookie)).location).toBe(FAILED("refused"));
    expect([await documents(office), await documents(named)]).toEqual(["discovery authorize", "discovery authorize"]);
    const refusal = (cause: string) => ["system:exchange", "token_invalid", { check: "issuer", claim: "iss", cause }];
    expect([await causes(office), await causes(named)]).toEqual([[refusal("unequal")], [refusal("required")]]);
  });

  it.each(["down", "error", "html", "list", "redirect", "too_large"] as const)(
    "where the token endpoint is %s",
    async (fault) => {
      const office = await newOffice();
      const { cookie, location } = await office.begin();
      const path = await atIssuer({ location });
      await office.issuer.answer(fault, "token");
      const { location: failed, session } = await comeBack(path, cookie);
      expect([failed, session]).toEqual([FAILED("unavailable"), ""]);
      // Not followed where it was redirected to, and not asked twice.
      expect(await documents(office)).toBe("discovery authorize token");
    },
  );

  it.each([{ id_token: null }, { id_token: 1 }, { id_token: "a".repeat(20_000) }])(
    "where the answer for its code has no token (%#)",
    async (answer) => {
      const office = await newOffice();
      await office.issuer.signIn({ answer });
      expect((await office.signIn()).location).toBe(FAILED("unavailable"));
    },
  );

  it.each([
    ["of another sign-in", { nonce: fresh() }, { check: "claim", claim: "nonce", cause: "unequal" }],
    ["of no sign-in", { nonce: null }, { check: "claim", claim: "nonce", cause: "required" }],
    ["of another client", { aud: "other" }, { check: "audience", claim: "aud", cause: "not_listed" }],
    ["given to another client", { azp: "other" }, { check: "claim", claim: "azp", cause: "unequal" }],
    ["of another issuer", { iss: "https://other.example" }, { check: "issuer", claim: "iss", cause: "unequal" }],
    ["that is over", { exp: 1 }, { check: "expires_at", cause: "past" }],
    ["of somebody whom the trust does not mean", { hd: "x" }, { check: "claim", claim: "hd", cause: "not_listed" }],
    ["of nobody", { preferred_username: null }, { check: "identity", claim: "preferred_username", cause: "required" }],
  ])("with a token %s, and the log says why", async (_, claims, cause) => {
    const office = await newOffice();
    const person = { sub: "1", hd: "acme.example", preferred_username: "ann" };
    await office.issuer.signIn({ claims: { ...person, ...claims } });
    const { location, session } = await office.signIn();
    expect([location, session]).toEqual([FAILED("refused"), ""]);
    expect(await causes(office)).toEqual([["system:exchange", "token_invalid", cause]]);
  });

  it("with a token for two clients, unless it says which of them it was given to", async () => {
    const office = await newOffice();
    const person = { sub: "1", hd: "acme.example", preferred_username: "ann", aud: [office.clientId, "other"] };
    await office.issuer.signIn({ claims: person });
    expect((await office.signIn()).location).toBe(FAILED("refused"));
    await office.issuer.signIn({ claims: { ...person, azp: office.clientId } });
    expect((await office.signIn()).location).toBe("/console/");
    expect(await causes(office)).toEqual([
      ["system:exchange", "token_invalid", { check: "claim", claim: "azp", cause: "required" }],
    ]);
  });

  it("with what is no token, or one that a stranger signed", async () => {
    const office = await newOffice();
    await office.issuer.signIn({ answer: { id_token: "a.b.c" } });
    expect((await office.signIn()).location).toBe(FAILED("refused"));
    const other = await newOffice();
    await office.issuer.signIn({ answer: { id_token: await other.issuer.sign({ iss: office.issuer.url }) } });
    expect((await office.signIn()).location).toBe(FAILED("refused"));
    expect(await causes(office)).toEqual([
      ["system:exchange", "token_invalid", { check: "form", cause: "format" }],
      ["system:exchange", "token_invalid", { check: "audience", claim: "aud", cause: "required" }],
    ]);
  });

  it("where the client has no secret, or a wrong one, and its issuer asks for one", async () => {
    const office = await newOffice();
    await office.issuer.signIn({ clientSecret: "right" });
    expect((await office.signIn()).location).toBe(FAILED("refused"));
    await office.tenant.api(`PATCH /v1/trusts/${office.trust.id}`, { client_secret: "wrong" });
    expect((await office.signIn()).location).toBe(FAILED("refused"));
    const refusal = ["system:exchange", "token_invalid", { check: "code", cause: "invalid_client" }];
    expect(await causes(office)).toEqual([refusal, refusal]);
  });

  it("where the trust was changed meanwhile: to another issuer, which is sent nothing, or to sign nobody in", async () => {
    const office = await newOffice();
    const other = await newOffice();
    for (const change of [{ issuer: other.issuer.url }, { issuer: office.issuer.url, console_sign_in: false }]) {
      const { cookie, location } = await office.begin();
      const path = await atIssuer({ location });
      await office.tenant.api(`PATCH /v1/trusts/${office.trust.id}`, change);
      expect((await comeBack(path, cookie)).location).toBe(FAILED("refused"));
      await office.tenant.api(`PATCH /v1/trusts/${office.trust.id}`, { issuer: office.issuer.url });
    }
    expect([await documents(office), await documents(other)]).toEqual(["discovery authorize authorize", ""]);
  });

  it("in a tenant that is suspended, which causes no requests", async () => {
    const office = await newOffice();
    const { cookie, location } = await office.begin();
    const path = await atIssuer({ location });
    must(await asOperator(`PATCH /v1/identity/tenants/${office.tenant.id}`, { status: "suspended" }), 200);
    expect((await comeBack(path, cookie)).location).toBe(FAILED("refused"));
    expect((await office.begin()).location).toBe(FAILED("unknown_trust"));
    expect(await documents(office)).toBe("discovery authorize");
  });

  it("where the client's secret does not open: nothing is sent without it", async () => {
    const office = await newOffice({ client_secret: "s" });
    await office.issuer.signIn({ clientSecret: "s" });
    const { cookie, location } = await office.begin();
    const path = await atIssuer({ location });
    await runInDurableObject(office.tenant.stub, (_, { storage }) => {
      storage.sql.exec("UPDATE trust_client_secrets SET sealed = zeroblob(64)");
    });
    expect((await comeBack(path, cookie)).location).toBe(FAILED("unavailable"));
    expect(takeErrors("DecryptionFailed")).toEqual(["DecryptionFailed"]);
    expect(await documents(office)).toBe("discovery authorize");
  });

  it("more than sixty times a minute from one address, and then causes no request", async () => {
    const office = await newOffice();
    const { cookie, location } = await office.begin();
    const path = changed(await atIssuer({ location }), { code: "made-up" });
    for (let n = 0; n < 60; n++) expect((await comeBack(path, cookie)).location).toBe(FAILED("refused"));
    expect((await comeBack(path, cookie)).location).toBe(FAILED("rate_limited"));
    expect((await office.issuer.requests()).filter(({ document }) => document === "token")).toHaveLength(60);
  });
});
