import { afterEach, expect, inject, it, vi } from "vitest";
import { orderForUrl } from "../../../src/broker/browsers/order";
import { Keyring } from "../../../src/crypto/keyring";
import { CdpClient } from "../../../src/sign-in/cdp/client";
import { chromiumSocket, type HttpAnswer, newFakeBrowser } from "../../support/fake-browser";
import { takeErrors } from "../../support/log";
import { API_KEY, open, orderTo, systemClock } from "./support";

const VERSION = { Browser: "Chrome/156.0.7000.1", "Protocol-Version": "1.3" };
const refused = (stage: string, details: object) => ({ ok: false, stage, code: "browser_refused", details });
const unreachable = (stage: string, details: object = {}) => ({
  ok: false,
  stage,
  code: "browser_unreachable",
  details,
});
const gone = (stage: string, details: object = {}) => ({ ok: false, stage, code: "browser_gone", details });

afterEach(() => {
  vi.restoreAllMocks();
});

it("a browser is not asked at an address that is refused now, whatever was allowed when it was saved", async () => {
  const browser = await newFakeBrowser();
  for (const address of [browser.socket, browser.server])
    expect(await open(await orderTo(address), { allow: [] })).toEqual(
      unreachable("address", { reason: "wss_required" }),
    );
  const inward = [
    ["wss://10.0.0.1/", "private"],
    ["https://169.254.169.254/", "forbidden"],
    ["wss://[::ffff:127.0.0.1]/", "forbidden"],
    ["wss://{session}/", "scheme_missing"],
  ] as const;
  for (const [address, reason] of inward)
    expect(await open(await orderTo(address, { session: "127.0.0.1" }))).toEqual(unreachable("address", { reason }));
  expect((await browser.log()).calls).toEqual([]);
});

it("a browser is not asked with a key that does not open: the fault is ours, and is logged without the key", async () => {
  const browser = await newFakeBrowser();
  const order = await orderTo(`${browser.socket}?key={apiKey}`, { auth: "url", apiKey: API_KEY });
  const ours = (code: string) => ({ ok: false, stage: "address", code, details: {} });
  expect(await open(order, { keyring: new Keyring([]) })).toEqual(ours("service_unavailable"));
  expect(await open({ ...order, tenantId: "tnt_other" })).toEqual(ours("internal_error"));
  expect(await open({ ...order, browserId: "0b7f3c52-6d1e-7a8b-9c35-2f4e8d7a6b11" })).toEqual(ours("internal_error"));
  expect(takeErrors("api_key_does_not_open")).toHaveLength(3);
  expect((await browser.log()).calls).toEqual([]);
});

it("a browser is unreachable where nobody listens, and where the connection ends without an answer", async () => {
  expect(await open(await orderTo("ws://127.0.0.1:1/"))).toEqual(unreachable("connect"));
  expect(await open(await orderTo("http://127.0.0.1:1/"))).toEqual(unreachable("version"));
  const browser = await newFakeBrowser({ upgrade: { close: true }, version: { close: true } });
  expect(await open(await orderTo(browser.socket))).toEqual(unreachable("connect"));
  expect(await open(await orderTo(browser.server))).toEqual(unreachable("version"));
});

it.for([302, 400, 401, 403, 404, 500])(
  "a browser that answers %d has refused, at its socket or before",
  async (status) => {
    const text = JSON.stringify({ error: "canary" });
    const headers = { location: "ws://127.0.0.1:1/canary" };
    const browser = await newFakeBrowser({ upgrade: { status, headers, text }, version: { status, headers, text } });
    const details = { upstreamStatus: status };
    expect(await open(await orderTo(browser.socket))).toEqual(refused("connect", details));
    expect(await open(await orderTo(browser.server))).toEqual(refused("version", details));
    expect((await browser.log()).calls).toHaveLength(2);
  },
);

it("a browser has its time for all requests together, and is gone when that is over", async () => {
  const held = { held: true } as const;
  const slow = await newFakeBrowser({ upgrade: held, version: held });
  const late = { limit: "open_timeout" };
  expect(await open(await orderTo(slow.socket), { openMs: 50 })).toEqual(gone("connect", late));
  expect(await open(await orderTo(slow.server), { openMs: 50 })).toEqual(gone("version", late));
  await slow.release();
  await slow.until((log) => log.open === 0);
  // What the first request took is not there for the second.
  let now = 0;
  const clock = { now: () => (now += 60_000) };
  const healthy = await newFakeBrowser({ upgrade: held });
  expect(await open(await orderTo(healthy.server), { openMs: 120_000, clock })).toEqual(gone("connect", late));
});

const named = (webSocketDebuggerUrl: unknown): HttpAnswer => ({ json: { ...VERSION, webSocketDebuggerUrl } });
const NO_VERSION = { reason: "no_version" };

it.for<readonly [string, HttpAnswer, object]>([
  ["no JSON", { text: "<html>canary</html>" }, NO_VERSION],
  ["no UTF-8", { json: "\ud800" }, NO_VERSION],
  ["a list", { json: [VERSION] }, NO_VERSION],
  ["null", { text: "null" }, NO_VERSION],
  ["nothing", { text: "" }, NO_VERSION],
  ["no socket", { json: VERSION }, NO_VERSION],
  ["a socket that is no text", named(["ws://127.0.0.1/"]), NO_VERSION],
  ["a server", named("http://127.0.0.1/"), NO_VERSION],
  ["another host", named("wss://browsers.acme.example/"), { reason: "another_host" }],
  ["another spelling of the host", named("ws://localhost/"), { reason: "wss_required" }],
  ["another port", named("ws://127.0.0.1:1/"), { reason: "another_host" }],
  ["the metadata service", named("ws://169.254.169.254/"), { reason: "wss_required" }],
  ["a private host", named("wss://10.0.0.1/"), { reason: "private" }],
  ["a user", named("ws://canary@127.0.0.1/"), { reason: "userinfo" }],
  ["a path upwards", named("ws://127.0.0.1/../canary"), { reason: "path_segments" }],
  ["no address", named("canary"), { reason: "scheme_missing" }],
])("a server whose version is %s is no browser's", async ([, version, details]) => {
  const browser = await newFakeBrowser({ version });
  expect(await open(await orderTo(browser.server))).toEqual(refused("version", details));
  expect((await browser.log()).calls.map(({ kind }) => kind)).toEqual(["request"]);
});

it("a server whose version is over 64 KiB is given up, and one of 64 KiB is read", async () => {
  const over = await newFakeBrowser({ version: { sizeBytes: 65_537 } });
  expect(await open(await orderTo(over.server))).toEqual(gone("version", { limit: "version_too_large" }));
  const full = await newFakeBrowser({ version: { sizeBytes: 65_536 } });
  expect(await open(await orderTo(full.server))).toEqual(refused("version", NO_VERSION));
  const cut = await newFakeBrowser({ version: { truncated: true, text: "{" } });
  expect(await open(await orderTo(cut.server))).toEqual(gone("version"));
});

it("a key travels where the record says, and nowhere else", async () => {
  const browser = await newFakeBrowser();
  const sent = async (address: string, more: object) => {
    const before = (await browser.log()).calls.length;
    const opened = await open(await orderTo(address, { apiKey: "a/b c", ...more }));
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    opened.transport.close();
    const calls = (await browser.until((log) => log.open === 0)).calls.slice(before);
    return calls.map(({ kind, path, headers }) => [kind, path, headers.authorization ?? null]);
  };
  const at = "/devtools/browser/0a1b";
  expect(await sent(browser.socket, {})).toEqual([["upgrade", at, null]]);
  expect(await sent(browser.socket, { auth: "bearer" })).toEqual([["upgrade", at, "Bearer a/b c"]]);
  expect(await sent(`${browser.socket}/{session}?key={apiKey}`, { auth: "url", session: "../x" })).toEqual([
    ["upgrade", `${at}/..%2Fx?key=a%2Fb%20c`, null],
  ]);
  expect(await sent(browser.server, { auth: "bearer" })).toEqual([
    ["request", "/json/version", "Bearer a/b c"],
    ["upgrade", at, "Bearer a/b c"],
  ]);
  expect(await sent(`${browser.server}/{session}/?key={apiKey}`, { auth: "url", session: "s" })).toEqual([
    ["request", "/s/json/version?key=a%2Fb%20c", null],
    ["upgrade", at, null],
  ]);
});

it("a server behind TLS that speaks of ws is asked by wss, at its own host and port", async () => {
  const asked: string[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    asked.push(String(input));
    if (asked.length > 1) return new Response(null, { status: 403 });
    return Response.json({ ...VERSION, webSocketDebuggerUrl: "ws://browsers.acme.example:8443/devtools/browser/0a" });
  });
  const answer = await open(await orderTo("https://browsers.acme.example:8443"));
  expect(answer).toEqual(refused("connect", { upstreamStatus: 403 }));
  expect(asked).toEqual([
    "https://browsers.acme.example:8443/json/version",
    "https://browsers.acme.example:8443/devtools/browser/0a",
  ]);
});

it("a socket opens, and what its server said of the browser is told if it has the form of a version", async () => {
  const browser = await newFakeBrowser();
  const client = async (address: string) => {
    const opened = await open(orderForUrl({ space: { id: "tnt_a" } } as never, address));
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const { transport, ...rest } = opened;
    const cdp = new CdpClient(transport, systemClock);
    const { product } = await cdp.send("Browser.getVersion", {});
    cdp.close();
    return { ...rest, asked: product };
  };
  const asked = "Chrome/156.0.7000.1";
  expect(await client(browser.socket)).toEqual({ ok: true, product: null, protocolVersion: null, asked });
  expect(await client(browser.server)).toEqual({ ok: true, product: asked, protocolVersion: "1.3", asked });
  await browser.until((log) => log.open === 0);
  for (const odd of ["canary", "Chrome/156.0 canary", `Chrome/${"1".repeat(30)}`, 7, { canary: 1 }]) {
    const babbling = await newFakeBrowser({ product: odd, protocolVersion: odd });
    expect(await client(babbling.server)).toMatchObject({ product: null, protocolVersion: null });
  }
});

it.runIf(inject("hasChromium"))("a real Chromium is opened by its socket, and by its server", async () => {
  const socket = await chromiumSocket();
  const server = socket.replace(/^ws/, "http").replace(/\/devtools.*$/, "");
  for (const address of [socket, server]) {
    const opened = await open(await orderTo(address));
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const client = new CdpClient(opened.transport, systemClock);
    expect((await client.send("Target.getTargetInfo", {})).targetInfo.type).toBe("browser");
    client.close();
    if (address === server)
      expect(opened).toMatchObject({ product: expect.stringMatching(/^(Headless)?Chrome\//), protocolVersion: "1.3" });
  }
});
