import { afterEach, expect, it, vi } from "vitest";
import { bao, hasOpenBao } from "../../support/openbao";
import { fault, newBench, SECRET } from "../broker-bench";
import { path, whole } from "./resolve-support";

afterEach(() => {
  vi.restoreAllMocks();
});

async function realBench(vaultPath: string) {
  const role = await bao.newRole();
  const b = await newBench(
    { address: bao.url, roleId: role.roleId, secretId: await bao.newSecretId(role) },
    { vaultPath },
  );
  return { role, b };
}

it.skipIf(!hasOpenBao)(
  "credentials.resolve from a real vault is denied where the policy says so, absent and deleted are told apart, and KV v1 is seen",
  async () => {
    const vaultPath = path();
    const { b } = await realBench("secret/data/other/x");
    const outcome = async () => {
      const { code, details } = fault(await b.resolve());
      return [code, details];
    };
    expect(await outcome()).toEqual([
      "vault_permission_denied",
      { stage: "read", path: "secret/data/other/x", upstreamStatus: 403, retryable: false },
    ]);
    await b.point({ vaultPath });
    const there = { stage: "read", path: vaultPath, upstreamStatus: 404, retryable: false };
    expect(await outcome()).toEqual(["vault_path_not_found", there]);
    await bao.putSecret(vaultPath, SECRET);
    expect((await b.resolve()).body).toEqual(whole(b));
    await bao.api("DELETE", vaultPath);
    expect(await outcome()).toEqual(["vault_secret_deleted", there]);
  },
);

it.skipIf(!hasOpenBao)(
  "credentials.resolve from a real vault sees a value that was changed there, survives a revoked token, and follows a rotation",
  async () => {
    const vaultPath = path();
    await bao.putSecret(vaultPath, SECRET);
    const { role, b } = await realBench(vaultPath);
    expect((await b.resolve()).body).toEqual(whole(b));
    await bao.putSecret(vaultPath, { ...SECRET, pass: "changed" });
    expect((await b.resolve()).body).toEqual({ ...whole(b, 2), password: "changed" });
    expect((await bao.tokensOf(role)).length).toBe(1);
    await bao.revokeTokensOf(role);
    expect((await b.resolve()).body.vaultVersion).toBe(2);
    expect((await bao.tokensOf(role)).length).toBe(1);
    const place = `PUT /api/v1/vault-integrations/${b.integrationId}`;
    expect((await b.tenant.api(place, { secretId: await bao.newSecretId(role) })).body.status).toBe("unknown");
    expect((await b.resolve()).body.vaultVersion).toBe(2);
    expect((await bao.tokensOf(role)).length).toBe(2);
  },
);

it.skipIf(!hasOpenBao)(
  "credentials.resolve from a real vault reads, and a push writes, what has signs of an address in its name",
  async () => {
    const names = ["50% off", "what?", "a#b", "a b", "%41", "?version=1", "a%20b", "+&=;", "é🔑"];
    const folder = path();
    const { b } = await realBench(folder);
    for (const name of names) {
      const pushed = await b.tenant.api(`POST /api/v1/vault-integrations/${b.integrationId}/secrets`, {
        path: `${folder.replace("secret/data/", "")}/${name}`,
        data: { ...SECRET, pass: `of ${name}` },
      });
      expect([name, pushed.status, pushed.body.vaultPath]).toEqual([name, 201, `${folder}/${name}`]);
    }
    const listed = await bao.api("GET", `${folder.replace("/data/", "/metadata/")}?list=true`);
    expect(listed).toMatchObject({ data: { keys: names.toSorted() } });
    for (const name of names) {
      await b.point({ vaultPath: `${folder}/${name}` });
      expect((await b.resolve()).body).toMatchObject({ password: `of ${name}` });
    }
  },
);
