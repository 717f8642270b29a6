import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { ACTION_NAMES } from "../../src/audit/actions";
import type { LogFilters } from "../../src/audit/filters";
import { newestRows } from "../../src/audit/scan";
import { openSpaceDb } from "../../src/kernel/db";
import { auditRows, call, newTenant, type TestTenant } from "../support/api";
import { ALL, at, type Body, fieldsOf, logs, type Planted, plant, seqs, T0, tenantWith, whole } from "./planted";

it("GET /v1/audit/logs refuses what is no filter, before it looks at anything", async () => {
  const tenant = await newTenant();
  const line = (query: string) => `GET /v1/audit/logs?${query}`;
  const bad = (fields: Body) => [422, "validation_error", fields];
  expect(await fieldsOf(tenant, line("from=2026-06-01T00:00:01Z&to=2026-06-01T00:00:01.9Z"))).toEqual(
    bad({ from: "range" }),
  );
  expect(await fieldsOf(tenant, line("from=yesterday"))).toEqual(bad({ from: "format" }));
  expect(await fieldsOf(tenant, line("limit=1001"))).toEqual(bad({ limit: "range" }));
  expect(await fieldsOf(tenant, line("limit=0"))).toEqual(bad({ limit: "range" }));
  expect(await fieldsOf(tenant, line("success=yes"))).toEqual(bad({ success: "format" }));
  expect(await fieldsOf(tenant, line("identity_type=robot"))).toEqual(bad({ identity_type: "unsupported" }));
  expect(await fieldsOf(tenant, line("path_prefix=sh!op"))).toEqual(bad({ path_prefix: "characters" }));
  expect(await fieldsOf(tenant, line("action=read,"))).toEqual(bad({ action: "unsupported" }));
  const many = Array.from({ length: 21 }, () => "read").join(",");
  expect(await fieldsOf(tenant, line(`action=${many}`))).toEqual(bad({ action: "too_many" }));
  expect(await fieldsOf(tenant, line("action=read&action=write"))).toEqual(bad({ action: "repeated" }));
  expect(await fieldsOf(tenant, line("trust_id="))).toEqual(bad({ trust_id: "empty" }));
  expect(await fieldsOf(tenant, line("token_id=x"))).toEqual(bad({ token_id: "unknown" }));
  expect(await fieldsOf(tenant, line("cursor=abc"))).toEqual([400, "invalid_cursor", undefined]);
  expect((await auditRows(tenant.stub)).length).toBe(3);
});

it("GET /v1/audit/logs refuses an action that no row can have, and tells those that there are", async () => {
  const tenant = await newTenant();
  const refused = { fields: { action: "unsupported" }, allowed: ACTION_NAMES };
  for (const action of ["reed", "READ", "read,wrote", "credential.*", "%00", ""]) {
    const { status, body } = await tenant.api(`GET /v1/audit/logs?action=${action}`);
    expect([status, body.error.code, body.error.details]).toEqual([422, "validation_error", refused]);
  }
  const exported = await tenant.api("POST /v1/audit/export", { ...ALL, filters: { action: "reed" } });
  expect(exported.body.error.details).toEqual({ fields: { "filters.action": "unsupported" }, allowed: ACTION_NAMES });
  expect(await seqs(tenant, "action=purge,audit.pruned")).toEqual([]);
});

it("GET /v1/audit/logs takes days without a time: from the start of the first to the end of the last", async () => {
  const days = [
    "2026-05-10T23:59:59.999Z",
    "2026-05-11T00:00:00.000Z",
    "2026-05-11T23:59:59.999Z",
    "2026-05-12T00:00:00.000Z",
  ];
  const tenant = await tenantWith(days.map((timestamp) => ({ timestamp })));
  expect(await seqs(tenant, "from=2026-05-11&to=2026-05-11")).toEqual([6, 5]);
  expect(await seqs(tenant, "from=2026-05-10&to=2026-05-11T00:00:00Z")).toEqual([4]);
  expect(await seqs(tenant, "to=2026-05-11")).toEqual([6, 5, 4]);
  expect(await seqs(tenant, "from=2026-05-12&to=9999-12-31&action=read")).toEqual([7]);
  const faults = async (query: string) => (await fieldsOf(tenant, `GET /v1/audit/logs?${query}`))[2];
  expect(await faults("from=2026-05-12&to=2026-05-11")).toEqual({ from: "range" });
  for (const day of ["2026-02-30", "2026-5-11", "1969-12-31", "2026-05-11T", "20260511", "2026-05"])
    expect(await faults(`from=${day}`), day).toEqual({ from: "format" });
  const exported = await tenant.api("POST /v1/audit/export", { from: "2026-05-11", to: "2026-05-11" });
  expect(exported.text.trimEnd().split("\n")).toHaveLength(2);
  const { from, to, total_events } = (await tenant.api("GET /v1/audit/summary?from=2026-05-11&to=2026-05-11")).body;
  expect([from, to, total_events]).toEqual(["2026-05-11T00:00:00Z", "2026-05-12T00:00:00Z", 2]);
});

it("GET /v1/audit/logs follows the chain where the clock was set back: the row written last comes first, in lists and trails", async () => {
  const rows = [0, 9000, 5000, 1000, 7000].map((ms) => ({ timestamp: at(ms) }));
  const tenant = await tenantWith(rows);
  for (const filter of [
    "",
    "&identity_id=user:alice",
    "&path_prefix=shop/",
    "&action=read,write",
    "&source_ip=203.0.113.7",
  ]) {
    const first = await logs(tenant, `from=${whole(0)}&to=${whole(10_000)}&limit=3${filter}`);
    expect(
      first.logs.map(({ seq }: Body) => seq),
      filter,
    ).toEqual([8, 7, 6]);
    const rest = await logs(tenant, `from=${whole(0)}&to=${whole(10_000)}&limit=3${filter}&cursor=${first.cursor}`);
    expect(
      rest.logs.map(({ seq }: Body) => seq),
      filter,
    ).toEqual([5, 4]);
  }
  expect(await seqs(tenant, `from=${whole(1000)}&to=${whole(6000)}`)).toEqual([7, 6]);
  for (const trail of ["secrets/shop/db/login", "identities/user:alice"]) {
    const { body } = await tenant.api(`GET /v1/audit/${trail}?from=${whole(0)}&to=${whole(10_000)}`);
    expect(
      body.logs.map(({ seq }: Body) => seq),
      trail,
    ).toEqual([8, 7, 6, 5, 4]);
  }
  const { text } = await tenant.api("POST /v1/audit/export", { from: whole(0), to: whole(10_000) });
  expect(
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).seq),
  ).toEqual([4, 5, 6, 7, 8]);
});

it("GET /v1/audit/logs shows an entry whole, as it was recorded", async () => {
  const tenant = await newTenant();
  const answer = await tenant.api("GET /v1/audit/verify", undefined, {
    headers: { "cf-connecting-ip": "203.0.113.7", "user-agent": "a".repeat(300), "x-request-id": "req-of-mine" },
  });
  expect(answer.headers.get("x-request-id")).toBe("req-of-mine");
  const [row] = await auditRows(tenant.stub).then((rows) => rows.slice(-1));
  const page = await logs(tenant, "limit=1");
  expect(page).toEqual({
    logs: [
      {
        id: expect.stringMatching(/^log_[0-9a-z]{26}$/),
        seq: 4,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        action: "audit_query",
        identity_type: "user",
        identity_id: "user:admin",
        actor_tenant_id: tenant.id,
        tenant_id: tenant.id,
        token_id: expect.stringMatching(/^tok_/),
        secret_path: null,
        source_ip: "203.0.113.7",
        user_agent: "a".repeat(256),
        success: true,
        error_code: null,
        duration_ms: expect.any(Number),
        request_id: "req-of-mine",
        extra_data: { query: "verify", ok: true, rows: 3 },
        hash: row?.hash,
      },
    ],
    cursor: expect.any(String),
    has_more: true,
  });
  expect(Object.keys(page.logs[0])).toEqual(
    "id seq timestamp action identity_type identity_id actor_tenant_id tenant_id token_id secret_path source_ip user_agent success error_code duration_ms request_id extra_data hash".split(
      " ",
    ),
  );
});

it("GET /v1/audit/logs takes its own filters only: their names go into the row, their values do not", async () => {
  const tenant = await newTenant();
  await logs(
    tenant,
    "identity_id=canary-7f3a&action=read&request_id=canary-7f3a&source_ip=canary-7f3a&trust_id=canary-7f3a",
  );
  const [row] = (await auditRows(tenant.stub)).slice(-1);
  expect(row?.extra_data).toBe(
    '{"filters":["action","identity_id","source_ip","request_id","trust_id"],"query":"logs"}',
  );
  await call("GET /v1/audit/identities/canary-7F3A", { token: tenant.admin });
  expect(JSON.stringify(await auditRows(tenant.stub))).not.toMatch(/canary/i);
});

const ROWS: readonly Planted[] = [
  { identity_id: "user:bob", action: "write", secret_path: "shop/db" },
  { identity_id: "user:bob", secret_path: "shop/db2", success: false, error_code: "access_denied" },
  { identity_id: "sa:ci", identity_type: "service_account", source_ip: "198.51.100.1", secret_path: "shop/db/x" },
  { identity_id: "sa:ci", identity_type: "service_account", action: "delete", secret_path: "other" },
  { identity_id: "user:bob", action: "config_read", secret_path: null, request_id: "req-special" },
  {
    ...{ identity_id: "user:bob", action: "write", secret_path: "shop/d", source_ip: "198.51.100.1" },
    extra_data: { trust_id: "trs_1" },
  },
];

const day = `from=${whole(0)}&to=${whole(86_400_000)}`;

it("GET /v1/audit/logs narrows by each filter, and by several at once, newest first", async () => {
  const tenant = await tenantWith(ROWS);
  expect(await seqs(tenant, day)).toEqual([9, 8, 7, 6, 5, 4]);
  expect(await seqs(tenant, `from=${whole(1000)}&to=${whole(3000)}`)).toEqual([6, 5]);
  expect(await seqs(tenant, `${day}&action=write`)).toEqual([9, 4]);
  expect(await seqs(tenant, `${day}&action=write,delete,purge`)).toEqual([9, 7, 4]);
  expect(await seqs(tenant, `${day}&identity_id=user:bob`)).toEqual([9, 8, 5, 4]);
  expect(await seqs(tenant, `${day}&identity_type=service_account`)).toEqual([7, 6]);
  expect(await seqs(tenant, `${day}&path_prefix=shop/db`)).toEqual([6, 5, 4]);
  expect(await seqs(tenant, `${day}&path_prefix=shop/db/`)).toEqual([6]);
  expect(await seqs(tenant, `${day}&success=false`)).toEqual([5]);
  expect(await seqs(tenant, `${day}&success=true`)).toEqual([9, 8, 7, 6, 4]);
  expect(await seqs(tenant, `${day}&source_ip=198.51.100.1`)).toEqual([9, 6]);
  expect(await seqs(tenant, "request_id=req-special")).toEqual([8]);
  expect(await seqs(tenant, `${day}&trust_id=trs_1`)).toEqual([9]);
  expect(await seqs(tenant, `${day}&trust_id=trs_1&action=write&identity_id=user:bob`)).toEqual([9]);
  expect(await seqs(tenant, `${day}&trust_id=trs_1&success=false`)).toEqual([]);
  expect(await seqs(tenant, `${day}&trust_id=trs_2`)).toEqual([]);
  expect(await seqs(tenant, `${day}&identity_id=user:bob&action=write,read&path_prefix=shop&success=true`)).toEqual([
    9, 4,
  ]);
  expect(await seqs(tenant, `${day}&source_ip=198.51.100.1&identity_type=user`)).toEqual([9]);
  expect(await seqs(tenant, "identity_id=nobody")).toEqual([]);
});

it("GET /v1/audit/logs gives every entry once, page by page, also when many share one moment and others are written meanwhile", async () => {
  const tenant = await tenantWith(
    Array.from({ length: 47 }, (_, i) => ({
      timestamp: at(Math.floor(i / 10) * 1000),
      action: i % 3 === 0 ? "write" : "read",
      secret_path: `shop/${i % 5}`,
    })),
  );
  for (const filter of [day, `${day}&action=write,read`, `${day}&path_prefix=shop/`, `${day}&identity_id=user:alice`]) {
    const seen: number[] = [];
    let cursor = "";
    for (let calls = 0; calls < 20; calls++) {
      const page = await logs(tenant, `${filter}&limit=${calls === 0 ? 3 : 7}${cursor}`);
      seen.push(...page.logs.map(({ seq }: { seq: number }) => seq));
      expect(page.has_more).toBe(page.cursor !== null);
      if (page.cursor === null) break;
      cursor = `&cursor=${page.cursor}`;
    }
    expect(seen, filter).toEqual(Array.from({ length: 47 }, (_, i) => 50 - i));
  }
});

it("GET /v1/audit/logs refuses a cursor under other filters, and takes it in any spelling of the same", async () => {
  const tenant = await tenantWith(ROWS);
  const { cursor } = await logs(tenant, `${day}&action=write,read&limit=1`);
  expect(await seqs(tenant, `${day}&action=read,write,read&limit=2&cursor=${cursor}`)).toEqual([6, 5]);
  for (const other of [`${day}&action=write`, day, `${day}&action=write,read&success=true`])
    expect((await tenant.api(`GET /v1/audit/logs?${other}&cursor=${cursor}`)).body.error.code).toBe("invalid_cursor");
  expect((await tenant.api(`GET /v1/audit/secrets/shop?cursor=${cursor}`)).body.error.code).toBe("invalid_cursor");
});

it("GET /v1/audit/logs reads no more rows from a long log than from a short one, whatever the filter", async () => {
  const [short, long] = [await newTenant(), await newTenant()];
  const make = (i: number): Planted => ({
    timestamp: at(i * 10),
    identity_id: `user:${i % 7}`,
    identity_type: i % 50 === 0 ? "service_account" : "user",
    action: ["read", "write", "list"][i % 3] ?? "read",
    secret_path: `shop/${i % 11}`,
    source_ip: `203.0.113.${i % 5}`,
    success: i % 9 !== 0,
    error_code: i % 9 === 0 ? "access_denied" : null,
    extra_data: i % 4 === 0 ? { trust_id: `trs_${i % 3}` } : {},
  });
  await plant(short, 1_000, make);
  await plant(long, 12_000, make);
  const FILTERS: readonly LogFilters[] = [
    {},
    { fromMs: T0 + 2000, toMs: T0 + 9000 },
    { toMs: T0 + 5000 },
    { identityId: "user:3" },
    { identityType: "service_account" },
    { actions: ["read"] },
    { actions: ["read", "list", "none"] },
    { path: "shop/3" },
    { sourceIp: "203.0.113.3" },
    { success: false },
    { success: true },
    { requestId: "req_planted_500" },
    { trustId: "trs_1" },
    { trustId: "trs_1", sourceIp: "203.0.113.3", success: true },
    { pathPrefix: "shop/" },
    { identityId: "user:3", success: true, actions: ["write", "read"] },
  ];
  const readBy = (tenant: TestTenant) =>
    runInDurableObject(tenant.stub, async (_, { storage }) => {
      const all: number[] = [];
      for (const filters of FILTERS) {
        let read = 0;
        const exec = (...args: Parameters<typeof storage.sql.exec>) => {
          const cursor = storage.sql.exec(...args);
          const raw = () => {
            const rows = [...cursor.raw()];
            read += cursor.rowsRead;
            return { toArray: () => rows, next: () => ({ done: rows.length === 0, value: rows.shift() }) };
          };
          return { raw, toArray: () => cursor.toArray() };
        };
        const counting = { sql: { exec } } as unknown as DurableObjectStorage;
        await newestRows(openSpaceDb(counting), filters, [900], 51);
        all.push(read);
      }
      return all;
    });
  const [few, many] = [await readBy(short), await readBy(long)];
  FILTERS.forEach((filters, i) => {
    expect(many[i], JSON.stringify(filters)).toBeGreaterThan(0);
    expect(many[i], JSON.stringify(filters)).toBeLessThanOrEqual(
      Math.max(400, (few[i] ?? 0) * 1.5 + 1000 * Number("pathPrefix" in filters)),
    );
  });
});
