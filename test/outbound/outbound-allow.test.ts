import fc from "fast-check";
import { expect, it } from "vitest";
import { port, tail, vault, webhook } from "./address-support";
import { forbiddenHost } from "./odd-spellings";

it("OUTBOUND_ALLOW opens a listed host on every port, a listed port on that port only", () => {
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

it("OUTBOUND_ALLOW opens no other host than the one it names", () => {
  expect(vault("https://127.0.0.2", "127.0.0.1")).toBe("loopback");
  expect(vault("https://[::1]", "127.0.0.1", "localhost")).toBe("loopback");
  expect(vault("https://a.localhost", "localhost")).toBe("loopback");
  expect(vault("https://x.vault.lan", "vault.lan", ".lan", "*.lan", "lan")).toBe("private");
  expect(vault("https://vault", "vaul", "vault2", "")).toBe("private");
  expect(vault("https://10.1.2.3", "10.0.0.0/8", "10", "10.*")).toBe("private");
});

it("OUTBOUND_ALLOW does not open http for a public host", () => {
  expect(vault("http://vault.acme.example", "vault.acme.example")).toBe("https_required");
  expect(vault("http://8.8.4.4:8200", "8.8.4.4", "8.8.4.4:8200")).toBe("https_required");
  expect(vault("http://169.254.169.254", "169.254.169.254")).toBe("scheme");
});

it("OUTBOUND_ALLOW opens no forbidden host, however it is spelt and listed", () => {
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
