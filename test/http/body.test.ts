import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "../../src/errors";
import { IncomingBody, readJsonObject } from "../../src/http/body";

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
    return (
      await readJsonObject(new IncomingBody(request, maxBytes), request.headers.get("content-type"), { optional })
    ).value;
  } catch (e) {
    if (e instanceof AppError) return e.failure;
    throw e;
  }
};

const invalid = (reason: string) => ({ code: "invalid_request", details: { reason } });
const unsupported = { code: "unsupported_media_type", details: { expected: "application/json" } };
const tooLarge = (limit_bytes: number) => ({ code: "payload_too_large", details: { limit_bytes } });
const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;

it("a body is refused where it is no JSON object in UTF-8, not too deep", async () => {
  for (const text of ["", " ", "{", "{'a':1}", '{"a":1}x', '{"a":1,}', "NaN", "\ufeff", "\ufeff\ufeff{}", " \ufeff{}"])
    expect(await read(text), text).toEqual(invalid("not_json"));
  for (const text of ["[]", "null", "1", '"x"', "true"]) expect(await read(text)).toEqual(invalid("not_an_object"));
  expect(await read(new Uint8Array([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]))).toEqual(invalid("not_utf8"));
  expect(await read(new Uint8Array([0xff, 0xfe, 0x7b, 0x00]))).toEqual(invalid("not_utf8"));
  expect(await read(nested(33))).toEqual(invalid("too_deep"));
  expect(await read(`{"a":${"[".repeat(32)}${"]".repeat(32)}}`)).toEqual(invalid("too_deep"));
  expect(await read(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).toEqual(invalid("too_deep"));
  expect(await read(nested(32))).toEqual(JSON.parse(nested(32)));
});

it("a body is refused where its type is another, or its charset", async () => {
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

it("a body counts as nothing where it may be left out, whatever its type", async () => {
  expect(await read(null, { optional: true }, null)).toEqual({});
  expect(await read("", { optional: true }, "text/plain")).toEqual({});
  expect(await read("x", { optional: true }, "text/plain")).toEqual(unsupported);
  expect(await read(" ", { optional: true })).toEqual(invalid("not_json"));
});

it("a body is refused one byte over its cap, before its type, and taken at the cap", async () => {
  const sized = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
  expect(await read(sized(262_144))).toHaveProperty("a");
  expect(await read(sized(262_145))).toEqual(tooLarge(262_144));
  expect(await read(sized(11), { maxBytes: 10 }, "text/plain")).toEqual(tooLarge(10));
  expect(await read('{"a":"é"}', { maxBytes: 9 })).toEqual(tooLarge(9));
});

it("a body is not read further than its cap, whatever length it claims", async () => {
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

it("a body keeps the keys that other code inherits", async () => {
  const value = await read('{"__proto__":{"a":1},"constructor":2}');
  expect(Object.entries(value)).toEqual([
    ["__proto__", { a: 1 }],
    ["constructor", 2],
  ]);
});

it("a body comes back as it was sent, for any object", async () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }));
  await fc.assert(
    fc.asyncProperty(object, async (value) => {
      const text = JSON.stringify(value);
      expect(JSON.stringify(await read(text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
    { numRuns: 50 },
  );
});
