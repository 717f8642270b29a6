import fc from "fast-check";
import { expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { scanJson } from "../../src/http/json-scan";
import { isExact } from "../../src/kernel/json-scan";

const scan = (text: string) => {
  JSON.parse(text);
  return scanJson(text, 32);
};

const twice = (key: string) => ({ refused: { reason: "duplicate_key", key }, faults: [] });

it.each([
  ['{"a":1,"a":1}', "a"],
  ['{"allowedDomains":["one.example"],"name":"x","allowedDomains":["two.example"]}', "allowedDomains"],
  ['{"a":{"b":[{"c":1},{"c":1,"d":{"e":1} , "c" : 2}]}}', "c"],
  ['{"a":1,"\\u0061":2}', "a"],
  ['{"\\u0061b":1,"a\\u0062":2}', "ab"],
  ['{"__proto__":1,"__proto__":2}', "__proto__"],
  ['{"constructor":{},"constructor":1}', "constructor"],
  ['{"":1,"":2}', "?"],
  ['{"a b":1,"a b":2}', "?"],
  ['{"\\ud800":1,"\\ud800":2}', "?"],
  ['{"a\\"":1,"a\\"":2}', "?"],
  ['{"a\\\\":1,"a\\\\":2}', "?"],
  ['{"a":{"x":1},"b":[[]],"a":{}}', "a"],
])("a key that comes twice is found in %s", (text, key) => {
  expect(scan(text)).toEqual(twice(key));
});

it("a key that comes twice is not named where it may be a token", () => {
  const token = mintToken("tnt_a");
  expect(scan(`{"${token}":1,"${token}":2}`)).toEqual(twice("?"));
});

it.each([
  '{"a":{"a":{"a":["a","a","a"]}}}',
  '[{"a":1},{"a":1}]',
  '{"a":"a","b":"a","A":"b","c":"\\"a\\":1,\\"a\\":2"}',
  '{"a":"{\\"b\\":1,\\"b\\":2}","b":"[[[,,,"}',
  '{"a\\\\":1,"a":2,"a\\"":3}',
  '{"é":1,"e\\u0301":2}',
])("a key that comes twice is not seen where there is none: %s", (text) => {
  expect(scan(text)).toEqual({ faults: [] });
});

it("a key that comes twice is found wherever it is put into any object", () => {
  const inner = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
  fc.assert(
    fc.property(inner, fc.nat(5), fc.jsonValue({ maxDepth: 2 }), (object, depth, other) => {
      const body = JSON.stringify(object);
      const [key = ""] = Object.keys(JSON.parse(body));
      const doubled = `${body.slice(0, -1)},${JSON.stringify(key)}:${JSON.stringify(other)}}`;
      const wrapped = `${'{"k":['.repeat(depth)}${doubled}${"]}".repeat(depth)}`;
      expect(scan(wrapped).refused?.reason).toBe("duplicate_key");
    }),
  );
});

it("a text without equal keys passes whatever it holds, as JSON.stringify writes it, with any white space", () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ stringUnit: "binary" }),
      fc.constantFrom(undefined, 1, "\t", "\n\r "),
      (value, space) => {
        expect(scanJson(JSON.stringify(value, null, space), 1000)).toEqual({ faults: [] });
      },
    ),
  );
});

it("a text without equal keys may be as deep as allowed, and no deeper", () => {
  const lists = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(scan(lists(32))).toEqual({ faults: [] });
  expect(scan(`[${lists(31)},${lists(31)}]`)).toEqual({ faults: [] });
  expect(scan(lists(33))).toEqual({ refused: { reason: "too_deep" }, faults: [] });
  expect(scan(lists(200_000))).toEqual({ refused: { reason: "too_deep" }, faults: [] });
  expect(scan(`${'{"a":'.repeat(33)}1${"}".repeat(33)}`)).toEqual({ refused: { reason: "too_deep" }, faults: [] });
});

it.each(["0", "-0", "0.0", "-0.00e5", "0e999999999999999999", "1", "1.0", "1.50", "100", "1e2", "1E+2", "12e-1"])(
  "a number %s is held",
  (number) => {
    expect(isExact(number)).toBe(true);
  },
);

it.each(["0.1", "1e21", "9007199254740992", "12345678901234567000", "5e-324", "1.7976931348623157e308"])(
  "a number %s is held, as the shortest text of its double",
  (number) => {
    expect(isExact(number)).toBe(true);
  },
);

it.each([
  "9007199254740993",
  "-9007199254740993",
  "12345678901234567890",
  "12345678901234567168",
  "123456789012345678e-3",
  "0.1000000000000000055511151231257827",
  "0.30000000000000001",
  "1e400",
  "-1e400",
  "1e-400",
  "4e-324",
  "1.7976931348623159e308",
  "1e999999999999999999999",
  "1e-999999999999999999999",
  `1${"0".repeat(400)}`,
])("a number %s would come back as another", (number) => {
  expect(isExact(number)).toBe(false);
});

it("a number is held exactly if its value is that of the shortest text of its double, however it is written", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(30), (double, zeros) => {
      const text = JSON.stringify(double);
      const [digits = "", power] = text.split("e");
      const padded = digits.includes(".") ? digits + "0".repeat(zeros) : `${digits}.${"0".repeat(zeros + 1)}`;
      expect(isExact(text)).toBe(true);
      expect(isExact(power === undefined ? padded : `${padded}E${power}`)).toBe(true);
    }),
  );
  const beyond = fc.bigInt({ min: 2n ** 53n, max: 2n ** 200n });
  fc.assert(
    fc.property(beyond, (whole) => {
      expect(isExact(String(whole))).toBe(writtenOut(Number(whole)) === String(whole));
    }),
  );
});

it("a number is judged alike where it needs no closer look", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 18 });
  const number = fc.tuple(
    fc.constantFrom("", "-"),
    fc.nat(999_999),
    digits,
    fc.constantFrom("", "e3", "E-7", "e99", "e-42", "e+300"),
  );
  fc.assert(
    fc.property(number, ([sign, whole, fraction, power]) => {
      for (const text of [`${sign}${whole}${power}`, `${sign}${whole}.${fraction}${power}`])
        expect([text, scan(`[${text},${text}]`).faults.length]).toEqual([text, isExact(text) ? 0 : 2]);
    }),
  );
});

it("a number that would be altered is told with its place, a hundred of them at most", () => {
  const text = '{"data":{"port":1e400,"list":[1,{"x y":0.30000000000000001}]},"limit":9007199254740993,"ok":0.5}';
  expect(scan(text)).toEqual({
    faults: [
      { field: "data.port", reason: "number" },
      { field: "data.list[1].?", reason: "number" },
      { field: "limit", reason: "number" },
    ],
  });
  expect(scan(`{"data":[${Array(5000).fill("1e400").join()}]}`).faults).toHaveLength(100);
  expect(scan('{"a":"1e400","1e400":1}')).toEqual({ faults: [] });
});

it("a number is not judged where the value of its outermost key is kept as text, and only there", () => {
  const text = '{"data":{"id":1e400,"other":[1e400]},"list":[{"data":1e400}],"other":{"data":1e-400}}';
  expect(scanJson(text, 32, ["data"]).faults.map(({ field }) => field)).toEqual(["list[0].data", "other.data"]);
  expect(scanJson("[1e400]", 32, ["0"]).faults).toHaveLength(1);
  expect(scanJson('{"data":{"a":1,"a":2}}', 32, ["data"])).toEqual(twice("a"));
  expect(scanJson('{"data":[[[]]]}', 3, ["data"]).refused).toEqual({ reason: "too_deep" });
});

/** The shortest text of a whole double without its exponent: `1.5e+22` is 15 and 21 zeros. */
function writtenOut(double: number): string {
  const [, whole = "", fraction = "", power = ""] = /^(\d)(?:\.(\d+))?e\+(\d+)$/.exec(String(double)) ?? [];
  return whole === "" ? String(double) : whole + fraction.padEnd(Number(power), "0");
}
