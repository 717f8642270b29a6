import type { Clock, Transport, TransportListener } from "../../src/sign-in/cdp/transport";

/** A socket whose other end is the test, and a clock that stands still until it is moved. */
export function fakeSocket() {
  const sent: { id: number; method: string; params: unknown; sessionId?: string }[] = [];
  let listener: TransportListener | undefined;
  let isClosed = false;
  let fails = false;
  const transport: Transport = {
    send: (text) => {
      if (fails) throw new Error("gone");
      sent.push(JSON.parse(text));
    },
    listen: (given) => {
      listener = given;
    },
    close: () => {
      isClosed = true;
    },
  };
  return {
    transport,
    sent,
    isClosed: () => isClosed,
    failFromNowOn: () => {
      fails = true;
    },
    /** Text as it stands, anything else as JSON. */
    say: (message: unknown) => listener?.message(typeof message === "string" ? message : JSON.stringify(message)),
    sayRaw: (data: unknown) => listener?.message(data),
    hangUp: () => listener?.closed(),
  };
}

export function fakeClock() {
  let now = 0;
  const timers = new Map<object, { at: number; then: () => void }>();
  const clock: Clock = {
    now: () => now,
    after: (ms, then) => {
      const timer = {};
      timers.set(timer, { at: now + ms, then });
      return () => timers.delete(timer);
    },
  };
  const pass = (ms: number) => {
    now += ms;
    for (const [timer, { at, then }] of [...timers]) if (at <= now && timers.delete(timer)) then();
  };
  return { clock, pass, waiting: () => timers.size };
}
