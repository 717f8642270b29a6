import { expect, it } from "vitest";
import { call } from "../support/api";

const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

it("the bare address leads a browser to the console", async () => {
  for (const method of ["GET", "HEAD"]) {
    const answer = await call(`${method} /`, { headers: browser, redirect: "manual" });
    expect([answer.status, answer.headers.get("location"), answer.text]).toEqual([302, "/console/", ""]);
    expect([answer.headers.get("cache-control"), answer.headers.get("vary")]).toEqual(["no-store", "Accept"]);
    expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
  }
});

it("the bare address is an unknown route to programs, and to any other method", async () => {
  for (const accept of ["", "*/*", "application/json", "text/*", "text/html;q=0, */*", "text/html;level=1;q=0.000"]) {
    const answer = await call("GET /", { headers: accept === "" ? {} : { accept } });
    expect([accept, answer.status, answer.body.error]).toEqual([
      accept,
      404,
      {
        code: "not_found",
        message: "There is nothing here. The documentation is at /docs, the API below /v1 and /api/v1.",
        request_id: answer.headers.get("x-request-id"),
      },
    ]);
  }
  for (const method of ["POST", "DELETE", "OPTIONS"])
    expect((await call(`${method} /`, { headers: browser })).status).toBe(404);
});

it.each([
  "GET /v1/tokens/",
  "POST /v1/t/tnt_a/policies/",
  "DELETE /api/v1/credentials/x/",
  "PUT /v1/health/",
  "GET /openapi.json/",
])("a slash too many at the end is told by %s", async (line) => {
  const { status, body } = await call(line);
  expect([status, body.error.code, body.error.details]).toEqual([404, "not_found", { hint: "trailing_slash" }]);
});

it.each(["GET /v1/nothing/", "GET /v1/tokens//", "GET //", "GET /v1/"])(
  "a slash too many at the end is not the reason for %s",
  async (line) => {
    const { status, body } = await call(line);
    expect([status, body.error.code, body.error.details]).toEqual([404, "not_found", undefined]);
  },
);

it("the documentation page comes with the headers of every answer and a policy of its own that knows this host alone", async () => {
  const page = await call("GET /docs/");
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.text).toContain("<title>Postern API</title>");
  expect(page.headers.get("content-security-policy")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  );
  expect(page.headers.get("x-request-id")).toMatch(/^req_/);
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
});

it("the documentation page holds no script and no style of its own, and names no other host", async () => {
  const { text } = await call("GET /docs/");
  expect(text).not.toMatch(/<style|style=|\son\w+=|https?:\/\//);
  const sources = [...text.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]*)"/g)].map(([, source]) => source ?? "");
  expect(sources.length).toBe(3);
  for (const source of sources) {
    expect(source).toMatch(/^\/docs\/assets\/[\w.-]+$/);
    expect((await call(`GET ${source}`)).status).toBe(200);
  }
  expect([...text.matchAll(/<script(?![^>]*\bsrc=)/g)]).toEqual([]);
});

it("the documentation page leads to the page of errors, which is there", async () => {
  expect((await call("GET /docs/errors.md")).text).toContain("| `access_denied` | 403 |");
});

it("the documentation page is given whole, whatever the client has of it already", async () => {
  const tag = (await call("GET /docs/")).headers.get("etag") ?? "*";
  const headers = { "if-none-match": tag, "if-modified-since": "Fri, 31 Dec 9999 23:59:59 GMT", range: "bytes=0-9" };
  const again = await call("GET /docs/", { headers });
  expect([again.status, again.text]).toEqual([200, (await call("GET /docs/")).text]);
});

it("the documentation page leads from /docs to /docs/, and answers in the envelope where there is no file", async () => {
  const missing = await call("GET /docs/none.js");
  expect([missing.status, missing.body.error.code]).toEqual([404, "not_found"]);
  const other = await call("POST /docs/");
  expect([other.status, other.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});
