import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ObservedDocument } from "../../src/sign-in/page/observation";
import { parseObservation } from "../../src/sign-in/page/observation-schema";
import { fieldsToFill, planPage } from "../../src/sign-in/page/plan";
import { button, email, field, page, secret, user } from "./pages";

const plan = (...pages: ObservedDocument[]) => planPage(pages.map((shown) => ({ page: shown, allowed: true })));
const brief = (shown: ObservedDocument) => {
  const { kind, refusal } = plan(shown);
  return [kind, refusal];
};
/** The labels of what would be written, by role, and the text of the button. */
const writing = (shown: ObservedDocument) => {
  const planned = plan(shown);
  if (planned.form === null) return null;
  const roles = fieldsToFill(planned).map(({ role, fields }) => [role, fields.map(({ seen }) => seen.label).join(" ")]);
  return { ...Object.fromEntries(roles), submit: planned.form.submit?.text };
};
const NO_FORM = [null, "no_login_form"];
const REGISTRATION = ["registration", "looks_like_registration"];

it("planPage judges two hundred forms of all documents and no more, those on allowed hosts first", () => {
  const login = (group: number) => ({
    fields: [user({ group }), secret({ group })],
    buttons: [button("Log in", { group })],
  });
  const many = (count: number) => page({ ...login(count - 1), groups: Array(count).fill({}) });
  expect(brief(many(200))).toEqual(["login", null]);
  expect(brief(many(201))).toEqual(NO_FORM);
  const foreign = { page: many(200), allowed: false };
  expect(planPage([foreign, foreign, { page: many(1), allowed: true }])).toMatchObject({
    at: 2,
    kind: "login",
    refusal: null,
  });
  expect(planPage([{ page: page({}), allowed: true }, foreign])).toMatchObject({
    kind: null,
    refusal: "no_login_form",
  });
});

it("an observation that the in-page code can't have made is none", () => {
  const seen = page({ fields: [user()], buttons: [button("Log in")], groups: [{ headings: ["Sign in"] }] });
  expect(parseObservation(seen)).toEqual(seen);
  const [group] = seen.groups;
  const long = "x".repeat(20_000);
  expect(parseObservation({ ...seen, groups: [{ ...group, text: long }] })).toBeUndefined();
  expect(parseObservation({ ...seen, groups: [{ ...group, headings: Array(20).fill("x") }] })).toBeUndefined();
  expect(parseObservation({ ...seen, fields: [{ ...seen.fields[0], label: long }] })).toBeUndefined();
  expect(parseObservation({ ...seen, buttons: [{ ...seen.buttons[0], text: long }] })).toBeUndefined();
});

describe("planPage refuses", () => {
  const refused: readonly (readonly [string, ObservedDocument, unknown])[] = [
    ["a page without a form", page({ groups: [] }), NO_FORM],
    ["a search", page({ fields: [field({ name: "q", type: "search" })], buttons: [button("Search")] }), NO_FORM],
    [
      "a subscription",
      page({ fields: [email()], buttons: [button("Subscribe")], groups: [{ headings: ["Our newsletter"] }] }),
      NO_FORM,
    ],
    [
      "a newsletter whose button says go",
      page({ fields: [email()], buttons: [button("Go")], groups: [{ classes: "newsletter" }] }),
      NO_FORM,
    ],
    [
      "the mail of a forgotten password",
      page({ fields: [email()], buttons: [button("Continue")], groups: [{ headings: ["Forgot your password?"] }] }),
      NO_FORM,
    ],
    [
      "two passwords",
      page({ fields: [email(), secret(), secret({ label: "Again" })], buttons: [button("Log in")] }),
      REGISTRATION,
    ],
    [
      "two passwords of which neither says new",
      page({ fields: [user(), secret(), secret({ label: "PIN" })], buttons: [button("Log in")] }),
      REGISTRATION,
    ],
    [
      "a new password",
      page({ fields: [email(), secret({ autocomplete: "new-password" })], buttons: [button("Log in")] }),
      REGISTRATION,
    ],
    [
      "one password and a button that registers",
      page({ fields: [email(), secret()], buttons: [button("Create account")] }),
      REGISTRATION,
    ],
    [
      "one password under names and a birthday",
      page({
        fields: [field({ label: "First name" }), field({ label: "Last name" }), email(), secret()],
        buttons: [button("Continue")],
      }),
      REGISTRATION,
    ],
    [
      "a registration in German",
      page({
        fields: [email({ label: "E-Mail" }), secret({ label: "Passwort" })],
        buttons: [button("Konto erstellen")],
      }),
      REGISTRATION,
    ],
    [
      "a registration in Russian",
      page({ fields: [email(), secret({ label: "Пароль" })], buttons: [button("Зарегистрироваться")] }),
      REGISTRATION,
    ],
    [
      "a change of password",
      page({
        fields: [secret({ label: "Current password" }), secret({ label: "New password" })],
        buttons: [button("Save")],
      }),
      ["change", "looks_like_registration"],
    ],
    [
      "a password that is asked again of who is signed in",
      page({ fields: [secret()], buttons: [button("Confirm")], groups: [{ headings: ["Confirm your password"] }] }),
      NO_FORM,
    ],
    [
      "a hidden password without a user name",
      page({ fields: [secret({ hidden: "not_rendered" })], buttons: [button("Log in")] }),
      [null, "hidden_field_only"],
    ],
    [
      "a password that can't be written",
      page({ fields: [user(), secret({ enabled: false })], buttons: [button("Log in")] }),
      ["login", "hidden_field_only"],
    ],
    [
      "a password shown as plain text",
      page({ fields: [user(), field({ name: "password" })], buttons: [button("Log in")] }),
      [null, "not_a_password_field"],
    ],
    [
      "a page with a CAPTCHA",
      page({ fields: [user(), secret()], buttons: [button("Log in")], challenges: ["recaptcha"] }),
      ["login", "challenge"],
    ],
  ];
  it.each(refused)("%s", (_title, shown, expected) => expect(brief(shown)).toEqual(expected));

  it("two forms that fit equally, and never takes the first", () => {
    const fields = [user(), secret(), user({ group: 1 }), secret({ group: 1 })];
    const buttons = [button("Log in"), button("Log in", { group: 1 })];
    expect(brief(page({ fields, buttons, groups: [{}, {}] }))).toEqual(["login", "ambiguous_form"]);
  });

  it("a form on a host that is not allowed, and says where it is", () => {
    const shown = page({ fields: [user(), secret()], buttons: [button("Log in")] });
    expect(planPage([{ page: shown, allowed: false }])).toMatchObject({
      kind: "login",
      refusal: "host_not_allowed",
      at: 0,
    });
  });
});

describe("planPage finds", () => {
  it("user name, password and button of a plain form", () => {
    const shown = page({ fields: [user(), secret()], buttons: [button("Log in")] });
    expect(writing(shown)).toEqual({ username: "User name", password: "Password", submit: "Log in" });
  });

  it("the login beside a registration on one page", () => {
    const fields = [user(), secret(), email({ group: 1 }), secret({ group: 1 }), secret({ group: 1, label: "Repeat" })];
    const buttons = [button("Log in"), button("Sign up", { group: 1 })];
    expect(brief(page({ fields, buttons, groups: [{}, {}] }))).toEqual(["login", null]);
  });

  it("a form whose text offers an account, as logins do", () => {
    const text = "Forgot password? Don't have an account? Sign up";
    const buttons = [button("Sign in"), button("Sign up", { kind: "link" })];
    expect(brief(page({ fields: [email(), secret()], buttons, groups: [{ text }] }))).toEqual(["login", null]);
  });

  it("a user-name step, also with a password that waits out of sight", () => {
    const step = page({ fields: [email()], buttons: [button("Next")] });
    const waiting = page({ fields: [email(), secret({ hidden: "aria_hidden" })], buttons: [button("Next")] });
    expect([brief(step), brief(waiting)]).toEqual([
      ["username_step", null],
      ["username_step", null],
    ]);
    expect(writing(waiting)).toEqual({ username: "Email", submit: "Next" });
  });

  it("the second step, whose user name is not asked again", () => {
    const shown = page({ fields: [user({ hidden: "not_rendered" }), secret()], buttons: [button("Sign in")] });
    expect(writing(shown)).toEqual({ password: "Password", submit: "Sign in" });
  });

  it("a code by autocomplete, by words, and in boxes of one digit", () => {
    const hint = page({
      fields: [field({ label: "Code", autocomplete: "one-time-code" })],
      buttons: [button("Verify")],
    });
    const word = page({ fields: [field({ label: "Verification code" })], buttons: [button("Continue")] });
    const boxes = page({
      fields: Array.from("123456", (label) => field({ label, maxLength: 1 })),
      buttons: [button("Go")],
    });
    expect([hint, word, boxes].map(writing)).toEqual([
      { totp: "Code", submit: "Verify" },
      { totp: "Verification code", submit: "Continue" },
      { totp: "1 2 3 4 5 6", submit: "Go" },
    ]);
  });

  it("a code beside the password", () => {
    const shown = page({ fields: [user(), secret(), field({ label: "One-time code" })], buttons: [button("Log in")] });
    expect(writing(shown)).toEqual({
      username: "User name",
      password: "Password",
      totp: "One-time code",
      submit: "Log in",
    });
  });

  it("the button that sends, not the eye, not another way in, not the one that comes first", () => {
    const buttons = [
      button("Sign in with Google", { kind: "button", fieldsBefore: 0 }),
      button("Show password", { kind: "button" }),
      button("Forgot password?", { kind: "link" }),
      button("Sign in"),
    ];
    expect(writing(page({ fields: [email(), secret()], buttons }))).toMatchObject({ submit: "Sign in" });
  });

  it("a button that stands outside of every form, where the form has none", () => {
    const buttons = [button("Next", { group: null, kind: "button" }), button("Create account", { group: null })];
    expect(writing(page({ fields: [email({ autocomplete: "username" })], buttons }))).toMatchObject({ submit: "Next" });
  });

  it("the form on an allowed host beside one that is not", () => {
    const shown = page({ fields: [user(), secret()], buttons: [button("Log in")] });
    const found = planPage([
      { page: shown, allowed: false },
      { page: shown, allowed: true },
    ]);
    expect(found).toMatchObject({ kind: "login", refusal: null, at: 1 });
  });

  it.each([
    ["de", "Benutzername", "Passwort", "Anmelden"],
    ["fr", "Identifiant", "Mot de passe", "Se connecter"],
    ["es", "Usuario", "Contraseña", "Iniciar sesión"],
    ["it", "Nome utente", "Password", "Accedi"],
    ["pl", "Nazwa użytkownika", "Hasło", "Zaloguj się"],
    ["cs", "Uživatelské jméno", "Heslo", "Přihlásit se"],
    ["ru", "Логин", "Пароль", "Войти"],
    ["ja", "ユーザー名", "パスワード", "ログイン"],
    ["ko", "아이디", "비밀번호", "로그인"],
    ["zh", "用户名", "密码", "登录"],
  ])("a login in %s", (_language, label, password, text) => {
    const fields = [field({ label: "Search", type: "search" }), field({ label }), secret({ label: password })];
    expect(writing(page({ fields, buttons: [button(text)] }))).toEqual({ username: label, password, submit: text });
  });
});

describe("planPage, whatever a page shows,", () => {
  const words = fc.constantFrom(
    "",
    "Password",
    "Email",
    "New password",
    "Log in",
    "Sign up",
    "Code",
    "First name",
    "Search",
  );
  const anyField = fc.record({
    group: fc.nat(1),
    type: fc.constantFrom("text", "email", "password", "tel", "checkbox", "search", "number"),
    label: words,
    autocomplete: fc.constantFrom("", "username", "current-password", "new-password", "one-time-code", "off"),
    hidden: fc.constantFrom(null, "clipped" as const),
    enabled: fc.boolean(),
    maxLength: fc.constantFrom(-1, 1, 40),
  });
  const anyPage = fc
    .record({ fields: fc.array(anyField, { maxLength: 7 }), text: words })
    .map(({ fields, text }) =>
      page({ fields: fields.map(field), buttons: [button(text), button(text, { group: 1 })], groups: [{}, {}] }),
    );

  it("writes a password only into one visible, enabled password field, the only one of its form", () => {
    fc.assert(
      fc.property(anyPage, (shown) => {
        const planned = plan(shown);
        if (planned.form === null || planned.refusal !== null) return;
        const passwords = fieldsToFill(planned).flatMap(({ role, fields }) => (role === "password" ? fields : []));
        for (const { seen } of passwords) {
          expect(seen).toMatchObject({ type: "password", hidden: null, enabled: true });
          expect(seen.autocomplete).not.toBe("new-password");
          const others = shown.fields.filter(
            ({ group, type, hidden, autocomplete }) =>
              group === seen.group && type === "password" && hidden === null && autocomplete !== "one-time-code",
          );
          expect(others).toHaveLength(1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the same plan for the same page", () => {
    fc.assert(
      fc.property(anyPage, (shown) => {
        expect(plan(shown)).toEqual(plan(structuredClone(shown)));
      }),
    );
  });
});
