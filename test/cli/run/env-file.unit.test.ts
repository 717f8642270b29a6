import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseLines } from "../../../packages/client/src/cli/run/env-file";
import { CliError } from "../../../packages/client/src/cli/shell/exit";

const reference = (path: string, field: string | null = null, version: number | null = null) => ({
  path,
  field,
  version,
});
const faultOf = (text: string): unknown => {
  try {
    return parseLines(text);
  } catch (error) {
    return error instanceof CliError ? [error.exit, error.message] : error;
  }
};

it.each([
  ["A-B=1", "A-B is no name of a variable: letters, digits and underscores, no digit first"],
  ["a.b=1", "a.b is no name of a variable: letters, digits and underscores, no digit first"],
  ["1A=1", "1A is no name of a variable: letters, digits and underscores, no digit first"],
  ["A=1\n# B\n\nB pst://a#b", "line 4 is neither NAME=VALUE nor a comment"],
  ["A='x\r\ny'\r\npst://a#b\r\n", "line 3 is neither NAME=VALUE nor a comment"],
  ["A=\0", "it holds a NUL"],
  ["A=pst://", "A: this is no reference to a secret: a path has names between its slashes, and none at an end"],
  ["A=pst://a/#b", "A: this is no reference to a secret: a path has names between its slashes, and none at an end"],
  ["A=pst://a#", "A: this is no reference to a secret: there is no field behind the #"],
  ["A=pst://a@0", "A: this is no reference to a secret: a version is a whole number from 1"],
])("the line %j is refused, and why is said", (text, message) => {
  expect(faultOf(text)).toEqual([2, message]);
});

it.each([
  ["", []],
  ["# A=pst://a#b", []],
  ["A=", [["A", ""]]],
  ["A=x # not this", [["A", "x"]]],
  ["export A='x # this'", [["A", "x # this"]]],
  ['A="x\\ny"', [["A", "x\ny"]]],
  ["A=1\nA=2", [["A", "2"]]],
  ["A=pst://a/b", [["A", reference("a/b")]]],
  ["A=pst://a/b#c", [["A", reference("a/b", "c")]]],
  ["A=pst://a/b#c@3", [["A", reference("a/b", "c", 3)]]],
  ["A=pst://a/b@3#c", [["A", reference("a/b", "c", 3)]]],
  ["A=pst://a/b#c # not this", [["A", reference("a/b", "c")]]],
  ["A=pst://a/b # not#this", [["A", reference("a/b")]]],
  ["A=pst://a/b#c#d", [["A", reference("a/b", "c#d")]]],
  ["export A = 'pst://a/b#c d' # not this", [["A", reference("a/b", "c d")]]],
  [
    'A="pst://a/b#c"\r\nB=x',
    [
      ["A", reference("a/b", "c")],
      ["B", "x"],
    ],
  ],
  [
    "A='x\nB=pst://a#b\n'\nC=y",
    [
      ["A", "x\nB=pst://a#b\n"],
      ["C", "y"],
    ],
  ],
  ["A=see pst://a#b", [["A", "see pst://a#b"]]],
])("the lines %j give variables", (text, lines) => {
  expect(parseLines(text)).toEqual(lines.map(([name, value]) => ({ name, value })));
});

it("an unquoted reference keeps its field, whatever the field is called", () => {
  const field = fc.string({ unit: fc.constantFrom(..."aZ09_-.#:/~$"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(field, (name) => {
      expect(parseLines(`A=pst://app/db#${name}`)).toEqual([{ name: "A", value: reference("app/db", name) }]);
    }),
  );
});

it("no text makes the reading of lines throw anything but what is told to people", () => {
  const hostile = fc.string({
    unit: fc.constantFrom("A", "=", "#", "'", '"', "`", "\\", "\n", "\r", "pst://", "a", "@1", " ", "\0", "__proto__"),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string(), hostile), (text) => {
      expect(faultOf(text)).toBeInstanceOf(Array);
    }),
  );
});
