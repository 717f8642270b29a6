import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTransport, systemClock } from "../../../scripts/lib/web-socket.mjs";
import { CdpClient } from "../../../src/sign-in/cdp/client";
import type { Transport } from "../../../src/sign-in/cdp/transport";
import type { SignInOutcome } from "../../../src/sign-in/drive/outcome";
import type { SignInPorts } from "../../../src/sign-in/drive/ports";
import { signIn } from "../../../src/sign-in/drive/sign-in";
import {
  type Bench,
  codeForm,
  connect,
  form,
  hasChromium,
  LOGIN,
  launch,
  openBench,
  openTab,
  portsFor,
  requestFor,
  run,
  SECRETS,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

/** Runs at a time, each in a tab of its own: most of a run is waiting. */
const AT_ONCE = 5;

/** A socket that is closed once so many messages went over it, in either direction. */
function cutAfter(transport: Transport, messages: number): Transport & { readonly passed: () => number } {
  let passed = 0;
  const isOpen = () => passed < messages;
  const count = () => {
    passed += 1;
    if (!isOpen()) transport.close();
  };
  return {
    passed: () => passed,
    close: () => transport.close(),
    send: (text) => {
      if (!isOpen()) throw new Error("the socket is closed");
      transport.send(text);
      count();
    },
    listen: (listener) =>
      transport.listen({
        closed: () => listener.closed(),
        message: (data) => {
          if (!isOpen()) return;
          listener.message(data);
          count();
        },
      }),
  };
}
const codeAt = async (now: number) => ({ code: "123456", expiresAtMs: now + 20_000, period: 30 });

describe.skipIf(!hasChromium())("a run that is cut off", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
  });
  afterAll(() => close());

  interface Cut {
    readonly outcome: SignInOutcome;
    /** How often the caller was told that something may leave. */
    readonly told: number;
    readonly passed: number;
  }
  /** A login and then a code, at addresses that no other run uses. */
  async function runUntil(messages: number, mode: "wire" | "fill"): Promise<Cut> {
    const own = `${mode}${messages}`;
    site.show(`portal.test/login/${own}`, LOGIN.replace(`"/in"`, `"/in/${own}"`));
    site.show(`portal.test/in/${own}`, redirectTo(`/totp/${own}`, 303));
    site.show(`portal.test/totp/${own}`, codeForm(`/code/${own}`));
    site.show(`portal.test/code/${own}`, WELCOME);
    const targetId = await openTab(client, site.url(`portal.test/login/${own}`));
    const socket = cutAfter(await openTransport(browser.url), messages);
    let told = 0;
    const ports: Partial<SignInPorts> = {
      lease: async () => ({ ok: true, secrets: { ...SECRETS, codeAt } }),
      beforeSend: async () => {
        told += 1;
      },
    };
    const cdp = new CdpClient(socket, systemClock);
    const request = requestFor(["portal.test"], targetId, { mode });
    const outcome = await signIn(cdp, request, portsFor(["portal.test"], ports));
    cdp.close();
    await client.send("Target.closeTarget", { targetId });
    return { outcome, told, passed: socket.passed() };
  }
  const postsTo = (path: string) => site.posts().filter((request) => request.path === path).length;

  it.each(["wire", "fill"] as const)(
    "by its socket says so after each single message of a run by %s, and sends nothing twice",
    async (mode) => {
      const whole = await runUntil(Number.POSITIVE_INFINITY, mode);
      expect([whole.outcome.status, whole.told]).toEqual(["authenticated", 3]);
      const seen = new Set<string>();
      let complete = 0;
      // What the page tells by itself comes in no fixed number, so the last cuts may come after the end of a run.
      const cuts: [number, Cut][] = [];
      for (let first = 1; first <= whole.passed; first += AT_ONCE) {
        const some = Array.from({ length: AT_ONCE }, (_, at) => first + at);
        cuts.push(
          ...(await Promise.all(some.map(async (at): Promise<[number, Cut]> => [at, await runUntil(at, mode)]))),
        );
      }
      for (const [messages, { outcome, told }] of cuts) {
        const own = `${mode}${messages}`;
        const posts = [postsTo(`/in/${own}`), postsTo(`/code/${own}`)];
        expect(Math.max(...posts), own).toBeLessThanOrEqual(1);
        if (outcome.status === "authenticated") complete += 1;
        else {
          const expected = told > 0 ? "unknown_after_submit" : "browser_gone";
          expect([outcome.status, outcome.code, outcome.verdict], own).toEqual([
            "failed",
            expected,
            told > 0 ? expected : null,
          ]);
          expect(posts[0] === 1 && told === 0, own).toBe(false);
          seen.add(expected);
        }
      }
      expect([...seen].sort()).toEqual(["browser_gone", "unknown_after_submit"]);
      expect(complete).toBeLessThan(whole.passed / 4);
      // A form that was on its way when its run was cut off has arrived by now, once.
      const counts = site.posts().map(({ path }) => postsTo(path));
      expect(Math.max(...counts)).toBe(1);
    },
  );

  describe("by its browser, which is killed", () => {
    const killedAt = async (phase: "lease" | "beforeSend" | "request") => {
      const other = await launch();
      const otherClient = await connect(other.url);
      const kill = () => other.kill();
      site.received.length = 0;
      site.show(
        "portal.test/login",
        form(LOGIN.replace(/.*<form[^>]*>|<\/form>/g, ""), `method="post" action="/gone"`),
      );
      site.show("portal.test/gone", (_request, response) => void (phase === "request" ? kill() : response.end()));
      const targetId = await openTab(otherClient, site.url("portal.test/login"));
      const ports: Partial<SignInPorts> = {
        beforeSend: async () => (phase === "beforeSend" ? kill() : undefined),
        ...(phase === "lease" && {
          lease: async () => {
            await kill();
            return { ok: true, secrets: SECRETS };
          },
        }),
      };
      const { outcome } = await run(other.url, targetId, { ports });
      await other.stop();
      return [outcome.status, outcome.code, site.posts().length];
    };

    it("while the values are asked for: nothing was sent", async () => {
      expect(await killedAt("lease")).toEqual(["failed", "browser_gone", 0]);
    });
    it("just before the form is sent: that is not known, and it was not", async () => {
      expect(await killedAt("beforeSend")).toEqual(["failed", "unknown_after_submit", 0]);
    });
    it("when the request has arrived: that is not known, and it is not sent again", async () => {
      expect(await killedAt("request")).toEqual(["failed", "unknown_after_submit", 1]);
    });
  });
});
