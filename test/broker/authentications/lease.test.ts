import { runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { leaseCode, leaseCredential } from "../../../src/broker/authentications/lease";
import { runOperation } from "../../../src/client/run-operation";
import { must } from "../../support/api";
import { edge } from "../../support/edge";
import type { FakeVault } from "../../support/fake-vault";
import { addMember, addToken, fresh } from "../../support/provision";
import { type BrokerBench, newFakeBench, SECRET, VAULT_PATH } from "../broker-bench";
import { ended, storeRun } from "./support";

const URL = "https://portal.example.net/";
let b: BrokerBench;
let vault: FakeVault;
let agent: string;
let identityId: string;

beforeEach(async () => {
  ({ b, vault } = await newFakeBench());
  identityId = fresh("sa:l");
  agent = await addMember(b.tenant.stub, { identityId, scopes: ["credentials:authenticate"] });
});

/** As the object of a run asks. */
async function lease(id: string, token = agent, url = URL) {
  const meta = { requestId: "req_lease", ip: null, userAgent: null };
  const caller = { token, home: b.tenant.id, named: null, target: null, meta };
  const leased = await runOperation(edge, caller, leaseCredential, { id, url, mode: "fill" });
  return leased.ok ? leased.value : { code: leased.error.code, details: leased.error.details };
}

const begun = (more = {}) => storeRun(b.tenant, b.credentialId, identityId, more);

describe("the values of a credential are not given", () => {
  it("to another identity's token, nor to one without the scope", async () => {
    const id = await begun();
    const other = await b.tenant.token(["credentials:authenticate", "credentials:use"]);
    expect(await lease(id, other)).toEqual({ code: "not_found", details: undefined });
    const weak = await addToken(b.tenant.stub, identityId, ["credentials:use"]);
    expect(await lease(id, weak)).toMatchObject({ code: "insufficient_scope" });
    expect(await vault.calls()).toEqual([]);
  });

  it("for a run that is not there, is over, or has had them four times", async () => {
    expect(await lease(crypto.randomUUID())).toMatchObject({ code: "not_found" });
    expect(await lease(await begun(ended(1000)))).toMatchObject({ code: "access_denied" });
    expect(await lease(await begun({ leases: 4 }))).toMatchObject({ code: "access_denied" });
    expect(await vault.calls()).toEqual([]);
  });

  it("for another page than the credential's own", async () => {
    const id = await begun();
    expect(await lease(id, agent, "https://evil.example.net/")).toEqual({
      code: "host_not_allowed",
      details: { host: "evil.example.net", reason: "not_listed" },
    });
    expect(await lease(id, agent, "http://portal.example.net/")).toMatchObject({ code: "host_not_allowed" });
    expect(await vault.calls()).toEqual([]);
  });

  it("where others may use it by now, or its browser is gone", async () => {
    const id = await begun({ browser_id: crypto.randomUUID() });
    expect(await lease(id)).toMatchObject({ code: "unknown_browser" });
    await runInDurableObject(b.tenant.stub, (_, { storage: { sql } }) => {
      sql.exec("UPDATE authentications SET browser_id = NULL WHERE id = ?", id);
    });
    await b.point({ access: { use: [], manage: [] } });
    expect(await lease(id)).toEqual({ code: "access_denied", details: { permission: "use" } });
    expect(await vault.calls()).toEqual([]);
  });

  it("to a run that has ended while the vault was asked", async () => {
    await vault.set({
      secrets: { [VAULT_PATH]: SECRET },
      rules: [{ path: VAULT_PATH, answer: { healthy: true, held: true } }],
    });
    const id = await begun();
    const leased = lease(id);
    await vault.waitForCalls(1, VAULT_PATH);
    await runInDurableObject(b.tenant.stub, (_, { storage: { sql } }) => {
      sql.exec("UPDATE authentications SET status = 'failed', ended_at_ms = 1 WHERE id = ?", id);
    });
    await vault.release();
    expect(await leased).toEqual({ code: "access_denied", details: { permission: "use" } });
    expect((await b.credential()).lastUsedAt).toBeNull();
  });

  it("where the vault does not give them", async () => {
    const { b: empty } = await newFakeBench({ secrets: {} });
    const member = await addMember(empty.tenant.stub, { identityId, scopes: ["credentials:authenticate"] });
    const id = await storeRun(empty.tenant, empty.credentialId, identityId);
    const meta = { requestId: "req_lease", ip: null, userAgent: null };
    const caller = { token: member, home: empty.tenant.id, named: null, target: null, meta };
    const leased = await runOperation(edge, caller, leaseCredential, { id, url: URL, mode: "wire" });
    expect(leased).toMatchObject({ ok: false, error: { code: "vault_path_not_found" } });
  });
});

describe("the values of a credential are given", () => {
  it("to a run of whoever began it, with a row of the log that names no value", async () => {
    const id = await begun();
    const rows = await b.rowsOf(async () => {
      expect(await lease(id)).toEqual({
        host: "portal.example.net",
        matchedPattern: "portal.example.net",
        username: SECRET.login,
        password: SECRET.pass,
        totp: { secret: expect.any(Uint8Array), algorithm: "SHA1", digits: 6, period: 30, encoder: "decimal" },
      });
    });
    expect(rows).toEqual([
      {
        action: "credential.leased",
        code: null,
        about: b.credentialId,
        extra: {
          authentication_id: id,
          host: "portal.example.net",
          matched_pattern: "portal.example.net",
          mode: "fill",
          vault_integration_id: b.integrationId,
          vault_path: "secret/data/app/db",
          vault_version: 1,
        },
      },
    ]);
    expect((await b.credential()).lastUsedAt).not.toBeNull();
    const path = `GET /api/v1/authentications/${id}`;
    expect(must(await b.tenant.api(path), 200)).toMatchObject({ vaultVersion: 1, host: "portal.example.net" });
  });
});

describe("a code that the vault makes", () => {
  const CODE_PATH = "totp/code/portal";
  /** As the object of a run asks, when it types it. */
  async function code(id: string, url = URL) {
    const meta = { requestId: "req_lease", ip: null, userAgent: null };
    const caller = { token: agent, home: b.tenant.id, named: null, target: null, meta };
    const made = await runOperation(edge, caller, leaseCode, { id, url, mode: "fill" });
    return made.ok ? made.value : { code: made.error.code };
  }

  beforeEach(async () => {
    await vault.set({ rules: [{ path: CODE_PATH, answer: { json: { data: { code: "012345", period: "30s" } } } }] });
    await b.point({ fieldMap: { username: "login", totp: { path: CODE_PATH } } });
  });

  it("is not given to a run that was leased nothing, is over, or stands on another page, nor where the credential has a seed", async () => {
    const id = await begun();
    const set = (change: string) =>
      runInDurableObject(b.tenant.stub, (_, { storage: { sql } }) => {
        sql.exec(`UPDATE authentications SET ${change} WHERE id = ?`, id);
      });
    expect(await code(id)).toEqual({ code: "access_denied" });
    await set("leases = 1");
    expect(await code(id, "https://evil.example.net/")).toEqual({ code: "host_not_allowed" });
    await b.point({ fieldMap: { totp: "otp_seed" } });
    expect(await code(id)).toEqual({ code: "not_found" });
    await set("status = 'failed', ended_at_ms = 1");
    expect(await code(id)).toEqual({ code: "access_denied" });
    expect(await vault.calls()).toEqual([]);
  });

  it("is given to a run after its values, which do not hold it, with a row of the log of its own", async () => {
    const id = await begun();
    const rows = await b.rowsOf(async () => {
      const values = { username: SECRET.login, password: null, totp: "vault" };
      expect(await lease(id)).toEqual({ host: "portal.example.net", matchedPattern: "portal.example.net", ...values });
      expect(await code(id)).toEqual({ code: "012345", step: { expiresAtMs: expect.any(Number), period: 30 } });
    });
    expect(rows.map(({ action, code }) => [action, code])).toEqual([
      ["credential.leased", null],
      ["credential.leased", null],
    ]);
    expect(rows[1]?.extra).toEqual({
      authentication_id: id,
      fields: ["totp"],
      host: "portal.example.net",
      matched_pattern: "portal.example.net",
      mode: "fill",
      totp_path: CODE_PATH,
      vault_integration_id: b.integrationId,
    });
  });

  it("is given as often as a run asks: its values are what it may have four times", async () => {
    expect(await code(await begun({ leases: 4 }))).toMatchObject({ code: "012345" });
  });
});
