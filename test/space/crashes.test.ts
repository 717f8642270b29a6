import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { BROWSERS, browserBody, newBrowser, storedBrowsers } from "../broker/browsers/support";
import {
  CREDENTIALS,
  credentialBody,
  INTEGRATIONS,
  integrationBody,
  newCredential,
  newIntegration,
  stored as storedPointers,
} from "../broker/record-bench";
import { type Answer, call, must, newTenant, OPERATOR_TOKEN, type TestTenant } from "../support/api";
import { newPartner, rowsOf } from "../support/spaces";
import { eventsIn, newReceiver } from "../webhooks/support";
import { killed, POINTS, type Point, pendingOf, rowsOfRequest, settled, summary } from "./crash-bench";

/**
 * An object is killed at every point of every change it makes outside of itself. Afterwards what D1 holds and what the log says
 * must agree: every effect has its row, once, and what did not come about has none that says so.
 */
beforeAll(async () => {
  // The operator's object is there: what is killed below is its change, not its own making.
  must(await asOperator("GET /v1/identity/partners", undefined, newRequest()), 200);
});

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

let counter = 0;
const newRequest = (): string => `killed-${Date.now().toString(36)}-${(counter++).toString(36)}`;
const outcomes = async (space: string, request: string) => (await rowsOfRequest(space, request)).map(summary);
const [BEFORE, INTENDED, UNDER_WAY, MADE, UNTOLD, TOLD] = POINTS;

/** The points from which on the change has come about. */
const EFFECTIVE: readonly Point[] = [MADE, UNTOLD, TOLD];

const verified = async (of: Pick<TestTenant, "api">): Promise<void> => {
  expect(must(await of.api("GET /v1/audit/verify"), 200).ok).toBe(true);
};

const stored = async (tenant: TestTenant) => ({
  ...(await storedPointers(tenant)),
  browsers: await storedBrowsers(tenant),
});

interface Records {
  readonly browser: string;
  readonly integration: string;
  readonly credentials: readonly string[];
}

interface Writer {
  readonly request: (records: Records) => readonly [string, unknown?];
  /** The rows of the call, when it worked. */
  readonly actions: readonly string[];
}

const BROKER: Readonly<Record<string, Writer>> = {
  "an integration is registered": {
    request: () => [`POST ${INTEGRATIONS}`, integrationBody()],
    actions: ["integration.created"],
  },
  "a native integration is registered": {
    request: () => [`POST ${INTEGRATIONS}`, { name: "own", type: "native" }],
    actions: ["integration.created"],
  },
  "a secret id is rotated": {
    request: ({ integration }) => [`PUT ${INTEGRATIONS}/${integration}`, { secretId: "another" }],
    actions: ["integration.rotated"],
  },
  "an integration is renamed": {
    request: ({ integration }) => [`PATCH ${INTEGRATIONS}/${integration}`, { name: "renamed" }],
    actions: ["integration.renamed"],
  },
  "an integration is deleted with its credentials": {
    request: ({ integration }) => [`DELETE ${INTEGRATIONS}/${integration}`],
    actions: ["integration.deleted", "credential.deleted", "credential.deleted"],
  },
  "a credential is created": {
    request: ({ integration }) => [`POST ${CREDENTIALS}`, credentialBody(integration)],
    actions: ["credential.created"],
  },
  "a credential is pointed at other hosts": {
    request: ({ credentials }) => [`PATCH ${CREDENTIALS}/${credentials[0]}`, { allowedDomains: ["evil.example"] }],
    actions: ["credential.updated"],
  },
  "a credential is deleted": {
    request: ({ credentials }) => [`DELETE ${CREDENTIALS}/${credentials[0]}`],
    actions: ["credential.deleted"],
  },
  "a browser is registered": {
    request: () => [`POST ${BROWSERS}`, browserBody()],
    actions: ["browser.created"],
  },
  "the key of a browser is replaced": {
    request: ({ browser }) => [`PUT ${BROWSERS}/${browser}`, { apiKey: "another" }],
    actions: ["browser.rotated"],
  },
  "a browser is renamed": {
    request: ({ browser }) => [`PATCH ${BROWSERS}/${browser}`, { name: "renamed" }],
    actions: ["browser.renamed"],
  },
  "a browser is deleted": {
    request: ({ browser }) => [`DELETE ${BROWSERS}/${browser}`],
    actions: ["browser.deleted"],
  },
};

/** What clients are shown is what D1 holds. */
async function expectShown(tenant: TestTenant): Promise<void> {
  const { integrations, credentials, browsers } = await stored(tenant);
  const shown = async (path: string) =>
    must(await tenant.api(`GET ${path}`), 200).map((row: { name: string; id: string }) => [row.id, row.name]);
  expect(await shown(INTEGRATIONS)).toEqual(integrations.map(({ id, name }) => [id, name]));
  expect(await shown(CREDENTIALS)).toEqual(credentials.map(({ id, name }) => [id, name]));
  expect(await shown(BROWSERS)).toEqual(browsers.map(({ id, name }) => [id, name]));
}

for (const [what, { request, actions }] of Object.entries(BROKER)) {
  it.each(POINTS)(`the tenant's object is killed while ${what}, %s: the log says what D1 holds`, async (point) => {
    const tenant = await newTenant();
    const { id: integration } = await newIntegration(tenant);
    const { id: browser } = await newBrowser(tenant);
    const credentials = [await newCredential(tenant, integration), await newCredential(tenant, integration)].map(
      (c) => c.id,
    );
    const before = await stored(tenant);
    const [line, body] = request({ browser, integration, credentials });
    const id = newRequest();
    const run = await killed(tenant.id, point, () => tenant.api(line, body, { headers: { "x-request-id": id } }));
    expect([run.answer.status, run.kills]).toEqual([503, 1]);
    await settled(tenant.id);
    const after = await stored(tenant);
    const failed = point === BEFORE ? [] : [`${actions[0]} service_unavailable`];
    const told = EFFECTIVE.includes(point) ? actions.map((action) => `${action} ok`) : failed;
    expect(await outcomes(tenant.id, id)).toEqual(told);
    if (EFFECTIVE.includes(point)) expect(after).not.toEqual(before);
    else expect(after).toEqual(before);
    // What was still on its way when its object died comes too late, for good.
    if (point === UNDER_WAY) await expect(run.late()).rejects.toThrow();
    expect(await stored(tenant)).toEqual(after);
    await expectShown(tenant);
    await verified(tenant);
    const reconciled = (await rowsOfRequest(tenant.id, id)).map(
      ({ extra_data }) => JSON.parse(String(extra_data)).reconciled,
    );
    expect(reconciled).toEqual(told.map(() => (point === TOLD ? undefined : true)));
  });
}

it("an integration that a killed object deleted leaves no state, and no token in its session", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  const pointer = await newCredential(tenant, id);
  await rowsOf(tenant.stub, "INSERT INTO integration_states VALUES (?, 'healthy', 1)", id);
  await rowsOf(tenant.stub, "INSERT INTO credential_states (credential_id, last_used_at_ms) VALUES (?, 1)", pointer.id);
  const session = env.SESSIONS.getByName(id);
  await runInDurableObject(session, (_, { storage }) => storage.kv.put("held", "sealed"));
  await killed(tenant.id, MADE, () => tenant.api(`DELETE ${INTEGRATIONS}/${id}`));
  await settled(tenant.id);
  const again = env.SPACES.getByName(tenant.id);
  expect(await rowsOf(again, "SELECT * FROM integration_states")).toEqual([]);
  expect(await rowsOf(again, "SELECT * FROM credential_states")).toEqual([]);
  expect(await runInDurableObject(session, (_, { storage }) => [...storage.kv.list()])).toEqual([]);
});

it.each(POINTS)("killed %s, a new host of a credential is told to webhooks exactly if it came about", async (point) => {
  const tenant = await newTenant();
  const receiver = await newReceiver();
  const { id: integration } = await newIntegration(tenant);
  const { id } = await newCredential(tenant, integration, { allowedDomains: ["a.example.net"] });
  must(await tenant.api("POST /v1/webhooks", { name: "h", url: receiver.url, events: ["credential.*"] }), 201);
  const change = (host: string) => tenant.api(`PATCH ${CREDENTIALS}/${id}`, { allowedDomains: [host] });
  const { answer, kills } = await killed(tenant.id, point, () => change("evil.example"));
  expect([answer.status, kills]).toEqual([503, 1]);
  await settled(tenant.id);
  must(await change("b.example.net"), 200);
  const isThere = EFFECTIVE.includes(point);
  const told = eventsIn(await receiver.waitFor(isThere ? 2 : 1)).map(({ data }) => data);
  const first = { credential_id: id, added: ["evil.example"], removed: ["a.example.net"] };
  const removed = [isThere ? "evil.example" : "a.example.net"];
  const last = { credential_id: id, added: ["b.example.net"], removed };
  expect(told).toEqual(isThere ? [first, last] : [last]);
});

const asOperator = (line: string, body: unknown, request: string): Promise<Answer> =>
  call(line, { token: OPERATOR_TOKEN, ...(body === undefined ? {} : { body }), headers: { "x-request-id": request } });

const d1Row = async (id: string) =>
  await env.DB.prepare(`SELECT name, status FROM ${id.startsWith("ptn_") ? "partners" : "tenants"} WHERE id = ?`)
    .bind(id)
    .first();

for (const point of POINTS) {
  const isThere = EFFECTIVE.includes(point);
  const told = (action: string) => {
    if (isThere) return [`${action} ok`];
    return point === BEFORE ? [] : [`${action} service_unavailable`];
  };
  const only = (action: string) => (isThere ? [`${action} ok`] : []);
  const logOf = async (space: string, request: string) => (isThere ? await outcomes(space, request) : []);

  it(`the operator's object is killed ${point} while a partner is created: directory, object and both logs agree`, async () => {
    const id = newRequest();
    const slug = id.replaceAll("-", "_");
    const run = await killed("operator", point, () =>
      asOperator("POST /v1/identity/partners", { name: "N", slug }, id),
    );
    expect([run.answer.status, run.kills]).toEqual([503, 1]);
    await settled("operator");
    expect(await outcomes("operator", id)).toEqual(told("partner_create"));
    expect(await d1Row(`ptn_${slug}`)).toEqual(isThere ? { name: "N", status: "active" } : null);
    expect(await logOf(`ptn_${slug}`, id)).toEqual(only("partner_create"));
    if (point === UNDER_WAY) await expect(run.late()).rejects.toThrow();
    const again = await asOperator("POST /v1/identity/partners", { name: "N", slug }, newRequest());
    expect(again.status).toBe(isThere ? 409 : 201);
  });

  it(`the operator's object is killed ${point} while a tenant is created: its partner's log says so once, too`, async () => {
    const partner = await newPartner();
    const id = newRequest();
    const slug = id.replaceAll("-", "_");
    const body = { name: "T", slug, partner_id: partner.id };
    const run = await killed("operator", point, () => asOperator("POST /v1/identity/tenants", body, id));
    expect([run.answer.status, run.kills]).toEqual([503, 1]);
    await settled("operator");
    expect(await outcomes("operator", id)).toEqual(told("tenant_create"));
    expect(await d1Row(`tnt_${slug}`)).toEqual(isThere ? { name: "T", status: "active" } : null);
    expect(await outcomes(partner.id, id)).toEqual(only("tenant_create"));
    expect(await logOf(`tnt_${slug}`, id)).toEqual(only("tenant_create"));
    await verified(partner);
  });
}

const CHANGES = [
  ["suspended", { status: "suspended" }],
  ["renamed", { name: "renamed" }],
  ["resumed", { status: "active" }],
] as const;

const isClosed = async (tenant: TestTenant) =>
  await rowsOf(env.SPACES.getByName(tenant.id), "SELECT status FROM spaces").then(([row]) => row?.status);

for (const [what, body] of CHANGES) {
  const start = async () => {
    const tenant = await newTenant();
    const path = `/v1/identity/tenants/${tenant.id}`;
    if (what === "resumed") must(await asOperator(`PATCH ${path}`, { status: "suspended" }, newRequest()), 200);
    const id = newRequest();
    return { tenant, path, id, before: await d1Row(tenant.id), patch: () => asOperator(`PATCH ${path}`, body, id) };
  };

  it.each([BEFORE, INTENDED, UNTOLD, TOLD])(
    `a tenant is ${what} and the operator's object is killed %s: both logs agree`,
    async (point) => {
      const { tenant, id, before, patch } = await start();
      const run = await killed("operator", point, patch);
      expect([run.answer.status, run.kills]).toEqual([503, 1]);
      await settled("operator", tenant.id);
      const isDone = point === UNTOLD || point === TOLD;
      const told = isDone ? ["tenant_update ok"] : point === BEFORE ? [] : ["tenant_update service_unavailable"];
      expect(await outcomes("operator", id)).toEqual(told);
      expect(await outcomes(tenant.id, id)).toEqual(told);
      expect(await d1Row(tenant.id)).toEqual(isDone ? { ...before, ...body } : before);
      expect(await isClosed(tenant)).toBe((await d1Row(tenant.id))?.status);
    },
  );

  it.each(POINTS)(
    `a tenant is ${what} and the tenant's own object is killed %s: directory, object and both logs agree`,
    async (point) => {
      const { tenant, path, id, before, patch } = await start();
      const run = await killed(tenant.id, point, patch);
      expect(run.kills).toBe(1);
      await settled(tenant.id, "operator");
      const isDone = EFFECTIVE.includes(point) || (what === "suspended" && point !== BEFORE);
      const told = [`tenant_update ${isDone ? "ok" : "service_unavailable"}`];
      expect(run.answer.status).toBe(isDone ? 200 : 503);
      expect(await outcomes("operator", id)).toEqual(told);
      expect(await outcomes(tenant.id, id)).toEqual(told);
      if (point === UNDER_WAY) await expect(run.late()).rejects.toThrow();
      expect(await d1Row(tenant.id)).toEqual(isDone ? { ...before, ...body } : before);
      expect(await isClosed(tenant)).toBe((await d1Row(tenant.id))?.status);
      must(await asOperator(`PATCH ${path}`, { status: "active" }, newRequest()), 200);
      await verified(tenant);
    },
  );
}

const away = async <T>(work: () => Promise<T>): Promise<T> => {
  await env.DB.prepare("ALTER TABLE receipts RENAME TO receipts_away").run();
  try {
    return await work();
  } finally {
    await env.DB.prepare("ALTER TABLE receipts_away RENAME TO receipts").run();
  }
};

it("D1 that does not answer leaves a change open, without a secret in what is kept, and its one row comes when D1 is back", async () => {
  const tenant = await newTenant();
  const id = newRequest();
  const create = (request: string) =>
    tenant.api(`POST ${INTEGRATIONS}`, integrationBody({ secretId: "canary-secret-id" }), {
      headers: { "x-request-id": request },
    });
  const later = newRequest();
  await away(async () => {
    expect((await create(id)).status).toBe(503);
    expect(await outcomes(tenant.id, id)).toEqual([]);
    const kept = await pendingOf(tenant.id);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(/canary|sealed/i);
    // A change that comes after it waits for it.
    expect((await create(later)).status).toBe(503);
    expect(await pendingOf(tenant.id)).toHaveLength(1);
    expect(await outcomes(tenant.id, later)).toEqual(["integration.created service_unavailable"]);
  });
  expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([]);
  expect(await pendingOf(tenant.id)).toEqual([]);
  expect(await outcomes(tenant.id, id)).toEqual(["integration.created service_unavailable"]);
  must(await create(newRequest()), 201);
  await verified(tenant);
});

it("D1 that does not answer but did what it was asked, is asked again: the caller gets its answer, the log its row", async () => {
  const tenant = await newTenant();
  const { id: integration } = await newIntegration(tenant);
  const id = newRequest();
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const { batch } = database;
  const lost = vi.spyOn(database, "batch").mockImplementationOnce(async function (this: D1Database, statements) {
    await batch.call(this, statements);
    throw new Error("connection lost");
  });
  const answer = await tenant.api(
    `PATCH ${INTEGRATIONS}/${integration}`,
    { name: "kept" },
    { headers: { "x-request-id": id } },
  );
  lost.mockRestore();
  expect(must(answer, 200).name).toBe("kept");
  expect(await outcomes(tenant.id, id)).toEqual(["integration.renamed ok"]);
  expect((await stored(tenant)).integrations.map(({ name }) => name)).toEqual(["kept"]);
});

it("D1 that does not answer for a while leaves no receipts behind that nobody needs", async () => {
  const tenant = await newTenant();
  await env.DB.prepare("INSERT INTO receipts VALUES ('chg_old', ?, 1, 1), ('chg_foreign', 'tnt_x', 1, 1)")
    .bind(tenant.id)
    .run();
  await newIntegration(tenant);
  const { results } = await env.DB.prepare("SELECT id FROM receipts WHERE id IN ('chg_old', 'chg_foreign')").all();
  expect(results).toEqual([{ id: "chg_foreign" }]);
  await env.DB.prepare("DELETE FROM receipts WHERE id = 'chg_foreign'").run();
});
