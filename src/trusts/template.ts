import { BEARER_ID } from "../identities/ids";
import type { ReasonWord } from "../reason-words";
import { parseClaimPath } from "./claim-path";

/** Who a bearer is, as a trust says it: a whole id, or one with claims in braces (`user:{email}`, `sa:gh-{repository_id}`). Pure. */

const MAX_LENGTH = 256;
const MAX_CLAIMS = 4;
const PREFIX = /^(user|sa):/;
const BRACES = /\{([^{}]*)\}/;
/** What may stand behind the prefix, wherever it comes from: neither a colon, so that no claim chooses a type, nor upper case. */
const CHARACTERS = { user: /^[a-z0-9._@+-]*$/, sa: /^[a-z0-9._-]*$/ } as const;

export interface Template {
  readonly type: "user" | "sa";
  /** What stands before, between and behind the claims: one more than there are of these. */
  readonly literals: readonly string[];
  readonly claims: readonly string[];
}

/** What speaks against it; null: nothing. */
export function checkTemplate(text: string): ReasonWord | null {
  if (text.length > MAX_LENGTH) return "too_long";
  const template = parseTemplate(text);
  if (!template) return "format";
  const { type, literals, claims } = template;
  if (claims.length === 0) return BEARER_ID.test(text) ? null : "format";
  if (claims.length > MAX_CLAIMS) return "too_many";
  if (!literals.every((literal) => CHARACTERS[type].test(literal))) return "characters";
  if (!claims.every(parseClaimPath)) return "format";
  // Nobody could tell where one claim ends and the next begins, and two bearers might be one.
  return literals.slice(1, -1).includes("") ? "ambiguous" : null;
}

/** Paths of the claims that it is made of. */
export const claimsOfTemplate = (text: string): readonly string[] => parseTemplate(text)?.claims ?? [];

/** Undefined: it names neither a person nor a service account. */
export function parseTemplate(text: string): Template | undefined {
  const [, type] = PREFIX.exec(text) ?? [];
  if (type !== "user" && type !== "sa") return undefined;
  const parts = text.slice(type.length + 1).split(BRACES);
  return {
    type,
    literals: parts.filter((_, at) => at % 2 === 0),
    claims: parts.filter((_, at) => at % 2 === 1),
  };
}

export type Filled = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly reason: ReasonWord };

/**
 * The id that it makes of these values, one per claim. Each id is made by one list of values alone: a value that holds the text by
 * which it is told from the next one is refused.
 */
export function fillTemplate({ type, literals, claims }: Template, values: readonly string[]): Filled {
  for (const [at, value] of values.entries()) {
    if (value === "") return { ok: false, reason: "empty" };
    if (!CHARACTERS[type].test(value)) return { ok: false, reason: "characters" };
    const behind = literals[at + 1] ?? "";
    const isLast = at === claims.length - 1;
    if (!isLast && (value + behind).indexOf(behind) !== value.length) return { ok: false, reason: "ambiguous" };
  }
  const id = `${type}:${literals.map((literal, at) => literal + (values[at] ?? "")).join("")}`;
  return BEARER_ID.test(id) ? { ok: true, id } : { ok: false, reason: "format" };
}
