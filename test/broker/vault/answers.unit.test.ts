import fc from "fast-check";
import { expect, it } from "vitest";
import { readCodeAnswer, readNewestVersion, readPeriod, readSecretText } from "../../../src/broker/vault/answers";

const bytes = (text: string) => new TextEncoder().encode(text);
const secretText = (text: string) => readSecretText(JSON.parse(text), bytes(text));
const answer = (data: string, version = 3) => `{"data": {"data": ${data}, "metadata": {"version": ${version}}}}`;

it("readSecretText gives the pairs of any secret as they were written, without the space between them", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string(),
        fc.json().map((text) => JSON.parse(text)),
      ),
      fc.nat(),
      (data, version) => {
        const spaced = JSON.stringify(data, null, 2);
        expect(secretText(answer(spaced, version))).toEqual({ text: JSON.stringify(data), version });
      },
    ),
  );
});

it("readSecretText keeps digits that a double does not hold, and keys that mean something to JavaScript", () => {
  const text = '{"n":12345678901234567890,"m":1.10,"__proto__":{"a":1e400}}';
  expect(secretText(answer(text))).toEqual({ text, version: 3 });
});

it.each([
  ["a key that comes twice", answer('{"a": 1, "a": 2}')],
  ["the same key, spelled in two ways", answer('{"a": 1, "\\u0061": 2}')],
  ["a secret that comes twice", '{"data": {"data": {}, "data": {}, "metadata": {"version": 1}}}'],
  ["an answer that comes twice", '{"data": {}, "data": {"data": {}, "metadata": {"version": 1}}}'],
  ["no object", answer("[]")],
  ["null, as of a deleted one", answer("null")],
  ["no number", '{"data": {"data": {}, "metadata": {}}}'],
  ["a number that is none", '{"data": {"data": {}, "metadata": {"version": "1"}}}'],
  ["something else", "[]"],
])("readSecretText takes nothing of %s", (_, text) => {
  expect(secretText(text)).toBeUndefined();
});

it("none of them throws, whatever the vault says", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat({ max: 600 }), (text, status) => {
      for (const body of [JSON.parse(text), { data: JSON.parse(text) }]) {
        readCodeAnswer(body);
        readPeriod(body);
        readNewestVersion(status, body);
        readSecretText(body, bytes(JSON.stringify(body)));
      }
    }),
  );
});

it.each([
  ["30s", 30],
  ["1m0s", 60],
  ["1h0m0s", 3600],
  ["24h0m0s", 86_400],
  [45, 45],
  ["24h0m1s", null],
  ["0s", null],
  ["", null],
  ["1.5s", null],
  ["-30s", null],
  [0, null],
  [1.5, null],
  [undefined, null],
])("readCodeAnswer reads the period %j as %j", (period, seconds) => {
  expect(readCodeAnswer({ data: { code: "123456", period } })).toEqual({ code: "123456", period: seconds });
});

it.each(["", "123", "12345678901234567", "12 34", "12\n34", "１２３４５６", 123456, null])(
  "readCodeAnswer takes %j for no code",
  (code) => {
    expect(readCodeAnswer({ data: { code } })).toBeUndefined();
  },
);

it.each([
  [200, { data: { metadata: { version: 4 } } }, 4],
  [404, { data: { data: null, metadata: { version: 4, deletion_time: "2026-01-01T00:00:00Z" } } }, 4],
  [404, { errors: [] }, 0],
  [404, { errors: ["no handler for route"] }, undefined],
  [403, { errors: ["permission denied"] }, undefined],
  [403, { errors: [] }, undefined],
] as const)("readNewestVersion of the status %i and %j is %j", (status, body, version) => {
  expect(readNewestVersion(status, body)).toBe(version);
});
