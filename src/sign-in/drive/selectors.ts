import { formAt } from "../page/forms";
import type { ObservedButton } from "../page/observation";
import type { Plan, PlanRefusal } from "../page/plan";
import { type Field, fieldOf } from "../page/roles";
import type { Selectors } from "./ports";
import { orGone, type Sessions } from "./sessions";
import type { View } from "./survey";

type Matches = Readonly<Record<string, number | null>>;

/** The caller's selectors instead of what was detected; every check holds for what they name. Undefined: none were given. */
export async function withSelectors(
  views: readonly View[],
  selectors: Selectors,
  sessions: Sessions,
): Promise<Plan | { form: null; kind: null; refusal: PlanRefusal } | undefined> {
  if (Object.keys(selectors).length === 0) return undefined;
  const plans: Plan[] = [];
  for (const [at, view] of views.entries()) {
    if (view.refusal !== null) continue;
    const matches = await sessions.call(view.world, "match", { value: selectors }).catch(orGone);
    const plan = isMatches(matches) ? planOf(view, at, matches) : undefined;
    if (plan !== undefined) plans.push(plan);
  }
  const [only, second] = plans;
  if (only === undefined) return { form: null, kind: null, refusal: "no_login_form" };
  return second === undefined ? only : { ...only, refusal: "ambiguous_form" };
}

const isMatches = (value: unknown): value is Matches =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((ref: unknown) => ref === null || typeof ref === "number");

function planOf({ page }: View, at: number, matches: Matches): Plan | undefined {
  const named = (name: string): Field | undefined => {
    const seen = page.fields.find(({ ref }) => ref === matches[name]);
    return seen === undefined ? undefined : fieldOf(seen);
  };
  const [username, password, totp] = [named("username"), named("password"), named("totp")];
  const anchor = password ?? username ?? totp;
  if (anchor === undefined) return undefined;
  const group = page.groups[anchor.seen.group];
  if (group === undefined) return undefined;
  const form = formAt(page, group, anchor.seen.group);
  const submit: ObservedButton | undefined = page.buttons.find(({ ref }) => ref === matches.submit) ?? form.submit;
  const kind = password !== undefined ? "login" : username !== undefined ? "username_step" : "code";
  const own = { ...form, username: username ?? form.username, password, code: totp ? [totp] : form.code, submit };
  return { at, form: own, kind, refusal: refusalOf(form.kind, password, page.challenges) };
}

function refusalOf(kind: string, password: Field | undefined, challenges: readonly string[]): PlanRefusal | null {
  if (kind === "registration" || kind === "change") return "looks_like_registration";
  if (password !== undefined && password.seen.type !== "password") return "not_a_password_field";
  if (password !== undefined && (password.seen.hidden !== null || !password.seen.enabled)) return "hidden_field_only";
  return challenges.length > 0 ? "challenge" : null;
}
