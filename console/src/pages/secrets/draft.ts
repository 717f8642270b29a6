import {
  type Exact,
  type ExactObject,
  isExactObject,
  JsonFault,
  parseExact,
} from "../../../../packages/client/src/cli/text/exact-json.ts";
import type { SecretType } from "./types.ts";

/** A value as somebody edits it: what becomes of each field. What is kept is not in it, so it can't be shown. Pure. */

export type FieldKind = "text" | "lines" | "json";
export interface FieldDraft {
  readonly id: number;
  readonly name: string;
  /** It is in the value that was read. */
  readonly isOld: boolean;
  readonly act: "keep" | "set" | "remove";
  readonly kind: FieldKind;
  readonly text: string;
}
export type Draft =
  | { readonly mode: "fields"; readonly fields: readonly FieldDraft[] }
  | { readonly mode: "json"; readonly text: string };

export type FieldFault = { readonly reason: "name" | "twice" } | { readonly reason: "json"; readonly what: string };
export interface DraftFaults {
  readonly fields: ReadonlyMap<number, FieldFault>;
  readonly whole?: "empty" | "object" | { readonly json: string };
}
export type DraftValue = { readonly ok: true; readonly data: ExactObject } | ({ readonly ok: false } & DraftFaults);

const NO_FIELDS: ReadonlyMap<number, FieldFault> = new Map();

/** The value that a draft makes of another one. */
export function draftValue(base: ExactObject, draft: Draft): DraftValue {
  return draft.mode === "json" ? wholeOf(draft.text) : fieldsOf(base, draft.fields);
}

function wholeOf(text: string): DraftValue {
  const parsed = parsedJson(text);
  if (!parsed.ok) return { ok: false, fields: NO_FIELDS, whole: { json: parsed.what } };
  const { value } = parsed;
  if (isExactObject(value) && value.size > 0) return { ok: true, data: value };
  return { ok: false, fields: NO_FIELDS, whole: "object" };
}

function fieldsOf(base: ExactObject, fields: readonly FieldDraft[]): DraftValue {
  const data = new Map<string, Exact>();
  const faults = new Map<number, FieldFault>();
  for (const field of fields) {
    if (field.act === "remove") continue;
    if (field.name === "") faults.set(field.id, { reason: "name" });
    else if (data.has(field.name)) faults.set(field.id, { reason: "twice" });
    const value = fieldValue(base, field);
    if (value.ok) data.set(field.name, value.value);
    else faults.set(field.id, { reason: "json", what: value.what });
  }
  if (faults.size > 0) return { ok: false, fields: faults };
  return data.size === 0 ? { ok: false, fields: faults, whole: "empty" } : { ok: true, data };
}

type Parsed = { readonly ok: true; readonly value: Exact } | { readonly ok: false; readonly what: string };

function fieldValue(base: ExactObject, { name, act, kind, text }: FieldDraft): Parsed {
  const kept = base.get(name);
  if (act === "keep" && kept !== undefined) return { ok: true, value: kept };
  return kind === "json" ? parsedJson(text) : { ok: true, value: text };
}

/** Its fault says a rule and a line, and repeats nothing of the text. */
function parsedJson(text: string): Parsed {
  try {
    return { ok: true, value: parseExact(text) };
  } catch (fault) {
    if (fault instanceof JsonFault) return { ok: false, what: fault.message };
    throw fault;
  }
}

/** Of a value that was read: every field stays until somebody says otherwise. */
export const keepAll = (names: Iterable<string>): readonly FieldDraft[] =>
  [...names].map((name, id) => ({ id, name, isOld: true, act: "keep", kind: "text", text: "" }));

export const newField = (fields: readonly FieldDraft[], name = "", kind: FieldKind = "text"): FieldDraft => ({
  id: 1 + Math.max(-1, ...fields.map(({ id }) => id)),
  name,
  isOld: false,
  act: "set",
  kind,
  text: "",
});

/** The same wishes, for a value that somebody else has written meanwhile: theirs stays wherever nothing else is wished. */
export function overTheirs(mine: readonly FieldDraft[], theirs: ExactObject): readonly FieldDraft[] {
  const wished = new Map(mine.filter(({ act }) => act !== "keep").map((field) => [field.name, field]));
  const old = keepAll(theirs.keys()).map((field) => ({
    ...field,
    ...wished.get(field.name),
    id: field.id,
    isOld: true,
  }));
  const added = mine.filter(({ name, act }) => act === "set" && !theirs.has(name));
  return [...old, ...added.map((field, at) => ({ ...field, id: old.length + at, isOld: false }))];
}

const SUGGESTED: Readonly<Record<SecretType, readonly (readonly [name: string, kind: FieldKind])[]>> = {
  kv: [["", "text"]],
  json: [],
  api_key: [["key", "text"]],
  certificate: [
    ["certificate", "lines"],
    ["private_key", "lines"],
  ],
  ssh_key: [
    ["private_key", "lines"],
    ["public_key", "lines"],
  ],
};

/** What a new value of a type usually has. The type checks nothing. */
export const draftFor = (type: SecretType): Draft =>
  type === "json"
    ? { mode: "json", text: "" }
    : {
        mode: "fields",
        fields: SUGGESTED[type].map(([name, kind], id) => ({ ...newField([], name, kind), id })),
      };

/** Has anybody written anything? Then a change of the type leaves it alone. */
export const isUntouched = (draft: Draft): boolean =>
  draft.mode === "json" ? draft.text === "" : draft.fields.every(({ text }) => text === "");
