import { evictDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { chainCheck } from "../../packages/client/src/cli/audit/chain";
import { GENESIS } from "../../src/audit/chain";
import { newTenant, type TestTenant } from "../support/api";
import { hashAt, tenantWith, verify } from "./chain-support";
import { plant } from "./planted";

it("the journal keeps the chain whole under concurrent calls and after the object has started anew", async () => {
  const tenant = await newTenant();
  await Promise.all(Array.from({ length: 40 }, () => tenant.api("GET /v1/audit/logs?limit=1")));
  await evictDurableObject(tenant.stub);
  await tenant.api("GET /v1/audit/logs?limit=1");
  expect(await verify(tenant)).toMatchObject({ ok: true, rows: 44 });
});

const exported = async (tenant: TestTenant, from = "2020-01-01T00:00:00Z") =>
  (await tenant.api("POST /v1/audit/export", { from, to: "2100-01-01T00:00:00Z" })).text;

const check = (text: string, before?: string) => {
  const { line, result } = chainCheck({ before });
  for (const each of text.split("\n")) line(each);
  return result;
};

it("a separate program recomputes every hash of an export without filters", async () => {
  const tenant = await newTenant();
  await tenant.api("GET /v1/audit/logs?limit=1", undefined, { headers: { "user-agent": 'é"\\\u2028 😀 \u007f' } });
  await tenant.api("POST /api/v1/credentials/none/resolve", { url: "https://x.example" });
  await plant(tenant, 1500, (i) => ({ extra_data: { "😀": [`ö${i}`, '"'], דּ: { b: null, a: 1.5e300 } } }));
  const text = await exported(tenant);
  const head = { seq: 1505, hash: await hashAt(tenant, 1505) };
  expect(check(text)).toEqual({
    rows: 1505,
    firstSeq: 1,
    lastSeq: 1505,
    head: head.hash,
    trusted: false,
    bad: null,
  });
});

it("a separate program finds a changed line, a missing line, and a wrong beginning", async () => {
  const tenant = await tenantWith(4);
  const lines = (await exported(tenant)).trimEnd().split("\n");
  const changed = lines.with(4, (lines[4] ?? "").replace("user:alice", "user:mallory"));
  expect(check(changed.join("\n")).bad).toEqual({ seq: 5, reason: "hash_mismatch" });
  expect(check(lines.toSpliced(4, 1).join("\n")).bad).toEqual({ seq: 5, reason: "gap" });
  const rest = lines.slice(3).join("\n");
  expect(check(rest)).toMatchObject({ bad: null, trusted: true, rows: 4 });
  expect(check(rest, await hashAt(tenant, 3))).toMatchObject({ bad: null, trusted: false, rows: 4 });
  expect(check(rest, GENESIS).bad).toEqual({ seq: 4, reason: "hash_mismatch" });
});
