import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Binding, seal, unseal } from "../../../packages/client/src/cli/run/sealed";
import type { Values } from "../../../packages/client/src/cli/run/values";

const SECRET = "pst_example_of_a_token_that_is_long_enough";
const BINDING: Binding = { url: "https://postern.example", tenant: "tnt_acme", references: ["app/db#user", "app/key"] };
const NOW_MS = Date.UTC(2026, 4, 11, 9, 30);
const VALUES: Values = new Map([["app/db", { version: 3, data: { user: "anna", __proto__: "x", list: "[1,null]" } }]]);

it.each([
  ["another secret", `${SECRET}x`, BINDING],
  ["another address", SECRET, { ...BINDING, url: "https://other.example" }],
  ["another tenant", SECRET, { ...BINDING, tenant: "tnt_bluefin" }],
  ["no tenant", SECRET, { ...BINDING, tenant: null }],
  ["other references", SECRET, { ...BINDING, references: ["app/db#user"] }],
])("sealed values do not open with %s", (_, secret, binding) => {
  expect(unseal(seal(VALUES, SECRET, BINDING, NOW_MS), secret, binding)).toBe(undefined);
});

it("sealed values do not open when any character of their text is another one, and none makes it throw", () => {
  const text = seal(VALUES, SECRET, BINDING, NOW_MS).trim();
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...'A_09}{"x'), (at, mark) => {
      const changed = text.slice(0, at) + mark + text.slice(at + 1);
      const opened = unseal(changed, SECRET, BINDING);
      // The bits behind the last whole byte of base64url say nothing.
      if (opened !== undefined) expect(opened).toEqual({ values: VALUES, createdAtMs: NOW_MS });
      else expect(changed).not.toBe(text);
    }),
  );
});

it("the time that sealed values are of can't be changed", () => {
  const text = seal(VALUES, SECRET, BINDING, NOW_MS).replace("2026-05-11", "2026-05-12");
  expect(unseal(text, SECRET, BINDING)).toBe(undefined);
});

it.each(["", "{}", "[]", "null", '{"version":1}', '{"version":2,"created_at":"2026-05-11T09:30:00.000Z"}', "{"])(
  "%j are no sealed values",
  (text) => {
    expect(unseal(text, SECRET, BINDING)).toBe(undefined);
  },
);

it("sealed values open as they were, with the time that they are of, whatever the order and number of the references", () => {
  const data = fc.dictionary(fc.string(), fc.string());
  const entry = fc.tuple(fc.string(), fc.record({ version: fc.nat(), data }));
  fc.assert(
    fc.property(fc.array(entry), fc.string({ minLength: 1 }), (entries, secret) => {
      const plain = JSON.parse(JSON.stringify(entries)) as typeof entries;
      const text = seal(new Map(plain), secret, BINDING, NOW_MS);
      const reordered = { ...BINDING, references: ["app/key", "app/db#user", "app/key"] };
      expect(unseal(text, secret, reordered)).toEqual({ values: new Map(plain), createdAtMs: NOW_MS });
    }),
  );
});

it("of sealed values a text shows when they were sealed, and nothing else that is not drawn by chance", () => {
  const text = seal(VALUES, SECRET, BINDING, NOW_MS);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    created_at: "2026-05-11T09:30:00.000Z",
    salt: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{16}$/),
    sealed: expect.stringMatching(/^[\w-]+$/),
  });
  expect(seal(VALUES, SECRET, BINDING, NOW_MS)).not.toBe(text);
});
