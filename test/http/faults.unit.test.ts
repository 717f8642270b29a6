import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { mintToken } from "../../src/crypto/token";
import { addFault, codedIssue, type Fault, failureFrom, faultsOf, fieldName } from "../../src/http/faults";
import { good, reasons } from "./parts-support";

it.each([
  [["options", "max_versions"], "options.max_versions"],
  [["rules", 0, "path_pattern"], "rules[0].path_pattern"],
  [["matrix", 0, 12], "matrix[0][12]"],
  [["data", "a-b.c_D"], "data.a-b.c_D"],
  [["data", "x".repeat(64)], `data.${"x".repeat(64)}`],
  [["data", "x".repeat(65)], "data.?"],
  [["data", ""], "data.?"],
  [["data", "with space"], "data.?"],
  [["data", "ключ"], "data.?"],
  [["data", "a\nb"], "data.?"],
  [["data", mintToken("tnt_a")], "data.?"],
  [[mintToken("operator"), "below"], "?.below"],
  [["data", "hvs.CAESIJ"], "data.?"],
  [["__proto__"], "__proto__"],
  [[], ""],
])("the name of a field of %j is %s", (path, expected) => {
  expect(fieldName(path)).toBe(expected);
});

it("the name of a field never holds a character that could be anything but a name", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.nat(99)), { minLength: 1 }), (path) => {
      expect(fieldName(path)).toMatch(/^[A-Za-z0-9_.\-?[\]]*$/);
    }),
  );
});

const Body = z.strictObject({
  text: z.string(),
  choice: z.enum(["a", "b"]),
  count: z.int().min(1).max(5),
  list: z.array(z.string()).min(1).max(2).optional(),
  inner: z.strictObject({ deep: z.boolean() }).optional(),
  either: z.union([z.literal(1), z.literal(2)]).optional(),
});

it.each([
  ["a number for a text", { ...good, text: 5 }, { text: "type" }],
  ["null for a text", { ...good, text: null }, { text: "type" }],
  ["nothing at all", {}, { text: "required", choice: "required", count: "required" }],
  ["an unknown choice", { ...good, choice: "c" }, { choice: "unsupported" }],
  ["a number for a choice", { ...good, choice: 3 }, { choice: "type" }],
  ["a number out of range", { ...good, count: 6 }, { count: "range" }],
  ["a number too small", { ...good, count: 0 }, { count: "range" }],
  ["a fraction for an integer", { ...good, count: 1.5 }, { count: "type" }],
  ["a text for a number", { ...good, count: "1" }, { count: "type" }],
  ["an empty list", { ...good, list: [] }, { list: "empty" }],
  ["a long list", { ...good, list: ["a", "b", "c"] }, { list: "too_many" }],
  ["a wrong item", { ...good, list: ["a", 1] }, { "list[1]": "type" }],
  ["an object for a list", { ...good, list: {} }, { list: "type" }],
  ["a list for an object", { ...good, inner: [] }, { inner: "type" }],
  ["a key missing below", { ...good, inner: {} }, { "inner.deep": "required" }],
  ["a key unknown below", { ...good, inner: { deep: true, x: 1 } }, { "inner.x": "unknown" }],
  ["two unknown keys", { ...good, a: 1, "b c": 2 }, { a: "unknown", "?": "unknown" }],
  ["a third value of two", { ...good, either: 3 }, { either: "unsupported" }],
])("the reasons of faults %s", (_, input, expected) => {
  expect(reasons(Body, input)).toEqual(expected);
});

it.each([
  ["a choice", z.enum(["a", "b"]), "c", ["a", "b"]],
  ["a number", z.literal([2048, 4096]), 1024, [2048, 4096]],
  ["a check's own list", z.string().superRefine((_, ctx) => addFault(ctx, "unsupported", [], ["mon"])), "x", ["mon"]],
])("the reasons of faults tell what would have fitted: %s", (_, schema, given, allowed) => {
  const result = schema.safeParse(given);
  expect(faultsOf(result.error ?? { issues: [] }, given)).toEqual([{ field: "", reason: "unsupported", allowed }]);
});

it("the reasons of faults list the types of all shapes where none is meant, and the faults of the one that is", () => {
  const shape = (type: string) => z.strictObject({ type: z.enum([type]), [type]: z.string() });
  const told = (schema: z.ZodType, given: unknown) => faultsOf(schema.safeParse(given).error ?? { issues: [] }, given);
  const either = z.union([shape("vault"), shape("native")]);
  expect(told(either, { type: "other", vault: "x" })).toEqual([
    { field: "type", reason: "unsupported", allowed: ["vault", "native"] },
  ]);
  expect(told(either, { type: "native", native: 1 })).toEqual([{ field: "native", reason: "type" }]);
  const byKey = z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]);
  expect(told(byKey, { kind: "c" })).toEqual([{ field: "kind", reason: "unsupported", allowed: ["a", "b"] }]);
});

it("the reasons of faults are words of the list, whatever text a check has", () => {
  const schema = z.string().refine((text) => text === "", "the value was hunter2");
  expect(faultsOf(schema.safeParse("x").error ?? { issues: [] }, "x")).toEqual([{ field: "", reason: "format" }]);
});

it("the reasons of faults tell a key of the record that cannot be changed from one that nobody knows, at the root only", () => {
  const input = { ...good, id: "x", inner: { deep: true, id: "x" } };
  expect(reasons(Body, input, ["id"])).toEqual({ id: "immutable", "inner.id": "unknown" });
});

it("the reasons of faults see __proto__ and constructor as keys like any other", () => {
  const input = JSON.parse('{"text":"x","choice":"a","count":1,"__proto__":{},"constructor":1}');
  expect(reasons(Body, input)).toEqual({ ["__proto__"]: "unknown", constructor: "unknown" });
});

const fault = (field: string, reason: Fault["reason"]) => ({ field, reason });
const order = ["invalid_cursor", "invalid_secret_type", "invalid_duration", "invalid_glob"] as const;

it("the one failure for many faults is none without a fault", () => {
  expect(failureFrom([], "invalid_request")).toBeUndefined();
});

it("the one failure for many faults has all field faults, each field's first", () => {
  const failure = failureFrom([fault("b", "type"), fault("a", "empty"), fault("b", "unknown")], "validation_error");
  expect(failure).toEqual({
    code: "validation_error",
    message: "The request has faults in 2 fields.",
    details: { fields: { b: "type", a: "empty" } },
  });
  expect(failureFrom([fault("a", "type")], "invalid_request")).toMatchObject({
    code: "invalid_request",
    message: "The request has faults in 1 field.",
  });
});

it("the one failure for many faults is a bad path before anything, then the fields, then the special formats in their order", () => {
  const specials = order.map((code) => fault("x", codedIssue(code)));
  const path = fault("path", codedIssue("invalid_path", "depth"));
  const all = [...specials.toReversed(), fault("a", "type"), path];
  expect(failureFrom(all, "validation_error")).toEqual({ code: "invalid_path", details: { reason: "depth" } });
  expect(failureFrom(all.slice(0, -1), "validation_error")?.code).toBe("validation_error");
  for (const [at, code] of order.entries())
    for (const list of [specials.slice(at), specials.slice(at).toReversed()])
      expect(failureFrom(list, "validation_error")?.code).toBe(code);
});
