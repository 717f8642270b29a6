import { LineCounter, parseAllDocuments } from "yaml";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import type { Rule } from "./rules.ts";

/** What a file says of a policy. What it does not say stays as it is. */
export interface WantedPolicy {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly description?: string | null;
  readonly is_active?: boolean;
  /** Absent: the file says nothing of them. */
  readonly bindings?: readonly WantedBinding[];
}
export interface WantedBinding {
  readonly identity_id: string;
  readonly expires_at?: string | null;
}

const KEYS = ["name", "rules", "description", "is_active", "bindings"];
const BINDING_KEYS = ["identity_id", "expires_at"];
const MAX_DEPTH = 8;

/**
 * Policies of a YAML or JSON text: one, a list, `policies:` with a list, or several documents. Throws CliError, exit 2, which names the place
 * and never repeats the text: it may be of another file than was meant. What a rule may be, the server knows.
 */
export function parsePolicies(text: string): readonly WantedPolicy[] {
  const wanted = documentsIn(text)
    .flatMap((document) => (isObject(document) && "policies" in document ? onlyPolicies(document) : document))
    .map((one, at) => policyOf(one, `policy ${at + 1}`));
  if (wanted.length === 0) throw usageError("the file has no policy");
  const names = wanted.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw usageError(`the policy ${visible(twice)} is in the file twice`);
  return wanted;
}

function documentsIn(text: string): unknown[] {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true, logLevel: "silent" });
  const documents = Array.isArray(parsed) ? parsed : [];
  for (const { errors } of documents) {
    const [error] = errors;
    if (error) throw usageError(`the file is no YAML or JSON: line ${lines.linePos(error.pos[0]).line}`);
  }
  try {
    return documents.map((document): unknown => document.toJS({ maxAliasCount: 50 })).filter((value) => value !== null);
  } catch {
    throw usageError("the file is no YAML or JSON: its aliases lead nowhere, or too far");
  }
}

function onlyPolicies(document: Record<string, unknown>): unknown[] {
  requireKeys(document, ["policies"], "the file");
  if (!Array.isArray(document.policies)) throw usageError("policies must be a list");
  return document.policies;
}

function policyOf(value: unknown, where: string): WantedPolicy {
  if (!isObject(value)) throw usageError(`${where} must have keys: name, rules`);
  requireKeys(value, KEYS, where);
  const { name, rules, description, is_active: active, bindings } = value;
  if (typeof name !== "string" || name === "") throw usageError(`${where} needs a name`);
  if (!Array.isArray(rules) || !rules.every(isRule))
    throw usageError(`the rules of ${where} must be a list, each with path_pattern and permissions`);
  if (description !== undefined && description !== null && typeof description !== "string")
    throw usageError(`the description of ${where} must be a text`);
  if (active !== undefined && typeof active !== "boolean")
    throw usageError(`is_active of ${where} must be true or false`);
  return {
    name,
    rules,
    ...(description === undefined ? {} : { description }),
    ...(active === undefined ? {} : { is_active: active }),
    ...(bindings === undefined ? {} : { bindings: bindingsOf(bindings, where) }),
  };
}

function bindingsOf(value: unknown, where: string): readonly WantedBinding[] {
  if (!Array.isArray(value)) throw usageError(`the bindings of ${where} must be a list`);
  const found = value.map((one: unknown): WantedBinding => {
    if (typeof one === "string") return { identity_id: one };
    if (!isObject(one)) throw usageError(`a binding of ${where} must be an identity: user:anna, sa:ci, group:team`);
    requireKeys(one, BINDING_KEYS, `a binding of ${where}`);
    const { identity_id: id, expires_at: at } = one;
    if (typeof id !== "string") throw usageError(`a binding of ${where} needs an identity_id`);
    if (at !== undefined && at !== null && typeof at !== "string")
      throw usageError(`expires_at of a binding of ${where} must be a text, in RFC 3339`);
    return { identity_id: id, ...(at === undefined ? {} : { expires_at: at }) };
  });
  if (new Set(found.map(({ identity_id: id }) => id)).size < found.length)
    throw usageError(`an identity is bound by ${where} twice`);
  return found;
}

function isRule(value: unknown): value is Rule {
  if (!isObject(value) || !isShallow(value, MAX_DEPTH)) return false;
  const { path_pattern: pattern, permissions, conditions } = value;
  if (typeof pattern !== "string" || !Array.isArray(permissions)) return false;
  return permissions.every((one) => typeof one === "string") && (conditions === undefined || isObject(conditions));
}

/** An alias of YAML may lead back to where it stands: that has no depth. */
const isShallow = (value: unknown, depth: number): boolean =>
  typeof value !== "object" ||
  value === null ||
  (depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1)));

function requireKeys(value: Record<string, unknown>, allowed: readonly string[], where: string): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw usageError(`${where} has a key that is not known: ${visible(unknown)}`);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
