import fc from "fast-check";
import { it } from "vitest";
import { parseAllowedDomains, parseDomainPattern } from "../../src/broker/hosts/domain-pattern";
import { normaliseHost } from "../../src/broker/hosts/normalise-host";
import { judgePage, matchesHost, parseExactHost } from "../../src/broker/hosts/page-url";
import { compilePatterns } from "../../src/broker/hosts/patterns";
import {
  ALLOWED_PAGES,
  INVALID_PAGES,
  NINE,
  REFUSED_ENTRIES,
  REFUSED_PAGES,
  STORED_ENTRIES,
  words,
} from "./host-tables";

it.for(REFUSED_ENTRIES)("an entry of allowedDomains %j is refused as %s", ([entry, reason], { expect }) => {
  expect(parseDomainPattern(entry)).toEqual({ ok: false, reason });
});

it.for(STORED_ENTRIES)("an entry of allowedDomains %j is stored as %s", ([entry, pattern], { expect }) => {
  expect(parseDomainPattern(entry)).toEqual({ ok: true, pattern });
  expect(parseDomainPattern(pattern)).toEqual({ ok: true, pattern });
});

it("the list allowedDomains is refused as a whole when it is no list, empty or too long", ({ expect }) => {
  const whole = (reason: string) => ({ ok: false, faults: [{ at: null, reason }] });
  expect(parseAllowedDomains("portal.example.net")).toEqual(whole("type"));
  expect(parseAllowedDomains({ 0: "portal.example.net", length: 1 })).toEqual(whole("type"));
  expect(parseAllowedDomains([])).toEqual(whole("empty"));
  expect(parseAllowedDomains(Array(101).fill("portal.example.net"))).toEqual(whole("too_many"));
});

it("the list allowedDomains names each faulty entry by its place", ({ expect }) => {
  expect(parseAllowedDomains(["*.com", "portal.example.net", 5, "*"])).toEqual({
    ok: false,
    faults: [
      { at: 0, reason: "public_suffix" },
      { at: 2, reason: "type" },
      { at: 3, reason: "wildcard" },
    ],
  });
});

it("the list allowedDomains keeps equal entries once, in their first place, and takes a hundred", ({ expect }) => {
  const list = ["b.example.net", "*.A.example.net", "B.example.net.", "a.example.net", "*.a.example.net"];
  expect(parseAllowedDomains(list)).toEqual({
    ok: true,
    patterns: ["b.example.net", "*.a.example.net", "a.example.net"],
  });
  const hundred = Array.from({ length: 100 }, (_, at) => `h${at}.example.net`);
  expect(parseAllowedDomains(hundred)).toEqual({ ok: true, patterns: hundred });
});

const nine = compilePatterns(NINE);

it.for(INVALID_PAGES)("a page URL %j is invalid: %s", ([url, reason], { expect }) => {
  expect(judgePage(url, nine)).toEqual({ kind: "invalid", reason });
});

it.for(REFUSED_PAGES)("a page URL %j is refused: %s", ([url, reason, host], { expect }) => {
  const nearest = reason === "bare_domain" ? { nearestPattern: `*.${host}` } : {};
  expect(judgePage(url, nine)).toEqual({ kind: "refused", reason, host, ...nearest });
});

it.for(ALLOWED_PAGES)("a page URL %j is allowed", ([url, host, matchedPattern], { expect }) => {
  expect(judgePage(url, nine)).toEqual({ kind: "allowed", host, matchedPattern });
});

const padded = (start: string, length: number) => start + "a".repeat(length - start.length);
const SAML = "https://portal.example.net/sso?SAMLRequest=";

it("a long page URL, as sign-in pages have them is judged up to 16 KiB, and is none beyond", ({ expect }) => {
  const host = "portal.example.net";
  const allowed = { kind: "allowed", host, matchedPattern: host };
  for (const length of [2049, 8000, 16_384]) expect(judgePage(padded(SAML, length), nine)).toEqual(allowed);
  expect(judgePage(padded(SAML, 16_385), nine)).toEqual({ kind: "invalid", reason: "format" });
});

it("a long page URL, as sign-in pages have them is judged by its scheme and host alone, whatever its rest names", ({
  expect,
}) => {
  const rest = `?RelayState=https%3A%2F%2Fportal.example.net%2F&at=//portal.example.net@x:8443/#${"@".repeat(9000)}`;
  expect(judgePage(`https://evil.example/${rest}`, nine)).toEqual({
    kind: "refused",
    reason: "not_listed",
    host: "evil.example",
  });
  expect(judgePage(`https://portal.example.net/${rest}`, nine).kind).toBe("allowed");
});

const allowedBy = (url: string, ...patterns: string[]) => {
  const verdict = judgePage(url, compilePatterns(patterns));
  return verdict.kind === "allowed" ? verdict.matchedPattern : verdict;
};

it("the choice among patterns lets nothing match an empty list", ({ expect }) => {
  const host = "portal.example.net";
  expect(allowedBy(`https://${host}/`)).toEqual({ kind: "refused", reason: "not_listed", host });
});

it("the choice among patterns matches no IP literal by a wildcard, whatever is stored", ({ expect }) => {
  const host = "10.20.0.5";
  expect(allowedBy(`https://${host}/`, "*.20.0.5", "*.5")).toEqual({ kind: "refused", reason: "not_listed", host });
});

it("the choice among patterns names the bare domain before the boundary of another wildcard", ({ expect }) => {
  const host = "bucket.s3.amazonaws.com";
  expect(allowedBy(`https://${host}/`, "*.amazonaws.com", `*.${host}`)).toEqual({
    kind: "refused",
    reason: "bare_domain",
    host,
    nearestPattern: `*.${host}`,
  });
});

it("the choice among patterns prefers the exact host, then the longest base, in any order of the list", ({
  expect,
}) => {
  const patterns = ["*.example.net", "*.b.example.net", "a.b.example.net", "*.a.b.example.net"];
  for (const list of [patterns, patterns.toReversed()]) {
    expect(allowedBy("https://a.b.example.net/", ...list)).toBe("a.b.example.net");
    expect(allowedBy("https://c.b.example.net/", ...list)).toBe("*.b.example.net");
    expect(allowedBy("https://x.y.a.b.example.net/", ...list)).toBe("*.a.b.example.net");
    expect(allowedBy("https://b.example.net/", ...list)).toBe("*.example.net");
  }
});

it("the choice among patterns reads the filter `domain` as one exact entry", ({ expect }) => {
  expect(parseExactHost("*.staff.example.net")).toEqual({ ok: false, reason: "wildcard" });
  expect(parseExactHost("*.com")).toEqual({ ok: false, reason: "wildcard" });
  expect(parseExactHost("intranet")).toEqual({ ok: false, reason: "single_label" });
  expect(parseExactHost("https://portal.example.net/")).toEqual({ ok: false, reason: "scheme" });
  expect(parseExactHost("HR.Staff.Example.net.")).toEqual({ ok: true, host: "hr.staff.example.net" });
  expect(matchesHost("hr.staff.example.net", nine)).toBe(true);
  expect(matchesHost("staff.example.net", nine)).toBe(false);
  expect(matchesHost("portal.example.net", compilePatterns([]))).toBe(false);
});

it("the choice among patterns holds an entry with a port to that port, the scheme's own where none is written", ({
  expect,
}) => {
  const refused = (host: string, nearestPattern: string) => ({
    kind: "refused",
    reason: "not_listed",
    host,
    nearestPattern,
  });
  const entry = "app.example.net:8443";
  expect(allowedBy("https://app.example.net:8443/login", entry)).toBe(entry);
  for (const url of ["https://app.example.net/", "https://app.example.net:443/", "https://app.example.net:8444/"])
    expect(allowedBy(url, entry)).toEqual(refused("app.example.net", entry));
  expect(allowedBy("https://app.example.net:443/", "app.example.net:443")).toBe("app.example.net:443");
  expect(allowedBy("https://app.example.net/", "app.example.net:443")).toBe("app.example.net:443");
  expect(allowedBy("http://localhost/", "localhost:443")).toEqual(refused("localhost", "localhost:443"));
  expect(allowedBy("http://localhost/", "localhost:80")).toBe("localhost:80");
  expect(allowedBy("http://localhost:3000/", "localhost:3000")).toBe("localhost:3000");
  expect(allowedBy("https://[::1]:8443/", "[::1]:8443")).toBe("[::1]:8443");
  expect(allowedBy("https://hr.staff.example.net:8443/", "*.staff.example.net:8443")).toBe("*.staff.example.net:8443");
  expect(allowedBy("https://hr.staff.example.net/", "*.staff.example.net:8443")).toEqual(
    refused("hr.staff.example.net", "*.staff.example.net:8443"),
  );
});

it("the choice among patterns takes an entry without a port for any, also beside one that has another", ({
  expect,
}) => {
  const list = ["app.example.net:8443", "*.example.net", "*.staff.example.net:9443"];
  for (const patterns of [list, list.toReversed()]) {
    expect(allowedBy("https://app.example.net:8443/", ...patterns)).toBe("app.example.net:8443");
    expect(allowedBy("https://app.example.net/", ...patterns)).toBe("*.example.net");
    expect(allowedBy("https://hr.staff.example.net/", ...patterns)).toBe("*.example.net");
    expect(allowedBy("https://hr.staff.example.net:9443/", ...patterns)).toBe("*.staff.example.net:9443");
  }
  expect(allowedBy("https://app.example.net:1/", "app.example.net", "app.example.net:1")).toBe("app.example.net:1");
  expect(allowedBy("https://app.example.net:2/", "app.example.net", "app.example.net:1")).toBe("app.example.net");
});

it("the choice among patterns names the bare domain of a wildcard with a port", ({ expect }) => {
  expect(allowedBy("https://staff.example.net/", "*.staff.example.net:8443")).toEqual({
    kind: "refused",
    reason: "bare_domain",
    host: "staff.example.net",
    nearestPattern: "*.staff.example.net:8443",
  });
});

it("the choice among patterns takes the filter `domain` with a port for the page at that port", ({ expect }) => {
  const patterns = compilePatterns(["localhost:3000", "portal.example.net:443"]);
  expect(parseExactHost("LocalHost:3000")).toEqual({ ok: true, host: "localhost:3000" });
  expect(parseExactHost("localhost:0")).toEqual({ ok: false, reason: "port" });
  expect(
    ["localhost:3000", "localhost", "portal.example.net", "portal.example.net:8443"].map((at) =>
      matchesHost(at, patterns),
    ),
  ).toEqual([true, false, true, false]);
});

const pieces =
  words(`portal.example.net staff.example.net a evil.example www bücher BÜCHER bu\u0308cher xn-- xn--bcher-kva
    com amazonaws.com s3.amazonaws.com github.io acme localhost 10.20.0.5 127.0.0.1 0x7f 010 [::1] [2606:4700::1111] ::ffff:
    . .. 。 - _ * *. ｐ \u00ad \u200d \ud800 ß Σ Σς İ 💩 %2e ; , \u0430 : @ / \\ ? # :8443 http:// https:// :// blob: data:`);

const separator = fc.constantFrom(".", ".", ".", "");

const host = fc
  .array(fc.tuple(fc.constantFrom(...pieces), separator), { maxLength: 6 })
  .map((all) => all.flat().join(""));

const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4096 });

const text = fc
  .oneof(
    host,
    host.map((rest) => `https://${rest}/`),
    fc.tuple(
      fc.constantFrom("https://", "http://", "HTTPS:\\\\", "ftp://"),
      host,
      fc.constantFrom("", "/", "\\", "?", "#", "\t"),
      host,
    ),
    codeUnits.map((units) => String.fromCharCode(...units)),
    fc.string({ unit: "binary", maxLength: 4096 }).map((rest) => `https://${rest}`),
  )
  .map((parts) => [parts].flat().join(""));

const many = { numRuns: 3000 };

it("any text is normalised once and for all", ({ expect }) => {
  fc.assert(
    fc.property(text, (written) => {
      const parsed = normaliseHost(written);
      if (parsed.ok) expect(normaliseHost(parsed.host)).toEqual({ ok: true, host: parsed.host, wildcard: false });
      const entry = parseDomainPattern(written);
      if (!entry.ok) return;
      expect(parseDomainPattern(entry.pattern)).toEqual(entry);
      expect(parseAllowedDomains([written, entry.pattern])).toEqual({ ok: true, patterns: [entry.pattern] });
    }),
    many,
  );
});

it("any text is allowed as a page only where the parsed host is plainly listed", ({ expect }) => {
  fc.assert(
    fc.property(text, (url) => {
      const verdict = judgePage(url, nine);
      if (verdict.kind !== "allowed") return;
      const { protocol, hostname } = new URL(url);
      const plain = hostname.replace(/\.$/, "");
      expect(protocol === "https:" || words("localhost 127.0.0.1 [::1]").includes(plain)).toBe(true);
      // None of the nine has a port.
      const listed = (at: string) => (at.startsWith("*.") ? plain.endsWith(at.slice(1)) : plain === at);
      expect(verdict.host).toBe(plain);
      expect(NINE.filter(listed)).toContain(verdict.matchedPattern);
    }),
    many,
  );
});

it("any entry with a port is allowed at that port and at no other", ({ expect }) => {
  const port = fc.integer({ min: 1, max: 65_535 });
  fc.assert(
    fc.property(fc.constantFrom(...NINE), port, port, (pattern, own, other) => {
      const entry = parseDomainPattern(`${pattern}:${own}`);
      if (!entry.ok) throw new Error(entry.reason);
      expect(entry.pattern).toBe(`${pattern}:${own}`);
      const page = (at: number) => `https://${pattern.replace("*", "x")}:${at}/`;
      expect(allowedBy(page(own), entry.pattern)).toBe(entry.pattern);
      if (own !== other) expect(judgePage(page(other), compilePatterns([entry.pattern])).kind).toBe("refused");
      expect(allowedBy(page(other), pattern)).toBe(pattern);
    }),
  );
});

it("any text gives one answer as filter `domain` and as the page of that host", ({ expect }) => {
  fc.assert(
    fc.property(host, (written) => {
      const exact = parseExactHost(written);
      if (!exact.ok || /\]\.(:|$)/.test(written)) return; // the one entry that is mended and no URL
      expect(judgePage(`https://${written}/`, nine).kind === "allowed").toBe(matchesHost(exact.host, nine));
      expect(judgePage(`https://${written}/`, compilePatterns([exact.host])).kind).toBe("allowed");
    }),
    many,
  );
});
