import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { MAX_EXPORT_ROWS, planExport, streamOf } from "../../src/audit/export";
import { removeExpired } from "../../src/audit/retention";
import { openSpaceDb } from "../../src/kernel/db";
import { TOLD_ROW_UNITS, UNITS_PER_TURN } from "../../src/kernel/turns";
import { auditRows, newTenant, type TestTenant } from "../support/api";
import { ALL, at, type Body, fieldsOf, logOf, logs, plant, T0, tenantWith, whole } from "./planted";

const post = (tenant: TestTenant, body: Body) => tenant.api("POST /v1/audit/export", body);

it("POST /v1/audit/export refuses faults of the body", async () => {
  const tenant = await newTenant();
  const ask = (body: Body) => fieldsOf(tenant, "POST /v1/audit/export", body);
  const bad = (fields: Body) => [422, "validation_error", fields];
  expect(await ask({})).toEqual(bad({ from: "required", to: "required" }));
  expect(await ask({ from: ALL.to, to: ALL.from })).toEqual(bad({ from: "range" }));
  expect(await ask({ ...ALL, format: "xml", limit: 5 })).toEqual(bad({ format: "unsupported", limit: "unknown" }));
  expect(await ask({ ...ALL, filters: { success: "true", from: ALL.from } })).toEqual(
    bad({ "filters.success": "type", "filters.from": "unknown" }),
  );
  expect((await auditRows(tenant.stub)).length).toBe(3);
});

it("POST /v1/audit/export refuses more rows than it may hold", async () => {
  expect(MAX_EXPORT_ROWS).toBe(1_000_000);
  const tenant = await tenantWith(Array.from({ length: 6 }, () => ({})));
  await runInDurableObject(tenant.stub, async (_, { storage }) => {
    const db = openSpaceDb(storage);
    const filters = { fromMs: T0, toMs: T0 + 86_400_000 };
    expect(await planExport(db, filters, 6)).toEqual({ rows: 6, firstSeq: 4, lastSeq: 9 });
    await expect(planExport(db, filters, 5)).rejects.toThrow(
      expect.objectContaining({
        failure: { code: "validation_error", details: { reason: "too_many_rows", limit: 5 } },
      }),
    );
    expect((await planExport(db, { ...filters, actions: ["none"] }, 5)).rows).toBe(0);
  });
});

it("POST /v1/audit/export gives JSON lines, oldest first, without its own row", async () => {
  const tenant = await newTenant();
  const answer = await post(tenant, ALL);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="audit.jsonl"');
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const lines = answer.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { logs: shown } = await logs(tenant, "limit=1000");
  expect(shown[0]).toMatchObject({
    action: "export_created",
    extra_data: { format: "jsonl", from: ALL.from, to: ALL.to, filters: [], rows: 3 },
  });
  expect(lines).toEqual(shown.slice(1).reverse());
  expect(answer.text.endsWith("\n")).toBe(true);
});

it("POST /v1/audit/export narrows by filters, and is empty if nothing matches", async () => {
  const tenant = await tenantWith([
    { extra_data: { trust_id: "trs_1" } },
    { action: "write" },
    { success: false, error_code: "access_denied" },
  ]);
  const seqsOf = async (filters: Body) =>
    (await post(tenant, { ...ALL, filters })).text.split("\n").flatMap((line) => (line ? [JSON.parse(line).seq] : []));
  expect(await seqsOf({ action: "write,read", success: true })).toEqual([4, 5]);
  expect(await seqsOf({ path_prefix: "shop/", success: false })).toEqual([6]);
  expect(await seqsOf({ identity_id: "user:nobody" })).toEqual([]);
  expect(await seqsOf({ trust_id: "trs_1" })).toEqual([4]);
  const csv = await post(tenant, { ...ALL, format: "csv", filters: { identity_id: "user:nobody" } });
  expect(csv.text).toMatch(/^id,seq,[a-z_,]+,hash\r\n$/);
});

it("POST /v1/audit/export gives CSV in which no cell is a formula", async () => {
  const tenant = await newTenant();
  await tenant.api("GET /v1/audit/verify", undefined, {
    headers: { "user-agent": '=HYPERLINK("http://x.example","a,b")', "x-request-id": "-formula" },
  });
  const answer = await post(tenant, { ...ALL, format: "csv" });
  expect(answer.headers.get("content-type")).toBe("text/csv");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="audit.csv"');
  const lines = answer.text.split("\r\n");
  expect(lines[0]).toBe(
    "id,seq,timestamp,action,identity_type,identity_id,actor_tenant_id,tenant_id,token_id,secret_path,source_ip,user_agent,success,error_code,duration_ms,request_id,extra_data,hash",
  );
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toBe("");
  const row = (await auditRows(tenant.stub))[3] ?? {};
  expect(lines[4]).toBe(
    `${row.id},4,${new Date(Number(row.timestamp_ms)).toISOString()},audit_query,user,user:admin,${tenant.id},${tenant.id},${row.token_id},,,"'=HYPERLINK(""http://x.example"",""a,b"")",true,,${row.duration_ms},'-formula,"{""ok"":true,""query"":""verify"",""rows"":3}",${row.hash}`,
  );
});

it("POST /v1/audit/export streams a long log in pieces", async () => {
  const tenant = await newTenant();
  await plant(tenant, 20_000, (i) => ({ timestamp: at(i) }));
  const response = await exports.default.fetch("https://postern.example/v1/audit/export", {
    method: "POST",
    headers: { authorization: `Bearer ${tenant.admin}`, "content-type": "application/json" },
    body: JSON.stringify({ from: whole(0), to: whole(86_400_000) }),
  });
  let [lines, largest] = [0, 0];
  for await (const chunk of response.body ?? []) {
    largest = Math.max(largest, chunk.length);
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  expect(lines).toBe(20_000);
  expect(largest).toBeLessThan(1_000_000);
});

it("POST /v1/audit/export breaks off when rows that were still to come are removed, rather than leave them out", async () => {
  const tenant = await tenantWith(Array.from({ length: 1200 }, () => ({})));
  await runInDurableObject(tenant.stub, async (_, { storage }) => {
    const log = logOf(storage, tenant.id);
    const reader = streamOf(log, "jsonl", {}, { rows: 1203, firstSeq: 1, lastSeq: 1203 }).getReader();
    let text = "";
    const decoder = new TextDecoder();
    const drain = async () => {
      for (;;) text += decoder.decode((await reader.read()).value, { stream: true });
    };
    text += decoder.decode((await reader.read()).value, { stream: true });
    await removeExpired(log, Date.now() + 1000, 700);
    await expect(drain()).rejects.toThrow("rows were removed during the export");
    expect(text.split("\n")).toHaveLength(UNITS_PER_TURN / TOLD_ROW_UNITS + 1);
  });
});
