import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Draft,
  draftFor,
  draftValue,
  type FieldDraft,
  isUntouched,
  keepAll,
  newField,
  overTheirs,
} from "../../../console/src/pages/secrets/draft.ts";
import {
  canonicalText,
  type ExactObject,
  exactText,
  isExactObject,
  parseExact,
} from "../../../packages/client/src/cli/text/exact-json.ts";

const exact = (text: string): ExactObject => {
  const value = parseExact(text);
  if (!isExactObject(value)) throw new Error("an object was meant");
  return value;
};
const BASE = exact('{"user":"app","port":12345678901234567890,"2":"b","1":"a"}');
const fieldsOf = (draft: readonly FieldDraft[]): Draft => ({ mode: "fields", fields: draft });
const textOf = (base: ExactObject, draft: Draft): string => {
  const made = draftValue(base, draft);
  return made.ok ? exactText(made.data) : "faults";
};
const written = (name: string, text: string, more: Partial<FieldDraft> = {}): FieldDraft => ({
  ...newField([], name),
  id: 50,
  text,
  ...more,
});

describe("what is wrong with an edited value", () => {
  it("is told by field: a name that is missing or there twice, and text that is no JSON", () => {
    const fields = [
      written("", "x", { id: 1 }),
      written("a", "1", { id: 2 }),
      written("a", "{,", { id: 3, kind: "json" }),
    ];
    expect(draftValue(new Map(), fieldsOf(fields))).toEqual({
      ok: false,
      fields: new Map([
        [1, { reason: "name" }],
        [3, { reason: "json", what: "not JSON, line 1" }],
      ]),
    });
    expect(draftValue(new Map(), fieldsOf(fields.slice(1, 2).concat({ ...written("a", "x"), id: 9 })))).toEqual({
      ok: false,
      fields: new Map([[9, { reason: "twice" }]]),
    });
  });

  it("is that nothing is left, or that the document is no object with a field", () => {
    const gone = keepAll(["user"]).map((field) => ({ ...field, act: "remove" as const }));
    expect(draftValue(BASE, fieldsOf(gone))).toEqual({ ok: false, fields: new Map(), whole: "empty" });
    for (const text of ["[1]", "{}", '"x"'])
      expect(draftValue(BASE, { mode: "json", text })).toEqual({ ok: false, fields: new Map(), whole: "object" });
    expect(draftValue(BASE, { mode: "json", text: '{"a":1,"a":2}' })).toEqual({
      ok: false,
      fields: new Map(),
      whole: { json: "an object has one key twice, line 1" },
    });
  });

  it("never repeats what was written, whatever that is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), (text) => {
        const secret = `s3cret${text}`;
        const made = draftValue(BASE, { mode: "json", text: secret });
        const field = draftValue(BASE, fieldsOf([written("a", secret, { kind: "json" })]));
        const told = [made, field].map((one) => (one.ok ? "" : JSON.stringify([one.whole, ...one.fields])));
        expect(told.join()).not.toContain("s3cret");
      }),
    );
  });
});

describe("an edited value", () => {
  it("keeps the digits and the order of what nobody touched", () => {
    expect(textOf(BASE, fieldsOf(keepAll(BASE.keys())))).toBe(exactText(BASE));
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 }), (data) => {
        const base = exact(JSON.stringify(data));
        expect(textOf(base, fieldsOf(keepAll(base.keys())))).toBe(exactText(base));
      }),
    );
  });

  it("has new texts as texts, and JSON with its own digits", () => {
    const [user, port, ...others] = keepAll(BASE.keys());
    if (!user || !port) throw new Error("there are two");
    const fields = [
      { ...user, act: "set" as const, text: "12" },
      { ...port, act: "set" as const, kind: "json" as const, text: " 1.10 " },
      ...others.map((field) => ({ ...field, act: "remove" as const })),
      written("__proto__", "x"),
    ];
    expect(textOf(BASE, fieldsOf(fields))).toBe('{"user":"12","port":1.10,"__proto__":"x"}');
    expect(textOf(BASE, { mode: "json", text: '{ "b": 1e400, "a": [] }' })).toBe('{"b":1e400,"a":[]}');
  });
});

describe("one's own changes on top of somebody else's", () => {
  it("change what one changed, and leave theirs in all else", () => {
    const [user, port, two] = keepAll(BASE.keys());
    if (!user || !port || !two) throw new Error("there are three");
    const mine = [
      { ...user, act: "set" as const, text: "mine" },
      port,
      { ...two, act: "remove" as const },
      written("new", "n"),
    ];
    const theirs = exact('{"port":1,"2":"c","user":"theirs","host":"h"}');
    const made = overTheirs(mine, theirs);
    expect(made.map(({ name, act, isOld }) => [name, act, isOld])).toEqual([
      ["port", "keep", true],
      ["2", "remove", true],
      ["user", "set", true],
      ["host", "keep", true],
      ["new", "set", false],
    ]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
    expect(textOf(theirs, fieldsOf(made))).toBe('{"port":1,"user":"mine","host":"h","new":"n"}');
  });

  it("write a field again that they removed, and change nothing where one changed nothing", () => {
    const [user] = keepAll(BASE.keys());
    if (!user) throw new Error("there is one");
    const theirs = exact('{"port":1}');
    const made = overTheirs([{ ...user, act: "set", text: "mine" }], theirs);
    expect(textOf(theirs, fieldsOf(made))).toBe('{"port":1,"user":"mine"}');
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 }), (data) => {
        const other = exact(JSON.stringify(data));
        const same = overTheirs(keepAll(BASE.keys()), other);
        expect(textOf(other, fieldsOf(same))).toBe(exactText(other));
        expect(canonicalText(other)).toBe(canonicalText(exact(textOf(other, fieldsOf(same)))));
      }),
    );
  });
});

describe("a new value", () => {
  it("begins with the fields that its type usually has", () => {
    const names = (draft: Draft) =>
      draft.mode === "json" ? "json" : draft.fields.map(({ name, kind }) => [name, kind]);
    expect(names(draftFor("kv"))).toEqual([["", "text"]]);
    expect(names(draftFor("json"))).toBe("json");
    expect(names(draftFor("api_key"))).toEqual([["key", "text"]]);
    expect(names(draftFor("certificate"))).toEqual([
      ["certificate", "lines"],
      ["private_key", "lines"],
    ]);
    expect(names(draftFor("ssh_key"))).toEqual([
      ["private_key", "lines"],
      ["public_key", "lines"],
    ]);
  });

  it("is untouched until somebody writes into it", () => {
    expect(isUntouched(draftFor("ssh_key"))).toBe(true);
    expect(isUntouched({ mode: "json", text: "{" })).toBe(false);
    expect(isUntouched(fieldsOf([written("a", "x")]))).toBe(false);
  });
});
