import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { asOperator, call, must } from "../../../support/api";
import { fault } from "../../broker-bench";
import {
  FORM,
  formOf,
  hasChromium,
  kill,
  LOGIN_SENT,
  lateForm,
  newSignInBench,
  run,
  type SignInBench,
  signInSite,
  untouched,
} from "./support";

/** Long enough that a test has acted before the form is there, and shorter than a run waits for one. */
const LATE_MS = 3_000;

const ended = async (s: SignInBench, id: string) =>
  must(await s.api(`GET /api/v1/authentications/${id}?waitMs=60000`), 200);

/** A run on a page whose form comes late, so that something can happen before any value is asked for. */
async function early(s: SignInBench, body: object = {}) {
  const { site, tab } = await s.open(signInSite(lateForm(LATE_MS)));
  const begun = await s.authenticate(tab, { waitMs: 0, ...body });
  expect(begun.status).toBe(202);
  expect(begun.body).toMatchObject({ status: "running", endedAt: null, durationMs: null, code: null });
  return { site, tab, id: String(begun.body.id) };
}

/** Nothing was read, written or sent. */
async function expectNothingLeft(s: SignInBench, { site, tab }: Awaited<ReturnType<typeof early>>) {
  expect(await s.vault.calls()).toEqual([]);
  expect(await site.posted()).toEqual([]);
  expect(await tab.read("document.querySelector('[name=pass]')?.value ?? ''")).toBe("");
}

describe.skipIf(!hasChromium)("a run under way", () => {
  it("gets nothing for a token that was revoked meanwhile", async () => {
    const s = await newSignInBench();
    const begun = await early(s);
    const { token_id } = must(await call("GET /v1/auth/whoami", { token: s.agent }), 200);
    must(await s.b.tenant.api(`DELETE /v1/tokens/${token_id}`), 204);
    const read = `GET /api/v1/authentications/${begun.id}?waitMs=60000`;
    expect(must(await s.b.tenant.api(read), 200)).toEqual(untouched(s, "token_revoked"));
    await expectNothingLeft(s, begun);
  });

  it("gets nothing of a credential that was deleted meanwhile", async () => {
    const s = await newSignInBench();
    const begun = await early(s);
    must(await s.b.tenant.api(`DELETE /api/v1/credentials/${s.b.credentialId}`), 204);
    expect(await ended(s, begun.id)).toEqual(untouched(s, "credential_gone"));
    await expectNothingLeft(s, begun);
  });

  it("gets nothing in a tenant that was suspended meanwhile", async () => {
    const s = await newSignInBench();
    const begun = await early(s);
    must(await asOperator(`PATCH /v1/identity/tenants/${s.b.tenant.id}`, { status: "suspended" }), 200);
    await env.RUNS.getByName(begun.id).wait(60_000);
    must(await asOperator(`PATCH /v1/identity/tenants/${s.b.tenant.id}`, { status: "active" }), 200);
    expect(await ended(s, begun.id)).toEqual(
      untouched(s, "tenant_access_denied", { details: { reason: "suspended" } }),
    );
    await expectNothingLeft(s, begun);
  });

  it("ends with its browser", async () => {
    const s = await newSignInBench();
    const begun = await early(s);
    must(await s.b.tenant.api(`DELETE /api/v1/browsers/${s.browserId}`), 204);
    expect(await ended(s, begun.id)).toEqual(untouched(s, "browser_gone"));
    await expectNothingLeft(s, begun);
  });

  it("ends when it is cancelled", async () => {
    const s = await newSignInBench();
    const begun = await early(s);
    const cancelled = must(await s.api(`POST /api/v1/authentications/${begun.id}/cancel`), 200);
    expect(cancelled).toEqual(untouched(s, "cancelled", { status: "cancelled" }));
    expect(await ended(s, begun.id)).toEqual(cancelled);
    expect(must(await s.api(`POST /api/v1/authentications/${begun.id}/cancel`), 200)).toEqual(cancelled);
    await expectNothingLeft(s, begun);
  });

  it("ends with its time, so that no other of its credential begins beside it", async () => {
    const s = await newSignInBench();
    const begun = await early(s);
    const { stub } = s.b.tenant;
    await runInDurableObject(stub, async (_, { storage }) => {
      storage.sql.exec("UPDATE authentications SET ends_by_ms = ? WHERE id = ?", Date.now(), begun.id);
      await storage.setAlarm(Date.now() + 60_000);
    });
    await runDurableObjectAlarm(stub);
    expect(await env.RUNS.getByName(begun.id).standing()).toMatchObject({ isLive: false });
    expect(await ended(s, begun.id)).toEqual(untouched(s, "timeout"));
    await expectNothingLeft(s, begun);
  });

  it("lets no other of its credential begin, and is found again by its key", async () => {
    const s = await newSignInBench();
    const { tab } = await s.open(signInSite(lateForm(LATE_MS)));
    const key = { "idempotency-key": "once" };
    const first = await s.authenticate(tab, { waitMs: 0 }, key);
    expect(fault(await s.authenticate(tab, { waitMs: 0 }))).toEqual({
      status: 409,
      code: "authentication_in_progress",
      details: { authenticationId: first.body.id },
    });
    expect((await s.authenticate(tab, {}, key)).body).toEqual(run(s, { id: first.body.id }));
  });

  it("that is cut off before anything was sent says that it may be begun again", async () => {
    const s = await newSignInBench();
    const begun = await early(s);
    await kill(begun.id);
    await runDurableObjectAlarm(env.RUNS.getByName(begun.id));
    expect(await ended(s, begun.id)).toEqual(untouched(s, "service_unavailable"));
    await expectNothingLeft(s, begun);
  });

  it("that is cut off after it has sent says that it does not know, and never sends again", async () => {
    const s = await newSignInBench();
    const slow = { pages: { login: FORM, home: "<h1>Home</h1>" }, posts: { login: { to: "home", delayMs: 4_000 } } };
    const { site, tab } = await s.open(slow);
    const { body } = await s.authenticate(tab, { waitMs: 0 });
    await site.waitForPosts(1);
    await kill(body.id);
    await runDurableObjectAlarm(env.RUNS.getByName(body.id));
    expect(await ended(s, body.id)).toMatchObject({
      status: "failed",
      verdict: "unknown_after_submit",
      code: "unknown_after_submit",
      vaultVersion: 1,
    });
    expect((await site.posted()).map((post) => formOf(post.body))).toEqual([LOGIN_SENT]);
  });
});

describe.skipIf(!hasChromium)("a run that fills only", () => {
  it("ends as filled, and its cancel empties the page again", async () => {
    const s = await newSignInBench();
    const { site, tab } = await s.open(signInSite(FORM));
    const filled = must(await s.authenticate(tab, { mode: "fill", submit: false }), 200);
    const steps = [
      { step: "username", outcome: "filled" },
      { step: "password", outcome: "filled" },
    ];
    expect(filled).toEqual(run(s, { status: "filled", verdict: null, mode: "fill", steps }));
    const fields = "JSON.stringify([...document.querySelectorAll('input')].map(({ name, value }) => [name, value]))";
    expect(JSON.parse(String(await tab.read(fields)))).toEqual(Object.entries(LOGIN_SENT));
    await evictDurableObject(env.RUNS.getByName(filled.id));
    expect(must(await s.api(`POST /api/v1/authentications/${filled.id}/cancel`), 200)).toEqual({
      ...filled,
      status: "cancelled",
      code: "cancelled",
    });
    expect(JSON.parse(String(await tab.read(fields)))).toEqual([
      ["user", ""],
      ["pass", ""],
    ]);
    expect(await site.posted()).toEqual([]);
  });

  it("stays filled where its browser is registered no more: what was kept opens nothing", async () => {
    const s = await newSignInBench();
    const { tab } = await s.open(signInSite(FORM));
    const filled = must(await s.authenticate(tab, { mode: "fill", submit: false }), 200);
    must(await s.b.tenant.api(`DELETE /api/v1/browsers/${s.browserId}`), 204);
    expect(must(await s.api(`POST /api/v1/authentications/${filled.id}/cancel`), 200)).toEqual(filled);
    expect(await tab.read("document.querySelector('[name=pass]').value !== ''")).toBe(true);
  });

  it("stays filled where its page is another by now", async () => {
    const s = await newSignInBench();
    const { tab } = await s.open(signInSite(FORM));
    const filled = must(await s.authenticate(tab, { mode: "fill", submit: false }), 200);
    await tab.read("document.querySelector('form').outerHTML = document.querySelector('form').outerHTML; 1");
    expect(must(await s.api(`POST /api/v1/authentications/${filled.id}/cancel`), 200)).toEqual(filled);
  });
});

describe.skipIf(!hasChromium)("a run that waits for a person", () => {
  it("is paused, and shown so, until the person has signed in", async () => {
    const s = await newSignInBench();
    const { tab } = await s.open({ pages: { login: FORM, home: "<h1>Home</h1>" } });
    const wish = { mode: "prompt_user", success: { urlPattern: "*/home" }, pauseTimeoutMs: 60_000, waitMs: 2_000 };
    const begun = await s.authenticate(tab, wish);
    expect(begun.status).toBe(202);
    expect(begun.body).toMatchObject({ status: "paused", verdict: null, mode: "prompt_user" });
    expect(must(await s.api("GET /api/v1/authentications"), 200)[0]).toMatchObject({ status: "paused" });
    await tab.read("location.href = 'home'; 1");
    expect(await ended(s, begun.body.id)).toMatchObject({
      status: "authenticated",
      verdict: "signed_in",
      vaultVersion: null,
    });
    expect(await s.vault.calls()).toEqual([]);
  });
});
