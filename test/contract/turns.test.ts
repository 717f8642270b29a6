import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it, vi } from "vitest";
import limits from "../../docs/limits.md?raw";
import { Turns, UNITS_PER_TURN } from "../../src/kernel/turns";
import { as, newStore, type Store } from "../secrets/support";
import { must } from "../support/api";

/** Rows of each kind: more than any turn may touch, by far. */
const ROWS = 100_000;

/** The largest step between two looks at the clock: a slice that is counted by patterns. */
const SLACK = 512 * 12;

const AT = Date.UTC(2096, 10, 1);
const SPAN = "from=2096-10-25T00:00:00Z&to=2096-12-01T00:00:00Z";
const EXPORT = { format: "csv", from: "2096-10-25T00:00:00Z", to: "2096-12-01T00:00:00Z" };

/** No row has both: all of the first are tried for the second. */
const RARE = "identity_id=user:none-such&success=false";

/** The calls by which each operation of the first table of docs/limits.md walks as far as it can; `[]`: what it touches is bounded. */
const CALLS: Readonly<Record<string, readonly (readonly [line: string, body?: object])[]>> = {
  "secrets.list": [["GET /v1/secrets?limit=100"], ["GET /v1/secrets?limit=100&secret_type=certificate"]],
  "kv.list": [
    ["GET /vault/v1/secret/metadata/?list=true"],
    ["GET /vault/v1/secret/metadata/shop?list=true"],
    ["GET /vault/v1/secret/metadata/shop?list=true&after=050000&limit=10"],
  ],
  "kv.scan": [["GET /vault/v1/secret/metadata/?scan=true"]],
  "vault_api.capabilities": [],
  "vault_api.capabilities_self": [],
  "secrets.expiring": [["GET /v1/secrets/expiring?days=90"]],
  "rotation_policies.update": [["PATCH /v1/rotation/policies/rot_planted", { interval: "31d" }]],
  "rotation_policies.delete": [],
  "rotation_policies.create": [],
  "rotation.due": [["GET /v1/rotation/due"]],
  "rotation_policies.history": [["GET /v1/rotation/policies/rot_planted/history"]],
  "secrets.batch_metadata": [
    ["POST /v1/secrets/batch/metadata", { paths: ["**/*a*b*c"], options: { expand_wildcards: true } }],
  ],
  "secrets.batch": [],
  "partner_secrets.list": [],
  "partner_secrets.expiring": [],
  "secret_policies.generate": [],
  "secret_policies.preview": [],
  "secrets.rotate": [],
  "rotation_policies.rotate": [],
  "policies.test": [],
  "audit.summary": [[`GET /v1/audit/summary?${SPAN}`]],
  "audit.identity_trail": [["GET /v1/audit/identities/user:planted"]],
  "audit.secret_trail": [["GET /v1/audit/secrets/shop/one"]],
  "audit.logs": [
    [`GET /v1/audit/logs?${RARE}`],
    ["GET /v1/audit/logs?identity_id=user:planted&success=false"],
    ["GET /v1/audit/logs?path=shop/one&source_ip=203.0.113.9"],
    ["GET /v1/audit/logs?path_prefix=shop/o&success=false"],
    [`GET /v1/audit/logs?${SPAN}&success=true&action=read&identity_type=group`],
  ],
  "audit.verify": [["GET /v1/audit/verify"]],
  "audit.export": [
    ["POST /v1/audit/export", EXPORT],
    ["POST /v1/audit/export", { ...EXPORT, filters: { identity_id: "user:planted", success: false } }],
  ],
  "authentications.list": [["GET /api/v1/authentications"]],
  "credentials.events": [["GET /api/v1/credentials/01900000-0000-7000-8000-000000000001/events"]],
  "integrations.events": [["GET /api/v1/integrations/01900000-0000-7000-8000-000000000001/events"]],
};

let store: Store;

beforeAll(async () => {
  store = await newStore();
  must(await store.api("POST /v1/rotation/policies", { id: "rot_planted", name: "planted", interval: "30d" }), 201);
  await runInDurableObject(store.stub, (_, { storage: { sql } }) => {
    const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})`;
    sql.exec(
      `${numbers} INSERT INTO secrets (id, path, secret_type, version, created_at_ms, updated_at_ms, metadata,
         rotation_policy_id)
       SELECT 'sec_' || i, 'shop/' || printf('%06d', i), 'kv', 1, 0, 0, '{}', 'rot_planted' FROM n`,
    );
    sql.exec(
      `INSERT INTO rotation_attachments (secret_id, path, policy_id, is_live, assigned_at_ms, last_rotated_ms, due_ms, announced,
         attempts, overdue)
       SELECT id, path, rotation_policy_id, 1, 0, ${AT}, ${AT}, 0, 0, 0 FROM secrets`,
    );
    const [{ last = 0 } = {}] = sql.exec<{ last: number }>("SELECT max(seq) AS last FROM audit_log").toArray();
    sql.exec(
      `${numbers} INSERT INTO audit_log (seq, id, timestamp_ms, action, identity_type, identity_id, tenant_id, secret_path,
         success, duration_ms, extra_data, hash, object_id)
       SELECT ${last} + i, 'log_' || i, ${AT} + i, 'credential.matched', 'user', 'user:planted', '${store.id}', 'shop/one',
         1, 0, '{}', '', '01900000-0000-7000-8000-000000000001' FROM n`,
    );
    sql.exec(`UPDATE audit_marks SET seq = ${last + ROWS} WHERE name = 'head'`);
  });
  await evictDurableObject(store.stub);
  await store.setClock(Date.UTC(2096, 10, 21, 9, 30));
});

/** The longest turn of a call, in units, and how many units there were. */
async function turnsOf(line: string, body?: object, caller: Pick<Store, "api"> = store) {
  const spend = Turns.prototype.spend;
  let [longest, all] = [0, 0];
  const watched = vi.spyOn(Turns.prototype, "spend").mockImplementation(function (this: Turns, units) {
    spend.call(this, units);
    longest = Math.max(longest, this.units);
    all += units;
  });
  const { status } = await caller.api(line, body);
  watched.mockRestore();
  return { longest, all, status };
}

it("docs/limits.md knows of each operation that grows with what is stored how far it can walk", () => {
  const table = limits.slice(0, limits.indexOf("## All others"));
  const named = new Set(Array.from(table.matchAll(/`([a-z_]+\.[a-z_]+)`/g), ([, name]) => name));
  expect(Object.keys(CALLS).sort()).toEqual([...named].sort());
});

const calls = Object.entries(CALLS).flatMap(([name, lines]) =>
  lines.map(([line, body]) => [name, line, body] as const),
);

it.each(calls)(
  "in a store of 100 000 rows, no turn of %s is longer than others should wait: %s",
  async (_, line, body) => {
    const { longest, all, status } = await turnsOf(line, body);
    expect([line, status < 500, longest < UNITS_PER_TURN + SLACK, longest <= all]).toEqual([line, true, true, true]);
  },
);

it.each([
  ["GET /v1/secrets?limit=100"],
  [`GET /v1/audit/summary?${SPAN}`],
  ["GET /v1/audit/identities/user:planted"],
  ["GET /v1/audit/logs?identity_id=user:planted&action=read"],
  ["GET /api/v1/credentials/01900000-0000-7000-8000-000000000001/events"],
])("in a store of 100 000 rows, no turn of %s is longer, although it walks everything", async (line) => {
  await evictDurableObject(store.stub);
  await store.setClock(Date.UTC(2096, 10, 21, 9, 30));
  const { longest, all, status } = await turnsOf(line);
  expect([line, status, all > 3 * UNITS_PER_TURN, longest < UNITS_PER_TURN + SLACK]).toEqual([line, 200, true, true]);
});

it("in a store of 100 000 rows, no turn is longer where 100 addresses are compared with 100 rules of a token", async () => {
  const rules = Array.from({ length: 100 }, (_, at) => ({ path_pattern: `*aa${at}`, permissions: ["read"] as const }));
  const token = await store.caller(["secrets:read", "secrets:write", "secrets:delete", "secrets:list"], rules);
  const paths = Array.from({ length: 100 }, (_, at) => `secret/data/${"a".repeat(500)}${at}b`);
  const holder = { api: (line: string, body?: unknown) => as(token)(line, body) };
  const lines: [line: string, body: object, caller: Pick<Store, "api">][] = [
    ["POST /vault/v1/sys/capabilities-self", { paths }, holder],
    ["POST /vault/v1/sys/capabilities", { paths, token }, store],
  ];
  for (const [line, body, caller] of lines) {
    const { longest, all, status } = await turnsOf(line, body, caller);
    expect([line, status, all > 10 * UNITS_PER_TURN, longest < UNITS_PER_TURN + SLACK]).toEqual([
      line,
      200,
      true,
      true,
    ]);
  }
});

const older = async () =>
  await runInDurableObject(
    store.stub,
    (_, { storage: { sql } }) =>
      sql
        .exec<{ n: number }>(
          "SELECT count(*) AS n FROM rotation_attachments a JOIN rotation_policies p ON p.id = a.policy_id AND a.revision < p.revision",
        )
        .one().n,
  );

it("in a store of 100 000 rows, a change of their rotation policy touches none of them, and who asks what is due lets them follow in turns", async () => {
  const window = { days: ["sat"], start: "20:00", end: "22:00" };
  must(await store.api("PATCH /v1/rotation/policies/rot_planted", { interval: "60d", window }), 200);
  expect(await older()).toBe(ROWS);
  const { longest, all, status } = await turnsOf("GET /v1/rotation/due?within_hours=1");
  expect([status, all > 10 * UNITS_PER_TURN, longest < UNITS_PER_TURN + SLACK]).toEqual([200, true, true]);
  expect(await older()).toBe(0);
});

it("in a store of 100 000 rows, the deletion of their rotation policy touches none of them, and who takes its id anew lets them be detached in turns", async () => {
  const left = async () =>
    await runInDurableObject(
      store.stub,
      (_, { storage: { sql } }) =>
        sql
          .exec<{ secrets: number; attachments: number }>(
            "SELECT (SELECT count(*) FROM secrets WHERE rotation_policy_id IS NOT NULL) AS secrets, (SELECT count(*) FROM rotation_attachments) AS attachments",
          )
          .toArray()[0],
    );
  must(await store.api("DELETE /v1/rotation/policies/rot_planted"), 204);
  expect(await left()).toEqual({ secrets: ROWS, attachments: ROWS });
  const anew = { id: "rot_planted", name: "anew", interval: "30d" };
  const { longest, all, status } = await turnsOf("POST /v1/rotation/policies", anew);
  expect([status, all > 10 * UNITS_PER_TURN, longest < UNITS_PER_TURN + SLACK]).toEqual([201, true, true]);
  expect(await left()).toEqual({ secrets: 0, attachments: 0 });
});
