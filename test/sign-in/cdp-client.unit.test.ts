import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CDP_LIMITS, CdpClient, type CdpLimits } from "../../src/sign-in/cdp/client";
import { CdpClosed, CdpRefused } from "../../src/sign-in/cdp/faults";
import { parseMessage } from "../../src/sign-in/cdp/message";
import { fakeClock, fakeSocket } from "./fake-socket";

function connect(limits: Partial<CdpLimits> = {}) {
  const socket = fakeSocket();
  const time = fakeClock();
  const client = new CdpClient(socket.transport, time.clock, { ...CDP_LIMITS, ...limits });
  return { ...socket, ...time, client };
}
const version = (client: CdpClient) => client.send("Browser.getVersion", {});

describe("the CDP client ends the connection", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["for text that is no JSON", "{", "message_malformed"],
    ["for JSON that is no object", "[1]", "message_malformed"],
    ["for an object that is neither answer nor event", {}, "message_malformed"],
    ["for an answer without a result", { id: 1 }, "message_malformed"],
    ["for an answer whose result is a list", { id: 1, result: [] }, "message_malformed"],
    ["for an id that is text", { id: "1", result: {} }, "message_malformed"],
    ["for a session that is a number", { id: 1, result: {}, sessionId: 4 }, "message_malformed"],
    ["for an answer to a call that was never made", { id: 7, result: {} }, "answer_to_nobody"],
    ["for a refusal of a call that was never made", { id: 7, error: { code: 1, message: "x" } }, "answer_to_nobody"],
  ];
  it.each(cases)("%s", async (_title, message, end) => {
    const { client, say, isClosed } = connect();
    const call = version(client);
    say(message);
    await expect(call).rejects.toEqual(new CdpClosed(end as CdpClosed["end"]));
    expect([client.end, isClosed()]).toEqual([end, true]);
  });

  it("for bytes instead of text", async () => {
    const { client, sayRaw } = connect();
    const call = version(client);
    sayRaw(new ArrayBuffer(3));
    await expect(call).rejects.toMatchObject({ end: "message_malformed" });
  });

  it("for a message of 100 MiB, without reading it", async () => {
    const { client, sayRaw } = connect();
    const call = version(client);
    sayRaw("x".repeat(100 * 1024 * 1024));
    await expect(call).rejects.toMatchObject({ end: "message_too_large" });
  });

  it("for a message that is larger in bytes than in letters", async () => {
    const { client, say } = connect({ messageBytes: 1_000 });
    say({ method: "Page.loadEventFired", params: { text: "ü".repeat(400) } });
    expect(client.end).toBeUndefined();
    say({ method: "Page.loadEventFired", params: { text: "ü".repeat(500) } });
    expect(client.end).toBe("message_too_large");
  });

  it("for more messages than a run may have", async () => {
    const { client, say } = connect({ messages: 3 });
    for (let count = 0; count < 3; count += 1) say({ method: "Page.loadEventFired", params: {} });
    expect(client.end).toBeUndefined();
    say({ method: "Page.loadEventFired", params: {} });
    expect(client.end).toBe("too_many_messages");
    await expect(version(client)).rejects.toMatchObject({ end: "too_many_messages" });
  });

  it("for no number of answers, since each was asked for", async () => {
    const { client, say, sent } = connect({ messages: 3 });
    for (let count = 0; count < 10; count += 1) {
      const call = version(client);
      say({ id: sent.length, result: {} });
      await call;
    }
    expect(client.end).toBeUndefined();
  });

  it("for a second answer to one call", async () => {
    const { client, say } = connect();
    const call = version(client);
    say({ id: 1, result: { product: "x" } });
    expect(await call).toEqual({ product: "x" });
    say({ id: 1, result: {} });
    expect(client.end).toBe("answer_to_nobody");
  });

  it("when a command is not answered in its time, also on a socket whose other half is dead", async () => {
    const { client, pass } = connect();
    const call = version(client);
    pass(9_999);
    expect(client.end).toBeUndefined();
    pass(1);
    await expect(call).rejects.toMatchObject({ end: "command_timeout" });
  });

  it("when a command of a session that was held is not answered in its time, counted from the release", async () => {
    const { client, pass } = connect();
    const call = client.send("Page.enable", {}, "S");
    client.hold("S");
    const later = client.send("DOM.enable", {}, "S");
    pass(60_000);
    client.release("S");
    client.release("S");
    pass(9_999);
    expect(client.end).toBeUndefined();
    pass(1);
    await expect(call).rejects.toMatchObject({ end: "command_timeout" });
    await expect(later).rejects.toMatchObject({ end: "command_timeout" });
  });

  it("when the run's time is over, also for a session that is held, but for no command of it before", async () => {
    const { client, pass } = connect();
    client.hold("S");
    const call = client.send("Page.enable", {}, "S");
    pass(119_999);
    expect(client.end).toBeUndefined();
    pass(1);
    await expect(call).rejects.toMatchObject({ end: "run_timeout" });
  });

  it("when the whole run takes too long, although each command is answered", async () => {
    const { client, pass, say, sent } = connect();
    for (let turn = 0; turn < 24; turn += 1) {
      const call = version(client);
      pass(4_999);
      say({ id: sent.length, result: {} });
      await call;
    }
    pass(24);
    expect(client.end).toBe("run_timeout");
  });

  it("when the work takes too long, pauses left out, and counts the events of a pause by windows", () => {
    const { client, pass, say } = connect({ messages: 3 });
    const events = () => {
      for (let count = 0; count < 3; count += 1) say({ method: "Page.loadEventFired", params: {} });
    };
    pass(100_000);
    const goOn = client.pause();
    for (let window = 0; window < 5; window += 1) {
      pass(120_000);
      events();
    }
    goOn();
    goOn();
    pass(19_999);
    expect(client.end).toBeUndefined();
    pass(1);
    expect(client.end).toBe("run_timeout");
    const flooded = connect({ messages: 3 });
    flooded.client.pause();
    for (let count = 0; count < 4; count += 1) flooded.say({ method: "Page.loadEventFired", params: {} });
    expect(flooded.client.end).toBe("too_many_messages");
  });

  it("when the socket is closed by the browser, or can't be written to", async () => {
    const closed = connect();
    const waiting = version(closed.client);
    closed.hangUp();
    await expect(waiting).rejects.toMatchObject({ end: "closed_by_browser" });
    const dead = connect();
    dead.failFromNowOn();
    await expect(version(dead.client)).rejects.toMatchObject({ end: "send_failed" });
  });

  it("with no timer left behind", async () => {
    const { client, waiting } = connect();
    const call = version(client);
    client.close();
    client.close();
    await expect(call).rejects.toMatchObject({ end: "closed_by_us" });
    expect(waiting()).toBe(0);
  });
});

describe("the CDP client", () => {
  it("refuses a call beyond those that may wait, and goes on", async () => {
    const { client, say } = connect({ pending: 1 });
    const first = version(client);
    await expect(version(client)).rejects.toEqual(new CdpRefused("Browser.getVersion", "busy"));
    say({ id: 1, result: {} });
    await first;
    expect(client.end).toBeUndefined();
  });

  it("tells a refusal by its kind and keeps nothing of the browser's text", async () => {
    const { client, say } = connect();
    const call = client.send("Page.enable", {}, "S");
    say({ id: 1, error: { code: -32000, message: "Cannot find context with hunter2" }, sessionId: "S" });
    const fault = await call.catch((caught: unknown) => caught);
    expect(fault).toEqual(new CdpRefused("Page.enable", "gone"));
    expect(JSON.stringify(fault) + String(fault)).not.toContain("hunter2");
  });

  it("rejects the calls of a session that went, and takes their late answers", async () => {
    const { client, say } = connect();
    const lost = client.send("Page.enable", {}, "S");
    const other = client.send("Page.enable", {}, "T");
    say({ method: "Target.detachedFromTarget", params: { sessionId: "S" } });
    await expect(lost).rejects.toEqual(new CdpRefused("Page.enable", "interrupted"));
    say({ id: 1, result: {}, sessionId: "S" });
    say({ id: 2, result: {}, sessionId: "T" });
    expect([await other, client.end]).toEqual([{}, undefined]);
  });

  it("lets nobody wait for what was asked before an interrupt, and goes on", async () => {
    const { client, say } = connect();
    const lost = version(client);
    client.interrupt();
    await expect(lost).rejects.toEqual(new CdpRefused("Browser.getVersion", "interrupted"));
    say({ id: 1, result: {} });
    const next = version(client);
    say({ id: 2, result: {} });
    expect([await next, client.end]).toEqual([{}, undefined]);
  });

  it("hands events to those who listen, with their session, until they stop", () => {
    const { client, say } = connect();
    const seen: unknown[] = [];
    const stop = client.on("Page.loadEventFired", (params, sessionId) => seen.push([params, sessionId]));
    say({ method: "Page.loadEventFired", params: { timestamp: 1 }, sessionId: "S" });
    stop();
    say({ method: "Page.loadEventFired", params: { timestamp: 2 }, sessionId: "S" });
    expect(seen).toEqual([[{ timestamp: 1 }, "S"]]);
  });

  it("sends the session beside the method and never a command larger than a message may be", async () => {
    const { client, sent } = connect({ messageBytes: 100 });
    void client.send("Page.navigate", { url: "https://a.example" }, "S").catch(() => undefined);
    await expect(client.send("Page.navigate", { url: "x".repeat(100) })).rejects.toBeInstanceOf(CdpRefused);
    expect(sent).toEqual([{ id: 1, method: "Page.navigate", params: { url: "https://a.example" }, sessionId: "S" }]);
    client.close();
  });

  it("reads any text at all without throwing, and makes only messages of known shape of it", () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"id":1,"result":${json}}`),
    );
    fc.assert(
      fc.property(pieces, (text) => {
        const message = parseMessage(text);
        expect(message === undefined || ["event", "result", "refusal"].includes(message.kind)).toBe(true);
      }),
    );
  });
});
