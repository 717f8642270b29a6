import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import {
  type Bench,
  CANARY,
  codeForm,
  evaluate,
  form,
  formBody,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  run,
  SECRETS,
  type Wanted,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

const BOTH = ["wire", "fill"] as const;
const frame = (url: string) => `<!doctype html><h1>Sign in</h1><iframe src="${url}" width="600" height="500"></iframe>`;

describe.skipIf(!hasChromium())("signIn, wherever the form stands and whatever follows it,", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
  });
  afterAll(() => close());
  async function on(page: string, wanted: Wanted = {}, url = site.url("portal.test/login")) {
    site.show("portal.test/login", page);
    site.received.length = 0;
    const targetId = await openTab(client, url);
    const { outcome, leases } = await run(browser.url, targetId, wanted);
    const sent = site.posts().map(({ host, path, body }) => [`${host}${path}`, formBody(body)]);
    return { ...outcome, leases, sent, targetId };
  }
  const LOGGED_IN = { user: "anna", pass: CANARY };

  it("refuses a page by http, and a form that sends by http, before the vault is asked", async () => {
    expect(await on(LOGIN, {}, site.plainUrl("portal.test/login"))).toMatchObject({
      code: "insecure_page",
      leases: [],
    });
    const plain = LOGIN.replace(`"/in"`, `"${site.plainUrl("portal.test/in")}"`);
    for (const mode of BOTH)
      expect(await on(plain, { request: { mode } })).toMatchObject({
        code: "action_not_allowed",
        leases: [],
        sent: [],
      });
  });

  it("refuses a page that is nobody's own, on top and below", async () => {
    site.show("portal.test/opaque", (_request, response) => {
      const headers = { "content-type": "text/html", "content-security-policy": "sandbox allow-forms allow-scripts" };
      response.writeHead(200, headers).end(LOGIN);
    });
    expect(await on(LOGIN, {}, site.url("portal.test/opaque"))).toMatchObject({ code: "opaque_origin", leases: [] });
    expect(await on(frame(site.url("portal.test/opaque")))).toMatchObject({ code: "sandboxed_frame", leases: [] });
  });

  it("writes into a listed frame in a listed frame of a listed page, each of another site, and into none of them else", async () => {
    site.show("frame.test/middle", frame(site.url("deep.test/login")));
    site.show("deep.test/login", LOGIN);
    site.show("deep.test/in", WELCOME);
    const page = frame(site.url("frame.test/middle"));
    expect(await on(page, { allowed: ["portal.test", "deep.test"] })).toMatchObject({
      code: "ancestor_not_allowed",
      leases: [],
    });
    expect(await on(page, { allowed: ["portal.test", "frame.test"] })).toMatchObject({
      code: "host_not_allowed",
      leases: [],
    });
    for (const mode of BOTH) {
      const ended = await on(page, { allowed: ["portal.test", "frame.test", "deep.test"], request: { mode } });
      expect(ended).toMatchObject({ status: "authenticated", host: "deep.test", sent: [["deep.test/in", LOGGED_IN]] });
    }
  });

  it("writes nothing into a frame that goes elsewhere between the judgement and the writing", async () => {
    site.show("frame.test/login", LOGIN);
    site.show("evil.test/login", LOGIN);
    site.show("portal.test/login", frame(site.url("frame.test/login")));
    for (const mode of BOTH) {
      const targetId = await openTab(client, site.url("portal.test/login"));
      const lease = async () => {
        const away = `document.querySelector("iframe").src = ${JSON.stringify(site.url("evil.test/login"))};
          new Promise((done) => { document.querySelector("iframe").onload = () => done(true); })`;
        await evaluate(client, targetId, away);
        return { ok: true as const, secrets: SECRETS };
      };
      site.received.length = 0;
      const allowed = ["portal.test", "frame.test"];
      const { outcome } = await run(browser.url, targetId, { allowed, request: { mode }, ports: { lease } });
      expect([outcome.status, outcome.code, site.posts()]).toEqual(["failed", "page_changed", []]);
    }
  });

  it("finds the form in shadow roots within each other, and a password field that comes when the user name is there", async () => {
    const fields = `<input name="user" aria-label="User name"><input name="pass" type="password" aria-label="Password">`;
    const shadow = `<!doctype html><title>Sign in</title><x-outer></x-outer><script>
      customElements.define("x-inner", class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(`<form method="post" action="/in">${fields}<button>Log in</button></form>`)};
      } });
      customElements.define("x-outer", class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: "open" }).innerHTML = "<section><x-inner></x-inner></section>";
      } });
    </script>`;
    const later = form(
      `<label>User name <input name="user" autocomplete="username"></label><button type="button">Continue</button><script>
        document.querySelector("button").onclick = () => {
          document.querySelector("button").remove();
          document.forms[0].insertAdjacentHTML("beforeend", '<label>Password <input name="pass" type="password"></label><button>Log in</button>');
        };
      </script>`,
    );
    site.show("portal.test/in", WELCOME);
    for (const mode of BOTH)
      for (const page of [shadow, later])
        expect(await on(page, { request: { mode } })).toMatchObject({
          status: "authenticated",
          sent: [["portal.test/in", LOGGED_IN]],
        });
  });

  it("types a code into boxes that send themselves after the last digit, once", async () => {
    const boxes = Array.from(
      "123456",
      (at) => `<input name="d${at}" maxlength="1" inputmode="numeric" autocomplete="off">`,
    );
    const page = form(`<h2>Enter the code</h2>${boxes.join("")}<button>Verify</button>`, `method="post" action="/in"`);
    const eager = `${page}<script>
      const boxes = [...document.querySelectorAll("input")];
      for (const [at, box] of boxes.entries()) box.addEventListener("input", () => {
        boxes[at + 1]?.focus();
        if (boxes.every((one) => one.value !== "")) document.forms[0].submit();
      });
    </script>`;
    site.show("portal.test/in", WELCOME);
    const codeAt = async (now: number) => ({ code: "135790", expiresAtMs: now + 20_000, period: 30 });
    const digits = { d1: "1", d2: "3", d3: "5", d4: "7", d5: "9", d6: "0" };
    for (const mode of BOTH)
      expect(await on(eager, { secrets: { codeAt }, request: { mode } })).toMatchObject({
        status: "authenticated",
        usedTotp: true,
        sent: [["portal.test/in", digits]],
      });
  });

  it("types a second code where the first was refused, and no third", async () => {
    const codes: string[] = [];
    site.show("portal.test/totp", codeForm("/code"));
    site.show("portal.test/first", redirectTo("/totp", 303));
    site.show("portal.test/code", ({ body }, response) => {
      codes.push(formBody(body).code ?? "");
      response.writeHead(303, { location: "/totp" }).end();
    });
    let step = 0;
    const codeAt = async (now: number) => ({ code: `00000${step++}`, expiresAtMs: now + 15_000 + step, period: 30 });
    const ended = await on(LOGIN.replace(`"/in"`, `"/first"`), {
      secrets: { codeAt },
      request: { success: { timeoutMs: 20_000 } },
    });
    expect(ended).toMatchObject({ status: "failed", verdict: "otp_required", code: "otp_required", usedTotp: true });
    expect(codes).toHaveLength(2);
    expect(new Set(codes).size).toBe(2);
  });

  describe("takes for a success what the caller names,", () => {
    const home = `<!doctype html><title>Home</title><h1 id="name">anna</h1>`;
    const home2 = { urlPattern: "https://portal.test:*/home*" };
    const named = (success: object, page = home) => {
      site.show("portal.test/in", redirectTo("/home", 303));
      site.show("portal.test/home", page);
      return on(LOGIN, { request: { success: { timeoutMs: 2_000, ...success } } });
    };
    it("and nothing else: neither half of it alone, nor an address of another host", async () => {
      const unknown = { status: "failed", verdict: "unknown_after_submit", code: "unknown_after_submit" };
      expect(await named({ ...home2, selector: "#other" })).toMatchObject(unknown);
      expect(await named({ selector: "#name", urlPattern: "https://portal.test:*/other" })).toMatchObject(unknown);
      expect(await named({ selector: "#name" }, home.replace("<h1", `<h1 style="display:none"`))).toMatchObject(
        unknown,
      );
      site.show("evil.test/home", home);
      site.show("portal.test/in", redirectTo(site.url("evil.test/home"), 303));
      expect(await on(LOGIN, { request: { success: { selector: "#name", timeoutMs: 2_000 } } })).toMatchObject(unknown);
    });
    it("but not what was there before the form was sent: a site that shows the form again has refused it", async () => {
      for (const success of [{ urlPattern: "*" }, { selector: "form" }, { urlPattern: "*/login", selector: "body" }]) {
        site.show("portal.test/in", (_request, response) => {
          response.writeHead(200, { "content-type": "text/html" }).end(LOGIN);
        });
        const again = await on(LOGIN, { request: { success: { timeoutMs: 3_000, ...success } } });
        expect(again).toMatchObject({ status: "failed", verdict: "still_on_form", code: "still_on_form" });
      }
    });
    it("by its address, by an element, or by both", async () => {
      for (const success of [home2, { selector: "#name" }, { ...home2, selector: "#name" }])
        expect(await named(success)).toMatchObject({ status: "authenticated", verdict: "signed_in", code: null });
    });
    it("though a password field is still there", async () => {
      const change = home + form(`<input type="password" name="new"><button>Change password</button>`, `method="post"`);
      expect(await named({ selector: "#name" }, change)).toMatchObject({
        status: "authenticated",
        verdict: "signed_in",
      });
    });
  });

  it("goes on past what a page says in a dialog", async () => {
    const says = (text: string) => `${LOGIN}<script>
      document.forms[0].addEventListener("submit", (event) => {
        event.preventDefault();
        fetch("/in", { method: "POST", body: new URLSearchParams(new FormData(event.target)) }).then(() => { ${text} });
      });
    </script>`;
    site.show("portal.test/in", WELCOME);
    const ended = await on(says(`alert("wrong password hunter2"); location.reload();`));
    expect(ended).toMatchObject({ status: "failed", verdict: "still_on_form", code: "still_on_form" });
    expect(JSON.stringify(ended.details)).not.toContain("hunter2");
    const asked = await on(says(`document.body.innerHTML = confirm("Save?") ? "<h1>yes</h1>" : "<h1>no</h1>";`));
    expect(asked).toMatchObject({ status: "authenticated", verdict: "signed_in" });
    expect(await evaluate(client, asked.targetId, "document.body.innerText")).toBe("no");
  });
});
