import { type Form, type FormKind, formsOf } from "./forms";
import type { ObservedDocument } from "./observation";
import type { Field } from "./roles";

/** A document of a frame, with what is known about where it stands. */
export interface PlannedDocument {
  readonly page: ObservedDocument;
  /** It and all above it are on allowed hosts, and can be seen. */
  readonly allowed: boolean;
}

export type PlanRefusal =
  | "challenge"
  | "looks_like_registration"
  | "ambiguous_form"
  | "no_login_form"
  | "hidden_field_only"
  | "not_a_password_field"
  | "host_not_allowed";

export type PlanKind = Exclude<FormKind, "other">;

/** What a sign-in would do here. `at` is the place of the document in the list that was given. */
export interface Plan {
  readonly at: number;
  readonly form: Form;
  readonly kind: PlanKind;
  readonly refusal: PlanRefusal | null;
}
export type Planned = Plan | { readonly form: null; readonly kind: null; readonly refusal: PlanRefusal };

interface Candidate {
  readonly at: number;
  readonly form: Form;
  readonly allowed: boolean;
}

/** Kinds that a sign-in may write into, the surest first. */
const FILLED: readonly FormKind[] = ["login", "code", "username_step"];
/** Forms whose scores differ by less fit equally. */
const MARGIN = 1;

/** Judging takes time, and a page may hold, or frame, any number of forms: so many of all its documents together. */
const MAX_FORMS = 200;

/** Documents on allowed hosts come first: no frame of a stranger's keeps their forms from being judged. */
function candidatesIn(documents: readonly PlannedDocument[]): Candidate[] {
  const found: Candidate[] = [];
  for (const isTurn of [true, false])
    for (const [at, { page, allowed }] of documents.entries())
      if (allowed === isTurn)
        for (const form of formsOf(page, MAX_FORMS - found.length)) found.push({ at, form, allowed });
  return found;
}

/** A form on an allowed host is preferred to any other; of two that fit equally none is taken. */
export function planPage(documents: readonly PlannedDocument[]): Planned {
  const candidates = candidatesIn(documents);
  const usable = candidates.filter(({ form }) => FILLED.includes(form.kind));
  const allowed = usable.filter((candidate) => candidate.allowed);
  for (const kind of FILLED) {
    const fitting = allowed.filter(({ form }) => form.kind === kind).sort((a, b) => b.form.score - a.form.score);
    if (fitting[0] !== undefined) return judged(fitting[0], fitting[1], documents);
  }
  const foreign = usable[0];
  if (foreign !== undefined) return planOf(foreign, "host_not_allowed");
  const other = candidates.find(({ form }) => form.kind === "registration" || form.kind === "change");
  if (other !== undefined) return planOf(other, "looks_like_registration");
  const barred = candidates.find(({ form }) => form.barredPassword !== undefined);
  return { form: null, kind: null, refusal: refusalFor(barred?.form.barredPassword) };
}

function refusalFor(barred: Field | undefined): PlanRefusal {
  if (barred === undefined) return "no_login_form";
  return barred.seen.type === "password" ? "hidden_field_only" : "not_a_password_field";
}

function judged(best: Candidate, second: Candidate | undefined, documents: readonly PlannedDocument[]): Planned {
  const { form } = best;
  if (second !== undefined && form.score - second.form.score < MARGIN) return planOf(best, "ambiguous_form");
  if (form.kind === "login" && !(form.password?.seen.enabled ?? false)) return planOf(best, "hidden_field_only");
  const challenged = documents.some(({ page }) => page.challenges.length > 0);
  return planOf(best, challenged ? "challenge" : null);
}

function planOf({ at, form }: Candidate, refusal: PlanRefusal | null): Planned {
  if (form.kind === "other") return { form: null, kind: null, refusal: "no_login_form" };
  return { at, form, kind: form.kind, refusal };
}

/** The fields that a run would write into, in the order in which it writes. */
export function fieldsToFill({
  form,
  kind,
}: Plan): { role: "username" | "password" | "totp"; fields: readonly Field[] }[] {
  const listed = [
    { role: "username" as const, fields: kind === "code" || form.username === undefined ? [] : [form.username] },
    { role: "password" as const, fields: kind !== "login" || form.password === undefined ? [] : [form.password] },
    { role: "totp" as const, fields: kind === "username_step" ? [] : form.code },
  ];
  return listed.filter(({ fields }) => fields.length > 0);
}
