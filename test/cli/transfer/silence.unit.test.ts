import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Gate } from "../../../packages/client/src/cli/transfer/gate.ts";
import { Store } from "../../../packages/client/src/cli/transfer/store.ts";
import { Postern } from "../../../packages/client/src/library/postern.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Answer = () => Response;
const there: Answer = () => new Response('{"version":1,"data":{"x":1}}');
const away: Answer = () => {
  throw new Error("fetch failed", { cause: { code: "ECONNREFUSED" } });
};
const unavailable: Answer = () =>
  new Response('{"error":{"code":"sealed","message":"no key","request_id":"r1"}}', { status: 503 });

/** A store before a server that answers as `server.now` does. */
function storeBefore(server: { now: Answer }) {
  const onWaiting = vi.fn();
  const gate = new Gate(onWaiting);
  const fetch = gate.through(async () => server.now());
  const retry = { retries: 30, maxPauseMs: 65_000 };
  const postern = new Postern({ url: "https://p.example", token: "t", retry, fetch });
  return { store: new Store(postern, 2, gate.signal), gate, onWaiting };
}
/** What comes of it, and after how many milliseconds. */
async function outcomeOf(work: Promise<unknown>): Promise<{ readonly came: unknown; readonly afterMs: number }> {
  let came: unknown;
  work.then(
    (value) => {
      came = value ?? "done";
    },
    (error: unknown) => {
      came = error;
    },
  );
  for (let afterMs = 0; ; afterMs += 500) {
    await new Promise(setImmediate);
    if (came !== undefined) return { came, afterMs };
    await vi.advanceTimersByTimeAsync(500);
  }
}

it.each([
  ["nobody answers", away, { code: "unreachable", details: { cause: "ECONNREFUSED" } }],
  ["somebody answers that nobody can", unavailable, { code: "sealed", status: 503, requestId: "r1" }],
])("before anything is begun, where %s, it is over after seconds", async (_, now, error) => {
  const { store, onWaiting } = storeBefore({ now });
  const { came, afterMs } = await outcomeOf(store.list(""));
  expect(came).toMatchObject(error);
  expect(afterMs).toBe(8000);
  expect(onWaiting).not.toHaveBeenCalled();
});

it("once something is under way a server that went away is waited for, said once, and five minutes at most", async () => {
  const { store, gate, onWaiting } = storeBefore({ now: away });
  gate.beUnderWay();
  const both = Promise.allSettled([store.current("a"), store.current("b")]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(onWaiting).toHaveBeenCalledOnce();
  const { came, afterMs } = await outcomeOf(both);
  const rejected = { status: "rejected", reason: { code: "unreachable" } };
  expect(came).toMatchObject([rejected, rejected]);
  expect(afterMs + 5000).toBe(300_000);
  expect(onWaiting).toHaveBeenCalledOnce();
});

it("a server that comes back is gone on with, and is waited for anew the next time", async () => {
  const server = { now: away };
  const { store, gate, onWaiting } = storeBefore(server);
  gate.beUnderWay();
  for (const times of [1, 2]) {
    server.now = away;
    const work = store.current("a");
    await vi.advanceTimersByTimeAsync(100_000);
    server.now = there;
    expect((await outcomeOf(work)).came).toEqual({ version: 1, data: '{"x":1}' });
    expect(onWaiting).toHaveBeenCalledTimes(times);
  }
});

it("an interruption ends a wait at once", async () => {
  const { store, gate, onWaiting } = storeBefore({ now: away });
  gate.beUnderWay();
  const work = store.current("a");
  work.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(1000);
  gate.close();
  await expect(work).rejects.toMatchObject({ exit: 130 });
  await vi.advanceTimersByTimeAsync(400_000);
  expect(onWaiting).not.toHaveBeenCalled();
});
