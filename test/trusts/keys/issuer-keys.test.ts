import { beforeEach, expect, it } from "vitest";
import { IssuerKeys, type KeySource } from "../../../src/trusts/keys/issuer-keys";
import { type IssuerFault, newIssuer, newTestKey, type SignOptions, type TestIssuer } from "../../support/issuer";
import { jwtOf } from "../jwt/support";

const ALLOW = ["127.0.0.1"];
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let nowMs = 0;
let keys = new IssuerKeys(ALLOW, () => nowMs);
let issuer: TestIssuer;

beforeEach(async () => {
  nowMs = Date.now();
  keys = new IssuerKeys(ALLOW, () => nowMs);
  issuer = await newIssuer();
});

const byDiscovery = (members: Partial<KeySource> = {}): KeySource => ({
  preset: "oidc",
  issuer: issuer.url,
  jwksUri: null,
  jwks: null,
  ...members,
});
const byAddress = () => byDiscovery({ jwksUri: issuer.keysUrl });

const check = async (source: KeySource, options: SignOptions = {}, mayFetch = true) =>
  keys.checkSignature(source, jwtOf(await issuer.sign({ sub: "a" }, options)), mayFetch);
/** How often each document was asked for: `discovery keys`. */
const asked = async (): Promise<string> => (await issuer.requests()).map(({ document }) => document).join(" ");

/** Keys that were fetched, of which one was then replaced. Gives a source for both. */
async function rotated(): Promise<KeySource> {
  const source = byAddress();
  expect(await check(source)).toBe("valid");
  await issuer.rotate();
  return source;
}

it.each<IssuerFault>(["down", "error", "html", "list", "redirect", "too_large"])(
  "the keys of an issuer that answers with %s, in either document, can't be had",
  async (fault) => {
    for (const document of ["discovery", "keys"] as const) {
      await issuer.answer("well");
      await issuer.answer(fault, document);
      keys = new IssuerKeys(ALLOW, () => nowMs);
      expect([document, await check(byDiscovery())]).toEqual([document, "unavailable"]);
    }
    expect(await asked()).toBe("discovery discovery keys");
  },
);

it("the discovery of another issuer is none, nor one without a text for its keys", async () => {
  const source = byDiscovery();
  for (const members of [
    { issuer: "https://other.example" },
    { issuer: `${issuer.url}/` },
    { issuer: null },
    { issuer: [issuer.url] },
    { jwks_uri: null },
    { jwks_uri: [issuer.keysUrl] },
  ]) {
    await issuer.discovery(members);
    keys = new IssuerKeys(ALLOW, () => nowMs);
    expect([members, await check(source)]).toEqual([members, "unavailable"]);
  }
  expect(await asked()).not.toContain("keys");
});

it("the discovery of an issuer can't lead to an address that is closed", async () => {
  for (const jwks_uri of ["http://localhost:1/keys", "https://169.254.169.254/keys", `${issuer.keysUrl}?x`, "/keys"]) {
    await issuer.discovery({ jwks_uri });
    keys = new IssuerKeys(ALLOW, () => nowMs);
    expect([jwks_uri, await check(byDiscovery())]).toEqual([jwks_uri, "unavailable"]);
  }
  keys = new IssuerKeys([], () => nowMs);
  expect([await check(byDiscovery()), await check(byAddress())]).toEqual(["unavailable", "unavailable"]);
  expect(await asked()).toBe("discovery discovery discovery discovery");
});

it("an issuer that is down is left alone for five seconds, also by a caller that may ask", async () => {
  await issuer.answer("error");
  const source = byAddress();
  expect(await check(source)).toBe("unavailable");
  await issuer.answer("well");
  nowMs += 5 * SECOND - 1;
  expect([await check(source), await check(source, {}, false)]).toEqual(["unavailable", "unavailable"]);
  expect(await asked()).toBe("keys");
  nowMs += 1;
  expect(await check(source, {}, false)).toBe("not_fetched");
  expect(await check(source)).toBe("valid");
  expect(await asked()).toBe("keys keys");
});

it("keys that are older than ten minutes are not used where newer ones can't be had", async () => {
  const source = byAddress();
  expect(await check(source)).toBe("valid");
  await issuer.answer("down");
  nowMs += 10 * MINUTE - 1;
  expect(await check(source)).toBe("valid");
  nowMs += 1;
  expect(await check(source)).toBe("unavailable");
  await issuer.answer("well");
  nowMs += 5 * SECOND;
  expect(await check(source)).toBe("valid");
});

it("keys that got too old are asked for whoever needs them, where the first ones were asked for by who may ask", async () => {
  const source = byAddress();
  expect(await check(source, {}, false)).toBe("not_fetched");
  expect(await check(source)).toBe("valid");
  nowMs += 10 * MINUTE;
  expect([await check(source, {}, false), await asked()]).toEqual(["valid", "keys keys"]);
});

it("a key that an issuer took back is refused ten minutes later", async () => {
  const source = byAddress();
  expect(await check(source)).toBe("valid");
  const [old] = await issuer.rotate();
  expect(old && (await check(source, { key: old }))).toBe("valid");
  nowMs += 10 * MINUTE;
  expect(old && (await check(source, { key: old }))).toBe("unknown_key");
});

it("an unknown key has the issuer asked once, and not again within a minute", async () => {
  const source = await rotated();
  expect(await check(source, {}, false)).toBe("not_fetched");
  expect(await check(source)).toBe("valid");
  await issuer.rotate();
  nowMs += MINUTE - 1;
  expect([await check(source), await check(source, {}, false)]).toEqual(["unknown_key", "unknown_key"]);
  expect(await asked()).toBe("keys keys");
  nowMs += 1;
  expect(await check(source)).toBe("valid");
  expect(await asked()).toBe("keys keys keys");
});

it("a stranger's key that no issuer has costs one request a minute, and the first one besides", async () => {
  const source = byAddress();
  const key = await newTestKey("ES256");
  for (let second = 0; second < 90; second += 10) {
    expect(await check(source, { key })).toBe("unknown_key");
    nowMs += 10 * SECOND;
  }
  expect(await asked()).toBe("keys keys keys");
});

it("an unknown key is told from an issuer that could not be asked about it", async () => {
  const source = await rotated();
  const [old] = await issuer.rotate();
  await issuer.answer("html");
  expect([await check(source), await check(source)]).toEqual(["unavailable", "unavailable"]);
  expect(old && (await check(source, { key: old }))).toBe("unavailable");
  expect(await asked()).toBe("keys keys");
  await issuer.answer("well");
  nowMs += MINUTE;
  expect(await check(source)).toBe("valid");
});

it("a caller that may not ask is told so, and known keys serve it", async () => {
  const source = byDiscovery();
  expect(await check(source, {}, false)).toBe("not_fetched");
  expect(await asked()).toBe("");
  expect(await check(source)).toBe("valid");
  expect(await check(source, {}, false)).toBe("valid");
  const { kid } = await newTestKey("ES256");
  expect(await check(source, { kid }, false)).toBe("not_fetched");
  expect(await asked()).toBe("discovery keys");
});

it("fifty callers at once share one request, for the first keys and for newer ones", async () => {
  const source = byDiscovery();
  const many = () => Promise.all(Array.from({ length: 50 }, () => check(source)));
  expect(new Set(await many())).toEqual(new Set(["valid"]));
  expect(await asked()).toBe("discovery keys");
  await issuer.rotate();
  expect(new Set(await many())).toEqual(new Set(["valid"]));
  expect(await asked()).toBe("discovery keys discovery keys");
});

it("fifty callers at once share the failure of one request", async () => {
  const source = byAddress();
  await issuer.answer("error");
  const many = Array.from({ length: 50 }, () => check(source));
  expect(new Set(await Promise.all(many))).toEqual(new Set(["unavailable"]));
  expect(await asked()).toBe("keys");
});

it("whoever comes while an issuer is asked waits for that answer, and whoever may not ask does not wait", async () => {
  const source = byAddress();
  await issuer.answer("held");
  const first = check(source);
  await issuer.waitForRequests(1);
  const second = check(source);
  expect(await check(source, {}, false)).toBe("not_fetched");
  await issuer.release();
  expect([await first, await second]).toEqual(["valid", "valid"]);
  expect(await asked()).toBe("keys");
});

it("a private or symmetric key in a set that is fetched is left out, and the others serve", async () => {
  const { privateKey, publicJwk, kid } = await newTestKey("ES256");
  const leaked = { ...(await crypto.subtle.exportKey("jwk", privateKey)), ...publicJwk };
  await issuer.publish([leaked, { kty: "oct", k: "c2VjcmV0", kid }, ...issuer.jwks().keys]);
  const source = byAddress();
  expect(await check(source)).toBe("valid");
  expect(await check(source, { kid })).toBe("unknown_key");
});

it("keys that a trust has itself are used without a request", async () => {
  const source = byDiscovery({ jwks: JSON.stringify(issuer.jwks()), jwksUri: issuer.keysUrl });
  expect([await check(source), await check(source, {}, false)]).toEqual(["valid", "valid"]);
  expect(await check(source, { kid: null })).toBe("valid");
  const { kid } = await newTestKey("ES256");
  expect(await check(source, { kid })).toBe("unknown_key");
  expect(await check(byDiscovery({ jwks: "{" }))).toBe("unavailable");
  expect(await asked()).toBe("");
});

it("the keys of one issuer do not verify the tokens of another", async () => {
  const other = await newIssuer();
  const token = jwtOf(await other.sign({ iss: issuer.url }, { kid: String(issuer.jwks().keys[0]?.kid) }));
  expect(await keys.checkSignature(byDiscovery(), token, true)).toBe("invalid");
  expect(await keys.checkSignature(byDiscovery({ jwksUri: other.keysUrl }), token, true)).toBe("unknown_key");
});

it("an issuer is asked for JSON by GET, below its name, with or without a slash at its end", async () => {
  expect(await check(byDiscovery())).toBe("valid");
  const slashed = { ...byDiscovery(), issuer: `${issuer.url}/` };
  await issuer.discovery({ issuer: slashed.issuer });
  expect(await check(slashed)).toBe("valid");
  const requests = await issuer.requests();
  expect(requests.map(({ document }) => document)).toEqual(["discovery", "keys", "discovery", "keys"]);
  for (const { method, headers } of requests) {
    expect([method, headers.accept]).toEqual(["GET", "application/json, application/jwk-set+json"]);
    expect(Object.keys(headers)).not.toContain("authorization");
  }
});

it("of a hundred issuers the keys are kept, and then of those that were asked for last", async () => {
  const at = (n: number) => ({ ...byAddress(), issuer: `${issuer.url}/${n}` });
  for (let n = 0; n < 100; n++) expect(await check(at(n))).toBe("valid");
  expect(await check(at(0), {}, false)).toBe("valid");
  expect(await check(at(100))).toBe("valid");
  expect([await check(at(0), {}, false), await check(at(1), {}, false)]).toEqual(["valid", "not_fetched"]);
});

it("Access has no discovery document, so its keys are asked for where Access has them", async () => {
  expect(await check(byDiscovery({ preset: "cloudflare_access" }))).toBe("valid");
  expect(await asked()).toBe("keys");
});
