import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { GENESIS } from "../../src/audit/chain";
import { MAX_VERIFIED_ROWS, verifyChain } from "../../src/audit/verify";
import { auditRows, newTenant } from "../support/api";
import { hashAt, tenantWith, verify } from "./chain-support";
import { cut, logOf, plant, tamper } from "./planted";

const ZERO = { seq: 0, hash: GENESIS };

it("GET /v1/audit/verify refuses ranges and expectations that make no sense", async () => {
  const tenant = await newTenant();
  const faults = async (query: string) => {
    const { status, body } = await tenant.api(`GET /v1/audit/verify?${query}`);
    return [status, body.error.code, body.error.details.fields];
  };
  expect(await faults("from_seq=3&to_seq=2")).toEqual([422, "validation_error", { from_seq: "range" }]);
  expect(await faults("from_seq=0")).toEqual([422, "validation_error", { from_seq: "range" }]);
  expect(await faults("to_seq=x")).toEqual([422, "validation_error", { to_seq: "format" }]);
  expect(await faults("expect_seq=2")).toEqual([422, "validation_error", { expect_hash: "required" }]);
  expect(await faults(`expect_hash=${"a".repeat(64)}`)).toEqual([422, "validation_error", { expect_seq: "required" }]);
  expect(await faults("expect_seq=2&expect_hash=abc")).toEqual([422, "validation_error", { expect_hash: "format" }]);
  expect(await faults("from=3")).toEqual([422, "validation_error", { from: "unknown" }]);
});

it("GET /v1/audit/verify holds for a log as it grew", async () => {
  const tenant = await tenantWith(2);
  const head = { seq: 5, hash: await hashAt(tenant, 5) };
  expect(await verify(tenant)).toEqual({
    ok: true,
    from_seq: 1,
    to_seq: 5,
    rows: 5,
    first_bad_seq: null,
    reason: null,
    next_seq: null,
    anchor: ZERO,
    head,
  });
  const [own] = (await tenant.api("GET /v1/audit/logs?limit=1")).body.logs;
  expect(own).toMatchObject({ seq: 6, action: "audit_query", extra_data: { query: "verify", ok: true, rows: 5 } });
});

it("GET /v1/audit/verify looks at the range asked for, and at no more rows than the log has", async () => {
  const tenant = await tenantWith(5);
  expect(await verify(tenant, "?from_seq=2&to_seq=4")).toMatchObject({ ok: true, from_seq: 2, to_seq: 4, rows: 3 });
  expect(await verify(tenant, "?from_seq=9&to_seq=500")).toMatchObject({ ok: true, from_seq: 9, to_seq: 9, rows: 1 });
  expect(await verify(tenant, "?from_seq=400")).toMatchObject({ ok: true, rows: 0, next_seq: null });
});

it("GET /v1/audit/verify takes so many rows a call, in the order of calls that next_seq names", async () => {
  expect(MAX_VERIFIED_ROWS).toBe(50_000);
  const tenant = await tenantWith(8);
  await tamper(tenant.stub, "UPDATE audit_log SET duration_ms = 2 WHERE seq = 10");
  const calls = await runInDurableObject(tenant.stub, async (_, { storage }) => {
    const log = logOf(storage, tenant.id);
    const ask = (fromSeq: number | undefined) =>
      verifyChain(log, { fromSeq, toSeq: undefined, expected: undefined }, 4);
    return [await ask(undefined), await ask(5), await ask(9)];
  });
  expect(calls).toMatchObject([
    { bad: undefined, fromSeq: 1, toSeq: 4, rows: 4, nextSeq: 5 },
    { bad: undefined, fromSeq: 5, toSeq: 8, rows: 4, nextSeq: 9 },
    { bad: { seq: 10, reason: "hash_mismatch" }, fromSeq: 9, toSeq: 11, rows: 2, nextSeq: null },
  ]);
});

const edits: readonly [string, string][] = [
  ["the action", "action = 'list'"],
  ["the identity", "identity_id = 'user:mallory'"],
  ["its type", "identity_type = 'group'"],
  ["its home", "actor_tenant_id = NULL"],
  ["the space", "tenant_id = 'tnt_other'"],
  ["the token", "token_id = NULL"],
  ["the path", "secret_path = 'shop/other'"],
  ["the address", "source_ip = '203.0.113.8'"],
  ["the user agent", "user_agent = ''"],
  ["the outcome", "success = 0"],
  ["the code", "error_code = ''"],
  ["the duration", "duration_ms = 0"],
  ["the request id", "request_id = NULL"],
  ["the details", `extra_data = '{"version":6}'`],
  ["details that are no JSON", "extra_data = '{'"],
  ["the id", "id = 'log_x'"],
  ["the time", "timestamp_ms = timestamp_ms + 1"],
  ["a time that is none", "timestamp_ms = 9e15"],
  ["the object", "object_id = '018f3c5e-7e1a-7c3d-8f00-0123456789ab'"],
  ["the trust", "trust_id = 'trs_01jz0000000000000000000000'"],
  ["the number of the outcome", "success = 2"],
  ["a fraction of the time", "timestamp_ms = timestamp_ms + 0.5"],
  ["the hash", `hash = '${"0".repeat(64)}'`],
];

it("GET /v1/audit/verify names the row of which any one column was changed", async () => {
  const tenant = await tenantWith(5);
  await tamper(tenant.stub, "CREATE TABLE kept AS SELECT * FROM audit_log");
  for (const [what, edit] of edits) {
    await tamper(tenant.stub, `UPDATE audit_log SET ${edit} WHERE seq = 6`);
    expect(await verify(tenant, "?to_seq=8"), what).toMatchObject({
      ok: false,
      first_bad_seq: 6,
      reason: "hash_mismatch",
      next_seq: null,
    });
    await tamper(tenant.stub, "INSERT OR REPLACE INTO audit_log SELECT * FROM kept WHERE seq = 6");
  }
  expect(await verify(tenant)).toMatchObject({ ok: true });
});

it("GET /v1/audit/verify names the first row that is missing, in the middle, at the old end, at the new end", async () => {
  const tenant = await tenantWith(5);
  await tamper(tenant.stub, "DELETE FROM audit_log WHERE seq IN (5, 7)");
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 5, reason: "gap", rows: 4 });
  expect(await verify(tenant, "?from_seq=6")).toMatchObject({ ok: false, first_bad_seq: 5, reason: "gap" });
  await tamper(tenant.stub, "DELETE FROM audit_log WHERE seq = 1");
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 1, reason: "gap" });
});

it("GET /v1/audit/verify misses rows cut off the new end, also after the object has started anew and written on", async () => {
  const tenant = await tenantWith(5);
  const head = { seq: 8, hash: await hashAt(tenant, 8) };
  await tamper(tenant.stub, "DELETE FROM audit_log WHERE seq >= 7");
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 7, reason: "gap", head });
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 7, reason: "gap" });
  expect((await auditRows(tenant.stub)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 9, 10]);
  await tamper(tenant.stub, "DELETE FROM audit_log");
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 1, reason: "gap" });
});

it("GET /v1/audit/verify sees two rows swapped", async () => {
  const tenant = await tenantWith(5);
  await tamper(
    tenant.stub,
    "UPDATE audit_log SET seq = -1 WHERE seq = 5",
    "UPDATE audit_log SET seq = 5 WHERE seq = 7",
    "UPDATE audit_log SET seq = 7 WHERE seq = -1",
  );
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 5, reason: "hash_mismatch" });
});

it("GET /v1/audit/verify sees a newest row that was rewritten together with its hash", async () => {
  const tenant = await tenantWith(5);
  await tamper(tenant.stub, "CREATE TABLE mark AS SELECT * FROM audit_marks WHERE name = 'head'");
  await cut(tenant, 7);
  await plant(tenant, 1, () => ({ identity_id: "user:mallory" }));
  await tamper(tenant.stub, "INSERT OR REPLACE INTO audit_marks SELECT * FROM mark");
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 8, reason: "hash_mismatch" });
});

it("GET /v1/audit/verify compares a head that was noted elsewhere: a log rewritten as a whole does not have it", async () => {
  const tenant = await tenantWith(5);
  const noted = await hashAt(tenant, 6);
  expect(await verify(tenant, `?expect_seq=6&expect_hash=${noted}`)).toMatchObject({ ok: true });
  expect(await verify(tenant, `?expect_seq=0&expect_hash=${GENESIS}`)).toMatchObject({ ok: true });
  const failed = { ok: false, reason: "expectation_failed" };
  expect(await verify(tenant, `?expect_seq=7&expect_hash=${noted}`)).toMatchObject({ ...failed, first_bad_seq: 7 });
  expect(await verify(tenant, `?expect_seq=700&expect_hash=${noted}`)).toMatchObject({
    ...failed,
    first_bad_seq: 700,
  });
  await cut(tenant, 3);
  await plant(tenant, 30, () => ({ identity_id: "user:mallory" }));
  // Whoever has the root key can make it whole; only a head noted elsewhere tells.
  expect(await verify(tenant)).toMatchObject({ ok: true });
  expect(await verify(tenant, `?expect_seq=6&expect_hash=${noted}`)).toMatchObject({ ...failed, first_bad_seq: 6 });
});
