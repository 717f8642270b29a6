import * as fc from "fast-check";
import { expect, it } from "vitest";
import { audiencesNamedBy } from "../../src/client/jwt-audiences";

const jwt = (payload: string) => `e30.${Buffer.from(payload).toString("base64url")}.c2ln`;

it.each([
  ["", []],
  ["a.b", []],
  [jwt("no json"), []],
  [jwt("[]"), []],
  [jwt("null"), []],
  [jwt("{}"), []],
  [jwt('{"aud":7}'), []],
  [jwt('{"aud":{"0":"a"}}'), []],
  [jwt('{"__proto__":{"aud":"a"}}'), []],
  [jwt(`{"aud":"${"x".repeat(20_000)}"}`), []],
  [jwt('{"aud":["a",7,null,["b"],"c"]}'), ["a", "c"]],
  [jwt('{"aud":"tnt_bluefin"}'), ["tnt_bluefin"]],
])("the audiences of %j are told without trusting it", (text, audiences) => {
  expect(audiencesNamedBy(text)).toEqual(audiences);
});

it("no text makes the look at audiences throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string().map(jwt), fc.json().map(jwt)), (text) => {
      expect(Array.isArray(audiencesNamedBy(text))).toBe(true);
    }),
  );
});
