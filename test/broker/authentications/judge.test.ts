import { expect, it } from "vitest";
import { judgeBy } from "../../../src/broker/authentications/judge";
import { compilePatterns } from "../../../src/broker/hosts/patterns";

it("a run's rule for pages is the broker's, with the pattern that nearly fits and without an address that is none", () => {
  const judge = judgeBy(compilePatterns(["*.staff.example.net"]));
  expect(judge("https://hr.staff.example.net/")).toEqual({
    kind: "allowed",
    host: "hr.staff.example.net",
    matchedPattern: "*.staff.example.net",
  });
  expect(judge("https://staff.example.net/")).toEqual({
    kind: "refused",
    host: "staff.example.net",
    reason: "bare_domain",
    nearestPattern: "*.staff.example.net",
  });
  expect(judge("https://a b/")).toEqual({ kind: "refused", host: null, reason: "ambiguous" });
});
