import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { gte } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { linkHash } from "../../src/audit/chain";
import { Checkpoints } from "../../src/audit/checkpoints";
import { PRUNED, removeExpired } from "../../src/audit/retention";
import { auditLog, entryOf } from "../../src/audit/tables";
import { Keyring } from "../../src/crypto/keyring";
import { openSpaceDb } from "../../src/kernel/db";
import { rewrapSealed } from "../../src/keys/internal";
import { auditRows, must, newTenant, type TestTenant } from "../support/api";
import { logOf, plant, ROOTS, tamper } from "./planted";

const DAY = 86_400_000;
const verify = async (tenant: TestTenant, query = "") => (await tenant.api(`GET /v1/audit/verify${query}`)).body;

const newest = async (tenant: TestTenant) => {
  const [row] = (await auditRows(tenant.stub)).slice(-1);
  const { seq = 0, hash = "" } = row ?? {};
  return { seq: Number(seq), hash: String(hash) };
};

/** A log of eight rows, the last of which somebody noted elsewhere. */
async function notedTenant(): Promise<{ tenant: TestTenant; noted: { seq: number; hash: string } }> {
  const tenant = await newTenant();
  await plant(tenant, 5, (i) => ({ secret_path: `shop/${i}` }));
  return { tenant, noted: await newest(tenant) };
}

const expecting = (tenant: TestTenant, { seq, hash }: { seq: number; hash: string }) =>
  verify(tenant, `?expect_seq=${seq}&expect_hash=${hash}`);

const prune = async (tenant: TestTenant, untilMs: number) => {
  await runInDurableObject(tenant.stub, (_, { storage }) => removeExpired(logOf(storage, tenant.id), untilMs));
  await evictDurableObject(tenant.stub);
};

const HEAD = "(SELECT * FROM audit_marks WHERE name = 'head')";

/** Another row with the content of one that is there. */
const copyTo = (
  seq: number,
  where: string,
) => `INSERT INTO audit_log SELECT ${seq}, id, timestamp_ms, action, identity_type,
  identity_id, actor_tenant_id, tenant_id, token_id, secret_path, source_ip, user_agent, success, error_code, duration_ms,
  request_id, extra_data, hash, object_id, trust_id FROM audit_log WHERE ${where} LIMIT 1`;

it("somebody who can write to the log's storage can't empty the log and let the anchor vouch for it", async () => {
  for (const restart of [false, true]) {
    const { tenant, noted } = await notedTenant();
    await tamper(
      tenant.stub,
      "DELETE FROM audit_log",
      `UPDATE audit_marks SET seq = ${noted.seq}, hash = '${noted.hash}' WHERE name = 'anchor'`,
    );
    if (restart) await evictDurableObject(tenant.stub);
    expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 8, reason: "mark_mismatch" });
    expect(await expecting(tenant, noted)).toMatchObject({ ok: false, first_bad_seq: 8 });
  }
});

it("somebody who can write to the log's storage can't do it with the head's own MAC, nor with a record of retention that nobody wrote", async () => {
  const { tenant, noted } = await notedTenant();
  await tamper(
    tenant.stub,
    `UPDATE audit_marks SET (seq, hash, root_key_id, mac) = (SELECT seq, hash, root_key_id, mac FROM ${HEAD})
       WHERE name = 'anchor'`,
    "DELETE FROM audit_log WHERE seq < 8",
    "UPDATE audit_log SET action = 'audit.pruned', object_id = NULL WHERE seq = 8",
  );
  const extra = JSON.stringify({ from_seq: 1, to_seq: 8, head_before: noted.hash });
  await tamper(tenant.stub, `UPDATE audit_log SET seq = 9, extra_data = '${extra}'`);
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: false });
  expect(await expecting(tenant, noted)).toMatchObject({ ok: false });
  expect(await expecting(tenant, { seq: 3, hash: noted.hash })).toMatchObject({ ok: false, first_bad_seq: 3 });
});

const attacks: readonly [string, string[]][] = [
  [
    "moves the anchor on and removes its rows",
    [
      "UPDATE audit_marks SET (seq, hash) = (SELECT seq, hash FROM audit_log WHERE seq = 5) WHERE name = 'anchor'",
      "DELETE FROM audit_log WHERE seq <= 5",
    ],
  ],
  ["widens what the anchor vouches for", ["UPDATE audit_marks SET from_seq = 0 WHERE name = 'anchor'"]],
  [
    "sets the head back and removes the rows behind it",
    [
      "UPDATE audit_marks SET (seq, hash) = (SELECT seq, hash FROM audit_log WHERE seq = 5) WHERE name = 'head'",
      "DELETE FROM audit_log WHERE seq > 5",
    ],
  ],
  ["takes the MACs away, as if the marks were old", ["UPDATE audit_marks SET mac = NULL, root_key_id = NULL"]],
  ["takes the MAC of the head away", ["UPDATE audit_marks SET mac = NULL WHERE name = 'head'"]],
  ["deletes the marks", ["DELETE FROM audit_marks"]],
  ["deletes the log and the marks", ["DELETE FROM audit_log", "DELETE FROM audit_marks"]],
  ["deletes the anchor", ["DELETE FROM audit_marks WHERE name = 'anchor'"]],
  ["lets a mark name another of the root keys", ["UPDATE audit_marks SET root_key_id = 'test-1'"]],
  [
    "changes one digit of a MAC",
    [
      "UPDATE audit_marks SET mac = '0' || substr(mac, 2) WHERE mac NOT LIKE '0%'",
      "UPDATE audit_marks SET mac = '1' || substr(mac, 2) WHERE mac LIKE '00%' AND name = 'head'",
    ],
  ],
];

it("somebody who can write to the log's storage is found out, at once and after the object has started anew and written on", async () => {
  for (const [what, statements] of attacks) {
    const { tenant } = await notedTenant();
    await tamper(tenant.stub, ...statements);
    await evictDurableObject(tenant.stub);
    for (let i = 0; i < 3; i++) expect(await verify(tenant), what).toMatchObject({ ok: false });
    await evictDurableObject(tenant.stub);
    expect(await verify(tenant), what).toMatchObject({ ok: false });
  }
});

it("somebody who can write to the log's storage can't bring the marks of another space", async () => {
  const [{ tenant }, { tenant: other }] = [await notedTenant(), await notedTenant()];
  const marks = await runInDurableObject(other.stub, (_, { storage }) =>
    storage.sql.exec("SELECT name, seq, hash, from_seq, root_key_id, mac FROM audit_marks").toArray(),
  );
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    storage.sql.exec("DELETE FROM audit_marks");
    for (const { name, seq, hash, from_seq, root_key_id, mac } of marks)
      storage.sql.exec(
        "INSERT INTO audit_marks (name, seq, hash, from_seq, root_key_id, mac) VALUES (?, ?, ?, ?, ?, ?)",
        ...[name, seq, hash, from_seq, root_key_id, mac].map((value) => value ?? null),
      );
  });
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: false, reason: expect.stringMatching(/mismatch/) });
});

it("somebody who can write to the log's storage can't play back an older mark: rows behind it are vouched for by nothing, and cut rows are missed by who noted them", async () => {
  const { tenant } = await notedTenant();
  await tamper(tenant.stub, "CREATE TABLE old AS SELECT * FROM audit_marks WHERE name = 'head'");
  await verify(tenant);
  const late = await newest(tenant);
  const back = "INSERT OR REPLACE INTO audit_marks SELECT * FROM old";
  await tamper(tenant.stub, back);
  expect(await verify(tenant)).toMatchObject({ ok: false });
  await tamper(tenant.stub, back);
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: false, reason: "mark_mismatch" });
  // Storage that is an older state as a whole is consistent in itself: only a head noted elsewhere tells.
  await tamper(tenant.stub, "DELETE FROM audit_log WHERE seq > 8", back);
  await evictDurableObject(tenant.stub);
  expect(await expecting(tenant, late)).toMatchObject({
    ok: false,
    reason: "expectation_failed",
    first_bad_seq: 9,
  });
});

it("somebody who can write to the log's storage can't add a row behind the newest, however well it is linked", async () => {
  const { tenant } = await notedTenant();
  await tamper(tenant.stub, copyTo(9, "seq = 8"));
  await relink(tenant, 9);
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 9, reason: "mark_mismatch" });
});

it("somebody who can write to the log's storage can't slip in a row below the anchor, where lists would show it", async () => {
  const { tenant } = await notedTenant();
  await prune(tenant, Date.now() + DAY);
  await tamper(tenant.stub, copyTo(2, "seq > 2"));
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 2, reason: "hash_mismatch" });
});

it("somebody who can write to the log's storage can't move an event to another credential's list", async () => {
  const tenant = await newTenant();
  const id = "018f3c5e-7e1a-7c3d-8f00-0123456789ab";
  await plant(tenant, 1, () => ({ action: "credential.updated", extra_data: { credential_id: id } }));
  await tamper(tenant.stub, `UPDATE audit_log SET object_id = '${id}' WHERE seq = 4`);
  expect(await verify(tenant)).toMatchObject({ ok: true });
  for (const other of ["NULL", "''", `'${id.replace("a", "b")}'`]) {
    await tamper(tenant.stub, `UPDATE audit_log SET object_id = ${other} WHERE seq = 4`);
    expect(await verify(tenant, "?to_seq=4")).toMatchObject({ ok: false, first_bad_seq: 4, reason: "hash_mismatch" });
  }
});

it("somebody who can write to the log's storage can't take a row out of a trust's list, nor move it to another's", async () => {
  const tenant = await newTenant();
  await plant(tenant, 2, (i) => (i === 0 ? { extra_data: { trust_id: "trs_1" } } : {}));
  expect(await verify(tenant)).toMatchObject({ ok: true });
  for (const [seq, other] of [
    [4, "NULL"],
    [4, "'trs_2'"],
    [5, "'trs_1'"],
  ] as const) {
    const kept = seq === 4 ? "'trs_1'" : "NULL";
    await tamper(tenant.stub, `UPDATE audit_log SET trust_id = ${other} WHERE seq = ${seq}`);
    expect(await verify(tenant, "?to_seq=5")).toMatchObject({ ok: false, first_bad_seq: seq, reason: "hash_mismatch" });
    await tamper(tenant.stub, `UPDATE audit_log SET trust_id = ${kept} WHERE seq = ${seq}`);
  }
});

/** Gives a row the hash that fits the one before. */
const relink = (tenant: TestTenant, seq: number) =>
  runInDurableObject(tenant.stub, (_object, { storage }) => {
    const { db, marks } = logOf(storage, tenant.id);
    const rows = db
      .select()
      .from(auditLog)
      .where(gte(auditLog.seq, seq - 1))
      .all();
    const [before, row] = rows;
    if (!before || !row) throw new Error("no such row");
    const { hash: _, ...entry } = entryOf(row);
    storage.sql.exec("UPDATE audit_log SET hash = ? WHERE seq = ?", linkHash(before.hash, entry), seq);
    expect(marks.newest().seq).toBe(seq);
  });

const [older, latest] = ROOTS as [(typeof ROOTS)[0], (typeof ROOTS)[0]];

const stored = (tenant: TestTenant) =>
  runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql
      .exec("SELECT name, root_key_id FROM audit_marks ORDER BY name")
      .toArray()
      .map(({ name, root_key_id }) => `${name} ${root_key_id}`),
  );

/** As if both marks had been signed while `root` was the newest. */
async function signUnder(tenant: TestTenant, root: (typeof ROOTS)[0]): Promise<void> {
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    const marks = new Checkpoints(openSpaceDb(storage), new Keyring([latest, root]), tenant.id);
    marks.start();
    marks.resign(2);
  });
  await env.DB.prepare("UPDATE root_key_uses SET root_key_id = ? WHERE space_id = ?").bind(root.id, tenant.id).run();
  await evictDurableObject(tenant.stub);
}

it("root keys and the marks are counted from a space's first row on, so that no key is taken out while a mark needs it", async () => {
  const tenant = await newTenant();
  const uses = await env.DB.prepare("SELECT root_key_id, records FROM root_key_uses WHERE space_id = ?")
    .bind(tenant.id)
    .all();
  expect(uses.results).toEqual([{ root_key_id: latest.id, records: 2 }]);
});

it("root keys and the marks are signed anew by the rewrap; until then an older key goes on signing", async () => {
  const { tenant, noted } = await notedTenant();
  await signUnder(tenant, older);
  expect(await verify(tenant)).toMatchObject({ ok: true });
  expect(await stored(tenant)).toEqual([`anchor ${older.id}`, `head ${older.id}`]);
  const rewrapped = await runInDurableObject(tenant.stub, (object) => object.internal(rewrapSealed.name, 10));
  expect(rewrapped).toEqual({ ok: true, value: { rewrapped: 2 } });
  expect(await stored(tenant)).toEqual([`anchor ${latest.id}`, `head ${latest.id}`]);
  expect(await expecting(tenant, noted)).toMatchObject({ ok: true });
  await evictDurableObject(tenant.stub);
  expect(await expecting(tenant, noted)).toMatchObject({ ok: true });
});

it("root keys and the marks fail closed when the key is not there: verify says so, and rows are still written", async () => {
  const { tenant } = await notedTenant();
  await signUnder(tenant, { id: "lost", key: new Uint8Array(32) });
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 0, reason: "mark_key_unknown" });
  expect(await verify(tenant)).toMatchObject({ ok: false, reason: "mark_key_unknown", head: { seq: 9 } });
  expect(await stored(tenant)).toEqual(["anchor lost", "head lost"]);
});

it("root keys and the marks do not sign what does not prove itself, also not in a rewrap", async () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { tenant } = await notedTenant();
  await signUnder(tenant, older);
  await tamper(tenant.stub, "UPDATE audit_marks SET seq = 3 WHERE name = 'anchor'");
  const rewrapped = await runInDurableObject(tenant.stub, (object) => object.internal(rewrapSealed.name, 10));
  expect(rewrapped).toEqual({ ok: true, value: { rewrapped: 1 } });
  expect(errors.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
    { level: "error", error: "mark_mismatch", mark: "anchor", space: tenant.id },
  ]);
  errors.mockRestore();
  expect(await stored(tenant)).toEqual([`anchor ${older.id}`, `head ${latest.id}`]);
  expect(await verify(tenant)).toMatchObject({ ok: false, reason: "mark_mismatch" });
});

const DOWN = ["from_seq", "root_key_id", "mac"].map((column) => `ALTER TABLE audit_marks DROP COLUMN ${column}`);

/** Undoes the migration that brought the columns. */
const downgrade = (tenant: TestTenant, ...more: string[]) =>
  tamper(tenant.stub, ...DOWN, "DELETE FROM migrations WHERE tag LIKE '%mark_macs'", ...more);

it("a log from before the marks had a MAC is signed as it is found, once, and goes on", async () => {
  const { tenant, noted } = await notedTenant();
  await downgrade(tenant);
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: true, rows: 8 });
  expect(await expecting(tenant, noted)).toMatchObject({ ok: true });
  await evictDurableObject(tenant.stub);
  expect(await verify(tenant)).toMatchObject({ ok: true });
});

it("a log from before the marks had a MAC vouches for nothing that was removed before: a noted head that is gone is not confirmed, now and later", async () => {
  const { tenant, noted } = await notedTenant();
  const forged = `UPDATE audit_marks SET seq = ${noted.seq}, hash = '${noted.hash}' WHERE name = 'anchor'`;
  await downgrade(tenant, "DELETE FROM audit_log", forged);
  await evictDurableObject(tenant.stub);
  const failed = { ok: false, first_bad_seq: 8, reason: "expectation_failed" };
  expect(await expecting(tenant, noted)).toMatchObject(failed);
  await prune(tenant, Date.now() + DAY);
  expect((await auditRows(tenant.stub)).map(({ action }) => action)).toEqual([PRUNED]);
  expect(await expecting(tenant, noted)).toMatchObject(failed);
  must(await tenant.api("GET /v1/audit/logs"), 200);
});
