import fc from "fast-check";
import { expect, it } from "vitest";
import { type AddressFault, browserVersionUrl, checkSocketUrl } from "../../src/outbound/address";
import { listing, socket, TABLE } from "./address-support";

const asSocket = (url: string): string => url.replace(/^https:/i, "wss:").replace(/^http:/i, "ws:");
/** The one word that a socket has of its own: without TLS it needs a host that is opened. */
const ofSocket = (verdict: string, url: string): string =>
  verdict === "https_required" || (verdict === "scheme" && url.startsWith("http:")) ? "wss_required" : verdict;

it.each(TABLE.filter(([, verdict]) => verdict !== "query" && verdict !== "path_segments"))(
  "a browser's address %s is %s as for a vault, and %s when its host is listed, as a socket and as a server",
  (url, byDefault, listed) => {
    for (const written of [url, asSocket(url)]) {
      expect(socket(written)).toBe(ofSocket(byDefault, url));
      expect(socket(written, ...listing(url))).toBe(ofSocket(listed, url));
    }
  },
);

it("a browser's address is refused for the disguises of a webhook's, and for what its parser would mend", () => {
  const cases: readonly (readonly [string, AddressFault])[] = [
    ["ws://browsers.acme.example", "wss_required"],
    ["http://browsers.acme.example", "wss_required"],
    ["ws://169.254.169.254", "wss_required"],
    ["wss://169.254.169.254", "forbidden"],
    ["wss://[::ffff:10.0.0.1]/in", "forbidden"],
    ["wss://0x7f.1/in", "loopback"],
    ["wss://10.1.2.3", "private"],
    ["wss:browsers.acme.example", "scheme"],
    ["wss:/browsers.acme.example", "scheme"],
    ["constructor://browsers.acme.example", "scheme"],
    ["__proto__://browsers.acme.example", "scheme"],
    ["wsss://browsers.acme.example", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["browsers.acme.example:9222", "scheme_missing"],
    ["wss://u:p@browsers.acme.example", "userinfo"],
    ["wss://@browsers.acme.example", "userinfo"],
    ["wss://browsers.acme.example#@127.0.0.1/", "fragment"],
    ["wss://browsers%2eacme.example/", "percent"],
    ["wss://browsers.acme.example/%2", "percent"],
    ["wss://browsers.acme.example/?a=%zz", "percent"],
    ["wss://browsers.acme.example/a b", "characters"],
    ["wss://browsers.acme.example\\@127.0.0.1", "characters"],
    ["wss://browsers.acme.example/?a='", "characters"],
    ["wss://browsers.acme.example/?a={b}", "characters"],
    ['wss://browsers.acme.example/?a="', "characters"],
    ["wss://browsers.acme.example/?a=[", "characters"],
    ["wss://browsers.acme.example/{b}", "path_segments"],
    ["wss://browsers.acme.example/a/../b", "path_segments"],
    ["wss://browsers.acme.example/a/%2e%2E/b", "path_segments"],
    ["wss:///browsers.acme.example/", "host"],
    ["wss://{b}.acme.example/", "host"],
    ["wss://browsers.acme.example:22/", "port"],
    ["wss://browsers.acme.example:0/", "port"],
    ["wss://browsers.acme.example:65536/", "port"],
    [`wss://browsers.acme.example/?${"a".repeat(2048)}`, "too_long"],
  ];
  for (const [url, fault] of cases) expect([url, socket(url)]).toEqual([url, fault]);
});

it("a browser's address says whether it is a socket, and by which request that is asked for", () => {
  const check = (url: string) => checkSocketUrl(url, ["localhost:9222"]);
  expect(check("wss://Browsers.Acme.Example?a=%7B/?@:b")).toEqual({
    ok: true,
    url: "https://browsers.acme.example/?a=%7B/?@:b",
    opens: "socket",
  });
  expect(check("WS://LOCALHOST:9222/a")).toEqual({ ok: true, url: "http://localhost:9222/a", opens: "socket" });
  expect(check("https://browsers.acme.example:443/a/")).toEqual({
    ok: true,
    url: "https://browsers.acme.example/a/",
    opens: "version",
  });
  expect(check("http://localhost:9222")).toEqual({ ok: true, url: "http://localhost:9222/", opens: "version" });
  expect(socket("ws://localhost:9223", "localhost:9222")).toBe("wss_required");
  expect(checkSocketUrl(`wss://a.example/${"a".repeat(3000)}`, [], 4000)).toMatchObject({ ok: true });
});

it("a browser's address leads to its version below its path and with its query, and a socket to none", () => {
  const url = (text: string) => browserVersionUrl(text, ["127.0.0.1"]);
  expect(url("https://a.example")).toEqual({ ok: true, url: "https://a.example/json/version" });
  expect(url("https://a.example/b/?token=c%2Fd")).toEqual({
    ok: true,
    url: "https://a.example/b/json/version?token=c%2Fd",
  });
  expect(url("http://127.0.0.1:9222/")).toEqual({ ok: true, url: "http://127.0.0.1:9222/json/version" });
  expect(url("wss://a.example")).toEqual({ ok: false, reason: "scheme" });
  expect(url("https://10.0.0.1")).toEqual({ ok: false, reason: "private" });
});

it("a browser's address is fetched as it was written, and stays what it is when it is judged again", () => {
  const rest = fc.string({ unit: fc.constantFrom(..."abc/.%2eE?&=@:'\"<~{}[]|^`;,+$!()*#\\"), maxLength: 30 });
  fc.assert(
    fc.property(rest, (text) => {
      const once = checkSocketUrl(`wss://browsers.acme.example/${text}`, []);
      if (!once.ok) return;
      expect(once.url).toBe(`https://browsers.acme.example/${text}`);
      expect(new URL(once.url).href).toBe(once.url);
      expect(checkSocketUrl(once.url, [])).toEqual({ ...once, opens: "version" });
    }),
  );
});
