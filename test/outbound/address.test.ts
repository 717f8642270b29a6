import { expect, it } from "vitest";
import { base, listing, TABLE, vault, webhook, words } from "./address-support";

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

it.each(TABLE)("a vault's address %s is %s, and %s when its host is listed", (address, byDefault, listed) => {
  expect(vault(address)).toBe(byDefault);
  expect(vault(address, "127.0.0.1:1", "other.example")).toBe(byDefault);
  expect(vault(address, ...listing(address))).toBe(listed);
});

it.each(ranges)("a vault's address is %s from %s to %s, and not beyond", (verdict, first, last, neighbours) => {
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

it("a vault's address has at most 2048 printable ASCII characters", () => {
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

it("a vault's address is refused for the first fault in the order of the rules", () => {
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

it("a vault's address is refused where the parser would mend the scheme", () => {
  for (const address of words(`https: https:/vault.acme.example https:vault.acme.example wss://vault.acme.example
      file:///etc/passwd data:text/html,x javascript://vault.acme.example https+x://vault.acme.example
      blob:https://vault.acme.example/x 1https://vault.acme.example http:vault.acme.example`)) {
    expect([address, vault(address)]).toEqual([address, "scheme"]);
    expect([address, webhook(address)]).toEqual([address, "scheme"]);
  }
});

it("a vault's address is told that its scheme is missing, where a host alone is written", () => {
  for (const address of [
    ...words(`https //vault.acme.example vault.acme.example vault.acme.example:8200 ://vault.acme.example
      vault:8200 localhost:8200/base 127.0.0.1:8200 [::1]:8200 vault.acme.example/https://x /base`),
    "",
  ]) {
    expect([address, vault(address, "127.0.0.1", "localhost", "vault", "[::1]")]).toEqual([address, "scheme_missing"]);
    expect([address, webhook(address)]).toEqual([address, "scheme_missing"]);
  }
});

it("a vault's address is told that http will not do at a public host, and no more than that it will not do elsewhere", () => {
  for (const address of words("http://vault.acme.example HTTP://8.8.4.4:8200/base http://[2606:4700::1111]")) {
    expect([address, vault(address), webhook(address)]).toEqual([address, "https_required", "https_required"]);
  }
  for (const address of words(`http://127.0.0.1:8200 http://vault http://10.1.2.3 http://169.254.169.254
      http://vault.acme.example. http://xn--zzzzzzzz.example http://`)) {
    expect([address, vault(address), webhook(address)]).toEqual([address, "scheme", "scheme"]);
  }
});

it("a vault's address is refused for a host that is empty or ill-formed", () => {
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

it("a vault's address has any port but those of shells and mail", () => {
  for (const bad of [...words(`22 23 25 110 143 465 587 993 995 0 65536 99999 00022 x -1 1e3 8200:8200 0x50`), ""]) {
    expect([bad, vault(`https://vault.acme.example:${bad}`)]).toEqual([bad, "port"]);
    expect([bad, vault(`https://[2606:4700::1111]:${bad}/`)]).toEqual([bad, "port"]);
    expect([bad, vault(`http://127.0.0.1:${bad}`, "127.0.0.1")]).toEqual([bad, "port"]);
  }
  for (const good of ["1", "21", "24", "80", "443", "8200", "08200", "65535"]) {
    expect([good, vault(`https://vault.acme.example:${good}`)]).toEqual([good, "accepted"]);
  }
});

it("a vault's address has a base path of plain segments", () => {
  for (const path of words(
    `/. /.. /a/. /a/./b /../ // /// /a// /v1// //a /a//b /a;b /a:b /a+b /a,b /a! /a* /a'b /" /< /a=b /[a] /a|b`,
  )) {
    expect([path, vault(`https://vault.acme.example${path}`)]).toEqual([path, "path_segments"]);
  }
  expect(vault("https://vault.acme.example/A-z.0_9~/.../.well-known/a..b")).toBe("accepted");
});

it("a vault's address gives the base that calls are appended to", () => {
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
