import { describe, expect, it } from "vitest";
import { CdpClient } from "../../src/sign-in/cdp/client";
import { Sessions } from "../../src/sign-in/drive/sessions";
import { fakeClock, fakeSocket } from "./fake-socket";

/** A page that is attached, and the hands of its browser. */
function open() {
  const socket = fakeSocket();
  const time = fakeClock();
  const client = new CdpClient(socket.transport, time.clock);
  const sessions = new Sessions(client, "world", async () => undefined);
  const attached = sessions.attach("PAGE");
  socket.say({ id: 1, result: { sessionId: "S-PAGE" } });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const answered = new Set<number>([1]);
  /** Answers what this session was asked. */
  const answer = async (session: string | undefined, result: object = {}) => {
    await settle();
    const asked = socket.sent.filter(({ id, sessionId }) => sessionId === session && !answered.has(id));
    for (const { id } of asked) {
      answered.add(id);
      socket.say({ id, result, sessionId: session });
    }
    await settle();
    return asked.map(({ method }) => method);
  };
  const frame = (name: string, session = "S-PAGE") =>
    socket.say({
      method: "Target.attachedToTarget",
      params: { sessionId: `S-${name}`, targetInfo: { type: "iframe", targetId: name } },
      sessionId: session,
    });
  return { ...socket, ...time, client, sessions, attached, settle, answer, frame };
}

const FRAME = { type: "iframe", targetId: "F" };
const LONG_FRAME = { type: "iframe", targetId: "x".repeat(257) };
const LONG_WORLD = { id: 1, name: "world", uniqueId: "x".repeat(257) };

describe("the sessions of a page", () => {
  it.each([
    ["a session", { method: "Target.attachedToTarget", params: { sessionId: "x".repeat(257), targetInfo: FRAME } }],
    ["a target", { method: "Target.attachedToTarget", params: { sessionId: "S", targetInfo: LONG_FRAME } }],
    ["a world", { method: "Runtime.executionContextCreated", params: { context: LONG_WORLD } }],
  ])("keep no name of %s that is longer than any browser's, and end with it", async (_title, said) => {
    const { client, attached, answer, say } = open();
    await answer("S-PAGE");
    await attached;
    say({ ...said, sessionId: "S-PAGE" });
    expect(client.end).toBe("message_malformed");
  });

  it("take no frame whose name is longer than any browser's", async () => {
    const { sessions, attached, answer } = open();
    await answer("S-PAGE");
    await attached;
    const frames = sessions.frames();
    await answer("S-PAGE", { frameTree: { frame: { id: "PAGE", loaderId: "x".repeat(257) } } });
    await expect(frames).rejects.toThrow("too_big");
  });

  it("stand in the order in which they were told of, whichever is ready first", async () => {
    const { sessions, attached, settle, answer, frame } = open();
    await settle();
    frame("A");
    frame("B", "S-A");
    await answer("S-B");
    await answer("S-A");
    expect(sessions.ids).toEqual(["S-A", "S-B"]);
    await answer("S-PAGE");
    await attached;
    expect(sessions.ids).toEqual(["S-PAGE", "S-A", "S-B"]);
  });

  it("are no more than forty, and each is asked for all that it needs at once", async () => {
    const { client, sessions, attached, settle, answer, frame, sent } = open();
    await settle();
    for (let at = 0; at < 1_000; at += 1) frame(`F${at}`);
    await settle();
    expect(await answer("S-PAGE")).toEqual(["Page.enable", "Runtime.enable", "DOM.enable", "Target.setAutoAttach"]);
    for (let at = 0; at < 39; at += 1) await answer(`S-F${at}`);
    await attached;
    expect([sessions.ids.length, sent.length]).toEqual([40, 1 + 40 * 4]);
    for (let at = 0; at < 10_000; at += 1) frame(`F${at}`);
    expect([client.end, sent.length]).toEqual(["too_many_messages", 1 + 40 * 4]);
  });

  it("are the browser's matter no longer while their own page waits for a server", async () => {
    const { client, sessions, attached, answer, say, pass } = open();
    await answer("S-PAGE");
    await attached;
    const loading = (method: string, frameId: string) => say({ method, params: { frameId }, sessionId: "S-PAGE" });
    const frames = sessions.frames();
    loading("Page.frameStartedLoading", "OTHER");
    loading("Page.frameStartedLoading", "PAGE");
    pass(60_000);
    expect(client.end).toBeUndefined();
    loading("Page.frameStoppedLoading", "PAGE");
    pass(9_999);
    expect(client.end).toBeUndefined();
    pass(1);
    expect(client.end).toBe("command_timeout");
    await expect(frames).rejects.toMatchObject({ end: "command_timeout" });
  });

  it("are told of no longer once the page was left", async () => {
    const { sessions, attached, settle, answer, frame, sent } = open();
    await answer("S-PAGE");
    await attached;
    const left = sessions.detach();
    await answer(undefined);
    await left;
    const asked = sent.length;
    frame("LATE");
    await settle();
    expect(sent.length).toBe(asked);
  });
});
