import { beforeAll, expect, it } from "vitest";
import { ended, SILENT, storeRun } from "../broker/authentications/support";
import { type BrokerBench, newFakeBench } from "../broker/broker-bench";
import { UNKNOWN_ID } from "../broker/record-bench";
import { asOperator, auditRows, must, newToken, type TestTenant } from "../support/api";
import { agentToken, gives, modern, post, refusedBy, useTool } from "./support";

let b: BrokerBench;
let tenant: TestTenant;
let browserId: string;
let agent: string;

beforeAll(async () => {
  ({ b } = await newFakeBench({}, { allowedDomains: ["127.0.0.1"] }));
  ({ tenant } = b);
  ({ id: browserId } = must(
    await tenant.api("POST /api/v1/browsers", { name: "dead \u202eend", endpoint: SILENT }),
    201,
  ));
  agent = await agentToken(tenant);
});

const here = () => ({ credentialId: b.credentialId, browser: { browserId } });

it("list_browsers needs its scope, and gives id and name", async () => {
  const token = await tenant.token(["credentials:authenticate"]);
  expect(await refusedBy(token, "list_browsers")).toMatchObject({
    code: "insufficient_scope",
    details: { required_scope: "integrations:read" },
  });
  expect((await refusedBy(agent, "list_browsers", { limit: 0 })).details.fields).toEqual({ limit: "range" });
  const all = { browsers: [{ id: browserId, name: "dead end" }], nextCursor: null };
  expect(await gives(agent, "list_browsers")).toEqual(all);
});

it.each(["describe_login", "authenticate", "get_authentication", "cancel_authentication"])(
  "%s needs the scope to sign in, and no other is enough",
  async (name) => {
    const token = await tenant.token(["credentials:use", "credentials:read", "credentials:write", "integrations:read"]);
    expect(await refusedBy(token, name, { verson: 1 })).toMatchObject({
      code: "insufficient_scope",
      details: { required_scope: "credentials:authenticate" },
    });
  },
);

it("authenticate takes no socket of the caller's own, whatever its token may do", async () => {
  const token = await tenant.token(["credentials:authenticate", "credentials:use"]);
  for (const name of ["authenticate", "describe_login"]) {
    const args = { credentialId: b.credentialId, browser: { cdpUrl: SILENT } };
    expect((await refusedBy(token, name, args)).details.fields, name).toEqual({
      "browser.browserId": "required",
      "browser.cdpUrl": "unknown",
    });
  }
});

it("authenticate refuses what the route refuses, by the same names", async () => {
  const fields = async (args: object) =>
    (await refusedBy(agent, "authenticate", { ...here(), ...args })).details.fields;
  expect(await fields({ submit: false })).toEqual({ submit: "unsupported" });
  expect(await fields({ mode: "prompt_user" })).toEqual({ success: "required", pauseTimeoutMs: "required" });
  expect(await fields({ mode: "fill", allowFallback: true, waitMs: 60_001 })).toEqual({
    allowFallback: "unsupported",
    waitMs: "range",
  });
  expect(await fields({ target: { targetId: "a", urlPrefix: "b" } })).toEqual({ "target.urlPrefix": "unknown" });
  expect(await fields({ idempotencyKey: "x".repeat(256) })).toEqual({ idempotencyKey: "format" });
  expect(await fields({ selectors: { password: "" }, verson: 1 })).toEqual({
    "selectors.password": "empty",
    verson: "unknown",
  });
  const asking = 'input[value^="a"]';
  expect(await fields({ selectors: { password: asking, submit: asking }, success: { selector: asking } })).toEqual({
    "selectors.password": "unsupported",
    "selectors.submit": "unsupported",
    "success.selector": "unsupported",
  });
  expect(await refusedBy(agent, "authenticate", { ...here(), browser: { browserId: UNKNOWN_ID } })).toMatchObject({
    code: "unknown_browser",
  });
  const nobodys = await refusedBy(agent, "authenticate", { ...here(), credentialId: UNKNOWN_ID });
  expect(nobodys).toMatchObject({ code: "not_found", next: expect.stringContaining("List what there is") });
});

it("an argument that is a number which can't be kept is refused by its name", async () => {
  const args = `{"authenticationId":"${UNKNOWN_ID}","waitMs":1e400}`;
  const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_authentication","arguments":${args}}}`;
  const answer = await post(agent, body, { "mcp-protocol-version": "2025-11-25" });
  const { error } = JSON.parse(answer.body.result.content[0].text);
  expect(error).toMatchObject({ code: "invalid_request", details: { fields: { waitMs: "number" } } });
});

it("authenticate is refused to who may not use the credential, and to nobody else", async () => {
  for (const identity_id of ["sa:one", "sa:two"])
    must(await asOperator("POST /v1/identity/identities", { identity_id }, tenant.id), 201);
  const [one, two] = [
    await newToken(tenant.id, "sa:one", ["credentials:authenticate"]),
    await newToken(tenant.id, "sa:two", ["credentials:authenticate"]),
  ];
  const { id } = must(
    await tenant.api("POST /api/v1/credentials", {
      ...{ name: "guarded", vaultIntegrationId: b.integrationId, vaultPath: "secret/data/app/guarded" },
      ...{ fieldMap: { username: "u", password: "p" }, allowedDomains: ["127.0.0.1"], access: { use: ["sa:one"] } },
    }),
    201,
  );
  for (const name of ["authenticate", "describe_login"])
    expect(await refusedBy(two, name, { ...here(), credentialId: id }), name).toMatchObject({
      code: "access_denied",
      details: { permission: "use" },
      next: "You may not use this. Tell the person who runs you; do not look for another way in.",
    });
  const run = await gives(one, "authenticate", { ...here(), credentialId: id });
  expect(run).toMatchObject({ credentialId: id, status: "failed" });
  for (const name of ["get_authentication", "cancel_authentication"])
    expect(await refusedBy(two, name, { authenticationId: run.id }), name).toMatchObject({ code: "not_found" });
});

it("a sign-in that failed is no error: its code is told, and what to do, and its row says by which way it came", async () => {
  const answer = await useTool(agent, "authenticate", here());
  const { content, structuredContent: run, isError } = answer.body.result;
  expect(isError).toBe(false);
  expect(run).toEqual({
    ...{ id: expect.any(String), credentialId: b.credentialId, status: "failed", verdict: null, mode: "wire" },
    ...{
      host: null,
      matchedPattern: null,
      steps: [],
      usedTotp: false,
      vaultVersion: null,
      code: "browser_unreachable",
    },
    ...{ startedAt: expect.any(String), endedAt: expect.any(String), durationMs: expect.any(Number) },
  });
  expect(content).toEqual([
    {
      type: "text",
      text: "Not signed in. The browser was not reached. Check that it runs, and that `browser` names it and its session.",
    },
    { type: "text", text: JSON.stringify(run) },
  ]);
  expect(await gives(agent, "get_authentication", { authenticationId: run.id, waitMs: 1000 })).toEqual(run);
  expect(await gives(agent, "cancel_authentication", { authenticationId: run.id })).toEqual(run);
  const rows = (await auditRows(tenant.stub)).slice(-3);
  expect(rows.map(({ action, extra_data }) => [action, JSON.parse(String(extra_data)).source])).toEqual([
    ["credential.authentication_failed", "mcp"],
    ["authentication.read", "mcp"],
    ["authentication.cancelled", "mcp"],
  ]);
});

it("a sign-in that was cut off keeps in its row by which way it came, whoever finds it", async () => {
  const meta = { requestId: "req_cut_off", ip: null, userAgent: null, source: "mcp" };
  const beginner = { identityId: "sa:p", identityType: "service_account", tokenId: null, homeId: tenant.id, meta };
  const began = { started_at_ms: Date.now() - 60_000, beginner: JSON.stringify(beginner) };
  const id = await storeRun(tenant, b.credentialId, "sa:p", began);
  must(await tenant.api(`GET /api/v1/authentications/${id}`), 200);
  const rows = (await auditRows(tenant.stub)).slice(-2);
  expect(rows.map(({ action, extra_data }) => [action, JSON.parse(String(extra_data)).source])).toEqual([
    ["credential.authentication_failed", "mcp"],
    ["authentication.read", undefined],
  ]);
});

it("the same key and arguments give the same sign-in, and other arguments are refused", async () => {
  const args = { ...here(), idempotencyKey: "job 7" };
  const first = await gives(agent, "authenticate", args);
  expect(await gives(agent, "authenticate", args)).toEqual(first);
  expect(await refusedBy(agent, "authenticate", { ...args, mode: "fill" })).toMatchObject({
    code: "idempotency_key_reused",
    next: "Take another `idempotencyKey` for other arguments.",
  });
});

it("describe_login says why a page was not looked at", async () => {
  const answer = await modern(agent, "tools/call", { name: "describe_login", arguments: here() });
  const found = { host: null, allowed: false, matchedPattern: null, form: null, refusal: "browser_unreachable" };
  expect(answer.body.result.structuredContent).toEqual(found);
  expect(answer.body.result.content[0].text).toMatch(/^A sign-in would be refused. The browser was not reached./);
});

it("authenticate in a credential's pause says for how many seconds to leave it alone", async () => {
  const bench = (await newFakeBench()).b;
  const browser = must(await bench.tenant.api("POST /api/v1/browsers", { name: "pause", endpoint: SILENT }), 201);
  const refusedThere = { verdict: "still_on_form", code: "still_on_form" };
  // A change of the credential ends a pause, and it was just made: what follows is of ten minutes later.
  await bench.forward(600_000);
  for (const laterMs of [560_000, 590_000])
    await storeRun(bench.tenant, bench.credentialId, "sa:p", ended(-laterMs, refusedThere));
  const args = { credentialId: bench.credentialId, browser: { browserId: browser.id } };
  const answer = await useTool(await agentToken(bench.tenant), "authenticate", args);
  const seconds = Number(answer.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(14 * 60);
  expect(JSON.parse(answer.body.result.content[0].text).error).toEqual({
    code: "login_paused",
    message: "The site refused this credential twice; it is left alone for a while.",
    next: `Wait ${seconds} seconds. Do not sign in with this credential before: sites lock accounts. Tell the person who runs you.`,
    request_id: expect.any(String),
  });
});
