import { runInDurableObject } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { OneByOne } from "../../src/kernel/turns";
import { as, DAY, HOUR, newStore, refusal, START_MS, type Store } from "../secrets/support";
import { type Answer, asOperator, auditRows, call, must, newTenant, newToken, type TestTenant } from "../support/api";

const PASSWORD = {
  name: "password",
  generator: "random",
  config: { length: 24, charset: "full", require_symbol: true },
};
const FIELDS = [{ name: "username", generator: "static", config: { value: "app" } }, PASSWORD];
const ID = expect.stringMatching(/^sp_[0-9a-hjkmnp-tv-z]{26}$/);
const AT = "2096-11-21T09:30:00Z";

let store: Store;
let made = 0;
const given = async (body: object = {}, tenant: TestTenant = store): Promise<string> =>
  must(await tenant.api("POST /v1/secret-policies", { name: `recipe ${made++}`, fields: FIELDS, ...body }), 201).id;
const generate = (id: string, body: object): Promise<Answer> =>
  store.api(`POST /v1/secret-policies/${id}/generate`, body);
const rowsOf = async (action: string, tenant: TestTenant = store) =>
  (await auditRows(tenant.stub))
    .filter((row) => row.action === action)
    .map((row) => ({ path: row.secret_path, error: row.error_code, extra: JSON.parse(String(row.extra_data)) }));
const anew = async () => {
  store = await newStore();
};

describe("a generation policy is refused", () => {
  let existing: string;
  beforeAll(async () => {
    await anew();
    existing = await given();
  });

  let minutes = 0;
  const faultsOf = async (body: object) => {
    // The rate of these calls is limited, and time stands still otherwise.
    await store.setClock(START_MS + ++minutes * 60_000);
    const before = (await auditRows(store.stub)).length;
    const created = await store.api("POST /v1/secret-policies", { name: "new", fields: FIELDS, ...body });
    const changed = await store.api(`PATCH /v1/secret-policies/${existing}`, { name: "new", ...body });
    expect(changed.status).toBe(created.status);
    expect(changed.body.error.details).toEqual(created.body.error.details);
    expect((await auditRows(store.stub)).length).toBe(before);
    return [created.status, created.body.error.code, created.body.error.details.fields];
  };
  const config = (generator: string, value: object) => ({ fields: [{ name: "f", generator, config: value }] });
  const at = (key: string, reason: string) => ({ [`fields[0].config.${key}`]: reason });

  it.each([
    ["a type that is not known", { policy_type: "pin" }, { policy_type: "unsupported" }],
    ["an unknown key", { field: [] }, { field: "unknown" }],
    ["an empty name", { name: " " }, { name: "empty" }],
    ["a description that is no text", { description: 1 }, { description: "type" }],
    ["no fields", { fields: [] }, { fields: "empty" }],
    [
      "21 fields",
      { fields: Array.from({ length: 21 }, (_, i) => ({ name: `f${i}`, generator: "hex" })) },
      { fields: "too_many" },
    ],
    ["a field that is no object", { fields: ["hex"] }, { "fields[0]": "type" }],
    ["a field without a generator", { fields: [{ name: "f" }] }, { "fields[0].generator": "required" }],
    [
      "a generator that is not known",
      { fields: [{ name: "f", generator: "dice" }] },
      { "fields[0].generator": "unsupported" },
    ],
    ["a generator that is no text", { fields: [{ name: "f", generator: 1 }] }, { "fields[0].generator": "type" }],
    ["a name with a space", { fields: [{ name: "a b", generator: "hex" }] }, { "fields[0].name": "format" }],
    [
      "a name of 65 characters",
      { fields: [{ name: "a".repeat(65), generator: "hex" }] },
      { "fields[0].name": "format" },
    ],
    ["no template", { fields: [{ name: "f", generator: "template" }] }, { "fields[0].config": "required" }],
    ["a key of another generator", config("hex", { charset: "hex" }), at("charset", "unknown")],
    ["3 characters", config("random", { length: 3 }), at("length", "range")],
    ["1025 characters", config("random", { length: 1025 }), at("length", "range")],
    ["a half character", config("random", { length: 4.5 }), at("length", "type")],
    ["a charset that is not known", config("random", { charset: "emoji" }), at("charset", "unsupported")],
    [
      "upper case of digits",
      config("random", { length: 4, charset: "numeric", require_upper: true }),
      at("require_upper", "unsatisfiable"),
    ],
    [
      "two classes that are not there",
      config("random", { charset: "hex", require_upper: true, require_symbol: true, require_digit: true }),
      { ...at("require_upper", "unsatisfiable"), ...at("require_symbol", "unsatisfiable") },
    ],
    ["no hexadecimal digit", config("hex", { length: 0 }), at("length", "range")],
    ["UUIDs of version 1", config("uuid", { version: 1 }), at("version", "unsupported")],
    ["a placeholder of no length", config("template", { template: "{{random:0}}" }), at("template", "placeholder")],
    ["a placeholder that is not known", config("template", { template: "a {{foo}}" }), at("template", "placeholder")],
    ["a template of 1025 characters", config("template", { template: "x".repeat(1025) }), at("template", "too_long")],
    ["a template with half a character", config("template", { template: "\ud800" }), at("template", "characters")],
    ["RSA of 1024 bits", config("rsa_keypair", { bits: 1024 }), at("bits", "unsupported")],
    ["another curve", config("ec_keypair", { curve: "P-521" }), at("curve", "unsupported")],
    ["a key name with a slash", config("ec_keypair", { private_field: "a/b" }), at("private_field", "format")],
    ["another kind of SSH key", config("ssh_keypair", { key_type: "dsa" }), at("key_type", "unsupported")],
    ["a comment of two lines", config("ssh_keypair", { comment: "a\nb" }), at("comment", "characters")],
    ["a comment of 129 characters", config("ssh_keypair", { comment: "c".repeat(129) }), at("comment", "too_long")],
    ["a password that bcrypt would cut", config("bcrypt_hash", { length: 73 }), at("length", "range")],
    ["13 rounds", config("bcrypt_hash", { rounds: 13 }), at("rounds", "range")],
    ["no value", config("static", {}), at("value", "required")],
    ["a value of 4097 characters", config("static", { value: "v".repeat(4097) }), at("value", "too_long")],
    [
      "two fields with one key",
      {
        fields: [
          { name: "a", generator: "bcrypt_hash" },
          { name: "a_hash", generator: "hex" },
        ],
      },
      { "fields[1].name": "duplicate" },
    ],
    [
      "faults in several fields",
      {
        fields: [
          { name: "a", generator: "hex", config: { length: 0 } },
          { name: "b", generator: "template", config: {} },
        ],
      },
      { "fields[0].config.length": "range", "fields[1].config.template": "required" },
    ],
  ])("with %s: 422 at creation and at a change, and nothing is recorded", async (_, body, fields) => {
    expect(await faultsOf(body)).toEqual([422, "validation_error", fields]);
  });

  it("without a name or fields, and as a change of nothing", async () => {
    expect(refusal(await store.api("POST /v1/secret-policies", {}))).toEqual({
      status: 422,
      code: "validation_error",
      details: { fields: { name: "required", fields: "required" } },
    });
    expect(refusal(await store.api(`PATCH /v1/secret-policies/${existing}`, {}))).toEqual({
      status: 422,
      code: "validation_error",
      details: { fields: { body: "required" } },
    });
  });
});

describe("a generation policy", () => {
  beforeEach(anew);

  it("that is not there is told so by every verb, and the refusal is recorded", async () => {
    const foreign = await given({}, await newTenant());
    for (const id of ["sp_01jw8mh4x2c6t9v1k3d7q5n8ab", foreign]) {
      const wanted = { status: 404, code: "secret_policy_not_found", details: { id } };
      const at = `/v1/secret-policies/${id}`;
      expect(refusal(await store.api(`GET ${at}`))).toEqual(wanted);
      expect(refusal(await store.api(`PATCH ${at}`, { is_active: false }))).toEqual(wanted);
      expect(refusal(await store.api(`DELETE ${at}`))).toEqual(wanted);
      expect(refusal(await store.api(`POST ${at}/preview`))).toEqual(wanted);
      expect(refusal(await generate(id, { path: "a" }))).toEqual(wanted);
    }
    expect((await rowsOf("secret_policy_preview")).map(({ error }) => error)).toEqual(
      Array(2).fill("secret_policy_not_found"),
    );
    expect((await rowsOf("generate")).map(({ path }) => path)).toEqual(["a", "a"]);
    expect(refusal(await store.api(`GET /v1/secret-policies/${encodeURIComponent(store.admin)}`)).details).toEqual({
      id: "?",
    });
  });

  it("needs the scope for each verb: secrets:list to read, admin to change, secrets:write to generate", async () => {
    const id = await given();
    const others = (own: string) =>
      SCOPES.filter((scope) => scope !== own && scope !== "admin" && scope !== "identity:admin");
    for (const [line, scope, body] of [
      ["GET /v1/secret-policies", "secrets:list"],
      [`GET /v1/secret-policies/${id}`, "secrets:list"],
      ["POST /v1/secret-policies", "admin", { name: "x", fields: FIELDS }],
      [`PATCH /v1/secret-policies/${id}`, "admin", { is_active: false }],
      [`DELETE /v1/secret-policies/${id}`, "admin"],
      [`POST /v1/secret-policies/${id}/preview`, "admin"],
      [`POST /v1/secret-policies/${id}/generate`, "secrets:write", { path: "a" }],
    ] as const) {
      const caller = as(await store.token(others(scope)));
      expect(refusal(await caller(line, body)), line).toEqual({
        status: 403,
        code: "insufficient_scope",
        details: { required_scope: scope },
      });
      expect((await asOperator(line, body, store.id)).body.error.code, line).toBe("insufficient_scope");
      expect((await call(line, { body })).body.error.code, line).toBe("authentication_required");
    }
    expect((await as(await store.token(["secrets:list"]))(`GET /v1/secret-policies/${id}`)).status).toBe(200);
  });

  it("is created, read and changed", async () => {
    const answer = await store.api("POST /v1/secret-policies", {
      name: " db-login ",
      policy_type: "password",
      description: "for databases",
      fields: [...FIELDS, { name: "id", generator: "uuid" }],
    });
    const whole = {
      id: ID,
      name: "db-login",
      policy_type: "password",
      description: "for databases",
      is_active: true,
      fields: [...FIELDS, { name: "id", generator: "uuid", config: {} }],
      created_at: AT,
      updated_at: AT,
    };
    expect([answer.status, answer.body]).toEqual([201, whole]);
    const at = `/v1/secret-policies/${answer.body.id}`;
    expect((await store.api(`GET ${at}`)).body).toEqual(whole);
    await store.setClock(START_MS + HOUR);
    const fields = [{ name: "key", generator: "ssh_keypair", config: { comment: "" } }];
    const changed = await store.api(`PATCH ${at}`, { fields, policy_type: "ssh_key", is_active: false });
    const after = { ...whole, fields, policy_type: "ssh_key", is_active: false, updated_at: "2096-11-21T10:30:00Z" };
    expect([changed.status, changed.body]).toEqual([200, after]);
    must(await store.api(`PATCH ${at}`, { description: "for deploys" }), 200);
    expect((await store.api(`PATCH ${at}`, { description: null })).body.description).toBeNull();
    expect((await store.api(`PATCH ${at}`, { name: "ssh", description: "" })).body).toMatchObject({
      name: "ssh",
      description: "",
      fields,
    });
    const id = answer.body.id;
    expect(await rowsOf("secret_policy_create")).toEqual([
      { path: null, error: null, extra: { name: "db-login", secret_policy_id: id } },
    ]);
    expect((await rowsOf("secret_policy_update")).map(({ extra }) => extra)).toEqual([
      { name: "db-login", secret_policy_id: id, fields: ["policy_type", "fields", "is_active"] },
      { name: "db-login", secret_policy_id: id, fields: ["description"] },
      { name: "db-login", secret_policy_id: id, fields: ["description"] },
      { name: "ssh", secret_policy_id: id, fields: ["name", "description"] },
    ]);
    expect(await rowsOf("config_read")).toEqual([
      { path: null, error: null, extra: { name: "db-login", resource: "secret_policies", secret_policy_id: id } },
    ]);
  });

  it("has the defaults of what was left out", async () => {
    const { body } = await store.api("POST /v1/secret-policies", {
      name: "x",
      fields: [{ name: "a", generator: "random" }],
    });
    expect(body).toEqual({
      id: ID,
      name: "x",
      policy_type: "custom",
      description: null,
      is_active: true,
      fields: [{ name: "a", generator: "random", config: {} }],
      created_at: AT,
      updated_at: AT,
    });
  });

  it("has a name of its own in its space", async () => {
    const wanted = { status: 409, code: "name_conflict", details: { field: "name" } };
    await given({ name: "one" });
    const two = await given({ name: "two" });
    expect(refusal(await store.api("POST /v1/secret-policies", { name: "one", fields: FIELDS }))).toEqual(wanted);
    expect(refusal(await store.api(`PATCH /v1/secret-policies/${two}`, { name: "one" }))).toEqual(wanted);
    expect((await store.api(`PATCH /v1/secret-policies/${two}`, { name: "two" })).status).toBe(200);
    expect((await store.api("POST /v1/secret-policies", { name: "One", fields: FIELDS })).status).toBe(201);
    await given({ name: "one" }, await newTenant());
    expect((await rowsOf("secret_policy_create")).at(-2)).toEqual({
      path: null,
      error: "name_conflict",
      extra: { name: "one" },
    });
  });

  it("is listed by name, page by page, the inactive ones only where they are asked for", async () => {
    for (const name of ["b", "é", "a", "Z"]) await given({ name });
    await given({ name: "off", is_active: false });
    const names = ({ body }: Answer) => body.policies.map(({ name }: { name: string }) => name);
    const all = await store.api("GET /v1/secret-policies?include_inactive=true");
    expect(names(all)).toEqual(["Z", "a", "b", "off", "é"]);
    expect(all.body).toMatchObject({ cursor: null, has_more: false });
    const first = await store.api("GET /v1/secret-policies?limit=3");
    expect([names(first), first.body.has_more]).toEqual([["Z", "a", "b"], true]);
    await given({ name: "aa" });
    const second = await store.api(`GET /v1/secret-policies?limit=1&cursor=${first.body.cursor}`);
    expect([names(second), second.body.cursor, second.body.has_more]).toEqual([["é"], null, false]);
    const [id] = all.body.policies.map((policy: { id: string }) => policy.id);
    expect(all.body.policies[0]).toEqual((await store.api(`GET /v1/secret-policies/${id}`)).body);
    const elsewhere = await newStore();
    for (const [tenant, query] of [
      [store, `include_inactive=true&cursor=${first.body.cursor}`],
      [store, "cursor=x"],
      [elsewhere, `cursor=${first.body.cursor}`],
    ] as const)
      expect(refusal(await tenant.api(`GET /v1/secret-policies?${query}`))).toEqual({
        status: 400,
        code: "invalid_cursor",
      });
  });

  it("makes samples, each another, that are stored nowhere; also while it is inactive", async () => {
    const id = await given({ is_active: false, fields: [...FIELDS, { name: "__proto__", generator: "hex" }] });
    const [one, two] = [
      await store.api(`POST /v1/secret-policies/${id}/preview`),
      await store.api(`POST /v1/secret-policies/${id}/preview`),
    ];
    const text = '{"data":{"username":"app","password":';
    expect([one.status, one.text.slice(0, text.length)]).toEqual([200, text]);
    expect(Object.keys(one.body.data)).toEqual(["username", "password", "__proto__"]);
    expect(one.body.data.password).not.toBe(two.body.data.password);
    expect((await store.api("GET /v1/secrets")).body.total_count).toBe(0);
    expect(await rowsOf("secret_policy_preview")).toEqual(
      Array(2).fill({ path: null, error: null, extra: { name: expect.any(String), secret_policy_id: id } }),
    );
    expect(JSON.stringify(await auditRows(store.stub))).not.toContain(one.body.data.password);
  });

  it("is not deleted while a secret names it, live or to be restored", async () => {
    const id = await given();
    const at = `/v1/secret-policies/${id}`;
    const inUse = (secrets: number) => ({
      status: 409,
      code: "policy_in_use",
      details: { secrets, rotation_policies: 0 },
    });
    must(await generate(id, { path: "a" }), 201);
    must(await store.at("PUT b", { data: { k: 1 }, options: { secret_policy_id: id } }), 201);
    expect(refusal(await store.api(`DELETE ${at}`))).toEqual(inUse(2));
    must(await store.at("DELETE a"), 200);
    must(await store.at("PATCH b", { options: { secret_policy_id: null } }), 200);
    expect(refusal(await store.api(`DELETE ${at}`))).toEqual(inUse(1));
    expect((await store.api(`GET ${at}`)).status).toBe(200);
    await store.setClock(START_MS + 30 * DAY);
    const gone = await store.api(`DELETE ${at}`);
    expect([gone.status, gone.text]).toEqual([204, ""]);
    expect((await store.api(`GET ${at}`)).status).toBe(404);
    expect((await rowsOf("secret_policy_delete")).map(({ error, extra }) => [error, extra.secrets])).toEqual([
      ["policy_in_use", 2],
      ["policy_in_use", 1],
      [null, 0],
    ]);
  });
});

describe("values that would hold up everybody for long", () => {
  const keys = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `k${at}`, generator: "rsa_keypair", config: { bits: 4096 } }));
  const tooSlow = { status: 422, code: "validation_error", details: { reason: "too_slow", max_slow_fields: 1 } };

  it("are refused when the policy is saved, and by calls of one that is older than the rule", async () => {
    await anew();
    const id = await given();
    expect(refusal(await store.api("POST /v1/secret-policies", { name: "keys", fields: keys(20) }))).toEqual(tooSlow);
    expect(refusal(await store.api(`PATCH /v1/secret-policies/${id}`, { fields: keys(3) }))).toEqual(tooSlow);
    await runInDurableObject(store.stub, (_, { storage }) =>
      storage.sql.exec("UPDATE secret_policies SET fields = ? WHERE id = ?", JSON.stringify(keys(20)), id),
    );
    expect(refusal(await generate(id, { path: "tls/site" }))).toEqual(tooSlow);
    expect(refusal(await store.api(`POST /v1/secret-policies/${id}/preview`))).toEqual(tooSlow);
    expect((await store.at("GET tls/site")).status).toBe(404);
  });

  it("count together when one rotation by policy makes them for many paths", async () => {
    await anew();
    const id = await given({ fields: keys(1) });
    const body = { name: "often", interval: "30d", auto_generate: true, secret_policy_id: id };
    const policy = must(await store.api("POST /v1/rotation/policies", body), 201);
    const paths = ["a", "b", "c"];
    for (const path of paths)
      must(await store.at(`PUT ${path}`, { data: { k: "1" }, options: { rotation_policy_id: policy.id } }), 201);
    expect(refusal(await store.api(`POST /v1/rotation/policies/${policy.id}/rotate`, { secret_paths: paths }))).toEqual(
      tooSlow,
    );
    expect((await store.at("GET a")).body.version).toBe(1);
  });
});

describe("slow values of several calls", () => {
  const hashes = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `h${at}`, generator: "bcrypt_hash", config: { rounds: 8 } }));

  it("have a limit of their own, and a call that passes it makes none", async () => {
    await anew();
    const id = await given({ fields: hashes(16) });
    const path = "web/login";
    expect((await store.api(`POST /v1/secret-policies/${id}/preview`)).status).toBe(200);
    const made = vi.spyOn(OneByOne.prototype, "run");
    for (const refused of [await generate(id, { path }), await store.api(`POST /v1/secret-policies/${id}/preview`)]) {
      expect(refusal(refused)).toEqual({
        status: 429,
        code: "rate_limited",
        details: { category: "slow_values", retry_after: 4 },
      });
    }
    expect(made).not.toHaveBeenCalled();
    made.mockRestore();
    expect((await store.at(`GET ${path}`)).status).toBe(404);
    await store.setClock(START_MS + 4_000);
    expect((await generate(id, { path })).status).toBe(201);
  });

  it("are made one at a time, side by side as the calls may be", async () => {
    await anew();
    const id = await given({ fields: hashes(3) });
    const run = OneByOne.prototype.run;
    let [now, most, all] = [0, 0, 0];
    const watched = vi.spyOn(OneByOne.prototype, "run").mockImplementation(function (this: OneByOne, work) {
      return run.call(this, async () => {
        most = Math.max(most, ++now);
        all++;
        return await work().finally(() => void now--);
      }) as ReturnType<typeof work>;
    });
    const calls = ["a", "b", "c", "d"].map((path) => generate(id, { path }));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    watched.mockRestore();
    expect([most, all]).toEqual([1, 12]);
  });
});

describe("a secret's generation policy", () => {
  beforeEach(anew);

  it("must be there when a body names it; nothing is written otherwise", async () => {
    const wanted = { status: 404, code: "secret_policy_not_found", details: { field: "options.secret_policy_id" } };
    const foreign = await given({}, await newTenant());
    const id = await given();
    for (const unknown of ["", "sp_x", foreign]) {
      const options = { secret_policy_id: unknown };
      expect(refusal(await store.at("PUT new", { data: { k: 1 }, options }))).toEqual(wanted);
      expect(refusal(await generate(id, { path: "new", options }))).toEqual(wanted);
    }
    expect((await store.at("GET new")).status).toBe(404);
    must(await store.at("PUT old", { data: { k: 1 } }), 201);
    expect(refusal(await store.at("PATCH old", { options: { secret_policy_id: foreign } }))).toEqual(wanted);
  });

  it("is attached, kept, changed and detached by PUT and PATCH", async () => {
    const [one, two] = [await given(), await given({ is_active: false })];
    const attached = async () => (await store.at("GET a")).body.secret_policy_id;
    must(await store.at("PUT a", { data: { k: 1 }, options: { secret_policy_id: one } }), 201);
    expect([await attached(), (await store.at("GET metadata/a")).body.secret_policy_id]).toEqual([one, one]);
    must(await store.at("PUT a", { data: { k: 2 } }), 200);
    expect(await attached()).toBe(one);
    must(await store.at("PATCH a", { options: { secret_policy_id: two } }), 200);
    expect(await attached()).toBe(two);
    must(await store.at("PUT a", { data: { k: 2 }, options: { secret_policy_id: null } }), 200);
    expect(await attached()).toBeNull();
  });
});

describe("generating", () => {
  beforeEach(anew);

  it("is refused without the right to write on the path, whether or not anything is there", async () => {
    const id = await given();
    must(await store.at("PUT shop/a", { data: { k: 1 } }), 201);
    const caller = as(
      await store.caller(["secrets:write"], [{ path_pattern: "shop/*", permissions: ["read", "list"] }]),
    );
    for (const path of ["shop/a", "shop/b"])
      expect(refusal(await caller(`POST /v1/secret-policies/${id}/generate`, { path }))).toEqual({
        status: 403,
        code: "access_denied",
        details: { path, permission: "write" },
      });
    expect(await rowsOf("generate")).toEqual(
      ["shop/a", "shop/b"].map((path) => ({ path, error: "access_denied", extra: { permission: "write" } })),
    );
    expect((await store.at("GET shop/a")).body.version).toBe(1);
  });

  it.each([
    [{}, 422, "validation_error", { fields: { path: "required" } }],
    [{ path: "a", data: { k: 1 } }, 422, "validation_error", { fields: { data: "unknown" } }],
    [
      { path: "a", options: { expires_in: "1h", expires_at: AT } },
      422,
      "validation_error",
      { fields: { "options.expires_at": "exclusive" } },
    ],
    [{ path: "a", options: { expires_at: AT } }, 422, "validation_error", { fields: { "options.expires_at": "past" } }],
    [{ path: "A" }, 400, "invalid_path", { reason: "characters" }],
    [{ path: "a/rotate" }, 400, "invalid_path", { reason: "reserved" }],
    [
      { path: "a", secret_type: "x" },
      400,
      "invalid_secret_type",
      { allowed: ["kv", "json", "certificate", "ssh_key", "api_key"] },
    ],
    [{ path: "a", options: { expires_in: "1d12h" } }, 400, "invalid_duration", { field: "options.expires_in" }],
    [
      { path: "a", options: { rotation_policy_id: "rot_none" } },
      404,
      "rotation_policy_not_found",
      { field: "options.rotation_policy_id" },
    ],
  ])("with %j is refused: %i %s", async (body, status, code, details) => {
    expect(refusal(await generate(await given(), body))).toEqual({ status, code, details });
    expect((await store.api("GET /v1/secrets")).body.total_count).toBe(0);
  });

  it("by an inactive policy is refused and writes nothing", async () => {
    expect(refusal(await generate(await given({ is_active: false }), { path: "a" }))).toEqual({
      status: 422,
      code: "validation_error",
      details: { reason: "secret_policy_inactive" },
    });
    expect([(await store.at("GET a")).status, await rowsOf("generate")]).toEqual([404, []]);
  });

  it("makes a new secret, answers as PUT does and shows no value, which a read gives", async () => {
    const id = await given();
    const answer = await generate(id, {
      path: "shop/db/login",
      secret_type: "json",
      metadata: { owner: "team:db" },
      options: { expires_in: "1h" },
    });
    expect([answer.status, answer.headers.get("etag")]).toEqual([201, '"1"']);
    expect(answer.body).toEqual({
      path: "shop/db/login",
      secret_type: "json",
      version: 1,
      created: true,
      created_at: AT,
      expires_at: "2096-11-21T10:30:00Z",
    });
    const { body } = await store.at("GET shop/db/login");
    expect(body).toMatchObject({ metadata: { owner: "team:db" }, secret_policy_id: id });
    expect(body.data).toEqual({ username: "app", password: expect.stringMatching(/^(?=.*[^A-Za-z0-9]).{24}$/) });
    expect(await rowsOf("generate")).toEqual([
      {
        path: "shop/db/login",
        error: null,
        extra: { name: expect.any(String), secret_policy_id: id, version: 1, created: true },
      },
    ]);
    expect(JSON.stringify(await auditRows(store.stub))).not.toContain(body.data.password);
  });

  it("keeps the other keys of the current value, and attaches what the options say", async () => {
    const [id, other] = [await given(), await given()];
    must(await store.at("PUT a", { data: { host: "db", n: -0.5, password: "old" }, metadata: { owner: "me" } }), 201);
    await store.setClock(START_MS + HOUR);
    const answer = await generate(id, { path: "a", options: { secret_policy_id: other } });
    expect([answer.status, answer.headers.get("etag"), answer.body]).toEqual([
      200,
      '"2"',
      { path: "a", version: 2, created: false, previous_version: 1, updated_at: "2096-11-21T10:30:00Z" },
    ]);
    const { body } = await store.at("GET a");
    expect(body.data).toEqual({ host: "db", n: -0.5, username: "app", password: expect.stringMatching(/^.{24}$/) });
    expect([body.secret_policy_id, body.metadata]).toEqual([other, { owner: "me" }]);
    must(await generate(id, { path: "a", options: { secret_policy_id: null } }), 200);
    expect((await store.at("GET a")).body.secret_policy_id).toBeNull();
    must(await generate(id, { path: "a" }), 200);
    expect((await store.at("GET a")).body.secret_policy_id).toBe(id);
  });

  it("over a value that an older key of the space seals keeps its keys too", async () => {
    const id = await given();
    must(await store.at("PUT a", { data: { host: "db" } }), 201);
    must(await asOperator(`POST /v1/admin/spaces/${store.id}/rotate-key`), 200);
    must(await generate(id, { path: "a" }), 200);
    expect(Object.keys((await store.at("GET a")).body.data)).toEqual(["host", "username", "password"]);
  });

  it("many at once into one path loses nobody's keys, and each has a number of its own", async () => {
    const count = 12;
    const recipes = await Promise.all(
      Array.from({ length: count }, (_, i) => given({ fields: [{ name: `k${i}`, generator: "hex" }] })),
    );
    const calls = recipes.map((id) => generate(id, { path: "a" }));
    const puts = Array.from({ length: 3 }, () => store.at("PUT b", { data: { k: 1 } }));
    const answers = await Promise.all([...calls, ...puts]);
    expect(answers.filter(({ status }) => status > 201)).toEqual([]);
    const versions = answers.slice(0, count).map(({ body }) => body.version);
    expect(versions.toSorted((a, b) => a - b)).toEqual(versions.map((_, i) => i + 1));
    const { data } = (await store.at("GET a")).body;
    expect(Object.keys(data).toSorted()).toEqual(recipes.map((_, i) => `k${i}`).toSorted());
  });

  it("has the states of a PUT: a deleted secret is 409, an expired one 410 until its expiry is set", async () => {
    const id = await given();
    must(await store.at("PUT gone", { data: { k: 1 } }), 201);
    must(await store.at("DELETE gone"), 200);
    expect(refusal(await generate(id, { path: "gone" }))).toMatchObject({ status: 409, code: "secret_exists" });
    must(await store.at("PUT old", { data: { k: 1 }, options: { expires_in: "1h" } }), 201);
    await store.setClock(START_MS + 2 * HOUR);
    expect(refusal(await generate(id, { path: "old" }))).toMatchObject({ status: 410, code: "secret_expired" });
    must(await generate(id, { path: "old", options: { expires_at: null } }), 200);
    expect((await store.at("GET old")).body.data).toMatchObject({ k: 1, username: "app" });
    await store.setClock(START_MS + 31 * DAY);
    expect((await generate(id, { path: "gone" })).body).toMatchObject({ version: 1, created: true });
    expect(Object.keys((await store.at("GET gone")).body.data)).toEqual(["username", "password"]);
  });

  it("over a value that leaves no room is refused", async () => {
    const id = await given({ fields: [{ name: "k", generator: "random", config: { length: 1024 } }] });
    must(await store.at("PUT a", { data: { v: "x".repeat(1_048_000) } }), 201);
    expect(refusal(await generate(id, { path: "a" }))).toEqual({
      status: 413,
      code: "payload_too_large",
      details: { limit_bytes: 1_048_576 },
    });
    expect((await store.at("GET metadata/a")).body.current_version).toBe(1);
  });

  it("of a key pair keeps its two halves in the secret", async () => {
    const id = await given({ policy_type: "ssh_key", fields: [{ name: "private_key", generator: "ssh_keypair" }] });
    must(await generate(id, { path: "ssh/deploy", secret_type: "ssh_key" }), 201);
    expect((await store.at("GET ssh/deploy")).body.data).toEqual({
      private_key: expect.stringMatching(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/),
      public_key: expect.stringMatching(/^ssh-ed25519 [A-Za-z0-9+/=]{68}$/),
    });
  });

  it("in a partner's space is for its administrators", async () => {
    const space = store.partnerId;
    const identity = (identity_id: string, roles: readonly string[]) =>
      asOperator("POST /v1/identity/identities", { identity_id, roles }, space);
    must(await identity("user:pat", ["partner_admin"]), 201);
    must(await identity("user:sam", []), 201);
    const pat = as(await newToken(space, "user:pat", SCOPES));
    const sam = as(await newToken(space, "user:sam", ["secrets:write"]));
    const { id } = must(await pat("POST /v1/secret-policies", { name: "x", fields: FIELDS }), 201);
    const line = `POST /v1/secret-policies/${id}/generate`;
    expect(refusal(await sam(line, { path: "a" }))).toEqual({
      status: 403,
      code: "access_denied",
      details: { required_role: "partner_admin" },
    });
    expect((await pat(line, { path: "a" })).body).toMatchObject({ path: "a", version: 1, created: true });
    expect((await store.at("GET a")).status).toBe(404);
  });
});
