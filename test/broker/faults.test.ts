import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, expect, it, vi } from "vitest";
import type { Answer } from "../support/api";
import { type FakeVault, newFakeVault, type Answer as VaultAnswer } from "../support/fake-vault";
import { takeErrors } from "../support/log";
import { type BrokerBench, fault, LOGIN, newFakeBench, paths, READ, SECRET, VAULT_PATH } from "./broker-bench";
import { documented, told, tried } from "./fault-table";

const at = (path: string, answer: VaultAnswer, nth?: number) => ({ path, answer, ...(nth ? { nth } : {}) });
const onRead = (answer: VaultAnswer, nth?: number) => newFakeBench({ rules: [at(VAULT_PATH, answer, nth)] });
const place = (more: object, stage = "read", path = VAULT_PATH) => ({ stage, path, ...more });
const AT_LOGIN = ["login", "auth/approle/login"] as const;
const LATER = { retryable: true };
const FINAL = { retryable: false };

const push = (b: BrokerBench, more: object = {}) =>
  b.integration("secrets", { path: "app/new", data: { pass: "canary-pushed" }, ...more });

const OURS = { status: 503, code: "service_unavailable" };

const abort = (stub: BrokerBench["session"] | BrokerBench["tenant"]["stub"]) =>
  runInDurableObject(stub as DurableObjectStub, (_, state) => state.abort("reset")).catch(() => undefined);

const heldLogin = { rules: [at("auth/approle/login", { held: true, healthy: true }, 1)] };

const underWay = async (vault: FakeVault, path: string, work: Promise<Answer>, reset: () => Promise<unknown>) => {
  await vault.waitForCalls(1, path);
  await reset();
  const answer = await work;
  await vault.release();
  return answer;
};

afterAll(() => {
  expect(tried.toSorted()).toEqual([...documented.keys()].toSorted());
});

it.concurrent.for<readonly [string, VaultAnswer]>([
  ["the vault hangs", { hang: true }],
  ["the vault answers byte by byte", { dripMs: 150, json: { data: { data: SECRET, metadata: { version: 1 } } } }],
])("a caller sees what docs/faults.md says: %s", async ([name, slow]) => {
  const { b, vault } = await onRead(slow);
  expect(fault(await told(name, b, () => b.resolve())).details).toEqual(place(LATER));
  expect(await paths(vault)).toEqual([LOGIN, READ]);
});

it.concurrent("a caller sees what docs/faults.md says: the login hangs", async () => {
  const { b, vault } = await newFakeBench({ rules: [at("auth/approle/login", { hang: true }, 1)] });
  const answer = await told("the login hangs", b, () => b.resolve());
  expect(fault(answer).details).toEqual(place(LATER, ...AT_LOGIN));
  expect((await b.resolve()).status).toBe(200);
  expect(await vault.logins()).toBe(2);
});

it.concurrent("a caller sees what docs/faults.md says: a push hangs", async () => {
  const { b, vault } = await newFakeBench({ rules: [at("secret/data/app/new", { hang: true })] });
  const { details } = fault(await told("a push hangs", b, () => push(b)));
  expect(details).toEqual(place({ outcomeUnknown: true, ...LATER }, "write", "secret/data/app/new"));
  expect((await vault.calls()).length).toBe(2);
});

it.concurrent("a caller sees what docs/faults.md says: the session's object is reset under way", async () => {
  const { b, vault } = await newFakeBench(heldLogin);
  const work = () => underWay(vault, "auth/approle/login", b.resolve(), () => abort(b.session));
  expect(fault(await told("the session's object is reset under way", b, work))).toEqual(OURS);
  // The lost login holds up the next one until it can no longer be under way.
  expect((await b.resolve()).status).toBe(200);
  expect(await vault.logins()).toBe(2);
});

it("a caller sees what docs/faults.md says: the vault refuses the connection", async () => {
  const { b } = await newFakeBench();
  await b.storeAddress("http://127.0.0.1:1");
  const answer = await told("the vault refuses the connection", b, () => b.resolve());
  expect(fault(answer).details).toEqual(place(LATER, ...AT_LOGIN));
  expect((await b.record()).status).toBe("failing");
});

it.for<readonly [string, VaultAnswer, number | undefined, number]>([
  ["the connection closes without an answer", { close: true }, undefined, 2],
  ["the connection closes once", { close: true }, 1, 2],
  ["the body is cut off", { truncated: true, text: '{"data": {"data": {"login": "canary' }, undefined, 1],
])("a caller sees what docs/faults.md says: %s", async ([name, broken, nth, reads]) => {
  const { b, vault } = await onRead(broken, nth);
  const answer = await told(name, b, () => b.resolve());
  if (answer.status !== 200) expect(fault(answer).details).toEqual(place(LATER));
  expect(await paths(vault)).toEqual([LOGIN, ...Array(reads).fill(READ)]);
});

it("a caller sees what docs/faults.md says: a push loses its connection", async () => {
  const { b, vault } = await newFakeBench({ rules: [at("secret/data/app/new", { close: true })] });
  const { details } = fault(await told("a push loses its connection", b, () => push(b)));
  expect(details).toEqual(place({ outcomeUnknown: true, ...LATER }, "write", "secret/data/app/new"));
  expect((await vault.calls()).length).toBe(2);
});

it("a caller sees what docs/faults.md says: a push merges, and another writes there again and again meanwhile", async () => {
  const refused = { status: 400, json: { errors: ["check-and-set parameter did not match the current version"] } };
  const { b, vault } = await newFakeBench({
    rules: [
      { method: "PATCH", path: VAULT_PATH, answer: { status: 403, json: { errors: ["permission denied"] } } },
      { method: "POST", path: VAULT_PATH, answer: refused },
    ],
  });
  const merge = () => push(b, { path: "app/db", merge: true });
  const name = "a push merges, and another writes there again and again meanwhile";
  const { details } = fault(await told(name, b, merge));
  expect(details).toEqual({ ...place({ upstreamStatus: 400, ...FINAL }, "write"), currentVersion: 1 });
  expect((await paths(vault)).filter((path) => path === `POST ${VAULT_PATH}`)).toHaveLength(4);
});

it("a caller sees what docs/faults.md says: the labels of a push are refused", async () => {
  const { b, vault } = await newFakeBench({
    rules: [at("secret/metadata/*", { status: 400, json: { errors: ["canary"] } })],
  });
  const work = () => push(b, { metadata: { owner: "canary-owner" } });
  const { details } = fault(await told("the labels of a push are refused", b, work));
  const labels = place({ upstreamStatus: 400, ...FINAL }, "metadata", "secret/metadata/app/new");
  expect(details).toEqual({ ...labels, version: 1 });
  expect((await vault.calls()).length).toBe(3);
});

it("a caller sees what docs/faults.md says: the login is refused", async () => {
  const { b, vault } = await newFakeBench({ secretId: "another" });
  const answer = await told("the login is refused", b, () => b.resolve());
  expect(fault(answer).details).toEqual(place({ upstreamStatus: 400, ...FINAL }, ...AT_LOGIN));
  const paused = await b.resolve();
  expect(fault(paused).details).toEqual(place({ paused: true, ...FINAL }, ...AT_LOGIN));
  expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await vault.logins()).toBe(1);
});

it("a caller sees what docs/faults.md says: the login is answered by no vault", async () => {
  const name = "the login is answered by no vault";
  const { b, vault } = await newFakeBench({ rules: [at("auth/approle/login", { status: 403, text: "canary" })] });
  const answer = await told(name, b, () => b.resolve());
  expect(fault(answer).details).toEqual(place({ upstreamStatus: 403, ...FINAL }, ...AT_LOGIN));
  expect(answer.headers.get("retry-after")).toBeNull();
  await vault.set({});
  expect((await b.resolve()).status).toBe(200); // no pause stood in the way
});

it("a caller sees what docs/faults.md says: the login gives no token", async () => {
  const needsMore = { json: { auth: { client_token: "", mfa_requirement: { id: "canary" } } } };
  const { b, vault } = await newFakeBench({ rules: [at("auth/approle/login", needsMore)] });
  const answer = await told("the login gives no token", b, () => b.resolve());
  expect(fault(answer).details).toEqual(place({ upstreamStatus: 200, ...FINAL }, ...AT_LOGIN));
  expect(await vault.logins()).toBe(1);
});

it("a caller sees what docs/faults.md says: the held token was revoked", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  await vault.revokeTokens();
  await told("the held token was revoked", b, () => b.resolve());
  expect(await paths(vault)).toEqual([LOGIN, READ, READ, LOGIN, READ]);
});

it.for<readonly [string, number, boolean, number]>([
  ["the right to read is missing", 403, false, 1],
  ["the path is unknown to the vault", 404, false, 1],
  ["the vault rejects the read (405)", 405, false, 1],
  ["the vault gives up waiting (408)", 408, true, 1],
  ["the node lags behind (412)", 412, true, 2],
  ["a recovery node answers (472)", 472, true, 1],
  ["a standby node answers (473)", 473, true, 1],
  ["the vault breaks (500)", 500, true, 1],
  ["a gateway breaks (502)", 502, true, 1],
  ["the vault is sealed (503)", 503, true, 1],
  ["a status without a meaning (299)", 299, false, 1],
])("a caller sees what docs/faults.md says: %s", async ([name, status, retryable, reads]) => {
  const { b, vault } = await onRead({ status, json: { errors: ["canary-upstream"] } });
  const answer = await told(name, b, () => b.resolve());
  expect(fault(answer).details).toEqual(place({ upstreamStatus: status, retryable }));
  expect(answer.headers.get("retry-after")).toBeNull();
  expect(await paths(vault)).toEqual([LOGIN, ...Array(reads).fill(READ)]);
});

it("a caller sees what docs/faults.md says: the engine is being upgraded (400)", async () => {
  const errors = ["Upgrading from non-versioned to versioned data. This backend will be unavailable, canary."];
  const { b, vault } = await onRead({ status: 400, json: { errors } }, 1);
  const answer = await told("the engine is being upgraded (400)", b, () => b.resolve());
  expect(fault(answer).details).toEqual(place({ upstreamStatus: 400, ...LATER }));
  expect((await b.resolve()).status).toBe(200);
  expect(await paths(vault)).toEqual([LOGIN, READ, READ]);
});

it("a caller sees what docs/faults.md says: a 400 that is no vault's answer", async () => {
  const { b, vault } = await onRead({ status: 400, text: "<html>canary</html>" });
  const answer = await told("a 400 that is no vault's answer", b, () => b.resolve());
  expect(fault(answer).details).toEqual(place({ upstreamStatus: 400, ...FINAL }));
  expect(await paths(vault)).toEqual([LOGIN, READ]);
});

it("a caller sees what docs/faults.md says: the node lags behind once (412)", async () => {
  const { b, vault } = await onRead({ status: 412 }, 1);
  await told("the node lags behind once (412)", b, () => b.resolve());
  const [, first, second] = await vault.calls();
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(249);
});

it("a caller sees what docs/faults.md says: the vault limits the rate (429)", async () => {
  const name = "the vault limits the rate (429)";
  const { b, vault } = await onRead({ status: 429, headers: { "retry-after": "120" } });
  const answer = await told(name, b, () => b.resolve());
  expect(fault(answer).details).toEqual(place({ upstreamStatus: 429, ...LATER }));
  expect(answer.headers.get("retry-after")).toBe("60");
  for (const [said, passed] of [
    ["0", "1"],
    ["7", "7"],
    ["9".repeat(400), "60"],
    ["Wed, 21 Oct 2015 07:28:00 GMT", "1"],
    ["Wed, 21 Oct 2099 07:28:00 GMT", "60"],
    ["canary", null],
  ] as const) {
    await vault.set({ rules: [at(VAULT_PATH, { status: 429, headers: { "retry-after": said } })] });
    expect((await b.resolve()).headers.get("retry-after")).toBe(passed);
  }
  expect(await vault.logins()).toBe(1);
});

it("a caller sees what docs/faults.md says: a redirect to a metadata address", async () => {
  const name = "a redirect to a metadata address";
  const other = await newFakeVault();
  const secret = "/v1/secret/data/app/canary";
  for (const location of ["http://169.254.169.254/canary", secret, other.address + secret]) {
    const { b, vault } = await onRead({ status: 302, headers: { location } });
    const answer = location.startsWith("http://169") ? await told(name, b, () => b.resolve()) : await b.resolve();
    expect(fault(answer).details).toEqual(place({ upstreamStatus: 302, ...FINAL }));
    expect(await paths(vault)).toEqual([LOGIN, READ]);
  }
  expect(await other.calls()).toEqual([]);
});

const padded = (bytes: number): string => {
  const json = JSON.stringify({ data: { data: SECRET, metadata: { version: 1 } } });
  return json + " ".repeat(bytes - json.length);
};

const bad = (answer: VaultAnswer): VaultAnswer => ({ headers: { "content-type": "application/json" }, ...answer });

it.for<readonly [string, VaultAnswer]>([
  ["HTML instead of JSON", { text: "<html>canary</html>", headers: { "content-type": "text/html" } }],
  ["an answer of 10 MB", { sizeBytes: 10_000_000 }],
  ["an answer of 256 KiB and one byte", { text: padded(262_145) }],
  ["a version that is no number", { json: { data: { data: SECRET, metadata: { version: "canary" } } } }],
])("a caller sees what docs/faults.md says: %s", async ([name, answer]) => {
  const { b, vault } = await onRead(bad(answer));
  const { details } = fault(await told(name, b, () => b.resolve()));
  expect(details).toEqual(place({ upstreamStatus: 200, ...FINAL, ...hintOf(answer) }));
  expect(await paths(vault)).toEqual([LOGIN, READ]);
});

it("a caller sees what docs/faults.md says: Cloudflare refuses the certificate (526)", async () => {
  const { b, vault } = await onRead({ status: 526, text: "<html>canary</html>" });
  const { details } = fault(await told("Cloudflare refuses the certificate (526)", b, () => b.resolve()));
  expect(details).toEqual(place({ upstreamStatus: 526, ...FINAL }));
  expect(await paths(vault)).toEqual([LOGIN, READ]);
});

it("a caller sees what docs/faults.md says: an answer of the wrong shape", async () => {
  const name = "an answer of the wrong shape";
  const { b, vault } = await onRead({ json: { data: SECRET } });
  const kv1 = place({ upstreamStatus: 200, hint: "kv_version", ...FINAL });
  expect(fault(await told(name, b, () => b.resolve())).details).toEqual(kv1);
  for (const json of [null, [], "canary", 7, { data: null }, { data: { data: [] } }, { data: { data: "canary" } }]) {
    await vault.set({ rules: [at(VAULT_PATH, { json })] });
    const { status, code, details } = fault(await b.resolve());
    expect([status, code, details]).toEqual([400, "vault_bad_answer", kv1]);
  }
});

it.for<readonly [string, VaultAnswer, number | null]>([
  ["an answer of 256 KiB", { text: padded(262_144), headers: { "content-type": "text/plain" } }, 1],
  ["the version is missing", { json: { data: { data: SECRET } } }, null],
])("a caller sees what docs/faults.md says: %s", async ([name, answer, version]) => {
  const { b } = await onRead(answer);
  const { body } = await told(name, b, () => b.resolve({ fields: ["password"] }));
  expect([body.password, body.vaultVersion]).toEqual([SECRET.pass, version]);
});

it("a caller sees what docs/faults.md says: the newest version is deleted", async () => {
  const name = "the newest version is deleted";
  const gone = (metadata: object) => ({ status: 404, json: { data: { data: null, metadata } } });
  const { b, vault } = await onRead(gone({ deletion_time: "2026-11-20T00:00:00Z", destroyed: false, version: 3 }));
  const details = place({ upstreamStatus: 404, ...FINAL });
  expect(fault(await told(name, b, () => b.resolve())).details).toEqual(details);
  await vault.set({ rules: [at(VAULT_PATH, gone({ deletion_time: "", destroyed: true, version: 3 }))] });
  expect(fault(await b.resolve())).toEqual({ status: 400, code: "vault_secret_deleted", details });
});

it.for<readonly [string, Record<string, unknown>, string, string]>([
  ["a field that is missing", { pass: "canary", otp_seed: "JBSWY3DP" }, "username", "login"],
  ["a field that is no string", { ...SECRET, pass: ["canary"] }, "password", "pass"],
  ["a seed that is none", { ...SECRET, otp_seed: "canary1" }, "totp", "otp_seed"],
])("a caller sees what docs/faults.md says: %s", async ([name, secret, role, field]) => {
  const { b } = await newFakeBench({ secrets: { [VAULT_PATH]: secret } });
  const { details } = fault(await told(name, b, () => b.resolve()));
  expect(details).toEqual(place({ role, field, ...FINAL }, "field"));
});

/** Runs with a statement in force on D1, or on the tenant's own tables. */
async function during<T>(run: (sql: string) => Promise<unknown>, [on, off]: readonly [string, string], work: () => T) {
  await run(on);
  try {
    return await work();
  } finally {
    await run(off);
  }
}

const onD1 = (sql: string) => env.DB.prepare(sql).run();

it("a caller sees what docs/faults.md says: D1 fails while records are read", async () => {
  const { b, vault } = await newFakeBench();
  await evictDurableObject(b.tenant.stub);
  const away = ["ALTER TABLE credentials RENAME TO away", "ALTER TABLE away RENAME TO credentials"] as const;
  const answer = await during(onD1, away, () => told("D1 fails while records are read", b, () => b.resolve()));
  expect(fault(answer)).toEqual(OURS);
  expect(await vault.calls()).toEqual([]);
  expect((await b.resolve()).status).toBe(200);
});

it("a caller sees what docs/faults.md says: D1 fails while a record is changed", async () => {
  const { b } = await newFakeBench();
  const before = await b.credential();
  const trigger = [
    "CREATE TRIGGER broken BEFORE UPDATE ON credentials BEGIN SELECT RAISE(ABORT, 'canary'); END",
    "DROP TRIGGER broken",
  ] as const;
  const patch = () => b.tenant.api(`PATCH /api/v1/credentials/${b.credentialId}`, { name: "other" });
  const answer = await during(onD1, trigger, () => told("D1 fails while a record is changed", b, patch));
  expect(fault(answer)).toEqual(OURS);
  expect(await b.credential()).toEqual(before);
  expect((await patch()).body.name).toBe("other");
});

it("a caller sees what docs/faults.md says: D1 does not say what became of a change", async () => {
  const { b } = await newFakeBench();
  const before = await b.credential();
  const away = ["ALTER TABLE receipts RENAME TO away", "ALTER TABLE away RENAME TO receipts"] as const;
  const patch = () => b.tenant.api(`PATCH /api/v1/credentials/${b.credentialId}`, { name: "other" });
  const answer = await during(onD1, away, () => told("D1 does not say what became of a change", b, patch));
  expect(fault(answer)).toEqual(OURS);
  // On a busy machine the object's alarm looks meanwhile for what became of it, and is told the same.
  takeErrors("directory_unavailable");
  expect(await b.credential()).toEqual(before);
  expect((await patch()).body.name).toBe("other");
});

it("a caller sees what docs/faults.md says: the answer of D1 to a change is lost", async () => {
  const { b } = await newFakeBench();
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const { batch } = database;
  const lost = vi.spyOn(database, "batch").mockImplementationOnce(async function (this: D1Database, statements) {
    await batch.call(this, statements);
    throw new Error("canary");
  });
  const patch = () => b.tenant.api(`PATCH /api/v1/credentials/${b.credentialId}`, { name: "other" });
  const answer = await told("the answer of D1 to a change is lost", b, patch);
  lost.mockRestore();
  expect(answer.body.name).toBe("other");
  expect((await b.credential()).name).toBe("other");
});

it("a caller sees what docs/faults.md says: the stored secret id does not open", async () => {
  const { b, vault } = await newFakeBench();
  const sql = "UPDATE vault_integrations SET sealed_secret_id = ? WHERE id = ?";
  await env.DB.prepare(sql).bind(new Uint8Array(64).buffer, b.integrationId).run();
  await evictDurableObject(b.tenant.stub);
  const answer = await told("the stored secret id does not open", b, () => b.resolve());
  expect(fault(answer)).toEqual({ status: 500, code: "internal_error" });
  expect(await vault.calls()).toEqual([]);
});

it("a caller sees what docs/faults.md says: the tenant's object is reset under way", async () => {
  const { b, vault } = await onRead({ held: true, healthy: true }, 1);
  const work = () => underWay(vault, VAULT_PATH, b.resolve(), () => abort(b.tenant.stub));
  expect(fault(await told("the tenant's object is reset under way", b, work))).toEqual(OURS);
  expect((await b.resolve()).status).toBe(200);
  expect(await paths(vault)).toEqual([LOGIN, READ, READ]);
});

it("a caller sees what docs/faults.md says: the audit row can not be written", async () => {
  const { b } = await newFakeBench();
  const onTenant = (sql: string) =>
    runInDurableObject(b.tenant.stub, (_, { storage }) => storage.sql.exec(sql).toArray());
  const trigger = [
    "CREATE TRIGGER broken BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'canary'); END",
    "DROP TRIGGER broken",
  ] as const;
  const answer = await during(onTenant, trigger, () => told("the audit row can not be written", b, () => b.resolve()));
  expect(fault(answer)).toEqual(OURS);
  expect((await b.credential()).lastUsedAt).toBeNull();
  expect((await b.resolve()).status).toBe(200);
});

/** Only JSON without `data.data` looks like the other version of the engine. */
const hintOf = (answer: VaultAnswer): object => (answer.json === undefined ? {} : { hint: "kv_version" });
