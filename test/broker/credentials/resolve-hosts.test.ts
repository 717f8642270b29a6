import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { type BrokerBench, fault, newFakeBench } from "../broker-bench";
import { ALLOWED_PAGES, INVALID_PAGES, NINE, REFUSED_ENTRIES, REFUSED_PAGES, STORED_ENTRIES } from "../host-tables";

afterEach(() => {
  vi.restoreAllMocks();
});

let b: BrokerBench;

const both = async (url: unknown) => ({
  match: await b.api("match", { url }),
  resolve: await b.api("resolve", { url, mode: "prompt_user" }),
});

beforeAll(async () => {
  b = (await newFakeBench({}, { allowedDomains: NINE })).b;
});

it.for(INVALID_PAGES.filter(([url]) => typeof url === "string"))(
  "credentials.resolve, by the host rule: %j is 400 %s",
  async ([url, reason]) => {
    const { match, resolve } = await both(url);
    const expected = { status: 400, code: "invalid_request", details: { fields: { url: reason } } };
    expect([fault(match), fault(resolve)]).toEqual([expected, expected]);
  },
);

it.for(REFUSED_PAGES)("credentials.resolve, by the host rule: %j is refused as %s", async ([url, reason, host]) => {
  const { match, resolve } = await both(url);
  expect(match.status).toBe(200);
  expect(match.body).toEqual({ allowed: false, host, matchedPattern: null, reason });
  const nearest = reason === "bare_domain" ? { nearestPattern: `*.${host}` } : {};
  const details = { ...(host === null ? {} : { host }), reason, ...nearest };
  expect(fault(resolve)).toEqual({ status: 403, code: "host_not_allowed", details });
});

it.for(ALLOWED_PAGES)("credentials.resolve, by the host rule: %j is allowed", async ([url, host, matchedPattern]) => {
  const { match, resolve } = await both(url);
  expect(match.body).toEqual({ allowed: true, host, matchedPattern, reason: null });
  expect(resolve.body).toEqual({ credentialId: b.credentialId, mode: "prompt_user", host, matchedPattern });
});

it("credentials.resolve, by the host rule: judges a sign-in page of 16 KiB, and calls one character more no URL", async () => {
  const url = "https://portal.example.net/sso?SAMLRequest=".padEnd(16_384, "a");
  const { match, resolve } = await both(url);
  expect([match.body.allowed, resolve.status]).toEqual([true, 200]);
  const longer = await both(`${url}a`);
  const expected = { status: 400, code: "invalid_request", details: { fields: { url: "format" } } };
  expect([fault(longer.match), fault(longer.resolve)]).toEqual([expected, expected]);
});

it("credentials.resolve, by the host rule: refuses every faulty entry at its place, and stores every good one in its one form", async () => {
  const change = (allowedDomains: unknown) =>
    b.tenant.api(`PATCH /api/v1/credentials/${b.credentialId}`, { allowedDomains });
  for (const entries of [REFUSED_ENTRIES.slice(0, 100), REFUSED_ENTRIES.slice(100)]) {
    const fields = Object.fromEntries(entries.map(([, reason], at) => [`allowedDomains[${at}]`, reason]));
    const refused = await change(entries.map(([entry]) => entry));
    expect(fault(refused)).toEqual({ status: 400, code: "invalid_request", details: { fields } });
  }
  expect((await b.credential()).allowedDomains).toEqual(NINE);
  const stored = [...new Set(STORED_ENTRIES.map(([, pattern]) => pattern))];
  expect((await change(STORED_ENTRIES.map(([entry]) => entry))).body.allowedDomains).toEqual(stored);
});

it("credentials.resolve, by the host rule: holds an entry with a port to that port, and says which one would have fitted", async () => {
  const made = await b.tenant.api(`PATCH /api/v1/credentials/${b.credentialId}`, {
    allowedDomains: ["app.example.net:8443"],
  });
  expect(made.body.allowedDomains).toEqual(["app.example.net:8443"]);
  const refused = await both("https://app.example.net/login");
  const host = "app.example.net";
  expect(refused.match.body).toEqual({ allowed: false, host, matchedPattern: null, reason: "not_listed" });
  expect(fault(refused.resolve)).toEqual({
    status: 403,
    code: "host_not_allowed",
    details: { host, reason: "not_listed", nearestPattern: "app.example.net:8443" },
  });
  const allowed = await both("https://app.example.net:8443/login");
  expect(allowed.match.body).toEqual({ allowed: true, host, matchedPattern: "app.example.net:8443", reason: null });
  expect(allowed.resolve.status).toBe(200);
  const found = async (domain: string) => (await b.tenant.api(`GET /api/v1/credentials?domain=${domain}`)).body.length;
  expect([await found("app.example.net"), await found("app.example.net:8443")]).toEqual([0, 1]);
});
