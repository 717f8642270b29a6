import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, inject, it } from "vitest";
import { type Answer, must, newTenant, type TestTenant } from "../../support/api";
import { type BrowserScript, chromiumSocket, newFakeBrowser } from "../../support/fake-browser";
import { takeErrors } from "../../support/log";
import { STAMP } from "../checks-support";
import { entries, evict, fieldFaults, newest, refusal, setClock, UNAVAILABLE } from "../record-bench";
import { BROWSERS, newBrowser } from "./support";

const test = (tenant: TestTenant, id: string, body?: unknown) => tenant.api(`POST ${BROWSERS}/${id}/test`, body);
const NOTHING = { product: null, protocolVersion: null, pages: null };
const TIMES = { checkedAt: STAMP, latencyMs: expect.any(Number) };
const found = (stage: string, code: string, more: object = {}) => ({
  ok: false,
  stage,
  code,
  ...NOTHING,
  ...more,
  ...TIMES,
});
const GOOD = { product: "Chrome/156.0.7000.1", protocolVersion: "1.3" };
const plain = { apiKey: undefined };

/** A new browser at the fake's socket, or at its server. */
async function tested(tenant: TestTenant, script: BrowserScript, at: "socket" | "server" = "socket"): Promise<Answer> {
  const browser = await newFakeBrowser(script);
  const answer = await test(tenant, (await newBrowser(tenant, { endpoint: browser[at], ...plain })).id);
  await browser.until((log) => log.open === 0);
  expect(answer.text).not.toContain("canary");
  return answer;
}

it("browsers.test refuses faults of the body, and calls nobody", async () => {
  const tenant = await newTenant();
  const browser = await newFakeBrowser();
  const made = await newBrowser(tenant, { endpoint: browser.socket, ...plain });
  const faults: [unknown, Record<string, string>][] = [
    [{ session: "" }, { session: "empty" }],
    [{ session: 1 }, { session: "type" }],
    [{ session: ".." }, { session: "path_segments" }],
    [{ session: "s".repeat(513) }, { session: "too_long" }],
    [{ Session: "s" }, { Session: "unknown" }],
    [{ session: "s" }, { session: "unsupported" }],
  ];
  for (const [body, fields] of faults)
    expect(refusal(await test(tenant, made.id, body)), JSON.stringify(body)).toEqual(fieldFaults(fields));
  const sessions = await newBrowser(tenant, { endpoint: `${browser.socket}/{session}`, ...plain });
  expect(refusal(await test(tenant, sessions.id))).toEqual(fieldFaults({ session: "required" }));
  expect((await browser.log()).calls).toEqual([]);
  expect((await entries(tenant)).map(({ action }) => action)).toEqual(["browser.created", "browser.created"]);
});

it("browsers.test shows no text of a browser but the form of a version", async () => {
  const tenant = await newTenant();
  const odd = { product: "Chrome/156.0 canary", protocolVersion: "canary" };
  expect(must(await tested(tenant, odd), 200)).toEqual({
    ok: true,
    stage: "protocol",
    code: null,
    ...NOTHING,
    pages: 2,
    ...TIMES,
  });
});

it("browsers.test fails closed for a key that does not open, and does not say why", async () => {
  const tenant = await newTenant();
  const browser = await newFakeBrowser();
  const made = await newBrowser(tenant, { endpoint: browser.socket });
  const other = await newBrowser(tenant, { endpoint: browser.socket });
  await env.DB.prepare(
    "UPDATE browsers SET sealed_api_key = (SELECT sealed_api_key FROM browsers WHERE id = ?) WHERE id = ?",
  )
    .bind(other.id, made.id)
    .run();
  await evict(tenant);
  expect(refusal(await test(tenant, made.id))).toEqual({ status: 500, code: "internal_error" });
  expect(takeErrors("api_key_does_not_open")).toHaveLength(1);
  await env.DB.prepare("UPDATE browsers SET api_key_format = 2 WHERE id = ?").bind(made.id).run();
  await evict(tenant);
  expect(refusal(await test(tenant, made.id))).toEqual({ status: 500, code: "internal_error" });
  expect((await browser.log()).calls).toEqual([]);
});

it("browsers.test answers that the service fails where its object is reset under way", async () => {
  const tenant = await newTenant();
  const browser = await newFakeBrowser({ upgrade: { held: true } });
  const made = await newBrowser(tenant, { endpoint: browser.socket, ...plain });
  const answer = test(tenant, made.id);
  await browser.until(({ calls }) => calls.length === 1);
  const object = env.RUNS.getByName(`browser:${made.id}`);
  await runInDurableObject(object, (_, state) => state.abort("reset")).catch(() => undefined);
  expect(refusal(await answer)).toEqual(UNAVAILABLE);
  expect(takeErrors("run_unavailable")).toHaveLength(1);
  await browser.release();
});

it("browsers.test proves a browser at its socket and at its server, counts its pages, closes and stores nothing", async () => {
  const tenant = await newTenant();
  await setClock(tenant, Date.parse("2026-05-11T09:30:00Z"));
  const browser = await newFakeBrowser({ targets: ["page", "tab", "iframe", "page", "worker", "page"] });
  const endpoints = [`${browser.socket}/{session}?key={apiKey}`, `${browser.server}/{session}?key={apiKey}`];
  for (const endpoint of endpoints) {
    const made = await newBrowser(tenant, { endpoint });
    const answer = await test(tenant, made.id, { session: "a/b" });
    expect(must(answer, 200)).toEqual({
      ok: true,
      stage: "protocol",
      code: null,
      ...GOOD,
      pages: 3,
      checkedAt: "2026-05-11T09:30:00Z",
      latencyMs: 0,
    });
    expect(Object.keys(answer.body)).toEqual([
      "ok",
      "stage",
      "code",
      "product",
      "protocolVersion",
      "pages",
      "checkedAt",
      "latencyMs",
    ]);
    expect(await newest(tenant)).toEqual({
      action: "browser.tested",
      outcome: "ok",
      object: made.id,
      extra: { browser_id: made.id, ok: true, stage: "protocol" },
    });
    const rests = await runInDurableObject(env.RUNS.getByName(`browser:${made.id}`), async (_, { storage }) => [
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
      [...storage.kv.list()],
      await storage.getAlarm(),
    ]);
    expect(rests).toEqual([[], [], null]);
    expect(must(await tenant.api(`GET ${BROWSERS}/${made.id}`), 200)).toEqual(made);
  }
  await browser.until((log) => log.open === 0);
});

it.runIf(inject("hasChromium"))(
  "browsers.test proves a real Chromium, and refuses the socket of one of its pages",
  async () => {
    const tenant = await newTenant();
    const socket = await chromiumSocket();
    const server = socket.replace(/^ws/, "http").replace(/\/devtools.*$/, "");
    for (const endpoint of [socket, server]) {
      const made = await newBrowser(tenant, { endpoint, ...plain });
      const { pages, product, ...rest } = must(await test(tenant, made.id), 200);
      expect(rest).toEqual({ ok: true, stage: "protocol", code: null, protocolVersion: "1.3", ...TIMES });
      expect(product).toMatch(/^(Headless)?Chrome\/\d+(\.\d+){3}$/);
      expect(pages).toBeGreaterThanOrEqual(1);
    }
    const [page] = (await (await fetch(`${server}/json/list`)).json()) as { webSocketDebuggerUrl: string }[];
    const made = await newBrowser(tenant, { endpoint: page?.webSocketDebuggerUrl, ...plain });
    expect(must(await test(tenant, made.id), 200)).toEqual(found("protocol", "browser_refused"));
    expect(await newest(tenant)).toMatchObject({ extra: { reason: "page_socket" } });
  },
);
