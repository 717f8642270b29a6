import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { substitute } from "../../src/sign-in/wire/body";
import { fetchPatterns } from "../../src/sign-in/wire/patterns";
import { makeStandIn, STAND_IN_LENGTH } from "../../src/sign-in/wire/stand-in";

const MARK = "Aa2bcdefghjkmnpqrstu";
const bytes = (text: string) => new TextEncoder().encode(text);
const changed = (body: string, type: string, value: string) => {
  const whole = substitute(bytes(body), type, MARK, value);
  return whole === undefined ? undefined : new TextDecoder().decode(whole);
};
const FORM = "application/x-www-form-urlencoded;charset=UTF-8";
const value = fc.string({ unit: "grapheme", maxLength: 60 }).filter((text) => !text.includes(MARK));

describe("substitute", () => {
  it.each([
    ["nothing", ""],
    ["another word", "pass=Aa2bcdefghjkmnpqrstX"],
    ["a part of the stand-in", "pass=Aa2bcdefghjkmnpqrst"],
    ["the stand-in hashed", `pass=${btoa(MARK)}`],
  ])("leaves a body alone that holds %s", (_title, body) => expect(changed(body, FORM, "x")).toBeUndefined());

  it("puts any value into a form so that the server reads it as it is", () => {
    fc.assert(
      fc.property(value, (text) => {
        const body = new URLSearchParams(
          changed(new URLSearchParams({ user: "a&b", pass: MARK, more: "=" }).toString(), FORM, text),
        );
        expect([...body]).toEqual([
          ["user", "a&b"],
          ["pass", text],
          ["more", "="],
        ]);
      }),
    );
  });

  it("puts any value into JSON, and into JSON within a form", () => {
    const json = JSON.stringify({ user: '"', pass: MARK });
    fc.assert(
      fc.property(value, (text) => {
        const expected = { user: '"', pass: text };
        expect(JSON.parse(changed(json, "application/json", text) ?? "")).toEqual(expected);
        expect(JSON.parse(changed(json, "text/plain;charset=UTF-8", text) ?? "")).toEqual(expected);
        const form = new URLSearchParams(changed(new URLSearchParams({ data: json }).toString(), FORM, text));
        expect(JSON.parse(form.get("data") ?? "")).toEqual(expected);
      }),
    );
  });

  it("puts a value into each place, also where one begins like another", () => {
    expect(changed(`A${MARK}&${MARK}AA`, "text/plain", "é")).toBe("Aé&éAA");
  });

  it("leaves the bytes of a file beside it as they are", () => {
    const file = Uint8Array.from({ length: 256 }, (_, at) => at);
    const body = new Uint8Array([...bytes(`--b\r\nname="pass"\r\n\r\n${MARK}\r\n--b\r\n`), ...file]);
    const whole = substitute(body, "multipart/form-data; boundary=b", MARK, 'a"\\b');
    expect(whole?.subarray(-256)).toEqual(file);
    expect(new TextDecoder().decode(whole?.subarray(0, -256))).toBe(`--b\r\nname="pass"\r\n\r\na"\\b\r\n--b\r\n`);
  });

  it("takes no longer for a body of nearly stand-ins", () => {
    expect(changed(MARK.slice(0, -1).repeat(20_000), "text/plain", "x")).toBeUndefined();
  });
});

describe("makeStandIn", () => {
  it("gives twenty letters and digits with all three kinds, whatever chance gives", () => {
    const chance = fc.infiniteStream(fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(chance, (stream) => {
        const word = makeStandIn(() => Uint8Array.of(stream.next().value ?? 0));
        expect(word).toMatch(new RegExp(`^[A-Za-z2-9]{${STAND_IN_LENGTH}}$`));
        for (const kind of [/[A-Z]/, /[a-z]/, /[2-9]/]) expect(word).toMatch(kind);
        expect([encodeURIComponent(word), JSON.stringify(word)]).toEqual([word, `"${word}"`]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("fetchPatterns", () => {
  it("holds a host at any port, a host at its own port, and what is below a wildcard", () => {
    const patterns = fetchPatterns(["a.example", "b.example:8443", "*.c.example"]).map(({ urlPattern }) => urlPattern);
    expect(patterns.filter((pattern) => pattern.startsWith("https"))).toEqual([
      "https://a.example/*",
      "https://a.example:*/*",
      "https://b.example:8443/*",
      "https://*.c.example/*",
      "https://*.c.example:*/*",
    ]);
  });

  it("holds an address whose port is that of its scheme, which a browser leaves out", () => {
    expect(fetchPatterns(["a.example:443", "localhost:80", "[::1]:443"]).map(({ urlPattern }) => urlPattern)).toEqual([
      "https://a.example/*",
      "https://localhost:80/*",
      "https://[::1]/*",
      "http://a.example:443/*",
      "http://localhost/*",
      "http://[::1]:443/*",
    ]);
  });
});
