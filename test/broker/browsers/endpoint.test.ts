import fc from "fast-check";
import { expect, it } from "vitest";
import {
  cdpUrlFault,
  endpointFault,
  filledEndpoint,
  sessionFault,
  sessionTextFault,
} from "../../../src/broker/browsers/endpoint";
import { checkSocketUrl } from "../../../src/outbound/address";

const ALLOW = ["127.0.0.1", "localhost:9222"];

it.each([
  ["wss://{apiKey}.browsers.acme.example", "placeholder"],
  ["wss://{apiKey}@browsers.acme.example", "placeholder"],
  ["wss://browsers.acme.example:{session}", "placeholder"],
  ["{session}://browsers.acme.example", "placeholder"],
  ["wss://{session}", "placeholder"],
  ["wss://browsers.acme.example{session}", "placeholder"],
  ["wss://browsers.acme.example/a{apiKey}", "placeholder"],
  ["wss://browsers.acme.example/{apiKey}b/c", "placeholder"],
  ["wss://browsers.acme.example/{apiKey}{session}", "placeholder"],
  ["wss://browsers.acme.example/{apiKey}.{session}", "placeholder"],
  ["wss://browsers.acme.example/?key=a{apiKey}", "placeholder"],
  ["wss://browsers.acme.example/?key={apiKey};a=b", "placeholder"],
  ["wss://browsers.acme.example/?key=={apiKey}", "placeholder"],
  ["wss://browsers.acme.example/?{apiKey}", "placeholder"],
  ["wss://browsers.acme.example/?{apiKey}=a", "placeholder"],
  ["wss://browsers.acme.example/?={apiKey}", "placeholder"],
  ["wss://browsers.acme.example/?a?{apiKey}", "placeholder"],
  ["wss://browsers.acme.example/#{session}", "placeholder"],
  ["wss://browsers.acme.example/?a=b#/{session}", "placeholder"],
  ["wss://browsers.acme.example/{apikey}", "placeholder"],
  ["wss://browsers.acme.example/{token}", "placeholder"],
  ["wss://browsers.acme.example/{}", "placeholder"],
  ["wss://browsers.acme.example/{apiKey", "placeholder"],
  ["wss://browsers.acme.example/}", "placeholder"],
  ["wss://browsers.acme.example/{{apiKey}}", "placeholder"],
  ['wss://browsers.acme.example/?launch={"headless":true}', "placeholder"],
  ["wss://browsers.acme.example/{apiKey}?key={apiKey}", "duplicate"],
  ["wss://browsers.acme.example/{session}/{session}", "duplicate"],
  ["{apiKey}", "scheme_missing"],
  ["/{apiKey}/{session}", "scheme_missing"],
  ["wss:{session}", "placeholder"],
  ["wss:/{session}", "scheme"],
  ["ws://browsers.acme.example/{session}", "wss_required"],
  ["http://browsers.acme.example?a={session}", "wss_required"],
  ["ws://localhost:9223/{session}", "wss_required"],
  ["wss://10.1.2.3/{session}", "private"],
  ["wss://169.254.169.254/{session}", "forbidden"],
  ["wss://a@browsers.acme.example/{session}", "userinfo"],
  ["wss://browsers.acme.example/../{session}", "path_segments"],
  [`wss://browsers.acme.example/{session}/${"a".repeat(2048)}`, "too_long"],
  ["", "scheme_missing"],
])("an endpoint %s is refused: %s", (endpoint, fault) => {
  expect(endpointFault(endpoint, ALLOW)).toBe(fault);
});

it.each([
  "wss://browsers.acme.example",
  "wss://browsers.acme.example?apiKey={apiKey}",
  "wss://browsers.acme.example?apiKey={apiKey}&sessionId={session}",
  "wss://browsers.acme.example:8443/{apiKey}/b/{session}/?a=b",
  "https://api.acme.example/client/v4/accounts/0a1b/browser-rendering/devtools/browser/{session}",
  "https://browsers.acme.example/?token={apiKey}&launch=%7B%22headless%22%3Atrue%7D",
  "ws://127.0.0.1:9222/devtools/browser/{session}",
  "http://localhost:9222",
])("an endpoint %s is accepted", (endpoint) => {
  expect(endpointFault(endpoint, ALLOW)).toBeUndefined();
});

it("a socket of the caller's own is judged as an endpoint is, and has no placeholders", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["wss://browsers.acme.example/devtools/browser/0a?token=b%2Fc", undefined],
    ["https://browsers.acme.example", undefined],
    ["ws://127.0.0.1:9222/devtools/browser/0a", undefined],
    ["wss://browsers.acme.example/{session}", "placeholder"],
    ["wss://browsers.acme.example/?a={b}", "placeholder"],
    ["wss://{apiKey}", "placeholder"],
    ["ws://browsers.acme.example", "wss_required"],
    ["wss://192.168.1.2", "private"],
    ["wss://[::1]/", "loopback"],
    ["wss://metadata.google.internal/", "forbidden"],
    ["wss://a:b@browsers.acme.example", "userinfo"],
    ["browsers.acme.example", "scheme_missing"],
    ["", "scheme_missing"],
    [`wss://browsers.acme.example/${"a".repeat(2048)}`, "too_long"],
  ];
  for (const [url, fault] of cases) expect([url, cdpUrlFault(url, ALLOW)]).toEqual([url, fault]);
});

it("a session is 1 to 512 characters of well-formed text, and no way up the path", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["", "empty"],
    ["s".repeat(513), "too_long"],
    ["🔑".repeat(513), "too_long"],
    ["a\ud800", "characters"],
    [".", "path_segments"],
    ["..", "path_segments"],
    ["...", undefined],
    ["%2e%2e", undefined],
    ["../a?b#c", undefined],
    ["🔑".repeat(512), undefined],
  ];
  for (const [text, fault] of cases) expect([text, sessionTextFault(text)]).toEqual([text, fault]);
});

it("a session is given where the endpoint has a place for it, and nowhere else", () => {
  expect(sessionFault("wss://a.example/{session}", null)).toBe("required");
  expect(sessionFault("wss://a.example/{session}", "s")).toBeUndefined();
  expect(sessionFault("wss://a.example/{apiKey}", "s")).toBe("unsupported");
  expect(sessionFault("wss://a.example/", null)).toBeUndefined();
});

it("what belongs to a placeholder must be there, and a placeholder must stand where it may", () => {
  const values = { apiKey: null, session: "s" };
  expect(filledEndpoint("wss://a.example/{apiKey}", values)).toBeUndefined();
  expect(filledEndpoint("wss://a.example/{session}", { ...values, session: "\ud800" })).toBeUndefined();
  expect(filledEndpoint("wss://{session}/", values)).toBeUndefined();
  expect(filledEndpoint("wss://a.example/", values)).toBe("wss://a.example/");
});

it("what is put into an endpoint is encoded, and put in once", () => {
  const endpoint = "wss://a.example/{session}/b?key={apiKey}";
  expect(filledEndpoint(endpoint, { apiKey: "{session}!'()*~", session: "{apiKey}/../?#&ü$&" })).toBe(
    "wss://a.example/%7BapiKey%7D%2F..%2F%3F%23%26%C3%BC%24%26/b?key=%7Bsession%7D%21%27%28%29%2A~",
  );
});

const hostile = fc.string({
  unit: fc.oneof(fc.constantFrom(..."./?#&=%{}:@\\'\"<>[]^`| \t\n\0é🔑"), fc.string({ minLength: 1, maxLength: 1 })),
  minLength: 1,
  maxLength: 40,
});
const wellFormed = hostile.filter((text) => sessionTextFault(text) === undefined);
const key = fc.stringMatching(/^[!-~]{1,40}$/).filter((text) => text !== "." && text !== "..");

it("whatever is put into an endpoint changes neither where it leads nor what the rest of it says", () => {
  fc.assert(
    fc.property(key, wellFormed, (apiKey, session) => {
      const filled = filledEndpoint("wss://a.example:8443/x/{apiKey}/y?p=q&s={session}&z=1", { apiKey, session }) ?? "";
      const check = checkSocketUrl(filled, [], 16_384);
      if (!check.ok) throw new Error(check.reason);
      const url = new URL(check.url);
      expect(url.origin).toBe("https://a.example:8443");
      expect(url.pathname.split("/").map(decodeURIComponent)).toEqual(["", "x", apiKey, "y"]);
      expect([...url.searchParams]).toEqual([
        ["p", "q"],
        ["s", session],
        ["z", "1"],
      ]);
      expect(url.hash).toBe("");
    }),
  );
});

it("the longest key and the longest session have room in the longest endpoint", () => {
  const endpoint = `wss://a.example/${"p".repeat(1990)}/{apiKey}/{session}`;
  expect(endpointFault(endpoint, [])).toBeUndefined();
  const filled = filledEndpoint(endpoint, { apiKey: "%".repeat(1024), session: "🔑".repeat(512) }) ?? "";
  expect(checkSocketUrl(filled, [], 16_384)).toMatchObject({ ok: true });
});

it("no text makes the judge of endpoints throw, and none that it accepts has a brace outside of a placeholder", () => {
  const parts = fc.array(
    fc.constantFrom(
      "wss://",
      "https://",
      "a.example",
      "/",
      "?",
      "&",
      "=",
      "#",
      "{apiKey}",
      "{session}",
      "{",
      "}",
      "@",
      ":",
      "%",
      "..",
      "x",
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(parts, (texts) => {
      const endpoint = texts.join("");
      if (endpointFault(endpoint, []) !== undefined) return;
      const filled = filledEndpoint(endpoint, { apiKey: "k", session: "s" }) ?? "";
      expect(filled).not.toMatch(/[{}]/);
      expect(checkSocketUrl(filled, [])).toMatchObject({ ok: true });
      expect(new URL(filled).hostname).toBe(new URL(endpoint.replaceAll(/[{}]/g, "")).hostname);
    }),
    { numRuns: 2000 },
  );
});
