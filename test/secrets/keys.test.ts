import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it, vi } from "vitest";
import { Keyring } from "../../src/crypto/keyring";
import { openSpaceDb } from "../../src/kernel/db";
import { SpaceKeys } from "../../src/secrets/keys";
import { sealedKinds } from "../../src/space/modules";
import { auditRows } from "../support/api";
import { root } from "./root-keys";
import { DAY, HOUR, newStore, refusal, START_MS, type Store } from "./support";

it("data keys in memory go with what they open, and with nothing else", async () => {
  const store = await newStore();
  const imports = vi.spyOn(crypto.subtle, "importKey");
  const importsOf = async (path: string) => {
    imports.mockClear();
    expect((await store.at(`GET ${path}`)).status).toBe(200);
    return imports.mock.calls.length;
  };
  for (const path of ["kept", "cut"])
    await store.at(`PUT ${path}`, { data: { key: "one" }, options: { max_versions: 1 } });
  expect([await importsOf("kept"), await importsOf("cut")]).toEqual([1, 1]);
  await store.at("PUT cut", { data: { key: "two" } });
  expect([await importsOf("kept"), await importsOf("cut"), await importsOf("cut")]).toEqual([0, 1, 0]);
  await store.at("DELETE cut?permanent=true");
  expect(await importsOf("kept")).toBe(0);
  imports.mockRestore();
});

let store: Store;

beforeEach(async () => {
  announced.length = 0;
  store = await newStore();
});

const put = (path: string, data: object) => store.at(`PUT ${path}`, { data });

const sql = (text: string, ...values: SqlStorageValue[]) =>
  runInDurableObject(store.stub, (_, { storage }) => storage.sql.exec(text, ...values).toArray());

const announced: string[] = [];
const announce = async (rootKeyId: string): Promise<void> => void announced.push(rootKeyId);

const needed = () =>
  runInDurableObject(store.stub, (_, { storage }) =>
    sealedKinds
      .flatMap((kind) => kind.countByRootKey(openSpaceDb(storage)))
      .map((count) => count.rootKeyId)
      .toSorted(),
  );

/** The object's keys as another life of it would see them. */
const withKeys = <T>(roots: readonly ReturnType<typeof root>[], work: (keys: SpaceKeys) => Promise<T>): Promise<T> =>
  runInDurableObject(store.stub, (_, { storage }) =>
    work(new SpaceKeys(openSpaceDb(storage), new Keyring(roots), store.id, announce)),
  );

it("a store at rest answers 500 and nothing of a value when parts are swapped between versions, secrets or keys", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await put("a", { k: "alpha-marker" });
  await put("b", { k: "beta-marker" });
  expect((await store.at("GET a")).status).toBe(200);
  const swap = async (column: string) => {
    const rows = await sql(`SELECT rowid, ${column} AS part FROM secret_versions`);
    const [one, two] = rows.map(({ rowid, part }) => ({ rowid: Number(rowid), part: part as ArrayBuffer }));
    if (!one || !two) throw new Error("two versions are needed");
    await sql(`UPDATE secret_versions SET ${column} = ? WHERE rowid = ?`, two.part, one.rowid);
    await sql(`UPDATE secret_versions SET ${column} = ? WHERE rowid = ?`, one.part, two.rowid);
  };
  for (const columns of [["sealed"], ["wrapped_key"], ["sealed", "wrapped_key"]]) {
    for (const column of columns) await swap(column);
    for (const path of ["a", "b"]) {
      const answer = await store.at(`GET ${path}`);
      expect([answer.status, answer.body.error.code], columns.join()).toEqual([500, "internal_error"]);
      expect(answer.text).not.toContain("marker");
    }
    for (const column of columns) await swap(column);
  }
  expect((await store.at("GET a")).body.data).toEqual({ k: "alpha-marker" });
  await sql("UPDATE secret_versions SET key_version = 9");
  expect((await store.at("GET a")).status).toBe(500);
  expect(JSON.stringify(logged.mock.calls)).not.toContain("marker");
  logged.mockRestore();
});

it("a store at rest writes no value into any table, row or line", async () => {
  const logged = vi.spyOn(console, "error");
  await put("a", { "key-marker-9": "value-marker-9" });
  await store.at("POST a/rotate", { new_value: { k: "value-marker-9" } });
  await store.at("PUT a", '{"data": "value-marker-9"}', { "content-type": "application/json" });
  await store.at("POST batch", { paths: ["a"] });
  await store.at("DELETE a");
  const tables = await sql(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  );
  for (const { name } of tables) {
    const rows = await sql(`SELECT * FROM "${name}"`);
    const text = rows
      .map((row) => Object.values(row).map((v) => (v instanceof ArrayBuffer ? Buffer.from(v).toString("latin1") : v)))
      .join();
    expect(text, String(name)).not.toContain("marker-9");
  }
  expect(JSON.stringify(logged.mock.calls)).not.toContain("marker-9");
  logged.mockRestore();
});

it("a store at rest rotates the space's key online: new versions under the new one, older wrapped anew in batches", async () => {
  for (const n of [1, 2, 3]) await put("a", { n });
  const roots = JSON.parse((await import("../support/node/bindings")).TEST_BINDINGS.ROOT_KEYS).map(
    ({ id, key }: { id: string; key: string }) => ({ id, key: new Uint8Array(Buffer.from(key, "base64")) }),
  );
  await withKeys(roots, async (keys) => {
    expect(await keys.rotate(START_MS)).toEqual({ keyVersion: 2, pending: 3 });
    expect(await keys.rotate(START_MS)).toEqual({ keyVersion: 2, pending: 3 });
    expect(await keys.rewrapDataKeys(START_MS, 2)).toBe(2);
    expect([keys.state(), keys.hasPending()]).toEqual([{ keyVersion: 2, pending: 1 }, true]);
  });
  expect(
    (await sql("SELECT number, key_version FROM secret_versions ORDER BY number")).map((r) => Object.values(r)),
  ).toEqual([
    [1, 2],
    [2, 2],
    [3, 1],
  ]);
  for (const n of [1, 2, 3]) expect((await store.at(`GET a?version=${n}`)).body.data).toEqual({ n });
  await withKeys(roots, async (keys) => {
    expect(await keys.rewrapDataKeys(START_MS, 100)).toBe(1);
    expect(await keys.rewrapDataKeys(START_MS, 100)).toBe(0);
    expect(keys.hasPending()).toBe(false);
  });
  for (const n of [1, 2, 3]) expect((await store.at(`GET a?version=${n}`)).body.data).toEqual({ n });
});

it("a store at rest wraps the space's keys under the newest root key, and says which root keys it needs", async () => {
  const [first, second] = [root("k1", 1), root("k2", 2)];
  // What the marks of the space's log are signed under.
  const marks = ["test-2"];
  await withKeys([first], async (keys) => {
    await keys.ready(START_MS);
  });
  expect(await needed()).toEqual(["k1", ...marks].toSorted());
  await withKeys([first, second], async (keys) => {
    expect([await keys.rewrapUnderNewestRoot(9), await keys.rewrapUnderNewestRoot(9)]).toEqual([1, 0]);
  });
  expect(await needed()).toEqual(["k2", ...marks].toSorted());
  expect(announced).toEqual(["k1", "k2"]);
  await withKeys([second], async (keys) => {
    await keys.ready(START_MS);
    expect(keys.state().keyVersion).toBe(1);
  });
  await expect(withKeys([first], (keys) => keys.ready(START_MS))).rejects.toThrow();
  await expect(withKeys([], (keys) => keys.ready(START_MS))).rejects.toThrow();
});

it("a store at rest makes one key for the space, however many first writers come at once", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => put(`s${n}`, { n })));
  expect(await sql("SELECT count(*) AS n FROM space_keys")).toEqual([{ n: 1 }]);
});

it("a store at rest cleans up by itself: lapsed secrets with a row each, and the values of versions past their grace, whose rows stay", async () => {
  await put("gone", { k: 1 });
  await store.at("DELETE gone");
  await put("kept", { k: 1 });
  await store.at("POST kept/rotate", { new_value: { k: 2 }, grace_period: "1h" });
  await store.setClock(START_MS + 2 * HOUR);
  await runDurableObjectAlarm(store.stub);
  const kept =
    "SELECT number, key_version, length(wrapped_key) + length(sealed) > 0 AS held FROM secret_versions JOIN secrets ON id = secret_id WHERE path = 'kept' ORDER BY number";
  expect(await sql(kept)).toEqual([
    { number: 1, key_version: 0, held: 0 },
    { number: 2, key_version: 1, held: 1 },
  ]);
  expect((await store.at("GET kept/versions")).body.versions[1]).toMatchObject({
    deleted_at: "2096-11-21T10:30:00Z",
    destroyed: false,
  });
  expect((await store.at("POST gone/restore")).status).toBe(200);
  await store.at("DELETE gone");
  await store.setClock(START_MS + 31 * DAY);
  await runDurableObjectAlarm(store.stub);
  expect(await sql("SELECT path FROM secrets")).toEqual([{ path: "kept" }]);
  expect(await sql("SELECT count(*) AS n FROM secret_versions")).toEqual([{ n: 2 }]);
  const [purge] = (await auditRows(store.stub)).filter(({ action }) => action === "purge");
  expect(purge).toMatchObject({ secret_path: "gone", identity_id: "system:scheduler", success: 1 });
  expect(refusal(await store.at("GET gone")).code).toBe("secret_not_found");
});
