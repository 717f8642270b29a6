import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { parseConfig } from "../../../src/config";
import { must, newTenant, type TestTenant } from "../../support/api";
import { takeErrors } from "../../support/log";
import { at, entries, evict, fieldFaults, refusal, setClock, UNKNOWN_ID, UUID, withFault } from "../record-bench";
import { API_KEY, BROWSERS, browserBody, create, KEYS, newBrowser, storedBrowsers } from "./support";

const newestRootKeyId = parseConfig(env).rootKeys.at(-1)?.id;

/** Nineteen browsers, put where the object finds them when it starts again. */
async function fill(tenant: TestTenant): Promise<void> {
  const columns = "id, tenant_id, name, endpoint, auth, created_at_ms, updated_at_ms";
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
     INSERT INTO browsers (${columns}) SELECT printf('%s-%04d', ?1, i), ?1, 'x', 'wss://a.example', 'none', i, i FROM n`,
  )
    .bind(tenant.id)
    .run();
  await evict(tenant);
}

it("browsers.create names every fault of the body at once, and stores nothing", async () => {
  const tenant = await newTenant();
  expect(refusal(await create(tenant, {}))).toEqual(fieldFaults({ name: "required", endpoint: "required" }));
  const odd = { endpoint: "wss://a.example?k={apiKey}", auth: "bearer", apikey: "x", id: UNKNOWN_ID };
  expect(refusal(await create(tenant, odd))).toEqual(
    fieldFaults({ name: "required", apikey: "unknown", id: "unknown", auth: "unsupported" }, ["url"]),
  );
  expect(await storedBrowsers(tenant)).toEqual([]);
  expect(await entries(tenant)).toEqual([]);
});

it("browsers.create has a word for each fault of a field", async () => {
  const tenant = await newTenant();
  const faults: [string, unknown, string][] = [
    ["name", 7, "type"],
    ["name", " ", "empty"],
    ["name", "x".repeat(101), "too_long"],
    ["name", "a\u0000b", "characters"],
    ["endpoint", 1, "type"],
    ["endpoint", null, "type"],
    ["endpoint", "ws://browsers.acme.example/{apiKey}", "wss_required"],
    ["endpoint", "http://browsers.acme.example/{apiKey}", "wss_required"],
    ["endpoint", "browsers.acme.example/{apiKey}", "scheme_missing"],
    ["endpoint", "wss://10.1.2.3/{apiKey}", "private"],
    ["endpoint", "wss://169.254.169.254/{apiKey}", "forbidden"],
    ["endpoint", "wss://{apiKey}@browsers.acme.example", "placeholder"],
    ["endpoint", "wss://browsers.acme.example/{apiKey}?k={apiKey}", "duplicate"],
    ["apiKey", 1, "type"],
    ["apiKey", null, "type"],
    ["apiKey", "", "empty"],
    ["apiKey", "k".repeat(1025), "too_long"],
    ["apiKey", "a b", "characters"],
    ["apiKey", "kéy", "characters"],
    ["apiKey", `${API_KEY}\n`, "characters"],
    ["apiKey", "..", "path_segments"],
    ["apiKey", ".", "path_segments"],
  ];
  for (const [key, value, word] of faults) {
    const answer = await create(tenant, browserBody({ [key]: value }));
    expect(refusal(answer), `${key} ${JSON.stringify(value)}`).toEqual(fieldFaults({ [key]: word }));
    expect(answer.text).not.toContain(API_KEY);
  }
  expect(await storedBrowsers(tenant)).toEqual([]);
});

it("browsers.create wants a key just where there is a way for it to travel", async () => {
  const tenant = await newTenant();
  const plain = "wss://browsers.acme.example/{session}";
  const keyed = "wss://browsers.acme.example/{apiKey}";
  const name = "b";
  const faults: [object, Record<string, string>, string[]?][] = [
    [{ endpoint: keyed }, { apiKey: "required" }],
    [{ endpoint: keyed, auth: "url" }, { apiKey: "required" }],
    [{ endpoint: plain, auth: "bearer" }, { apiKey: "required" }],
    [{ endpoint: plain, auth: "none", apiKey: "k" }, { apiKey: "unsupported" }],
    [{ endpoint: plain, auth: "url", apiKey: "k" }, { auth: "unsupported" }, ["none", "bearer"]],
    [{ endpoint: keyed, auth: "none", apiKey: "k" }, { auth: "unsupported" }, ["url"]],
    [{ endpoint: keyed, auth: "bearer", apiKey: "k" }, { auth: "unsupported" }, ["url"]],
    [{ endpoint: plain, auth: "basic" }, { auth: "unsupported" }, ["none", "url", "bearer"]],
    [{ endpoint: plain, auth: 1 }, { auth: "type" }],
  ];
  for (const [body, fields, allowed] of faults)
    expect(refusal(await create(tenant, { name, ...body })), JSON.stringify(body)).toEqual(
      fieldFaults(fields, allowed),
    );
  expect(await storedBrowsers(tenant)).toEqual([]);
});

it("browsers.create refuses who lacks the scope, and leaves one row", async () => {
  const tenant = await newTenant();
  const token = await tenant.token(["integrations:read", "credentials:write", "credentials:use"]);
  const options = { headers: { authorization: `Bearer ${token}` } };
  const at = `${BROWSERS}/${UNKNOWN_ID}`;
  for (const line of [`POST ${BROWSERS}`, `PUT ${at}`, `PATCH ${at}`, `DELETE ${at}`, `POST ${at}/test`])
    expect(refusal(await tenant.api(line, {}, options))).toEqual({
      status: 403,
      code: "insufficient_scope",
      details: { required_scope: "integrations:write" },
    });
  expect((await entries(tenant)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "browser.created insufficient_scope",
    "browser.rotated insufficient_scope",
    "browser.renamed insufficient_scope",
    "browser.deleted insufficient_scope",
    "browser.tested insufficient_scope",
  ]);
});

it("browsers.create stops at twenty, and counts again when one is gone", async () => {
  const tenant = await newTenant();
  await fill(tenant);
  const racing = await Promise.all([1, 2, 3].map(() => create(tenant, browserBody())));
  const full = { status: 400, code: "invalid_request", details: { reason: "limit_reached", limit: 20 } };
  expect(racing.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  for (const answer of racing) if (answer.status === 400) expect(refusal(answer)).toEqual(full);
  expect(await storedBrowsers(tenant)).toHaveLength(20);
  const [first] = must(await tenant.api(`GET ${BROWSERS}`), 200);
  must(await tenant.api(`DELETE ${BROWSERS}/${first.id}`), 204);
  must(await create(tenant, browserBody()), 201);
});

it("browsers.create answers the record, its keys in order, and where it lies", async () => {
  const tenant = await newTenant();
  await setClock(tenant, at("2026-05-11T09:30:00.987Z"));
  const answer = await create(tenant, browserBody({ name: "  hosted browsers " }));
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(UUID),
    name: "hosted browsers",
    endpoint: "wss://browsers.acme.example/connect?key={apiKey}&session={session}",
    auth: "url",
    createdAt: "2026-05-11T09:30:00Z",
    updatedAt: "2026-05-11T09:30:00Z",
  });
  expect(Object.keys(answer.body)).toEqual(KEYS);
  expect(answer.headers.get("location")).toBe(`${BROWSERS}/${answer.body.id}`);
  expect((await tenant.api(`GET ${answer.headers.get("location")}`)).text).toBe(answer.text);
  expect((await entries(tenant)).at(0)).toEqual({
    action: "browser.created",
    outcome: "ok",
    object: answer.body.id,
    extra: { browser_id: answer.body.id },
  });
});

it("browsers.create takes the key to its place in the endpoint, else as a bearer, and none without a key", async () => {
  const tenant = await newTenant();
  const cases: [object, string][] = [
    [{ endpoint: "wss://a.example/{apiKey}", apiKey: "k" }, "url"],
    [{ endpoint: "wss://a.example/{apiKey}", apiKey: "k", auth: "url" }, "url"],
    [{ endpoint: "wss://a.example/{session}", apiKey: "k" }, "bearer"],
    [{ endpoint: "https://A.Example:8443/b/", apiKey: "!~".repeat(512), auth: "bearer" }, "bearer"],
    [{ endpoint: "wss://a.example" }, "none"],
    [{ endpoint: "ws://127.0.0.1:9222/devtools/browser/0a", auth: "none" }, "none"],
  ];
  for (const [body, auth] of cases) {
    const { apiKey: _, ...shown } = { apiKey: undefined, ...body };
    expect(must(await create(tenant, { name: "b", ...body }), 201)).toMatchObject({ ...shown, auth });
  }
  const sealed = (await storedBrowsers(tenant)).map((row) => [row.sealed_api_key !== null, row.root_key_id]);
  expect(sealed).toEqual(cases.map(([, auth]) => (auth === "none" ? [false, null] : [true, newestRootKeyId])));
});

it("browsers.create gives the key out nowhere and keeps it only sealed", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant);
  const answers = [
    await tenant.api(`GET ${BROWSERS}`),
    await tenant.api(`GET ${BROWSERS}/${made.id}`),
    await tenant.api(`PATCH ${BROWSERS}/${made.id}`, { name: "n" }),
    await tenant.api(`PUT ${BROWSERS}/${made.id}`, { apiKey: API_KEY }),
    await create(tenant, browserBody({ apiKey: [API_KEY], auth: { [API_KEY]: API_KEY } })),
    await withFault("INSERT ON browsers", () => create(tenant, browserBody())),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 503]);
  expect(takeErrors("directory_unavailable")).toHaveLength(1);
  const rows = await storedBrowsers(tenant);
  const sealed = new Uint8Array(rows[0]?.sealed_api_key as number[]);
  const texts = [
    ...answers.map(({ text }) => text),
    JSON.stringify(await entries(tenant)),
    JSON.stringify(rows),
    new TextDecoder("latin1").decode(sealed),
  ];
  for (const text of texts) expect(text).not.toContain(API_KEY.slice(0, 12));
  // Twelve bytes of nonce and sixteen of tag around as many as the key has.
  expect(sealed).toHaveLength(12 + API_KEY.length + 16);
  expect(rows).toMatchObject([{ api_key_format: 1, root_key_id: newestRootKeyId }]);
});
