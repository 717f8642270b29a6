import fc from "fast-check";
import { describe, it } from "vitest";
import { parseAllowedDomains, parseDomainPattern } from "../../src/broker/hosts/domain-pattern";
import { normaliseHost } from "../../src/broker/hosts/normalise-host";
import { compilePatterns, judgePage, matchesHost, parseExactHost } from "../../src/broker/hosts/page-url";

/** Whole words, so that a base or an entry of several scripts reads as it is written. */
const words = (text: string): string[] => text.trim().split(/\s+/);

describe("an entry of allowedDomains", () => {
  it.for([
    ["*.", "empty"],
    [".", "empty"],
    ["-a.example.net", "label"],
    ["*", "wildcard"],
    ["**", "wildcard"],
    ["a.*.net", "wildcard"],
    ["*foo.example.net", "wildcard"],
    ["www*.example.net", "wildcard"],
    ["*.*.example.net", "wildcard"],
    ["portal.*", "wildcard"],
    ["*.com", "public_suffix"],
    ["*.co.uk", "public_suffix"],
    ["*.github.io", "public_suffix"],
    ["*.workers.dev", "public_suffix"],
    ["*.s3.amazonaws.com", "public_suffix"],
    ["*.compute.amazonaws.com", "public_suffix"],
    ["*.kawasaki.jp", "public_suffix"],
    ["*.公司.cn", "public_suffix"],
    ["*.corp", "public_suffix"],
    ["*.localhost", "public_suffix"],
    ["intranet", "single_label"],
    ["com", "single_label"],
    [".example.net", "empty_label"],
    ["example..net", "empty_label"],
    ["*..example.net", "empty_label"],
    ["a-.example.net", "label"],
    ["https://portal.example.net", "scheme"],
    ["portal.example.net:8443", "port"],
    ["portal.example.net/login", "path"],
    ["portal.example.net\\x", "path"],
    ["robot@portal.example.net", "userinfo"],
    ["portal.example.net?x", "query"],
    ["portal.example.net#x", "fragment"],
    ["portal%2eexample.net", "percent"],
    [" portal.example.net", "whitespace"],
    ["portal.example.net,evil.example", "characters"],
    ["ｐortal.example.net", "lookalike"],
    ["portal。example.net", "lookalike"],
    ["por\u00adtal.example.net", "lookalike"],
    ["127.1", "ip_literal"],
    ["0x7f.0.0.1", "ip_literal"],
    ["2130706433", "ip_literal"],
    ["0177.0.0.1", "ip_literal"],
    ["①②⑦.0.0.1", "ip_literal"],
    ["[0:0:0:0:0:0:0:1]", "ip_literal"],
    ["[::ffff:10.20.0.5]", "ip_literal"],
    ["::1", "ip_literal"],
    ["*.10.20.0.5", "wildcard_ip"],
    ["1.2.3.4.5", "host"],
    [7, "type"],
    [null, "type"],
    ["", "empty"],
    ["..", "empty_label"],
    [`${"a".repeat(1023)}..`, "too_long"],
    [`${"a".repeat(64)}.example.net`, "too_long"],
    [`${"ü".repeat(63)}.example.net`, "too_long"],
    [`${"a.".repeat(126)}net`, "too_long"],
    ["portal.example.net\u0085", "whitespace"],
    ["portal.example.net\u3000", "whitespace"],
    ["\u0000", "whitespace"],
    ["javascript://%0a", "scheme"],
    ["a@b/c?d#e", "userinfo"],
    ["a*b,c", "wildcard"],
    ["a,b..c", "characters"],
    ["[::1", "ip_literal"],
    ["[::1]:443", "port"],
    ["[::1%25eth0]", "percent"],
    ["[]", "host"],
    [`${"[".repeat(1000)}:`, "port"],
    ["[::1]x", "host"],
    ["a[::1]", "host"],
    ["*.[::1]", "wildcard_ip"],
    ["*.127.1", "ip_literal"],
    ["10.20.0.0005", "ip_literal"],
    ["１０.20.0.5", "ip_literal"],
    ["\ud800.example.net", "host"],
    ["xn--bücher.example", "host"],
    ["xn--abc-.example", "label"],
    ["por\u200btal.example.net", "lookalike"],
    ["\u00ad.example.net", "lookalike"],
    ["portal.example.net。", "lookalike"],
    ["。", "lookalike"],
    ["\u212aelvin.example.net", "lookalike"],
    ["*.intranet", "public_suffix"],
  ] as const)("%j is refused as %s", ([entry, reason], { expect }) => {
    expect(parseDomainPattern(entry)).toEqual({ ok: false, reason });
  });

  it.for([
    ["portal.example.net", "portal.example.net"],
    ["Portal.Example.NET", "portal.example.net"],
    ["portal.example.net.", "portal.example.net"],
    ["*.staff.example.net", "*.staff.example.net"],
    ["*.Example.net.", "*.example.net"],
    ["*.acme.github.io", "*.acme.github.io"],
    ["github.io", "github.io"],
    ["*.city.kawasaki.jp", "*.city.kawasaki.jp"],
    ["*.acme.corp", "*.acme.corp"],
    ["_x.example.net", "_x.example.net"],
    ["r3---sn.example.net", "r3---sn.example.net"],
    ["localhost", "localhost"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["*.bücher.example", "*.xn--bcher-kva.example"],
    ["faß.de", "xn--fa-hia.de"],
    ["\u0430pple.com", "xn--pple-43d.com"],
    ["10.20.0.5", "10.20.0.5"],
    ["[::1]", "[::1]"],
    ["[2606:4700::1111]", "[2606:4700::1111]"],
    ["LOCALHOST.", "localhost"],
    ["10.20.0.5.", "10.20.0.5"],
    ["[2606:4700::ABCD]", "[2606:4700::abcd]"],
    ["XN--Bcher-KVA.example", "xn--bcher-kva.example"],
    ["bu\u0308cher.example", "xn--bcher-kva.example"],
    ["ΟΔΟΣ.example", "xn--pxavbq.example"],
    ["οδος.example", "xn--pxavbm.example"],
    [`*.${"a.".repeat(125)}net`, `*.${"a.".repeat(125)}net`],
  ] as const)("%j is stored as %s", ([entry, pattern], { expect }) => {
    expect(parseDomainPattern(entry)).toEqual({ ok: true, pattern });
    expect(parseDomainPattern(pattern)).toEqual({ ok: true, pattern });
  });
});

describe("the list allowedDomains", () => {
  it("is refused as a whole when it is no list, empty or too long", ({ expect }) => {
    const whole = (reason: string) => ({ ok: false, faults: [{ at: null, reason }] });
    expect(parseAllowedDomains("portal.example.net")).toEqual(whole("type"));
    expect(parseAllowedDomains({ 0: "portal.example.net", length: 1 })).toEqual(whole("type"));
    expect(parseAllowedDomains([])).toEqual(whole("empty"));
    expect(parseAllowedDomains(Array(101).fill("portal.example.net"))).toEqual(whole("too_many"));
  });

  it("names each faulty entry by its place", ({ expect }) => {
    expect(parseAllowedDomains(["*.com", "portal.example.net", 5, "*"])).toEqual({
      ok: false,
      faults: [
        { at: 0, reason: "public_suffix" },
        { at: 2, reason: "type" },
        { at: 3, reason: "wildcard" },
      ],
    });
  });

  it("keeps equal entries once, in their first place, and takes a hundred", ({ expect }) => {
    const list = ["b.example.net", "*.A.example.net", "B.example.net.", "a.example.net", "*.a.example.net"];
    expect(parseAllowedDomains(list)).toEqual({
      ok: true,
      patterns: ["b.example.net", "*.a.example.net", "a.example.net"],
    });
    const hundred = Array.from({ length: 100 }, (_, at) => `h${at}.example.net`);
    expect(parseAllowedDomains(hundred)).toEqual({ ok: true, patterns: hundred });
  });
});

const NINE = words(`portal.example.net *.staff.example.net *.amazonaws.com *.acme.github.io xn--bcher-kva.example
  10.20.0.5 localhost 127.0.0.1 [2606:4700::1111]`);
const nine = compilePatterns(NINE);

describe("a page URL", () => {
  it.for([
    ["https://portal.example.net@evil.example/", "userinfo"],
    ["https://portal.example.net:pw@evil.example/", "userinfo"],
    ["https://evil.example@portal.example.net/", "userinfo"],
    ["https://@portal.example.net/", "userinfo"],
    ["https://portal.example.net\\@evil.example/", "ambiguous"],
    ["https://evil.example\\.staff.example.net/", "ambiguous"],
    ["https:\\\\portal.example.net/", "ambiguous"],
    ["https:portal.example.net/", "ambiguous"],
    ["https:///portal.example.net/", "ambiguous"],
    ["https://portal.example.net\t.evil.example/", "ambiguous"],
    [" https://portal.example.net/", "ambiguous"],
    ["https://%70ortal.example.net/", "host"],
    ["https://portal.example.net%2eevil.example/", "host"],
    ["https://portal%2eexample.net/", "host"],
    ["https://ｐortal.example.net/", "host"],
    ["https://portal。example.net/", "host"],
    ["https://portal.example.net../", "host"],
    ["https://.staff.example.net/", "host"],
    ["https://*.staff.example.net/", "host"],
    ["https://portal.example.net;.evil.example/", "host"],
    ["https://10.20.5/", "host"],
    ["https://0xa.20.0.5/", "host"],
    ["https://169082885/", "host"],
    ["http://127.1/", "host"],
    ["https://[::ffff:10.20.0.5]/", "host"],
    ["https://portal.example.net%00.evil.example/", "format"],
    ["https://portal.example.net:99999/", "format"],
    ["//portal.example.net/", "format"],
    ["portal.example.net", "format"],
    ["", "format"],
    [undefined, "format"],
    [`https://portal.example.net/${"a".repeat(2022)}`, "format"],
    ["https://portal.example.net/\u007f", "ambiguous"],
    ["https://portal.example.net/a b", "ambiguous"],
    ["https:/portal.example.net/", "ambiguous"],
    ["https://portal.example.net\\", "ambiguous"],
    ["https://portal.example.net:443\\@evil.example/", "ambiguous"],
    ["https://:@portal.example.net/", "userinfo"],
    ["https://por\u00adtal.example.net/", "host"],
    ["https://portal.example.net,evil.example/", "host"],
    ["https://-a.staff.example.net/", "host"],
    [`https://${"a".repeat(64)}.staff.example.net/`, "host"],
    ["https://[0:0:0:0:0:0:0:1]/", "host"],
    ["https://[::1]./", "format"],
    ["https://portal.example.net\u3000/", "format"],
    ["https://\ud800.staff.example.net/", "format"],
  ] as const)("%j is invalid: %s", ([url, reason], { expect }) => {
    expect(judgePage(url, nine)).toEqual({ kind: "invalid", reason });
  });

  it.for<readonly [string, string, string | null]>([
    ["https://staff.example.net/", "bare_domain", "staff.example.net"],
    ["https://acme.github.io/", "bare_domain", "acme.github.io"],
    ["https://bucket.s3.amazonaws.com/", "suffix_boundary", "bucket.s3.amazonaws.com"],
    ["https://other.github.io/", "not_listed", "other.github.io"],
    ["https://example.net/", "not_listed", "example.net"],
    ["https://www.portal.example.net/", "not_listed", "www.portal.example.net"],
    ["https://evil-staff.example.net/", "not_listed", "evil-staff.example.net"],
    ["https://notstaff.example.net/", "not_listed", "notstaff.example.net"],
    ["https://portal.example.net.evil.example/", "not_listed", "portal.example.net.evil.example"],
    ["https://evil.example/portal.example.net", "not_listed", "evil.example"],
    ["https://evil.example?.staff.example.net", "not_listed", "evil.example"],
    ["https://evil.example#@portal.example.net", "not_listed", "evil.example"],
    ["https://p\u043ertal.example.net/", "not_listed", "xn--prtal-jye.example.net"],
    ["https://[2606:4700::1112]/", "not_listed", "[2606:4700::1112]"],
    ["http://portal.example.net/", "insecure_scheme", "portal.example.net"],
    ["http://10.20.0.5/", "insecure_scheme", "10.20.0.5"],
    ["http://localhost.evil.example/", "insecure_scheme", "localhost.evil.example"],
    ["data:text/html,<h1>x", "unsupported_scheme", null],
    ["blob:https://portal.example.net/5f8c6a74", "unsupported_scheme", null],
    ["javascript://portal.example.net/%0aalert(1)", "unsupported_scheme", "portal.example.net"],
    ["file://portal.example.net/etc/hosts", "unsupported_scheme", "portal.example.net"],
    ["about:blank", "unsupported_scheme", null],
    ["ftp://PORTAL.example.net./", "unsupported_scheme", "portal.example.net"],
    ["wss://*.staff.example.net/", "unsupported_scheme", null],
    ["javascript://127.1/", "unsupported_scheme", null],
    ["http://staff.example.net/", "insecure_scheme", "staff.example.net"],
    ["http://[::1]/", "not_listed", "[::1]"],
    ["https://intranet/", "not_listed", "intranet"],
    ["https://s3.amazonaws.com/", "suffix_boundary", "s3.amazonaws.com"],
    ["https://amazonaws.com./", "bare_domain", "amazonaws.com"],
  ])("%j is refused: %s", ([url, reason, host], { expect }) => {
    const nearest = reason === "bare_domain" ? { nearestPattern: `*.${host}` } : {};
    expect(judgePage(url, nine)).toEqual({ kind: "refused", reason, host, ...nearest });
  });

  it.for([
    ["https://portal.example.net/login", "portal.example.net", "portal.example.net"],
    ["HTTPS://PORTAL.Example.NET", "portal.example.net", "portal.example.net"],
    ["https://portal.example.net:8443/a?b#c", "portal.example.net", "portal.example.net"],
    ["https://portal.example.net./", "portal.example.net", "portal.example.net"],
    ["https://portal.example.net/\\x?q=\\y", "portal.example.net", "portal.example.net"],
    ["https://a.b.c.staff.example.net/", "a.b.c.staff.example.net", "*.staff.example.net"],
    ["https://a_b.staff.example.net/", "a_b.staff.example.net", "*.staff.example.net"],
    ["https://bücher.example/", "xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["https://XN--bcher-kva.example/", "xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["https://x.acme.github.io/", "x.acme.github.io", "*.acme.github.io"],
    ["https://console.aws.amazonaws.com/", "console.aws.amazonaws.com", "*.amazonaws.com"],
    ["https://10.20.0.5/", "10.20.0.5", "10.20.0.5"],
    ["https://[2606:4700::1111]/", "[2606:4700::1111]", "[2606:4700::1111]"],
    ["http://localhost:3000/login", "localhost", "localhost"],
    ["http://127.0.0.1:8080/", "127.0.0.1", "127.0.0.1"],
    ["https://10.20.0.5./", "10.20.0.5", "10.20.0.5"],
    ["http://LOCALHOST", "localhost", "localhost"],
    ["https://portal.example.net?@\\", "portal.example.net", "portal.example.net"],
    [`https://portal.example.net/${"a".repeat(2021)}`, "portal.example.net", "portal.example.net"],
  ] as const)("%j is allowed", ([url, host, matchedPattern], { expect }) => {
    expect(judgePage(url, nine)).toEqual({ kind: "allowed", host, matchedPattern });
  });
});

describe("the choice among patterns", () => {
  const allowedBy = (url: string, ...patterns: string[]) => {
    const verdict = judgePage(url, compilePatterns(patterns));
    return verdict.kind === "allowed" ? verdict.matchedPattern : verdict;
  };

  it("lets nothing match an empty list", ({ expect }) => {
    const host = "portal.example.net";
    expect(allowedBy(`https://${host}/`)).toEqual({ kind: "refused", reason: "not_listed", host });
  });

  it("matches no IP literal by a wildcard, whatever is stored", ({ expect }) => {
    const host = "10.20.0.5";
    expect(allowedBy(`https://${host}/`, "*.20.0.5", "*.5")).toEqual({ kind: "refused", reason: "not_listed", host });
  });

  it("names the bare domain before the boundary of another wildcard", ({ expect }) => {
    const host = "bucket.s3.amazonaws.com";
    expect(allowedBy(`https://${host}/`, "*.amazonaws.com", `*.${host}`)).toEqual({
      kind: "refused",
      reason: "bare_domain",
      host,
      nearestPattern: `*.${host}`,
    });
  });

  it("prefers the exact host, then the longest base, in any order of the list", ({ expect }) => {
    const patterns = ["*.example.net", "*.b.example.net", "a.b.example.net", "*.a.b.example.net"];
    for (const list of [patterns, patterns.toReversed()]) {
      expect(allowedBy("https://a.b.example.net/", ...list)).toBe("a.b.example.net");
      expect(allowedBy("https://c.b.example.net/", ...list)).toBe("*.b.example.net");
      expect(allowedBy("https://x.y.a.b.example.net/", ...list)).toBe("*.a.b.example.net");
      expect(allowedBy("https://b.example.net/", ...list)).toBe("*.example.net");
    }
  });

  it("reads the filter `domain` as one exact entry", ({ expect }) => {
    expect(parseExactHost("*.staff.example.net")).toEqual({ ok: false, reason: "wildcard" });
    expect(parseExactHost("*.com")).toEqual({ ok: false, reason: "wildcard" });
    expect(parseExactHost("intranet")).toEqual({ ok: false, reason: "single_label" });
    expect(parseExactHost("https://portal.example.net/")).toEqual({ ok: false, reason: "scheme" });
    expect(parseExactHost("HR.Staff.Example.net.")).toEqual({ ok: true, host: "hr.staff.example.net" });
    expect(matchesHost("hr.staff.example.net", nine)).toBe(true);
    expect(matchesHost("staff.example.net", nine)).toBe(false);
    expect(matchesHost("portal.example.net", compilePatterns([]))).toBe(false);
  });
});

describe("any text", () => {
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

  it("is normalised once and for all", ({ expect }) => {
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

  it("is allowed as a page only where the parsed host is plainly listed", ({ expect }) => {
    fc.assert(
      fc.property(text, (url) => {
        const verdict = judgePage(url, nine);
        if (verdict.kind !== "allowed") return;
        const { protocol, hostname } = new URL(url);
        const plain = hostname.replace(/\.$/, "");
        expect(protocol === "https:" || words("localhost 127.0.0.1 [::1]").includes(plain)).toBe(true);
        const listed = (at: string) => (at.startsWith("*.") ? plain.endsWith(at.slice(1)) : plain === at);
        expect(verdict.host).toBe(plain);
        expect(NINE.filter(listed)).toContain(verdict.matchedPattern);
      }),
      many,
    );
  });

  it("gives one answer as filter `domain` and as the page of that host", ({ expect }) => {
    fc.assert(
      fc.property(host, (written) => {
        const exact = parseExactHost(written);
        if (!exact.ok || written.endsWith("].")) return; // the one entry that is mended and no URL
        expect(judgePage(`https://${written}/`, nine).kind === "allowed").toBe(matchesHost(exact.host, nine));
        expect(judgePage(`https://${written}/`, compilePatterns([exact.host])).kind).toBe("allowed");
      }),
      many,
    );
  });
});
