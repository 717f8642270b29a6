import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, it, onTestFinished } from "vitest";
import { runScript } from "./shell";

const issuer = (...args: readonly string[]) => runScript(["scripts/issuer.mjs", ...args]);

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "postern-issuer-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "key");
}

it("npm run issuer without a file for its key says how it is used", async () => {
  const { code, out, err } = await issuer("--claims", "{}");
  expect([code, out, err]).toEqual([1, "", expect.stringMatching(/^error: where is the key\?.*\nusage: /)]);
});

it.each(["", "horse", "[]", "null", '"horse"'])(
  "npm run issuer signs nothing but an object, and makes no key for it: %j",
  async (claims) => {
    const file = newFile();
    const { code, out, err } = await issuer("--key", file, "--claims", claims);
    expect([code, out, err]).toEqual([1, "", expect.stringMatching(/^error: --claims is no JSON object\n/)]);
    expect(() => statSync(file)).toThrow("ENOENT");
  },
);

it("npm run issuer takes no file for a key that holds none, and does not repeat what it holds", async () => {
  const file = newFile();
  writeFileSync(file, "correct-horse");
  const { code, out, err } = await issuer("--key", file);
  expect([code, out, err]).toEqual([1, "", `error: ${file} holds no private key\n`]);
});

it("npm run issuer makes a key that only its owner may read, and signs with the one whose public half it prints", async () => {
  const file = newFile();
  const jwks = JSON.parse((await issuer("--key", file)).out);
  expect(jwks).toEqual({
    keys: [
      {
        kty: "EC",
        crv: "P-256",
        x: expect.any(String),
        y: expect.any(String),
        kid: "tried-out",
        alg: "ES256",
        use: "sig",
      },
    ],
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const token = (
    await issuer("--key", file, "--claims", '{"iss":"https://issuer.example","ref":"refs/heads/main"}')
  ).out.trim();
  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), { issuer: "https://issuer.example" });
  expect(payload).toEqual({
    ...{ iss: "https://issuer.example", ref: "refs/heads/main", jti: expect.any(String) },
    ...{ iat: expect.any(Number), nbf: payload.iat, exp: (payload.iat ?? 0) + 300 },
  });
});
