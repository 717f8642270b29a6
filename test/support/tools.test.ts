import { expect, it } from "vitest";
import { newFakeVault, type Script } from "./fake-vault";
import { type Bao, bao, hasOpenBao, ownBao, sharedRole } from "./openbao";

const PAIR = { role_id: "r", secret_id: "s" };

async function ask(address: string, method: string, path: string, token?: string, body?: unknown) {
  const response = await fetch(`${address}/v1/${path}`, {
    method,
    redirect: "manual",
    headers: token === undefined ? {} : { "x-vault-token": token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const login = async (address: string): Promise<string> =>
  (await ask(address, "POST", "auth/approle/login", undefined, PAIR)).body.auth.client_token;

const denied = { status: 403, body: { errors: ["permission denied"] } };

it("the fake vault refuses an unknown token and a wrong pair", async () => {
  const fake = await newFakeVault({ roleId: "r", secretId: "other" });
  expect(await ask(fake.address, "GET", "secret/data/app/db", "nobody")).toEqual(denied);
  expect(await ask(fake.address, "POST", "auth/approle/login", undefined, PAIR)).toEqual({
    status: 400,
    body: { errors: ["invalid role or secret ID"] },
  });
  expect(await fake.logins()).toBe(1);
});

it("the fake vault ends tokens on demand, after their uses and after their lease", async () => {
  const fake = await newFakeVault({ secrets: { "secret/data/app/db": { pass: "x" } } });
  const token = await login(fake.address);
  expect((await ask(fake.address, "GET", "secret/data/app/db", token)).status).toBe(200);
  await fake.revokeTokens();
  expect(await ask(fake.address, "GET", "secret/data/app/db", token)).toEqual(denied);
  await fake.set({ numUses: 1 });
  const once = await login(fake.address);
  expect((await ask(fake.address, "GET", "secret/data/app/db", once)).status).toBe(200);
  expect(await ask(fake.address, "GET", "secret/data/app/db", once)).toEqual(denied);
  await fake.set({ leaseSeconds: -1 });
  expect(await ask(fake.address, "GET", "secret/data/app/db", await login(fake.address))).toEqual(denied);
});

it("the fake vault keeps versions, labels and names of fields", async () => {
  const { address } = await newFakeVault();
  const token = await login(address);
  const write = await ask(address, "POST", "team/kv/data/app/db", token, { data: { login: "a", pass: "b" } });
  expect(write).toMatchObject({ status: 200, body: { data: { version: 1, deletion_time: "", destroyed: false } } });
  const labels = { custom_metadata: { owner: "finance" } };
  expect(await ask(address, "POST", "team/kv/metadata/app/db", token, labels)).toEqual({
    status: 204,
    body: undefined,
  });
  expect(await ask(address, "GET", "team/kv/subkeys/app/db", token)).toMatchObject({
    status: 200,
    body: { data: { subkeys: { login: null, pass: null }, metadata: { version: 1, ...labels } } },
  });
  expect((await ask(address, "GET", "team/kv/data/app/db", token)).body.data.data).toEqual({ login: "a", pass: "b" });
  await ask(address, "DELETE", "team/kv/data/app/db", token);
  expect(await ask(address, "GET", "team/kv/data/app/db", token)).toMatchObject({
    status: 404,
    body: { data: { data: null, metadata: { version: 1, deletion_time: expect.stringMatching(/Z$/) } } },
  });
  expect((await ask(address, "GET", "team/kv/data/none", token)).body).toEqual({ errors: [] });
});

it("the fake vault renews what is renewable and tells what a token has left", async () => {
  const fake = await newFakeVault({ leaseSeconds: 100, renewedLeaseSeconds: 40 });
  const token = await login(fake.address);
  const renewed = await ask(fake.address, "POST", "auth/token/renew-self", token, {});
  expect(renewed.body.auth).toMatchObject({ client_token: token, lease_duration: 40, renewable: true });
  expect((await ask(fake.address, "GET", "auth/token/lookup-self", token)).body.data.ttl).toBe(40);
  await fake.set({ renewable: false });
  expect((await ask(fake.address, "POST", "auth/token/renew-self", token, {})).status).toBe(400);
});

it("the fake vault follows its script by method, path and number of the call, and records what came", async () => {
  const rules: Script["rules"] = [
    { method: "GET", path: "secret/data/app/*", nth: 2, answer: { status: 503, json: { sealed: true } } },
    { path: "go", answer: { status: 307, headers: { location: "http://127.0.0.1:1/" } } },
  ];
  const fake = await newFakeVault({ rules, kvVersion: 2, secrets: { "secret/data/app/db": { pass: "x" } } });
  const token = await login(fake.address);
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await ask(fake.address, "GET", "secret/data/app/db", token)).status);
  expect(statuses).toEqual([200, 503, 200]);
  expect((await ask(fake.address, "GET", "go")).status).toBe(307);
  const calls = await fake.calls();
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /v1/auth/approle/login",
    ...Array(3).fill("GET /v1/secret/data/app/db"),
    "GET /v1/go",
  ]);
  expect(calls[0]?.body).toBe(JSON.stringify(PAIR));
  expect(calls[1]?.headers["x-vault-token"]).toBe(token);
});

it("the fake vault breaks in every way a network can", async () => {
  const answers: Script["rules"] = [
    { path: "close", answer: { close: true } },
    { path: "truncated", answer: { text: '{"a":1', truncated: true } },
    { path: "raw", answer: { raw: "NOT HTTP AT ALL\r\n\r\n" } },
  ];
  const { address } = await newFakeVault({ rules: answers });
  for (const path of ["close", "truncated", "raw"]) await expect(ask(address, "GET", path), path).rejects.toThrow();
});

it("the fake vault hangs, drips, floods and waits for a word", async () => {
  const rules: Script["rules"] = [
    { path: "hang", answer: { hang: true } },
    { path: "drip", answer: { json: [1], dripMs: 1 } },
    { path: "flood", answer: { sizeBytes: 10_000_000 } },
    { path: "held", answer: { held: true, json: "late" } },
  ];
  const fake = await newFakeVault({ rules });
  await expect(fetch(`${fake.address}/v1/hang`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  expect((await ask(fake.address, "GET", "drip")).body).toEqual([1]);
  expect((await (await fetch(`${fake.address}/v1/flood`)).arrayBuffer()).byteLength).toBe(10_000_000);
  const held = ask(fake.address, "GET", "held");
  await fake.waitForCalls(1, "held");
  await fake.release();
  expect((await held).body).toBe("late");
});

it("the fake vault keeps two fakes apart", async () => {
  const [one, two] = [await newFakeVault(), await newFakeVault()];
  expect(await ask(two.address, "GET", "auth/token/lookup-self", await login(one.address))).toEqual(denied);
  expect(await one.logins()).toBe(1);
  expect(await two.logins()).toBe(0);
});

const signIn = async (at: Bao, roleId: string, secretId: string, mount = "approle") =>
  (await at.api("POST", `auth/${mount}/login`, { role_id: roleId, secret_id: secretId })).auth?.client_token ?? "";

it.runIf(hasOpenBao)("the real vault gives the shared role its own paths and nothing else", async () => {
  const token = await signIn(bao, sharedRole.roleId, sharedRole.secretId);
  const path = `secret/data/app/${crypto.randomUUID()}`;
  await expect(bao.api("GET", "secret/data/other", undefined, { token })).rejects.toThrow("403");
  await expect(bao.api("DELETE", path, undefined, { token })).rejects.toThrow("403");
  expect((await bao.api("POST", path, { data: { pass: "x" } }, { token })).data?.version).toBe(1);
  const metadata = path.replace("/data/", "/metadata/");
  expect(await bao.api("POST", metadata, { custom_metadata: { owner: "a" } }, { token })).toEqual({});
  const subkeys = await bao.api("GET", path.replace("/data/", "/subkeys/"), undefined, { token });
  expect(subkeys.data?.subkeys).toEqual({ pass: null });
  await bao.api("GET", "auth/token/lookup-self", undefined, { token });
  await bao.api("POST", "auth/token/renew-self", {}, { token });
});

it.runIf(hasOpenBao)("the real vault ends the tokens of one role and leaves those of another", async () => {
  const [one, two] = [await bao.newRole({ mount: "own-mount" }), await bao.newRole({ numUses: 5 })];
  const first = await signIn(bao, one.roleId, await bao.newSecretId(one), one.mount);
  const second = await signIn(bao, two.roleId, await bao.newSecretId(two));
  expect(await bao.tokensOf(one)).toHaveLength(1);
  await bao.revokeTokensOf(one);
  await expect(bao.api("GET", "auth/token/lookup-self", undefined, { token: first })).rejects.toThrow("403");
  await bao.api("GET", "auth/token/lookup-self", undefined, { token: second });
  await bao.revokeToken(second);
  await expect(bao.api("GET", "auth/token/lookup-self", undefined, { token: second })).rejects.toThrow("403");
});

it.runIf(hasOpenBao)("the real vault keeps namespaces apart", async () => {
  const namespace = `team-${crypto.randomUUID().slice(0, 8)}`;
  await bao.api("POST", `sys/namespaces/${namespace}`, {});
  const mounts = await bao.api("GET", "sys/mounts", undefined, { namespace });
  expect(Object.keys(mounts.data ?? {})).not.toContain("secret/");
});

it.runIf(hasOpenBao)("the real vault lets a test seal, unseal and end a server of its own", async () => {
  const own = await ownBao();
  await own.putSecret("secret/data/app/db", { pass: "x" });
  await own.seal();
  await expect(own.api("GET", "secret/data/app/db")).rejects.toThrow("503");
  await own.unseal();
  expect((await own.api("GET", "secret/data/app/db")).data?.data).toEqual({ pass: "x" });
  expect(await bao.putSecret(`secret/data/app/${crypto.randomUUID()}`, { pass: "y" })).toBe(1);
  await own.stop();
  await expect(own.api("GET", "sys/health")).rejects.toThrow();
});
