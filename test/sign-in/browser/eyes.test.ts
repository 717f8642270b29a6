import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import type { SignInPorts } from "../../../src/sign-in/drive/ports";
import { type Bench, CANARY, evaluate, form, hasChromium, openBench, openTab, run, SECRETS, WELCOME } from "./harness";
import type { Site } from "./site";
import { startSpy } from "./spy";

const FIELDS = `<label>User name <input name="user"></label><label>Password <input name="pass" type="password"></label><button>Log in</button>`;
/** A script of the page that takes whatever it can get, before anything else of the page runs. */
const THIEF = `<script>
  window.seen = [];
  const keep = (...found) => window.seen.push(...found.map((one) => {
    try { return typeof one === "string" ? one : JSON.stringify(one instanceof FormData ? [...one] : String(one)); } catch { return ""; }
  }));
  for (const [type, names] of [[XMLHttpRequest.prototype, ["open", "send", "setRequestHeader"]], [Navigator.prototype, ["sendBeacon"]], [window, ["fetch"]], [FormData.prototype, ["append", "get"]], [JSON, ["stringify"]]])
    for (const name of names) {
      const own = type[name];
      type[name] = function (...inputs) {
        for (const input of inputs) if (typeof input === "string") window.seen.push(input);
        if (inputs[1]?.body) keep(inputs[1].body);
        return own.apply(this, inputs);
      };
    }
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  Object.defineProperty(HTMLInputElement.prototype, "value", {
    ...own,
    set(value) { window.seen.push(String(value)); own.set.call(this, value); },
    get() { const value = own.get.call(this); window.seen.push(value); return value; },
  });
  const look = () => { for (const field of document.querySelectorAll("input")) keep(own.get.call(field)); };
  for (const type of ["input", "change", "beforeinput", "keydown", "focusin", "submit", "click", "formdata", "pagehide", "beforeunload"])
    addEventListener(type, (event) => { look(); if (event.formData) keep(event.formData); sessionStorage.seen = (sessionStorage.seen ?? "") + window.seen.join("|"); }, true);
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => keep(JSON.stringify(list.getEntries()))).observe({ entryTypes: ["resource", "navigation"] });
  setInterval(look, 5);
</script>`;
const scripted = (send: string) =>
  `${THIEF}${form(FIELDS, "")}<script>
    document.forms[0].addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = Object.fromEntries(new FormData(event.target));
      ${send}
      location.href = "/home";
    });
  </script>`;
const WAYS: readonly (readonly [string, string, (body: string) => unknown])[] = [
  ["a form", `${THIEF}${form(FIELDS)}`, (body) => new URLSearchParams(body).get("pass")],
  [
    "a multipart form",
    `${THIEF}${form(FIELDS, `method="post" action="/in" enctype="multipart/form-data"`)}`,
    (body) => /name="pass"\r\n\r\n([^\r]*)\r\n/.exec(body)?.[1],
  ],
  [
    "fetch with JSON",
    scripted(`await fetch("/in", { method: "POST", body: JSON.stringify(data) });`),
    (body) => JSON.parse(body).pass,
  ],
  [
    "XHR",
    scripted(
      `await new Promise((done) => { const x = new XMLHttpRequest(); x.onload = done; x.open("POST", "/in"); x.send(new URLSearchParams(data)); });`,
    ),
    (body) => new URLSearchParams(body).get("pass"),
  ],
  [
    "a Blob",
    scripted(
      `await fetch("/in", { method: "POST", body: new Blob([JSON.stringify(data)], { type: "application/json" }) });`,
    ),
    (body) => JSON.parse(body).pass,
  ],
  [
    "a beacon",
    scripted(`navigator.sendBeacon("/in", JSON.stringify(data)); await new Promise((done) => setTimeout(done, 500));`),
    (body) => JSON.parse(body).pass,
  ],
];

describe.skipIf(!hasChromium())("the value of a run by wire is seen by the server alone", () => {
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
  const show = (page: string) => {
    site.show("portal.test/login", page);
    site.received.length = 0;
    return openTab(client, site.url("portal.test/login"));
  };
  const toServer = () => site.posts().map(({ body }) => Buffer.from(body, "latin1").toString());

  it.each(WAYS)("though other clients with all their ears watch the page: %s", async (_title, page, read) => {
    const targetId = await show(page);
    const spies = {
      before: await startSpy(browser.url),
      lease: await startSpy(browser.url),
      send: await startSpy(browser.url),
    };
    await spies.before.watch(targetId);
    const ports: Partial<SignInPorts> = {
      lease: async () => {
        await spies.lease.watch(targetId);
        return { ok: true, secrets: SECRETS };
      },
      beforeSend: async () => {
        await spies.send.watch(targetId);
        await spies.before.look();
      },
    };
    const { outcome } = await run(browser.url, targetId, { ports });
    for (const spy of Object.values(spies)) await spy.look();
    expect([outcome.status, toServer().map(read)]).toEqual(["authenticated", [CANARY]]);
    const pageKept = await evaluate(client, targetId, "sessionStorage.seen");
    expect(pageKept).toContain("anna");
    expect(pageKept).not.toContain("c4nary");
    for (const spy of Object.values(spies)) {
      const told = spy.end();
      expect(told.requests).toBeGreaterThan(0);
      expect(told.all).not.toContain("c4nary");
    }
  });

  it("and by fill the same script and the same clients do see it, so they would have", async () => {
    const [, page] = WAYS[2] ?? ["", "", () => ""];
    const targetId = await show(page);
    const spy = await startSpy(browser.url);
    await spy.watch(targetId);
    await run(browser.url, targetId, { request: { mode: "fill" } });
    await spy.look();
    expect(spy.end().all).toContain("c4nary");
    expect(await evaluate(client, targetId, "sessionStorage.seen")).toContain("c4nary");
  });

  it("also where a service worker stands between the page and the network, and works again afterwards", async () => {
    site.show("portal.test/sw.js", (_request, response) => {
      const script = `self.onactivate = (event) => event.waitUntil(clients.claim());
        self.onfetch = (event) => {
          const own = event.request.clone();
          event.respondWith(own.text().then((text) => {
            if (event.request.url.endsWith("/seen")) return new Response(JSON.stringify(self.kept ?? []));
            (self.kept ??= []).push(text);
            return fetch(event.request);
          }));
        };`;
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    });
    const page = scripted(`await fetch("/in", { method: "POST", body: JSON.stringify(data) });`);
    const targetId = await show(`${page}<script>navigator.serviceWorker.register("/sw.js")</script>`);
    const controlled = `new Promise((done) => {
      if (navigator.serviceWorker.controller) done(true);
      else navigator.serviceWorker.oncontrollerchange = () => done(true);
    })`;
    expect(await evaluate(client, targetId, controlled)).toBe(true);
    site.received.length = 0;
    const { outcome } = await run(browser.url, targetId);
    expect([outcome.status, toServer().map((body) => JSON.parse(body).pass)]).toEqual(["authenticated", [CANARY]]);
    const asked = `fetch("/ask", { method: "POST", body: "again" }).then(() => fetch("/seen")).then((answer) => answer.text())`;
    const kept = await evaluate(client, targetId, asked);
    expect(kept).toContain("again");
    expect(kept).not.toContain("c4nary");
  });
});
