import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import { describeLogin } from "../../../src/sign-in/drive/describe";
import { SIGN_IN_DEFAULTS } from "../../../src/sign-in/drive/ports";
import { pageKit } from "../../../src/sign-in/page/kit";
import { parseObservation } from "../../../src/sign-in/page/observation-schema";
import {
  type Bench,
  CANARY,
  connect,
  evaluate,
  form,
  formBody,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  portsFor,
  run,
  WELCOME,
} from "./harness";
import type { Site } from "./site";

describe.skipIf(!hasChromium())("the in-page code", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
  });
  afterAll(() => close());

  it("runs as the deployed bundle has it: made small, with helpers that keep names", async () => {
    const options = { bundle: true, minify: true, keepNames: true, format: "esm", write: false } as const;
    const { outputFiles } = await build({ ...options, entryPoints: ["src/sign-in/page/kit.ts"], target: "es2024" });
    const small: { pageKit(): string } = await import(
      `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`
    );
    site.show("portal.test/login", LOGIN);
    const targetId = await openTab(client, site.url("portal.test/login"));
    const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
    const expression = `${small.pageKit()}.observe()`;
    const { result } = await client.send("Runtime.evaluate", { expression, returnByValue: true }, sessionId);
    const fields = parseObservation(result.value)?.fields.map(({ label, type }) => [label, type]);
    expect(fields).toEqual([
      ["User name", "text"],
      ["Password", "password"],
    ]);
    const order = {
      origin: "x",
      group: 0,
      isForm: true,
      action: "",
      method: "post",
      submit: null,
      submitAction: null,
      fields: [],
    };
    const fill = `${small.pageKit()}.fill(${JSON.stringify(order)}, [], true)`;
    const filled = await client.send("Runtime.evaluate", { expression: fill, returnByValue: true }, sessionId);
    expect(filled.result.value).toEqual({ ok: false, code: "page_changed" });
  });

  it("tells of each field whether a person can see it", async () => {
    const hidden: readonly (readonly [style: string, reason: string | null])[] = [
      ["", null],
      ["position:fixed;left:20000px", "outside"],
      ["position:fixed;top:20000px", "outside"],
      ["position:absolute;left:20000px", "outside"],
      ["opacity:0.01", "not_rendered"],
      ["filter:opacity(0)", "not_rendered"],
      ["filter:opacity(5%) blur(1px)", "not_rendered"],
      ["filter:blur(1px)", null],
      ["clip-path:polygon(0 0, 0 0, 0 0)", "clipped"],
      ["clip-path:polygon(0 0, 100% 100%, 0 0)", "clipped"],
      ["clip-path:polygon(0 0, 100% 0, 100% 90%, 0 100%)", null],
      ["clip-path:inset(0 100% 0 0)", "clipped"],
      ["clip-path:inset(0 60%)", "clipped"],
      ["clip-path:inset(0 0 500px)", "clipped"],
      ["clip-path:inset(1px 2% round 4px)", null],
      ["clip-path:circle(1px)", "clipped"],
      ["clip-path:circle(60%)", null],
      ["clip-path:ellipse(0 50%)", "clipped"],
      ["clip-path:ellipse(40px 50% at 50% 50%)", null],
      ["clip-path:path('M0 0')", "clipped"],
      ["clip-path:border-box", null],
    ];
    const fields = hidden.map(([style], at) => `<div><input name="f${at}" style="${style}"></div>`);
    const framed = `<div style="clip-path:inset(0 0 100% 0)"><input name="below"></div>
      <div style="position:fixed;top:0;height:200px;overflow-y:auto"><p style="height:5000px"></p><input name="scrolled"></div>`;
    site.show("portal.test/login", `<!doctype html><style>html{overflow-x:hidden}</style>${fields.join("")}${framed}`);
    const targetId = await openTab(client, site.url("portal.test/login"));
    const seen = parseObservation(await evaluate(client, targetId, `${pageKit()}.observe()`))?.fields;
    expect(seen?.map(({ name, hidden: why }) => [hidden[Number(name.slice(1))]?.[0] ?? name, why])).toEqual([
      ...hidden,
      ["below", "clipped"],
      ["scrolled", null],
    ]);
  });

  const describePage = async (page: string, mode: "wire" | "fill" = "wire") => {
    site.show("portal.test/login", page);
    const targetId = await openTab(client, site.url("portal.test/login"));
    const own = await connect(browser.url);
    const request = { ...SIGN_IN_DEFAULTS, mode, target: { targetId }, allowedDomains: ["portal.test"] };
    const described = await describeLogin(own, request, portsFor(["portal.test"]));
    own.close();
    return described;
  };

  it("describes what a run would do, without asking for a value", async () => {
    expect(await describePage(LOGIN)).toEqual({
      host: "portal.test",
      allowed: true,
      matchedPattern: "portal.test",
      form: {
        kind: "login",
        fields: [
          { role: "username", selector: `input[name="user"]`, label: "User name", frameHost: "portal.test" },
          { role: "password", selector: `input[name="pass"]`, label: "Password", frameHost: "portal.test" },
        ],
        submit: { selector: "button:not([type=button]),input[type=submit]", label: "Log in" },
      },
      refusal: null,
    });
  });

  it("describes why nothing would be done", async () => {
    const get = await describePage(
      form(`<input name="user" aria-label="User"><input type="password">`, `method="get"`),
      "fill",
    );
    expect([get.form?.kind, get.refusal]).toEqual(["login", "action_not_allowed"]);
    expect(await describePage(WELCOME)).toMatchObject({ form: null, refusal: "no_login_form" });
  });

  it("puts the value past a service worker that would answer for the page", async () => {
    site.show("portal.test/sw.js", (_request, response) => {
      const script = `self.onactivate = (event) => event.waitUntil(clients.claim());
        self.onfetch = (event) => event.respondWith(fetch(event.request));`;
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    });
    site.show("portal.test/in", WELCOME);
    const sends = `<script>
      document.forms[0].addEventListener("submit", async (event) => {
        event.preventDefault();
        await fetch("/in", { method: "POST", body: new URLSearchParams(new FormData(event.target)) });
        document.body.innerHTML = "<h1>Welcome</h1>";
      });
      navigator.serviceWorker.register("/sw.js");
    </script>`;
    const results: unknown[] = [];
    for (const page of [LOGIN + sends, `${LOGIN}<script>navigator.serviceWorker.register("/sw.js")</script>`]) {
      site.show("portal.test/login", page);
      const targetId = await openTab(client, site.url("portal.test/login"));
      const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
      const expression = `new Promise((done) => {
        if (navigator.serviceWorker.controller) done(true);
        else navigator.serviceWorker.oncontrollerchange = () => done(true);
      })`;
      const controlled = { expression, awaitPromise: true, returnByValue: true };
      const { result } = await client.send("Runtime.evaluate", controlled, sessionId);
      site.received.length = 0;
      const { outcome } = await run(browser.url, targetId);
      results.push([result.value, outcome.code, site.posts().map(({ body }) => formBody(body).pass)]);
    }
    expect(results).toEqual([
      [true, null, [CANARY]],
      [true, null, [CANARY]],
    ]);
  });
});
