import { chromium, type Page, type Browser as PlaywrightBrowser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticate } from "../../../packages/client/src/browser/playwright.ts";
import { authenticate as authenticateWithPuppeteer } from "../../../packages/client/src/browser/puppeteer.ts";
import { Postern } from "../../../packages/client/src/library/index.ts";
import { type Bench, CANARY, form, formBody, hasChromium, LOGIN, openBench, WELCOME } from "./harness";

const CREDENTIAL = "7e2d0000-0000-7000-8000-000000000001";

/** A Postern that holds one credential, for the programs that it does not share a machine with. */
function newPostern(allowedDomains: readonly string[]) {
  const asked: string[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const { pathname } = new URL(url);
    const body = init.body ? JSON.parse(new TextDecoder().decode(init.body as ArrayBuffer)) : undefined;
    asked.push(`${init.method} ${pathname}${body ? ` ${new URL(body.url).hostname}` : ""}`);
    const fieldMap = { username: "login", password: "pass" };
    if (!pathname.endsWith("/resolve")) return Response.json({ id: CREDENTIAL, allowedDomains, fieldMap });
    return Response.json({ credentialId: CREDENTIAL, mode: "vault", username: "anna", password: CANARY });
  };
  return { asked, postern: new Postern({ url: "https://postern.example", token: "pst_x", fetch }) };
}

describe.skipIf(!hasChromium())("authenticate on a page of a local browser", () => {
  let bench: Bench;
  let browser: PlaywrightBrowser;
  let page: Page;
  beforeAll(async () => {
    bench = await openBench();
    browser = await chromium.connectOverCDP(bench.browser.url);
  });
  afterAll(async () => {
    await browser?.close();
    await bench?.close();
  });
  const show = async (html: string) => {
    bench.site.show("portal.test/in", WELCOME);
    bench.site.show("portal.test/login", html);
    bench.site.received.length = 0;
    const [context] = browser.contexts();
    if (!context) throw new Error("the browser has no context");
    page = await context.newPage();
    await page.goto(bench.site.url("portal.test/login"));
    return page;
  };
  const sent = () => bench.site.posts().map(({ host, body }) => [host, formBody(body)]);

  it("asks for no value on a host that is not the credential's", async () => {
    const { postern, asked } = newPostern(["other.test"]);
    const result = await authenticate(await show(LOGIN), { postern, credentialId: CREDENTIAL, browser: "local" });
    expect(result).toMatchObject({ status: "failed", code: "host_not_allowed", id: null, mode: "fill", steps: [] });
    expect([asked, sent()]).toEqual([[`GET /api/v1/credentials/${CREDENTIAL}`], []]);
  });

  it("takes no mode that it can not keep its word for", async () => {
    const { postern, asked } = newPostern(["portal.test"]);
    const wish = { postern, credentialId: CREDENTIAL, browser: "local", mode: "wire" } as const;
    const error = await authenticate(await show(LOGIN), wish).catch((fault: unknown) => fault);
    expect([error, asked]).toEqual([expect.objectContaining({ code: "invalid_option" }), []]);
  });

  it("signs in through Playwright's page by fill, and says so", async () => {
    const { postern, asked } = newPostern(["portal.test"]);
    const result = await authenticate(await show(LOGIN), { postern, credentialId: CREDENTIAL, browser: "local" });
    expect(result).toEqual({
      ...{ id: null, status: "authenticated", verdict: "signed_in", code: null, mode: "fill", usedTotp: false },
      ...{ host: "portal.test", matchedPattern: "portal.test" },
      steps: [
        { step: "username", outcome: "filled" },
        { step: "password", outcome: "filled" },
        { step: "submit", outcome: "sent" },
      ],
    });
    expect(sent()).toEqual([["portal.test", { user: "anna", pass: CANARY }]]);
    expect(asked.at(-1)).toBe(`POST /api/v1/credentials/${CREDENTIAL}/resolve portal.test`);
    expect(await page.title()).toBe("Home");
  });

  it("signs in in a frame that has a process of its own, and in a frame in that one", async () => {
    const frame = (url: string) =>
      `<!doctype html><h1>Sign in</h1><iframe src="${url}" width="500" height="400"></iframe>`;
    bench.site.show(
      "deep.test/form",
      form(
        `<label>User <input name="user"></label><label>Password <input name="pass" type="password"></label><button>Log in</button>`,
      ),
    );
    bench.site.show("deep.test/in", WELCOME);
    bench.site.show("frame.test/frame", frame(bench.site.url("deep.test/form")));
    const { postern } = newPostern(["portal.test", "frame.test", "deep.test"]);
    const shown = await show(frame(bench.site.url("frame.test/frame")));
    const result = await authenticate(shown, { postern, credentialId: CREDENTIAL, browser: "local" });
    expect(result).toMatchObject({ status: "authenticated", host: "deep.test" });
    expect(sent()).toEqual([["deep.test", { user: "anna", pass: CANARY }]]);
  });

  it("signs in through a page that gives its sessions as Puppeteer does", async () => {
    const { postern } = newPostern(["portal.test"]);
    const shown = await show(LOGIN);
    const asPuppeteer = {
      createCDPSession: () => shown.context().newCDPSession(shown),
      browser: () => ({ target: () => ({ createCDPSession: () => browser.newBrowserCDPSession() }) }),
    };
    const wish = { postern, credentialId: CREDENTIAL, browser: "local" } as const;
    expect(await authenticateWithPuppeteer(asPuppeteer, wish)).toMatchObject({ status: "authenticated", mode: "fill" });
  });

  it("that is aborted throws the reason, and leaves nothing in the page that it did not send", async () => {
    const { postern } = newPostern(["portal.test"]);
    const [control, reason] = [new AbortController(), new Error("enough")];
    const shown = await show("<!doctype html><h1>Nothing to fill</h1>");
    const wish = { postern, credentialId: CREDENTIAL, browser: "local", signal: control.signal } as const;
    const ending = authenticate(shown, wish).catch((fault: unknown) => fault);
    control.abort(reason);
    expect([await ending, sent()]).toEqual([reason, []]);
  });
});
