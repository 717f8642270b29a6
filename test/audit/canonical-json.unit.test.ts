import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, linkHash } from "../../src/audit/chain";
import { sha256Hex } from "../../src/crypto/digest";
import type { Detail } from "../../src/errors";
import { type AuditEntry, ENTRY_KEYS } from "../../src/kernel/audit";

const detail = fc.letrec<{ value: Detail }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: "binary" }).filter((s) => s.isWellFormed()),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string({ unit: "grapheme" })),
    fc.dictionary(fc.string({ unit: "grapheme" }), tie("value")),
  ),
})).value;

it("canonical JSON says the same as the value and does not depend on the order of keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), detail), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
    }),
  );
});

it("canonical JSON is what RFC 8785 shows in its section 3.2.3, and writes numbers as ECMAScript does", () => {
  const value = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  expect(Object.keys(JSON.parse(canonicalJson(value)))).toHaveLength(7);
  expect([...canonicalJson(value).matchAll(/":"(\w+)/g)].map(([, word]) => word)).toEqual([
    "Carriage",
    "One",
    "Control",
    "Latin",
    "Euro",
    "Emoji",
    "Hebrew",
  ]);
  expect(canonicalJson({ n: 1 / 3, m: 1e30, k: 4.5, j: 2e-3, z: -0 })).toBe(
    '{"j":0.002,"k":4.5,"m":1e+30,"n":0.3333333333333333,"z":0}',
  );
});

it("a link of the chain is the hash of the one before and of its entry as canonical JSON, in whatever order its keys stand", () => {
  const text = fc.string({ unit: "binary" }).filter((s) => s.isWellFormed());
  const entries: fc.Arbitrary<AuditEntry> = fc.record({
    id: text,
    seq: fc.nat(),
    timestamp: text,
    action: text,
    identity_type: text,
    identity_id: text,
    actor_tenant_id: fc.option(text),
    tenant_id: text,
    token_id: fc.option(text),
    secret_path: fc.option(text),
    source_ip: fc.option(text),
    user_agent: fc.option(text),
    success: fc.boolean(),
    error_code: fc.option(text),
    duration_ms: fc.nat(),
    request_id: fc.option(text),
    extra_data: fc.dictionary(text, detail),
  });
  fc.assert(
    fc.property(text, entries, (previous, entry) => {
      expect(Object.keys(entry).toSorted()).toEqual(ENTRY_KEYS.toSorted());
      expect(linkHash(previous, entry)).toBe(sha256Hex(`${previous}\n${canonicalJson(entry)}`));
    }),
  );
});
