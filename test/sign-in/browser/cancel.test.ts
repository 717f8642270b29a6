import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../scripts/lib/web-socket.mjs";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import type { SignInPorts, SignInRequest } from "../../../src/sign-in/drive/ports";
import {
  type Bench,
  codeForm,
  connect,
  form,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  run,
  SECRETS,
  valuesIn,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

/** An answer that never comes, to a question by which the run is cancelled. */
const neverAfter = <T>(cancel: () => void) => new Promise<T>(() => cancel());
/** Far longer than any of these runs takes to notice a cancel, on any machine; all of them would go on for longer. */
const NOTICED_MS = 25_000;
/** A run looks so often whether a button has become one that can be pressed. */
const BUTTON_POLL_MS = 100;

describe.skipIf(!hasChromium())("a run that is cancelled", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
  });
  afterAll(() => close());

  interface Phase {
    readonly page?: string;
    readonly request?: Partial<SignInRequest>;
    /** Calls `cancel` when the phase is reached. */
    readonly ports?: (cancel: () => void) => Partial<SignInPorts>;
    /** Cancels once the site has been asked for this. */
    readonly atPath?: string;
  }
  async function cancelled({ page = LOGIN, request = {}, ports = () => ({}), atPath }: Phase) {
    let cancelledAtMs: number | undefined;
    const cancel = () => {
      cancelledAtMs ??= Date.now();
    };
    site.show("portal.test/in", WELCOME);
    site.show("portal.test/login", page);
    if (atPath !== undefined)
      site.show(`portal.test${atPath}`, (_request, response) => {
        cancel();
        response.writeHead(204).end();
      });
    const targetId = await openTab(client, site.url("portal.test/login"));
    site.received.length = 0;
    const { outcome } = await run(browser.url, targetId, {
      request: { success: { selector: "#never", timeoutMs: 60_000 }, ...request },
      ports: { isCancelled: () => cancelledAtMs !== undefined, ...ports(cancel) },
    });
    expect([outcome.status, outcome.code]).toEqual(["cancelled", "cancelled"]);
    expect(Date.now() - (cancelledAtMs ?? 0)).toBeLessThan(NOTICED_MS);
    return { targetId, verdict: outcome.verdict, posts: site.posts().length };
  }
  const empty = async ({ targetId }: { targetId: string }) =>
    (await valuesIn(client, targetId)).every((value) => value === "");
  const ALL_EMPTY = { verdict: null, posts: 0 };

  it("before it began does nothing", async () => {
    const ports = (cancel: () => void) => {
      cancel();
      return { lease: () => Promise.reject(new Error("asked")) };
    };
    expect(await cancelled({ ports })).toMatchObject(ALL_EMPTY);
  });

  it("waits no longer for a form, for values, or for what is to be made durable, and leaves no field filled", async () => {
    const late = `<!doctype html><title>x</title><script>setTimeout(() => fetch("/waiting"), 800);</script>`;
    expect(await cancelled({ page: late, atPath: "/waiting" })).toMatchObject(ALL_EMPTY);
    for (const mode of ["wire", "fill"] as const) {
      const waits: ((cancel: () => void) => Partial<SignInPorts>)[] = [
        (cancel) => ({ lease: () => neverAfter(cancel) }),
        (cancel) => ({ beforeSend: () => neverAfter(cancel) }),
        (cancel) => ({
          lease: async () => {
            cancel();
            return { ok: true, secrets: SECRETS };
          },
        }),
        (cancel) => ({ beforeSend: async () => cancel() }),
      ];
      for (const ports of waits) {
        const ended = await cancelled({ ports, request: { mode } });
        expect(ended).toMatchObject(ALL_EMPTY);
        expect(await empty(ended)).toBe(true);
      }
    }
  });

  it("waits no longer for a code's time or its maker, or for a button, and empties what it wrote", async () => {
    const hasCode = form(
      `<label>User name <input name="user"></label><label>Password <input name="pass" type="password"></label>
       <label>Code <input name="code" autocomplete="one-time-code"></label><button>Log in</button>`,
    );
    const codes = [
      (cancel: () => void) => async (now: number) => {
        cancel();
        return { code: "123456", expiresAtMs: now + 1_000, period: 600 };
      },
      (cancel: () => void) => () => neverAfter<null>(cancel),
    ];
    for (const codeAt of codes) {
      const ports = (cancel: () => void): Partial<SignInPorts> => ({
        lease: async () => ({ ok: true, secrets: { ...SECRETS, codeAt: codeAt(cancel) } }),
      });
      const ended = await cancelled({ page: hasCode, ports });
      expect([ended.verdict, ended.posts, await empty(ended)]).toEqual([null, 0, true]);
    }
    // Cancelled between two looks at the button: during one, nobody could tell whether it had been pressed.
    const whilePolling = (cancel: () => void): Partial<SignInPorts> => {
      let isPressing = false;
      return {
        beforeSend: async () => {
          isPressing = true;
        },
        clock: {
          ...systemClock,
          after(ms, then) {
            if (isPressing && ms <= BUTTON_POLL_MS) cancel();
            return systemClock.after(ms, then);
          },
        },
      };
    };
    for (const mode of ["wire", "fill"] as const) {
      const page = LOGIN.replace("<button>", "<button disabled>");
      const ended = await cancelled({ page, request: { mode }, ports: whilePolling });
      expect([ended.verdict, ended.posts, await empty(ended)]).toEqual([null, 0, true]);
    }
  });

  it("waits no longer for a page that answers nothing", async () => {
    const page = `${LOGIN}<script>
      document.querySelector("[name=pass]").addEventListener("input", () => {
        const request = new XMLHttpRequest();
        request.open("GET", "/stuck", false);
        request.send();
        for (const end = Date.now() + 8_000; Date.now() < end; );
      });
    </script>`;
    expect(await cancelled({ page, atPath: "/stuck" })).toMatchObject({ verdict: null, posts: 0 });
  });

  it("after the form has left says that what came of it is not known", async () => {
    for (const mode of ["wire", "fill"] as const)
      expect(await cancelled({ request: { mode }, atPath: "/in" })).toMatchObject({
        verdict: "unknown_after_submit",
        posts: 1,
      });
  });

  it("waits no longer for a person", async () => {
    const request = { pauseTimeoutMs: 600_000 };
    const onPause = (cancel: () => void) => ({ onPause: () => cancel() });
    const prompted = { ...request, mode: "prompt_user" } as const;
    expect(await cancelled({ request: prompted, ports: onPause })).toMatchObject(ALL_EMPTY);
    site.show("portal.test/totp", codeForm("/code"));
    const page = LOGIN.replace(`"/in"`, `"/first"`);
    site.show("portal.test/first", redirectTo("/totp", 303));
    const success = { selector: "#never", timeoutMs: 60_000 };
    const ended = await cancelled({ page, request: { ...request, success }, ports: onPause });
    expect(ended).toMatchObject({ verdict: "unknown_after_submit", posts: 1 });
  });

  it("by closing its client is cancelled as well, and nothing is sent", async () => {
    site.show("portal.test/login", LOGIN);
    site.received.length = 0;
    const targetId = await openTab(client, site.url("portal.test/login"));
    const own = await connect(browser.url);
    const lease = async () => {
      own.close();
      return { ok: true as const, secrets: SECRETS };
    };
    const { outcome } = await run(browser.url, targetId, { ports: { lease }, client: own });
    expect([outcome.status, outcome.verdict, site.posts()]).toEqual(["cancelled", null, []]);
  });
});
