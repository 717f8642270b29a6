import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { type Answer, auditRows, call } from "../support/api";
import { commonFaults, routes } from "./support/document";
import { newWorld, pathOf, type World } from "./support/world";

let world: World;

beforeAll(async () => {
  world = await newWorld();
});

const told = ({ status, body }: Answer) => `${status} ${body?.error?.code}`;
const bodied = (method: string): boolean => method !== "GET" && method !== "HEAD";

/** Below `/v1/secrets/`, and a partner's, nearly everything is the path of a secret, and told so. */
const isPlain = (template: string): boolean => !/^\/v1\/(partner\/)?secrets/.test(template);

const allowed = new Map<string, string[]>();

for (const { path, method } of routes)
  allowed.set(path, [...(allowed.get(path) ?? []), method, ...(method === "GET" ? ["HEAD"] : [])]);

const ordered = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const pathFor = (template: string) => {
  const route = routes.find(({ path }) => path === template);
  if (!route) throw new Error(`no route at ${template}`);
  return pathOf(world, route);
};

it("methods and paths are told by OPTIONS, without a token and without any cross-origin header", async () => {
  for (const [template, methods] of allowed) {
    const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
    const answer = await call(`OPTIONS ${pathFor(template)}`, { headers });
    expect({ status: answer.status, text: answer.text }, template).toEqual({ status: 204, text: "" });
    expect(allowOf(answer), template).toEqual(expect.arrayContaining([...methods, "OPTIONS"]));
    expect(commonFaults(answer), template).toEqual([]);
  }
});

it("methods and paths answer HEAD as they answer GET, without the body", async () => {
  for (const route of routes.filter(({ method }) => method === "GET")) {
    const options = { token: world.tenant.admin };
    const get = await call(`GET ${pathOf(world, route)}`, options);
    const head = await call(`HEAD ${pathOf(world, route)}`, options);
    expect({ status: head.status, text: head.text }, route.line).toEqual({ status: get.status, text: "" });
    const names = (answer: Answer) => [...answer.headers.keys()].filter((name) => name !== "content-length").toSorted();
    expect(names(head), route.line).toEqual(names(get));
    expect(commonFaults({ ...head, body: {} }), route.line).toEqual([]);
    const refused = await call(`HEAD ${pathOf(world, route)}`);
    expect(refused.status, route.line).toBe(route.terms ? 401 : 200);
  }
});

it("methods and paths that a route lacks are 405 with what it has, before authentication", async () => {
  for (const template of [...allowed.keys()].filter(isPlain)) {
    const path = pathFor(template);
    const allow = allowOf(await call(`OPTIONS ${path}`));
    for (const method of [...ordered, "PROPFIND"].filter((m) => !allow.includes(m))) {
      const answer = await call(`${method} ${path}`, { ...(bodied(method) ? { body: "no json" } : {}) });
      expect(answer.status, `${method} ${template}`).toBe(405);
      expect(allowOf(answer)).toEqual(allow);
      expect(commonFaults(answer)).toEqual([]);
      if (method === "HEAD") continue;
      const { request_id, ...error } = answer.body.error;
      expect(error).toEqual({ code: "method_not_allowed", message: expect.any(String), details: { allow } });
      expect(request_id).toBe(answer.headers.get("x-request-id"));
    }
  }
});

it("methods and paths that nobody knows are 404, before authentication, a trailing slash or another case among them", async () => {
  const fixed = [...allowed.keys()].map(pathFor);
  const slashed = [...allowed.keys()].filter(isPlain).map((template) => `${pathFor(template)}/`);
  const cased = fixed.map((path) => path.replace("/v1", "/V1"));
  const odd = ["/", "/v1", "/api", "/api/v1", "/v2/tokens", "/v1/t", "/v1/t/", "/v1/%", "/v1/%ff", "//v1/tokens"];
  const prefixed = ["/v1/t/tnt_x/health", "/v1/t/tnt_x/version", "/v1/t/tnt_x/nothing"];
  for (const path of [...slashed, ...cased, ...odd, ...prefixed])
    for (const method of ["GET", "POST", "DELETE", "OPTIONS"]) {
      const answer = await call(`${method} ${path}`);
      expect(told(answer), `${method} ${path}`).toBe("404 not_found");
      expect(answer.body.error.details).toEqual(slashed.includes(path) ? { hint: "trailing_slash" } : undefined);
      expect(answer.headers.has("www-authenticate")).toBe(false);
      expect(commonFaults(answer)).toEqual([]);
    }
});

const allowOf = (answer: Answer): string[] => (answer.headers.get("allow") ?? "").split(", ");
const lines = ["GET /v1/version", "GET /v1/auth/whoami", "GET /v1/nothing", "DELETE /v1/version"];

it("the request id is the client's own where it is sane, on every answer", async () => {
  for (const id of ["abcdefgh", "A.b_c-123", "x".repeat(64)])
    for (const line of lines) {
      const answer = await call(line, { headers: { "x-request-id": id } });
      expect(answer.headers.get("x-request-id"), line).toBe(id);
      expect(commonFaults(answer), line).toEqual([]);
    }
});

it("the request id is replaced where it is not, or holds a token", async () => {
  const seen = new Set<string>();
  const odd = [
    "",
    "short12",
    "x".repeat(65),
    "with space",
    "abc/defgh",
    "semi;colon",
    mintToken("tnt_a"),
    "a".repeat(9999),
  ];
  for (const id of odd)
    for (const line of lines) {
      const answer = await call(line, { headers: { "x-request-id": id } });
      const given = answer.headers.get("x-request-id") ?? "";
      expect(given, `${line} ${id}`).toMatch(/^req_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
      expect(commonFaults(answer), line).toEqual([]);
      seen.add(given);
    }
  expect(seen.size).toBe(odd.length * lines.length);
});

it("the request id is in the audit row of a done and of a refused call", async () => {
  const headers = (id: string) => ({ headers: { "x-request-id": id } });
  await world.tenant.api("GET /api/v1/credentials", undefined, headers("walk-done-1"));
  await world.tenant.api("GET /api/v1/credentials/none", undefined, headers("walk-refused-1"));
  const rows = await auditRows(world.tenant.stub);
  expect(rows.slice(-2).map((row) => [row.action, row.error_code, row.request_id])).toEqual([
    ["credential.listed", null, "walk-done-1"],
    ["credential.read", "not_found", "walk-refused-1"],
  ]);
});
