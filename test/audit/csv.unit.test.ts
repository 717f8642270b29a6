import { expect, it } from "vitest";
import { cell } from "../../src/audit/csv";

it("POST /v1/audit/export writes every cell by RFC 4180 and neutralises texts alone", () => {
  expect(cell(null)).toBe("");
  expect(cell(-5)).toBe("-5");
  expect(cell(false)).toBe("false");
  expect(cell("plain text")).toBe("plain text");
  expect(cell('a"b')).toBe('"a""b"');
  expect(cell("a\nb")).toBe('"a\nb"');
  for (const first of ["=", "+", "-", "@"]) expect(cell(`${first}1`)).toBe(`'${first}1`);
  expect(cell("\t=1")).toBe("'\t=1");
  // Some spreadsheets pass over a line break at the beginning, or read the wide forms of Japanese keyboards as the plain ones.
  for (const first of ["\r", "\n"]) expect(cell(`${first}=1`)).toBe(`"'${first}=1"`);
  for (const first of ["＝", "＋", "－", "＠"]) expect(cell(`${first}1`)).toBe(`'${first}1`);
  expect(cell("+1,2")).toBe('"\'+1,2"');
  expect(cell({ b: 1, a: "x" })).toBe('"{""a"":""x"",""b"":1}"');
});
