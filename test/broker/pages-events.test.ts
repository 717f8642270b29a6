import { runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ListRequest, pageByAge } from "../../src/broker/pages";
import { AppError } from "../../src/errors";
import { asOperator, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { newFakeVault } from "../support/fake-vault";
import {
  at,
  BAD_CURSOR,
  CREDENTIALS,
  entries,
  evict,
  fieldFaults,
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

const idsOf = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);
const cursorOf = (link: string | undefined): string =>
  new URL(link ?? "", "https://x").searchParams.get("cursor") ?? "";

/** A tenant with so many credentials of one integration; the clock moves every third. */
async function withCredentials(count: number) {
  const tenant = await newTenant();
  const integration = await newIntegration(tenant);
  const made: { id: string }[] = [];
  for (let i = 0; i < count; i++) {
    await setClock(tenant, at("2026-05-11T09:30:00Z") + Math.floor(i / 3) * 1000);
    made.push(await newCredential(tenant, integration.id, { name: `c${i}` }));
  }
  return { tenant, integration, ids: idsOf(made) };
}

describe("pages", () => {
  it("are not given for limits that are no whole number from 1 to 200", async () => {
    const { tenant, integration, ids } = await withCredentials(1);
    const lists = [
      INTEGRATIONS,
      CREDENTIALS,
      `${INTEGRATIONS}/${integration.id}/events`,
      `${CREDENTIALS}/${ids[0]}/events`,
    ];
    const words: [string, string][] = [
      ["limit=0", "range"],
      ["limit=201", "range"],
      ["limit=999999999", "range"],
      ["limit=", "format"],
      ["limit=-1", "format"],
      ["limit=%2B1", "format"],
      ["limit=1.5", "format"],
      ["limit=1e2", "format"],
      ["limit=9999999999", "format"],
      ["limit=ten", "format"],
      ["limit=1&limit=1", "repeated"],
      ["limit=0&cursor=bad", "range"],
    ];
    for (const list of lists)
      for (const [query, word] of words)
        expect(refusal(await tenant.api(`GET ${list}?${query}`)), `${list} ${query}`).toEqual(
          fieldFaults({ limit: word }),
        );
    for (const list of lists) {
      expect(refusal(await tenant.api(`GET ${list}?Limit=1`))).toEqual(fieldFaults({ Limit: "unknown" }));
      expect((await tenant.api(`GET ${list}?limit=200`)).status).toBe(200);
    }
  });

  it("are not given for a cursor that is malformed or of another list, filter, object or tenant", async () => {
    const { tenant, integration, ids } = await withCredentials(3);
    const other = await withCredentials(3);
    await newIntegration(tenant);
    await newIntegration(other.tenant);
    const first = async (of: TestTenant, line: string) => cursorOf(nextOf(await of.api(`GET ${line}`)));
    const filtered = `${CREDENTIALS}?limit=1&vaultIntegrationId=${integration.id}`;
    const own = {
      integrations: await first(tenant, `${INTEGRATIONS}?limit=1`),
      credentials: await first(tenant, `${CREDENTIALS}?limit=1`),
      filtered: await first(tenant, filtered),
      domain: await first(tenant, `${CREDENTIALS}?limit=1&domain=portal.example.net`),
    };
    must(await tenant.api(`PATCH ${CREDENTIALS}/${ids[0]}`, { name: "n" }), 200);
    must(await tenant.api(`PATCH ${CREDENTIALS}/${ids[1]}`, { name: "n" }), 200);
    must(await tenant.api(`PATCH ${INTEGRATIONS}/${integration.id}`, { name: "n" }), 200);
    const events = {
      one: await first(tenant, `${CREDENTIALS}/${ids[0]}/events?limit=1`),
      two: await first(tenant, `${CREDENTIALS}/${ids[1]}/events?limit=1`),
      integration: await first(tenant, `${INTEGRATIONS}/${integration.id}/events?limit=1`),
    };
    const all = { ...own, ...events, foreign: await first(other.tenant, `${CREDENTIALS}?limit=1`) };
    expect(new Set(Object.values(all)).size).toBe(8);
    const lists: [string, string][] = [
      [`${INTEGRATIONS}?`, own.integrations],
      [`${CREDENTIALS}?`, own.credentials],
      [`${CREDENTIALS}?vaultIntegrationId=${integration.id}&`, own.filtered],
      [`${CREDENTIALS}?domain=portal.example.net&`, own.domain],
      [`${CREDENTIALS}/${ids[0]}/events?`, events.one],
      [`${INTEGRATIONS}/${integration.id}/events?`, events.integration],
    ];
    const malformed = ["", "x", "%20", "e30", "WzEsMl0", "🔑", "a".repeat(513), "a".repeat(600)];
    for (const [line, good] of lists) {
      expect((await tenant.api(`GET ${line}cursor=${good}`)).status, line).toBe(200);
      expect((await tenant.api(`GET ${line}limit=7&cursor=${good}`)).status, line).toBe(200);
      const turned = `${good.slice(0, 8)}${good[8] === "A" ? "B" : "A"}${good.slice(9)}`;
      const wrong = [...malformed, ...Object.values(all).filter((cursor) => cursor !== good), turned, `${good}A`];
      for (const cursor of wrong)
        expect(refusal(await tenant.api(`GET ${line}cursor=${cursor}`)), `${line} ${cursor}`).toEqual(BAD_CURSOR);
    }
    expect(refusal(await tenant.api(`GET ${CREDENTIALS}?cursor=x&cursor=y`))).toEqual(
      fieldFaults({ cursor: "repeated" }),
    );
  });

  it("come only when asked for, hold fifty unless told, and lead on by Link with all filters", async () => {
    const { tenant, integration, ids } = await withCredentials(52);
    const whole = await tenant.api(`GET ${CREDENTIALS}`);
    expect([idsOf(must(whole, 200)), nextOf(whole)]).toEqual([ids, undefined]);
    const filters = `vaultIntegrationId=${integration.id}&domain=portal.example.net`;
    const first = await tenant.api(`GET ${CREDENTIALS}?${filters}&limit=1`);
    expect(idsOf(must(first, 200))).toEqual(ids.slice(0, 1));
    const cursor = cursorOf(nextOf(first));
    expect(first.headers.get("link")).toBe(`<${CREDENTIALS}?${filters}&limit=1&cursor=${cursor}>; rel="next"`);
    const fifty = await tenant.api(`GET ${CREDENTIALS}?${filters}&cursor=${cursor}`);
    expect(idsOf(must(fifty, 200))).toEqual(ids.slice(1, 51));
    expect(nextOf(fifty)).toBe(`${CREDENTIALS}?${filters}&cursor=${cursorOf(nextOf(fifty))}`);
    await evict(tenant);
    const last = await tenant.api(`GET ${nextOf(fifty)}&limit=200`);
    expect([idsOf(must(last, 200)), last.headers.get("link")]).toEqual([ids.slice(51), null]);
    for (const limit of [52, 200]) {
      const answer = await tenant.api(`GET ${CREDENTIALS}?limit=${limit}`);
      expect([idsOf(must(answer, 200)), answer.headers.get("link")]).toEqual([ids, null]);
    }
    for (const limit of [7, 13, 26]) expect(await followPages(tenant, `${CREDENTIALS}?limit=${limit}`)).toEqual(ids);
    expect(await followPages(tenant, `${INTEGRATIONS}?limit=1`)).toEqual([integration.id]);
    expect(must(await tenant.api(`GET ${CREDENTIALS}?domain=none.example&limit=5`), 200)).toEqual([]);
  });

  it("joined are the whole list, each once, while others are added and removed", async () => {
    const { tenant, integration, ids } = await withCredentials(12);
    const doomed = new Set([ids[1], ids[3], ids[10]]);
    const added: string[] = [];
    const seen = await followPages(tenant, `${CREDENTIALS}?limit=4`, async (page) => {
      // One that was shown already, the one the cursor stands on, and one that is still to come.
      for (const id of page === 1 ? doomed : []) must(await tenant.api(`DELETE ${CREDENTIALS}/${id}`), 204);
      if (page <= 2) added.push((await newCredential(tenant, integration.id)).id);
    });
    const gone = ids[10];
    expect(seen).toEqual([...ids.filter((id) => id !== gone), ...added]);
    expect(idsOf(must(await tenant.api(`GET ${CREDENTIALS}`), 200))).toEqual([
      ...ids.filter((id) => !doomed.has(id)),
      ...added,
    ]);
  });

  it("pageByAge shows every row that stays exactly once, in order, whatever comes and goes between pages", () => {
    const row = fc.record({ id: fc.uuid(), createdAtMs: fc.integer({ min: 0, max: 5000 }) });
    const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30 });
    const binding = ["list", "tnt_x"];
    fc.assert(
      fc.property(rows, rows, fc.infiniteStream(fc.integer({ min: 1, max: 7 })), (staying, passing, limits) => {
        const stays = staying.filter(({ id }) => !passing.some((other) => other.id === id));
        const seen: string[] = [];
        let [cursor, round]: [string | undefined, number] = [undefined, 0];
        do {
          const present = [...stays, ...passing.filter((_, i) => (i + round) % 3 !== 0)];
          const request: ListRequest = { limit: limits.next().value, cursor };
          const page = pageByAge(present, request, binding);
          expect(page.items.length > 0 || page.cursor === null).toBe(true);
          seen.push(...idsOf(page.items));
          cursor = page.cursor ?? undefined;
          round++;
        } while (cursor !== undefined);
        expect(new Set(seen).size).toBe(seen.length);
        const kept = new Set(idsOf(stays));
        const whole = pageByAge(stays, { limit: undefined, cursor: undefined }, binding);
        expect(seen.filter((id) => kept.has(id))).toEqual(idsOf(whole.items));
      }),
      { numRuns: 300 },
    );
  });

  it("pageByAge takes no cursor of another binding, and none that it did not write", () => {
    const rows = [1, 2, 3].map((i) => ({ id: `id${i}`, createdAtMs: i }));
    const { cursor: written } = pageByAge(rows, { limit: 1, cursor: undefined }, ["a", "b"]);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.constant(written ?? "")), (cursor) => {
        expect(() => pageByAge(rows, { limit: 1, cursor }, ["ab"])).toThrow(AppError);
      }),
    );
  });
});

describe("events", () => {
  const names = (list: readonly { action: string; code: string | null }[]) =>
    list.map(({ action, code }) => `${action} ${code ?? "ok"}`);

  it("are 404 for an id that the log never saw: unknown, malformed, another tenant's, or of the other kind", async () => {
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

  it("are shown as the documentation has it", async () => {
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

  it("of an integration are what was done to it, newest first, and outlive it", async () => {
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

  it("of a credential leave out who only looked, and tell where it pointed before", async () => {
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

  it("come in pages of fifty unless told, each once while new ones are added", async () => {
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

  it("show nothing of the secret ids and values that passed", async () => {
    const tenant = await newTenant();
    const vault = await newFakeVault({
      secrets: { "secret/data/x": { login: "planted-user", pass: "planted-value" } },
    });
    const { id } = await newIntegration(tenant, { address: vault.address, secretId: "planted-secret-id" });
    must(
      await tenant.api(`POST ${INTEGRATIONS}/${id}/secrets`, { path: "y", data: { "planted-key": "planted" } }),
      201,
    );
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
});
