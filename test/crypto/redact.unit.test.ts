import { expect, it } from "vitest";
import { containsToken } from "../../src/crypto/redact";
import { mintToken } from "../../src/crypto/token";

it("a token inside a text is found wherever it stands, and what only resembles one is not", () => {
  for (const space of ["operator", "tnt_a", "ptn_a_b"])
    for (const around of [(t: string) => t, (t: string) => `x-${t}.y`, (t: string) => `Bearer ${t}`])
      expect(containsToken(around(mintToken(space)))).toBe(true);
  expect(containsToken(`whsec_${"A".repeat(43)}`)).toBe(true);
  expect(containsToken(`hvs.${"A".repeat(30)}`)).toBe(true);
  for (const text of ["", "pst_", "keys/pst_old", "pst_tnt_a_short", "apps.abcdefghijklmnopqrstuvwxyz", "hvs.short"])
    expect(containsToken(text), text).toBe(false);
});

it("a token inside a text is found behind any number of beginnings, for the longest id of a space", () => {
  // So many that a search from each of them to the end would outlast the test.
  const beginnings = "pst_".repeat(400_000);
  expect(containsToken(beginnings + mintToken(`tnt_${"_".repeat(40).replace("_", "a")}`))).toBe(true);
  expect(containsToken(beginnings)).toBe(false);
});
