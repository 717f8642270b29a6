import { describe, expect, it } from "vitest";
import { newBao, temporaryFolder } from "./command";
import { hasClients, servers } from "./servers";

describe.skipIf(!hasClients)("bao login, token and write", () => {
  it.each(servers)("bao login keeps the token, and bao token lookup tells of it, at $name", async (server) => {
    const bao = newBao(server);
    expect((await bao.run("token", "lookup")).code).toBe(2);
    expect((await bao.run("login", "-no-print", "none.of.them")).code).toBe(2);
    await bao.say("login", "-no-print", server.token);
    expect((await bao.json("token", "lookup")).data).toMatchObject({ id: server.token, type: "service" });
  });

  it.each(servers)("bao token creates, renews and revokes at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    const made = await bao.json("token", "create", "-policy=read-app", "-ttl=1h", "-display-name=job");
    expect(made.auth).toMatchObject({ lease_duration: 3600, renewable: true });
    expect(made.auth.policies).toContain("read-app");
    const [child, { client_token: token, accessor }] = [newBao(server, { token: made.auth.client_token }), made.auth];
    const found = (await bao.json("token", "lookup", token)).data;
    expect(found).toMatchObject({ accessor, display_name: "token-job", orphan: false, id: token });
    expect((await bao.json("token", "lookup", "-accessor", accessor)).data).toMatchObject({ accessor, id: "" });
    expect((await child.json("token", "renew", "-increment=30m")).auth.lease_duration).toBe(1800);
    expect((await bao.json("token", "renew", token)).auth.renewable).toBe(true);
    expect(await child.json("token", "capabilities", "secret/data/app/a")).toContain("read");
    expect(await child.json("token", "capabilities", "secret/data/b")).toEqual(["deny"]);
    await bao.say("token", "revoke", token);
    expect((await child.run("token", "lookup")).code).toBe(2);
  });

  it.each(servers)("bao token revoke ends a token by its accessor, and one's own, at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    const newChild = async () => (await bao.json("token", "create", "-policy=read-app", "-ttl=1h")).auth;
    const first = await newChild();
    await bao.say("token", "revoke", "-accessor", first.accessor);
    expect((await newBao(server, { token: first.client_token }).run("token", "lookup")).code).toBe(2);
    const second = newBao(server, { token: (await newChild()).client_token });
    await second.say("token", "revoke", "-self");
    expect((await second.run("token", "lookup")).code).toBe(2);
  });

  it.each(servers)("a role is written, read and listed by bao, and its secret id logs in, at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    const role = "auth/approle/role/cli";
    await bao.say("write", role, "token_policies=read-app", "token_ttl=10m", "token_max_ttl=1h");
    expect((await bao.json("read", role)).data).toMatchObject({ token_ttl: 600, token_policies: ["read-app"] });
    expect(await bao.json("list", "auth/approle/role")).toContain("cli");
    const role_id = await bao.say("read", "-field=role_id", `${role}/role-id`);
    const secret_id = await bao.say("write", "-f", "-field=secret_id", `${role}/secret-id`);
    const nobody = newBao(server);
    const login = ["write", "-format=json", "auth/approle/login", `role_id=${role_id}`];
    const { auth } = JSON.parse(await nobody.say(...login, `secret_id=${secret_id}`));
    expect(auth).toMatchObject({ lease_duration: 600, metadata: { role_name: "cli" } });
    const refused = await nobody.run(...login, "secret_id=none");
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("invalid role or secret ID")]);

    await bao.say("kv", "put", "secret/app/cli", "k=v");
    const member = newBao(server, { token: auth.client_token });
    expect(await member.say("kv", "get", "-field=k", "secret/app/cli")).toBe("v");
    const denied = await member.run("kv", "get", "-mount=secret", "elsewhere");
    expect([denied.code, denied.err]).toEqual([2, expect.stringContaining("permission denied")]);
    await bao.say("delete", role);
    expect((await nobody.run(...login, `secret_id=${secret_id}`)).code).toBe(2);
  });

  it.each(servers)("bao unwraps once what was wrapped at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    await bao.say("kv", "put", "secret/cli/wrapped", "k=v");
    const { wrap_info } = await bao.json("kv", "get", "-wrap-ttl=5m", "secret/cli/wrapped");
    expect(wrap_info).toMatchObject({ ttl: 300, creation_path: "secret/data/cli/wrapped" });
    const looked = (await bao.json("write", "sys/wrapping/lookup", `token=${wrap_info.token}`)).data;
    expect(looked).toMatchObject({ creation_ttl: 300, creation_path: "secret/data/cli/wrapped" });
    expect((await newBao(server).json("unwrap", wrap_info.token)).data.data).toEqual({ k: "v" });
    const again = await newBao(server).run("unwrap", wrap_info.token);
    expect([again.code, again.err]).toEqual([
      2,
      expect.stringContaining("wrapping token is not valid or does not exist"),
    ]);
  });

  it.each(servers)("bao write wraps what it is given, and a logged-in bao unwraps it, at $name", async (server) => {
    const home = temporaryFolder();
    const bao = newBao(server, { home });
    await bao.say("login", "-no-print", server.token);
    const token = await bao.say("write", "-wrap-ttl=60s", "-field=wrapping_token", "sys/wrapping/wrap", "a=b");
    expect((await bao.json("unwrap", token)).data).toEqual({ a: "b" });
  });

  it.each(servers)("a cubbyhole is written and read by bao at $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    await bao.say("write", "cubbyhole/cli", "k=v");
    expect(await bao.say("read", "-field=k", "cubbyhole/cli")).toBe("v");
    expect(await bao.json("list", "cubbyhole/")).toContain("cli");
    await bao.say("delete", "cubbyhole/cli");
    expect((await bao.run("read", "cubbyhole/cli")).code).toBe(2);
  });

  it.each(servers)("bao shows the state, mounts, ways to log in and policies of $name", async (server) => {
    const bao = newBao(server, { token: server.token });
    expect(await bao.json("status")).toMatchObject({ initialized: true, sealed: false });
    expect(await bao.json("secrets", "list")).toMatchObject({ "secret/": { type: "kv", options: { version: "2" } } });
    expect(await bao.json("auth", "list")).toMatchObject({
      "token/": { type: "token" },
      "approle/": { type: "approle" },
    });
    expect(await bao.json("policy", "list")).toContain("read-app");
    expect(await bao.say("policy", "read", "read-app")).toContain('path "secret/data/app/*"');
  });
});
