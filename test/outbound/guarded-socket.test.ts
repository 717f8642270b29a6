import { afterEach, expect, it, vi } from "vitest";
import { guardedSocket, type SocketRequest } from "../../src/outbound/guarded-socket";
import { newFakeBrowser } from "../support/fake-browser";
import { PATIENCE_MS } from "../support/patience";

const open = (address: string, more: Partial<SocketRequest> = {}) =>
  guardedSocket({ address, headers: {}, allow: ["127.0.0.1"], timeoutMs: PATIENCE_MS, ...more });

afterEach(() => {
  vi.restoreAllMocks();
});

it("a socket is not asked for at a refused address, whatever was allowed when it was saved", async () => {
  const sent = vi.spyOn(globalThis, "fetch");
  const browser = await newFakeBrowser();
  sent.mockClear();
  const cases = [
    [browser.socket, [], "wss_required"],
    ["ws://browsers.acme.example", ["127.0.0.1"], "wss_required"],
    ["wss://10.1.2.3/", ["127.0.0.1"], "private"],
    ["wss://169.254.169.254/", ["169.254.169.254"], "forbidden"],
    ["wss://u@browsers.acme.example", [], "userinfo"],
    // A server that names a socket is none.
    [browser.server, ["127.0.0.1"], "wss_required"],
  ] as const;
  for (const [address, allow, reason] of cases)
    expect(await open(address, { allow })).toEqual({ kind: "address_refused", reason });
  expect(sent).not.toHaveBeenCalled();
});

it.for([200, 204, 302, 307, 400, 401, 403, 404, 426, 500, 503])(
  "a socket that is answered %d is refused, and a redirect is not followed",
  async (status) => {
    const other = await newFakeBrowser();
    const headers = { location: other.socket, "x-canary": "canary" };
    const browser = await newFakeBrowser({ upgrade: { status, headers, text: status === 204 ? "" : "canary" } });
    expect(await open(browser.socket)).toEqual({ kind: "refused", status });
    expect((await other.log()).calls).toEqual([]);
    expect((await browser.log()).calls).toHaveLength(1);
  },
);

it("a socket is unreachable where nobody listens, and where the connection ends without an answer", async () => {
  expect(await open("ws://127.0.0.1:1/")).toEqual({ kind: "unreachable" });
  const browser = await newFakeBrowser({ upgrade: { close: true } });
  expect(await open(browser.socket)).toEqual({ kind: "unreachable" });
  expect((await browser.log()).calls).toHaveLength(1);
});

it("a socket that does not open in time is given up, and one that opens after that is closed", async () => {
  const browser = await newFakeBrowser({ upgrade: { held: true } });
  expect(await open(browser.socket, { timeoutMs: 50 })).toEqual({ kind: "timeout" });
  await browser.until(({ calls }) => calls.length === 1);
  await browser.release();
  await browser.until((log) => log.open === 0);
});

it("a socket that the platform opens after the deadline all the same is accepted and closed", async () => {
  const [late, theirs] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket];
  theirs.accept();
  const closed = new Promise<CloseEvent>((resolve) => theirs.addEventListener("close", resolve));
  const answer = Promise.withResolvers<Response>();
  vi.spyOn(globalThis, "fetch").mockReturnValueOnce(answer.promise);
  expect(await open("ws://127.0.0.1/", { timeoutMs: 1 })).toEqual({ kind: "timeout" });
  answer.resolve(new Response(null, { status: 101, webSocket: late }));
  expect((await closed).code).toBe(1000);
});

it("a socket is asked for with the headers that are given and no other of ours, and opens", async () => {
  const browser = await newFakeBrowser();
  const opened = await open(browser.socket, { headers: { Authorization: "Bearer abc" } });
  if (opened.kind !== "open") throw new Error(opened.kind);
  const { calls } = await browser.until((log) => log.open === 1);
  opened.socket.accept();
  opened.socket.close(1000);
  await browser.until((log) => log.open === 0);
  const [call] = calls;
  expect(call?.path).toBe("/devtools/browser/0a1b");
  expect(call?.headers).toMatchObject({ authorization: "Bearer abc", upgrade: "websocket" });
  for (const name of ["cookie", "origin", "referer"]) expect(call?.headers).not.toHaveProperty(name);
});
