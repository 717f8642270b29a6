import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "../../src/errors";
import { Fields, parseGoBoolean } from "../../src/vault-api/fields";
import { anyJsonText } from "../support/json-texts";

const READERS = {
  integer: (fields: Fields) => fields.integer("f"),
  boolean: (fields: Fields) => fields.boolean("f"),
  durationMs: (fields: Fields) => fields.durationMs("f"),
  text: (fields: Fields) => fields.text("f"),
  texts: (fields: Fields) => fields.texts("f"),
  integers: (fields: Fields) => fields.integers("f"),
  object: (fields: Fields) => fields.object("f")?.text,
};
type Reader = keyof typeof READERS;

/** What is read of a field, or the text of its fault. */
function read(reader: Reader, text: string): unknown {
  try {
    return READERS[reader](Fields.of({ f: text }));
  } catch (e) {
    if (e instanceof AppError && e.failure.code === "invalid_request") return { fault: e.failure.message };
    throw e;
  }
}
const fault = (what: string) => ({ fault: `error converting input for field "f": it is ${what}` });

it.each<[Reader, string, unknown]>([
  ["integer", '"x"', fault("no whole number")],
  ["integer", "1.5", fault("no whole number")],
  ["integer", "1e400", fault("no whole number")],
  ["integer", "9007199254740993", fault("no whole number")],
  ["integer", '"9007199254740993"', fault("no whole number")],
  ["integer", '" 7"', fault("no whole number")],
  ["integer", '"08"', fault("no whole number")],
  ["integer", "{}", fault("no whole number")],
  ["integer", "[1]", fault("no whole number")],
  ["boolean", '"x"', fault("neither true nor false")],
  ["boolean", '"yes"', fault("neither true nor false")],
  ["boolean", "2", fault("neither true nor false")],
  ["boolean", "1.5", fault("neither true nor false")],
  ["boolean", '" true"', fault("neither true nor false")],
  ["boolean", "[]", fault("neither true nor false")],
  ["durationMs", '"x"', fault("no duration")],
  ["durationMs", '"-1s"', fault("a negative value")],
  ["durationMs", "-1", fault("a negative value")],
  ["durationMs", "{}", fault("no duration")],
  ["durationMs", "true", fault("no duration")],
  ["text", "{}", fault("no text")],
  ["text", '["x"]', fault("no text")],
  ["texts", "1", fault("no list")],
  ["texts", "{}", fault("no list")],
  ["texts", '["a",1]', fault("no list of texts")],
  ["texts", '[["a"]]', fault("no list of texts")],
  ["integers", '["x"]', fault("no whole number")],
  ["integers", '"1,x"', fault("no whole number")],
  ["integers", '"1, 2"', fault("no whole number")],
  ["integers", "[1.5]", fault("no whole number")],
  ["object", "null", fault("no object")],
  ["object", "[]", fault("no object")],
  ["object", '"{}"', fault("no object")],
  ["object", '{"a":"\\ud800"}', fault("half a character")],
  ["object", '{"\\udc00":1}', fault("half a character")],
])("a field is no %s with %s", (reader, text, expected) => {
  expect(read(reader, text)).toEqual(expected);
});

it.each<[Reader, string, unknown]>([
  ["integer", "7", 7],
  ["integer", '"7"', 7],
  ["integer", '"-7"', -7],
  ["integer", '"010"', 8],
  ["integer", '"+7"', 7],
  ["integer", "null", 0],
  ["integer", '""', 0],
  ["integer", "true", 1],
  ["boolean", "true", true],
  ["boolean", '"T"', true],
  ["boolean", '""', false],
  ["boolean", "1", true],
  ["boolean", "0", false],
  ["boolean", "null", false],
  ["durationMs", "null", undefined],
  ["durationMs", '"1h30m"', 5_400_000],
  ["text", "null", undefined],
  ["text", "1.5", "1.5"],
  ["text", "false", "false"],
  ["texts", "null", undefined],
  ["texts", '" a ,,b"', ["a", "b"]],
  ["texts", '["a"," ","b,c"]', ["a", "b,c"]],
  ["integers", "3", [3]],
  ["integers", '"1,2,"', [1, 2, 0]],
  ["integers", '[1,"2",null]', [1, 2, 0]],
  ["integers", "{}", []],
  ["object", '{"2":1.10,"1":"\\ud83d\\ude00"}', '{"2":1.10,"1":"\\ud83d\\ude00"}'],
])("a field as %s takes %s", (reader, text, expected) => {
  expect(read(reader, text)).toEqual(expected);
});

it("a field that is not given is undefined, or no number at all", () => {
  for (const [name, reader] of Object.entries(READERS))
    expect(reader(Fields.of({ other: "1" })), name).toEqual(name === "integers" ? [] : undefined);
});

it("a field with any JSON is read, or is a fault that names the field and repeats nothing of the value", () => {
  const faults = new Set(
    Object.values([
      "no whole number",
      "neither true nor false",
      "no duration",
      "a negative value",
      "no text",
      "no list",
      "no list of texts",
      "no object",
      "half a character",
    ]).map((what) => fault(what).fault),
  );
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(READERS) as Reader[])), anyJsonText, (reader, { compact }) => {
      const got = read(reader, compact);
      if (typeof got === "object" && got !== null && "fault" in got) expect(faults).toContain(got.fault);
    }),
    { numRuns: 2000 },
  );
});

it("all fields together are the JSON that they came as, each letter for letter", () => {
  fc.assert(
    fc.property(anyJsonText, anyJsonText, (a, b) => {
      const fields = Fields.of({ "2": a.compact, b: b.compact });
      expect(fields.whole()).toBe(`{"2":${a.compact},"b":${b.compact}}`);
      expect(fields.names()).toEqual(["2", "b"]);
    }),
  );
});

it("fields of some names are those, as they came, and no other", () => {
  const fields = Fields.of({ a: "1.10", b: "null", c: "{}" });
  expect(fields.only(["c", "a", "none", "constructor"]).whole()).toBe('{"a":1.10,"c":{}}');
  expect(fields.only([]).names()).toEqual([]);
});

it("a flag in an address is what Go takes for one, and nothing else", () => {
  for (const text of ["1", "t", "T", "TRUE", "true", "True"]) expect(parseGoBoolean(text), text).toBe(true);
  for (const text of ["0", "f", "F", "FALSE", "false", "False", ""]) expect(parseGoBoolean(text), text).toBe(false);
  for (const text of ["tRUE", "yes", "on", "2", " 1", "null"]) expect(parseGoBoolean(text), text).toBeUndefined();
});
