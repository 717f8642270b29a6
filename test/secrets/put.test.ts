import { beforeEach, expect, it } from "vitest";
import { actions, auditRows } from "../support/api";
import { HOUR, newStore, refusal, START_MS, type Store } from "./support";

let store: Store;

const anew = async () => {
  store = await newStore();
};

const put = (path: string, data: object = { key: "one" }, rest: object = {}) =>
  store.at(`PUT ${path}`, { data, ...rest });

beforeEach(anew);

it("secrets.put creates version 1, then 2, and gives both back equal", async () => {
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

it("secrets.put gives every JSON value back as it was sent, keys of every name included", async () => {
  const text =
    '{"__proto__":{"x":1},"constructor":"c","n":[-0,1e-7,123456789012345680000,null,true],"ü\\u0000":"\\ud83d\\ude00"}';
  const sent = await store.at("PUT a", `{"data":${text}}`, { "content-type": "application/json" });
  expect(sent.status, sent.text).toBe(201);
  const read = await store.at("GET a");
  expect(read.text).toContain('"__proto__":{"x":1}');
  expect(read.text).toContain("[-0,");
  expect(read.body.data).toEqual(JSON.parse(text));
});

it("secrets.put takes exactly 1 MiB of data, and not a byte more", async () => {
  const most = { k: "a".repeat(1_048_576 - 8) };
  expect((await put("big", most)).status).toBe(201);
  expect((await store.at("GET big")).body.data).toEqual(most);
  const over = await put("big", { k: `${most.k}a` });
  expect(refusal(over)).toEqual({ status: 413, code: "payload_too_large", details: { limit_bytes: 1_048_576 } });
  expect((await store.at("GET metadata/big")).body.current_version).toBe(1);
});

it("secrets.put lets each of fifty writers have its own number, and one of fifty with the same precondition", async () => {
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

it("secrets.put checks If-Match and If-None-Match, a deleted secret first", async () => {
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

it("secrets.put keeps the newest two of six versions, and never uses a number again", async () => {
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
