import type { z } from "zod";
import { safeToEcho } from "../crypto/token";
import type { Failure } from "../errors";
import { isReasonWord, type ReasonWord } from "../reason-words";
import { ExactJson } from "./exact-json";

/** Formats with a code of their own. A schema reports one by `special(code, reason)` as the issue's message. */
const SPECIAL_ORDER = [
  "invalid_path",
  "invalid_cursor",
  "invalid_secret_type",
  "invalid_duration",
  "invalid_glob",
  "unsupported_grant_type",
  "invalid_scope",
] as const;
export type SpecialCode = (typeof SPECIAL_ORDER)[number];
/** A fault of such a format, as it travels in an issue's message. */
export type Special = `!${SpecialCode}:${string}`;
export const codedIssue = (code: SpecialCode, reason: ReasonWord | "" = ""): Special => `!${code}:${reason}`;
const isSpecial = (text: string): text is Special => SPECIAL_ORDER.some((code) => text.startsWith(`!${code}:`));

type Allowed = readonly (string | number)[];

/** A reason word, for zod's own checks, which would take any text. */
export const word = (reason: ReasonWord): ReasonWord => reason;

/** Says a fault in a check. `allowed`: the words that would have fitted, where that is a list. */
export function addFault(
  ctx: {
    addIssue(issue: { code: "custom"; message: string; path: PropertyKey[]; params?: { allowed: Allowed } }): void;
  },
  reason: ReasonWord | Special,
  path: readonly PropertyKey[] = [],
  allowed?: Allowed,
): void {
  ctx.addIssue({ code: "custom", message: reason, path: [...path], ...(allowed ? { params: { allowed } } : {}) });
}

export interface Fault {
  readonly field: string;
  readonly reason: ReasonWord | Special;
  /** What would have fitted, where that is a list: words of the API, never of the input. */
  readonly allowed?: Allowed;
}

/** Faults of one part of a request (parameters, query, body), named by field. Never a value of the input. */
export function faultsOf(
  error: { readonly issues: readonly z.core.$ZodIssue[] },
  input: unknown,
  immutable: readonly string[] = [],
): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: fieldName([...issue.path, key]),
        reason: issue.path.length === 0 && immutable.includes(key) ? "immutable" : "unknown",
      }));
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const inner = faultsOfUnion(issue.errors, valueAt(input, issue.path));
      return inner.map((fault) => ({ ...fault, field: joined(fieldName(issue.path), fault.field) }));
    }
    const fault = { field: fieldName(issue.path), reason: reasonOf(issue, valueAt(input, issue.path)) };
    const allowed = fault.reason === "unsupported" || isSpecial(fault.reason) ? allowedBy(issue) : undefined;
    return [allowed ? { ...fault, allowed } : fault];
  });
}

/**
 * A custom check that knows a list gives it as the issue's parameter `allowed`. Shapes that are told apart by a key list what the
 * key may be.
 */
function allowedBy(issue: z.core.$ZodIssue): Allowed | undefined {
  const list: unknown =
    issue.code === "invalid_value"
      ? issue.values
      : issue.code === "custom"
        ? issue.params?.allowed
        : "options" in issue
          ? issue.options
          : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.filter((item) => typeof item === "string" || typeof item === "number");
}

/**
 * Of the shapes that a value may have, the one whose `type` it names; where it names none, the types of all. Shapes without a type
 * are told apart by their keys: the first that knows every key that is there.
 */
function faultsOfUnion(branches: readonly z.core.$ZodIssue[][], value: unknown): Fault[] {
  const typeIssues = branches.map((issues) => issues.find(({ path }) => path.length === 1 && path[0] === "type"));
  const isTyped = typeIssues.some((issue) => issue !== undefined);
  const meant = isTyped ? typeIssues.indexOf(undefined) : branches.findIndex(knowsEveryKey);
  const faults = faultsOf({ issues: branches[Math.max(meant, 0)] ?? [] }, value);
  if (meant !== -1) return faults;
  const types = typeIssues.flatMap((issue) => (issue && allowedBy(issue)) ?? []);
  return faults.map((fault) => (fault.field === "type" && fault.allowed ? { ...fault, allowed: types } : fault));
}

const knowsEveryKey = (issues: readonly z.core.$ZodIssue[]): boolean =>
  !issues.some(({ code, path }) => code === "unrecognized_keys" && path.length === 0);

const joined = (outer: string, inner: string): string => [outer, inner].filter((part) => part !== "").join(".");

function reasonOf(issue: z.core.$ZodIssue, value: unknown): Fault["reason"] {
  if (value === undefined) return "required";
  switch (issue.code) {
    case "custom":
      // A check that gives no word has zod's own text there, which is none of ours.
      return isReasonWord(issue.message) || isSpecial(issue.message) ? issue.message : "format";
    case "invalid_type":
      return "type";
    case "too_small":
      return issue.origin === "number" || issue.origin === "int" ? "range" : "empty";
    case "too_big":
      return issue.origin === "string" ? "too_long" : issue.origin === "array" ? "too_many" : "range";
    case "invalid_value":
      // Where `true` is the one value, `false` is as wrong as any other thing: there is no list to choose from.
      return typeof value !== "boolean" && issue.values.some((one) => typeof one === typeof value)
        ? "unsupported"
        : "type";
    case "invalid_union":
      return typeof value === "string" ? "unsupported" : "type";
    case "invalid_format":
      return "format";
    default:
      return "type";
  }
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((outer, key) => {
    const value = outer instanceof ExactJson ? outer.value : outer;
    return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }, input);

/** `options.max_versions`, `rules[0].path_pattern`. A key that is odd, or might be a token, is shown as `?`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === "number") return `${name}[${part}]`;
    const shown = safeToEcho(String(part));
    return name === "" ? shown : `${name}.${shown}`;
  }, "");
}

/** Who sends thousands of faults learns of the first ones. */
const MAX_TOLD = 100;

/** The one failure for all faults: a bad path, or else the field faults together, or else the first special format. */
export function failureFrom(
  faults: readonly Fault[],
  fieldCode: "invalid_request" | "validation_error",
): Failure | undefined {
  const plain = faults.flatMap(({ reason, ...rest }) => (isReasonWord(reason) ? [{ ...rest, reason }] : []));
  const badPath = specialFrom(faults, "invalid_path");
  if (badPath) return badPath;
  if (plain.length > 0) {
    const fields = Object.fromEntries(
      plain
        .slice(0, MAX_TOLD)
        .toReversed()
        .map(({ field, reason }) => [field, reason]),
    );
    const count = Object.keys(fields).length;
    const message = `The request has faults in ${count} field${count === 1 ? "" : "s"}.`;
    const allowed = plain.find((fault) => fault.allowed)?.allowed;
    const told = { fields: Object.fromEntries(Object.entries(fields).toReversed()), ...(allowed ? { allowed } : {}) };
    return { code: fieldCode, message, details: told };
  }
  for (const code of SPECIAL_ORDER) {
    const failure = specialFrom(faults, code);
    if (failure) return failure;
  }
  return undefined;
}

function specialFrom(faults: readonly Fault[], code: SpecialCode): Failure | undefined {
  const fault = faults.find(({ reason }) => reason.startsWith(`!${code}:`));
  return fault && { code, details: specialDetails(code, fault) };
}

/** Each code says what the conventions list for it. */
function specialDetails(code: SpecialCode, { field, reason: text, allowed }: Fault): NonNullable<Failure["details"]> {
  const said = text.slice(text.indexOf(":") + 1);
  const reason = isReasonWord(said) ? { reason: said } : {};
  switch (code) {
    case "invalid_path":
      return reason;
    case "invalid_cursor":
      return {};
    case "invalid_secret_type":
      return allowed ? { allowed } : {};
    case "invalid_duration":
      return { field };
    case "invalid_glob":
      return { field, ...reason };
    case "unsupported_grant_type":
      return allowed ? { allowed } : {};
    case "invalid_scope":
      return {};
  }
}
