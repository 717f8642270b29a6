import fc from "fast-check";
import { expect, it } from "vitest";
import { type AddressFault, checkWebhookUrl } from "../../src/outbound/address";
import { listing, TABLE, webhook } from "./address-support";

it.each(TABLE.filter(([, verdict]) => !["query", "path_segments"].includes(verdict)))(
  "a webhook's URL %s is %s as for a vault, and %s when its host is listed",
  (url, byDefault, listed) => {
    expect(webhook(url)).toBe(byDefault);
    expect(webhook(url, ...listing(url))).toBe(listed);
  },
);

it("a webhook's URL keeps its query and its escapes", () => {
  const url = "https://hooks.acme.example/in/a%20b%2Fc@team/(x)?to=a@b.example&next=%2F..%2F&x=/../";
  expect(checkWebhookUrl(url, [])).toEqual({ ok: true, url });
  expect(checkWebhookUrl("HTTPS://Hooks.Acme.Example:443?a=1", [])).toEqual({
    ok: true,
    url: "https://hooks.acme.example/?a=1",
  });
  expect(checkWebhookUrl("http://LOCALHOST:9000/in?x", ["localhost:9000"])).toEqual({
    ok: true,
    url: "http://localhost:9000/in?x",
  });
});

it("a webhook's URL is refused for the same disguises as a vault's address", () => {
  const cases: readonly (readonly [string, AddressFault])[] = [
    ["https://127.0.0.1/in", "loopback"],
    ["https://[::ffff:10.0.0.1]/in", "forbidden"],
    ["https://169.254.169.254/in", "forbidden"],
    ["https://0x7f.1/in", "loopback"],
    ["https://localhost/in", "loopback"],
    ["http://hooks.acme.example/in", "https_required"],
    ["hooks.acme.example/in", "scheme_missing"],
    ["https://xn--a.acme.example/in", "host"],
    ["https://u:p@hooks.acme.example/in", "userinfo"],
    ["https://@hooks.acme.example/in", "userinfo"],
    ["https://hooks.acme.example#@127.0.0.1/", "fragment"],
    ["https://hooks.acme.example/in?x#y", "fragment"],
    ["https://hooks.acme.example/\\in", "characters"],
    ["https://hooks.acme.example/in?a b", "characters"],
    ["https://hooks%2eacme.example/in", "percent"],
    ["https://hooks.acme.example/%", "percent"],
    ["https://hooks.acme.example/%2", "percent"],
    ["https://hooks.acme.example/in?x=%zz", "percent"],
    ["https://hooks.acme.example/a/../in", "path_segments"],
    ["https://hooks.acme.example/a/%2e%2E/in", "path_segments"],
    ["https://hooks.acme.example/.%2e", "path_segments"],
    ["https://hooks.acme.example/%2E/in", "path_segments"],
    ["https://hooks.acme.example/<in>", "path_segments"],
    ["https:///hooks.acme.example/in", "host"],
    ["https://?host=hooks.acme.example", "host"],
    ["https://hooks.acme.example:25/in", "port"],
    [`https://hooks.acme.example/?${"a".repeat(2048)}`, "too_long"],
  ];
  for (const [url, fault] of cases) expect([url, webhook(url)]).toEqual([url, fault]);
});

it("a webhook's URL stays what it is when it is checked again", () => {
  const rest = fc.string({ unit: fc.constantFrom(..."abc/.%2eE?&=@:'\"<~"), maxLength: 30 });
  fc.assert(
    fc.property(rest, (text) => {
      const once = checkWebhookUrl(`https://hooks.acme.example/${text}`, []);
      if (!once.ok) return;
      expect(new URL(once.url).origin).toBe("https://hooks.acme.example");
      expect(checkWebhookUrl(once.url, [])).toEqual(once);
    }),
  );
});
