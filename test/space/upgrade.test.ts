import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import generated from "../../migrations/tenant/migrations";
import { Keyring, NoRootKey } from "../../src/crypto/keyring";
import { migrate } from "../../src/space/migrate";
import { CREDENTIALS, INTEGRATIONS, newCredential, newIntegration, withoutTable } from "../broker/record-bench";
import { asOperator, call, must } from "../support/api";
import { HOUR, type Hooked, newHooked, newReceiver, verify } from "../webhooks/support";

/** How many migrations the release before the marks had a MAC knew. */
const OLD = 3;

const FIELDS = [{ name: "password", generator: "random", config: { length: 24, charset: "full" } }];

/** What an administrator reads after the upgrade as before it. */
const READS = [
  "GET /v1/secrets/shop/a",
  "GET /v1/secrets/shop/a?version=1",
  "GET /v1/policies",
  "GET /v1/secret-policies",
  "GET /v1/rotation/policies",
  "GET /v1/webhooks",
  "GET /v1/tenant/settings",
  "GET /v1/identity/identities",
  `GET ${INTEGRATIONS}`,
  `GET ${CREDENTIALS}`,
] as const;

interface OldSpace {
  readonly tenant: Hooked;
  readonly receiver: Awaited<ReturnType<typeof newReceiver>>;
  readonly hook: { id: string; former: string; fresh: string };
  /** Rows of every table of that release. */
  readonly rows: Record<string, Record<string, SqlStorageValue>[]>;
  readonly noted: { seq: number; hash: string };
}

/** A space with something in every table that an object of that release had. */
async function oldSpace(): Promise<OldSpace> {
  const tenant = await newHooked();
  const receiver = await newReceiver();
  for (const value of [1, 2])
    must(await tenant.at("PUT shop/a", { data: { value }, metadata: { tags: ["web"] } }), value === 1 ? 201 : 200);
  must(await tenant.at("GET shop/a"), 200);
  const generationPolicy = must(
    await tenant.api("POST /v1/secret-policies", { name: "generationPolicy", fields: FIELDS }),
    201,
  ).id;
  const rotation = { name: "yearly", interval: "365d", auto_generate: true, secret_policy_id: generationPolicy };
  const { id: policy } = must(await tenant.api("POST /v1/rotation/policies", rotation), 201);
  must(await tenant.api(`POST /v1/rotation/policies/${policy}/secrets`, { secret_path: "shop/a" }), 201);
  must(await tenant.api("PATCH /v1/tenant/settings", { audit_retention: "90d" }), 200);
  for (const body of [{ identity_id: "group:team" }, { identity_id: "sa:member", groups: ["group:team"] }])
    must(await asOperator("POST /v1/identity/identities", body, tenant.id), 201);
  const { id, secret: former } = await tenant.hook({ url: receiver.url, events: ["secret.*"] });
  const change = { generate_secret: true, previous_secret_ttl: "24h" };
  const { secret: fresh } = must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, change), 200);
  await newCredential(tenant, (await newIntegration(tenant)).id);
  const rows = await downgrade(tenant);
  const { seq, hash } = rows.audit_log?.at(-1) ?? {};
  return { tenant, receiver, hook: { id, former, fresh }, rows, noted: { seq: Number(seq), hash: String(hash) } };
}

/** The storage as that release made and filled it: its tables by its migrations, the rows put back, one made up where there was none. */
async function downgrade(tenant: Hooked): Promise<OldSpace["rows"]> {
  const rows = await runInDurableObject(tenant.stub, async (_, { storage }) => {
    const { sql } = storage;
    const tables = () =>
      sql
        .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
        .toArray()
        .map(({ name }) => name)
        .filter((name) => !/^(sqlite|_cf)_/.test(name));
    const kept = new Map(tables().map((name) => [name, sql.exec(`SELECT * FROM ${name}`).toArray()]));
    sql.exec("PRAGMA foreign_keys = OFF");
    for (const name of tables()) sql.exec(`DROP TABLE ${name}`);
    const { journal, migrations } = generated;
    await migrate(storage, { journal: { entries: journal.entries.slice(0, OLD) }, migrations });
    sql.exec("PRAGMA foreign_keys = OFF");
    const found: OldSpace["rows"] = {};
    for (const name of tables()) {
      if (name === "migrations") continue;
      const columns = sql
        .exec<{ name: string; type: string }>("SELECT name, type FROM pragma_table_info(?)", name)
        .toArray();
      const made = Object.fromEntries(
        columns.map(({ name: column, type }) => [
          column,
          type.toLowerCase() === "integer" ? plantedNumber(column) : "x",
        ]),
      );
      const old = kept.get(name) ?? [];
      const names = columns.map((column) => column.name);
      for (const row of old.length > 0 ? old : [made])
        sql.exec(
          `INSERT INTO ${name} (${names}) VALUES (${names.map(() => "?")})`,
          ...names.map((column) => row[column] ?? null),
        );
      found[name] = sql.exec(`SELECT * FROM ${name} ORDER BY 1`).toArray();
    }
    sql.exec("PRAGMA foreign_keys = ON");
    return found;
  });
  await env.DB.prepare("UPDATE root_key_uses SET records = records - 2 WHERE space_id = ?").bind(tenant.id).run();
  await restart(tenant);
  return rows;
}

async function restart(tenant: Hooked): Promise<void> {
  await evictDurableObject(tenant.stub);
}

/** Instants lie ahead, so that a job which the test runs finds no such row due. */
const plantedNumber = (column: string): number => (column.endsWith("_ms") ? Date.now() + 86_400_000 : 1);

let old: OldSpace;

beforeEach(async () => {
  old = await oldSpace();
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

it("a space that an earlier release left keeps every row of every table, and its log proves itself from then on", async () => {
  const { tenant, rows, noted } = old;
  expect(Object.entries(rows).filter(([, found]) => found.length === 0)).toEqual([]);
  must(await tenant.api("GET /v1/auth/whoami"), 200);
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    for (const [name, before] of Object.entries(rows)) {
      const columns = Object.keys(before[0] ?? {});
      const after = storage.sql.exec(`SELECT ${columns} FROM ${name} ORDER BY 1`).toArray();
      // What the call above leaves.
      const shown = name === "audit_log" ? after.slice(0, before.length) : after;
      if (!["audit_marks", "tokens", "identities"].includes(name)) expect(shown, name).toEqual(before);
    }
  });
  for (let i = 0; i < 2; i++) {
    const expected = `?expect_seq=${noted.seq}&expect_hash=${noted.hash}`;
    expect(must(await tenant.api(`GET /v1/audit/verify${expected}`), 200)).toMatchObject({ ok: true });
    await restart(tenant);
  }
});

it("a space that an earlier release left answers what it answered before, and signs by the secret that a webhook had before as well", async () => {
  const { tenant, receiver, hook } = old;
  await tenant.later(0);
  for (const line of READS) must(await tenant.api(line), 200);
  must(await tenant.at("PUT shop/b", { data: { a: 1 } }), 201);
  const first = (await receiver.waitFor(1)).at(-1);
  if (!first) throw new Error("nothing came");
  for (const secret of [hook.former, hook.fresh]) expect(verify(secret, first)).toMatchObject({ path: "shop/b" });
  const change = { generate_secret: true, previous_secret_ttl: "1h" };
  const { secret: third } = must(await tenant.hooks(`PATCH /v1/webhooks/${hook.id}`, change), 200);
  await tenant.later(HOUR - 10_000);
  must(await tenant.at("PUT shop/c", { data: { a: 1 } }), 201);
  const last = (await receiver.waitFor(2)).at(-1);
  if (!last) throw new Error("nothing came");
  for (const secret of [hook.former, hook.fresh, third]) expect(verify(secret, last)).toMatchObject({ path: "shop/c" });
});

it("a version that an earlier release left in its grace reads until its end, and stays in the list as deleted", async () => {
  const { tenant } = old;
  const ends = Math.floor(Date.now() / 1000) * 1000 + HOUR;
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    storage.sql.exec("UPDATE secret_versions SET readable_until_ms = ? WHERE number = 1", ends);
  });
  const until = `${new Date(ends).toISOString().slice(0, 19)}Z`;
  const first = async () => must(await tenant.api("GET /v1/secrets/shop/a/versions"), 200).versions.at(-1);
  must(await tenant.api("GET /v1/secrets/shop/a?version=1"), 200);
  expect(await first()).toMatchObject({ version: 1, readable_until: until, deleted_at: null, destroyed: false });
  await tenant.later(HOUR);
  expect((await tenant.api("GET /v1/secrets/shop/a?version=1")).status).toBe(404);
  await runDurableObjectAlarm(tenant.stub);
  expect(await first()).toMatchObject({ version: 1, readable_until: until, deleted_at: until, destroyed: false });
  const held = await runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql.exec("SELECT number, length(sealed) > 0 AS held FROM secret_versions ORDER BY number").toArray(),
  );
  expect(held).toEqual([
    { number: 1, held: 0 },
    { number: 2, held: 1 },
  ]);
  expect(must(await tenant.api("GET /v1/secrets/metadata/shop/a"), 200)).toMatchObject({
    version_count: 1,
    cas_required: false,
    delete_version_after: null,
  });
});

it("a space that an earlier release left is not there for a while without root keys or without D1, is told so, and nothing of it is lost", async () => {
  const { tenant } = old;
  const ask = async () => {
    const { status, body } = await tenant.api("GET /v1/secrets/shop/a");
    return [status, body.error?.code];
  };
  const newest = vi.spyOn(Keyring.prototype, "newestId", "get").mockImplementation(() => {
    throw new NoRootKey();
  });
  for (let i = 0; i < 3; i++) expect(await ask()).toEqual([503, "service_unavailable"]);
  expect((await call("GET /v1/health")).status).toBe(200);
  newest.mockRestore();
  await withoutTable("root_key_uses", async () => {
    for (let i = 0; i < 2; i++) expect(await ask()).toEqual([503, "service_unavailable"]);
  });
  expect(await ask()).toEqual([200, undefined]);
  expect(must(await tenant.api("GET /v1/audit/verify"), 200)).toMatchObject({ ok: true });
});
