import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { whoami } from "../../src/identities/operations";
import { readSecret } from "../../src/secrets/read";
import { operations } from "../../src/space/modules";
import { MAX_WRAPPED_BYTES } from "../../src/wrapping/operations";
import { type AuditRow, asOperator, auditRows, call, evict, must, newTenant, type TestTenant } from "../support/api";
import { takeErrors } from "../support/log";
import { newPartner, rowsOf, shiftClock, stopClock } from "../support/spaces";
import { newReceiver } from "../webhooks/support";
import { ask, HOUR, INVALID, lookUp, PATH, rewrap, TEXT, USED, unwrap, wrap } from "./support";

const START_MS = Date.UTC(2096, 10, 21, 9, 30, 0, 400);
const DAY = 24 * HOUR;
let tenant: TestTenant;
let plain: string;

beforeEach(async () => {
  tenant = await newTenant({ atMs: START_MS });
  plain = await tenant.token([]);
});

const rows = async () =>
  (await auditRows(tenant.stub)).filter(({ action }) => action === "wrap" || action === "unwrap");
const told = ({ action, error_code, identity_id, extra_data }: AuditRow) => [
  action,
  error_code,
  identity_id,
  JSON.parse(String(extra_data)),
];
const stored = () => rowsOf(tenant.stub, "SELECT * FROM wrapped_answers ORDER BY id");

describe("an answer is not wrapped", () => {
  it.each([
    [{ ttlMs: 999 }, "validation_error", { fields: { ttl: "range" } }],
    [{ ttlMs: 32 * DAY + 1 }, "validation_error", { fields: { ttl: "range" } }],
    [{ ttlMs: 1000.5 }, "validation_error", { fields: { ttl: "range" } }],
    [{ ttlMs: Number.NaN }, "validation_error", { fields: { ttl: "range" } }],
    [{ text: "x".repeat(MAX_WRAPPED_BYTES + 1) }, "payload_too_large", { limit_bytes: MAX_WRAPPED_BYTES }],
    [{ creationPath: "p".repeat(1025) }, "validation_error", { fields: { path: "too_long" } }],
  ])("with %o", async (change, code, details) => {
    await expect(wrap(plain, change)).rejects.toThrow(code);
    const op = operations.get("wrapping.wrap");
    if (!op) throw new Error("it is gone");
    const input = { text: TEXT, creationPath: PATH, ttlMs: HOUR, ...change };
    expect(await ask(plain, op as never, input as never)).toEqual({ code, details });
    expect(await stored()).toEqual([]);
  });

  it("over ten thousand of them, or 64 MiB, and what is over or used makes room", async () => {
    await wrap(plain);
    await rowsOf(
      tenant.stub,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
       INSERT INTO wrapped_answers SELECT 'wrp_' || i, 'h' || i, x'00', 1, 'p', 1000, 'user:x', ?, ?, NULL, NULL FROM n`,
      START_MS,
      START_MS + DAY,
    );
    await expect(wrap(plain)).rejects.toThrow("validation_error");
    await rowsOf(tenant.stub, "UPDATE wrapped_answers SET used_at_ms = 1 WHERE id = 'wrp_1'");
    expect((await wrap(plain)).accessor).toMatch(/^wrp_/);
    await rowsOf(tenant.stub, "UPDATE wrapped_answers SET expires_at_ms = ? WHERE id = 'wrp_2'", START_MS);
    expect((await wrap(plain)).accessor).toMatch(/^wrp_/);
    await rowsOf(tenant.stub, "DELETE FROM wrapped_answers WHERE id LIKE 'wrp\\____' ESCAPE '\\' OR bytes = 1");
    await rowsOf(
      tenant.stub,
      "UPDATE wrapped_answers SET created_by = 'user:x', bytes = 67108864 - 100 WHERE id = (SELECT min(id) FROM wrapped_answers)",
    );
    await expect(wrap(plain, { text: "x".repeat(101) })).rejects.toThrow("validation_error");
  });
});

it("an identity has a quarter of that, so that the others keep theirs", async () => {
  await wrap(plain);
  const own = (await stored())[0]?.["created_by"] as string;
  await rowsOf(
    tenant.stub,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2499)
     INSERT INTO wrapped_answers SELECT 'wrp_' || i, 'h' || i, x'00', 1, 'p', 1000, ?, ?, ?, NULL, NULL FROM n`,
    own,
    START_MS,
    START_MS + DAY,
  );
  await expect(wrap(plain)).rejects.toThrow("validation_error");
  const other = await wrap(tenant.admin);
  // Who asks for another token of somebody's answer takes nothing of their own.
  expect(await rewrap(plain, other.token)).toMatchObject({ creationPath: PATH });
  await rowsOf(tenant.stub, "DELETE FROM wrapped_answers WHERE bytes = 1");
  await rowsOf(tenant.stub, "UPDATE wrapped_answers SET bytes = 16777216 - 100 WHERE created_by = ?", own);
  await expect(wrap(plain, { text: "x".repeat(101) })).rejects.toThrow("validation_error");
  expect(await wrap(tenant.admin, { text: "x".repeat(101) })).toMatchObject({ creationPath: PATH });
});

it("a wrapping token that is exchanged for another gives no fresh units", async () => {
  let { token } = await wrap(plain);
  const answers: unknown[] = [];
  for (let round = 0; round < 301; round++) {
    const again = await rewrap(token);
    if ("token" in again) token = again.token;
    else answers.push(again);
  }
  expect(answers).toEqual([{ code: "rate_limited", details: expect.anything() }]);
  // The answer is there still, for who has units of their own.
  expect(await unwrap(plain, token)).toMatchObject({ text: TEXT });
  const { token: next } = await wrap(plain);
  expect(await unwrap(next)).toMatchObject({ text: TEXT });
});

describe("a wrapping token opens nothing", () => {
  it("but its own answer: no other operation knows it, whatever it is", async () => {
    const { token } = await wrap(tenant.admin);
    const others = [...operations.values()].filter(({ allowsWrappingToken }) => !allowsWrappingToken);
    expect(others.length).toBe(operations.size - 3);
    for (const op of others)
      expect([op.name, await ask(token, op as never, undefined as never)]).toEqual([
        op.name,
        { code: "token_invalid" },
      ]);
    expect((await call("GET /v1/auth/whoami", { token })).status).toBe(401);
    expect(await unwrap(token)).toMatchObject({ text: TEXT });
    expect(await ask(token, whoami, {})).toEqual({ code: "token_invalid" });
    expect(await ask(token, readSecret, { path: "a", version: null })).toEqual({ code: "token_invalid" });
  });

  it("of another wrapping, of another space, or for who is nobody", async () => {
    const [one, two] = [await wrap(plain), await wrap(plain)];
    expect(await unwrap(one.token, two.token)).toEqual(INVALID);
    expect(await lookUp(one.token, two.token)).toEqual(INVALID);
    const other = await newTenant();
    expect(await unwrap(other.admin, one.token)).toEqual(INVALID);
    expect(await unwrap(mintToken(tenant.id), one.token)).toEqual({ code: "token_invalid" });
    expect(await unwrap(plain, mintToken(tenant.id))).toEqual(INVALID);
    expect(await unwrap(plain, "")).toEqual(INVALID);
    expect(await unwrap(plain, plain)).toEqual(INVALID);
    expect(await unwrap(plain)).toEqual(INVALID);
    for (const of of [one, two]) expect(await unwrap(of.token)).toMatchObject({ text: TEXT });
  });

  it("when its time is over, and the alarm removes its row", async () => {
    const { token } = await wrap(plain, { ttlMs: 1000 });
    await stopClock(tenant.stub, START_MS + 999);
    expect(await lookUp(token)).toMatchObject({ creationPath: PATH });
    await stopClock(tenant.stub, START_MS + 1000);
    expect(await unwrap(token)).toEqual({ code: "token_invalid" });
    expect(await unwrap(plain, token)).toEqual(INVALID);
    expect(await stored()).toHaveLength(1);
    await runDurableObjectAlarm(tenant.stub);
    expect(await stored()).toEqual([]);
  });

  it("in a suspended space, or where the space's log is full, and then it is still good", async () => {
    const { token } = await wrap(plain);
    await rowsOf(
      tenant.stub,
      "CREATE TRIGGER broken BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    expect(await unwrap(token)).toEqual({ code: "service_unavailable" });
    expect(takeErrors("NotDurable")).toHaveLength(1);
    await rowsOf(tenant.stub, "DROP TRIGGER broken");
    const suspended = { code: "tenant_access_denied", details: { reason: "suspended" } };
    must(await asOperator(`PATCH /v1/identity/tenants/${tenant.id}`, { status: "suspended" }), 200);
    expect(await unwrap(token)).toEqual(suspended);
    must(await asOperator(`PATCH /v1/identity/tenants/${tenant.id}`, { status: "active" }), 200);
    expect(await unwrap(token)).toMatchObject({ text: TEXT });
  });
});

it("a wrapped answer is given as its text, once, and the rows say who wrapped it and that it was given", async () => {
  const made = await wrap(tenant.admin);
  const info = {
    accessor: expect.stringMatching(/^wrp_[0-9a-z]{26}$/),
    creationPath: PATH,
    ttlMs: HOUR,
    createdAtMs: START_MS,
    expiresAtMs: START_MS + HOUR,
  };
  expect(made).toEqual({ ...info, token: expect.stringMatching(new RegExp(`^pst_${tenant.id}_`)) });
  expect(await lookUp(made.token)).toEqual(info);
  expect(await lookUp(plain, made.token)).toEqual(info);
  expect(await unwrap(made.token)).toEqual({ ...info, text: TEXT, createdBy: "user:admin" });
  expect(await unwrap(made.token)).toEqual(USED);
  expect(await unwrap(plain, made.token)).toEqual(USED);
  expect(await lookUp(plain, made.token)).toEqual(USED);
  expect(await rewrap(plain, made.token)).toEqual(USED);
  const extra = { accessor: made.accessor, creation_path: PATH };
  const caller = (await auditRows(tenant.stub)).at(-1)?.identity_id;
  expect((await rows()).map(told)).toEqual([
    ["wrap", null, "user:admin", extra],
    ["unwrap", null, "system:wrapping", extra],
    ["unwrap", "wrapping_token_used", "system:wrapping", extra],
    ["unwrap", "wrapping_token_used", caller, extra],
    ["wrap", "wrapping_token_used", caller, extra],
  ]);
  expect((await rows()).slice(1, 3).map(({ token_id }) => token_id)).toEqual([made.accessor, made.accessor]);
});

it("a wrapped answer that two ask for at once is given to one of them", async () => {
  for (let round = 0; round < 5; round++) {
    const { token } = await wrap(plain);
    const answers = await Promise.all([unwrap(token), unwrap(plain, token), unwrap(token), rewrap(token)]);
    expect(answers.filter((answer) => "code" in answer)).toEqual([USED, USED, USED]);
  }
});

it("a wrapped answer goes under another token for as long again, and the first is used", async () => {
  const made = await wrap(plain);
  await stopClock(tenant.stub, START_MS + HOUR - 1);
  const again = await rewrap(made.token);
  expect(again).toMatchObject({ creationPath: PATH, ttlMs: HOUR, expiresAtMs: START_MS + 2 * HOUR - 1 });
  expect(await unwrap(made.token)).toEqual(USED);
  if (!("token" in again)) throw new Error("it has no token");
  expect(await unwrap(plain, again.token)).toMatchObject({ text: TEXT, accessor: again.accessor });
  expect(JSON.parse(String((await rows())[1]?.extra_data))).toEqual({
    accessor: again.accessor,
    creation_path: PATH,
    replaces: made.accessor,
  });
});

it("a wrapped answer rests sealed, its token as a hash, and nothing of it when it was given; a day later nobody knows it", async () => {
  const path = `auth/token/lookup/${plain}`;
  const made = await wrap(plain, { creationPath: path, ttlMs: 5 * DAY });
  const [row] = await stored();
  expect(row?.["creation_path"]).toBe("?");
  const rest = Buffer.from(row?.["sealed"] as ArrayBuffer).toString("latin1");
  expect(rest).not.toContain("12345678901234567890");
  expect(JSON.stringify([await stored(), await auditRows(tenant.stub)])).not.toContain(made.token);
  await evict(tenant.stub);
  await stopClock(tenant.stub, START_MS);
  await unwrap(made.token);
  expect((await stored()).map(({ sealed, expires_at_ms }) => [sealed, expires_at_ms])).toEqual([
    [null, START_MS + DAY],
  ]);
  await stopClock(tenant.stub, START_MS + DAY);
  expect(await unwrap(plain, made.token)).toEqual(INVALID);
  await runDurableObjectAlarm(tenant.stub);
  expect(await stored()).toEqual([]);
});

it("used wrapping tokens are told from no tokens as long as there are not too many of them", async () => {
  const used = await wrap(plain);
  await unwrap(used.token);
  await rowsOf(
    tenant.stub,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
     INSERT INTO wrapped_answers SELECT 'wrp_' || i, 'h' || i, NULL, 1, 'p', 1000, 'user:x', ?, ?, ?, NULL FROM n`,
    START_MS,
    START_MS + DAY,
    START_MS + 1,
  );
  expect(await unwrap(used.token)).toEqual(USED);
  const next = await wrap(plain);
  await shiftClock(tenant.stub, START_MS + 2 - Date.now());
  await unwrap(next.token);
  expect(await unwrap(plain, used.token)).toEqual(INVALID);
  expect(await unwrap(plain, next.token)).toEqual(USED);
  expect(await stored()).toHaveLength(10_000);
});

it("a second use is an event, at most once a minute and token, and its rows are as many as a live token may leave", async () => {
  const receiver = await newReceiver();
  const hook = { name: "h", url: receiver.url, events: ["wrapping.*"] };
  const { id } = must(await tenant.api("POST /v1/webhooks", hook), 201);
  const { token, accessor } = await wrap(tenant.admin);
  await unwrap(token);
  const events = () => rowsOf(tenant.stub, "SELECT type, body FROM events");
  expect(await events()).toEqual([]);
  for (let n = 0; n < 3; n++) await unwrap(token);
  await unwrap(plain, token);
  const [event, ...more] = await events();
  expect(more).toEqual([]);
  expect(event?.["type"]).toBe("wrapping.unwrap_refused");
  expect(JSON.parse(String(event?.["body"])).data).toEqual({
    accessor,
    creation_path: PATH,
    wrapped_by: "user:admin",
    used_at: "2096-11-21T09:30:00Z",
    source_ip: "203.0.113.7",
  });
  for (let n = 0; n < 310; n++) await unwrap(token);
  expect((await rows()).filter(({ error_code }) => error_code === "wrapping_token_used").length).toBeLessThanOrEqual(
    301,
  );
  // Another bearer of the same name is not held up by that.
  expect(await unwrap((await wrap(plain)).token)).toMatchObject({ text: TEXT });
  await stopClock(tenant.stub, START_MS + 60_000);
  await unwrap(token);
  expect(await events()).toHaveLength(2);
  await receiver.waitFor(2);
  must(await tenant.api(`DELETE /v1/webhooks/${id}`), 204);
  await receiver.release();
});

it("a wrapped answer of a partner's space, or wrapped there by who comes from the partner, is that space's", async () => {
  const partner = await newPartner();
  const own = await newTenant({ partnerId: partner.id });
  const input = { text: TEXT, creationPath: PATH, ttlMs: HOUR };
  const wrapOp = operations.get("wrapping.wrap");
  const abroad = await ask(partner.admin, wrapOp as never, input as never, own.id);
  const { token } = abroad as { token: string };
  expect(token.startsWith(`pst_${own.id}_`)).toBe(true);
  expect(await unwrap(own.admin, token)).toMatchObject({ text: TEXT, createdBy: "user:pat" });
  const home = await wrap(partner.admin);
  expect(await unwrap(home.token)).toMatchObject({ text: TEXT });
});
