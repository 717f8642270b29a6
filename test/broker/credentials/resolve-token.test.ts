import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { AppRoleSession } from "../../../src/index";
import { actions, must } from "../../support/api";
import { takeErrors } from "../../support/log";
import { fault, LOGIN, newFakeBench, paths, READ, SECRET, VAULT_PATH } from "../broker-bench";
import { refusal, setClock, UNAVAILABLE, withFault, withoutTable } from "../record-bench";
import { whole } from "./resolve-support";

const AUTH_FAILED = { stage: "login", path: "auth/approle/login", upstreamStatus: 400, retryable: false };

afterEach(() => {
  vi.restoreAllMocks();
});

it("the token behind credentials.resolve costs one login for a hundred resolves at once with a cold session", async () => {
  const { b, vault } = await newFakeBench({
    rules: [{ path: "auth/approle/login", answer: { healthy: true, held: true } }],
  });
  const all = Array.from({ length: 100 }, () => b.resolve({ fields: ["password"] }));
  await vault.waitForCalls(1, "auth/approle/login");
  await vault.release();
  const answers = await Promise.all(all);
  expect(new Set(answers.map(({ body }) => body.password))).toEqual(new Set([SECRET.pass]));
  expect([await vault.logins(), (await vault.calls()).length]).toEqual([1, 101]);
  expect((await actions(b.tenant)).filter((row) => row === "credential.resolved ok")).toHaveLength(100);
  expect((await b.record()).status).toBe("healthy");
});

it("the token behind credentials.resolve costs one more when the vault has revoked it, and the caller sees a good answer", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  await vault.revokeTokens();
  expect((await b.resolve()).body).toEqual(whole(b));
  expect(await paths(vault)).toEqual([LOGIN, READ, READ, LOGIN, READ]);
});

it("the token behind credentials.resolve is used on after both objects were evicted", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  for (const evict of [() => b.evict(), () => evictDurableObject(b.session)]) {
    await evict();
    expect((await b.resolve()).body).toEqual(whole(b));
  }
  expect(await paths(vault)).toEqual([LOGIN, READ, READ, READ]);
  expect((await b.record()).status).toBe("healthy");
});

it("the token behind credentials.resolve is renewed, not replaced, when 80 % of its lease are over", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  await b.forward(0.79 * 3_600_000);
  await b.resolve();
  await b.forward(0.02 * 3_600_000);
  await b.resolve();
  expect(await paths(vault)).toEqual([LOGIN, READ, READ, "POST auth/token/renew-self", READ]);
});

it("the token behind credentials.resolve is refused without end after a wrong secret id: a pause, and at most three logins in fifteen minutes", async () => {
  const { b, vault } = await newFakeBench({ secretId: "the right one" });
  const expected = { status: 400, code: "vault_auth_failed", details: AUTH_FAILED };
  expect(fault(await b.resolve())).toEqual(expected);
  const paused = await b.resolve();
  const { upstreamStatus: _, ...rest } = AUTH_FAILED;
  expect(fault(paused)).toEqual({ ...expected, details: { ...rest, paused: true } });
  const seconds = Number(paused.headers.get("retry-after"));
  expect(seconds > 0 && seconds <= 30).toBe(true);
  for (let i = 0; i < 97; i++) {
    if (i % 20 === 7) await b.evict();
    await b.forward(9000);
    expect((await b.resolve()).body.error.code).toBe("vault_auth_failed");
  }
  expect(await vault.logins()).toBe(3);
  expect(await b.record()).toMatchObject({ status: "failing", lastCheckedAt: expect.any(String) });
});

it("the token behind credentials.resolve is not tried a fifth time under another spelling of the vault's address, by another integration or a trial", async () => {
  const { b, vault } = await newFakeBench({ secretId: "the right one" });
  const spellings = [vault.address, `${vault.address}/`, `${vault.address}/v1`];
  for (const host of ["localhost", "LOCALHOST", "2130706433", "0x7f.1"])
    spellings.push(vault.address.replace("127.0.0.1", host));
  const answers = [];
  for (const address of spellings) {
    const config = { address, authMethod: "approle", roleId: "role-1", secretId: "canary-secret-id" };
    const body = { name: address, type: "hashicorp", config };
    answers.push(fault(await b.tenant.api("POST /api/v1/vault-integrations?verify=true", body)));
  }
  answers.push(fault(await b.resolve()));
  const { upstreamStatus: _, ...rest } = AUTH_FAILED;
  const told = (details: object) => ({ status: 400, code: "vault_auth_failed", details });
  const paused = told({ ...rest, paused: true });
  expect(answers).toEqual([...Array(4).fill(told(AUTH_FAILED)), ...Array(spellings.length - 3).fill(paused)]);
  expect(await vault.logins()).toBe(4);
});

it("the token behind credentials.resolve is counted apart for another role of the vault", async () => {
  const { b, vault } = await newFakeBench({ secretId: "the right one" });
  const trial = (roleId: string) =>
    b.tenant.api("POST /api/v1/vault-integrations?verify=true", {
      name: roleId,
      type: "hashicorp",
      config: { address: vault.address, authMethod: "approle", roleId, secretId: "canary-secret-id" },
    });
  for (let i = 0; i < 5; i++) await trial("role-1");
  expect(fault(await trial("role-2")).details).toEqual(AUTH_FAILED);
  expect(await vault.logins()).toBe(5);
});

it("the token behind credentials.resolve is won with the new secret id after a rotation, while a read that holds the old one succeeds", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  await vault.set({ rules: [{ path: VAULT_PATH, nth: 1, answer: { healthy: true, held: true } }] });
  const early = b.resolve();
  await vault.waitForCalls(2, VAULT_PATH);
  const rotated = await b.tenant.api(`PUT /api/v1/vault-integrations/${b.integrationId}`, { secretId: "second" });
  expect([rotated.status, rotated.body.status]).toEqual([200, "unknown"]);
  expect((await b.resolve()).body).toEqual(whole(b));
  await vault.release();
  expect((await early).body).toEqual(whole(b));
  const logins = (await vault.calls()).filter(({ path }) => path.endsWith("/login"));
  expect(logins.map(({ body }) => JSON.parse(body).secret_id)).toEqual(["canary-secret-id", "second"]);
  expect((await b.record()).status).toBe("healthy");
});

it("the token behind credentials.resolve is asked for at most twice by a hundred tries of a path that the role may not read", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ path: VAULT_PATH, answer: { status: 403 } }] });
  for (let i = 0; i < 100; i++) {
    if (i === 50) await evictDurableObject(b.tenant.stub);
    const { status, code, details } = fault(await b.resolve());
    expect([status, code]).toEqual([400, "vault_permission_denied"]);
    expect(details).toMatchObject({ stage: "read", path: VAULT_PATH, retryable: false });
  }
  expect(await vault.logins()).toBeLessThanOrEqual(2);
});

it("the token behind credentials.resolve is not looked for once the integration is deleted; a read under way may finish", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ path: VAULT_PATH, answer: { healthy: true, held: true } }] });
  const early = b.resolve();
  await vault.waitForCalls(1, VAULT_PATH);
  expect((await b.tenant.api(`DELETE /api/v1/vault-integrations/${b.integrationId}`)).status).toBe(204);
  expect(fault(await b.resolve())).toEqual({ status: 404, code: "not_found" });
  await vault.release();
  expect((await early).body).toEqual(whole(b));
  expect(await paths(vault)).toEqual([LOGIN, READ]);
  const left = await runInDurableObject(b.tenant.stub, (_, { storage }) =>
    storage.sql.exec("SELECT * FROM credential_states").toArray(),
  );
  expect(left).toEqual([]);
});

it("a resolve asks D1 nothing once the vault has answered", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ path: VAULT_PATH, answer: { healthy: true, held: true } }] });
  const early = b.resolve();
  await vault.waitForCalls(1, VAULT_PATH);
  const line = `PATCH /api/v1/credentials/${b.credentialId}`;
  const failed = await withFault("UPDATE ON credentials", () => b.tenant.api(line, { name: "another" }));
  expect(refusal(failed)).toEqual(UNAVAILABLE); // the records are no longer in memory from here on
  expect(takeErrors("directory_unavailable")).toHaveLength(1);
  await withoutTable("credentials", async () => {
    await vault.release();
    expect((await early).body).toEqual(whole(b));
  });
  expect((await b.credential()).lastUsedAt).toEqual(expect.any(String));
});

it("the token behind credentials.resolve is asked of the session once in five seconds, and anew after a refusal, an eviction or a new secret id", async () => {
  const { b, vault } = await newFakeBench();
  const asked = vi.spyOn(AppRoleSession.prototype, "acquire");
  const counts: number[] = [];
  const resolved = async () => {
    expect((await b.resolve()).body).toEqual(whole(b));
    counts.push(asked.mock.calls.length);
  };
  const beganMs = Date.now();
  const setTime = (ms: number) => setClock(b.tenant, beganMs + ms);
  await setTime(0);
  for (let at = 0; at < 3; at++) await resolved();
  await setTime(4999);
  await resolved();
  await setTime(5000);
  await resolved();
  await vault.revokeTokens();
  await resolved();
  await resolved();
  await b.evict();
  await resolved();
  expect(counts).toEqual([1, 1, 1, 1, 2, 2, 3, 4]);
  const rotated = { secretId: "canary-secret-id" };
  must(await b.tenant.api(`PUT /api/v1/vault-integrations/${b.integrationId}`, rotated), 200);
  await resolved();
  expect(await vault.logins()).toBe(3);
});

it("the token behind credentials.resolve is refused to nobody but by the vault: fifty refusals at once of a token that was kept cost one login", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  await vault.revokeTokens();
  const answers = await Promise.all(Array.from({ length: 50 }, () => b.resolve({ fields: ["password"] })));
  expect(new Set(answers.map(({ body }) => body.password))).toEqual(new Set([SECRET.pass]));
  expect(await vault.logins()).toBe(2);
});
