import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { callbackUrl } from "../../src/console/oidc/callback-url";
import { redeemCode } from "../../src/trusts/sign-in/redeem";
import { auditRows, call, must, newTenant } from "../support/api";
import { newIssuer } from "../support/issuer";
import { atIssuer, changed, comeBack, newOffice, type Office } from "./oidc-support";

const READ = { "x-postern-console": "1", "sec-fetch-site": "same-origin" };
const whoami = async (session: string) =>
  must(await call("GET /v1/auth/whoami", { headers: { cookie: session, ...READ } }), 200);
const tokenRequest = async ({ issuer }: Office) =>
  (await issuer.requests()).find(({ document }) => document === "token");

describe("a sign-in by an issuer", () => {
  it("goes to its page with everything that it is known by later, and keeps that in the browser alone", async () => {
    const office = await newOffice();
    for (const trust of ["office", office.trust.id]) {
      const { answer, location } = await office.begin(`tenant=${office.tenant.id}&trust=${trust}`);
      const { origin, pathname, searchParams } = new URL(location);
      expect([answer.status, origin + pathname]).toEqual([302, `${office.issuer.url}/authorize`]);
      const secret = expect.stringMatching(/^[A-Za-z0-9_-]{43}$/);
      expect(Object.fromEntries(searchParams)).toEqual({
        ...{ response_type: "code", client_id: office.clientId, scope: "openid email profile" },
        redirect_uri: `https://postern.example/console/callback/${office.tenant.id}`,
        ...{ state: secret, nonce: secret, code_challenge: secret, code_challenge_method: "S256" },
      });
      expect(new Set(searchParams.values()).size).toBe(8);
      const [pair = "", ...attributes] = (answer.headers.get("set-cookie") ?? "").split("; ");
      expect(pair).toMatch(/^__Host-postern-sign-in=test-2\.[A-Za-z0-9_-]+$/);
      expect(attributes).toEqual(["Max-Age=600", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"]);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    }
    // Asked once: what it says is kept for ten minutes.
    expect((await office.issuer.requests()).map(({ document }) => document)).toEqual(["discovery"]);
  });

  it("keeps what the address of the page says already, and asks anybody who typed the address, too", async () => {
    const office = await newOffice();
    await office.issuer.discovery({ authorization_endpoint: `${office.issuer.url}/authorize?p=b2c&state=fixed` });
    const { location } = await office.begin(undefined, { headers: { "sec-fetch-site": "none" } });
    const { searchParams } = new URL(location);
    expect(searchParams.get("p")).toBe("b2c");
    expect(searchParams.getAll("state")).toEqual([expect.stringMatching(/^.{43}$/)]);
  });

  it("ends in the console, as whom the trust says, with a token of the trust's that the sign-out revokes", async () => {
    const office = await newOffice();
    const { answer, location, session } = await office.signIn();
    expect([answer.status, location, answer.text]).toEqual([302, "/console/", ""]);
    expect(answer.headers.getSetCookie()[1]).toMatch(
      /^__Host-postern=test-2\.[A-Za-z0-9_-]+; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await whoami(session)).toMatchObject({
      ...{ identity_id: "user:ann", tenant_id: office.tenant.id, scopes: ["secrets:list"] },
      trust_id: office.trust.id,
    });
    const out = { cookie: session, "x-postern-console": "1", origin: "https://postern.example" };
    expect((await call("DELETE /console/session", { headers: out })).status).toBe(204);
    expect((await call("GET /v1/auth/whoami", { headers: { cookie: session, ...READ } })).status).toBe(401);
  });

  it("ends the token of the session that stood there, once somebody is signed in and not before", async () => {
    const office = await newOffice();
    const { session } = await office.signIn();
    const again = { headers: { "sec-fetch-site": "same-origin", cookie: session } };
    const lives = async () => (await call("GET /v1/auth/whoami", { headers: { cookie: session, ...READ } })).status;
    const cancelled = await office.begin(undefined, again);
    const refused = await comeBack(changed(await atIssuer(cancelled), { code: "another" }), cancelled.cookie);
    expect([refused.location, await lives()]).toEqual(["/console/sign-in-failed?reason=refused", 200]);
    const begun = await office.begin(undefined, again);
    const fresh = await comeBack(await atIssuer(begun), begun.cookie);
    expect([await lives(), await whoami(fresh.session)]).toMatchObject([401, { identity_id: "user:ann" }]);
  });

  it("ends at the page of the console where it was begun, and nowhere else", async () => {
    const office = await newOffice();
    for (const [to, place] of [
      ["/console/secrets?order=name", "/console/secrets?order=name"],
      ["//evil.example/console/", "/console/"],
    ] as const) {
      const query = new URLSearchParams({ tenant: office.tenant.id, trust: "office", to });
      const begun = await office.begin(query.toString());
      expect(new URL(begun.location).search).not.toContain("order");
      const back = await comeBack(await atIssuer(begun), begun.cookie);
      expect([back.answer.status, back.location]).toEqual([302, place]);
    }
  });

  it("redeems its code once, as a client without a secret, with the verifier of this sign-in", async () => {
    const office = await newOffice();
    expect((await office.signIn()).location).toBe("/console/");
    const { method, headers, asked } = (await tokenRequest(office)) ?? {};
    expect([method, headers?.["content-type"], headers?.authorization]).toEqual([
      "POST",
      "application/x-www-form-urlencoded",
      undefined,
    ]);
    expect(asked).toEqual({
      ...{ grant_type: "authorization_code", client_id: office.clientId, code: expect.any(String) },
      redirect_uri: `https://postern.example/console/callback/${office.tenant.id}`,
      code_verifier: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
  });

  it.each([
    ["the header, where the issuer says nothing of it", undefined, true],
    ["the header, where that and the form are taken", ["client_secret_post", "client_secret_basic"], true],
    ["the form, where that alone is taken", ["private_key_jwt", "client_secret_post"], false],
  ])("shows the client's secret in %s", async (_, methods, isHeader) => {
    const secret = "päss: wörd+%&=";
    const office = await newOffice({ client_secret: secret });
    await office.issuer.signIn({ clientSecret: secret });
    await office.issuer.discovery(methods ? { token_endpoint_auth_methods_supported: methods } : {});
    expect((await office.signIn()).location).toBe("/console/");
    const { headers, asked } = (await tokenRequest(office)) ?? {};
    expect([headers?.authorization?.slice(0, 6), asked?.client_id, asked?.client_secret]).toEqual(
      isHeader ? ["Basic ", undefined, undefined] : [undefined, office.clientId, secret],
    );
  });

  it("takes the answer of an issuer that names itself, and passes over what else an answer says", async () => {
    const office = await newOffice();
    await office.issuer.signIn({ namesItself: true });
    await office.issuer.discovery({ authorization_response_iss_parameter_supported: true });
    const { cookie, location } = await office.begin();
    const path = changed(await atIssuer({ location }), { session_state: "x", scope: "openid" });
    expect((await comeBack(path, cookie)).location).toBe("/console/");
  });

  it("gives the time that the trust does, up to half a day, and the second factor that the issuer tells of", async () => {
    const office = await newOffice({ ttl: "12h", mfa_claim: { claim: "amr", values: ["mfa"] } });
    const now = Math.floor(Date.now() / 1000);
    const person = { sub: "1", hd: "acme.example", preferred_username: "ann" };
    await office.issuer.signIn({ claims: { ...person, amr: ["pwd", "mfa"], auth_time: now - 60 } });
    const who = await whoami((await office.signIn()).session);
    expect(Date.parse(who.mfa_verified_at) / 1000).toBe(now - 60);
    const lifeMs = Date.parse(who.token_expires_at) - Date.now();
    expect(lifeMs).toBeGreaterThan(11.9 * 3_600_000);
    expect(lifeMs).toBeLessThanOrEqual(12 * 3_600_000);
  });

  it("is one row of the log, with the identity that it made, and no text of the code, the verifier, the token or the secret is anywhere", async () => {
    const secret = "CANARY-of-the-client";
    const office = await newOffice({ client_secret: secret });
    await office.issuer.signIn({ clientSecret: secret });
    const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const { answer } = await office.signIn();
    const lines = JSON.stringify(printed.mock.calls);
    printed.mockRestore();
    expect(lines).toContain("console/");
    const rows = (await auditRows(office.tenant.stub)).filter(({ identity_id }) => identity_id === "user:ann");
    expect(rows.map(({ action, success, extra_data }) => [action, success, JSON.parse(String(extra_data))])).toEqual([
      [
        "console_sign_in",
        1,
        {
          trust_id: office.trust.id,
          target_identity_id: "user:ann",
          target_token_id: expect.any(String),
          scopes: ["secrets:list"],
        },
      ],
      ["identity_create", 1, { target_identity_id: "user:ann", groups: [], roles: [], trust_id: office.trust.id }],
    ]);
    const { asked } = (await tokenRequest(office)) ?? {};
    const stored = await everythingIn(office);
    const told = JSON.stringify([...answer.headers]) + answer.text + lines;
    for (const text of [secret, asked?.code ?? "?", asked?.code_verifier ?? "?", "eyJ"]) {
      expect(stored).not.toContain(text);
      expect(told).not.toContain(text);
    }
  });
});

describe("a trust that signs people in", () => {
  it("has a secret that is never shown, and that stays with its client at its issuer alone", async () => {
    const office = await newOffice({ client_secret: "CANARY" });
    const { tenant, trust } = office;
    const has = (answer: { readonly body: { readonly has_client_secret: boolean }; readonly text: string }) => {
      expect(answer.text).not.toContain("CANARY");
      return answer.body.has_client_secret;
    };
    const patch = async (body: object) => has(await tenant.api(`PATCH /v1/trusts/${trust.id}`, body));
    expect(has(await tenant.api(`GET /v1/trusts/${trust.id}`))).toBe(true);
    expect((await tenant.api("GET /v1/trusts")).body.trusts[0].has_client_secret).toBe(true);
    expect(await patch({ name: "renamed" })).toBe(true);
    expect(await patch({ audience: `other ${tenant.id}` })).toBe(false);
    expect(await patch({ client_secret: "CANARY" })).toBe(true);
    expect(await patch({ issuer: "https://other.example" })).toBe(false);
    expect(await patch({ issuer: "https://third.example", client_secret: "CANARY" })).toBe(true);
    expect(await patch({ client_secret: null })).toBe(false);
    expect(await patch({ client_secret: "CANARY" })).toBe(true);
    expect(await patch({ console_sign_in: false })).toBe(false);
    expect(await patch({ console_sign_in: true })).toBe(false);
    expect(await everythingIn(office)).not.toContain("CANARY");
    const rows = (await auditRows(tenant.stub)).filter(({ action }) => action === "trust_update");
    expect(JSON.parse(String(rows[2]?.extra_data)).fields).toEqual(["client_secret"]);
    await tenant.api(`DELETE /v1/trusts/${trust.id}`);
    expect(await everythingIn(office)).not.toContain("trust_client_secrets {");
  });

  it("ends its people's tokens when it signs nobody in any more", async () => {
    const office = await newOffice();
    const { session } = await office.signIn();
    await office.tenant.api(`PATCH /v1/trusts/${office.trust.id}`, { console_sign_in: false });
    expect((await call("GET /v1/auth/whoami", { headers: { cookie: session, ...READ } })).status).toBe(401);
  });

  it.each([
    [
      { console_sign_in: true, preset: "gitlab", claims: { project_id: "1", namespace_id: "2" } },
      { console_sign_in: "unsupported" },
    ],
    [{ console_sign_in: true, issuer: "https://10.0.0.1", jwks_uri: "https://a.example/keys" }, { issuer: "private" }],
    [{ console_sign_in: "yes" }, { console_sign_in: "type" }],
    [{ client_secret: "s" }, { console_sign_in: "required" }],
    [{ console_sign_in: true, client_secret: "" }, { client_secret: "empty" }],
    [{ console_sign_in: true, client_secret: "s".repeat(513) }, { client_secret: "too_long" }],
    [{ console_sign_in: true, client_secret: 1 }, { client_secret: "type" }],
    [{ ttl: "2h" }, { ttl: "range" }],
    [{ console_sign_in: true, ttl: "13h" }, { ttl: "range" }],
  ])("is refused as %j", async (body, fields) => {
    const tenant = await newTenant();
    const sound = { name: "office", issuer: "https://issuer.example", claims: { hd: "a" }, identity_id: "user:admin" };
    const answer = await tenant.api("POST /v1/trusts", { ...sound, scopes: ["secrets:list"], ...body });
    expect([answer.status, answer.body.error.details]).toEqual([422, { fields }]);
  });
});

it("an issuer sends people back to where the deployment says it is, never to where a request says, but on this machine", () => {
  const at = (url: string, publicUrl: string | null) => callbackUrl(`${url}/console/sign-in?x=1`, publicUrl, "tnt_a");
  expect(at("https://evil.example", null)).toBeNull();
  expect(at("https://localhost", null)).toBeNull();
  expect(at("http://localhost.evil.example", null)).toBeNull();
  expect(at("https://evil.example", "https://p.example")).toBe("https://p.example/console/callback/tnt_a");
  for (const own of ["http://localhost:8787", "http://127.0.0.1:1", "http://[::1]:2"])
    for (const publicUrl of [null, "https://p.example"])
      expect(at(own, publicUrl)).toBe(`${own}/console/callback/tnt_a`);
});

it("a token endpoint that does not answer in time is none", async () => {
  const issuer = await newIssuer();
  await issuer.answer("held", "token");
  const page = { tokenEndpoint: `${issuer.url}/token`, secretGoesIn: "header" } as const;
  const texts = { clientId: "c", secret: null, code: "c", verifier: "v", redirectUri: "https://p.example" };
  expect(await redeemCode({ page, ...texts }, { allow: ["127.0.0.1"], timeoutMs: 50 })).toEqual({
    kind: "unavailable",
  });
  expect(await redeemCode({ page, ...texts }, { allow: [] })).toEqual({ kind: "unavailable" });
  const none = { ...page, secretGoesIn: null };
  expect(await redeemCode({ page: none, ...texts, secret: "s" }, { allow: ["127.0.0.1"] })).toEqual({
    kind: "refused",
    error: "unsupported",
  });
  await issuer.release();
});

/** Every row of every table of the tenant's, as text. */
const everythingIn = ({ tenant }: Office): Promise<string> =>
  runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
      )
      .toArray()
      .flatMap(({ name }) =>
        storage.sql
          .exec(`SELECT * FROM "${name}"`)
          .toArray()
          .map((row) => `${name} ${textOf(row)}`),
      )
      .join("\n"),
  );

const textOf = (row: Record<string, unknown>): string =>
  JSON.stringify(row, (_, value: unknown) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString("latin1") : value,
  );
