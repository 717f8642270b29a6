import vault from "node-vault";
import { describe, expect, it } from "vitest";
import type { VaultServer } from "../../support/provided.d.ts";
import { hasClients, servers } from "./servers";

/** Its prefix stands in `endpoint`: a `pathPrefix` goes behind `/v1`. It asks for lists by GET where it is told to. */
const connect = (server: VaultServer, token: string | undefined = server.token) =>
  vault({ endpoint: server.url, noCustomHTTPVerbs: true, ...(token === undefined ? {} : { token }) });
const NOBODY = "";

describe.skipIf(!hasClients)("node-vault", () => {
  it.each(servers)("node-vault writes, reads, lists and deletes at $name", async (server) => {
    const client = connect(server);
    const made = await client.write("secret/data/node/a", { data: { k: "v" }, options: { cas: 0 } });
    expect(made.data.version).toBe(1);
    expect((await client.read("secret/data/node/a")).data).toMatchObject({
      data: { k: "v" },
      metadata: { version: 1 },
    });
    await client.update("secret/data/node/a", { data: { n: 1 } });
    expect((await client.read("secret/data/node/a")).data.data).toEqual({ k: "v", n: 1 });
    expect((await client.list("secret/metadata/node")).data.keys).toEqual(["a"]);
    await client.delete("secret/data/node/a");
    await expect(client.read("secret/data/node/a")).rejects.toMatchObject({ response: { statusCode: 404 } });
    await client.write("secret/undelete/node/a", { versions: [2] });
    expect((await client.read("secret/data/node/a")).data.data).toEqual({ k: "v", n: 1 });
    await client.delete("secret/metadata/node/a");
    await expect(client.list("secret/metadata/node")).rejects.toMatchObject({ response: { statusCode: 404 } });
  });

  it.each(servers)(
    "node-vault is told of a wrong check-and-set, and of a token of nobody, at $name",
    async (server) => {
      const client = connect(server);
      await client.write("secret/data/node/cas", { data: { k: "v" } });
      const again = client.write("secret/data/node/cas", { data: { k: "w" }, options: { cas: 0 } });
      await expect(again).rejects.toThrow("check-and-set parameter did not match the current version");
      await expect(connect(server, "none.of.them").read("secret/data/node/cas")).rejects.toThrow("permission denied");
    },
  );

  it.each(servers)("node-vault makes, renews and revokes tokens at $name", async (server) => {
    const client = connect(server);
    // A client that makes a token uses it from then on.
    const { auth } = await connect(server).tokenCreate({ policies: ["read-app"], ttl: "1h" });
    const child = connect(server, auth.client_token);
    expect((await child.tokenLookupSelf()).data.accessor).toBe(auth.accessor);
    expect((await client.tokenLookup({ token: auth.client_token })).data.id).toBe(auth.client_token);
    expect((await client.tokenLookupAccessor({ accessor: auth.accessor })).data.id).toBe("");
    expect((await child.tokenRenewSelf({ increment: "30m" })).auth.lease_duration).toBe(1800);
    await child.tokenRevokeSelf();
    await expect(child.tokenLookupSelf()).rejects.toThrow("permission denied");
  });

  it.each(servers)("node-vault logs in by AppRole at $name", async (server) => {
    const client = connect(server);
    await client.addApproleRole({ role_name: "node", policies: "read-app", token_ttl: 600 });
    const { role_id } = (await client.getApproleRoleId({ role_name: "node" })).data;
    const { secret_id, secret_id_accessor } = (await client.getApproleRoleSecret({ role_name: "node" })).data;
    await client.write("secret/data/app/node", { data: { k: "v" } });
    const member = connect(server, NOBODY);
    const { auth } = await member.approleLogin({ role_id, secret_id });
    expect(auth.metadata).toEqual({ role_name: "node" });
    expect((await member.read("secret/data/app/node")).data.data).toEqual({ k: "v" });
    await expect(member.read("secret/data/node/other")).rejects.toMatchObject({ response: { statusCode: 403 } });
    const looked = await client.approleSecretLookup({ role_name: "node", secret_id });
    expect(looked.data.secret_id_accessor).toBe(secret_id_accessor);
    expect((await client.list("auth/approle/role")).data.keys).toContain("node");
    await client.approleSecretDestroy({ role_name: "node", secret_id });
    await expect(member.approleLogin({ role_id, secret_id })).rejects.toThrow("invalid role or secret ID");
  });

  it.each(servers)("node-vault wraps and unwraps once at $name", async (server) => {
    const client = connect(server);
    const { wrap_info } = await client.request({
      path: "/sys/wrapping/wrap",
      method: "POST",
      headers: { "X-Vault-Wrap-TTL": "60" },
      json: { a: "b" },
    });
    expect((await connect(server, wrap_info.token).unwrap()).data).toEqual({ a: "b" });
    await expect(connect(server, wrap_info.token).unwrap()).rejects.toThrow(
      "wrapping token is not valid or does not exist",
    );
  });

  it.each(servers)("node-vault reads health, mounts and policies of $name", async (server) => {
    const client = connect(server);
    expect(await client.health()).toMatchObject({ initialized: true, sealed: false });
    expect((await client.status()).sealed).toBe(false);
    expect((await client.mounts())["secret/"]).toMatchObject({ type: "kv", options: { version: "2" } });
    expect((await client.auths())["approle/"]).toMatchObject({ type: "approle" });
    expect((await client.policies()).policies).toContain("read-app");
    expect((await client.getPolicy({ name: "read-app" })).rules).toContain('path "secret/data/app/*"');
  });
});
