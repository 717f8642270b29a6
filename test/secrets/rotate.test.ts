import { beforeEach, expect, it } from "vitest";
import { auditRows } from "../support/api";
import { HOUR, newStore, refusal, START_MS, type Store } from "./support";

let store: Store;

const anew = async () => {
  store = await newStore();
};

const put = (path: string, data: object = { key: "one" }, rest: object = {}) =>
  store.at(`PUT ${path}`, { data, ...rest });

beforeEach(anew);

it("secrets.rotate keeps the old version readable for the grace, and not at all with 0s", async () => {
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
  const entry = { created_at: "2096-11-21T09:30:00Z", created_by: "user:admin", destroyed: false };
  expect((await store.at("GET a/versions")).body.versions).toEqual([
    { ...entry, version: 3, is_current: true, readable_until: null, deleted_at: null },
    {
      ...entry,
      version: 1,
      is_current: false,
      readable_until: "2096-11-21T10:30:00Z",
      deleted_at: "2096-11-21T10:30:00Z",
    },
  ]);
  await store.at("POST a/rotate", { new_value: { k: 4 }, grace_period: "0s" });
  expect((await store.at("GET a?version=3")).status).toBe(404);
  const [row] = (await auditRows(store.stub)).filter(({ action }) => action === "rotate");
  expect(JSON.parse(String(row?.extra_data))).toMatchObject({ reason: "leak", version: 2, previous_version: 1 });
});

it("secrets.rotate gives no version more time at a later rotation, and starts a remembered expiry again", async () => {
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

it("secrets.rotate checks If-Match before the expiry, against what is current when it writes, and of many one succeeds", async () => {
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

it("secrets.rotate refuses without a value, with too long a grace, and on an expired secret", async () => {
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
