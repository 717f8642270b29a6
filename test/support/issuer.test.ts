import { compactVerify, createLocalJWKSet, createRemoteJWKSet, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { accessClaims, accessServiceClaims, githubClaims, gitlabClaims, kubernetesClaims } from "./claim-sets";
import { newIssuer, newTestKey, TEST_ALGORITHMS } from "./issuer";

it("a test's issuer no longer publishes a key that it rotated, and never one that is not its own", async () => {
  const issuer = await newIssuer();
  const token = await issuer.sign({});
  const forged = await issuer.sign({}, { key: await newTestKey("ES256") });
  const [old] = await issuer.rotate();
  for (const text of [token, forged, await issuer.sign({}, old ? { key: old } : {})])
    await expect(compactVerify(text, createLocalJWKSet(issuer.jwks() as never))).rejects.toMatchObject({
      code: "ERR_JWKS_NO_MATCHING_KEY",
    });
});

it("a test's issuer has the faults that it is told to have, one document or both, and is well again", async () => {
  const issuer = await newIssuer();
  const discovery = `${issuer.url}/.well-known/openid-configuration`;
  const get = async (url: string) => {
    const response = await fetch(url, { redirect: "manual" });
    return { status: response.status, length: (await response.text()).length };
  };
  await issuer.answer("redirect");
  expect([(await get(discovery)).status, (await get(issuer.keysUrl)).status]).toEqual([302, 302]);
  expect(await (await fetch(issuer.keysUrl)).json()).toEqual(issuer.jwks());
  await issuer.answer("well");
  await issuer.answer("error", "discovery");
  await issuer.answer("too_large", "keys");
  expect([await get(discovery), await get(issuer.keysUrl)]).toMatchObject([
    { status: 500 },
    { status: 200, length: 1024 * 1024 },
  ]);
  await issuer.answer("well");
  await issuer.discovery({ issuer: "https://other.example" });
  expect(await (await fetch(discovery)).json()).toMatchObject({ issuer: "https://other.example" });
  expect((await issuer.requests()).map(({ document }) => document).join(" ")).toBe(
    "discovery keys keys keys discovery keys discovery",
  );
  await issuer.answer("held");
  const held = get(issuer.keysUrl);
  await issuer.waitForRequests(8);
  await issuer.release();
  expect(await held).toMatchObject({ status: 200 });
});

it("a test's issuer signs with every algorithm, and its keys are found by discovery", async () => {
  const issuer = await newIssuer(TEST_ALGORITHMS);
  const document: { issuer: string; jwks_uri: string } = await (
    await fetch(`${issuer.url}/.well-known/openid-configuration`)
  ).json();
  expect(document).toMatchObject({ issuer: issuer.url, jwks_uri: issuer.keysUrl });
  const keys = createRemoteJWKSet(new URL(document.jwks_uri));
  for (const alg of TEST_ALGORITHMS) {
    const { payload, protectedHeader } = await jwtVerify(await issuer.sign({ sub: "a" }, { alg }), keys, {
      issuer: issuer.url,
    });
    expect([alg, payload.sub, protectedHeader.alg, protectedHeader.typ]).toEqual([alg, "a", alg, "JWT"]);
  }
});

it("a test's issuer signs claims of a known shape in its own name", async () => {
  const issuer = await newIssuer();
  for (const shape of [githubClaims, gitlabClaims, kubernetesClaims, accessClaims, accessServiceClaims]) {
    const claims = shape({ iss: issuer.url, sub: "mine" });
    const { payload } = await jwtVerify(await issuer.sign(claims), createLocalJWKSet(issuer.jwks() as never));
    expect(payload).toEqual(claims);
  }
});
