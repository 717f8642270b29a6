import fc from "fast-check";
import { expect, it } from "vitest";
import { codedIssue } from "../../src/http/faults";
import { cursor, matching, name, prose, queryBoolean, queryInteger } from "../../src/http/fields";
import { reasonOf } from "./parts-support";

it("shared fields cut a name, count its code points, and refuse control characters", () => {
  expect(name(5).parse("  a b  ")).toBe("a b");
  expect(name(3).parse("😀😀😀")).toBe("😀😀😀");
  for (const [text, reason] of [
    ["", "empty"],
    [" \u00a0\u3000", "empty"],
    ["abcd", "too_long"],
    ["a\nb", "characters"],
    ["a\u0085", "characters"],
    ["\ud800", "characters"],
  ] as const)
    expect(reasonOf(name(3), text), JSON.stringify(text)).toBe(reason);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const trimmed = text.trim();
      const points = Array.from(trimmed).length;
      const good = points >= 1 && points <= 8 && !/\p{Cc}/u.test(trimmed) && trimmed.isWellFormed();
      expect(name(8).safeParse(text).success).toBe(good);
    }),
  );
});

it("shared fields leave prose as it is, line feeds too", () => {
  expect(prose(4).parse(" a\n ")).toBe(" a\n ");
  expect(prose(0).parse("")).toBe("");
  expect(reasonOf(prose(4), "abcde")).toBe("too_long");
  for (const text of ["a\r\n", "\t", "\0", "\u007f", "\udc00"]) expect(reasonOf(prose(4), text)).toBe("characters");
});

it("shared fields take a pattern's text whole, an exact boolean, and an integer of digits alone", () => {
  expect(reasonOf(matching(/^[a-z]+$/, "format"), "ab\n")).toBe("format");
  expect([queryBoolean.parse("true"), queryBoolean.parse("false")]).toEqual([true, false]);
  for (const text of ["", "TRUE", "1", "yes", " true"]) expect(reasonOf(queryBoolean, text)).toBe("format");
  expect(queryInteger(1, 200).parse("007")).toBe(7);
  for (const text of ["", "-1", "+1", "1.0", "1e1", "0x1", " 1", "1234567890", "١"])
    expect(reasonOf(queryInteger(1, 200), text), text).toBe("format");
  for (const text of ["0", "201", "999999999"]) expect(reasonOf(queryInteger(1, 200), text)).toBe("range");
  expect(cursor.parse("x".repeat(1024))).toHaveLength(1024);
  expect(reasonOf(cursor, "x".repeat(1025))).toBe(codedIssue("invalid_cursor"));
});
