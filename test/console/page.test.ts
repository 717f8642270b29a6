import { expect, it } from "vitest";
import { call } from "../support/api";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

it("every address of the console gives the one page, with a policy that knows this host alone", async () => {
  const page = await call("GET /console/");
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.headers.get("content-security-policy")).toBe(POLICY);
  expect([page.headers.get("cache-control"), page.headers.get("cross-origin-opener-policy")]).toEqual([
    "no-store",
    "same-origin",
  ]);
  for (const path of [
    "/console",
    "/console/secrets",
    "/console/secrets/a%2Fb?tag=x",
    "/console/none.js",
    "/console/../console/",
  ])
    expect((await call(`GET ${path}`)).text).toBe(page.text);
});

it("the page holds no script and no style of its own, and names no other host", async () => {
  const { text } = await call("GET /console/");
  expect(text).not.toMatch(/<style|style=|\son\w+=|https?:\/\//);
  const sources = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, source]) => source ?? "");
  expect(sources.length).toBeGreaterThan(1);
  for (const source of sources) expect(source).toMatch(/^\/console\/assets\/[\w.-]+$/);
  expect([...text.matchAll(/<script(?![^>]*\bsrc=)/g)]).toEqual([]);
});

it("its files may be kept for ever, because their names say what is in them; a file that is not there is an error", async () => {
  const { text } = await call("GET /console/");
  const [, script = ""] = /<script[^>]*src="([^"]*)"/.exec(text) ?? [];
  const file = await call(`GET ${script}`);
  expect([file.status, file.headers.get("content-type"), file.headers.get("cache-control")]).toEqual([
    200,
    "text/javascript; charset=utf-8",
    "public, max-age=31536000, immutable",
  ]);
  expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  const missing = await call("GET /console/assets/none.js");
  expect([missing.status, missing.body.error.code]).toEqual([404, "not_found"]);
});

it("the page is told that Access stands in front, and by that alone it differs", async () => {
  const plain = await call("GET /console/");
  const behind = await call("GET /console/", { headers: { "cf-access-jwt-assertion": "x.y.z" } });
  expect(behind.text).toBe(plain.text.replace(/<html ([^>]*)>/, `<html $1 data-access="">`));
  expect(behind.headers.get("content-security-policy")).toBe(POLICY);
});

it("there is nothing to post to but a session", async () => {
  const other = await call("POST /console/");
  expect([other.status, other.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});

it("every answer below the console's address that is not the page may be no document, no frame and no other type", async () => {
  const { text } = await call("GET /console/");
  const [, script = ""] = /<script[^>]*src="([^"]*)"/.exec(text) ?? [];
  const [, icon = ""] = /href="([^"]*\.svg)"/.exec(text) ?? [];
  for (const [line, status] of [
    [`GET ${script}`, 200],
    [`GET ${icon}`, 200],
    ["GET /console/assets/none.js", 404],
    ["GET /console/sign-in?tenant=tnt_none&trust=x", 302],
    ["GET /console/callback/tnt_none?code=c&state=s", 302],
    ["POST /console/session", 403],
    ["DELETE /console/session", 403],
    ["PUT /console/session", 405],
  ] as const) {
    const { status: given, headers } = await call(line, { redirect: "manual" });
    const named = (name: string) => headers.get(name);
    expect([line, given, named("content-security-policy"), named("x-content-type-options")]).toEqual([
      line,
      status,
      "default-src 'none'; frame-ancestors 'none'",
      "nosniff",
    ]);
    expect([
      named("referrer-policy"),
      named("cross-origin-resource-policy"),
      named("strict-transport-security"),
    ]).toEqual(["no-referrer", "same-origin", "max-age=31536000"]);
    // Only files, whose names say what is in them, are kept by anybody.
    expect(named("cache-control")).toBe(given === 200 ? "public, max-age=31536000, immutable" : "no-store");
  }
});
