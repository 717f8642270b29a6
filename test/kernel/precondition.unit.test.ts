import { expect, it } from "vitest";
import { readPrecondition } from "../../src/http/preconditions";
import { checkPrecondition } from "../../src/kernel/precondition";
import { failureOf, read, refused } from "../policies/book-support";

it.each([
  'w/"1"',
  "W/1",
  'W/ "1"',
  'W/"1", W/"2"',
  'W/W/"1"',
  "W/*",
  '"1","2"',
  "1",
  '"1',
  '""',
  '"a"',
  "",
  '"1" "2"',
  '"1.0"',
  '" 1"',
  '"01"',
])("a precondition is refused as If-Match: %s", (value) => {
  expect(failureOf(() => read({ "if-match": value }))).toEqual(refused);
});

it.each(['"1"', "", "*, *", 'W/"1"'])("a precondition is refused as If-None-Match: %s", (value) => {
  expect(failureOf(() => read({ "if-none-match": value }))).toEqual(refused);
});

it("a precondition is read, and not looked at where it means nothing", () => {
  expect(read({})).toEqual({ ifMatch: null, ifNoneMatch: false });
  expect(read({ "if-match": '"12"', "if-none-match": "*" })).toEqual({ ifMatch: 12, ifNoneMatch: true });
  expect(read({ "if-match": 'W/"12"' })).toEqual({ ifMatch: 12, ifNoneMatch: false });
  expect(read({ "if-match": " * " })).toEqual({ ifMatch: "*", ifNoneMatch: false });
  expect(readPrecondition(new Headers({ "if-match": "x", "if-none-match": "x" }), [])).toEqual({
    ifMatch: null,
    ifNoneMatch: false,
  });
});

it.each([
  [{ ifMatch: null, ifNoneMatch: false }, [true, true]],
  [{ ifMatch: "*", ifNoneMatch: false }, [true, false]],
  [{ ifMatch: 3, ifNoneMatch: false }, [true, false]],
  [{ ifMatch: 2, ifNoneMatch: false }, [false, false]],
  [{ ifMatch: null, ifNoneMatch: true }, [false, true]],
  [{ ifMatch: 3, ifNoneMatch: true }, [false, false]],
] as const)(
  "a precondition %j holds against version 3, and against nothing: %j",
  (precondition, [atThree, atNothing]) => {
    const failure = (current: number | null) => ({
      code: "precondition_failed",
      details: { current_version: current },
    });
    expect(failureOf(() => checkPrecondition(precondition, 3))).toEqual(atThree ? undefined : failure(3));
    expect(failureOf(() => checkPrecondition(precondition, null))).toEqual(atNothing ? undefined : failure(null));
  },
);
