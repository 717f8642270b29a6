import { expect, it } from "vitest";
import type { Rule, Answer as VaultAnswer } from "../../support/fake-vault";
import { bao, hasOpenBao } from "../../support/openbao";
import { PATIENCE_MS } from "../../support/patience";
import { type BrokerBench, fault, LOGIN, newBench, newFakeBench, paths, SECRET, VAULT_PATH } from "../broker-bench";

const PATH = "app/db";
const PASS = { pass: "canary-pass-8" };
const PATCH = `PATCH ${VAULT_PATH}`;
const GET = `GET ${VAULT_PATH}`;
const WRITE = `POST ${VAULT_PATH}`;
const NAMES = "GET secret/subkeys/app/db";
const DENIED: VaultAnswer = { status: 403, json: { errors: ["permission denied"] } };
const CONFLICT: VaultAnswer = {
  status: 400,
  json: { errors: ["check-and-set parameter did not match the current version"] },
};
const NO_PATCH: Rule = { method: "PATCH", path: VAULT_PATH, answer: DENIED };

const push = (b: BrokerBench, more: object = {}) => b.integration("secrets", { path: PATH, data: PASS, ...more });
const merge = (b: BrokerBench, more: object = {}) => push(b, { merge: true, ...more });
const written = (version: number) => ({ path: PATH, mount: "secret", version, vaultPath: VAULT_PATH });
const conflict = (currentVersion: number | null, told: object = { upstreamStatus: 400 }) => ({
  status: 400,
  code: "vault_version_conflict",
  details: { stage: "write", path: VAULT_PATH, ...told, retryable: false, currentVersion },
});

it("integrations.push refuses a `cas` and a `merge` that are none, and makes no call", async () => {
  const { b, vault } = await newFakeBench();
  for (const [more, fields] of [
    [{ cas: -1 }, { cas: "range" }],
    [{ cas: 1.5 }, { cas: "type" }],
    [{ cas: "1" }, { cas: "type" }],
    [{ cas: null }, { cas: "type" }],
    [{ merge: 1 }, { merge: "type" }],
    [{ merge: null }, { merge: "type" }],
  ] as const)
    expect(fault(await push(b, more))).toEqual({ status: 400, code: "invalid_request", details: { fields } });
  expect(await vault.calls()).toEqual([]);
});

it("integrations.push takes neither check-and-set nor a merge to KV version 1, which has no means to keep either", async () => {
  const { b, vault } = await newFakeBench({ kvVersion: 1 }, { kvVersion: 1, vaultPath: "kv/app/db" });
  const { details } = fault(await push(b, { mount: "kv", cas: 0, merge: true }));
  expect(details).toEqual({ fields: { cas: "unsupported", merge: "unsupported" } });
  expect(await vault.calls()).toEqual([]);
});

it("integrations.push with a `cas` that is not the current version writes nothing, and says which version is", async () => {
  const { b, vault } = await newFakeBench();
  const rows = await b.rowsOf(async () => {
    expect(fault(await push(b, { cas: 0 }))).toEqual(conflict(1));
    expect(fault(await push(b, { cas: 7 }))).toEqual(conflict(1));
  });
  const extra = { mount: "secret", path: PATH, keys: 1 };
  expect(rows.map(({ code, extra }) => [code, extra])).toEqual([
    ["vault_version_conflict", { ...extra, cas: 0 }],
    ["vault_version_conflict", { ...extra, cas: 7 }],
  ]);
  expect(await paths(vault)).toEqual([LOGIN, WRITE, NAMES, WRITE, NAMES]);
  expect((await b.resolve()).body).toMatchObject({ password: SECRET.pass, vaultVersion: 1 });
});

it("integrations.push that lost by check-and-set finds the current version by what the role may see, and spends no login on it", async () => {
  const names: Rule = { path: "secret/subkeys/app/db", answer: DENIED };
  const { b, vault } = await newFakeBench({ rules: [names] });
  expect(fault(await push(b, { cas: 7 }))).toEqual(conflict(1));
  expect(fault(await push(b, { path: "app/none", cas: 7 })).details).toMatchObject({ currentVersion: 0 });
  await vault.set({ rules: [names, { method: "GET", path: VAULT_PATH, answer: DENIED }] });
  expect(fault(await push(b, { cas: 7 }))).toEqual(conflict(null));
  expect(await vault.logins()).toBe(1);
});

it("integrations.push with the current version, or with 0 where nothing is, writes", async () => {
  const { b } = await newFakeBench();
  const first = await push(b, { path: "app/new", cas: 0 });
  expect(first.body).toEqual({ ...written(1), path: "app/new", vaultPath: "secret/data/app/new" });
  expect((await push(b, { cas: 1 })).body).toEqual(written(2));
  await b.point({ fieldMap: { username: "login", password: "pass" } });
  expect(fault(await b.resolve())).toMatchObject({ code: "vault_field_missing", details: { field: "login" } });
});

it("integrations.push that merges lets the vault do it where the role may patch, so that no other field leaves the vault", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ method: "GET", path: VAULT_PATH, answer: DENIED }] });
  const rows = await b.rowsOf(async () => expect((await merge(b)).body).toEqual(written(2)));
  expect(rows.map(({ extra }) => extra)).toEqual([{ mount: "secret", path: PATH, keys: 1, merge: true, version: 2 }]);
  expect((await merge(b, { cas: 2 })).body).toEqual(written(3));
  expect(await paths(vault)).toEqual([LOGIN, PATCH, PATCH]);
  const sent = (await vault.calls()).slice(1);
  expect(sent.map(({ headers, body }) => [headers["content-type"], body])).toEqual([
    ["application/merge-patch+json", '{"data":{"pass":"canary-pass-8"}}'],
    ["application/merge-patch+json", '{"data":{"pass":"canary-pass-8"},"options":{"cas":2}}'],
  ]);
  await vault.set({});
  expect((await b.resolve({ fields: ["username", "password"] })).body).toMatchObject({
    username: SECRET.login,
    password: PASS.pass,
    vaultVersion: 3,
  });
});

it("integrations.push that merges without the right to patch reads, and writes with check-and-set, with every digit of what it keeps", async () => {
  const kept = '{ "login": "me", "pass" : "old", "n": 12345678901234567890, "__proto__": {"a": 1.10} }';
  const text = `{"data": {"data": ${kept}, "metadata": {"version": 4}}}`;
  const { b, vault } = await newFakeBench({
    rules: [
      NO_PATCH,
      { method: "GET", path: VAULT_PATH, answer: { text } },
      { method: "POST", path: VAULT_PATH, answer: { json: { data: { version: 5 } } } },
    ],
  });
  expect((await merge(b, { data: { ...PASS, new: "x" } })).body).toEqual(written(5));
  expect(await paths(vault)).toEqual([LOGIN, PATCH, GET, WRITE]);
  expect((await vault.calls()).at(-1)?.body).toBe(
    '{"data":{"login":"me","pass":"canary-pass-8","n":12345678901234567890,"__proto__":{"a":1.10},"new":"x"},"options":{"cas":4}}',
  );
});

it.for<readonly [string, VaultAnswer]>([
  ["may not patch", DENIED],
  ["older than its PATCH", { status: 405, json: { errors: ["unsupported operation"] } }],
  [
    "told which version is replaced",
    { status: 400, json: { errors: ["check-and-set parameter required for this call"] } },
  ],
])("integrations.push that merges by reading keeps the other fields: %s", async ([, answer]) => {
  const { b, vault } = await newFakeBench({ rules: [{ method: "PATCH", path: VAULT_PATH, answer }] });
  expect((await merge(b)).body).toEqual(written(2));
  expect((await b.resolve()).body).toMatchObject({ username: SECRET.login, password: PASS.pass, vaultVersion: 2 });
  expect((await paths(vault)).slice(0, 4)).toEqual([LOGIN, PATCH, GET, WRITE]);
});

it("integrations.push that merges runs a race that it lost again three times, from the read on, and then says so", async () => {
  const lost = (nth: readonly number[]): Rule => ({ method: "POST", path: VAULT_PATH, nth, answer: CONFLICT });
  const { b, vault } = await newFakeBench({ rules: [NO_PATCH, lost([1, 2, 3])] });
  expect((await merge(b)).body).toEqual(written(2));
  const race = [PATCH, GET, WRITE];
  expect(await paths(vault)).toEqual([LOGIN, ...race, ...race, ...race, ...race]);
  await vault.set({ rules: [NO_PATCH, lost([1, 2, 3, 4])] });
  expect(fault(await merge(b))).toEqual(conflict(2));
  expect(await vault.logins()).toBe(1);
});

it("integrations.push that merges with a `cas` runs no race a second time: the caller said which version it replaces", async () => {
  const { b, vault } = await newFakeBench({ rules: [NO_PATCH] });
  expect(fault(await merge(b, { cas: 3 }))).toEqual(conflict(1, {}));
  expect(await paths(vault)).toEqual([LOGIN, PATCH, GET]);
  await vault.set({ rules: [NO_PATCH, { method: "POST", path: VAULT_PATH, answer: CONFLICT }] });
  expect(fault(await merge(b, { cas: 1 }))).toEqual(conflict(1));
  expect((await paths(vault)).slice(3)).toEqual([PATCH, GET, WRITE, NAMES]);
});

it("integrations.push that merges begins a secret where nothing is, by either way, and never over one that came between", async () => {
  const fresh = (name: string) => ({ ...written(1), path: name, vaultPath: `secret/data/${name}` });
  const { b, vault } = await newFakeBench();
  expect((await merge(b, { path: "app/one" })).body).toEqual(fresh("app/one"));
  expect((await vault.calls()).at(-1)?.body).toBe('{"data":{"pass":"canary-pass-8"},"options":{"cas":0}}');
  expect(fault(await merge(b, { path: "app/none", cas: 2 })).details).toMatchObject({ currentVersion: 0 });
  await vault.set({ rules: [{ method: "PATCH", path: "secret/*", answer: DENIED }] });
  expect((await merge(b, { path: "app/two" })).body).toEqual(fresh("app/two"));
});

it("integrations.push that merges into a secret whose newest version is deleted is refused: what was deleted would be lost for good", async () => {
  const deleted = { deletion_time: "2026-01-01T00:00:00Z", destroyed: false, version: 1 };
  const { b, vault } = await newFakeBench({
    rules: [{ method: "PATCH", path: VAULT_PATH, answer: { status: 404, json: { data: deleted } } }],
  });
  const details = { path: VAULT_PATH, upstreamStatus: 404, retryable: false };
  const code = "vault_secret_deleted";
  expect(fault(await merge(b))).toEqual({ status: 400, code, details: { stage: "write", ...details } });
  const gone = { data: { data: null, metadata: deleted } };
  await vault.set({ rules: [NO_PATCH, { method: "GET", path: VAULT_PATH, answer: { status: 404, json: gone } }] });
  expect(fault(await merge(b))).toEqual({ status: 400, code, details: { stage: "read", ...details } });
});

it("integrations.push that merges survives a revoked token whichever right the role has, and costs one login", async () => {
  for (const rule of [NO_PATCH, { method: "GET", path: VAULT_PATH, answer: DENIED }]) {
    const { b, vault } = await newFakeBench({ rules: [rule] });
    must(await merge(b));
    await vault.revokeTokens();
    must(await merge(b));
    expect(await vault.logins()).toBe(2);
  }
});

it("integrations.push that merges is told no without more than one login where the role may neither patch nor read", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ path: VAULT_PATH, answer: DENIED }] });
  for (let at = 0; at < 5; at++)
    expect(fault(await merge(b))).toEqual({
      status: 400,
      code: "vault_permission_denied",
      details: { stage: "write", path: VAULT_PATH, upstreamStatus: 403, retryable: false },
    });
  expect(await vault.logins()).toBeLessThan(4);
});

it.for<readonly [string, string]>([
  ["two equal keys", '{"data": {"data": {"a": "1", "a": "2"}, "metadata": {"version": 1}}}'],
  ["no number", '{"data": {"data": {"a": "1"}, "metadata": {}}}'],
  ["a list", '{"data": {"data": ["a"], "metadata": {"version": 1}}}'],
  ["a secret that comes twice", '{"data": {"data": {}, "data": {"a": "1"}, "metadata": {"version": 1}}}'],
  ["no JSON", "<html>"],
])("integrations.push that merges writes nothing over an answer that can't be taken whole: %s", async ([, text]) => {
  const { b, vault } = await newFakeBench({
    rules: [NO_PATCH, { method: "GET", path: VAULT_PATH, answer: { text } }],
  });
  expect(fault(await merge(b)).code).toBe("vault_bad_answer");
  expect(await paths(vault)).toEqual([LOGIN, PATCH, GET]);
});

it("integrations.push that merges is never sent twice where no answer came, and says that it may have been written", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ method: "PATCH", path: VAULT_PATH, answer: { close: true } }] });
  expect(fault(await merge(b))).toEqual({
    status: 400,
    code: "vault_unreachable",
    details: { stage: "write", path: VAULT_PATH, outcomeUnknown: true, retryable: true },
  });
  expect(await paths(vault)).toEqual([LOGIN, PATCH]);
});

function must(answer: { status: number }): void {
  expect(answer.status).toBe(201);
}

/** A bench on the real vault whose role has these rights below `secret/data/app/`. */
async function realBench(capabilities: readonly string[], vaultPath: string, more = "") {
  const policy = `push-${crypto.randomUUID()}`;
  const list = capabilities.map((one) => `"${one}"`).join(", ");
  await bao.putPolicy(policy, `path "secret/data/app/*" { capabilities = [${list}] }\n${more}`);
  const role = await bao.newRole({ policies: [policy] });
  const b = await newBench(
    { address: bao.url, roleId: role.roleId, secretId: await bao.newSecretId(role) },
    { vaultPath },
  );
  return { role, b };
}

it.skipIf(!hasOpenBao)(
  "integrations.push that merges works on a real vault for a role that may patch and not read, and for one that may read and write and not patch",
  async () => {
    for (const capabilities of [
      ["create", "patch"],
      ["create", "update", "read"],
    ]) {
      const path = `app/${crypto.randomUUID()}`;
      const { role, b } = await realBench(capabilities, `secret/data/${path}`);
      expect((await merge(b, { path, data: SECRET })).body).toMatchObject({ version: 1 });
      expect((await merge(b, { path })).body).toMatchObject({ version: 2 });
      const kept = await bao.api("GET", `secret/data/${path}`);
      expect(kept.data?.data).toEqual({ ...SECRET, ...PASS });
      expect((await merge(b, { path, cas: 2 })).body).toMatchObject({ version: 3 });
      expect(fault(await merge(b, { path, cas: 2 }))).toMatchObject({
        code: "vault_version_conflict",
        details: { currentVersion: capabilities.includes("read") ? 3 : null },
      });
      await bao.api("DELETE", `secret/data/${path}`);
      expect(fault(await merge(b, { path })).code).toBe("vault_secret_deleted");
      expect((await bao.tokensOf(role)).length).toBe(1);
    }
  },
  PATIENCE_MS,
);

it.skipIf(!hasOpenBao)(
  "integrations.push obeys a real engine that demands check-and-set: without it the answer says so, with it or by merging it writes",
  async () => {
    const path = `app/${crypto.randomUUID()}`;
    const vaultPath = `secret/data/${path}`;
    const { b } = await realBench(
      ["create", "update", "read", "patch"],
      vaultPath,
      'path "secret/subkeys/app/*" { capabilities = ["read"] }',
    );
    await bao.putSecret(vaultPath, SECRET);
    await bao.api("POST", `secret/metadata/${path}`, { cas_required: true });
    expect(fault(await push(b, { path }))).toEqual({
      status: 400,
      code: "vault_rejected",
      details: { stage: "write", path: vaultPath, upstreamStatus: 400, reason: "cas_required", retryable: false },
    });
    expect(fault(await push(b, { path, cas: 0 }))).toEqual({
      status: 400,
      code: "vault_version_conflict",
      details: { stage: "write", path: vaultPath, upstreamStatus: 400, retryable: false, currentVersion: 1 },
    });
    expect((await push(b, { path, data: SECRET, cas: 1 })).body).toMatchObject({ version: 2 });
    expect((await merge(b, { path })).body).toMatchObject({ version: 3 });
    expect((await bao.api("GET", vaultPath)).data?.data).toEqual({ ...SECRET, ...PASS });
  },
  PATIENCE_MS,
);

it.skipIf(!hasOpenBao)(
  "integrations.push that merges loses no field to others that merge at once, on a real vault, without the right to patch",
  async () => {
    const path = `app/${crypto.randomUUID()}`;
    const { b } = await realBench(["create", "update", "read"], `secret/data/${path}`);
    await bao.putSecret(`secret/data/${path}`, SECRET);
    const fields = Array.from({ length: 4 }, (_, at) => `f${at}`);
    const answers = await Promise.all(fields.map((field) => merge(b, { path, data: { [field]: "x" } })));
    const taken = fields.filter((_, at) => answers[at]?.status === 201);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(lost.map(({ body }) => body.error.code)).toEqual(lost.map(() => "vault_version_conflict"));
    const kept = await bao.api("GET", `secret/data/${path}`);
    expect(kept.data?.data).toEqual({ ...SECRET, ...Object.fromEntries(taken.map((field) => [field, "x"])) });
  },
  PATIENCE_MS,
);
