import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { mintToken } from "../../src/crypto/token";
import { AppError } from "../../src/errors";
import {
  formatNullableTimestamp,
  formatTimestamp,
  formatTimestampMs,
  parseDuration,
  parseTimestamp,
  wholeSecond,
} from "../../src/formats";
import { IncomingBody, readJsonObject } from "../../src/http/body";
import { addFault, type Fault, failureFrom, faultsOf, fieldName, special } from "../../src/http/faults";
import { cursor, duration, matching, name, prose, queryBoolean, queryInteger, timestamp } from "../../src/http/fields";
import { parseQuery } from "../../src/http/query";
import { holdsToken } from "../../src/http/redact";

/** What a schema says of an input: a reason word by field. */
function reasons(schema: z.ZodType, input: unknown, immutable?: readonly string[]): Record<string, string> {
  const result = schema.safeParse(input);
  if (result.success) return {};
  return Object.fromEntries(faultsOf(result.error, input, immutable).map(({ field, reason }) => [field, reason]));
}
const reasonOf = (schema: z.ZodType, input: unknown) => reasons(z.strictObject({ it: schema }), { it: input }).it;

describe("the name of a field", () => {
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
  ])("of %j is %s", (path, expected) => {
    expect(fieldName(path)).toBe(expected);
  });

  it("never holds a character that could be anything but a name", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.nat(99)), { minLength: 1 }), (path) => {
        expect(fieldName(path)).toMatch(/^[A-Za-z0-9_.\-?[\]]*$/);
      }),
    );
  });
});

describe("the reasons of faults", () => {
  const Body = z.strictObject({
    text: z.string(),
    choice: z.enum(["a", "b"]),
    count: z.int().min(1).max(5),
    list: z.array(z.string()).min(1).max(2).optional(),
    inner: z.strictObject({ deep: z.boolean() }).optional(),
    either: z.union([z.literal(1), z.literal(2)]).optional(),
  });
  const good = { text: "x", choice: "a", count: 1 };

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
  ])("%s", (_, input, expected) => {
    expect(reasons(Body, input)).toEqual(expected);
  });

  it.each([
    ["a choice", z.enum(["a", "b"]), "c", ["a", "b"]],
    ["a number", z.literal([2048, 4096]), 1024, [2048, 4096]],
    ["a check's own list", z.string().superRefine((_, ctx) => addFault(ctx, "unsupported", [], ["mon"])), "x", ["mon"]],
  ])("tell what would have fitted: %s", (_, schema, given, allowed) => {
    const result = schema.safeParse(given);
    expect(faultsOf(result.error ?? { issues: [] }, given)).toEqual([{ field: "", reason: "unsupported", allowed }]);
  });

  it("list the types of all shapes where none is meant, and the faults of the one that is", () => {
    const shape = (type: string) => z.strictObject({ type: z.enum([type]), [type]: z.string() });
    const told = (schema: z.ZodType, given: unknown) =>
      faultsOf(schema.safeParse(given).error ?? { issues: [] }, given);
    const either = z.union([shape("vault"), shape("native")]);
    expect(told(either, { type: "other", vault: "x" })).toEqual([
      { field: "type", reason: "unsupported", allowed: ["vault", "native"] },
    ]);
    expect(told(either, { type: "native", native: 1 })).toEqual([{ field: "native", reason: "type" }]);
    const byKey = z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("a") }),
      z.object({ kind: z.literal("b") }),
    ]);
    expect(told(byKey, { kind: "c" })).toEqual([{ field: "kind", reason: "unsupported", allowed: ["a", "b"] }]);
  });

  it("are words of the list, whatever text a check has", () => {
    const schema = z.string().refine((text) => text === "", "the value was hunter2");
    expect(faultsOf(schema.safeParse("x").error ?? { issues: [] }, "x")).toEqual([{ field: "", reason: "format" }]);
  });

  it("tell a key of the record that cannot be changed from one that nobody knows, at the root only", () => {
    const input = { ...good, id: "x", inner: { deep: true, id: "x" } };
    expect(reasons(Body, input, ["id"])).toEqual({ id: "immutable", "inner.id": "unknown" });
  });

  it("see __proto__ and constructor as keys like any other", () => {
    const input = JSON.parse('{"text":"x","choice":"a","count":1,"__proto__":{},"constructor":1}');
    expect(reasons(Body, input)).toEqual({ ["__proto__"]: "unknown", constructor: "unknown" });
  });
});

describe("the one failure for many faults", () => {
  const fault = (field: string, reason: Fault["reason"]) => ({ field, reason });
  const order = ["invalid_cursor", "invalid_secret_type", "invalid_duration", "invalid_glob"] as const;

  it("is none without a fault", () => {
    expect(failureFrom([], "invalid_request")).toBeUndefined();
  });

  it("has all field faults, each field's first", () => {
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

  it("is a bad path before anything, then the fields, then the special formats in their order", () => {
    const specials = order.map((code) => fault("x", special(code)));
    const path = fault("path", special("invalid_path", "depth"));
    const all = [...specials.toReversed(), fault("a", "type"), path];
    expect(failureFrom(all, "validation_error")).toEqual({ code: "invalid_path", details: { reason: "depth" } });
    expect(failureFrom(all.slice(0, -1), "validation_error")?.code).toBe("validation_error");
    for (const [at, code] of order.entries())
      for (const list of [specials.slice(at), specials.slice(at).toReversed()])
        expect(failureFrom(list, "validation_error")?.code).toBe(code);
  });
});

describe("a query", () => {
  const parse = (query: string, repeatable: readonly string[] = []) => {
    const { values, faults } = parseQuery(`https://postern.example/v1/x?${query}`, repeatable);
    return { values: Object.fromEntries(Object.entries(values)), faults };
  };

  it("gives a value by name, decoded", () => {
    expect(parse("a=1&b=x%2Fy+z&c&d=")).toEqual({ values: { a: "1", b: "x/y z", c: "", d: "" }, faults: [] });
    expect(parse("")).toEqual({ values: {}, faults: [] });
  });

  it("has a fault where a name comes twice, unless it may", () => {
    expect(parse("a=1&b=2&a=1")).toEqual({ values: { b: "2" }, faults: [{ field: "a", reason: "repeated" }] });
    expect(parse("a=1&a=2&b=3", ["a", "b"])).toEqual({ values: { a: ["1", "2"], b: ["3"] }, faults: [] });
    const token = mintToken("tnt_a");
    expect(parse(`${token}=1&${token}=2`).faults).toEqual([{ field: "?", reason: "repeated" }]);
  });

  it("takes the names of inherited things as names", () => {
    const { values } = parseQuery("https://x/?constructor=1&__proto__=2", []);
    expect(Object.entries(values)).toEqual([
      ["constructor", "1"],
      ["__proto__", "2"],
    ]);
  });
});

describe("a body", () => {
  const JSON_TYPE = "application/json";
  const read = async (
    body: BodyInit | null,
    { maxBytes, optional }: { maxBytes?: number; optional?: boolean } = {},
    type: string | null = JSON_TYPE,
  ) => {
    const headers = new Headers(type === null ? {} : { "content-type": type });
    const request = new Request("https://x", { method: "POST", body, headers });
    if (type === null) request.headers.delete("content-type");
    try {
      return (await readJsonObject(new IncomingBody(request, maxBytes), request.headers.get("content-type"), optional))
        .value;
    } catch (e) {
      if (e instanceof AppError) return e.failure;
      throw e;
    }
  };
  const invalid = (reason: string) => ({ code: "invalid_request", details: { reason } });
  const unsupported = { code: "unsupported_media_type", details: { expected: "application/json" } };
  const tooLarge = (limit_bytes: number) => ({ code: "payload_too_large", details: { limit_bytes } });
  const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;

  it("is refused where it is no JSON object in UTF-8, not too deep", async () => {
    for (const text of [
      "",
      " ",
      "{",
      "{'a':1}",
      '{"a":1}x',
      '{"a":1,}',
      "NaN",
      "\ufeff",
      "\ufeff\ufeff{}",
      " \ufeff{}",
    ])
      expect(await read(text), text).toEqual(invalid("not_json"));
    for (const text of ["[]", "null", "1", '"x"', "true"]) expect(await read(text)).toEqual(invalid("not_an_object"));
    expect(await read(new Uint8Array([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]))).toEqual(invalid("not_utf8"));
    expect(await read(new Uint8Array([0xff, 0xfe, 0x7b, 0x00]))).toEqual(invalid("not_utf8"));
    expect(await read(nested(33))).toEqual(invalid("too_deep"));
    expect(await read(`{"a":${"[".repeat(32)}${"]".repeat(32)}}`)).toEqual(invalid("too_deep"));
    expect(await read(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).toEqual(invalid("too_deep"));
    expect(await read(nested(32))).toEqual(JSON.parse(nested(32)));
  });

  it("is refused where its type is another, or its charset", async () => {
    const others = ["text/plain", "application/jsonp", "application/problem+json", "application/*", "", "json"];
    const charsets = ["latin1", "utf-16", "us-ascii", "utf--8", '"utf8', '"latin1"'].map(
      (set) => `${JSON_TYPE}; charset=${set}`,
    );
    for (const type of [
      ...others,
      ...charsets,
      `${JSON_TYPE};charset=utf-8;charset=latin1`,
      `${JSON_TYPE}, ${JSON_TYPE}`,
    ])
      expect(await read("{}", {}, type), type).toEqual(unsupported);
    expect(await read(new Uint8Array([0x7b, 0x7d]), {}, null)).toEqual(unsupported);
    const good = ["APPLICATION/JSON", " application/json ", `${JSON_TYPE};`, `${JSON_TYPE}; profile=x`];
    for (const type of [
      ...good,
      `${JSON_TYPE};charset=UTF-8`,
      `${JSON_TYPE}; charset="utf-8"`,
      `${JSON_TYPE};charset=utf8`,
      `${JSON_TYPE}; charset="UTF8"`,
    ])
      expect(await read('{"a":1}', {}, type), type).toEqual({ a: 1 });
  });

  it("counts as nothing where it may be left out, whatever its type", async () => {
    expect(await read(null, { optional: true }, null)).toEqual({});
    expect(await read("", { optional: true }, "text/plain")).toEqual({});
    expect(await read("x", { optional: true }, "text/plain")).toEqual(unsupported);
    expect(await read(" ", { optional: true })).toEqual(invalid("not_json"));
  });

  it("is refused one byte over its cap, before its type, and taken at the cap", async () => {
    const sized = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
    expect(await read(sized(262_144))).toHaveProperty("a");
    expect(await read(sized(262_145))).toEqual(tooLarge(262_144));
    expect(await read(sized(11), { maxBytes: 10 }, "text/plain")).toEqual(tooLarge(10));
    expect(await read('{"a":"é"}', { maxBytes: 9 })).toEqual(tooLarge(9));
  });

  it("is not read further than its cap, whatever length it claims", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1000;
        controller.enqueue(new Uint8Array(1000).fill(0x20));
      },
    });
    expect(await read(endless, { maxBytes: 5000 })).toEqual(tooLarge(5000));
    expect(sent).toBeLessThan(20_000);
  });

  it("keeps the keys that other code inherits", async () => {
    const value = await read('{"__proto__":{"a":1},"constructor":2}');
    expect(Object.entries(value)).toEqual([
      ["__proto__", { a: 1 }],
      ["constructor", 2],
    ]);
  });

  it("comes back as it was sent, for any object", async () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }));
    await fc.assert(
      fc.asyncProperty(object, async (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(await read(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a timestamp", () => {
  const END = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
  const instants = fc.integer({ min: 0, max: END });
  const cut = (ms: number) => Math.floor(ms / 1000) * 1000;

  it.each([
    ["2026-05-11T09:30:00Z", "2026-05-11T09:30:00Z"],
    ["2026-05-11t09:30:00z", "2026-05-11T09:30:00Z"],
    ["2026-05-11T09:30:00.999999999999Z", "2026-05-11T09:30:00Z"],
    ["2026-05-11T11:30:00+02:00", "2026-05-11T09:30:00Z"],
    ["2026-05-11T00:00:00.5-09:30", "2026-05-11T09:30:00Z"],
    ["2026-05-11T09:30:00-00:00", "2026-05-11T09:30:00Z"],
    ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"],
    ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z"],
  ])("%s is the instant %s", (text, expected) => {
    const ms = parseTimestamp(text);
    expect(ms === undefined ? ms : formatTimestamp(ms)).toBe(expected);
  });

  it.each([
    ...[
      "",
      "now",
      "2026-05-11",
      "2026-05-11T09:30Z",
      "2026-05-11T09:30:00",
      "2026-05-11 09:30:00Z",
      "20260511T093000Z",
    ],
    ...["2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z"],
    ...["2026-05-00T00:00:00Z", "2026-05-32T00:00:00Z", "2026-05-11T24:00:00Z", "2026-05-11T09:60:00Z"],
    ...["2026-05-11T09:30:61Z", "2026-05-11T09:30:00+24:00", "2026-05-11T09:30:00+02:60", "2026-05-11T09:30:00+0200"],
    ...["2026-05-11T09:30:00.Z", "2026-05-11T09:30:00,5Z", "+2026-05-11T09:30:00Z", "12026-05-11T09:30:00Z"],
    ...["1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "0099-01-01T00:00:00Z"],
    ...[" 2026-05-11T09:30:00Z", "2026-05-11T09:30:00Z\n", "２026-05-11T09:30:00Z", "1778491800"],
  ])("%j is none", (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
    expect(reasonOf(timestamp, text)).toBe("format");
  });

  it("is written in UTC, cut to the second, and read back", () => {
    fc.assert(
      fc.property(instants, (ms) => {
        expect(formatTimestamp(ms)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(parseTimestamp(formatTimestamp(ms))).toBe(cut(ms));
        expect(parseTimestamp(formatTimestampMs(ms))).toBe(cut(ms));
        expect(wholeSecond(ms)).toBe(cut(ms));
        expect(formatTimestampMs(ms)).toBe(new Date(ms).toISOString());
      }),
    );
    expect(formatNullableTimestamp(null)).toBeNull();
    expect(formatNullableTimestamp(999)).toBe("1970-01-01T00:00:00Z");
  });

  it("is the same instant at every offset", () => {
    const DAY = 86_400_000;
    const inner = fc.integer({ min: DAY, max: END - DAY });
    fc.assert(
      fc.property(inner, fc.integer({ min: -1439, max: 1439 }), (ms, minutes) => {
        const two = (n: number) => String(n).padStart(2, "0");
        const away = Math.abs(minutes);
        const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
        const local = formatTimestampMs(ms + minutes * 60_000).replace("Z", offset);
        expect(parseTimestamp(local)).toBe(cut(ms));
      }),
    );
  });

  it("is a field fault where it is no text", () => {
    for (const value of [0, 1778491800, null, true, {}, []]) expect(reasonOf(timestamp, value)).toBe("type");
  });
});

describe("a duration", () => {
  const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
  const MAX_MS = 3650 * UNITS.d;

  it("is a whole number without a leading zero, one unit, and at most ten years", () => {
    const units = fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[]));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), units, (n, unit) => {
        const ms = n * UNITS[unit];
        expect(parseDuration(`${n}${unit}`)).toBe(ms <= MAX_MS ? ms : undefined);
      }),
    );
    expect(["3650d", "521w", "87600h", "315360000s"].map(parseDuration).every((ms) => (ms ?? 0) > 0)).toBe(true);
    expect(["3651d", "522w", "87601h", "315360001s"].map(parseDuration)).toEqual(Array(4).fill(undefined));
  });

  it.each([
    ...[
      "",
      "0s",
      "0d",
      "01d",
      "1",
      "d",
      "1D",
      "1y",
      "1ms",
      "-1d",
      "+1d",
      "1.5h",
      "1h30m",
      "1 d",
      " 1d",
      "1d ",
      "1d\n",
      "1e3s",
    ],
    ...["1000000000s", "９d", "Infinityd", "P1D"],
  ])("%j is none, and has a code of its own", (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(reasonOf(duration(), text)).toBe(special("invalid_duration"));
  });

  it("comes with its text, and may be 0s only where that is said", () => {
    expect(duration().parse("2w")).toEqual({ text: "2w", ms: 2 * UNITS.w });
    expect(duration({ zero: true }).parse("0s")).toEqual({ text: "0s", ms: 0 });
    expect(reasonOf(duration({ zero: true }), "0m")).toBe(special("invalid_duration"));
    for (const value of [60, null, true, {}, []]) expect(reasonOf(duration(), value)).toBe("type");
  });
});

describe("shared fields", () => {
  it("cut a name, count its code points, and refuse control characters", () => {
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

  it("leave prose as it is, line feeds too", () => {
    expect(prose(4).parse(" a\n ")).toBe(" a\n ");
    expect(prose(0).parse("")).toBe("");
    expect(reasonOf(prose(4), "abcde")).toBe("too_long");
    for (const text of ["a\r\n", "\t", "\0", "\u007f", "\udc00"]) expect(reasonOf(prose(4), text)).toBe("characters");
  });

  it("take a pattern's text whole, an exact boolean, and an integer of digits alone", () => {
    expect(reasonOf(matching(/^[a-z]+$/, "format"), "ab\n")).toBe("format");
    expect([queryBoolean.parse("true"), queryBoolean.parse("false")]).toEqual([true, false]);
    for (const text of ["", "TRUE", "1", "yes", " true"]) expect(reasonOf(queryBoolean, text)).toBe("format");
    expect(queryInteger(1, 200).parse("007")).toBe(7);
    for (const text of ["", "-1", "+1", "1.0", "1e1", "0x1", " 1", "1234567890", "١"])
      expect(reasonOf(queryInteger(1, 200), text), text).toBe("format");
    for (const text of ["0", "201", "999999999"]) expect(reasonOf(queryInteger(1, 200), text)).toBe("range");
    expect(cursor.parse("x".repeat(512))).toHaveLength(512);
    expect(reasonOf(cursor, "x".repeat(513))).toBe(special("invalid_cursor"));
  });
});

describe("a token inside a text", () => {
  it("is found wherever it stands, and what only resembles one is not", () => {
    for (const space of ["operator", "tnt_a", "ptn_a_b"])
      for (const around of [(t: string) => t, (t: string) => `x-${t}.y`, (t: string) => `Bearer ${t}`])
        expect(holdsToken(around(mintToken(space)))).toBe(true);
    expect(holdsToken(`whsec_${"A".repeat(43)}`)).toBe(true);
    expect(holdsToken(`hvs.${"A".repeat(30)}`)).toBe(true);
    for (const text of ["", "pst_", "keys/pst_old", "pst_tnt_a_short", "apps.abcdefghijklmnopqrstuvwxyz", "hvs.short"])
      expect(holdsToken(text), text).toBe(false);
  });

  it("is found behind any number of beginnings, for the longest id of a space, and in no time where there is none", async () => {
    const beginnings = "pst_".repeat(16_000);
    expect(holdsToken(beginnings + mintToken(`tnt_${"_".repeat(40).replace("_", "a")}`))).toBe(true);
    const beganMs = Date.now();
    expect(holdsToken(beginnings)).toBe(false);
    await scheduler.wait(1); // the clock stands still while code runs
    expect(Date.now() - beganMs).toBeLessThan(1000);
  });
});
