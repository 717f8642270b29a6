import { beforeEach, describe, expect, it } from "vitest";
import { actions, auditRows, must } from "../support/api";
import { as, DAY, HOUR, newStore, refusal, SECOND, START_MS, type Store } from "./support";

let store: Store;
const anew = async () => {
  store = await newStore();
};
const put = (path: string, data: object = { key: "one" }, rest: object = {}) =>
  store.at(`PUT ${path}`, { data, ...rest });

describe("secrets.put and secrets.read", () => {
  beforeEach(anew);

  it("creates version 1, then 2, and gives both back equal", async () => {
    const first = await put(
      "shop/billing/card",
      { key: "sk_example" },
      { secret_type: "api_key", metadata: { owner: "team:billing" } },
    );
    expect([first.status, first.headers.get("etag"), first.headers.get("cache-control")]).toEqual([
      201,
      '"1"',
      "no-store, no-transform",
    ]);
    expect(first.body).toEqual({
      path: "shop/billing/card",
      secret_type: "api_key",
      version: 1,
      created: true,
      created_at: "2096-11-21T09:30:00Z",
      expires_at: null,
    });
    await store.setClock(START_MS + HOUR);
    const second = await put("shop/billing/card", { key: "other" });
    expect([second.status, second.headers.get("etag")]).toEqual([200, '"2"']);
    expect(second.body).toEqual({
      path: "shop/billing/card",
      version: 2,
      created: false,
      previous_version: 1,
      updated_at: "2096-11-21T10:30:00Z",
    });
    const old = await store.at("GET shop/billing/card?version=1");
    expect(old.headers.get("etag")).toBe('"1"');
    expect(old.body).toEqual({
      path: "shop/billing/card",
      secret_type: "api_key",
      version: 1,
      data: { key: "sk_example" },
      metadata: { owner: "team:billing" },
      created_at: "2096-11-21T09:30:00Z",
      updated_at: "2096-11-21T10:30:00Z",
      version_created_at: "2096-11-21T09:30:00Z",
      expires_at: null,
      rotation_policy_id: null,
      secret_policy_id: null,
    });
    expect((await store.at("GET shop/billing/card")).body.data).toEqual({ key: "other" });
    expect(await actions(store).then((all) => all.slice(-4))).toEqual(["write ok", "write ok", "read ok", "read ok"]);
  });

  it("gives every JSON value back as it was sent, keys of every name included", async () => {
    const text =
      '{"__proto__":{"x":1},"constructor":"c","n":[-0,1e-7,123456789012345680000,null,true],"ü\\u0000":"\\ud83d\\ude00"}';
    const sent = await store.at("PUT a", `{"data":${text}}`, { "content-type": "application/json" });
    expect(sent.status, sent.text).toBe(201);
    const read = await store.at("GET a");
    expect(read.text).toContain('"__proto__":{"x":1}');
    expect(read.text).toContain("[-0,");
    expect(read.body.data).toEqual(JSON.parse(text));
  });

  it("takes exactly 1 MiB of data, and not a byte more", async () => {
    const most = { k: "a".repeat(1_048_576 - 8) };
    expect((await put("big", most)).status).toBe(201);
    expect((await store.at("GET big")).body.data).toEqual(most);
    const over = await put("big", { k: `${most.k}a` });
    expect(refusal(over)).toEqual({ status: 413, code: "payload_too_large", details: { limit_bytes: 1_048_576 } });
    expect((await store.at("GET metadata/big")).body.current_version).toBe(1);
  });

  it("lets each of fifty writers have its own number, and one of fifty with the same precondition", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => put("race", { n })));
    const numbers = answers.map(({ body }) => body.version).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    await put("once");
    const racing = await Promise.all(
      Array.from({ length: 40 }, (_, n) => store.at("PUT once", { data: { n } }, { "if-match": '"1"' })),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([200, ...Array(39).fill(412)]);
    const lost = racing.find(({ status }) => status === 412);
    expect(lost && refusal(lost).details).toEqual({ current_version: 2 });
  });

  it("checks If-Match and If-None-Match, a deleted secret first", async () => {
    expect(refusal(await store.at("PUT a", { data: { a: 1 } }, { "if-match": "*" }))).toEqual({
      status: 412,
      code: "version_conflict",
      details: { current_version: null },
    });
    expect((await store.at("PUT a", { data: { a: 1 } }, { "if-none-match": "*" })).status).toBe(201);
    expect((await store.at("PUT a", { data: { a: 1 } }, { "if-none-match": "*" })).status).toBe(412);
    expect((await store.at("PUT a", { data: { a: 1 } }, { "if-match": 'W/"2"' })).status).toBe(412);
    expect((await store.at("PATCH a", { metadata: { b: 1 } }, { "if-match": 'W/"1"' })).status).toBe(200);
    expect((await store.at("PATCH a", { metadata: { a: 1 } }, { "if-match": '"2"' })).status).toBe(412);
    expect((await store.at("DELETE a", undefined, { "if-match": '"2"' })).status).toBe(412);
    expect((await store.at("DELETE a", undefined, { "if-match": '"1"' })).status).toBe(200);
    expect((await store.at("PUT a", { data: { a: 1 } }, { "if-match": '"9"' })).body.error.code).toBe("secret_exists");
  });

  it("keeps the newest two of six versions, and never uses a number again", async () => {
    for (let n = 1; n <= 5; n++) await put("a", { n }, { options: { max_versions: 2 } });
    const kept = await Promise.all([1, 2, 3, 4, 5].map((n) => store.at(`GET a?version=${n}`)));
    expect(kept.map(({ status, body }) => body.error?.code ?? status)).toEqual([
      ...Array(3).fill("version_not_found"),
      200,
      200,
    ]);
    expect((await put("a")).body.version).toBe(6);
    const written = (await auditRows(store.stub)).filter(({ action }) => action === "write");
    expect(written.map(({ extra_data }) => JSON.parse(String(extra_data)).pruned)).toEqual([
      undefined,
      undefined,
      [1],
      [2],
      [3],
      [4],
    ]);
  });
});

describe("expiry", () => {
  beforeEach(anew);

  it("refuses values from the instant on, revives by a PUT that says so, and by a PATCH", async () => {
    await put("a", { key: "x" }, { options: { expires_in: "1h" } });
    await store.setClock(START_MS + HOUR - 401);
    expect((await store.at("GET a")).status).toBe(200);
    await store.setClock(START_MS + HOUR - 400);
    const expired = { status: 410, code: "secret_expired", details: { path: "a", expired_at: "2096-11-21T10:30:00Z" } };
    expect(refusal(await store.at("GET a"))).toEqual(expired);
    expect(refusal(await store.at("GET a?version=1"))).toEqual(expired);
    expect(refusal(await put("a"))).toEqual(expired);
    expect((await store.at("GET metadata/a")).body).toMatchObject({
      current_version: 1,
      expires_at: "2096-11-21T10:30:00Z",
    });
    expect((await store.at("GET a/versions")).body.versions).toHaveLength(1);
    expect((await store.api("GET /v1/secrets")).body.secrets).toEqual([]);
    expect((await store.api("GET /v1/secrets?include_expired=true")).body.total_count).toBe(1);
    expect((await put("a", { key: "y" }, { options: { expires_at: null } })).status).toBe(200);
    expect((await store.at("GET a")).body.data).toEqual({ key: "y" });
    await put("b", { key: "x" }, { options: { expires_at: "2096-11-21T10:30:01Z" } });
    await store.setClock(START_MS + HOUR + 5 * SECOND);
    expect((await store.at("GET b")).status).toBe(410);
    expect((await store.at("PATCH b", { options: { expires_in: "2d" } })).body.expires_at).toBe("2096-11-23T10:30:05Z");
    expect((await store.at("GET b")).status).toBe(200);
  });
});

describe("secrets.patch", () => {
  beforeEach(anew);

  it("takes all that the limits let in: 50 tags, 64 other keys, and a hundred versions pruned at once", async () => {
    const tags = (from: number) => Array.from({ length: 50 }, (_, i) => `${from + i} ${"é".repeat(120)}`);
    const other = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`k${i}`, i]));
    await put("a", { k: 1 }, { metadata: { tags: tags(100), ...other }, options: { max_versions: 100 } });
    const listed = async (tag: string | undefined) =>
      (await store.api(`GET /v1/secrets?tag=${encodeURIComponent(tag ?? "")}`)).body.total_count;
    expect(await Promise.all([listed(tags(100)[0]), listed(tags(100)[49])])).toEqual([1, 1]);
    must(await store.at("PATCH a", { metadata: { tags: tags(200) } }), 200);
    expect(await Promise.all([listed(tags(100)[49]), listed(tags(200)[49])])).toEqual([0, 1]);
    expect(refusal(await store.at("PATCH a", { metadata: { tags: [...tags(1), "one more"] } }))).toEqual({
      status: 422,
      code: "validation_error",
      details: { fields: { "metadata.tags": "too_many" } },
    });
    for (let minute = 0; minute < 2; minute++) {
      await store.setClock(START_MS + minute * HOUR);
      await Promise.all(Array.from({ length: 50 }, (_, i) => store.at("PUT a", { data: { k: i } })));
    }
    expect((await store.at("PATCH a", { options: { max_versions: 1 } })).body).toMatchObject({
      current_version: 101,
      version_count: 1,
    });
  });

  it("merges key by key without a new version, and refuses what it can't change", async () => {
    await put("a", { k: 1 }, { metadata: { description: "old", tags: ["x", "x", "y"], cost: 3 } });
    const answer = await store.at("PATCH a", {
      metadata: { description: null, owner: "me" },
      options: { max_versions: 3, notify_before: "2d, 1h" },
    });
    expect(answer.headers.get("etag")).toBe('"1"');
    expect(answer.body).toEqual({
      path: "a",
      secret_type: "kv",
      current_version: 1,
      version_count: 1,
      metadata: { tags: ["x", "y"], owner: "me", cost: 3 },
      created_at: "2096-11-21T09:30:00Z",
      updated_at: "2096-11-21T09:30:00Z",
      last_accessed_at: null,
      access_count_30d: 0,
      expires_at: null,
      max_versions: 3,
      notify_before: ["2d", "1h"],
      secret_policy_id: null,
      rotation_policy: null,
    });
    expect((await store.at("PATCH a", { metadata: null, options: { notify_before: null } })).body).toMatchObject({
      metadata: {},
      notify_before: ["30d", "7d", "1d"],
    });
    expect(refusal(await store.at("PATCH a", { metadata: {}, secret_type: "kv", data: {} })).details).toEqual({
      fields: { data: "immutable", secret_type: "immutable" },
    });
    expect((await store.at("PATCH a", {})).status).toBe(422);
    expect((await store.at("PATCH none", { metadata: {} })).body.error.code).toBe("secret_not_found");
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, "x".repeat(1000)]));
    expect(refusal(await store.at("PATCH a", { metadata: many })).details).toEqual({
      fields: { metadata: "too_long" },
    });
    await put("a");
    await put("a");
    expect((await store.at("PATCH a", { options: { max_versions: 1 } })).body.version_count).toBe(1);
  });
});

describe("secrets.delete and secrets.restore", () => {
  beforeEach(anew);

  it("hides a secret, keeps its path, and brings everything back", async () => {
    await put("a", { k: "old" }, { metadata: { tags: ["t"] } });
    await put("a", { k: "new" });
    expect((await store.at("DELETE a")).body).toEqual({
      path: "a",
      deleted: true,
      permanent: false,
      recoverable_until: "2096-12-21T09:30:00Z",
    });
    for (const line of ["GET a", "GET a/versions", "GET metadata/a", "DELETE a", "DELETE a?version=1"])
      expect(refusal(await store.at(line)), line).toEqual({
        status: 404,
        code: "secret_not_found",
        details: { path: "a" },
      });
    expect((await store.at("POST a/rotate", { new_value: { k: 1 } })).status).toBe(404);
    expect((await store.api("GET /v1/secrets?tag=t")).body).toEqual({
      secrets: [],
      cursor: null,
      has_more: false,
      total_count: 0,
    });
    expect(refusal(await put("a"))).toEqual({
      status: 409,
      code: "secret_exists",
      details: { path: "a", recoverable_until: "2096-12-21T09:30:00Z" },
    });
    expect((await store.at("POST a/restore")).body).toEqual({
      path: "a",
      version: 2,
      restored: true,
      restored_at: "2096-11-21T09:30:00Z",
    });
    expect((await store.at("GET a")).body).toMatchObject({ version: 2, data: { k: "new" } });
    expect((await store.api("GET /v1/secrets?tag=t")).body.total_count).toBe(1);
    expect((await store.at("POST a/restore")).status).toBe(404);
  });

  it("frees the path when the window is over, and the clean-up leaves a row", async () => {
    for (const path of ["a", "b"]) {
      await put(path);
      await store.at(`DELETE ${path}`);
    }
    await store.setClock(START_MS + 30 * DAY - 401);
    expect((await put("a")).status).toBe(409);
    await store.setClock(START_MS + 30 * DAY - 400);
    expect((await store.at("POST a/restore")).status).toBe(404);
    expect((await store.at("DELETE a?permanent=true")).status).toBe(404);
    expect((await put("a")).body).toMatchObject({ version: 1, created: true });
    expect((await store.at("GET a")).body.version).toBe(1);
  });

  it("destroys for good, also what was deleted, and starts again at version 1", async () => {
    await put("a");
    await put("a");
    await store.at("DELETE a");
    expect((await store.at("DELETE a?permanent=true")).body).toEqual({
      path: "a",
      deleted: true,
      permanent: true,
      recoverable_until: null,
    });
    expect((await store.at("POST a/restore")).status).toBe(404);
    expect((await put("a")).body.version).toBe(1);
  });

  it("destroys one version, but neither the current nor the only one", async () => {
    await put("a");
    expect(refusal(await store.at("DELETE a?version=1"))).toEqual({
      status: 422,
      code: "validation_error",
      details: { fields: { version: "only_version" } },
    });
    const stale = await store.at("DELETE a?version=1", undefined, { "if-match": '"7"' });
    expect(refusal(stale)).toEqual({ status: 412, code: "version_conflict", details: { current_version: 1 } });
    await put("a");
    expect(refusal(await store.at("DELETE a?version=2"))).toEqual({
      status: 409,
      code: "version_conflict",
      details: { path: "a", current_version: 2 },
    });
    expect((await store.at("DELETE a?version=2&permanent=true")).status).toBe(422);
    expect((await store.at("DELETE a?verson=2")).status).toBe(422);
    expect((await store.at("GET a")).status).toBe(200);
    expect((await store.at("DELETE a?version=1")).body).toEqual({ path: "a", version: 1, deleted: true });
    expect(refusal(await store.at("GET a?version=1"))).toEqual({
      status: 404,
      code: "version_not_found",
      details: { path: "a", version: 1 },
    });
  });

  it("asks for `admin` to destroy for good", async () => {
    await put("a");
    const caller = as(await store.caller(["secrets:delete"], [{ path_pattern: "a", permissions: ["delete"] }]));
    expect(refusal(await caller("DELETE /v1/secrets/a?permanent=true"))).toEqual({
      status: 403,
      code: "access_denied",
      details: { path: "a", permission: "admin" },
    });
    expect((await store.at("GET a")).status).toBe(200);
    expect((await caller("DELETE /v1/secrets/a")).status).toBe(200);
  });
});

describe("secrets.rotate", () => {
  beforeEach(anew);

  it("keeps the old version readable for the grace, and not at all with 0s", async () => {
    await put("a", { k: 1 }, { options: { max_versions: 1 } });
    const answer = await store.at("POST a/rotate", { new_value: { k: 2 }, grace_period: "1h", reason: "leak" });
    expect(answer.headers.get("etag")).toBe('"2"');
    expect(answer.body).toEqual({
      path: "a",
      version: 2,
      previous_version: 1,
      rotated_at: "2096-11-21T09:30:00Z",
      grace_period_ends: "2096-11-21T10:30:00Z",
      auto_generated: false,
    });
    await put("a", { k: 3 });
    expect((await store.at("GET a?version=1")).body.data).toEqual({ k: 1 });
    expect((await store.at("GET a?version=2")).status).toBe(404);
    await store.setClock(START_MS + HOUR - 400);
    expect((await store.at("GET a?version=1")).body.error.code).toBe("version_not_found");
    expect((await store.at("GET a/versions")).body.versions).toEqual([
      {
        version: 3,
        created_at: "2096-11-21T09:30:00Z",
        created_by: "user:admin",
        is_current: true,
        readable_until: null,
      },
    ]);
    await store.at("POST a/rotate", { new_value: { k: 4 }, grace_period: "0s" });
    expect((await store.at("GET a?version=3")).status).toBe(404);
    const [row] = (await auditRows(store.stub)).filter(({ action }) => action === "rotate");
    expect(JSON.parse(String(row?.extra_data))).toMatchObject({ reason: "leak", version: 2, previous_version: 1 });
  });

  it("gives no version more time at a later rotation, and starts a remembered expiry again", async () => {
    await put("a", { k: 1 }, { options: { expires_in: "2h" } });
    await store.at("POST a/rotate", { new_value: { k: 2 }, grace_period: "1h" });
    await store.at("POST a/rotate", { new_value: { k: 3 }, grace_period: "90d" });
    const until = (await store.at("GET a/versions")).body.versions.map(
      (v: { readable_until: string }) => v.readable_until,
    );
    expect(until).toEqual([null, "2097-02-19T09:30:00Z", "2096-11-21T10:30:00Z"]);
    await store.setClock(START_MS + 3 * HOUR);
    expect((await store.at("GET a")).status).toBe(410);
    expect((await store.at("POST a/rotate", { new_value: { k: 4 } })).status).toBe(200);
    expect((await store.at("GET a")).body).toMatchObject({ version: 4, expires_at: "2096-11-21T14:30:00Z" });
  });

  it("checks If-Match before the expiry, against what is current when it writes, and of many one succeeds", async () => {
    await put("a", { k: 1 }, { options: { expires_at: "2096-11-21T09:31:00Z" } });
    const rotate = (match: string, n: number) => store.at("POST a/rotate", { new_value: { n } }, { "if-match": match });
    const conflict = { status: 412, code: "version_conflict", details: { current_version: 1 } };
    expect(refusal(await rotate('"2"', 0))).toEqual(conflict);
    expect(refusal(await rotate("W/*", 0))).toMatchObject({ status: 400, code: "invalid_request" });
    const racing = await Promise.all(Array.from({ length: 10 }, (_, n) => rotate('"1"', n)));
    expect(racing.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(412)]);
    await store.setClock(START_MS + HOUR);
    expect(refusal(await rotate('"1"', 0))).toEqual({ ...conflict, details: { current_version: 2 } });
    expect(refusal(await rotate('"2"', 0))).toMatchObject({ status: 410, code: "secret_expired" });
    expect(refusal(await store.at("POST none/rotate", {}, { "if-match": '"1"' })).code).toBe("secret_not_found");
  });

  it("refuses without a value, with too long a grace, and on an expired secret", async () => {
    await put("a", { k: 1 }, { options: { expires_at: "2096-11-21T09:31:00Z" } });
    expect(refusal(await store.at("POST a/rotate")).details).toEqual({ fields: { new_value: "required" } });
    expect(refusal(await store.at("POST a/rotate", { new_value: { k: 1 }, grace_period: "91d" })).details).toEqual({
      fields: { grace_period: "range" },
    });
    expect((await store.at("POST a/rotate", { new_value: { k: 1 }, grace_period: "0d" })).body.error.code).toBe(
      "invalid_duration",
    );
    expect((await store.at("POST none/rotate", { new_value: { k: 1 } })).body.error.code).toBe("secret_not_found");
    await store.setClock(START_MS + HOUR);
    expect((await store.at("POST a/rotate", { new_value: { k: 1 } })).status).toBe(410);
    expect((await store.at("GET metadata/a")).body.current_version).toBe(1);
  });
});
