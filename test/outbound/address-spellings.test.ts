import fc from "fast-check";
import { expect, it } from "vitest";
import { type AddressFault, checkVaultAddress } from "../../src/outbound/address";
import { base, port, tail, vault, webhook, words } from "./address-support";
import {
  anyCase,
  FORBIDDEN_NAMES,
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

it("odd spellings of inward IPv4 addresses count as what they mean", () => {
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

it("odd spellings of IPv6 addresses, with an IPv4 address inside or not, are seen through", () => {
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

it("odd spellings of inward names, in any letter case, are refused", () => {
  fc.assert(
    fc.property(insideName.chain(anyCase), port, (host, colonPort) => {
      expect(["private", "loopback"]).toContain(vault(`https://${host}${colonPort}`));
      expect(vault(`https://${host}${colonPort}`, new URL(`https://${host}`).hostname)).toBe("accepted");
      expect(vault(`https://${host}.`)).toBe("host");
    }),
  );
});

it("odd spellings with percent escapes, fullwidth or circled digits, other dots or soft hyphens never get as far as the parser", () => {
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

it("odd spellings accepted addresses are public by an independent look at the URL that would be fetched", () => {
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

it("a public place passes by name", () => {
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

it("a public place passes by IPv4 and IPv6 address, in any spelling", () => {
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
