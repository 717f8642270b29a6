import { describe, expect, it } from "vitest";
import { call } from "../support/api";

describe("the documentation page", () => {
  it("comes with the headers of every answer and a policy of its own that names no other host", async () => {
    const page = await call("GET /docs/");
    expect(page.status).toBe(200);
    expect(page.text).toContain("<title>");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(page.headers.get("x-request-id")).toMatch(/^req_/);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("has no script but files of this host", async () => {
    const { text } = await call("GET /docs/");
    for (const [tag] of text.matchAll(/<script[^>]*>/g)) expect(tag).toMatch(/ src="[^:"]+"/);
    expect(text).not.toMatch(/https?:\/\//);
  });

  it("is given whole, whatever the client has of it already", async () => {
    const tag = (await call("GET /docs/")).headers.get("etag") ?? "*";
    const headers = { "if-none-match": tag, "if-modified-since": "Fri, 31 Dec 9999 23:59:59 GMT", range: "bytes=0-9" };
    const again = await call("GET /docs/", { headers });
    expect([again.status, again.text]).toEqual([200, (await call("GET /docs/")).text]);
  });

  it("leads from /docs to /docs/, and answers in the envelope where there is no file", async () => {
    const missing = await call("GET /docs/none.js");
    expect([missing.status, missing.body.error.code]).toEqual([404, "not_found"]);
    const other = await call("POST /docs/");
    expect([other.status, other.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });
});
