import { type Lean, saysLogin, saysNext, saysOther, saysRegister, submitOf } from "./buttons";
import type { ObservedButton, ObservedDocument, ObservedGroup } from "./observation";
import { type Field, fieldOf, isTyped, wordsOf } from "./roles";
import * as words from "./words";

export type FormKind = "login" | "username_step" | "code" | "registration" | "change" | "other";

/** A group of fields, judged: what it is for, and what a sign-in would do with it. */
export interface Form {
  readonly group: ObservedGroup;
  readonly kind: FormKind;
  readonly username: Field | undefined;
  readonly password: Field | undefined;
  /** One field, or one for each digit. */
  readonly code: readonly Field[];
  readonly submit: ObservedButton | undefined;
  /** How much speaks for it, to choose between forms of one kind. */
  readonly score: number;
  /** A field that is a password's by its type or its words, but that no password may be written into. */
  readonly barredPassword: Field | undefined;
}

const isShown = ({ seen }: Field): boolean => seen.hidden === null;
const isUsable = (field: Field): boolean => isShown(field) && field.seen.enabled;
const isPassword = ({ seen, role }: Field): boolean => seen.type === "password" && role !== "code" && role !== "card";

/** The first forms of a document, `limit` at most. */
export const formsOf = (page: ObservedDocument, limit: number): Form[] =>
  page.groups.slice(0, limit).map((group, at) => formAt(page, group, at));

/** The form of the group that has this place. */
export function formAt(page: ObservedDocument, group: ObservedGroup, at: number): Form {
  const fields = page.fields.filter((field) => field.group === at).map(fieldOf);
  const buttons = page.buttons.filter((button) => button.group === at);
  const loose = page.buttons.filter((button) => button.group === null);
  return formOf({ page, group, fields, buttons, loose });
}

interface Parts {
  readonly page: ObservedDocument;
  readonly group: ObservedGroup;
  readonly fields: readonly Field[];
  readonly buttons: readonly ObservedButton[];
  readonly loose: readonly ObservedButton[];
}

function formOf(parts: Parts): Form {
  const { group, fields } = parts;
  const passwords = fields.filter(isPassword);
  const shown = passwords.filter(isShown);
  const password = shown.length === 1 ? shown[0] : undefined;
  const username = usernameOf(fields, password ?? passwords[0]);
  const code = codeOf(fields);
  const last = Math.max(-1, ...[username, password, ...code].map((field) => (field ? fields.indexOf(field) : -1)));
  const about = evidenceOf(parts);
  const submit = buttonOf(parts, last + 1, about.lean);
  const sides = withButton(about, submit);
  const found: Found = { ...sides, fields, passwords, shown, password, username, code, submit };
  const kind = kindOf(parts, found);
  const barredPassword = barredOf(fields, passwords);
  const button = submit === undefined ? 0 : saysOther(submit) ? -3 : 1;
  const score = sides.login - sides.register + (kind === "login" ? 5 : 0) + (username?.strength ?? 0) + button;
  return { group, kind, username, password, code, submit, score, barredPassword };
}

/** One that is hidden or disabled, or one that shows what is typed. */
const barredOf = (fields: readonly Field[], passwords: readonly Field[]): Field | undefined =>
  passwords.find((field) => !isUsable(field)) ??
  fields.find((field) => isTyped(field.seen) && isShown(field) && words.PASSWORD.test(wordsOf(field.seen)));

interface Evidence {
  readonly login: number;
  readonly register: number;
  readonly lean: Lean;
}
interface Found extends Evidence {
  readonly fields: readonly Field[];
  readonly passwords: readonly Field[];
  readonly shown: readonly Field[];
  readonly password: Field | undefined;
  readonly username: Field | undefined;
  readonly code: readonly Field[];
  readonly submit: ObservedButton | undefined;
}

/** What speaks for either side before a button is chosen; a weight is how seldom the other kind of form says the same. */
function evidenceOf({ page, group, fields }: Parts): Evidence {
  const about = words.plainName(`${group.id} ${group.name} ${group.classes} ${pathOf(group.action)}`);
  const headings = words.plain(group.headings.join(" | "));
  const place = `${words.plain(page.title)} ${words.plainName(pathOf(page.url))}`;
  const text = words.plain(group.text);
  const profile = fields.filter((field) => isShown(field) && field.role === "profile").length;
  const has = (role: Field["role"]) => fields.some((field) => field.role === role && isShown(field));
  const sum = (points: readonly (readonly [boolean, number])[]) =>
    points.reduce((total, [holds, value]) => (holds ? total + value : total), 0);
  const login = sum([
    [has("current_password"), 4],
    [words.LOGIN.test(headings), 2],
    [words.LOGIN.test(about), 2],
    [words.LOGIN.test(place), 1],
    [words.RECOVERY.test(text), 2],
    [words.REMEMBER.test(text), 2],
    [words.NO_ACCOUNT.test(text), 2],
  ]);
  const register = sum([
    [has("new_password"), 4],
    [words.REGISTER.test(headings), 2],
    [words.REGISTER.test(about), 2],
    [words.REGISTER.test(place), 1],
    [words.TERMS.test(text), 1],
    [words.HAS_ACCOUNT.test(text), 2],
    [profile > 0, 2],
    [profile > 1, 3],
  ]);
  return { login, register, lean: login > register ? "login" : register > login ? "register" : "none" };
}

const pathOf = (url: string | null): string => {
  const parsed = url === null ? null : URL.parse(url);
  return parsed === null ? "" : `${parsed.pathname} ${parsed.hash}`.slice(0, 200);
};

function withButton(about: Evidence, submit: ObservedButton | undefined): Evidence {
  if (submit === undefined) return about;
  const login = about.login + (saysLogin(submit) ? 4 : 0);
  const register = about.register + (saysRegister(submit) ? 4 : 0);
  return { login, register, lean: login > register ? "login" : register > login ? "register" : "none" };
}

/** A form's own button; only where it has none, one that stands in no form at all. */
function buttonOf({ buttons, loose }: Parts, after: number, lean: Lean): ObservedButton | undefined {
  const own = submitOf(buttons, after, lean);
  if (own !== undefined && !saysOther(own) && (own.kind === "submit" || saysLogin(own) || saysNext(own))) return own;
  const around = loose.filter((button) => button.kind !== "link" && (saysLogin(button) || saysNext(button)));
  return submitOf(around, 0, lean) ?? own;
}

/** The field that a person would be named in: the surest, and of equals the last one before the password. */
function usernameOf(fields: readonly Field[], password: Field | undefined): Field | undefined {
  const typed = fields.filter((field) => isTyped(field.seen) && isUsable(field));
  const named = typed.filter(({ role }) => role === "username" || role === "email");
  const before = (field: Field) => password === undefined || fields.indexOf(field) < fields.indexOf(password);
  const candidates = named.filter(before).length > 0 ? named.filter(before) : named;
  const plainText = typed.filter((field) => (field.role === "text" || field.role === "profile") && before(field));
  const pool = candidates.length > 0 ? candidates : password === undefined ? [] : plainText.slice(-1);
  return pool.reduce<Field | undefined>(
    (best, next) => (best === undefined || isSurer(next, best) ? next : best),
    undefined,
  );
}

/** Of equals the first; but a field for few letters is a branch or a PIN beside one that takes many. */
function isSurer(next: Field, best: Field): boolean {
  if (next.strength !== best.strength) return next.strength > best.strength;
  const isShort = ({ seen }: Field) => seen.maxLength >= 0 && seen.maxLength < 8;
  return isShort(best) && !isShort(next);
}

/** One field for a whole code, or at least four for one digit each. */
function codeOf(fields: readonly Field[]): Field[] {
  const usable = fields.filter((field) => isUsable(field) && (isTyped(field.seen) || field.role === "code"));
  const boxes = usable.filter(({ seen }) => seen.maxLength === 1);
  if (boxes.length >= 4 && boxes.length <= 8) return boxes;
  return usable.filter(({ role }) => role === "code").slice(0, 1);
}

function kindOf(parts: Parts, found: Found): FormKind {
  const { shown, passwords } = found;
  if (shown.length > 1) return severalPasswords(parts, shown);
  if (shown.length === 1) return onePassword(parts, found);
  if (found.code.length > 0 && !passwords.some(isShown) && found.register < 4) return "code";
  if (isUsernameStep(parts, found)) return "username_step";
  return found.submit !== undefined && saysRegister(found.submit) ? "registration" : "other";
}

function severalPasswords({ group, page }: Parts, shown: readonly Field[]): FormKind {
  const text = words.plain([group.headings.join(" "), group.id, page.title].join(" | "));
  const current = shown.some(
    ({ role, seen }) => role === "current_password" || words.CURRENT_PASSWORD.test(wordsOf(seen)),
  );
  return current || words.CHANGE.test(text) ? "change" : "registration";
}

function onePassword({ group }: Parts, found: Found): FormKind {
  const { login, register, username, password } = found;
  const text = words.plain(`${group.headings.join(" | ")} | ${group.text}`);
  if (password?.role === "new_password") return words.CHANGE.test(text) ? "change" : "registration";
  if (username === undefined && words.UNLOCK.test(text) && !found.fields.some(({ role }) => role === "username"))
    return "other";
  return register > login ? "registration" : "login";
}

/** One user-name field and a button, where something says that a sign-in begins: never a search, never a subscription. */
function isUsernameStep({ group }: Parts, found: Found): boolean {
  const { username, fields, submit, login, register, passwords } = found;
  if (username === undefined || submit === undefined || username.strength === 0) return false;
  const typed = fields.filter((field) => isShown(field) && (isTyped(field.seen) || field.seen.tag !== "input"));
  if (typed.filter(({ role }) => role !== "captcha").length > 1) return false;
  // A password that waits out of sight comes after "next"; where the button signs in at once, it is a field that nobody may see.
  if (passwords.length > 0) return register <= login && !saysLogin(submit);
  const text =
    words.plain(`${group.headings.join(" | ")} | ${submit.text}`) +
    " " +
    words.plainName(`${group.id} ${group.classes}`);
  if (words.SUBSCRIBE.test(text) || words.RECOVERY.test(words.plain(submit.text))) return false;
  if (words.RECOVERY.test(words.plain(group.headings.join(" | ")))) return false;
  if (register > login) return false;
  return login >= 2 || saysLogin(submit) || saysNext(submit);
}
