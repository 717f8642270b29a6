import type { ObservedField } from "./observation";
import * as words from "./words";

export type FieldRole =
  | "password"
  | "new_password"
  | "current_password"
  | "username"
  | "email"
  | "code"
  | "captcha"
  | "search"
  | "profile"
  | "card"
  | "check"
  | "text";

/** A field with what it is taken for. `strength` says how sure a user name is: 3 by autocomplete, 2 by words, 1 by type, 0 else. */
export interface Field {
  readonly seen: ObservedField;
  readonly role: FieldRole;
  readonly strength: number;
}

const TYPED = new Set(["text", "email", "tel", "number", "search", "url", ""]);
const CHECKED = new Set(["checkbox", "radio", "select", "date", "month", "time", "datetime-local", "week", "textarea"]);

export const wordsOf = ({ label, near, placeholder, name, id }: ObservedField): string =>
  `${words.plain([label, near, placeholder].join(" "))} ${words.plainName(`${name} ${id}`)}`;

export const isTyped = ({ tag, type }: ObservedField): boolean => tag === "input" && TYPED.has(type);

export function fieldOf(seen: ObservedField): Field {
  if (seen.type === "password") return { seen, role: passwordRole(seen), strength: 0 };
  const role = roleOf(seen, new Set(seen.autocomplete.toLowerCase().split(/\s+/)));
  return { seen, role, strength: role === "username" || role === "email" ? strengthOf(seen) : 0 };
}

/** `autocomplete` first, then words. A confirming field is a new password, wherever it stands. */
function passwordRole(seen: ObservedField): FieldRole {
  const hint = seen.autocomplete.toLowerCase();
  const text = wordsOf(seen);
  if (hint.includes("one-time-code")) return "code";
  if (hint.includes("current-password")) return "current_password";
  if (hint.includes("new-password")) return "new_password";
  if (words.NEW_PASSWORD.test(text)) return "new_password";
  if (words.CURRENT_PASSWORD.test(text)) return "current_password";
  if (words.CARD.test(text)) return "card";
  return isCodeText(text) ? "code" : "password";
}

const isCodeText = (text: string): boolean =>
  words.CODE.test(text) && !/password|passwort|mot de passe|contrasena/.test(text);

const PROFILE_HINT =
  /^(?:given-name|family-name|additional-name|name|nickname|honorific|tel|bday|sex|organization|street|address|postal|country|cc-)/;

function roleOf(seen: ObservedField, hints: ReadonlySet<string>): FieldRole {
  if (hints.has("one-time-code")) return "code";
  if (hints.has("username")) return "username";
  if (CHECKED.has(seen.type)) return seen.tag === "select" || seen.type === "date" ? "profile" : "check";
  const text = wordsOf(seen);
  if (
    /captcha|(?:text|characters|letters|digits|code) (?:that )?you (?:hear|see)|shown in the (?:image|picture)|код с картинки|画像/.test(
      text,
    )
  )
    return "captcha";
  if (seen.type === "search" || (seen.type !== "email" && words.SEARCH.test(text))) return "search";
  if (hints.has("email") || seen.type === "email") return "email";
  if ([...hints].some((hint) => hint.startsWith("cc-"))) return "card";
  if ([...hints].some((hint) => PROFILE_HINT.test(hint)) && !words.USERNAME.test(words.plain(seen.label)))
    return "profile";
  if (isCodeText(text) && !/zip|post|promo|coupon|gift|country|area/.test(text)) return "code";
  return roleByWords(text);
}

function roleByWords(text: string): FieldRole {
  const user = words.USERNAME.test(text);
  if (words.EMAIL.test(text)) return "email";
  if (words.CARD.test(text) && !user) return "card";
  if (user) return "username";
  return words.PROFILE.test(text) ? "profile" : "text";
}

function strengthOf(seen: ObservedField): number {
  if (/\b(?:username|email)\b/i.test(seen.autocomplete)) return 3;
  if (words.USERNAME.test(wordsOf(seen))) return 2;
  return seen.type === "email" ? 1 : 0;
}
