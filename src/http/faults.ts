import type { z } from "zod";
import { shownName } from "../crypto/token";
import type { Failure } from "../errors";

/** Formats with a code of their own. A schema reports one by `special(code, reason)` as the issue's message. */
const SPECIAL_ORDER = [
  "invalid_path",
  "invalid_cursor",
  "invalid_secret_type",
  "invalid_duration",
  "invalid_glob",
] as const;
export type SpecialCode = (typeof SPECIAL_ORDER)[number];
export const special = (code: SpecialCode, reason = ""): string => `!${code}:${reason}`;

export interface Fault {
  readonly field: string;
  /** A reason word, or `special(...)`. */
  readonly reason: string;
  /** What would have fitted, where that is a list: words of the API, never of the input. */
  readonly allowed?: readonly (string | number)[];
}

/** Faults of one part of a request (parameters, query, body), named by field. Never a value of the input. */
export function faultsOf(
  error: { readonly issues: readonly z.core.$ZodIssue[] },
  input: unknown,
  immutable: readonly string[] = [],
): Fault[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: fieldName([...issue.path, key]),
        reason: issue.path.length === 0 && immutable.includes(key) ? "immutable" : "unknown",
      }));
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const value = valueAt(input, issue.path);
      const inner = faultsOf({ issues: meantBranch(issue.errors) }, value);
      const allowed = inner.some(isWrongType) ? typesOf(issue.errors) : undefined;
      return inner.map((fault) => ({
        ...fault,
        field: joined(fieldName(issue.path), fault.field),
        ...(allowed && isWrongType(fault) ? { allowed } : {}),
      }));
    }
    const fault = { field: fieldName(issue.path), reason: reasonOf(issue, valueAt(input, issue.path)) };
    const allowed = fault.reason === "unsupported" ? allowedBy(issue) : undefined;
    return [allowed ? { ...fault, allowed } : fault];
  });
}

/** A custom check that knows a list gives it as the issue's parameter `allowed`. */
function allowedBy(issue: z.core.$ZodIssue): readonly (string | number)[] | undefined {
  const list: unknown =
    issue.code === "invalid_value" ? issue.values : issue.code === "custom" ? issue.params?.allowed : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.filter((item) => typeof item === "string" || typeof item === "number");
}

/** Of the shapes that a body may have, the one whose `type` it names; else the first. */
const meantBranch = (branches: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] =>
  branches.find((issues) => !issues.some(({ path }) => path.length === 1 && path[0] === "type")) ?? branches[0] ?? [];

const isWrongType = ({ field, reason }: Fault): boolean => field === "type" && reason === "unsupported";

/** Of shapes that `type` tells apart: every type that there is. */
const typesOf = (branches: readonly z.core.$ZodIssue[][]): (string | number)[] =>
  branches
    .flat()
    .flatMap((issue) => (issue.path.length === 1 && issue.path[0] === "type" ? (allowedBy(issue) ?? []) : []));

const joined = (outer: string, inner: string): string => [outer, inner].filter((part) => part !== "").join(".");

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return "required";
  switch (issue.code) {
    case "custom":
      return issue.message;
    case "invalid_type":
      return "type";
    case "too_small":
      return issue.origin === "number" || issue.origin === "int" ? "range" : "empty";
    case "too_big":
      return issue.origin === "string" ? "too_long" : issue.origin === "array" ? "too_many" : "range";
    case "invalid_value":
    case "invalid_union":
      return typeof value === "string" ? "unsupported" : "type";
    case "invalid_format":
      return "format";
    default:
      return "type";
  }
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

/** `options.max_versions`, `rules[0].path_pattern`. A key that is odd, or might be a token, is shown as `?`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === "number") return `${name}[${part}]`;
    const shown = shownName(String(part));
    return name === "" ? shown : `${name}.${shown}`;
  }, "");
}

/** Who sends thousands of faults learns of the first ones. */
export const MAX_TOLD = 100;

/** The one failure for all faults: a bad path, or else the field faults together, or else the first special format. */
export function failureFrom(
  faults: readonly Fault[],
  fieldCode: "invalid_request" | "validation_error",
): Failure | undefined {
  const plain = faults.filter(({ reason }) => !reason.startsWith("!"));
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

/** Each code says what the conventions list for it. The word of a secret type is the list of those that are known. */
function specialDetails(code: SpecialCode, { field, reason }: Fault): NonNullable<Failure["details"]> {
  const word = reason.slice(reason.indexOf(":") + 1);
  switch (code) {
    case "invalid_path":
      return { reason: word };
    case "invalid_cursor":
      return {};
    case "invalid_secret_type":
      return { allowed: word.split(",") };
    case "invalid_duration":
      return { field };
    case "invalid_glob":
      return { field, reason: word };
  }
}
