import { describe, expect, it } from "vitest";
import { must } from "../../../support/api";
import type { Rule } from "../../../support/fake-vault";
import { paths } from "../../broker-bench";
import { CODE_FORM, FORM, formOf, hasChromium, newSignInBench, run, SECRET, signInSite, untouched } from "./support";

/** A credential that has a part of a login alone. */
const NAME_FORM = `<form method="post" action="login"><input name="user" autocomplete="username"><button>Next</button></form>`;
const PASSWORDLESS = {
  pages: { login: NAME_FORM, code: CODE_FORM, home: "<h1>Home</h1>" },
  posts: { login: { to: "code" }, code: { to: "home" } },
};
const CODE_PATH = "totp/code/portal";
const ofVault = { username: "login", totp: { path: CODE_PATH } };
const code = (period: string | undefined): Rule => ({
  path: CODE_PATH,
  answer: { json: { data: { code: "012345", period } } },
});

describe.skipIf(!hasChromium)("a run with a part of a login", () => {
  it("ends before the vault is asked where the page wants a password that the credential has not, and says what is missing", async () => {
    const s = await newSignInBench({}, { fieldMap: { username: "login", totp: "otp_seed" } });
    const { site, tab } = await s.open(signInSite(FORM));
    const answer = await s.authenticate(tab);
    expect(answer.body).toEqual(untouched(s, "no_login_form", { details: { missing: "password" } }));
    const described = must(
      await s.api(`POST /api/v1/credentials/${s.b.credentialId}/describe-login`, {
        browser: { browserId: s.browserId },
        target: { targetId: tab.targetId },
      }),
      200,
    );
    expect([described.form.kind, described.refusal]).toEqual(["login", "no_login_form"]);
    expect(await s.vault.calls()).toEqual([]);
    expect(await site.posted()).toEqual([]);
  });

  it("ends the same way where the password is asked on the second page, after the name was sent", async () => {
    const s = await newSignInBench({}, { fieldMap: { username: "login", totp: "otp_seed" } });
    const { tab } = await s.open({ pages: { login: NAME_FORM, pass: FORM }, posts: { login: { to: "pass" } } });
    expect((await s.authenticate(tab)).body).toMatchObject({
      status: "failed",
      code: "no_login_form",
      details: { missing: "password" },
    });
  });

  it("ends as no_login_form on a step for a name that the credential has not", async () => {
    const s = await newSignInBench({}, { fieldMap: { password: "pass" } });
    const { tab } = await s.open(signInSite(NAME_FORM));
    const answer = await s.authenticate(tab);
    expect(answer.body).toEqual(untouched(s, "no_login_form", { details: { missing: "username" } }));
    expect(await s.vault.calls()).toEqual([]);
  });

  it("ends as otp_required, without a call to the vault, where the page wants a code that the credential has not", async () => {
    const s = await newSignInBench({}, { fieldMap: { password: "pass" } });
    const { tab } = await s.open({ pages: { login: CODE_FORM } });
    expect((await s.authenticate(tab)).body).toEqual(untouched(s, "otp_required", { verdict: "otp_required" }));
    expect(await s.vault.calls()).toEqual([]);
  });

  it("fills the password alone, where the credential has no name: the site may know it", async () => {
    const s = await newSignInBench({}, { fieldMap: { password: "pass" } });
    const { site, tab } = await s.open(signInSite(FORM.replace('name="user"', 'name="user" value="me"')));
    const steps = [
      { step: "password", outcome: "substituted" },
      { step: "submit", outcome: "sent" },
    ];
    expect((await s.authenticate(tab)).body).toEqual(run(s, { steps }));
    expect((await site.posted()).map(({ body }) => formOf(body))).toEqual([{ user: "me", pass: SECRET.pass }]);
  });

  it("signs in without a password, by a name and a code that the vault makes when it is typed", async () => {
    for (const period of ["30s", undefined]) {
      const s = await newSignInBench({ rules: [code(period)] }, { fieldMap: ofVault });
      const { site, tab } = await s.open(PASSWORDLESS);
      expect((await s.authenticate(tab)).body).toMatchObject({ status: "authenticated", usedTotp: true, code: null });
      const [name, typed] = (await site.posted()).map(({ body }) => formOf(body));
      expect([name, Object.values(typed ?? {})]).toEqual([{ user: SECRET.login }, ["012345"]]);
      // Where a time step is about to end, a code of the next one is rightly asked for, too: drive/codes has the rule.
      const asked = (await paths(s.vault)).filter((path) => path.includes("totp/code"));
      expect(new Set(asked)).toEqual(new Set([`GET ${CODE_PATH}`]));
    }
  });

  it("ends with the vault's own refusal where it makes no code", async () => {
    const s = await newSignInBench(
      { rules: [{ path: CODE_PATH, answer: { status: 400, json: { errors: ["unknown key: portal"] } } }] },
      { fieldMap: ofVault },
    );
    const { tab } = await s.open(PASSWORDLESS);
    expect((await s.authenticate(tab)).body).toMatchObject({
      status: "failed",
      code: "vault_path_not_found",
      details: { stage: "totp", path: CODE_PATH },
    });
  });
});
