import { describe, expect, it } from "vitest";
import { newBao } from "./command";
import { hasClients, servers } from "./servers";

/** `bao kv`, as it is typed. `2` is the code of an answer that refused. */
describe.skipIf(!hasClients)("bao kv", () => {
  it.each(servers)("bao kv put, get and patch work at $name, each version with its number", async (server) => {
    const bao = newBao(server, { token: server.token });
    expect(await bao.json("kv", "put", "-mount=secret", "cli/a", "k=v", "n=1")).toMatchObject({ data: { version: 1 } });
    expect(await bao.say("kv", "get", "-field=k", "secret/cli/a")).toBe("v");
    expect((await bao.json("kv", "put", "-cas=1", "secret/cli/a", "k=w")).data.version).toBe(2);
    expect((await bao.json("kv", "patch", "secret/cli/a", "m=3")).data.version).toBe(3);
    expect((await bao.json("kv", "patch", "-method=rw", "secret/cli/a", "o=4")).data.version).toBe(4);
    expect((await bao.json("kv", "get", "secret/cli/a")).data).toEqual({
      data: { k: "w", m: "3", o: "4" },
      metadata: {
        created_time: expect.any(String),
        custom_metadata: null,
        deletion_time: "",
        destroyed: false,
        version: 4,
      },
    });
    expect(await bao.say("kv", "get", "-version=1", "-field=n", "secret/cli/a")).toBe("1");
  });

  it.each(servers)("bao kv put is refused at $name where another version is there than -cas names", async (server) => {
    const bao = newBao(server, { token: server.token });
    await bao.say("kv", "put", "secret/cli/cas", "k=v");
    const refused = await bao.run("kv", "put", "-cas=0", "secret/cli/cas", "k=w");
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("check-and-set parameter did not match")]);
    expect(await bao.say("kv", "get", "-field=k", "secret/cli/cas")).toBe("v");
  });

  it.each(servers)("bao kv get of what is not there says so at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    const missing = await bao.run("kv", "get", "secret/cli/none");
    expect([missing.code, missing.err]).toEqual([2, "No value found at secret/data/cli/none\n"]);
    expect((await bao.run("kv", "list", "secret/cli/none")).code).toBe(2);
    expect((await bao.run("kv", "patch", "secret/cli/none", "a=b")).code).toBe(2);
  });

  it.each(servers)("bao kv delete, undelete, destroy and rollback work at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    for (const k of ["one", "two", "three"]) await bao.say("kv", "put", "secret/cli/d", `k=${k}`);
    await bao.say("kv", "delete", "secret/cli/d");
    expect((await bao.json("kv", "get", "secret/cli/d")).data).toMatchObject({ data: null, metadata: { version: 3 } });
    await bao.say("kv", "undelete", "-versions=3", "secret/cli/d");
    expect(await bao.say("kv", "get", "-field=k", "secret/cli/d")).toBe("three");
    await bao.say("kv", "delete", "-versions=1", "secret/cli/d");
    await bao.say("kv", "undelete", "-versions=1", "secret/cli/d");
    await bao.say("kv", "destroy", "-versions=2", "secret/cli/d");
    expect((await bao.json("kv", "get", "-version=2", "secret/cli/d")).data.metadata.destroyed).toBe(true);
    expect((await bao.json("kv", "rollback", "-version=1", "secret/cli/d")).data.version).toBe(4);
    expect(await bao.say("kv", "get", "-field=k", "secret/cli/d")).toBe("one");
  });

  it.each(servers)("bao kv metadata works at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    await bao.say("kv", "put", "secret/cli/m", "k=v");
    await bao.say("kv", "metadata", "put", "-max-versions=5", "-custom-metadata=team=x", "secret/cli/m");
    await bao.say("kv", "metadata", "patch", "-custom-metadata=other=y", "secret/cli/m");
    expect((await bao.json("kv", "metadata", "get", "secret/cli/m")).data).toMatchObject({
      current_version: 1,
      custom_metadata: { team: "x", other: "y" },
      max_versions: 5,
      versions: { 1: { deletion_time: "", destroyed: false } },
    });
    await bao.say("kv", "metadata", "delete", "secret/cli/m");
    expect((await bao.run("kv", "get", "secret/cli/m")).code).toBe(2);
  });

  it.each(servers)("bao kv list shows folders, and bao kv scan all below, at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    for (const path of ["a", "b/c", "b/d/e"]) await bao.say("kv", "put", `secret/cli/l/${path}`, "k=v");
    expect(await bao.json("kv", "list", "secret/cli/l")).toEqual(["a", "b/"]);
    expect(await bao.json("kv", "list", "-mount=secret", "cli/l/b/")).toEqual(["c", "d/"]);
    expect(await bao.json("kv", "scan", "secret/cli/l")).toEqual(["a", "b/c", "b/d/e"]);
  });
});
