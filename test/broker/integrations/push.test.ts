import { afterEach, expect, it, vi } from "vitest";
import { newTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import { bao, hasOpenBao } from "../../support/openbao";
import { type BrokerBench, fault, LOGIN, newBench, newFakeBench, paths } from "../broker-bench";

const DATA = { login: "billing@acme.example", pass: "canary-pass-7" };
const LABELS = { owner: "finance", description: "canary-label" };
const PUSH = { path: "app/new", data: DATA };
const WRITE = "POST secret/data/app/new";
const LABEL = "POST secret/metadata/app/new";
const WRITTEN = { path: "app/new", mount: "secret", version: 1, vaultPath: "secret/data/app/new" };

const keys = (count: number, value: unknown = "x") =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, value]));

const push = (b: BrokerBench, change: object = {}) => b.integration("secrets", { ...PUSH, ...change });

const row = (b: BrokerBench, extra: object, code: string | null = null) => ({
  action: "integration.pushed",
  code,
  about: b.integrationId,
  extra: { mount: "secret", path: "app/new", keys: 2, ...extra },
});

afterEach(() => {
  vi.restoreAllMocks();
});

it("integrations.push, refused before the vault, names each fault of its body without a value, makes no call and leaves no row", async () => {
  const { b, vault } = await newFakeBench();
  const rows = await b.rowsOf(async () => {
    for (const [change, fields] of [
      [{ data: undefined }, { data: "required" }],
      [{ data: null }, { data: "type" }],
      [{ data: ["canary"] }, { data: "type" }],
      [{ data: {} }, { data: "empty" }],
      [{ data: keys(101) }, { data: "too_many" }],
      [{ data: { pin: 1234 } }, { "data.pin": "type" }],
      [{ data: { a: null, b: { c: "canary" }, d: "" } }, { "data.a": "type", "data.b": "type" }],
      [{ data: { "": "canary" } }, { "data.?": "empty" }],
      [{ data: { ["k".repeat(101)]: "canary" } }, { "data.?": "too_long" }],
      [{ path: undefined }, { path: "required" }],
      [{ path: "" }, { path: "empty" }],
      [{ path: "a".repeat(201) }, { path: "too_long" }],
      [{ path: "/app" }, { path: "path_segments" }],
      [{ path: "app/" }, { path: "path_segments" }],
      [{ path: "app//x" }, { path: "path_segments" }],
      [{ path: "app/../x" }, { path: "path_segments" }],
      [{ path: "app/x." }, { path: "path_segments" }],
      [{ path: "app\\x" }, { path: "characters" }],
      [{ path: "app%2fx" }, { path: "percent" }],
      [{ path: "data/app" }, { path: "path_segments" }],
      [{ path: "data" }, { path: "path_segments" }],
      [{ mount: "" }, { mount: "empty" }],
      [{ mount: "m".repeat(101) }, { mount: "too_long" }],
      [{ mount: "sys" }, { mount: "reserved" }],
      [{ mount: "team/auth" }, { mount: "reserved" }],
      [{ mount: "a\\b" }, { mount: "characters" }],
      [{ metadata: null }, { metadata: "type" }],
      [{ metadata: keys(65) }, { metadata: "too_many" }],
      [{ metadata: { a: "" } }, { "metadata.a": "empty" }],
      [{ metadata: { a: 1 } }, { "metadata.a": "type" }],
      [{ metadata: { a: "ü".repeat(257) } }, { "metadata.a": "too_long" }],
      [{ metadata: { a: "canary\n" } }, { "metadata.a": "characters" }],
      [{ metadata: { ["ü".repeat(65)]: "x" } }, { "metadata.?": "too_long" }],
      [{ tags: ["x"] }, { tags: "unknown" }],
    ] as const) {
      const answer = await push(b, change);
      expect(fault(answer)).toEqual({ status: 400, code: "invalid_request", details: { fields } });
      expect(answer.text).not.toMatch(/canary|1234/);
    }
  });
  expect(rows).toEqual([]);
  expect(await vault.calls()).toEqual([]);
});

it("integrations.push, refused before the vault, takes no control of the vault anywhere in a path of KV version 1, and no labels", async () => {
  const { b, vault } = await newFakeBench({ kvVersion: 1 }, { kvVersion: 1, vaultPath: "kv/app/db" });
  for (const path of ["sys/raw", "team/auth/token/x", "team/identity", "cubbyhole"])
    expect(fault(await push(b, { path, mount: "kv" })).details).toEqual({ fields: { path: "reserved" } });
  expect(fault(await push(b, { metadata: LABELS })).details).toEqual({ fields: { metadata: "unsupported" } });
  expect(await vault.calls()).toEqual([]);
});

it("integrations.push, refused before the vault, gives one answer for an unknown and a foreign integration", async () => {
  const { b, vault } = await newFakeBench();
  const stranger = await newTenant();
  for (const id of [crypto.randomUUID(), "x", b.integrationId]) {
    const answer = await stranger.api(`POST /api/v1/vault-integrations/${id}/secrets`, PUSH);
    expect(fault(answer)).toEqual({ status: 404, code: "not_found" });
  }
  expect(await vault.calls()).toEqual([]);
});

it.for<readonly [string, number, string, object]>([
  ["refused", 400, "vault_rejected", { retryable: false }],
  ["too large", 413, "vault_rejected", { retryable: false }],
  ["sealed", 503, "vault_sealed", { retryable: true }],
  ["redirected", 307, "vault_redirected", { retryable: false }],
])("integrations.push that the vault does not take is told so, and sent once: %s", async ([, status, code, more]) => {
  const json = { errors: ["canary-upstream"] };
  const { b, vault } = await newFakeBench({ rules: [{ path: "secret/data/app/new", answer: { status, json } }] });
  const rows = await b.rowsOf(async () => {
    const answer = await push(b);
    const details = { stage: "write", path: "secret/data/app/new", upstreamStatus: status, ...more };
    expect(fault(answer)).toEqual({ status: 400, code, details });
    expect(answer.text).not.toContain("canary");
  });
  expect(rows).toEqual([row(b, {}, code)]);
  expect(await paths(vault)).toEqual([LOGIN, WRITE]);
});

it("integrations.push that the vault does not take is never repeated where no answer came, and says that it may have been written", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ path: "secret/data/app/new", answer: { close: true } }] });
  const details = { stage: "write", path: "secret/data/app/new", outcomeUnknown: true, retryable: true };
  expect(fault(await push(b))).toEqual({ status: 400, code: "vault_unreachable", details });
  await vault.set({ rules: [{ path: "secret/data/app/new", answer: { text: "{}", truncated: true } }] });
  expect(fault(await push(b))).toEqual({ status: 400, code: "vault_unreachable", details });
  expect(await paths(vault)).toEqual([LOGIN, WRITE, WRITE]);
});

it("integrations.push that the vault does not take has its value written and its labels missing when only the second call fails", async () => {
  const place = { stage: "metadata", path: "secret/metadata/app/new", version: 1 };
  for (const [answer, code, more, sent] of [
    [{ status: 500 }, "vault_unavailable", { upstreamStatus: 500, retryable: true }, [LABEL]],
    [{ status: 403 }, "vault_permission_denied", { upstreamStatus: 403, retryable: false }, [LABEL]],
    [{ close: true }, "vault_unreachable", { outcomeUnknown: true, retryable: true }, [LABEL]],
  ] as const) {
    const { b, vault } = await newFakeBench({ rules: [{ path: "secret/metadata/*", answer }] });
    const rows = await b.rowsOf(async () =>
      expect(fault(await push(b, { metadata: LABELS }))).toEqual({
        status: 400,
        code,
        details: { ...place, ...more },
      }),
    );
    expect(rows).toEqual([row(b, { version: 1 }, code)]);
    expect(await paths(vault)).toEqual([LOGIN, WRITE, ...sent]);
  }
});

it("integrations.push that the vault does not take has its labels missing, and says so, where the token ends between the two calls", async () => {
  const { b, vault } = await newFakeBench({
    numUses: 1,
    rules: [{ path: "auth/approle/login", nth: 2, answer: { status: 400, json: { errors: [] } } }],
  });
  const { code, details } = fault(await push(b, { metadata: LABELS }));
  expect(code).toBe("vault_auth_failed");
  expect(details).toMatchObject({ stage: "metadata", version: 1, upstreamStatus: 400, retryable: false });
  expect(await paths(vault)).toEqual([LOGIN, WRITE, LOGIN]);
});

it("integrations.push hands pairs and labels through, echoes no value and logs none", async () => {
  const lines: string[] = [];
  for (const level of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.map(String).join(" ")));
  const { b, vault } = await newFakeBench();
  const rows = await b.rowsOf(async () => {
    const first = await push(b, { metadata: LABELS });
    expect([first.status, first.body]).toEqual([201, WRITTEN]);
    expect(Object.keys(first.body)).toEqual(["path", "mount", "version", "vaultPath"]);
    expect((await push(b, { metadata: {}, data: { empty: "" } })).body).toEqual({ ...WRITTEN, version: 2 });
  });
  expect(rows).toEqual([row(b, { version: 1 }), row(b, { keys: 1, version: 2 })]);
  const [, ...sent] = await vault.calls();
  expect(sent.map(({ method, path, body }) => [`${method} ${path.slice(4)}`, JSON.parse(body)])).toEqual([
    [WRITE, { data: DATA }],
    [LABEL, { custom_metadata: LABELS }],
    [WRITE, { data: { empty: "" } }],
  ]);
  expect(`${JSON.stringify(rows)}${lines.join()}`).not.toMatch(/canary|billing|finance/);
});

it("integrations.push passes keys such as `__proto__` on, percent-encodes a path, and uses any mount", async () => {
  const { b, vault } = await newFakeBench();
  const data = '{"__proto__": "p", "constructor": "c", "a.b": "d"}';
  const answer = await b.integration("secrets", `{"path": "team å/x&y", "mount": "eu/kv", "data": ${data}}`);
  expect(answer.body).toEqual({
    path: "team å/x&y",
    mount: "eu/kv",
    version: 1,
    vaultPath: "eu/kv/data/team å/x&y",
  });
  const sent = (await vault.calls()).at(-1);
  expect([sent?.path, sent?.body]).toEqual([
    "/v1/eu/kv/data/team%20%C3%A5/x%26y",
    '{"data":{"__proto__":"p","constructor":"c","a.b":"d"}}',
  ]);
});

it("integrations.push warns that labels were not sent where the engine does not number", async () => {
  const rules = [{ path: "secret/data/*", answer: { status: 204 } }];
  const { b, vault } = await newFakeBench({ rules });
  const { version: _, ...unnumbered } = WRITTEN;
  expect((await push(b, { metadata: LABELS })).body).toEqual({ ...unnumbered, warning: "mount_not_versioned" });
  expect((await push(b)).body).toEqual(unnumbered);
  expect(await paths(vault)).toEqual([LOGIN, WRITE, WRITE]);
});

it("integrations.push gives a path that a credential can use at once, with KV version 1 too", async () => {
  const { b, vault } = await newFakeBench({ kvVersion: 1 }, { kvVersion: 1, vaultPath: "kv/app/db" });
  const pushed = await push(b, { mount: "kv", data: { login: "u", pass: "p", otp_seed: "x" } });
  expect(pushed.body).toEqual({ path: "app/new", mount: "kv", vaultPath: "kv/app/new" });
  expect((await vault.calls()).at(-1)?.body).toBe('{"login":"u","pass":"p","otp_seed":"x"}');
  await b.point({ vaultPath: pushed.body.vaultPath });
  const { body } = await b.resolve({ fields: ["username", "password"] });
  expect([body.username, body.password, body.vaultVersion]).toEqual(["u", "p", null]);
});

it("integrations.push costs one login and one repeat when the held token was revoked, and one repeat when a node lags", async () => {
  const { b, vault } = await newFakeBench();
  await push(b);
  await vault.revokeTokens();
  expect((await push(b)).body.version).toBe(2);
  await vault.set({ rules: [{ path: "secret/data/*", nth: 1, answer: { status: 412 } }] });
  expect((await push(b)).body.version).toBe(3);
  expect(await paths(vault)).toEqual([LOGIN, WRITE, WRITE, LOGIN, WRITE, WRITE, WRITE]);
});

it("integrations.push sends the namespace without its outer slashes", async () => {
  const vault = await newFakeVault();
  const tenant = await newTenant();
  const config = {
    address: vault.address,
    namespace: "/team/web/",
    authMethod: "approle",
    roleId: "r",
    secretId: "s",
  };
  const made = await tenant.api("POST /api/v1/vault-integrations", { name: "v", type: "hashicorp", config });
  expect((await tenant.api(`POST /api/v1/vault-integrations/${made.body.id}/secrets`, PUSH)).body).toEqual(WRITTEN);
  const namespaces = (await vault.calls()).map(({ headers }) => headers["x-vault-namespace"]);
  expect([made.body.namespace, ...namespaces]).toEqual(["/team/web/", "team/web", "team/web"]);
});

it.skipIf(!hasOpenBao)(
  "integrations.push to a real vault makes a new version each time, replaces all labels, and obeys an engine that demands check-and-set",
  async () => {
    const role = await bao.newRole();
    const b = await newBench({ address: bao.url, roleId: role.roleId, secretId: await bao.newSecretId(role) });
    const path = `app/${crypto.randomUUID()}`;
    const written = { path, mount: "secret", version: 1, vaultPath: `secret/data/${path}` };
    expect((await push(b, { path, metadata: LABELS })).body).toEqual(written);
    expect((await push(b, { path, metadata: { owner: "it" } })).body).toEqual({ ...written, version: 2 });
    const { data } = await bao.api("GET", `secret/metadata/${path}`);
    expect([data?.current_version, data?.custom_metadata]).toEqual([2, { owner: "it" }]);
    await b.point({ vaultPath: written.vaultPath, fieldMap: { username: "login", password: "pass" } });
    expect((await b.resolve()).body).toMatchObject({ username: DATA.login, password: DATA.pass, vaultVersion: 2 });
    await bao.api("POST", `secret/metadata/${path}`, { cas_required: true });
    expect(fault(await push(b, { path }))).toEqual({
      status: 400,
      code: "vault_rejected",
      details: {
        stage: "write",
        path: written.vaultPath,
        upstreamStatus: 400,
        reason: "cas_required",
        retryable: false,
      },
    });
    expect(fault(await push(b, { path: "x", mount: "absent" })).code).toBe("vault_permission_denied");
  },
);
