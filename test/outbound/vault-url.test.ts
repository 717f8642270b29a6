import fc from "fast-check";
import { expect, it } from "vitest";
import { vaultCallUrl } from "../../src/outbound/address";

const ADDRESS = "https://Vault.Acme.Example:8200/base/v1/";

it("the URL of a vault call is refused with the address, whatever the path", () => {
  expect(vaultCallUrl("https://169.254.169.254", "secret/data/x", ["169.254.169.254"])).toEqual({
    ok: false,
    reason: "forbidden",
  });
  expect(vaultCallUrl("https://vault.acme.example?", "x", [])).toEqual({ ok: false, reason: "query" });
});

it("the URL of a vault call goes on working for an address stored with several slashes at its end, and for no others inside", () => {
  const url = "https://vault.acme.example/base/v1/secret/data/x";
  for (const end of ["", "/", "//", "///", "/v1//"])
    expect(vaultCallUrl(`https://vault.acme.example/base${end}`, "secret/data/x", [])).toEqual({ ok: true, url });
  for (const path of ["//base", "/a//b"])
    expect(vaultCallUrl(`https://vault.acme.example${path}`, "x", [])).toEqual({
      ok: false,
      reason: "path_segments",
    });
});

it("the URL of a vault call is refused for a path that would be mended", () => {
  for (const path of ["", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "a/..", "%2e%2e/a", "a/.%2E"]) {
    expect([path, vaultCallUrl(ADDRESS, path, [])]).toEqual([path, { ok: false, reason: "path_segments" }]);
  }
  expect(vaultCallUrl(ADDRESS, "a/\ud800", [])).toEqual({ ok: false, reason: "characters" });
});

it("the URL of a vault call is the base, /v1/ and the segments, each percent-encoded", () => {
  expect(vaultCallUrl(ADDRESS, "secret/data/Team é/a b?c#d%2f\\e:@&+", [])).toEqual({
    ok: true,
    url: "https://vault.acme.example:8200/base/v1/secret/data/Team%20%C3%A9/a%20b%3Fc%23d%252f%5Ce%3A%40%26%2B",
  });
  expect(vaultCallUrl("http://127.0.0.1:8200", "auth/approle/login", ["127.0.0.1"])).toEqual({
    ok: true,
    url: "http://127.0.0.1:8200/v1/auth/approle/login",
  });
});

it("the URL of a vault call never leaves the base, and says its path exactly", () => {
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
