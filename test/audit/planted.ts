import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { asc } from "drizzle-orm";
import { canonicalJson, GENESIS, linkHash } from "../../src/audit/chain";
import { checkpoints } from "../../src/audit/checkpoints";
import { Journal } from "../../src/audit/journal";
import { trustIdOf } from "../../src/audit/object-id";
import { auditLog, entryOf } from "../../src/audit/tables";
import { parseConfig } from "../../src/config";
import { Keyring } from "../../src/crypto/keyring";
import type { AuditEntry } from "../../src/kernel/audit";
import type { ObjectCore } from "../../src/kernel/core";
import { openSpaceDb } from "../../src/kernel/db";
import { openSpace } from "../../src/kernel/per-space";
import type { Space } from "../../src/kernel/space";
import { must, newTenant, type TestTenant } from "../support/api";
import { TEST_BINDINGS } from "../support/node/bindings";

export type Planted = Partial<Omit<AuditEntry, "seq">>;

const COLUMNS =
  "seq, id, timestamp_ms, action, identity_type, identity_id, actor_tenant_id, tenant_id, token_id, secret_path, source_ip, user_agent, success, error_code, duration_ms, request_id, extra_data, hash, trust_id";
const INSERT = `INSERT INTO audit_log (${COLUMNS}) VALUES (${COLUMNS.replaceAll(/\w+/g, "?")})`;

export const ROOTS = parseConfig(TEST_BINDINGS).rootKeys;

/** The log of a space by hand: what its own work is done with. Take the object out of memory after writing by it. */
export function logOf(storage: DurableObjectStorage, spaceId: string, keyring = new Keyring(ROOTS)) {
  const db = openSpaceDb(storage);
  const space: Space = { id: spaceId, kind: "tenant", partnerId: null, status: "active", createdAtMs: 0 };
  openSpace({ space, db, keyring } as ObjectCore);
  const marks = checkpoints({ space });
  const journal = new Journal(db, marks, async () => undefined);
  return { db, marks, journal, space, now: Date.now() };
}

/** Puts rows behind the newest one, linked as the journal links them, and lets the object start anew. */
export async function plant(
  { id, stub }: Pick<TestTenant, "id" | "stub">,
  count: number,
  make: (index: number) => Planted,
): Promise<void> {
  await runInDurableObject(stub, (_, { storage }) => {
    const { marks } = logOf(storage, id);
    const last = storage.sql
      .exec<{ seq: number; hash: string }>("SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1")
      .one();
    let { seq, hash } = last;
    for (let index = 0; index < count; index++) {
      seq += 1;
      const entry: AuditEntry = {
        id: `log_${String(seq).padStart(26, "0")}`,
        timestamp: "2026-06-02T08:00:00.123Z",
        action: "read",
        identity_type: "user",
        identity_id: "user:alice",
        actor_tenant_id: id,
        tenant_id: id,
        token_id: "tok_01jw8mb2k5r7d9x3c1v6q0t4hn",
        secret_path: "shop/db/login",
        source_ip: "203.0.113.7",
        user_agent: "curl/8",
        success: true,
        error_code: null,
        duration_ms: 1,
        request_id: `req_planted_${seq}`,
        extra_data: { version: 5 },
        ...make(index),
        seq,
      };
      hash = linkHash(hash, entry);
      const at = Date.parse(entry.timestamp);
      const { id: entryId, timestamp: _, action, ...rest } = entry;
      storage.sql.exec(
        INSERT,
        seq,
        entryId,
        at,
        action,
        rest.identity_type,
        rest.identity_id,
        rest.actor_tenant_id,
        rest.tenant_id,
        rest.token_id,
        rest.secret_path,
        rest.source_ip,
        rest.user_agent,
        rest.success ? 1 : 0,
        rest.error_code,
        rest.duration_ms,
        rest.request_id,
        canonicalJson(rest.extra_data),
        hash,
        trustIdOf(rest),
      );
    }
    const mac = marks.moveHead({ seq, hash })?.mac ?? null;
    storage.sql.exec("UPDATE audit_marks SET seq = ?, hash = ?, mac = ? WHERE name = 'head'", seq, hash, mac);
  });
  await evictDurableObject(stub);
}

/** As if all rows had been written at that time: what whoever holds the root keys can make of it. */
export async function backdate({ id, stub }: Pick<TestTenant, "id" | "stub">, atMs: number): Promise<void> {
  await runInDurableObject(stub, (_, { storage }) => {
    const { db, marks } = logOf(storage, id);
    let { seq, hash } = { seq: 0, hash: GENESIS };
    for (const row of db.select().from(auditLog).orderBy(asc(auditLog.seq)).all()) {
      const { hash: _hash, ...entry } = entryOf({ ...row, timestampMs: atMs });
      seq = row.seq;
      hash = linkHash(hash, entry);
      storage.sql.exec("UPDATE audit_log SET timestamp_ms = ?, hash = ? WHERE seq = ?", atMs, hash, seq);
    }
    const mac = marks.moveHead({ seq, hash })?.mac ?? null;
    storage.sql.exec("UPDATE audit_marks SET seq = ?, hash = ?, mac = ? WHERE name = 'head'", seq, hash, mac);
  });
  await evictDurableObject(stub);
}

/** As if the log had ended with this row: what whoever holds the root keys can make of it. */
export async function cut({ id, stub }: Pick<TestTenant, "id" | "stub">, seq: number): Promise<void> {
  await runInDurableObject(stub, (_, { storage }) => {
    const { marks } = logOf(storage, id);
    const { hash } = storage.sql.exec<{ hash: string }>("SELECT hash FROM audit_log WHERE seq = ?", seq).one();
    storage.sql.exec("DELETE FROM audit_log WHERE seq > ?", seq);
    const mac = marks.moveHead({ seq, hash })?.mac ?? null;
    storage.sql.exec("UPDATE audit_marks SET seq = ?, hash = ?, mac = ? WHERE name = 'head'", seq, hash, mac);
  });
  await evictDurableObject(stub);
}

/** Changes the stored log behind the object's back. */
export const tamper = (stub: TestTenant["stub"], ...statements: readonly string[]): Promise<void> =>
  runInDurableObject(stub, (_, { storage }) => {
    for (const statement of statements) storage.sql.exec(statement);
  });

export type Body = Readonly<Record<string, unknown>>;
export const T0 = Date.parse("2026-06-01T00:00:00Z");
export const at = (ms: number): string => new Date(T0 + ms).toISOString();
export const whole = (ms: number): string => `${at(ms).slice(0, 19)}Z`;
export const ALL = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };

/** A tenant with one row a second from T0 on. */
export async function tenantWith(rows: readonly Planted[]): Promise<TestTenant> {
  const tenant = await newTenant();
  await plant(tenant, rows.length, (i) => ({ timestamp: at(i * 1000), ...rows[i] }));
  return tenant;
}
export const logs = async (tenant: TestTenant, query: string) =>
  must(await tenant.api(`GET /v1/audit/logs?${query}`), 200);
export const fieldsOf = async (tenant: TestTenant, line: string, body?: Body) => {
  const answer = await tenant.api(line, body);
  return [answer.status, answer.body.error.code, answer.body.error.details?.fields ?? answer.body.error.details];
};

export const seqs = async (tenant: TestTenant, query: string): Promise<number[]> =>
  (await logs(tenant, query)).logs.map(({ seq }: { seq: number }) => seq);
