import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTransport, systemClock } from "../../../scripts/lib/web-socket.mjs";
import { CDP_LIMITS, CdpClient } from "../../../src/sign-in/cdp/client";
import type { Clock } from "../../../src/sign-in/cdp/transport";
import type { SignInPause } from "../../../src/sign-in/drive/ports";
import {
  type Bench,
  CANARY,
  codeForm,
  evaluate,
  formBody,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  run,
  type Wanted,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

const SITEKEY = `<div class="g-recaptcha" data-sitekey="x" style="width:300px;height:80px">I am no robot</div>`;
const WITH_CAPTCHA = LOGIN.replace("<button>", `${SITEKEY}<button>`);

describe.skipIf(!hasChromium())("a run that waits for a person", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
    site.show("portal.test/code", WELCOME);
    site.show("portal.test/totp", codeForm("/code"));
  });
  afterAll(() => close());

  interface Paused extends Wanted {
    /** What the person does in the page as soon as the run waits, as a script. */
    readonly act?: string;
    readonly clock?: Clock;
    /** How much time the person takes in each pause, besides. */
    readonly takesMs?: readonly number[];
  }
  async function on(page: string, { act, clock, takesMs = [], request, ports, ...wanted }: Paused) {
    site.show("portal.test/login", page);
    const targetId = await openTab(client, site.url("portal.test/login"));
    site.received.length = 0;
    const pauses: (SignInPause | null)[] = [];
    const takes = [...takesMs];
    let tookMs = 0;
    const onPause = (reason: SignInPause | null) => {
      pauses.push(reason);
      if (reason === null) return;
      // When the wait has begun.
      queueMicrotask(() => {
        tookMs += takes.shift() ?? 0;
        if (act !== undefined) void evaluate(client, targetId, act);
      });
    };
    const { now, after } = clock ?? systemClock;
    const moved: Clock = { now: () => now() + tookMs, after };
    const { outcome, leases } = await run(browser.url, targetId, {
      ...wanted,
      request: { pauseTimeoutMs: 100_000, ...request },
      ports: { clock: moved, onPause, ...ports },
    });
    const { status, verdict, code } = outcome;
    return {
      ended: [status, verdict, code],
      pauses,
      leases: leases.length,
      paths: site.posts().map(({ path }) => path),
    };
  }
  const CODE_WANTED = LOGIN.replace(`"/in"`, `"/first"`);
  const wantCode = () => site.show("portal.test/first", redirectTo("/totp", 303));
  const TYPE_CODE = `document.querySelector("[name=code]").value = "123456"; document.forms[0].submit();`;

  it("ends as the page stands where nobody was said to come, and tells of no pause", async () => {
    wantCode();
    const request = { pauseTimeoutMs: 0 };
    expect(await on(CODE_WANTED, { request })).toMatchObject({
      ended: ["failed", "otp_required", "otp_required"],
      pauses: [],
    });
    expect(await on(WITH_CAPTCHA, { request })).toEqual({
      ended: ["failed", "challenge", "challenge"],
      pauses: [],
      leases: 0,
      paths: [],
    });
  });

  it("ends as the page stands where nobody comes", async () => {
    wantCode();
    const request = { pauseTimeoutMs: 1_500 };
    expect(await on(CODE_WANTED, { request })).toMatchObject({
      ended: ["failed", "otp_required", "otp_required"],
      pauses: ["otp_required"],
    });
    expect(await on(WITH_CAPTCHA, { request })).toMatchObject({
      ended: ["failed", "challenge", "challenge"],
      pauses: ["challenge"],
      leases: 0,
    });
    const prompt = { ...request, mode: "prompt_user", success: { selector: "#never", timeoutMs: 1_000 } } as const;
    expect(await on(LOGIN, { request: prompt })).toEqual({
      ended: ["failed", null, "timeout"],
      pauses: ["prompt_user"],
      leases: 0,
      paths: [],
    });
  });

  it("takes no step of a person's for a sign-in that the caller's own success does not show", async () => {
    wantCode();
    const request = { pauseTimeoutMs: 6_000, success: { selector: "#never", timeoutMs: 3_000 } };
    expect(await on(CODE_WANTED, { request, act: TYPE_CODE })).toMatchObject({
      ended: ["failed", "otp_required", "otp_required"],
      paths: ["/first", "/code"],
    });
  });

  it("gives a person no more time in several pauses than was said for one", async () => {
    site.show("portal.test/in", `<!doctype html><h1>Once more</h1>${SITEKEY}`);
    site.show("portal.test/home", WELCOME);
    const act = `location.pathname === "/in" ? setTimeout(() => { location.href = "/home"; }, 3_000)
      : document.querySelector(".g-recaptcha").remove();`;
    expect(await on(WITH_CAPTCHA, { act, takesMs: [80_000, 30_000] })).toMatchObject({
      ended: ["failed", "challenge", "challenge"],
      pauses: ["challenge", null, "challenge"],
      paths: ["/in"],
    });
  });

  it("is signed in when the person has typed the code", async () => {
    wantCode();
    for (const mode of ["wire", "fill"] as const)
      expect(await on(CODE_WANTED, { request: { mode }, act: TYPE_CODE })).toEqual({
        ended: ["authenticated", "signed_in", null],
        pauses: ["otp_required", null],
        leases: 1,
        paths: ["/first", "/code"],
      });
  });

  it("fills the form when the person has solved the CAPTCHA beside it, or the one in its place", async () => {
    site.show("portal.test/in", WELCOME);
    const answer = `<textarea name="g-recaptcha-response" style="display:none"></textarea>`;
    const solved = WITH_CAPTCHA.replace(SITEKEY, SITEKEY + answer);
    const solve = `document.querySelector("textarea").value = "solved"`;
    const filled = {
      ended: ["authenticated", "signed_in", null],
      pauses: ["challenge", null],
      leases: 1,
      paths: ["/in"],
    };
    expect(await on(solved, { act: solve })).toEqual(filled);
    expect(formBody(site.posts()[0]?.body)).toEqual({ user: "anna", pass: CANARY, "g-recaptcha-response": "solved" });
    site.show("portal.test/real", LOGIN);
    const interstitial = `<!doctype html><title>Just a moment</title>${SITEKEY}`;
    expect(await on(interstitial, { act: `location.href = "/real"` })).toEqual(filled);
  });

  it("is signed in when the person has solved the CAPTCHA that came after the form, and sends the form no second time", async () => {
    site.show("portal.test/first", redirectTo("/asked", 303));
    site.show("portal.test/asked", `<!doctype html><title>Prove it</title>${SITEKEY}`);
    site.show("portal.test/home", WELCOME);
    expect(await on(CODE_WANTED, { act: `location.href = "/home"` })).toMatchObject({
      ended: ["authenticated", "signed_in", null],
      pauses: ["challenge", null],
      paths: ["/first"],
    });
    site.show("portal.test/asked", WITH_CAPTCHA);
    const solve = `document.querySelector(".g-recaptcha").remove()`;
    expect(await on(CODE_WANTED, { act: solve, request: { pauseTimeoutMs: 3_000 } })).toMatchObject({
      ended: ["failed", "challenge", "challenge"],
      paths: ["/first"],
    });
  });

  it("waits in prompt_user for the success alone, and asks for no value", async () => {
    site.show("portal.test/in", WELCOME);
    const act = `document.querySelector("[name=user]").value = "me"; document.forms[0].submit();`;
    const request = {
      mode: "prompt_user",
      success: { urlPattern: "https://portal.test:*/in", timeoutMs: 1_000 },
    } as const;
    expect(await on(LOGIN, { act, request })).toEqual({
      ended: ["authenticated", "signed_in", null],
      pauses: ["prompt_user", null],
      leases: 0,
      paths: ["/in"],
    });
  });

  it("waits for ten minutes on a page with frames that never rests, within the time and the messages of its work", async () => {
    // While the run waits, all goes forty times as fast on its clock: ten minutes are a quarter of one.
    const { clock, setSpeed } = changingClock();
    const onPause = (reason: SignInPause | null) => setSpeed(reason === null ? 1 : 40);
    const frames = Array.from({ length: 6 }, () => `<iframe src="${site.url("portal.test/code")}"></iframe>`).join("");
    site.show(
      "portal.test/totp",
      `${codeForm("/code")}${frames}<script>setInterval(() => console.log("still here"), 1000);</script>`,
    );
    wantCode();
    const own = new CdpClient(await openTransport(browser.url), clock, { ...CDP_LIMITS, commandMs: 400_000 });
    const began = Date.now();
    const request = { pauseTimeoutMs: 600_000 };
    const waited = await on(CODE_WANTED, { request, clock, client: own, ports: { onPause } });
    expect(waited.ended).toEqual(["failed", "otp_required", "otp_required"]);
    expect(Date.now() - began).toBeGreaterThanOrEqual(15_000);
    site.show("portal.test/totp", codeForm("/code"));
  });
});

/** A clock that goes as fast as a test says, and never back. */
function changingClock(): { readonly clock: Clock; setSpeed(speed: number): void } {
  let [speed, fromMs, sinceMs] = [1, Date.now(), Date.now()];
  const now = () => fromMs + (Date.now() - sinceMs) * speed;
  return {
    clock: { now, after: (ms, then) => systemClock.after(ms / speed, then) },
    setSpeed(next) {
      [fromMs, sinceMs, speed] = [now(), Date.now(), next];
    },
  };
}
