import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { asOperator, call, must, newTenant, newToken } from "../support/api";
import { newFakeVault } from "../support/fake-vault";
import { cursorOf, idsOf, withCredentials } from "./pages-support";
import {
  at,
  CREDENTIALS,
  entries,
  evict,
  followPages,
  INTEGRATIONS,
  NOT_FOUND,
  newCredential,
  newest,
  newIntegration,
  nextOf,
  refusal,
  setClock,
  UNKNOWN_ID,
} from "./record-bench";

const names = (list: readonly { action: string; code: string | null }[]) =>
  list.map(({ action, code }) => `${action} ${code ?? "ok"}`);

it("the broker's events are 404 for an id that the log never saw: unknown, malformed, another tenant's, or of the other kind", async () => {
  const [{ tenant, integration, ids }, stranger] = [await withCredentials(1), await withCredentials(1)];
  const strip = (text: string) => text.replace(/req_[0-9a-z]+/, "");
  const kinds: [string, string[]][] = [
    [INTEGRATIONS, [stranger.integration.id, "none", "%25", ids[0] ?? ""]],
    [CREDENTIALS, [stranger.ids[0] ?? "", "none", "_", integration.id]],
  ];
  for (const [list, strange] of kinds) {
    const missing = await tenant.api(`GET ${list}/${UNKNOWN_ID}/events`);
    expect(refusal(missing)).toEqual(NOT_FOUND);
    for (const id of strange) {
      const answer = await tenant.api(`GET ${list}/${id}/events`);
      expect([answer.status, strip(answer.text)], id).toEqual([404, strip(missing.text)]);
    }
    expect(await newest(tenant)).toMatchObject({ outcome: "not_found", object: null, extra: {} });
  }
});

it("the broker's events are shown as the documentation has it", async () => {
  const { tenant, ids } = await withCredentials(1);
  const identity = "sa:checkout-runner";
  must(await asOperator("POST /v1/identity/identities", { identity_id: identity }, tenant.id), 201);
  const token = await newToken(tenant.id, identity, ["credentials:use"]);
  await setClock(tenant, at("2026-05-11T09:41:16.204Z"));
  const refused = await call(`POST ${CREDENTIALS}/${ids[0]}/resolve`, {
    token,
    headers: { "x-request-id": "req_01jtz6m4pzj8s6a2e4w0g7h9rf" },
    body: { url: "https://portal.example.org/login?next=1" },
  });
  expect(refusal(refused)).toEqual({
    status: 403,
    code: "host_not_allowed",
    details: { host: "portal.example.org", reason: "not_listed" },
  });
  const answer = await tenant.api(`GET ${CREDENTIALS}/${ids[0]?.toUpperCase()}/events`);
  const [event] = must(answer, 200);
  expect(event).toEqual({
    id: expect.stringMatching(/^log_[0-9a-hjkmnp-tv-z]{26}$/),
    at: "2026-05-11T09:41:16.204Z",
    action: "credential.refused",
    outcome: "failure",
    code: "host_not_allowed",
    actor: "sa:checkout-runner",
    requestId: "req_01jtz6m4pzj8s6a2e4w0g7h9rf",
    details: { host: "portal.example.org", reason: "not_listed" },
  });
  expect(Object.keys(event)).toEqual(["id", "at", "action", "outcome", "code", "actor", "requestId", "details"]);
  expect(names(answer.body)).toEqual(["credential.refused host_not_allowed", "credential.created ok"]);
  expect(await newest(tenant)).toEqual({
    action: "credential.events_read",
    outcome: "ok",
    object: ids[0],
    extra: { credential_id: ids[0] },
  });
});

it("the broker's events of an integration are what was done to it, newest first, and outlive it", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: "second" });
  const { id } = await newIntegration(tenant, { address: vault.address, secretId: "first" });
  const line = `${INTEGRATIONS}/${id}`;
  must(await tenant.api(`GET ${line}`), 200);
  must(await tenant.api(`GET ${INTEGRATIONS}`), 200);
  must(await tenant.api(`PATCH ${line}`, { name: "n" }), 200);
  must(await tenant.api(`PUT ${line}?verify=true`, { secretId: "third" }), 400);
  must(await tenant.api(`PUT ${line}`, { secretId: "second" }), 200);
  must(await tenant.api(`POST ${line}/test`), 200);
  must(await tenant.api(`POST ${line}/secrets`, { path: "x", data: { a: "b" } }), 201);
  must(await tenant.api(`PATCH ${line}`, { name: "" }), 400);
  must(await tenant.api(`GET ${line}/events`), 200);
  const pointer = await newCredential(tenant, id);
  must(await tenant.api(`DELETE ${line}`), 204);

  const events = must(await tenant.api(`GET ${line}/events`), 200);
  expect(names(events)).toEqual([
    "integration.deleted ok",
    "integration.pushed ok",
    "integration.tested ok",
    "integration.rotated ok",
    "integration.rotated vault_auth_failed",
    "integration.renamed ok",
    "integration.created ok",
  ]);
  expect(events.map(({ details }: { details: unknown }) => details)).toEqual([
    { credentials: 1 },
    { mount: "secret", path: "x", keys: 1, version: 1 },
    { ok: true, stage: expect.any(String) },
    { verify: false },
    { verify: true },
    {},
    { verify: false },
  ]);
  for (const event of events)
    expect([event.outcome, event.actor]).toEqual([event.code === null ? "success" : "failure", "user:admin"]);
  const left = must(await tenant.api(`GET ${CREDENTIALS}/${pointer.id}/events`), 200);
  expect(names(left)).toEqual(["credential.deleted ok", "credential.created ok"]);
  expect(left[0].details).toEqual({ cause: "integration_deleted", vaultIntegrationId: id });
  expect(left[0].requestId).toBe(events[0].requestId);
  await evict(tenant);
  expect(must(await tenant.api(`GET ${line}/events`), 200)).toEqual(events);
  expect(refusal(await tenant.api(`GET ${line}`))).toEqual(NOT_FOUND);
});

it("the broker's events of a credential leave out who only looked, and tell where it pointed before", async () => {
  const { tenant, integration, ids } = await withCredentials(1);
  const line = `${CREDENTIALS}/${ids[0]}`;
  must(await tenant.api(`GET ${line}`), 200);
  must(await tenant.api(`POST ${line}/match`, { url: "https://portal.example.net/" }), 200);
  must(await tenant.api(`PATCH ${line}`, { vaultPath: "kv/data/y", allowedDomains: ["b.example.net"] }), 200);
  must(await tenant.api(`DELETE ${line}`), 204);
  const events = must(await tenant.api(`GET ${line}/events`), 200);
  const before = {
    vaultPath: "secret/data/portal/billing-robot",
    allowedDomains: ["portal.example.net", "*.staff.example.net"],
  };
  expect(events.map(({ action, details }: { action: string; details: unknown }) => [action, details])).toEqual([
    [
      "credential.deleted",
      { vaultIntegrationId: integration.id, vaultPath: "kv/data/y", allowedDomains: ["b.example.net"] },
    ],
    [
      "credential.updated",
      {
        changed: ["vaultPath", "allowedDomains"],
        vaultPath: { old: before.vaultPath, new: "kv/data/y" },
        allowedDomains: { old: before.allowedDomains, new: ["b.example.net"] },
      },
    ],
    ["credential.created", { vaultIntegrationId: integration.id, ...before }],
  ]);
});

it("the broker's events come in pages of fifty unless told, each once while new ones are added", async () => {
  const { tenant, integration } = await withCredentials(0);
  const line = `${INTEGRATIONS}/${integration.id}`;
  for (let i = 0; i < 60; i++) must(await tenant.api(`PATCH ${line}`, { name: `n${i}` }), 200);
  const rows = (await entries(tenant)).filter(({ object }) => object === integration.id).length;
  expect(rows).toBe(61);
  const whole = must(await tenant.api(`GET ${line}/events?limit=200`), 200);
  expect(whole).toHaveLength(61);
  expect(idsOf(whole)).toEqual(idsOf(whole).toSorted().toReversed());
  const fifty = await tenant.api(`GET ${line}/events`);
  expect(must(fifty, 200)).toEqual(whole.slice(0, 50));
  expect(nextOf(fifty)).toBe(`${line}/events?cursor=${cursorOf(nextOf(fifty))}`);
  const seen = await followPages(tenant, `${line}/events?limit=10`, async (page) => {
    must(await tenant.api(`PATCH ${line}`, { name: `later ${page}` }), 200);
  });
  expect(seen).toEqual(idsOf(whole));
  const exact = await tenant.api(`GET ${line}/events?limit=200`);
  expect([exact.body.length, exact.headers.get("link")]).toEqual([67, null]);
});

it("the broker's events show nothing of the secret ids and values that passed", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({
    secrets: { "secret/data/x": { login: "planted-user", pass: "planted-value" } },
  });
  const { id } = await newIntegration(tenant, { address: vault.address, secretId: "planted-secret-id" });
  must(await tenant.api(`POST ${INTEGRATIONS}/${id}/secrets`, { path: "y", data: { "planted-key": "planted" } }), 201);
  const pointer = await newCredential(tenant, id, {
    vaultPath: "secret/data/x",
    fieldMap: { username: "login", password: "pass" },
  });
  const url = "https://portal.example.net/planted?planted#planted";
  must(await tenant.api(`POST ${CREDENTIALS}/${pointer.id}/resolve`, { url }), 200);
  must(await tenant.api(`POST ${CREDENTIALS}/${pointer.id}/resolve`, { url: "https://u:planted@x.example/" }), 400);
  const answers = [
    await tenant.api(`GET ${INTEGRATIONS}/${id}/events`),
    await tenant.api(`GET ${CREDENTIALS}/${pointer.id}/events`),
  ];
  const log = await runInDurableObject(tenant.stub, (_, { storage }) =>
    JSON.stringify(storage.sql.exec("SELECT * FROM audit_log").toArray()),
  );
  expect(names(must(answers[1] ?? (await tenant.api(`GET ${CREDENTIALS}`)), 200))).toEqual([
    "credential.refused invalid_request",
    "credential.resolved ok",
    "credential.created ok",
  ]);
  for (const text of [...answers.map((answer) => answer.text), log]) expect(text).not.toContain("planted");
});
