import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import { wipeFilled } from "../../../src/sign-in/drive/filled";
import type { Filled } from "../../../src/sign-in/drive/outcome";
import type { SignInProgress } from "../../../src/sign-in/drive/ports";
import {
  type Bench,
  CANARY,
  connect,
  form,
  formBody,
  hasChromium,
  LOGIN,
  openBench,
  portsFor,
  run,
  showForm,
  valuesIn,
  type Wanted,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

const CODE = form(
  `<label>Verification code <input name="code" autocomplete="one-time-code"></label><button>Verify</button>`,
  `method="post" action="/code"`,
);
const codeAt = async (now: number) => ({ code: "123456", expiresAtMs: now + 20_000, period: 30 });

describe.skipIf(!hasChromium())("a run and those who asked for it", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
  });
  afterAll(() => close());
  const show = (page: string) => showForm({ client, site }, page);
  const on = async (page: string, wanted: Wanted) => run(browser.url, await show(page), wanted);

  it("ends with the code and the details of a lease that was refused", async () => {
    const lease = async () => ({ ok: false as const, code: "vault_path_not_found", details: { field: "password" } });
    const { outcome } = await on(LOGIN, { ports: { lease } });
    expect(outcome).toEqual({
      status: "failed",
      verdict: null,
      code: "vault_path_not_found",
      details: { field: "password" },
      mode: "wire",
      host: null,
      matchedPattern: null,
      steps: [],
      usedTotp: false,
      filled: null,
    });
  });

  it("ends with internal_error where a port rejects, and keeps only the fault's name", async () => {
    const lease = () => Promise.reject(new TypeError(CANARY));
    const { outcome } = await on(LOGIN, { ports: { lease } });
    expect([outcome.status, outcome.code, outcome.details]).toEqual([
      "failed",
      "internal_error",
      { fault: "TypeError" },
    ]);
  });

  it("sends nothing where it can't be made durable that something may leave, in both modes", async () => {
    for (const mode of ["wire", "fill"] as const) {
      const targetId = await show(LOGIN);
      const beforeSend = () => Promise.reject(new Error("no storage"));
      const { outcome } = await run(browser.url, targetId, { request: { mode }, ports: { beforeSend } });
      expect([outcome.code, outcome.verdict, site.posts()]).toEqual(["internal_error", null, []]);
      expect(await valuesIn(client, targetId)).toEqual(["", ""]);
    }
  });

  it("are told before each form with a password or a code leaves, and not before a user name does", async () => {
    site.show("portal.test/next", redirectTo("/password", 303));
    site.show("portal.test/password", LOGIN);
    site.show("portal.test/code", WELCOME);
    site.show("portal.test/totp", CODE);
    const step = form(
      `<label>Email <input name="user" type="email"></label><button>Next</button>`,
      `method="post" action="/next"`,
    );
    const targetId = await show(step);
    site.show("portal.test/in", redirectTo("/totp", 303));
    const posts: number[] = [];
    const beforeSend = async () => void posts.push(site.posts().length);
    const { outcome } = await run(browser.url, targetId, {
      secrets: { username: "anna@portal.test", codeAt },
      ports: { beforeSend },
    });
    expect(outcome.status).toBe("authenticated");
    // A code is written and pressed in two acts, since a page may send it by itself: the first of them comes before it is written.
    expect(posts).toEqual([1, 2, 2]);
    expect(site.posts().map(({ path }) => path)).toEqual(["/next", "/in", "/code"]);
  });

  it("are told of each step as it is done", async () => {
    const told: SignInProgress[] = [];
    const { outcome } = await on(LOGIN, { ports: { onProgress: (progress) => told.push(progress) } });
    const place = { mode: "wire", host: "portal.test", matchedPattern: "portal.test", usedTotp: false };
    const written = [
      { step: "username", outcome: "filled" },
      { step: "password", outcome: "substituted" },
    ];
    const sent = [...written, { step: "submit", outcome: "sent" }];
    expect(told).toEqual([
      { ...place, steps: [] },
      { ...place, steps: written },
      { ...place, steps: sent },
    ]);
    expect(outcome).toEqual({
      ...place,
      steps: sent,
      status: "authenticated",
      verdict: "signed_in",
      code: null,
      details: null,
      filled: null,
    });
  });

  describe("can empty later what was filled and not sent", () => {
    const fill = async () => {
      const targetId = await show(LOGIN);
      const { outcome } = await run(browser.url, targetId, { request: { mode: "fill", submit: false } });
      expect(outcome).toMatchObject({ status: "filled", verdict: null, code: null, filled: { targetId } });
      expect(await valuesIn(client, targetId)).toEqual(["anna", CANARY]);
      return outcome.filled as Filled;
    };
    const wipe = async (filled: Filled) => {
      const other = await connect(browser.url);
      const done = await wipeFilled(other, filled, portsFor(["portal.test"]));
      other.close();
      return done;
    };

    it("but not in another document", async () => {
      const filled = await fill();
      const page = await client.send("Target.attachToTarget", { targetId: filled.targetId, flatten: true });
      await client.send("Page.reload", {}, page.sessionId);
      expect(await wipe(filled)).toBe(false);
    });

    it("and says so where an element is another one now, or the page has gone", async () => {
      const filled = await fill();
      const { sessionId } = await client.send("Target.attachToTarget", { targetId: filled.targetId, flatten: true });
      const expression = "document.querySelector('[name=user]').outerHTML += ''";
      await client.send("Runtime.evaluate", { expression }, sessionId);
      expect([await wipe(filled), (await valuesIn(client, filled.targetId))[1]]).toEqual([false, ""]);
      await client.send("Target.closeTarget", { targetId: filled.targetId });
      expect(await wipe(filled)).toBe(false);
    });

    it("by another connection", async () => {
      const filled = await fill();
      expect([await wipe(filled), await valuesIn(client, filled.targetId)]).toEqual([true, ["", ""]]);
      expect(site.posts()).toEqual([]);
    });
  });

  it("find the fields of the site empty where a run failed, and what was sent once", async () => {
    const stays = `${LOGIN}<script>document.forms[0].addEventListener("submit", (event) => {
      event.preventDefault();
      void fetch("/in", { method: "POST", body: new URLSearchParams(new FormData(event.target)) });
    });</script>`;
    const targetId = await show(stays);
    const request = { mode: "fill", success: { timeoutMs: 1_500 } } as const;
    const { outcome } = await run(browser.url, targetId, { request });
    expect([outcome.verdict, await valuesIn(client, targetId)]).toEqual(["still_on_form", ["", ""]]);
    expect(site.posts().map(({ body }) => formBody(body))).toEqual([{ user: "anna", pass: CANARY }]);
  });
});
