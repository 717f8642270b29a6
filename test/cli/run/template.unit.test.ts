import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseTemplate } from "../../../packages/client/src/cli/run/template";
import { CliError } from "../../../packages/client/src/cli/shell/exit";

const REFERENCE = { path: "a/b", field: "c", version: null };
const faultOf = (text: string): unknown => {
  try {
    return parseTemplate(text);
  } catch (error) {
    return error instanceof CliError ? [error.exit, error.message] : error;
  }
};

it.each([
  ["{{ pst://a/b#c", "line 1: a reference has no }} behind it"],
  ["\n{{ pst://a/b#c\n}}", "line 2: a reference has no }} behind it"],
  ["{{pst:/a/b#c}}", "line 1: a reference begins with pst://"],
  ["{{ PST://a/b#c }}", "line 1: a reference begins with pst://"],
  [
    "{{ pst:// }}",
    "line 1: this is no reference to a secret: a path has names between its slashes, and none at an end",
  ],
  [
    "x\r\n\r\n{{ pst://a b /c }}",
    "line 3: this is no reference to a secret: no name in a path is a dot or two, or has a space at an end",
  ],
  ["{{ pst://a#b@0 }}", "line 1: this is no reference to a secret: a version is a whole number from 1"],
])("the template %j is refused, and where is said", (text, message) => {
  expect(faultOf(text)).toEqual([2, message]);
});

it.each([
  ["", []],
  ["plain {{ .Values.x }} {{ '{{' }} }} {{", ["plain {{ .Values.x }} {{ '{{' }} }} {{"]],
  ["{{ pst://a/b#c }}", [REFERENCE]],
  ["{{pst://a/b#c}}{{\tpst://a/b#c\t}}", [REFERENCE, REFERENCE]],
  ["x={{ pst://a/b#c@2 }};\n", ["x=", { ...REFERENCE, version: 2 }, ";\n"]],
  ["\\{{ pst://a/b#c }}", ["{{ ", "pst://a/b#c }}"]],
  ["\\\\{{ pst://a/b#c }}", ["\\", REFERENCE]],
  ["\\\\\\{{ pst:", ["\\", "{{ ", "pst:"]],
  ["\\ {{ pst://a/b#c }}", ["\\ ", REFERENCE]],
  ["{{{ pst://a/b#c }}}", ["{", REFERENCE, "}"]],
  ["{{ pst://a/b#{{ pst:x }}", [{ ...REFERENCE, field: "{{ pst:x" }]],
])("the template %j has these parts", (text, parts) => {
  expect(parseTemplate(text)).toEqual(parts);
});

it("any text comes out as it went in, once what would be a reference is escaped", () => {
  const pieces = fc.string({ unit: fc.constantFrom("{{", "}}", " ", "\\", "pst:", "//a#b", "\n", "x", "é", "{") });
  fc.assert(
    fc.property(pieces, (text) => {
      const escaped = text.replaceAll(/(?<!\\)(\\*)(?=\{\{[ \t]*pst:)/gi, "$1$1\\");
      expect(parseTemplate(escaped).join("")).toBe(text);
    }),
  );
});

it("no text makes the reading of a template throw anything but what is told to people", () => {
  const hostile = fc.string({
    unit: fc.constantFrom("{{", "}}", " ", "\\", "pst:", "pst://", "a", "#", "@1", "\n", "\0"),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string(), hostile), (text) => {
      expect(faultOf(text)).toBeInstanceOf(Array);
    }),
  );
});
