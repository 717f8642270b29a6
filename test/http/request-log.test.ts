import { Hono } from "hono";
import { afterEach, expect, it, vi } from "vitest";
import type { RequestLog } from "../../src/config";
import type { AppEnv } from "../../src/http/app-env";
import { requestLog } from "../../src/http/request-log";
import { call, newTenant } from "../support/api";

afterEach(() => vi.restoreAllMocks());

const lines = async (requests: () => Promise<unknown>) => {
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void printed.push(String(line)));
  await requests();
  return printed.map((line) => JSON.parse(line));
};

it("the request log has one line per request: the route's pattern, the outcome, who and where, and nothing that was sent", async () => {
  const tenant = await newTenant();
  const printed = await lines(async () => {
    await tenant.api("GET /v1/tokens/canary-id?canary=query", undefined, {
      headers: { "x-request-id": "req_line_1" },
    });
    await call(`POST /v1/t/${tenant.id}/tokens`, { token: tenant.admin, body: { canary: "body" } });
    await call("GET /canary/route");
    await call("GET /v1/tokens", { token: "canary-token" });
    await tenant.api(`GET /v1/t/${tenant.id}/secrets/canary/path/versions`);
    await call("POST /v1/secrets/canary");
  });
  const line = { level: "info", duration_ms: expect.any(Number), request_id: expect.stringMatching(/^req_/) };
  const known = { ...line, space: tenant.id, identity: "user:admin" };
  const unknown = { ...line, space: null, identity: null };
  expect(printed).toEqual([
    { ...known, method: "GET", route: "/v1/tokens/:id", status: 422, request_id: "req_line_1" },
    { ...known, method: "POST", route: "/v1/t/:named_space/tokens", status: 422 },
    { ...unknown, method: "GET", route: null, status: 404 },
    { ...unknown, method: "GET", route: "/v1/tokens", status: 401 },
    { ...known, method: "GET", route: "/v1/t/:named_space/secrets/*", status: 403 },
    { ...unknown, method: "POST", route: "/v1/secrets/*", status: 405 },
  ]);
  expect(JSON.stringify(printed)).not.toContain("canary");
});

const choices: readonly [RequestLog, readonly number[]][] = [
  ["all", [200, 304, 400, 401, 429, 500]],
  ["errors", [400, 401, 429, 500]],
  ["off", []],
];

it.each(choices)(
  "the request log of a deployment that wants %s has lines of the answers %j",
  async (chosen, logged) => {
    const app = new Hono<AppEnv>();
    app.use(requestLog(() => chosen));
    app.get("/:status", (c) => new Response(null, { status: Number(c.req.param("status")) }));
    const printed = await lines(async () => {
      for (const status of [200, 304, 400, 401, 429, 500]) await app.request(`/${status}`);
    });
    expect(printed.map(({ status }) => status)).toEqual(logged);
  },
);
