import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../scripts/lib/web-socket.mjs";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import {
  type Bench,
  CANARY,
  codeAt,
  connect,
  form,
  formBody,
  hasChromium,
  LOGIN,
  launch,
  openBench,
  openTab,
  type Ran,
  run,
  showForm,
  type Wanted,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

const PASS = `<label>Password <input name="pass" type="password"></label>`;
const GO = "<button>Log in</button>";
const CODE = form(
  `<label>Verification code <input name="code" autocomplete="one-time-code"></label><button>Verify</button>`,
  `method="post" action="/code"`,
);
describe.skipIf(!hasChromium())("signIn, by steps,", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
  });
  afterAll(() => close());
  const show = (page: string, place?: string) => showForm({ client, site }, page, place);
  const on = async (page: string, { request, ...wanted }: Wanted = {}, place?: string): Promise<Ran> =>
    run(browser.url, await show(page, place), { ...wanted, request: { mode: "fill", ...request } });
  const sent = () => site.posts().map(({ host, path, body }) => [`${host}${path}`, formBody(body)]);

  describe("goes on", () => {
    it("from the user name to the password on another listed host, judging again", async () => {
      site.show("login.test/password", form(PASS + GO));
      site.show("login.test/in", WELCOME);
      site.show("portal.test/next", redirectTo(site.url("login.test/password"), 303));
      const step = form(
        `<label>Email <input name="user" type="email"></label><button>Next</button>`,
        `method="post" action="/next"`,
      );
      const secrets = { username: "anna@portal.test" };
      const refused = await on(step, { secrets });
      expect([refused.outcome.code, refused.outcome.details]).toEqual([
        "host_not_allowed",
        { host: "login.test", reason: "not_listed" },
      ]);
      expect(JSON.stringify(site.received)).not.toContain("c4nary");
      const { outcome, leases } = await on(step, { secrets, allowed: ["portal.test", "login.test"] });
      expect([outcome.status, sent()]).toEqual([
        "authenticated",
        [
          ["portal.test/next", { user: "anna@portal.test" }],
          ["login.test/in", { pass: CANARY }],
        ],
      ]);
      expect(leases).toHaveLength(2);
    });

    it("to a code that is made when its field is there, and to a second one where the first was refused", async () => {
      const codes: string[] = [];
      site.show("portal.test/totp", CODE);
      site.show("portal.test/code", ({ body }, response) => {
        codes.push(formBody(body).code ?? "");
        response.writeHead(303, { location: codes.length < 2 ? "/totp" : "/home" }).end();
      });
      site.show("portal.test/home", WELCOME);
      const targetId = await show(LOGIN);
      site.show("portal.test/in", redirectTo("/totp", 303));
      const { outcome } = await run(browser.url, targetId, {
        request: { mode: "wire", success: { timeoutMs: 15_000 } },
        secrets: { codeAt },
      });
      expect(outcome).toMatchObject({ status: "authenticated", verdict: "signed_in", usedTotp: true });
      expect(codes).toHaveLength(2);
      expect(Number(codes[1])).toBeGreaterThan(Number(codes[0]));
    });

    it("to a code in boxes of one digit each", async () => {
      const boxes = Array.from(
        "123456",
        (at) => `<input name="d${at}" maxlength="1" size="1" inputmode="numeric">`,
      ).join("");
      const page = form(`<h2>Enter the code</h2>${boxes}<button>Verify</button>`, `method="post" action="/in"`);
      const { outcome } = await on(page, {
        secrets: { codeAt: async (now) => ({ code: "135790", expiresAtMs: now + 20_000, period: 30 }) },
      });
      expect(outcome).toMatchObject({ status: "authenticated", usedTotp: true });
      expect(sent()).toEqual([["portal.test/in", { d1: "1", d2: "3", d3: "5", d4: "7", d5: "9", d6: "0" }]]);
    });

    it("no further where a code is wanted and the credential has none", async () => {
      const targetId = await show(LOGIN);
      site.show("portal.test/totp", CODE);
      site.show("portal.test/in", redirectTo("/totp", 303));
      const { outcome } = await run(browser.url, targetId);
      expect(outcome).toMatchObject({
        status: "failed",
        verdict: "otp_required",
        code: "otp_required",
        usedTotp: false,
      });
    });
  });

  describe("says what came of it", () => {
    it("still_on_form, where the form comes again", async () => {
      const targetId = await show(LOGIN);
      site.show("portal.test/in", redirectTo("/login", 303));
      const { outcome } = await run(browser.url, targetId);
      expect(outcome).toMatchObject({ status: "failed", verdict: "still_on_form", code: "still_on_form" });
      expect(site.posts()).toHaveLength(1);
    });

    it("unknown_after_submit, where what was called a success does not come", async () => {
      const { outcome } = await on(LOGIN, { request: { success: { selector: "#never", timeoutMs: 2_000 } } });
      expect(outcome).toMatchObject({
        status: "failed",
        verdict: "unknown_after_submit",
        code: "unknown_after_submit",
      });
    });

    it("already_signed_in, where the success is there and no form is, without asking for a value", async () => {
      const { outcome, leases } = await on(WELCOME, { request: { success: { selector: "h1", timeoutMs: 2_000 } } });
      expect([outcome.status, outcome.verdict, leases]).toEqual(["authenticated", "already_signed_in", []]);
    });

    it("unknown_after_submit, where the browser goes after the form was sent, and never sends again", async () => {
      const targetId = await show(LOGIN);
      const other = await launch();
      const otherClient = await connect(other.url);
      site.show("portal.test/in", () => void other.stop());
      const { outcome } = await run(other.url, await openTab(otherClient, site.url("portal.test/login")));
      expect(outcome).toMatchObject({
        status: "failed",
        verdict: "unknown_after_submit",
        code: "unknown_after_submit",
      });
      expect([site.posts().length, targetId.length > 0]).toEqual([1, true]);
    });

    it("target_not_found and ambiguous_target, with hosts and no addresses", async () => {
      await show(LOGIN);
      const none = await run(browser.url, "nothing");
      expect(none.outcome).toMatchObject({ status: "failed", code: "target_not_found" });
      expect(JSON.stringify(none.outcome.details)).not.toContain("/login");
    });

    it("cancelled, with what was written wiped", async () => {
      const targetId = await show(LOGIN.replace("<button>", "<button disabled>"));
      let leased = false;
      const { outcome } = await run(browser.url, targetId, {
        request: { mode: "fill" },
        ports: {
          isCancelled: () => leased,
          clock: { ...systemClock, now: () => Date.now() },
          lease: async () => {
            leased = true;
            return { ok: true, secrets: { username: "anna", password: CANARY, codeAt: null } };
          },
        },
      });
      const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
      const expression = "[...document.querySelectorAll('input')].map((field) => field.value).join('|')";
      const left = await client.send("Runtime.evaluate", { expression, returnByValue: true }, sessionId);
      expect([outcome.status, outcome.code, left.result.value]).toEqual(["cancelled", "cancelled", "|"]);
    });
  });
});
