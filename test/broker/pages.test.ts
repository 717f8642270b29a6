import { expect, it } from "vitest";
import { must, type TestTenant } from "../support/api";
import { cursorOf, idsOf, withCredentials } from "./pages-support";
import {
  BAD_CURSOR,
  CREDENTIALS,
  evict,
  fieldFaults,
  followPages,
  INTEGRATIONS,
  newCredential,
  newIntegration,
  nextOf,
  refusal,
} from "./record-bench";

it("the broker's pages are not given for limits that are no whole number from 1 to 200", async () => {
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

it("the broker's pages are not given for a cursor that is malformed or of another list, filter, object or tenant", async () => {
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

it("the broker's pages come only when asked for, hold fifty unless told, and lead on by Link with all filters", async () => {
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

it("the broker's pages joined are the whole list, each once, while others are added and removed", async () => {
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
