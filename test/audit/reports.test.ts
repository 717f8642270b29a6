import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { cell } from "../../src/audit/csv";
import { MAX_EXPORT_ROWS, planExport, streamOf } from "../../src/audit/export";
import { removeExpired } from "../../src/audit/retention";
import { openTenantDb } from "../../src/kernel/db";
import { TOLD_ROW_UNITS, UNITS_PER_TURN } from "../../src/kernel/turns";
import { auditRows, must, newTenant, type TestTenant } from "../support/api";
import { ALL, at, type Body, fieldsOf, logOf, logs, type Planted, plant, T0, tenantWith, whole } from "./planted";

describe("reports on an identity and a path with more rows than one turn counts", () => {
  it("count each row once, also those of one instant, and held up whoever else asked", async () => {
    const tenant = await newTenant();
    const recent = new Date(Date.now() - 3_600_000).toISOString();
    await plant(tenant, 4_500, (i) => ({
      timestamp: recent,
      identity_id: "user:busy",
      secret_path: `s/${i % 4 === 0 ? "a" : i % 7}`,
      success: i % 9 !== 0,
      error_code: i % 9 === 0 ? "access_denied" : null,
    }));
    const identity = must(await tenant.api("GET /v1/audit/identities/user:busy?limit=1"), 200);
    const at30 = { total_events_30d: 4_500, denied_30d: 500, unique_secrets_30d: 8 };
    expect(identity.summary).toEqual({ ...at30, last_seen_at: expect.any(String) });
    const path = must(await tenant.api("GET /v1/audit/secrets/s/a?limit=1"), 200);
    const given = { total_accesses_30d: 1_000, unique_identities_30d: 1 };
    expect(path.summary).toEqual({ ...given, last_accessed_at: expect.any(String) });
  });
});

describe("GET /v1/audit/summary", () => {
  it("refuses more than 92 days and a range that is none", async () => {
    const tenant = await newTenant();
    const ask = (query: string) => fieldsOf(tenant, `GET /v1/audit/summary?${query}`);
    const bad = [422, "validation_error", { from: "range" }];
    expect(await ask(`from=${whole(0)}&to=${whole(92 * 86_400_000 + 1000)}`)).toEqual(bad);
    expect(await ask(`from=${whole(0)}&to=${whole(0)}`)).toEqual(bad);
    expect(await ask("from=2026-01-01T00:00:00Z")).toEqual(bad);
    expect((await tenant.api(`GET /v1/audit/summary?from=${whole(0)}&to=${whole(92 * 86_400_000)}`)).status).toBe(200);
  });

  it("counts what lies in the range, and names the ten most frequent", async () => {
    const tenant = await tenantWith([
      ...Array.from({ length: 12 }, (_, i): Planted[] =>
        Array.from({ length: i + 1 }, () => ({
          secret_path: `s/${String(i).padStart(2, "0")}`,
          identity_id: `user:u${i}`,
        })),
      ).flat(),
      { action: "write", secret_path: null, success: false, error_code: "access_denied", identity_id: "user:u0" },
      {
        action: "list",
        secret_path: null,
        success: false,
        error_code: "access_denied",
        actor_tenant_id: "ptn_x",
        identity_id: "user:u0",
      },
    ]);
    const { body } = await tenant.api(`GET /v1/audit/summary?from=${whole(0)}&to=${whole(86_400_000)}`);
    expect(body).toEqual({
      from: whole(0),
      to: whole(86_400_000),
      total_events: 80,
      successful_events: 78,
      failed_events: 2,
      unique_identities: 13,
      unique_secrets: 12,
      by_action: { list: 1, read: 78, write: 1 },
      by_error: { access_denied: 2 },
      top_secrets: Array.from({ length: 10 }, (_, i) => ({
        path: `s/${String(11 - i).padStart(2, "0")}`,
        count: 12 - i,
      })),
      top_identities: Array.from({ length: 10 }, (_, i) => ({ identity_id: `user:u${11 - i}`, count: 12 - i })),
    });
  });

  it("takes the last 30 days by itself, up to the row of a moment ago", async () => {
    const tenant = await tenantWith([{ timestamp: "2026-01-01T00:00:00.000Z" }]);
    const { body } = await tenant.api("GET /v1/audit/summary");
    expect(body.total_events).toBe(3);
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(30 * 86_400_000);
    expect(await tenant.api("GET /v1/audit/summary").then((next) => next.body.by_action.audit_query)).toBe(1);
  });

  it("counts slice by slice in a long log", async () => {
    const tenant = await newTenant();
    await plant(tenant, 11_000, (i) => ({ timestamp: at(i), identity_id: `user:${i % 3}`, secret_path: `s/${i % 4}` }));
    const { body } = await tenant.api(`GET /v1/audit/summary?from=${whole(0)}&to=${whole(10_000)}`);
    expect(body).toMatchObject({ total_events: 10_000, unique_identities: 3, unique_secrets: 4 });
  });
});

describe("POST /v1/audit/export", () => {
  const post = (tenant: TestTenant, body: Body) => tenant.api("POST /v1/audit/export", body);

  it("refuses faults of the body", async () => {
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

  it("refuses more rows than it may hold", async () => {
    expect(MAX_EXPORT_ROWS).toBe(1_000_000);
    const tenant = await tenantWith(Array.from({ length: 6 }, () => ({})));
    await runInDurableObject(tenant.stub, async (_, { storage }) => {
      const db = openTenantDb(storage);
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

  it("gives JSON lines, oldest first, without its own row", async () => {
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

  it("narrows by filters, and is empty if nothing matches", async () => {
    const tenant = await tenantWith([{}, { action: "write" }, { success: false, error_code: "access_denied" }]);
    const seqsOf = async (filters: Body) =>
      (await post(tenant, { ...ALL, filters })).text
        .split("\n")
        .flatMap((line) => (line ? [JSON.parse(line).seq] : []));
    expect(await seqsOf({ action: "write,read", success: true })).toEqual([4, 5]);
    expect(await seqsOf({ path_prefix: "shop/", success: false })).toEqual([6]);
    expect(await seqsOf({ identity_id: "user:nobody" })).toEqual([]);
    const csv = await post(tenant, { ...ALL, format: "csv", filters: { identity_id: "user:nobody" } });
    expect(csv.text).toMatch(/^id,seq,[a-z_,]+,hash\r\n$/);
  });

  it("gives CSV in which no cell is a formula", async () => {
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

  it("writes every cell by RFC 4180 and neutralises texts alone", () => {
    expect(cell(null)).toBe("");
    expect(cell(-5)).toBe("-5");
    expect(cell(false)).toBe("false");
    expect(cell("plain text")).toBe("plain text");
    expect(cell('a"b')).toBe('"a""b"');
    expect(cell("a\nb")).toBe('"a\nb"');
    for (const first of ["=", "+", "-", "@"]) expect(cell(`${first}1`)).toBe(`'${first}1`);
    expect(cell("\t=1")).toBe("'\t=1");
    expect(cell("+1,2")).toBe('"\'+1,2"');
    expect(cell({ b: 1, a: "x" })).toBe('"{""a"":""x"",""b"":1}"');
  });

  it("streams a long log in pieces", async () => {
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

  it("breaks off when rows that were still to come are removed, rather than leave them out", async () => {
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
});
