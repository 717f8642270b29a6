import { describe, expect, it } from "vitest";
import { auditRows, must } from "../../../support/api";
import {
  CODE_FORM,
  FORM,
  formOf,
  hasChromium,
  LOGIN_SENT,
  newSignInBench,
  run,
  signInSite,
  untouched,
} from "./support";

describe.skipIf(!hasChromium)("a run that is refused by the page", () => {
  it("ends as host_not_allowed on a host that is not listed, and asks no vault", async () => {
    const s = await newSignInBench({}, { allowedDomains: ["portal.example.net"] });
    const { site, tab } = await s.open(signInSite(FORM));
    const answer = await s.authenticate(tab);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      untouched(s, "host_not_allowed", { details: { host: "127.0.0.1", reason: "not_listed" } }),
    );
    expect(await s.vault.calls()).toEqual([]);
    expect(await site.posted()).toEqual([]);
  });

  it("ends as looks_like_registration on a form for new accounts", async () => {
    const s = await newSignInBench();
    const sign = `<form method="post" action="login"><input name="mail" type="email"><input name="a" type="password" autocomplete="new-password"><input name="b" type="password" autocomplete="new-password"><button>Create account</button></form>`;
    const { tab } = await s.open(signInSite(sign));
    expect((await s.authenticate(tab)).body).toMatchObject({ status: "failed", code: "looks_like_registration" });
    expect(await s.vault.calls()).toEqual([]);
    expect(await tab.read("[...document.querySelectorAll('input')].map((field) => field.value).join('')")).toBe("");
  });

  it("ends as target_not_found where the page is another", async () => {
    const s = await newSignInBench();
    const { tab } = await s.open(signInSite(FORM));
    const answer = await s.authenticate(tab, { target: { targetId: "0123456789ABCDEF" } });
    expect(answer.body).toEqual(untouched(s, "target_not_found", { details: { targets: expect.any(Array) } }));
  });
});

describe.skipIf(!hasChromium)("a run", () => {
  it("signs in by wire: the site gets the value, the page holds none, and the answer, the log and the events tell it", async () => {
    const s = await newSignInBench();
    const { site, tab } = await s.open(signInSite(FORM));
    const answer = await s.authenticate(tab);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(run(s));
    expect(answer.headers.get("location")).toBe(`/api/v1/authentications/${answer.body.id}`);
    expect((await site.posted()).map(({ page, body }) => [page, formOf(body)])).toEqual([["login", LOGIN_SENT]]);
    expect(await tab.read("location.pathname.split('/').at(-1)")).toBe("home");

    const rows = (await auditRows(s.b.tenant.stub)).slice(-2);
    expect(
      rows.map(({ action, success, error_code, identity_id }) => [action, success, error_code, identity_id]),
    ).toEqual([
      ["credential.leased", 1, null, rows[0]?.identity_id],
      ["credential.authenticated", 1, null, rows[0]?.identity_id],
    ]);
    expect(JSON.parse(String(rows[0]?.extra_data))).toEqual({
      authentication_id: answer.body.id,
      credential_id: s.b.credentialId,
      host: "127.0.0.1",
      matched_pattern: "127.0.0.1",
      mode: "wire",
      vault_integration_id: s.b.integrationId,
      vault_path: "secret/data/app/db",
      vault_version: 1,
    });
    expect(JSON.parse(String(rows[1]?.extra_data))).toEqual({
      authentication_id: answer.body.id,
      browser_id: s.browserId,
      credential_id: s.b.credentialId,
      host: "127.0.0.1",
      matched_pattern: "127.0.0.1",
      mode: "wire",
      status: "authenticated",
      used_totp: false,
      vault_version: 1,
      verdict: "signed_in",
    });
    expect((await s.b.credential()).lastUsedAt).not.toBeNull();
    expect(must(await s.api(`GET /api/v1/authentications/${answer.body.id}`), 200)).toEqual(answer.body);
    expect(must(await s.api("GET /api/v1/authentications"), 200)).toEqual([answer.body]);
  });

  it("fills and sends by fill, where that is asked for", async () => {
    const s = await newSignInBench();
    const { site, tab } = await s.open(signInSite(FORM));
    expect((await s.authenticate(tab, { mode: "fill" })).body).toEqual(
      run(s, {
        mode: "fill",
        steps: [
          { step: "username", outcome: "filled" },
          { step: "password", outcome: "filled" },
          { step: "submit", outcome: "sent" },
        ],
      }),
    );
    expect((await site.posted()).map(({ body }) => formOf(body))).toEqual([LOGIN_SENT]);
  });

  it("types a one-time code late", async () => {
    const s = await newSignInBench();
    const pages = { login: FORM, code: CODE_FORM, home: "<h1>Home</h1>" };
    const { site, tab } = await s.open({ pages, posts: { login: { to: "code" }, code: { to: "home" } } });
    expect((await s.authenticate(tab, { waitMs: 60_000 })).body).toEqual(
      run(s, {
        usedTotp: true,
        steps: [
          { step: "username", outcome: "filled" },
          { step: "password", outcome: "substituted" },
          { step: "submit", outcome: "sent" },
          { step: "totp", outcome: "filled" },
          { step: "submit", outcome: "sent" },
        ],
      }),
    );
    const [login, code] = await site.posted();
    expect([login?.page, formOf(login?.body)]).toEqual(["login", LOGIN_SENT]);
    expect([code?.page, formOf(code?.body)]).toEqual(["code", { code: expect.stringMatching(/^\d{6}$/) }]);
  });

  it("that the site refused twice is followed by a pause, which a change of the credential ends", async () => {
    const s = await newSignInBench();
    const again = { pages: { login: FORM }, posts: { login: { show: "login" } } };
    const { tab } = await s.open(again);
    for (const _ of [1, 2])
      expect((await s.authenticate(tab)).body).toMatchObject({
        status: "failed",
        verdict: "still_on_form",
        code: "still_on_form",
      });
    const paused = await s.authenticate(tab);
    expect(paused.status).toBe(429);
    expect(paused.body.error.code).toBe("login_paused");
    expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(12 * 60);
    await s.b.forward(1000);
    await s.b.point({ name: "robot 2" });
    expect((await s.authenticate(tab)).body).toMatchObject({ code: "still_on_form" });
  });

  it("lists several open pages by describe-login, as a run does", async () => {
    const s = await newSignInBench();
    const { site, tab } = await s.open(signInSite(FORM));
    const second = await s.openAgain(site);
    const look = { browser: { browserId: s.browserId }, target: { urlPrefix: site.page("") } };
    const seen = must(await s.api(`POST /api/v1/credentials/${s.b.credentialId}/describe-login`, look), 200);
    const { targets, ...rest } = seen.details;
    expect({ ...seen, details: rest }).toEqual({
      host: null,
      allowed: false,
      matchedPattern: null,
      form: null,
      refusal: "ambiguous_target",
      details: {},
    });
    const both = [tab, second].map(({ targetId }) => ({ targetId, host: "127.0.0.1" }));
    expect([targets, targets.length]).toEqual([expect.arrayContaining(both), 2]);
    expect(await s.vault.calls()).toEqual([]);
  });

  it("shows what it would do by describe-login, with neither a vault call nor a value", async () => {
    const s = await newSignInBench();
    const { tab } = await s.open(signInSite(FORM));
    const look = { browser: { browserId: s.browserId }, target: { targetId: tab.targetId } };
    expect(must(await s.api(`POST /api/v1/credentials/${s.b.credentialId}/describe-login`, look), 200)).toEqual({
      host: "127.0.0.1",
      allowed: true,
      matchedPattern: "127.0.0.1",
      form: {
        kind: "login",
        fields: [
          {
            role: "username",
            selector: 'input[name="user"]',
            label: expect.stringContaining("User name"),
            frameHost: "127.0.0.1",
          },
          {
            role: "password",
            selector: 'input[name="pass"]',
            label: expect.stringContaining("Password"),
            frameHost: "127.0.0.1",
          },
        ],
        submit: { selector: expect.any(String), label: "Sign in" },
      },
      refusal: null,
    });
    expect(await s.vault.calls()).toEqual([]);
    expect((await auditRows(s.b.tenant.stub)).at(-1)).toMatchObject({
      action: "credential.login_described",
      success: 1,
    });
    expect(await tab.read("document.querySelector('[name=pass]').value")).toBe("");
  });

  it("shows a page's words cut, on one line, and without what steers a terminal", async () => {
    const s = await newSignInBench();
    const odd = `a\u202eb\u0007<br>${"x".repeat(500)}`;
    const form = FORM.replace("User name", odd).replace('name="user"', `name="${"n".repeat(500)}"`);
    const { tab } = await s.open(signInSite(form));
    const look = { browser: { browserId: s.browserId }, target: { targetId: tab.targetId } };
    const described = must(await s.api(`POST /api/v1/credentials/${s.b.credentialId}/describe-login`, look), 200);
    const { label, selector } = described.form.fields[0];
    expect(label).toMatch(/^a b x+$/);
    expect(label.length).toBeLessThanOrEqual(200);
    expect(selector).toBe('input[type="text"]');
  });
});
