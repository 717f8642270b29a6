import { GROUP_ID } from "../identities/ids";
import type { ReasonWord } from "../reason-words";
import { parseClaimPath } from "./claim-path";
import type { ClaimRule, GroupRule } from "./trust";

/**
 * Objects whose names are the caller's, as lists. They are taken apart by hand: a schema of records passes over names that objects
 * inherit, and a rule that is passed over lets in whom it was to keep out. Pure.
 */

const MAX_RULES = 20;
const MAX_VALUES = 50;
const MAX_VALUE_LENGTH = 512;
const MAX_GROUPS = 50;
const CONTROL = /\p{Cc}/u;

export interface GivenFault {
  readonly path: readonly (string | number)[];
  readonly reason: ReasonWord;
}
export type Given<T> =
  | { readonly ok: true; readonly list: readonly T[] }
  | { readonly ok: false; readonly faults: readonly GivenFault[] };

/** A claim to the text that fits it, or to a list of those. */
export const readClaims = (given: unknown): Given<ClaimRule> =>
  readEntries(given, { min: 1, max: MAX_RULES }, (claim, value) => {
    if (!parseClaimPath(claim)) return refused("format");
    if (!Array.isArray(value)) return textFault(value) ?? { claim, value: String(value) };
    const texts: readonly unknown[] = value;
    if (texts.length === 0) return refused("empty");
    if (texts.length > MAX_VALUES) return refused("too_many");
    if (new Set(texts).size !== texts.length) return refused("duplicate");
    const faults = texts.flatMap((text, at) => (textFault(text) ?? []).map(({ reason }) => ({ path: [at], reason })));
    return faults.length > 0 ? faults : { claim, value: texts.map(String) };
  });

/** A value of the claim of groups to the id of a group. */
export const readGroupsMap = (given: unknown): Given<GroupRule> =>
  readEntries(given, { min: 0, max: MAX_GROUPS }, (value, group) => {
    const isValue = textFault(value) === undefined;
    if (!isValue || typeof group !== "string") return refused(isValue ? "type" : "format");
    return GROUP_ID.test(group) ? { value, group } : refused("format");
  });

type Faults = readonly GivenFault[];
const refused = (reason: ReasonWord): Faults => [{ path: [], reason }];

/** What speaks against it as a text that claims are compared with. */
export function textFault(value: unknown): Faults | undefined {
  if (typeof value !== "string") return refused("type");
  if (value === "") return refused("empty");
  if (value.length > MAX_VALUE_LENGTH) return refused("too_long");
  return CONTROL.test(value) || !value.isWellFormed() ? refused("characters") : undefined;
}

function readEntries<T extends object>(
  given: unknown,
  { min, max }: { readonly min: number; readonly max: number },
  read: (name: string, value: unknown) => T | Faults,
): Given<T> {
  if (given === undefined) return { ok: false, faults: refused("required") };
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { ok: false, faults: refused("type") };
  const entries = Object.entries(given);
  if (entries.length < min) return { ok: false, faults: refused("empty") };
  if (entries.length > max) return { ok: false, faults: refused("too_many") };
  const faults: GivenFault[] = [];
  const list: T[] = [];
  for (const [name, value] of entries) {
    const one = read(name, value);
    if (isFaults(one)) faults.push(...one.map(({ path, reason }) => ({ path: [name, ...path], reason })));
    else list.push(one);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, list };
}

const isFaults = (one: object): one is Faults => Array.isArray(one);
