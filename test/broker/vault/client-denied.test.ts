import { expect, it } from "vitest";
import { type Details, unwrap } from "../../../src/errors";
import type { Answer } from "../../support/fake-vault";
import { bench, CANARY, denied, ERROR_BODY, failure, LOGIN, on, PLACE, READ, told } from "./client-support";

const token = (client_token: unknown, more: object = {}): Answer => ({
  json: { auth: { client_token, lease_duration: 60, renewable: true, ...more } },
});

const refusals: [string, Answer, ReturnType<typeof told>][] = [
  ...[400, 401, 403, 404, 405, 422].map((status): [string, Answer, ReturnType<typeof told>] => [
    `status ${status}`,
    { status, ...ERROR_BODY },
    told(status, "vault_auth_failed", false),
  ]),
  ["status 408", { status: 408 }, told(408, "vault_unavailable", true)],
  ["status 473", { status: 473 }, told(473, "vault_unavailable", true)],
  ["status 500", { status: 500, ...ERROR_BODY }, told(500, "vault_unavailable", true)],
  ["status 503", { status: 503, ...ERROR_BODY }, told(503, "vault_sealed", true)],
  ["a redirect", { status: 307, headers: { location: "/elsewhere" } }, told(307, "vault_redirected", false)],
  ...[400, 401, 403, 404, 405, 422, 200, 204, 299].map((status): [string, Answer, ReturnType<typeof told>] => [
    `status ${status} and a page`,
    { status, ...(status === 204 ? {} : { text: `<html>${CANARY}</html>` }) },
    told(status, "vault_not_a_vault", false),
  ]),
  [
    "what a TLS port says to http",
    { raw: "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n" },
    told(400, "vault_not_a_vault", false),
  ],
  ["JSON of another service", { status: 401, json: { error: CANARY } }, told(401, "vault_not_a_vault", false)],
  ["no auth", { json: { data: {} } }, told(200, "vault_not_a_vault", false)],
  ["an auth that is null", { json: { auth: null } }, told(200, "vault_auth_failed", false)],
  ["status 502 and a page", { status: 502, text: "<html>" }, told(502, "vault_unavailable", true)],
  [
    "what Cloudflare says of a handshake",
    { status: 525, text: "error code: 525" },
    told(525, "vault_tls_failed", false),
  ],
  ["what Cloudflare says of a certificate", { status: 526, text: "<html>" }, told(526, "vault_tls_failed", false)],
  ["a status 526 of the vault's own", { status: 526, ...ERROR_BODY }, told(526, "vault_unavailable", true)],
  ["status 429 and a page", { status: 429, text: "<html>" }, told(429, "vault_rate_limited", true)],
  [
    "a second factor",
    { json: { auth: { client_token: "", mfa_requirement: {} } } },
    told(200, "vault_auth_failed", false),
  ],
  ["an empty answer", { text: "" }, told(200, "vault_not_a_vault", false)],
  ["a line feed in the token", token("hvs.a\nb"), told(200, "vault_bad_answer", false)],
  ["a token that is not ASCII", token("hvs.ü"), told(200, "vault_bad_answer", false)],
  ["a token of 4097 characters", token("t".repeat(4097)), told(200, "vault_bad_answer", false)],
  ["a token that is a number", token(7), told(200, "vault_bad_answer", false)],
  ["a lease below zero", token("t", { lease_duration: -1 }), told(200, "vault_bad_answer", false)],
  ["a lease that is text", token("t", { lease_duration: "1h" }), told(200, "vault_bad_answer", false)],
  ["uses that are no whole number", token("t", { num_uses: 1.5 }), told(200, "vault_bad_answer", false)],
];

it.each(refusals)(
  "a login that the vault does not answer well fails with its code for %s, and is sent once",
  async (_, answer, expected) => {
    const b = await bench(on(LOGIN, answer));
    expect(await b.request().readSecret(READ)).toEqual(expected);
    expect(await b.vault.calls()).toHaveLength(1);
  },
);

it("a login that the vault does not answer well takes a token of 4096 characters", async () => {
  const b = await bench(on(LOGIN, token("t".repeat(4096))));
  const result = await b.request().readSecret(READ);
  expect(result.ok || result.error.code).toBe("vault_permission_denied");
});

const FORBIDDEN = "secret/data/forbidden/x";

it("a call that is denied costs two logins in a hundred tries within a minute, cold start included", async () => {
  const b = await bench(on(FORBIDDEN, { status: 403, ...ERROR_BODY }));
  for (let i = 0; i < 100; i++) expect(await b.request().readSecret(FORBIDDEN)).toEqual(denied(FORBIDDEN));
  expect(await b.vault.logins()).toBe(2);
});

it("a call that is denied costs two logins when a hundred come at once", async () => {
  const b = await bench(on(FORBIDDEN, { status: 403 }));
  const results = await Promise.all(Array.from({ length: 100 }, () => b.request().readSecret(FORBIDDEN)));
  expect(new Set(results.map((result) => result.ok || result.error.code))).toEqual(
    new Set(["vault_permission_denied"]),
  );
  expect(await b.vault.logins()).toBeLessThanOrEqual(2);
});

it("a call that is denied is not sent at all, and costs no login, once tokens of one use have met it twice", async () => {
  const b = await bench({ numUses: 1, ...on(FORBIDDEN, { status: 403 }) });
  for (let i = 0; i < 3; i++) await b.request().readSecret(FORBIDDEN);
  const { upstreamStatus: _, ...details } = denied(FORBIDDEN).error.details as { upstreamStatus: number };
  expect(await b.request().readSecret(FORBIDDEN)).toEqual(failure("vault_permission_denied", details as Details));
  expect([await b.vault.logins(), (await b.callsOf(FORBIDDEN)).length]).toEqual([2, 2]);
});

it("a call that is denied is repeated with a new token when the vault has revoked the old one, and the caller sees nothing of it", async () => {
  const b = await bench();
  await b.request().readSecret(READ);
  await b.vault.revokeTokens();
  expect((await b.request().readSecret(READ)).ok).toBe(true);
  await b.vault.revokeTokens();
  expect((await b.request().writeSecret(PLACE, { a: "1" })).ok).toBe(true);
  expect(await b.vault.logins()).toBe(3);
});

it("a call that is denied costs one login when fifty meet it at once with one token", async () => {
  const b = await bench();
  await b.request().readSecret(READ);
  await b.vault.revokeTokens();
  const results = await Promise.all(Array.from({ length: 50 }, () => b.request().readSecret(READ)));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(await b.vault.logins()).toBe(2);
});

it("a call that is denied is final without a login after the token was proven in the same request", async () => {
  const b = await bench(on(FORBIDDEN, { status: 403 }));
  await b.request().readSecret(READ);
  const request = b.request();
  expect(unwrap(await request.proveToken({ freshLogin: false })).stage).toBe("lookup");
  expect(await request.readSecret(FORBIDDEN)).toEqual(denied(FORBIDDEN));
  expect(await b.vault.logins()).toBe(1);
});
