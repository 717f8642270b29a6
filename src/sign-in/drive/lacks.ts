import type { Plan } from "../page/plan";
import { type SignInCode, SignInStop } from "./outcome";
import type { SignInRequest } from "./ports";

type Lack = { readonly code: SignInCode; readonly missing: "username" | "password" | "totp" };

/** What the form asks for and the credential has not, as far as that is known before the vault is asked. */
export function lackOf({ kind }: Pick<Plan, "kind">, { has }: Pick<SignInRequest, "has">): Lack | undefined {
  if (has === undefined) return undefined;
  if (kind === "login" && !has.includes("password")) return { code: "no_login_form", missing: "password" };
  if (kind === "username_step" && !has.includes("username")) return { code: "no_login_form", missing: "username" };
  return kind === "code" && !has.includes("totp") ? { code: "otp_required", missing: "totp" } : undefined;
}

/** A code that the credential has not may be typed by a person, so its lack ends nothing here. Throws SignInStop. */
export function requireValues(plan: Pick<Plan, "kind">, request: Pick<SignInRequest, "has">): void {
  const lack = lackOf(plan, request);
  if (lack && lack.missing !== "totp") throw new SignInStop(lack.code, { missing: lack.missing });
}
