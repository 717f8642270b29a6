import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressFault, checkVaultAddress, checkWebhookUrl, vaultCallUrl } from "../../src/outbound/address";
import {
  anyCase,
  FORBIDDEN_NAMES,
  forbiddenHost,
  forbiddenV4,
  forbiddenV6,
  groups,
  insideName,
  insideV4,
  label,
  loopbackV4,
  type Octets,
  privateV4,
  quad,
  spellV4,
  spellV6,
} from "./odd-spellings";

type Verdict = AddressFault | "accepted";
const vault = (address: string, ...allow: string[]): Verdict => {
  const check = checkVaultAddress(address, allow);
  return check.ok ? "accepted" : check.reason;
};
const webhook = (url: string, ...allow: string[]): Verdict => {
  const check = checkWebhookUrl(url, allow);
  return check.ok ? "accepted" : check.reason;
};
const words = (text: string): string[] => text.trim().split(/\s+/);
const base = (address: string, ...allow: string[]) => checkVaultAddress(address, allow);

/** The parser's spelling of the host: what a deployment would list. */
const listing = (address: string): string[] => {
  const host = URL.parse(address)?.hostname;
  return host ? [host] : [];
};

/** Address, verdict by default, verdict when OUTBOUND_ALLOW lists its host. */
const TABLE: readonly (readonly [string, Verdict, Verdict])[] = [
  ["https://vault.acme.example:8200", "accepted", "accepted"],
  ["https://vault.acme.example/base/", "accepted", "accepted"],
  ["https://vault.acme.example/v1", "accepted", "accepted"],
  ["https://8.8.4.4:8200", "accepted", "accepted"],
  ["https://[2606:4700::1111]", "accepted", "accepted"],
  ["HTTPS://Vault.Acme.Example", "accepted", "accepted"],
  ["https://u:p@vault.acme.example", "userinfo", "userinfo"],
  ["https://vault.acme.example?x=1", "query", "query"],
  ["https://vault.acme.example#x", "fragment", "fragment"],
  ["https://vault.acme.example/a/../b", "path_segments", "path_segments"],
  ["https://vault%2eacme.example", "percent", "percent"],
  ["https://vault.acme.example\\x", "characters", "characters"],
  ["https://vault.bücher.example", "characters", "characters"],
  ["https://vault.acme.example.", "host", "host"],
  ["https://vault.acme.example:25", "port", "port"],
  ["ftp://vault.acme.example", "scheme", "scheme"],
  ["http://vault.acme.example:8200", "https_required", "https_required"],
  ["http://8.8.4.4", "https_required", "https_required"],
  ["vault.acme.example:8200", "scheme_missing", "scheme_missing"],
  ["https://xn--zzzzzzzz.example", "host", "host"],
  ["https://vault.acme.example//", "path_segments", "path_segments"],
  ["http://127.0.0.1:8200", "scheme", "accepted"],
  ["https://localhost:8200", "loopback", "accepted"],
  ["https://2130706433/", "loopback", "accepted"],
  ["https://10.1.2.3:8200", "private", "accepted"],
  ["https://100.64.0.9", "private", "accepted"],
  ["https://[fd12:3456::1]", "private", "accepted"],
  ["https://vault", "private", "accepted"],
  ["https://vault.corp.internal", "private", "accepted"],
  ["https://169.254.169.254", "forbidden", "forbidden"],
  ["https://metadata.google.internal", "forbidden", "forbidden"],
  ["https://0.0.0.0:8200", "forbidden", "forbidden"],
  ["https://[::ffff:10.1.2.3]", "forbidden", "forbidden"],
  ["https://[64:ff9b::a01:203]", "forbidden", "forbidden"],
  ["https://[2002:a01:203::1]", "forbidden", "forbidden"],
  ["https://[fe80::1]", "forbidden", "forbidden"],
];

/** Verdict, first and last address of each range, then the neighbours outside with their verdicts. */
const RANGES = `
  forbidden 0.0.0.0 0.255.255.255 1.0.0.0 accepted
  private 10.0.0.0 10.255.255.255 9.255.255.255 accepted 11.0.0.0 accepted
  private 100.64.0.0 100.127.255.255 100.63.255.255 accepted 100.128.0.0 accepted
  forbidden 100.100.100.200 100.100.100.200 100.100.100.199 private 100.100.100.201 private
  loopback 127.0.0.0 127.255.255.255 126.255.255.255 accepted 128.0.0.0 accepted
  forbidden 168.63.129.16 168.63.129.16 168.63.129.15 accepted 168.63.129.17 accepted
  forbidden 169.254.0.0 169.254.255.255 169.253.255.255 accepted 169.255.0.0 accepted
  private 172.16.0.0 172.31.255.255 172.15.255.255 accepted 172.32.0.0 accepted
  forbidden 192.0.0.0 192.0.0.255 191.255.255.255 accepted 192.0.1.0 accepted
  forbidden 192.0.2.0 192.0.2.255 192.0.1.255 accepted 192.0.3.0 accepted
  forbidden 192.88.99.0 192.88.99.255 192.88.98.255 accepted 192.88.100.0 accepted
  private 192.168.0.0 192.168.255.255 192.167.255.255 accepted 192.169.0.0 accepted
  forbidden 198.18.0.0 198.19.255.255 198.17.255.255 accepted 198.20.0.0 accepted
  forbidden 198.51.100.0 198.51.100.255 198.51.99.255 accepted 198.51.101.0 accepted
  forbidden 203.0.113.0 203.0.113.255 203.0.112.255 accepted 203.0.114.0 accepted
  forbidden 224.0.0.0 255.255.255.255 223.255.255.255 accepted
  forbidden [::] [::] [::1] loopback
  loopback [::1] [::1] [::] forbidden [::2] forbidden
  forbidden [::2] [1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] [2000::] accepted
  forbidden [2001::] [2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff] [2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff] accepted [2001:200::] accepted
  forbidden [2001:db8::] [2001:db8:ffff:ffff:ffff:ffff:ffff:ffff] [2001:db7:ffff:ffff:ffff:ffff:ffff:ffff] accepted [2001:db9::] accepted
  forbidden [2002::] [2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff] [2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff] accepted [2003::] accepted
  forbidden [3fff::] [3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff] [3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff] accepted [3fff:1000::] accepted
  forbidden [4000::] [fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] [3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] accepted
  private [fc00::] [fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] [fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] forbidden [fe00::] forbidden
  forbidden [fd00:ec2::254] [fd00:ec2::254] [fd00:ec2::253] private [fd00:ec2::255] private
  forbidden [fd20:ce::254] [fd20:ce::254] [fd20:ce::253] private [fd20:ce::255] private
  forbidden [fe00::] [ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]`;
const ranges = RANGES.trim()
  .split("\n")
  .map((line): [string, string, string, string[]] => {
    const [verdict = "", first = "", last = "", ...neighbours] = line.trim().split(" ");
    return [verdict, first, last, neighbours];
  });

const port = fc.constantFrom("", ":8200", ":443", ":80", ":1", ":65535");
const tail = fc.constantFrom("", "/", "/v1", "/base/", "/a.b/~c");

describe("a vault's address", () => {
  it.each(TABLE)("%s is %s, and %s when its host is listed", (address, byDefault, listed) => {
    expect(vault(address)).toBe(byDefault);
    expect(vault(address, "127.0.0.1:1", "other.example")).toBe(byDefault);
    expect(vault(address, ...listing(address))).toBe(listed);
  });

  it.each(ranges)("is %s from %s to %s, and not beyond", (verdict, first, last, neighbours) => {
    for (const host of [first, last]) {
      expect([host, vault(`https://${host}`)]).toEqual([host, verdict]);
      expect(vault(`https://${host}:8200/base`)).toBe(verdict);
      const opened = verdict === "forbidden" ? verdict : "accepted";
      expect(vault(`https://${host}`, ...listing(`https://${host}`))).toBe(opened);
    }
    for (let at = 0; at < neighbours.length; at += 2) {
      expect([neighbours[at], vault(`https://${neighbours[at]}`)]).toEqual([neighbours[at], neighbours[at + 1]]);
    }
  });

  it("has at most 2048 printable ASCII characters", () => {
    const longest = `https://vault.acme.example/${"a".repeat(2021)}`;
    expect(longest.length).toBe(2048);
    expect(vault(longest)).toBe("accepted");
    expect(vault(`${longest}a`)).toBe("too_long");
    expect(vault("é".repeat(2049))).toBe("too_long");
    for (const odd of " \t\n\r\0\x1f\x7f\x80\u00a0\u00ad\u200b。ｖ\ud800") {
      expect(vault(`https://vault.acme${odd}.example`)).toBe("characters");
      expect(vault(`${odd}https://vault.acme.example`)).toBe("characters");
      expect(vault(`https://vault.acme.example/${odd}`)).toBe("characters");
    }
  });

  it("is refused for the first fault in the order of the rules", () => {
    expect(vault("ftp://u@localhost./%\\?#")).toBe("characters");
    expect(vault("ftp://u@localhost./%?#")).toBe("percent");
    expect(vault("ftp://u@localhost./?#")).toBe("query");
    expect(vault("ftp://u@localhost./#")).toBe("fragment");
    expect(vault("ftp://u@localhost./")).toBe("userinfo");
    expect(vault("ftp://localhost.:22/..")).toBe("scheme");
    expect(vault("https://localhost.:22/..")).toBe("host");
    expect(vault("https://localhost:22/..")).toBe("loopback");
    expect(vault("https://vault.acme.example:22/..")).toBe("port");
    expect(vault("https://vault.acme.example/..")).toBe("path_segments");
  });

  it("is refused where the parser would mend the scheme", () => {
    for (const address of words(`https: https:/vault.acme.example https:vault.acme.example wss://vault.acme.example
      file:///etc/passwd data:text/html,x javascript://vault.acme.example https+x://vault.acme.example
      blob:https://vault.acme.example/x 1https://vault.acme.example http:vault.acme.example`)) {
      expect([address, vault(address)]).toEqual([address, "scheme"]);
      expect([address, webhook(address)]).toEqual([address, "scheme"]);
    }
  });

  it("is told that its scheme is missing, where a host alone is written", () => {
    for (const address of [
      ...words(`https //vault.acme.example vault.acme.example vault.acme.example:8200 ://vault.acme.example
      vault:8200 localhost:8200/base 127.0.0.1:8200 [::1]:8200 vault.acme.example/https://x /base`),
      "",
    ]) {
      expect([address, vault(address, "127.0.0.1", "localhost", "vault", "[::1]")]).toEqual([
        address,
        "scheme_missing",
      ]);
      expect([address, webhook(address)]).toEqual([address, "scheme_missing"]);
    }
  });

  it("is told that http will not do at a public host, and no more than that it will not do elsewhere", () => {
    for (const address of words("http://vault.acme.example HTTP://8.8.4.4:8200/base http://[2606:4700::1111]")) {
      expect([address, vault(address), webhook(address)]).toEqual([address, "https_required", "https_required"]);
    }
    for (const address of words(`http://127.0.0.1:8200 http://vault http://10.1.2.3 http://169.254.169.254
      http://vault.acme.example. http://xn--zzzzzzzz.example http://`)) {
      expect([address, vault(address), webhook(address)]).toEqual([address, "scheme", "scheme"]);
    }
  });

  it("is refused for a host that is empty or ill-formed", () => {
    for (const host of [
      ...words(`/vault.acme.example //vault.acme.example :8200 . .. .acme.example vault..acme.example
      vault.acme.example. vault.acme.example.. 127.0.0.1. localhost. [::1]. -vault.acme.example
      vault-.acme.example vault.acme-.example *.acme.example vault,acme.example vault!acme.example
      vault'acme.example vault(acme).example vault<acme>.example vault^acme.example vault|acme.example
      vault{acme}.example vault$acme.example vault;acme.example vault=acme.example vault~acme.example
      1.2.3.4.5 256.0.0.1 1.2.3.256 0x100000000 4294967296 127..1 08.8.8.8 vault.acme.1 [::1 ::1
      [::1]x [] [:] [::g] [1::2::3] [1:2:3:4:5:6:7:8:9] [12345::] [::127.0.0.0x1] [127.0.0.1]
      [vault.acme.example] a[::1]`),
      "",
      "vault`acme.example",
      `${"a".repeat(64)}.example`,
      `${"a.".repeat(124)}acme.x`,
    ]) {
      expect([host, vault(`https://${host}`)]).toEqual([host, "host"]);
    }
    expect(vault(`https://${"a".repeat(63)}.example`)).toBe("accepted");
    expect(vault(`https://${"a.".repeat(124)}acme`)).toBe("accepted");
    expect(vault("https://xn--bcher-kva.example")).toBe("accepted");
    for (const label of words("xn-- xn--a xn--a-0 xn--zzzzzzzz xn--99999999 xn--1ug XN--A")) {
      expect([label, vault(`https://${label}.example`)]).toEqual([label, "host"]);
      expect([label, webhook(`https://hooks.${label}.example/in`)]).toEqual([label, "host"]);
    }
    expect(vault("https://_v.r3---sn.acme.example")).toBe("accepted");
  });

  it("has any port but those of shells and mail", () => {
    for (const bad of [...words(`22 23 25 110 143 465 587 993 995 0 65536 99999 00022 x -1 1e3 8200:8200 0x50`), ""]) {
      expect([bad, vault(`https://vault.acme.example:${bad}`)]).toEqual([bad, "port"]);
      expect([bad, vault(`https://[2606:4700::1111]:${bad}/`)]).toEqual([bad, "port"]);
      expect([bad, vault(`http://127.0.0.1:${bad}`, "127.0.0.1")]).toEqual([bad, "port"]);
    }
    for (const good of ["1", "21", "24", "80", "443", "8200", "08200", "65535"]) {
      expect([good, vault(`https://vault.acme.example:${good}`)]).toEqual([good, "accepted"]);
    }
  });

  it("has a base path of plain segments", () => {
    for (const path of words(
      `/. /.. /a/. /a/./b /../ // /// /a// /v1// //a /a//b /a;b /a:b /a+b /a,b /a! /a* /a'b /" /< /a=b /[a] /a|b`,
    )) {
      expect([path, vault(`https://vault.acme.example${path}`)]).toEqual([path, "path_segments"]);
    }
    expect(vault("https://vault.acme.example/A-z.0_9~/.../.well-known/a..b")).toBe("accepted");
  });

  it("gives the base that calls are appended to", () => {
    const normal: readonly (readonly [string, string])[] = [
      ["HTTPS://Vault.Acme.Example", "https://vault.acme.example"],
      ["https://vault.acme.example:443/", "https://vault.acme.example"],
      ["https://vault.acme.example:08200/", "https://vault.acme.example:8200"],
      ["https://vault.acme.example/v1", "https://vault.acme.example"],
      ["https://vault.acme.example/v1/", "https://vault.acme.example"],
      ["https://vault.acme.example/Base/v1/", "https://vault.acme.example/Base"],
      ["https://vault.acme.example/basev1/", "https://vault.acme.example/basev1"],
      ["https://vault.acme.example/v1/base", "https://vault.acme.example/v1/base"],
      ["https://0x8.8.04.4", "https://8.8.4.4"],
      ["https://[2606:4700:0:0:0:0:0:1111]:8200", "https://[2606:4700::1111]:8200"],
    ];
    for (const [address, expected] of normal) expect(base(address)).toEqual({ ok: true, base: expected });
    expect(base("http://2130706433:80/v1", "127.0.0.1")).toEqual({ ok: true, base: "http://127.0.0.1" });
    expect(base("http://LOCALHOST:443/", "localhost")).toEqual({ ok: true, base: "http://localhost:443" });
  });
});

describe("OUTBOUND_ALLOW", () => {
  it("opens a listed host on every port, a listed port on that port only", () => {
    expect(vault("http://127.0.0.1:8200", "127.0.0.1")).toBe("accepted");
    expect(vault("http://127.0.0.1:8200", "127.0.0.1:8200")).toBe("accepted");
    expect(vault("http://127.0.0.1:8201", "127.0.0.1:8200")).toBe("scheme");
    expect(vault("https://127.0.0.1:8201", "127.0.0.1:8200")).toBe("loopback");
    expect(vault("https://10.0.0.1", "10.0.0.1:443")).toBe("accepted");
    expect(vault("http://10.0.0.1", "10.0.0.1:443")).toBe("scheme");
    expect(vault("http://10.0.0.1", "10.0.0.1:80")).toBe("accepted");
    expect(vault("http://[::1]:8200/", "[::1]:8200")).toBe("accepted");
    expect(vault("http://[0:0::1]:8200/", "[::1]")).toBe("accepted");
    expect(vault("http://vault:8200", "vault:8200")).toBe("accepted");
    expect(vault("http://bao.ops.svc", "bao.ops.svc")).toBe("accepted");
  });

  it("opens no other host than the one it names", () => {
    expect(vault("https://127.0.0.2", "127.0.0.1")).toBe("loopback");
    expect(vault("https://[::1]", "127.0.0.1", "localhost")).toBe("loopback");
    expect(vault("https://a.localhost", "localhost")).toBe("loopback");
    expect(vault("https://x.vault.lan", "vault.lan", ".lan", "*.lan", "lan")).toBe("private");
    expect(vault("https://vault", "vaul", "vault2", "")).toBe("private");
    expect(vault("https://10.1.2.3", "10.0.0.0/8", "10", "10.*")).toBe("private");
  });

  it("does not open http for a public host", () => {
    expect(vault("http://vault.acme.example", "vault.acme.example")).toBe("https_required");
    expect(vault("http://8.8.4.4:8200", "8.8.4.4", "8.8.4.4:8200")).toBe("https_required");
    expect(vault("http://169.254.169.254", "169.254.169.254")).toBe("scheme");
  });

  it("opens no forbidden host, however it is spelt and listed", () => {
    fc.assert(
      fc.property(forbiddenHost, port, tail, (host, colonPort, path) => {
        const address = `https://${host}${colonPort}${path}`;
        const parsed = new URL(address);
        const allow = [host, host.toLowerCase(), parsed.hostname, `${parsed.hostname}:${parsed.port || 443}`, "*"];
        expect(vault(address)).toBe("forbidden");
        expect(vault(address, ...allow)).toBe("forbidden");
        expect(webhook(address, ...allow)).toBe("forbidden");
        expect(vault(address.replace("https", "http"), ...allow, `${parsed.hostname}:80`)).toBe("scheme");
      }),
      { numRuns: 1500 },
    );
  });
});

describe("odd spellings", () => {
  it("of inward IPv4 addresses count as what they mean", () => {
    const cases: readonly (readonly [AddressFault, fc.Arbitrary<Octets>])[] = [
      ["loopback", loopbackV4],
      ["private", privateV4],
      ["forbidden", forbiddenV4],
    ];
    for (const [verdict, addresses] of cases) {
      fc.assert(
        fc.property(addresses.chain(spellV4), port, tail, (host, colonPort, path) => {
          expect([host, vault(`https://${host}${colonPort}${path}`)]).toEqual([host, verdict]);
          expect(webhook(`hTTps://${host}${colonPort}${path}?x`)).toBe(verdict);
          expect(vault(`http://${host}${colonPort}${path}`)).toBe("scheme");
          expect(vault(`https://${host}.${colonPort}${path}`)).toBe("host");
        }),
        { numRuns: 600 },
      );
    }
  });

  it("of IPv6 addresses, with an IPv4 address inside or not, are seen through", () => {
    fc.assert(
      fc.property(forbiddenV6.chain(spellV6), (host) => {
        expect([host, vault(`https://${host}`)]).toEqual([host, "forbidden"]);
      }),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(spellV6([0, 0, 0, 0, 0, 0, 0, 1]), (host) => {
        expect(vault(`https://${host}`)).toBe("loopback");
      }),
    );
    const unique = fc.integer({ min: 0xfc00, max: 0xfdff }).chain((head) => groups(head));
    const plain = unique.filter((numbers) => numbers[7] !== 0x254);
    fc.assert(
      fc.property(plain.chain(spellV6), (host) => {
        expect(vault(`https://${host}`)).toBe("private");
      }),
    );
  });

  it("of inward names, in any letter case, are refused", () => {
    fc.assert(
      fc.property(insideName.chain(anyCase), port, (host, colonPort) => {
        expect(["private", "loopback"]).toContain(vault(`https://${host}${colonPort}`));
        expect(vault(`https://${host}${colonPort}`, new URL(`https://${host}`).hostname)).toBe("accepted");
        expect(vault(`https://${host}.`)).toBe("host");
      }),
    );
  });

  it("with percent escapes, fullwidth or circled digits, other dots or soft hyphens never get as far as the parser", () => {
    const disguise = fc.constantFrom<((text: string) => string)[]>(
      (text) => text.replaceAll(/[0-9a-z]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
      (text) => text.replaceAll(".", "。"),
      (text) => text.replaceAll(".", "．"),
      (text) => text.replace(/[0-9a-z]/, (c) => `${c}\u00ad`),
      (text) => text.replace(/[0-9a-z]/, (c) => `%${(c.codePointAt(0) ?? 0).toString(16)}`),
      (text) => text.replaceAll(".", "%2e"),
      (text) => text.replaceAll("1", "①"),
    );
    const plain = fc.oneof(
      insideV4.map((octets) => octets.join(".")),
      fc.constantFrom("localhost", ...FORBIDDEN_NAMES, "vault.lan"),
    );
    fc.assert(
      fc.property(plain, disguise, (host, hide) => {
        const hidden = hide(host);
        fc.pre(hidden !== host);
        const fault = hidden.includes("%") ? "percent" : "characters";
        expect(vault(`https://${hidden}`, host)).toBe(fault);
        expect(webhook(`https://${hidden}`, host)).toBe(fault);
      }),
    );
  });

  it("accepted addresses are public by an independent look at the URL that would be fetched", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary-ascii", maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(..."0123456789abcdefx.:[]/%@?#\\-_"), maxLength: 24 }),
      fc
        .tuple(spellV4([8, 8, 4, 4]), fc.string({ unit: fc.constantFrom(..."/.:@?#v1"), maxLength: 8 }))
        .map((p) => p.join("")),
    );
    fc.assert(
      fc.property(text, (rest) => {
        const check = checkVaultAddress(`https://${rest}`, []);
        if (!check.ok) return;
        const url = new URL(check.base);
        expect(url.href.replace(/\/$/, "")).toBe(check.base);
        expect([url.protocol, url.username, url.password, url.search, url.hash]).toEqual(["https:", "", "", "", ""]);
        expect(url.hostname).toMatch(/^\[[23]|\./);
        expect(url.hostname).not.toMatch(/^(0|10|127|169\.254|192\.168|22[4-9]|2[3-5]\d)\.\d+\.\d+\.\d+$|^\[::/);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a public place", () => {
  it("passes by name", () => {
    const name = fc.tuple(
      label,
      label,
      fc.constantFrom("example", "com", "co.uk", "svc.com", "internal.net", "localhost.example"),
    );
    fc.assert(
      fc.property(
        name.map((parts) => parts.join(".")),
        port,
        tail,
        (host, colonPort, path) => {
          expect(vault(`https://${host}${colonPort}${path}`)).toBe("accepted");
          expect(webhook(`https://${host}${colonPort}${path}?a=b`)).toBe("accepted");
        },
      ),
    );
    for (const host of words("mylocalhost.example acme.xlocal metadata.google.example x.metadata.goog acme.xsvc")) {
      expect([host, vault(`https://${host}`)]).toEqual([host, "accepted"]);
    }
  });

  it("passes by IPv4 and IPv6 address, in any spelling", () => {
    const first = fc
      .integer({ min: 1, max: 223 })
      .filter((a) => ![10, 100, 127, 168, 169, 172, 192, 198, 203].includes(a));
    fc.assert(
      fc.property(quad(first), port, (octets, colonPort) => {
        expect(base(`https://${octets.join(".")}${colonPort}`).ok).toBe(true);
      }),
    );
    fc.assert(
      fc.property(quad(first).chain(spellV4), (host) => {
        expect(vault(`https://${host}`)).toBe("accepted");
      }),
    );
    const head = fc.integer({ min: 0x2003, max: 0x3ffe });
    fc.assert(
      fc.property(head.chain((h) => groups(h)).chain(spellV6), (host) => {
        expect(vault(`https://${host}`)).toBe("accepted");
      }),
    );
  });
});

describe("a webhook's URL", () => {
  it.each(TABLE.filter(([, verdict]) => !["query", "path_segments"].includes(verdict)))(
    "%s is %s as for a vault, and %s when its host is listed",
    (url, byDefault, listed) => {
      expect(webhook(url)).toBe(byDefault);
      expect(webhook(url, ...listing(url))).toBe(listed);
    },
  );

  it("keeps its query and its escapes", () => {
    const url = "https://hooks.acme.example/in/a%20b%2Fc@team/(x)?to=a@b.example&next=%2F..%2F&x=/../";
    expect(checkWebhookUrl(url, [])).toEqual({ ok: true, url });
    expect(checkWebhookUrl("HTTPS://Hooks.Acme.Example:443?a=1", [])).toEqual({
      ok: true,
      url: "https://hooks.acme.example/?a=1",
    });
    expect(checkWebhookUrl("http://LOCALHOST:9000/in?x", ["localhost:9000"])).toEqual({
      ok: true,
      url: "http://localhost:9000/in?x",
    });
  });

  it("is refused for the same disguises as a vault's address", () => {
    const cases: readonly (readonly [string, AddressFault])[] = [
      ["https://127.0.0.1/in", "loopback"],
      ["https://[::ffff:10.0.0.1]/in", "forbidden"],
      ["https://169.254.169.254/in", "forbidden"],
      ["https://0x7f.1/in", "loopback"],
      ["https://localhost/in", "loopback"],
      ["http://hooks.acme.example/in", "https_required"],
      ["hooks.acme.example/in", "scheme_missing"],
      ["https://xn--a.acme.example/in", "host"],
      ["https://u:p@hooks.acme.example/in", "userinfo"],
      ["https://@hooks.acme.example/in", "userinfo"],
      ["https://hooks.acme.example#@127.0.0.1/", "fragment"],
      ["https://hooks.acme.example/in?x#y", "fragment"],
      ["https://hooks.acme.example/\\in", "characters"],
      ["https://hooks.acme.example/in?a b", "characters"],
      ["https://hooks%2eacme.example/in", "percent"],
      ["https://hooks.acme.example/%", "percent"],
      ["https://hooks.acme.example/%2", "percent"],
      ["https://hooks.acme.example/in?x=%zz", "percent"],
      ["https://hooks.acme.example/a/../in", "path_segments"],
      ["https://hooks.acme.example/a/%2e%2E/in", "path_segments"],
      ["https://hooks.acme.example/.%2e", "path_segments"],
      ["https://hooks.acme.example/%2E/in", "path_segments"],
      ["https://hooks.acme.example/<in>", "path_segments"],
      ["https:///hooks.acme.example/in", "host"],
      ["https://?host=hooks.acme.example", "host"],
      ["https://hooks.acme.example:25/in", "port"],
      [`https://hooks.acme.example/?${"a".repeat(2048)}`, "too_long"],
    ];
    for (const [url, fault] of cases) expect([url, webhook(url)]).toEqual([url, fault]);
  });

  it("stays what it is when it is checked again", () => {
    const rest = fc.string({ unit: fc.constantFrom(..."abc/.%2eE?&=@:'\"<~"), maxLength: 30 });
    fc.assert(
      fc.property(rest, (text) => {
        const once = checkWebhookUrl(`https://hooks.acme.example/${text}`, []);
        if (!once.ok) return;
        expect(new URL(once.url).origin).toBe("https://hooks.acme.example");
        expect(checkWebhookUrl(once.url, [])).toEqual(once);
      }),
    );
  });
});

describe("the URL of a vault call", () => {
  const ADDRESS = "https://Vault.Acme.Example:8200/base/v1/";

  it("is refused with the address, whatever the path", () => {
    expect(vaultCallUrl("https://169.254.169.254", "secret/data/x", ["169.254.169.254"])).toEqual({
      ok: false,
      reason: "forbidden",
    });
    expect(vaultCallUrl("https://vault.acme.example?", "x", [])).toEqual({ ok: false, reason: "query" });
  });

  it("goes on working for an address stored with several slashes at its end, and for no others inside", () => {
    const url = "https://vault.acme.example/base/v1/secret/data/x";
    for (const end of ["", "/", "//", "///", "/v1//"])
      expect(vaultCallUrl(`https://vault.acme.example/base${end}`, "secret/data/x", [])).toEqual({ ok: true, url });
    for (const path of ["//base", "/a//b"])
      expect(vaultCallUrl(`https://vault.acme.example${path}`, "x", [])).toEqual({
        ok: false,
        reason: "path_segments",
      });
  });

  it("is refused for a path that would be mended", () => {
    for (const path of ["", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "a/..", "%2e%2e/a", "a/.%2E"]) {
      expect([path, vaultCallUrl(ADDRESS, path, [])]).toEqual([path, { ok: false, reason: "path_segments" }]);
    }
    expect(vaultCallUrl(ADDRESS, "a/\ud800", [])).toEqual({ ok: false, reason: "characters" });
  });

  it("is the base, /v1/ and the segments, each percent-encoded", () => {
    expect(vaultCallUrl(ADDRESS, "secret/data/Team é/a b?c#d%2f\\e:@&+", [])).toEqual({
      ok: true,
      url: "https://vault.acme.example:8200/base/v1/secret/data/Team%20%C3%A9/a%20b%3Fc%23d%252f%5Ce%3A%40%26%2B",
    });
    expect(vaultCallUrl("http://127.0.0.1:8200", "auth/approle/login", ["127.0.0.1"])).toEqual({
      ok: true,
      url: "http://127.0.0.1:8200/v1/auth/approle/login",
    });
  });

  it("never leaves the base, and says its path exactly", () => {
    const segment = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...'./\\%2e?#@:;"\t\n'), maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const path = segments.join("/");
        const check = vaultCallUrl(ADDRESS, path, []);
        if (!check.ok) return;
        const url = new URL(check.url);
        expect(url.href).toBe(check.url);
        expect(check.url.startsWith("https://vault.acme.example:8200/base/v1/")).toBe(true);
        expect(url.search + url.hash).toBe("");
        const sent = url.pathname.slice("/base/v1/".length).split("/").map(decodeURIComponent);
        expect(sent.join("/")).toBe(path);
      }),
      { numRuns: 1000 },
    );
  });
});
