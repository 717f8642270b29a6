import { beforeEach, describe, expect, it } from "vitest";
import { actions, auditRows, call, must, newToken } from "../../support/api";
import type { FakeVault } from "../../support/fake-vault";
import { addMember, fresh } from "../../support/provision";
import { makeOfTrust, OF_TRUST } from "../../tokens/support";
import { type BrokerBench, fault, newFakeBench } from "../broker-bench";
import { ended, SILENT, storeRun } from "./support";

let b: BrokerBench;
let vault: FakeVault;
let agent: string;
let browserId: string;

/** Of a browser at an address where nobody listens. */
beforeEach(async () => {
  ({ b, vault } = await newFakeBench());
  agent = await b.tenant.token(["credentials:authenticate"]);
  browserId = must(await b.tenant.api("POST /api/v1/browsers", { name: "browser", endpoint: SILENT }), 201).id;
});

const begin = (body: unknown, token = agent, headers: Record<string, string> = {}, id = b.credentialId) =>
  call(`POST /api/v1/credentials/${id}/authenticate`, { token, body, headers });
/** Ids as those of runs that began one after the other. */
const numbered = (at: number): string => `00000000-0000-7000-8000-${String(at).padStart(12, "0")}`;
const here = (more: object = {}) => ({ browser: { browserId }, ...more });

describe("what is no authentication", () => {
  it("is refused without its scope, which neither credentials:use nor admin holds", async () => {
    for (const scopes of [["credentials:use"], ["admin"], ["credentials:write", "credentials:read"]] as const) {
      const answer = await begin(here(), await newToken(b.tenant.id, "user:admin", scopes));
      expect(fault(answer)).toEqual({
        status: 403,
        code: "insufficient_scope",
        details: { required_scope: "credentials:authenticate" },
      });
    }
    const rows = (await actions(b.tenant)).filter((row) => row.startsWith("credential.auth"));
    expect(rows).toEqual(Array(3).fill("credential.authentication_failed insufficient_scope"));
  });

  it("is refused on a socket of the caller's own without credentials:use", async () => {
    const body = { browser: { cdpUrl: SILENT } };
    const describeLogin = (id: string) => call(`POST /api/v1/credentials/${id}/describe-login`, { token: agent, body });
    // Whether or not the credential is there.
    for (const id of [b.credentialId, crypto.randomUUID()])
      for (const answer of [await begin(body, agent, {}, id), await describeLogin(id)])
        expect(fault(answer)).toEqual({
          status: 403,
          code: "insufficient_scope",
          details: { required_scope: "credentials:use" },
        });
    const both = await b.tenant.token(["credentials:authenticate", "credentials:use"]);
    expect((await begin(body, both)).body).toMatchObject({ status: "failed", code: "browser_unreachable" });
  });

  it("is refused on a credential that is not there, whoever's it may be", async () => {
    const { b: other } = await newFakeBench();
    for (const id of [crypto.randomUUID(), other.credentialId, "x"])
      expect(fault(await begin(here(), agent, {}, id))).toEqual({ status: 404, code: "not_found" });
  });

  it("is refused on a credential that others may use", async () => {
    const other = fresh("sa:o");
    await addMember(b.tenant.stub, { identityId: other, scopes: ["credentials:authenticate"] });
    await b.point({ access: { use: [other], manage: [] } });
    expect(fault(await begin(here()))).toEqual({
      status: 403,
      code: "access_denied",
      details: { permission: "use" },
    });
    const admin = await newToken(b.tenant.id, "user:admin", ["credentials:authenticate"]);
    expect((await begin(here(), admin)).body.error.code).toBe("access_denied");
  });

  it("is refused on a browser that is not there", async () => {
    for (const unknown of [crypto.randomUUID(), "x"])
      expect(fault(await begin({ browser: { browserId: unknown } }))).toEqual({
        status: 400,
        code: "unknown_browser",
        details: { field: "browser.browserId" },
      });
  });

  it.each([
    [{}, { browser: "required" }],
    [{ browser: {} }, { "browser.browserId": "required" }],
    [{ browser: { browserId: "x", cdpUrl: SILENT } }, { "browser.cdpUrl": "unknown" }],
    [{ browser: { cdpUrl: SILENT, session: "s" } }, { "browser.session": "unknown" }],
    [{ browser: { cdpUrl: "ws://browser.example.net/" } }, { "browser.cdpUrl": "wss_required" }],
    [{ browser: { browserId: "x", session: "" } }, { "browser.session": "empty" }],
    [{ browser: { browserId: "x", session: ".." } }, { "browser.session": "path_segments" }],
    [{ target: { targetId: "a", urlPrefix: "b" } }, { "target.urlPrefix": "unknown" }],
    [{ target: { targetId: "" } }, { "target.targetId": "empty" }],
    [{ mode: "watch" }, { mode: "unsupported" }],
    [{ mode: "fill", allowFallback: true }, { allowFallback: "unsupported" }],
    [{ submit: false }, { submit: "unsupported" }],
    [{ selectors: { button: "b" } }, { "selectors.button": "unknown" }],
    [{ selectors: { password: "input[value^=a]" } }, { "selectors.password": "unsupported" }],
    [{ success: { selector: "[\\76 alue='a']" } }, { "success.selector": "unsupported" }],
    [{ success: { timeoutMs: 999 } }, { "success.timeoutMs": "range" }],
    [{ waitMs: 60_001 }, { waitMs: "range" }],
    [{ pauseTimeoutMs: 600_001 }, { pauseTimeoutMs: "range" }],
    [{ mode: "prompt_user" }, { success: "required", pauseTimeoutMs: "required" }],
    [{ mode: "prompt_user", success: { selector: "a" }, pauseTimeoutMs: 999 }, { pauseTimeoutMs: "range" }],
  ])("%j is refused by its fields", async (body, fields) => {
    const whole = Object.hasOwn(body, "browser") || Object.keys(body).length === 0 ? body : here(body);
    const { status, code, details } = fault(await begin(whole));
    expect({ status, code, fields: details.fields }).toEqual({ status: 400, code: "invalid_request", fields });
  });

  it("is refused with a session where there is no place for one, and without where there is", async () => {
    const name = { name: "sessions", endpoint: `${SILENT}?s={session}` };
    const sessions = must(await b.tenant.api("POST /api/v1/browsers", name), 201).id;
    const fields = async (browser: object) => fault(await begin({ browser })).details.fields;
    expect(await fields({ browserId: sessions })).toEqual({ "browser.session": "required" });
    expect(await fields({ browserId, session: "s" })).toEqual({ "browser.session": "unsupported" });
  });

  it("is refused in a credential's pause, which no success ends that took none of its values", async () => {
    await b.forward(10 * 60_000);
    const past = (at: number, minutes: number, more: object) =>
      storeRun(b.tenant, b.credentialId, "sa:p", ended((minutes - 10) * 60_000, { id: numbered(at), ...more }));
    const works = { status: "authenticated", code: null };
    await past(1, 4, { verdict: "still_on_form", code: "still_on_form" });
    await past(2, 3, { ...works, verdict: "already_signed_in" });
    await past(3, 2, { verdict: "still_on_form", code: "still_on_form" });
    await past(4, 1, { ...works, verdict: "signed_in", mode: "prompt_user" });
    const refused = await begin(here());
    expect(fault(refused)).toEqual({ status: 429, code: "login_paused" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(12 * 60);
    await past(5, 0, { ...works, verdict: "signed_in", leases: 1 });
    expect((await begin(here())).status).toBe(200);
  });

  it.each(["", '""', "x".repeat(256), "é"])("is refused with the key %j", async (key) => {
    expect(fault(await begin(here(), agent, { "idempotency-key": key }))).toMatchObject({
      status: 400,
      code: "invalid_request",
      details: { reason: "idempotency_key" },
    });
  });
});

describe("an authentication", () => {
  it("on a browser that is not reached has failed, and left the vault alone", async () => {
    const answer = await begin(here());
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id: expect.any(String),
      credentialId: b.credentialId,
      status: "failed",
      verdict: null,
      mode: "wire",
      host: null,
      matchedPattern: null,
      steps: [],
      usedTotp: false,
      vaultVersion: null,
      code: "browser_unreachable",
      startedAt: expect.any(String),
      endedAt: expect.any(String),
      durationMs: expect.any(Number),
    });
    expect(await vault.calls()).toEqual([]);
    expect((await actions(b.tenant)).at(-1)).toBe("credential.authentication_failed browser_unreachable");
  });

  it("that a trust's token began names the trust in the row of its end", async () => {
    const { token } = await makeOfTrust(b.tenant, { scopes: ["credentials:authenticate"] });
    expect((await begin(here(), token)).body.code).toBe("browser_unreachable");
    const row = (await auditRows(b.tenant.stub)).at(-1);
    expect([row?.action, row?.trust_id]).toEqual(["credential.authentication_failed", OF_TRUST.trust_id]);
  });

  it("is the same for the same key and body, in quotes or without, and another for another identity or none", async () => {
    const key = { "idempotency-key": "a b~1" };
    const first = must(await begin(here(), agent, key), 200);
    expect(must(await begin(here({ waitMs: 1 }), agent, key), 200)).toEqual(first);
    expect(must(await begin(here(), agent, { "idempotency-key": '"a b~1"' }), 200)).toEqual(first);
    const other = await addMember(b.tenant.stub, { identityId: fresh("sa:o"), scopes: ["credentials:authenticate"] });
    expect(must(await begin(here(), other, key), 200).id).not.toBe(first.id);
    expect(must(await begin(here()), 200).id).not.toBe(first.id);
  });

  it("is refused for the same key with another body, until a day is over", async () => {
    const key = { "idempotency-key": "k" };
    const first = must(await begin(here(), agent, key), 200);
    expect(fault(await begin(here({ mode: "fill" }), agent, key))).toEqual({
      status: 422,
      code: "idempotency_key_reused",
    });
    await b.forward(24 * 3_600_000);
    expect(must(await begin(here({ mode: "fill" }), agent, key), 200).id).not.toBe(first.id);
  });
});
