import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { Turns, UNITS_PER_TURN } from "../../src/kernel/turns";
import { must } from "../support/api";
import {
  DENIED_BY_POLICY,
  enveloped,
  NOTHING,
  newVaultSide,
  refusal,
  rule,
  told,
  type VaultSide,
  vaultAs,
} from "./support";

let side: VaultSide;
const as = async (...patterns: string[]) =>
  vaultAs(
    await side.caller(
      ["secrets:list"],
      patterns.map((pattern) => rule(pattern, "list")),
    ),
  );
const keysOf = async (ask: VaultSide["vault"], line: string) => {
  const answer = await ask(`GET secret/metadata/${line}`);
  return answer.status === 200 ? (answer.body.data.keys ?? []) : refusal(answer);
};

describe("a folder", () => {
  beforeAll(async () => {
    side = await newVaultSide();
    for (const path of ["app/db/login", "app/db/dump", "app/web", "app/web/tls", "other/x", "top", "app.d/y"])
      must(await side.vault(`POST secret/data/${path}`, { data: {} }), 200);
  });

  it("is refused to whoever may list nothing in it, whether or not there is anything", async () => {
    const app = await as("app/**");
    for (const folder of ["other/", "nothing/", "app.d/", "ap/", "app.d"])
      expect([folder, await keysOf(app, `${folder}?list=true`)]).toEqual([folder, DENIED_BY_POLICY]);
    const reader = vaultAs(await side.caller(["secrets:list"], [rule("app/**", "read", "write", "delete")]));
    expect(await keysOf(reader, "app/?list=true")).toEqual(DENIED_BY_POLICY);
    expect(await keysOf(reader, "?list=true")).toEqual(DENIED_BY_POLICY);
    expect(await keysOf(reader, "?scan=true")).toEqual(DENIED_BY_POLICY);
    const nobody = await as();
    expect(await keysOf(nobody, "?list=true")).toEqual(DENIED_BY_POLICY);
  });

  it("that is empty for who may list it is 404, and its scan 200", async () => {
    const all = await as("**");
    for (const folder of ["nothing/", "app/db/login/", "top/"]) {
      expect([folder, await keysOf(all, `${folder}?list=true`)]).toEqual([folder, NOTHING]);
      expect(refusal(await all(`GET secret/metadata/${folder}?scan=true`))).toEqual([200, enveloped({ data: {} })]);
    }
    const bad = "the path of a folder can't be this: empty_segment";
    expect(await keysOf(all, "app//db/?list=true")).toEqual(told(400, bad));
  });

  it("shows secrets, and folders above such, each once and in the order of bytes, with or without its slash", async () => {
    const all = await as("**");
    expect(await keysOf(all, "?list=true")).toEqual(["app.d/", "app/", "other/", "top"]);
    for (const folder of ["app/", "app"])
      expect(await keysOf(all, `${folder}?list=true`)).toEqual(["db/", "web", "web/"]);
    expect(await keysOf(all, "app/db/?list=true")).toEqual(["dump", "login"]);
  });

  it("shows just what leads to something that may be listed", async () => {
    const login = await as("app/db/login");
    expect(await keysOf(login, "?list=true")).toEqual(["app/"]);
    expect(await keysOf(login, "app/?list=true")).toEqual(["db/"]);
    expect(await keysOf(login, "app/db/?list=true")).toEqual(["login"]);
    expect(await keysOf(login, "other/?list=true")).toEqual(DENIED_BY_POLICY);
    const tls = await as("*/web/*", "top");
    expect(await keysOf(tls, "?list=true")).toEqual(["app/", "top"]);
    expect(await keysOf(tls, "app/?list=true")).toEqual(["web/"]);
    // It may hold some, as far as its rules tell.
    expect(await keysOf(tls, "other/?list=true")).toEqual(NOTHING);
  });

  it("is told from a key on, and as many keys as are asked for", async () => {
    const all = await as("**");
    for (const [query, keys] of [
      ["limit=2", ["app.d/", "app/"]],
      ["limit=0", ["app.d/", "app/", "other/", "top"]],
      ["limit=-1", ["app.d/", "app/", "other/", "top"]],
      ["after=app/", ["other/", "top"]],
      ["after=app", ["app.d/", "app/", "other/", "top"]],
      ["after=app.d/&limit=1", ["app/"]],
      ["after=zzz", NOTHING],
      ["limit=x", told(400, 'error converting input for field "limit": it is no whole number')],
    ] as const)
      expect([query, await keysOf(all, `?list=true&${query}`)]).toEqual([query, keys]);
    const long = await all(`GET secret/metadata/?list=true&after=${"x".repeat(1025)}`);
    expect(refusal(long)).toEqual(told(400, "the parameter after is longer than any key"));
  });

  it("is scanned as a whole, sorted, and what bounds a list is ignored", async () => {
    const all = await as("**");
    const whole = ["app.d/y", "app/db/dump", "app/db/login", "app/web", "app/web/tls", "other/x", "top"];
    expect(await keysOf(all, "?scan=true")).toEqual(whole);
    expect(await keysOf(all, "?scan=true&after=other/x&limit=1")).toEqual(whole);
    expect(await keysOf(all, "app/?scan=true")).toEqual(["db/dump", "db/login", "web", "web/tls"]);
    expect(await keysOf(await as("*/web/**"), "?scan=true")).toEqual(["app/web/tls"]);
  });
});

describe("in a large store", () => {
  const FOLDERS = 2_000;
  const KEYS = 3_000;
  /** Secrets in each of the folders: together more than any turn may read. */
  const EACH = 10;
  /** Folders that hold more than a step reads. */
  const WIDE = 100;
  const IN_WIDE = 300;
  beforeAll(async () => {
    side = await newVaultSide();
    const numbers = (count: number) =>
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})`;
    const columns = "INSERT INTO secrets (id, path, secret_type, version, created_at_ms, updated_at_ms, metadata)";
    await runInDurableObject(side.tenant.stub, (_, { storage: { sql } }) => {
      sql.exec(
        `${numbers(KEYS)} ${columns} SELECT 'sec_k' || i, 'flat/' || printf('%05d', i), 'kv', 1, 0, 0, '{}' FROM n`,
      );
      sql.exec(
        `${numbers(FOLDERS * EACH)} ${columns}
         SELECT 'sec_f' || i, 'deep/' || printf('%05d', i / ${EACH}) || '/' || (i % ${EACH}), 'kv', 1, 0, 0, '{}' FROM n`,
      );
      sql.exec(
        `${numbers(WIDE * IN_WIDE)} ${columns}
         SELECT 'sec_w' || i, 'wide/' || printf('%05d', i / ${IN_WIDE}) || '/' || printf('%05d', i), 'kv', 1, 0, 0, '{}' FROM n`,
      );
    });
  });

  /** The answer, the longest turn of the call in units, and all that it took. */
  async function watched(ask: VaultSide["vault"], line: string) {
    const spend = Turns.prototype.spend;
    let [longest, all] = [0, 0];
    const spy = vi.spyOn(Turns.prototype, "spend").mockImplementation(function (this: Turns, units) {
      spend.call(this, units);
      longest = Math.max(longest, this.units);
      all += units;
    });
    const keys: readonly string[] = await keysOf(ask, line);
    spy.mockRestore();
    return { keys, longest, all };
  }
  /** The largest step between two looks at the clock. */
  const LONGEST = UNITS_PER_TURN + 512 * 12;

  it.each([
    ["flat/?list=true", KEYS, "00000"],
    ["deep/?list=true", FOLDERS, "00000/"],
    ["wide/?list=true", WIDE, "00000/"],
    ["deep/?scan=true", FOLDERS * EACH, "00000/0"],
  ])("%s gives all keys in turns", async (line, count, first) => {
    const { keys, longest, all } = await watched(side.vault, line);
    expect([keys.length, keys[0], new Set(keys).size]).toEqual([count, first, count]);
    expect(keys).toEqual([...keys].toSorted());
    expect([longest <= LONGEST, all > 0]).toEqual([true, true]);
  });

  it("an answer holds 25 000 keys, and says where there are more", async () => {
    const answer = must(await side.vault("GET secret/metadata/?scan=true"), 200);
    expect([answer.data.keys.length, answer.data.keys[0], answer.warnings]).toEqual([
      25_000,
      "deep/00000/0",
      ["There are more keys than an answer holds: ask on with the parameter after."],
    ]);
  });

  it("a page of a folder costs as much as the page, wherever it begins", async () => {
    const { keys, all } = await watched(side.vault, "flat/?list=true&after=01499&limit=3");
    expect(keys).toEqual(["01500", "01501", "01502"]);
    expect(all).toBeLessThan(500);
    for (const [folder, after, next] of [
      ["deep", "00999/", ["01000/", "01001/", "01002/"]],
      ["wide", "00049/", ["00050/", "00051/", "00052/"]],
    ] as const) {
      const page = await watched(side.vault, `${folder}/?list=true&after=${after}&limit=3`);
      expect(page.keys).toEqual(next);
      expect(page.all).toBeLessThan(1_500);
    }
  });

  it("a folder costs the same however much lies in it", async () => {
    const costOf = async (folder: string, folders: number) =>
      (await watched(side.vault, `${folder}/?list=true`)).all / folders;
    expect([(await costOf("deep", FOLDERS)) < 500, (await costOf("wide", WIDE)) < 500]).toEqual([true, true]);
  });

  it("a caller who may list one secret pays for that one", async () => {
    const one = await as("deep/01234/5");
    const { keys, all } = await watched(one, "deep/?list=true");
    expect(keys).toEqual(["01234/"]);
    expect(all).toBeLessThan(500);
    expect(await watched(one, "flat/?list=true")).toEqual({ keys: DENIED_BY_POLICY, longest: 0, all: 0 });
  });

  it("patterns that match nothing cost turns, and hold up nobody", async () => {
    const evil = await as(...Array.from({ length: 20 }, (_, at) => `**/*0*0*0*x${at}`));
    const { keys, longest } = await watched(evil, "?list=true");
    expect([keys, longest <= LONGEST]).toEqual([NOTHING, true]);
  });
});
