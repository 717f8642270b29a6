import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify } from "jose";
import { expect, it, onTestFinished } from "vitest";
import { startScript } from "./process";
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

it.each([
  [["--serve", "0"], "--serve needs --claims and --client"],
  [["--serve", "0", "--claims", "{}"], "--serve needs --claims and --client"],
  [["--serve", "65536", "--claims", "{}", "--client", "c"], "--serve is no port"],
  [["--serve", "x", "--claims", "{}", "--client", "c"], "--serve is no port"],
])("npm run issuer with %j serves nothing, and makes no key", async (args, fault) => {
  const file = newFile();
  const { code, out, err } = await issuer("--key", file, ...args);
  expect([code, out, err.split("\n")[0]]).toEqual([1, "", `error: ${fault}`]);
  expect(() => statSync(file)).toThrow("ENOENT");
});

it("npm run issuer signs people in on this machine, by a code that its own client redeems once", async () => {
  const args = ["scripts/issuer.mjs", "--key", newFile(), "--serve", "0", "--client", "console"];
  const script = startScript(process.cwd(), [...args, "--claims", '{"sub":"ann"}']);
  onTestFinished(() => script.end());
  await script.says("\n");
  const url = script.said().trim().replace("issuer: ", "");
  const found: { readonly [member: string]: string } = JSON.parse(
    await (await fetch(`${url}/.well-known/openid-configuration`)).text(),
  );
  const verifier = "v".repeat(43);
  const asked = {
    ...{ client_id: "console", redirect_uri: "http://localhost:8787/console/callback/tnt_a", state: "s", nonce: "n" },
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  const authorize = (more: object = {}) =>
    fetch(`${found.authorization_endpoint}?${new URLSearchParams({ ...asked, ...more })}`, { redirect: "manual" });
  for (const more of [{ client_id: "x" }, { code_challenge_method: "plain" }, { redirect_uri: "https://evil.example" }])
    expect((await authorize(more)).status).toBe(400);
  const back = new URL((await authorize()).headers.get("location") ?? "");
  const code = back.searchParams.get("code") ?? "";
  expect([back.origin + back.pathname, back.searchParams.get("state"), back.searchParams.get("iss")]).toEqual([
    asked.redirect_uri,
    "s",
    url,
  ]);
  const redeem = async (more: object = {}) => {
    const form = { grant_type: "authorization_code", code, code_verifier: verifier, ...asked, ...more };
    const answer = await fetch(found.token_endpoint ?? "", { method: "POST", body: new URLSearchParams(form) });
    const json: { readonly id_token: string } = JSON.parse(await answer.text());
    return [answer.status, json] as const;
  };
  const [status, { id_token }] = await redeem();
  const { payload } = await jwtVerify(id_token, createRemoteJWKSet(new URL(found.jwks_uri ?? "")), {
    issuer: url,
    audience: "console",
  });
  expect([status, payload.sub, payload.nonce]).toEqual([200, "ann", "n"]);
  expect(await redeem()).toEqual([400, { error: "invalid_grant" }]);
  expect(await redeem({ client_id: "x" })).toEqual([401, { error: "invalid_client" }]);
  const other = new URL((await authorize()).headers.get("location") ?? "").searchParams.get("code") ?? "";
  expect(await redeem({ code: other, code_verifier: "w" })).toEqual([400, { error: "invalid_grant" }]);
});
