import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshCode, leastTimeMs, waitForCodeMs } from "../../src/sign-in/drive/codes";
import type { SignInStop } from "../../src/sign-in/drive/outcome";
import { NOTICE_MS, passOrNews, unlessCancelled } from "../../src/sign-in/drive/waits";
import {
  CODE_REFUSED_MS,
  type Moment,
  matchesGlob,
  QUIET_MS,
  type SentFrom,
  Watch,
} from "../../src/sign-in/drive/watch";
import { fakeClock } from "./fake-socket";

const SENT: SentFrom = { kind: "login", topUrl: "https://a.example/login", topLoader: "1", formLoader: "1", atMs: 0 };
const still: Omit<Moment, "atMs"> = {
  topUrl: SENT.topUrl,
  topLoader: "1",
  formLoader: "1",
  shows: { password: true, code: false, challenge: false },
  next: "login",
  success: undefined,
};
const NOTHING = { password: false, code: false, challenge: false };
const gone = { ...still, topLoader: "2", formLoader: "2", shows: NOTHING, next: null };
/** What is read when the page looks the same at each of these times. */
const readings = (sent: SentFrom, moment: Omit<Moment, "atMs">, ...times: number[]) => {
  const watch = new Watch(sent);
  return times.map((atMs) => watch.read({ ...moment, atMs }));
};

describe("Watch", () => {
  it("waits while the form stands in the same document, however long", () => {
    expect(readings(SENT, still, 0, QUIET_MS, 60_000)).toEqual(["wait", "wait", "wait"]);
  });

  it("reads a refusal once the form stands in a new document for a second", () => {
    expect(readings(SENT, { ...still, formLoader: "2" }, 0, QUIET_MS - 1, QUIET_MS)).toEqual([
      "wait",
      "wait",
      "still_on_form",
    ]);
  });

  it("reads a sign-in once nothing asks for one for a second, not before, and anew after each interruption", () => {
    expect(readings(SENT, gone, 5, QUIET_MS + 4, QUIET_MS + 5)).toEqual(["wait", "wait", "signed_in"]);
    const watch = new Watch(SENT);
    const read = (moment: Omit<Moment, "atMs">, atMs: number) => watch.read({ ...moment, atMs });
    expect([read(gone, 0), read(still, 900), read(gone, 950), read(gone, 1900), read(gone, 1950)]).toEqual([
      "wait",
      "wait",
      "wait",
      "wait",
      "signed_in",
    ]);
  });

  it("reads no sign-in from a user name that was sent, from a code field that is there, or without the caller's own success", () => {
    const late = 10 * QUIET_MS;
    expect(readings({ ...SENT, kind: "username_step" }, gone, 0, late)).toEqual(["wait", "wait"]);
    expect(readings(SENT, { ...gone, shows: { ...NOTHING, code: true } }, 0, late)).toEqual(["wait", "wait"]);
    expect(readings(SENT, { ...gone, success: false }, 0, late)).toEqual(["wait", "wait"]);
    expect(readings(SENT, { ...still, success: true }, 0)).toEqual(["signed_in"]);
  });

  it("goes on to the next form at once, and to a second code only when the first was refused", () => {
    expect(readings({ ...SENT, kind: "username_step" }, still, 0)).toEqual(["next_form"]);
    expect(readings(SENT, { ...still, next: "code" }, 0)).toEqual(["next_form"]);
    const code = { ...still, shows: NOTHING, next: "code" as const };
    const sent = { ...SENT, kind: "code" as const };
    expect(readings(sent, code, 0, CODE_REFUSED_MS - 1, CODE_REFUSED_MS)).toEqual(["wait", "wait", "code_again"]);
    expect(readings(sent, { ...code, formLoader: "2" }, 0, QUIET_MS)).toEqual(["wait", "code_again"]);
  });

  it("says how long what it reads has to stay", () => {
    const watch = new Watch(SENT);
    expect(watch.restMs(0)).toBe(Number.POSITIVE_INFINITY);
    watch.read({ ...gone, atMs: 5 });
    expect([watch.restMs(5), watch.restMs(105)]).toEqual([QUIET_MS, QUIET_MS - 100]);
    watch.read({ ...still, atMs: 200 });
    expect(watch.restMs(200)).toBe(Number.POSITIVE_INFINITY);
  });

  it("reads a challenge only when it stays", () => {
    const shown = { ...still, shows: { ...still.shows, challenge: true } };
    expect(readings(SENT, shown, 0, QUIET_MS)).toEqual(["wait", "challenge"]);
  });
});

describe("a wait of a run", () => {
  it("ends when its time is over, at news but not at once, and within half a second of a cancel", async () => {
    const waited = async (news: number | undefined, cancelledAt = Number.POSITIVE_INFINITY) => {
      const { clock, pass, waiting } = fakeClock();
      let ended: string | undefined;
      const listen = (wake: () => void) => (news === undefined ? () => undefined : clock.after(news, wake));
      const waiter = { clock, isCancelled: () => clock.now() >= cancelledAt };
      void passOrNews(waiter, 5_000, listen).then(
        () => (ended = "over"),
        (fault: SignInStop) => (ended = fault.code),
      );
      while (ended === undefined) {
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
        if (ended === undefined) pass(20);
      }
      return [ended, clock.now(), waiting()];
    };
    expect(await waited(undefined)).toEqual(["over", 5_000, 0]);
    expect(await waited(10)).toEqual(["over", 40, 0]);
    expect(await waited(1_000)).toEqual(["over", 1_000, 0]);
    const [code, atMs] = await waited(undefined, 2_000);
    expect([code, Number(atMs) < 2_000 + NOTICE_MS]).toEqual(["cancelled", true]);
  });

  it("for a port's answer ends with a cancel, and takes the answer otherwise", async () => {
    const { clock, pass, waiting } = fakeClock();
    let isCancelled = false;
    const waiter = { clock, isCancelled: () => isCancelled };
    expect(await unlessCancelled(waiter, Promise.resolve(7))).toBe(7);
    await expect(unlessCancelled(waiter, Promise.reject(new TypeError()))).rejects.toBeInstanceOf(TypeError);
    const never = unlessCancelled(waiter, new Promise<never>(() => undefined));
    pass(NOTICE_MS);
    isCancelled = true;
    pass(NOTICE_MS);
    await expect(never).rejects.toMatchObject({ code: "cancelled" });
    expect(waiting()).toBe(0);
  });
});

describe("matchesGlob", () => {
  it.each([
    ["https://a.example/home", "https://a.example/home", true],
    ["https://a.example/home?x=1", "https://a.example/home", false],
    ["https://a.example/home?x=1", "https://a.example/*", true],
    ["https://a.example/", "*", true],
    ["aba", "ab*ba", false],
    ["a.b", "a?b", false],
  ])("%s by %s is %s", (text, glob, expected) => expect(matchesGlob(text, glob)).toBe(expected));

  it("agrees with a regular expression", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (text, glob) => {
        expect(matchesGlob(text, glob)).toBe(new RegExp(`^${glob.replace(/\*+/g, "[^]*")}$`).test(text));
      }),
    );
  });
});

describe("a one-time code", () => {
  it("waits for the next step where too little time is left, and where its step was used", () => {
    expect([leastTimeMs(30), leastTimeMs(15)]).toEqual([7_000, 5_000]);
    const code = { code: "1", expiresAtMs: 30_000, period: 30 };
    expect([
      waitForCodeMs(code, 23_000, 0),
      waitForCodeMs(code, 23_001, 0),
      waitForCodeMs(code, 1_000, 30_000),
    ]).toEqual([0, 6_999, 29_000]);
  });

  it("is never one of a step that another run has claimed", async () => {
    const { clock, pass } = fakeClock();
    const codeAt = async (atMs: number) => ({
      code: `c${Math.floor(atMs / 30_000)}`,
      expiresAtMs: (Math.floor(atMs / 30_000) + 1) * 30_000,
      period: 30,
    });
    const asked: number[] = [];
    const claimStep = async (expiresAtMs: number) => {
      asked.push(expiresAtMs);
      return expiresAtMs > 30_000;
    };
    const code = freshCode(
      { username: null, password: null, codeAt },
      { clock, claimStep, isCancelled: () => false },
      0,
    );
    while (asked.length < 2) {
      await Promise.resolve();
      pass(1_000);
    }
    expect([(await code)?.code, asked]).toEqual(["c1", [30_000, 60_000]]);
  });

  it("is none where the credential has none, or the vault gives none", async () => {
    const { clock } = fakeClock();
    const ports = { clock, claimStep: async () => true, isCancelled: () => false };
    expect(await freshCode({ username: null, password: null, codeAt: null }, ports, 0)).toBeUndefined();
    expect(await freshCode({ username: null, password: null, codeAt: async () => null }, ports, 0)).toBeUndefined();
  });
});
