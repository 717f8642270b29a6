import { beforeAll, describe, expect, inject, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

const vault = inject("migrationVault");
let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

/** Asks the vault as its root. `path` without `/v1/`. */
async function bao(method: string, path: string, body?: unknown): Promise<void> {
  const answer = await fetch(`${vault?.url}/v1/${path}`, {
    method,
    headers: { "X-Vault-Token": vault?.token ?? "" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
}
const put = (path: string, data: object) => bao("POST", `secret/data/${path}`, { data });

const someone = (env: Record<string, string> = {}) => {
  const { postern } = typistOf(space, newFolder());
  const own = { VAULT_ADDR: vault?.url ?? "", VAULT_TOKEN: vault?.token ?? "", ...env };
  return (args: readonly string[], input?: string) =>
    postern(args, { env: own, ...(input === undefined ? {} : { input }) });
};

/** What Postern has of a secret: each number with its value, or null where there is none any more. */
async function historyOf(path: string): Promise<readonly (readonly [number, unknown])[]> {
  const { versions } = (await space.api("GET", `/v1/secrets/${path}/versions`)).body;
  const numbers: number[] = versions.map(({ version }: { version: number }) => version).reverse();
  return await Promise.all(
    numbers.map(async (version) => {
      const { status, body } = await space.api("GET", `/v1/secrets/${path}?version=${version}`);
      return [version, status === 200 ? body.data : null] as const;
    }),
  );
}

describe.skipIf(vault === null)("an import from a vault", () => {
  it("without an address or a token says what gives one, and asks nobody", async () => {
    const run = someone({ VAULT_ADDR: "", VAULT_TOKEN: "" });
    expect(await run(["import", "--from", "vault"])).toEqual({
      code: 2,
      out: "",
      err: "error: it is not known where the vault is (usage)\n  next: --address, or VAULT_ADDR\n",
    });
    expect(await run(["import", "--from", "vault", "--address", "http://127.0.0.1:9"])).toEqual({
      code: 2,
      out: "",
      err: "error: there is no token for the vault (usage)\n  next: VAULT_TOKEN, or --vault-token-stdin\n",
    });
  });

  it.each([
    [
      { VAULT_ADDR: "127.0.0.1:8200" },
      [],
      "VAULT_ADDR is no address: it has no https:// or http:// in front",
      "VAULT_ADDR=",
    ],
    [
      { VAULT_ADDR: "localhost:8200" },
      [],
      "VAULT_ADDR is no address: it has no https:// or http:// in front",
      "VAULT_ADDR=",
    ],
    [{ VAULT_ADDR: "http://" }, [], "VAULT_ADDR is no address", "VAULT_ADDR="],
    [
      { VAULT_ADDR: "", BAO_ADDR: "vault" },
      [],
      "BAO_ADDR is no address: it has no https:// or http:// in front",
      "BAO_ADDR=",
    ],
    [
      {},
      ["--address", "vault.example"],
      "--address is no address: it has no https:// or http:// in front",
      "--address ",
    ],
    [
      { VAULT_ADDR: "http://vault.example:8200" },
      [],
      "VAULT_ADDR must be https; http is for this machine alone",
      "VAULT_ADDR=",
    ],
  ])("with %j and %j says what is no address that the vault's token may be taken to", async (env, args, why, next) => {
    expect(await someone(env)(["import", "--from", "vault", ...args])).toEqual({
      code: 2,
      out: "",
      err: `error: ${why} (usage)\n  next: ${next}https://vault.example:8200, or http://127.0.0.1:8200 on this machine\n`,
    });
  });

  it("with a token that the vault refuses writes nothing, and repeats neither token nor answer", async () => {
    const run = someone({ VAULT_TOKEN: "hvs.canary" });
    expect(await run(["import", "--from", "openbao", "--prefix", "refused/", "--yes"])).toEqual({
      code: 4,
      out: "",
      err: "error: the vault's token may not read this (vault_refused)\n  next: bao token lookup\n",
    });
  });

  it("of a folder with nothing below it ends with 5, and says where it looked", async () => {
    expect(await someone()(["import", "--from", "vault", "--prefix", "nope/", "--yes"])).toEqual({
      code: 5,
      out: "",
      err: "error: the vault has no secrets below secret/nope/ (vault_empty)\n  next: --prefix FOLDER, as bao kv list shows it\n",
    });
  });

  it("asks before it writes, and where nobody can be asked needs --yes", async () => {
    await put("asked/db", { password: "one" });
    const { code, out, err } = await someone()(["import", "--from", "vault", "--prefix", "asked/"]);
    expect([code, out]).toEqual([2, "PLAN    PATH      NEW  NOTE\ncreate  asked/db  1\n"]);
    expect(err).toBe(
      "Plan: 1 to create.\n" +
        "error: nobody can be asked here: this is no terminal (usage)\n  next: --yes, after --dry-run\n",
    );
    expect((await space.api("GET", "/v1/secrets/asked/db")).status).toBe(404);
  });

  it("carries each version over with its number, its values, its metadata; and is the same when it is run again", async () => {
    for (const password of ["one", "two", "three"])
      await put("full/db", { password, port: 5432, deep: { a: [1, null] } });
    await bao("POST", "secret/metadata/full/db", {
      custom_metadata: { owner: "team:shop", tags: "sql, prod", ticket: "OPS-1" },
      max_versions: 7,
    });
    for (const key of ["a", "b", "c", "d"]) await put("full/in a folder/key", { key });
    await bao("POST", "secret/delete/full/in%20a%20folder/key", { versions: [2] });
    await bao("PUT", "secret/destroy/full/in%20a%20folder/key", { versions: [3] });
    const run = someone();
    const args = ["import", "--from", "vault", "--prefix", "full/"];
    const note = "2 of 4 versions can't be read, and are destroyed here";
    expect(await run([...args, "--yes"])).toEqual({
      code: 0,
      out:
        "PLAN    PATH                  NEW  NOTE\n" +
        "create  full/db               3\n" +
        `create  full/in a folder/key  4    ${note}\n`,
      err: "Plan: 2 to create.\nWrote 2 of 2.\n",
    });
    const deep = { a: [1, null] };
    expect(await historyOf("full/db")).toEqual([
      [1, { deep, password: "one", port: 5432 }],
      [2, { deep, password: "two", port: 5432 }],
      [3, { deep, password: "three", port: 5432 }],
    ]);
    expect(await historyOf("full/in a folder/key")).toEqual([
      [1, { key: "a" }],
      [2, null],
      [3, null],
      [4, { key: "d" }],
    ]);
    const { metadata, max_versions } = (await space.api("GET", "/v1/secrets/metadata/full/db")).body;
    expect([metadata, max_versions]).toEqual([{ owner: "team:shop", tags: ["sql", "prod"], ticket: "OPS-1" }, 7]);
    expect(await run([...args, "--dry-run"])).toEqual({ code: 0, out: "", err: "Plan: 2 the same.\n" });
  });

  it("adds the versions that came since, and goes on with a history of which only the beginning is there", async () => {
    for (const key of ["1", "2"]) await put("grown/key", { key });
    const run = someone();
    const args = ["import", "--from", "vault", "--prefix", "grown/", "--yes", "-q"];
    expect(await run(args)).toEqual({ code: 0, out: "grown/key\n", err: "" });
    await put("grown/key", { key: "3" });
    await bao("DELETE", "secret/data/grown/key");
    expect(await run(args)).toEqual({ code: 0, out: "grown/key\n", err: "" });
    expect(await historyOf("grown/key")).toEqual([
      [1, { key: "1" }],
      [2, { key: "2" }],
      [3, null],
    ]);
    // As a run leaves it that was killed right before it destroyed what stands for the third version.
    await space.api("PUT", "/v1/secrets/half/key", { body: { data: { key: "1" } } });
    await space.api("PUT", "/v1/secrets/half/key", { body: { data: { not_carried_over: true } } });
    for (const key of ["1", "2", "3"]) await put("half/key", { key });
    await bao("POST", "secret/delete/half/key", { versions: [2] });
    expect((await run(["import", "--from", "vault", "--prefix", "half/", "--yes", "-q"])).code).toBe(0);
    expect(await historyOf("half/key")).toEqual([
      [1, { key: "1" }],
      [2, null],
      [3, { key: "3" }],
    ]);
  });

  it("writes over nothing that somebody else wrote unless it is told to, and then adds the newest version", async () => {
    await put("other/key", { key: "theirs" });
    await space.api("PUT", "/v1/secrets/other/key", { body: { data: { key: "ours" } } });
    const run = someone();
    const args = ["import", "--from", "vault", "--prefix", "other/", "--yes"];
    const plan = (action: string, count: number, note: string) =>
      `PLAN      PATH       NEW  NOTE\n${action.padEnd(8)}  other/key  ${count}${note}\n`;
    expect(await run(args)).toEqual({
      code: 6,
      out: plan("conflict", 0, "    its versions there are others"),
      err: "Plan: 1 in conflict.\nNothing was written.\n",
    });
    expect(await run([...args, "--on-conflict", "fail"])).toEqual({
      code: 6,
      out: plan("conflict", 0, "    its versions there are others"),
      err:
        "Plan: 1 in conflict.\nerror: there are conflicts (1), so nothing was written (conflicts)\n" +
        "  next: --on-conflict skip, to write the others\n",
    });
    expect((await run([...args, "--on-conflict", "overwrite", "-q"])).code).toBe(0);
    expect(await historyOf("other/key")).toEqual([
      [1, { key: "ours" }],
      [2, { key: "theirs" }],
    ]);
  });

  it("tells each name that Postern has no path for, and takes the others", async () => {
    await put("names/good", { key: "1" });
    await put("names/wh%C3%A4t!", { key: "1" });
    await put("names/a/versions", { key: "1" });
    const { code, out, err } = await someone()([
      "import",
      "--from",
      "vault",
      "--prefix",
      "names",
      "--to",
      "n/",
      "--yes",
    ]);
    expect([code, err]).toEqual([6, "Plan: 1 to create, 2 in conflict.\nWrote 1 of 1.\n"]);
    expect(out).toBe(
      "PLAN      PATH          NEW  NOTE\n" +
        "conflict  n/a/versions  0    the path is an address of the API\n" +
        "conflict  n/whät!       0    a path has no such characters\n" +
        "create    n/good        1\n",
    );
  });

  it("of version 1 of the engine has one version of each, and takes the vault's token from a pipe", async () => {
    await bao("POST", "sys/mounts/old", { type: "kv", options: { version: "1" } });
    await bao("POST", "old/a/b", { key: "1" });
    const args = [
      "import",
      "--from",
      "vault",
      "--mount",
      "old",
      "--to",
      "old/",
      "--vault-token-stdin",
      "--yes",
      "--json",
    ];
    const { code, out, err } = await someone({ VAULT_TOKEN: "" })(args, `${vault?.token}\n`);
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toEqual({
      counts: { create: 1, change: 0, same: 0, conflict: 0 },
      written: 1,
      items: [{ path: "old/a/b", action: "create", writes: 1, reason: null, notes: [], result: "written" }],
    });
    expect(await historyOf("old/a/b")).toEqual([[1, { key: "1" }]]);
  });
});
