import { expect, it, vi } from "vitest";
import { type Answer, actions, call, must, newTenant, OPERATOR_TOKEN } from "../support/api";
import { newPartner, stopClock } from "../support/spaces";

const headersOf = ({ headers }: Answer) =>
  ["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`));

it("rate limits are told on every answer after authentication, errors too, and not to strangers and the operator", async () => {
  const tenant = await newTenant();
  const plain = await tenant.token(["secrets:read"]);
  await stopClock(tenant.stub, Date.now());
  for (const [line, limit] of [
    ["GET /v1/auth/whoami", "300"],
    ["GET /v1/tokens", "100"],
    ["POST /v1/tokens", "100"],
    ["GET /v1/tokens/tok_none", "100"],
    ["GET /v1/t/tnt_never/tokens", "100"],
    ["GET /api/v1/credentials", "300"],
  ] as const) {
    const answer = await call(line, { token: plain });
    expect(headersOf(answer)).toEqual([limit, expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d{10}$/)]);
  }
  for (const token of [null, "x", OPERATOR_TOKEN])
    expect(headersOf(await call("GET /v1/auth/whoami", { token }))).toEqual([null, null, null]);
});

it("rate limits empty one bucket of one identity: 429 with Retry-After, others untouched, and nothing recorded", async () => {
  const tenant = await newTenant();
  const [flood, calm] = [await tenant.token(["identity:read"]), await tenant.token(["identity:read"])];
  const now = Date.now();
  await stopClock(tenant.stub, now);
  const codes = await Promise.all(
    Array.from({ length: 101 }, async () => (await call("GET /v1/tokens", { token: flood })).status),
  );
  expect(codes.filter((status) => status === 429)).toHaveLength(1);
  const rows = (await actions(tenant)).length;
  const refused = await call("GET /v1/tokens", { token: flood });
  expect(refused.status).toBe(429);
  expect(refused.body.error).toMatchObject({
    code: "rate_limited",
    details: { category: "identity", retry_after: 1 },
  });
  expect(refused.headers.get("retry-after")).toBe("1");
  expect(headersOf(refused)).toEqual(["100", "0", String(Math.ceil((now + 60_000) / 1000))]);
  expect((await actions(tenant)).length).toBe(rows);
  must(await call("GET /v1/auth/whoami", { token: flood }), 200);
  must(await call("GET /v1/tokens", { token: calm }), 200);
  await stopClock(tenant.stub, now + 1000);
  must(await call("GET /v1/tokens", { token: flood }), 200);
});

it("rate limits stay home's when acting elsewhere", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  await stopClock(partner.stub, Date.now());
  const away = () => partner.api(`GET /v1/t/${tenant.id}/tokens`);
  expect(headersOf(await away()).slice(0, 2)).toEqual(["100", "99"]);
  expect(headersOf(await partner.api("GET /v1/tokens")).slice(0, 2)).toEqual(["100", "98"]);
  for (let i = 0; i < 98; i++) must(await away(), 200);
  expect((await away()).status).toBe(429);
  must(await tenant.api("GET /v1/tokens"), 200);
});

it("rate limits hold an answer back without showing it", async () => {
  const tenant = await newTenant();
  const token = await tenant.token(["audit:export"]);
  const body = { format: "jsonl", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
  await stopClock(tenant.stub, Date.now());
  const waits = vi.spyOn(scheduler, "wait");
  const answers: Answer[] = [];
  for (let i = 0; i < 18; i++) answers.push(await call("POST /v1/audit/export", { token, body }));
  expect(waits.mock.calls.map(([ms]) => ms)).toEqual([110, 120, 130]);
  waits.mockRestore();
  const last = answers.at(-1);
  expect(last?.body.error).toEqual({
    code: "rate_limited",
    message: expect.any(String),
    details: { category: "audit_export", retry_after: expect.any(Number) },
    request_id: expect.any(String),
  });
  expect(last?.headers.get("retry-after")).toBe(String(last?.body.error.details.retry_after));
});
