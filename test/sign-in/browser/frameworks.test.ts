import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import { type Bench, CANARY, hasChromium, openBench, openTab, run } from "./harness";
import type { Site } from "./site";

/**
 * Each is what people write: fields that the framework controls, values from its own state and not from the page, a button that
 * opens when both are there, a code in a second step, and no new document in all of it.
 */
const REACT = `
  import { createElement as h, useState } from "react";
  import { createRoot } from "react-dom/client";
  const field = (label, type, name, value, set) =>
    h("label", { key: name }, label, h("input", { type, name, value, onChange: (event) => set(event.target.value) }));
  function App() {
    const [user, setUser] = useState("");
    const [pass, setPass] = useState("");
    const [code, setCode] = useState("");
    const [step, setStep] = useState("login");
    const send = (path, body, next) => async (event) => {
      event.preventDefault();
      const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      if (answer.ok) setStep(next);
    };
    if (step === "home") return h("h1", null, "Welcome");
    if (step === "code")
      return h("form", { onSubmit: send("/code", { code }, "home") },
        h("label", null, "Verification code", h("input", { name: "code", autoComplete: "one-time-code", value: code, onChange: (event) => setCode(event.target.value) })),
        h("button", { disabled: code === "" }, "Verify"));
    return h("form", { onSubmit: send("/in", { user, pass }, window.steps === 2 ? "code" : "home") },
      h("h1", null, "Sign in"),
      field("User name", "text", "user", user, setUser),
      field("Password", "password", "pass", pass, setPass),
      h("button", { disabled: user === "" || pass === "" }, "Log in"));
  }
  createRoot(document.getElementById("root")).render(h(App));
`;
const VUE = `
  const { createApp, h, ref, vModelText, withDirectives } = VueRuntimeDOM;
  const field = (label, props, state) =>
    h("label", [label, withDirectives(h("input", { ...props, "onUpdate:modelValue": (value) => { state.value = value; } }), [[vModelText, state.value]])]);
  createApp({
    setup() {
      const [user, pass, code, step] = [ref(""), ref(""), ref(""), ref("login")];
      const send = (path, body, next) => async (event) => {
        event.preventDefault();
        const answer = await fetch(path, { method: "POST", body: new URLSearchParams(body()) });
        if (answer.ok) step.value = next;
      };
      return () => {
        if (step.value === "home") return h("h1", "Welcome");
        if (step.value === "code")
          return h("form", { onSubmit: send("/code", () => ({ code: code.value }), "home") }, [
            field("Verification code", { name: "code", autocomplete: "one-time-code" }, code),
            h("button", { disabled: code.value === "" }, "Verify"),
          ]);
        return h("form", { onSubmit: send("/in", () => ({ user: user.value, pass: pass.value }), window.steps === 2 ? "code" : "home") }, [
          h("h1", "Sign in"),
          field("User name", { name: "user" }, user),
          field("Password", { name: "pass", type: "password" }, pass),
          h("button", { disabled: user.value === "" || pass.value === "" }, "Log in"),
        ]);
      };
    },
  }).mount("#root");
`;
const codeAt = async (now: number) => ({ code: "123456", expiresAtMs: now + 20_000, period: 30 });

async function bundleReact(): Promise<string> {
  const stdin = { contents: REACT, resolveDir: import.meta.dirname };
  const define = { "process.env.NODE_ENV": '"production"' };
  const { outputFiles } = await build({ stdin, define, bundle: true, minify: true, write: false, format: "iife" });
  return outputFiles[0]?.text ?? "";
}
/** As a page loads it from a network of files. */
const vueRuntime = (): string =>
  readFileSync(createRequire(import.meta.url).resolve("@vue/runtime-dom/dist/runtime-dom.global.prod.js"), "utf8");

describe.skipIf(!hasChromium())("signIn on a page of", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
    const script = (text: string) => (_request: unknown, response: import("node:http").ServerResponse) => {
      response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" }).end(text);
    };
    site.show("portal.test/react.js", script(await bundleReact()));
    site.show("portal.test/vue.js", script(vueRuntime() + VUE));
    site.show("portal.test/in", "{}");
    site.show("portal.test/code", "{}");
  });
  afterAll(() => close());
  const READ: Readonly<Record<string, (body: string) => unknown>> = {
    react: (body) => JSON.parse(Buffer.from(body, "latin1").toString()),
    vue: (body) => Object.fromEntries(new URLSearchParams(body)),
  };
  async function on(framework: string, steps: number, mode: "wire" | "fill") {
    site.show(
      "portal.test/login",
      `<!doctype html><title>App</title><div id="root"></div><script>window.steps = ${steps};</script><script src="/${framework}.js"></script>`,
    );
    const targetId = await openTab(client, site.url("portal.test/login"));
    site.received.length = 0;
    const { outcome } = await run(browser.url, targetId, { request: { mode }, secrets: { codeAt } });
    return { outcome, sent: site.posts().map(({ path, body }) => [path, READ[framework]?.(body)]) };
  }

  it.each([
    ["react", "wire"],
    ["react", "fill"],
    ["vue", "wire"],
    ["vue", "fill"],
  ] as const)("%s, by %s: what is in its state is what was written, in each step", async (framework, mode) => {
    const login = ["/in", { user: "anna", pass: CANARY }];
    const once = await on(framework, 1, mode);
    expect(once.outcome).toMatchObject({ status: "authenticated", verdict: "signed_in", mode });
    expect(once.sent).toEqual([login]);
    const twice = await on(framework, 2, mode);
    expect(twice.outcome).toMatchObject({ status: "authenticated", verdict: "signed_in", usedTotp: true });
    expect(twice.sent).toEqual([login, ["/code", { code: "123456" }]]);
  });
});
