import { expect, it } from "vitest";
import { lackOf, requireValues } from "../../src/sign-in/drive/lacks";
import { SignInStop } from "../../src/sign-in/drive/outcome";

it.each([
  ["login", ["username", "totp"], "no_login_form", "password"],
  ["username_step", ["password", "totp"], "no_login_form", "username"],
  ["code", ["username", "password"], "otp_required", "totp"],
] as const)("a form of the kind %s lacks something of a credential that has %j", (kind, has, code, missing) => {
  expect(lackOf({ kind }, { has })).toEqual({ code, missing });
});

it.each(["login", "username_step", "code"] as const)(
  "a form of the kind %s lacks nothing where the credential has all, or it is not known what it has",
  (kind) => {
    expect(lackOf({ kind }, { has: ["username", "password", "totp"] })).toBeUndefined();
    expect(lackOf({ kind }, {})).toBeUndefined();
  },
);

it("a login form lacks nothing where the credential has the password alone: the page may know the name", () => {
  expect(lackOf({ kind: "login" }, { has: ["password"] })).toBeUndefined();
});

it("requireValues ends a run that lacks a name or a password, and leaves a code to a person", () => {
  expect(() => requireValues({ kind: "login" }, { has: ["totp"] })).toThrow(
    new SignInStop("no_login_form", { missing: "password" }),
  );
  expect(() => requireValues({ kind: "code" }, { has: ["password"] })).not.toThrow();
});
