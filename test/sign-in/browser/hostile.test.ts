import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTransport, systemClock } from "../../../scripts/lib/web-socket.mjs";
import { CdpClient } from "../../../src/sign-in/cdp/client";
import type { Transport } from "../../../src/sign-in/cdp/transport";
import type { SignInRequest } from "../../../src/sign-in/drive/ports";
import { signIn } from "../../../src/sign-in/drive/sign-in";
import {
  type Bench,
  CANARY,
  form,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  portsFor,
  requestFor,
  run,
  SECRETS,
  valuesIn,
  WELCOME,
} from "./harness";
import type { Site } from "./site";

/** All that a run may answer: the table of the checks, and what came of a form. */
const CODES = new Set<string | null>([
  ...["host_not_allowed", "insecure_page", "ancestor_not_allowed", "action_not_allowed", "sandboxed_frame"],
  ...["opaque_origin", "looks_like_registration", "ambiguous_form", "no_login_form", "hidden_field_only"],
  ...["not_a_password_field", "page_changed", "not_substituted", "redirect_refused", "browser_refused"],
  ...["browser_gone", "target_not_found", "ambiguous_target", "timeout", "still_on_form", "otp_required"],
  ...["challenge", "unknown_after_submit", "cancelled"],
  null,
]);
const AT_ONCE = 6;
const KINDS_EACH = 8;
type Message = { id?: number; method?: string; result?: unknown; params?: unknown };
type Change = (message: Message) => readonly unknown[];

/** A browser whose message of this number is another one, or several. */
function changing(transport: Transport, at: number, change: Change): Transport & { readonly received: () => number } {
  let received = 0;
  return {
    received: () => received,
    close: () => transport.close(),
    send: (text) => transport.send(text),
    listen: (listener) =>
      transport.listen({
        closed: () => listener.closed(),
        message: (data) => {
          received += 1;
          const said = received === at ? change(JSON.parse(String(data))) : [data];
          for (const one of said) listener.message(typeof one === "object" ? JSON.stringify(one) : one);
        },
      }),
  };
}
/** The same form with other leaves. */
function withLeaves(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withLeaves(one, leaf));
  if (typeof value !== "object" || value === null) return leaf(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withLeaves(one, leaf)]));
}
const body = (message: Message, change: (body: unknown) => unknown): Message =>
  message.id === undefined
    ? { ...message, params: change(message.params) }
    : { ...message, result: change(message.result) };
const CHANGES: readonly (readonly [string, Change])[] = [
  ["is no JSON", () => ["{"]],
  ["is a list", () => ["[1]"]],
  ["is empty", (message) => [body(message, () => ({}))]],
  [
    "has numbers for words and words for numbers",
    (message) => [body(message, (found) => withLeaves(found, (leaf) => (typeof leaf === "string" ? 7 : "7")))],
  ],
  ["has nothing but null in it", (message) => [body(message, (found) => withLeaves(found, () => null))]],
  [
    "has very long words",
    (message) => [
      body(message, (found) =>
        withLeaves(found, (leaf) => (typeof leaf === "string" ? leaf + "x".repeat(30_000) : leaf)),
      ),
    ],
  ],
  ["comes twice", (message) => [message, message]],
  [
    "is a refusal",
    ({ id, ...message }) => [
      id === undefined
        ? message
        : { id, ...message, result: undefined, error: { code: -32000, message: "<b>hunter2" } },
    ],
  ],
  ["comes with answers to nobody", (message) => [message, { id: 999_999_999, result: {} }]],
  [
    "comes with a page that is attached, and is ours for no reason",
    (message) => [
      message,
      { method: "Target.attachedToTarget", params: { sessionId: "FOREIGN", targetInfo: { type: "iframe" } } },
    ],
  ],
];

describe.skipIf(!hasChromium())("a run with a browser or a page that is not as it should be", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
    site.show("portal.test/login", LOGIN);
    site.show("portal.test/in", WELCOME);
  });
  afterAll(() => close());

  async function withChange(at: number, change: Change, mode: "wire" | "fill") {
    const targetId = await openTab(client, site.url("portal.test/login"));
    const socket = changing(await openTransport(browser.url), at, change);
    const cdp = new CdpClient(socket, systemClock);
    const request: SignInRequest = requestFor(["portal.test"], targetId, { mode, success: { timeoutMs: 2_500 } });
    let told = 0;
    const ports = portsFor(["portal.test"], {
      lease: async () => ({ ok: true, secrets: SECRETS }),
      beforeSend: async () => {
        told += 1;
      },
    });
    const outcome = await signIn(cdp, request, ports);
    const values = told > 0 ? [] : await valuesIn(client, targetId);
    cdp.close();
    await client.send("Target.closeTarget", { targetId });
    return { outcome, values, received: socket.received() };
  }

  it.each(CHANGES.map(([title, change], kind) => ({ title, change, kind })))(
    "ends with a code of the table, whichever message $title, and leaves nothing filled",
    async ({ change, kind }) => {
      const whole = await withChange(Number.POSITIVE_INFINITY, change, "wire");
      expect(whole.outcome.status).toBe("authenticated");
      const last = Math.min(whole.received, 70);
      // Not each message for each kind, but each message for some.
      const places = Array.from({ length: last }, (_, at) => at + 1).filter(
        (at) => at % KINDS_EACH === kind % KINDS_EACH,
      );
      for (let first = 0; first < places.length; first += AT_ONCE) {
        const some = places.slice(first, first + AT_ONCE);
        const ended = await Promise.all(
          some.map((at) => withChange(at, change, (at >> 2) % 2 === 0 ? "fill" : "wire")),
        );
        for (const [at, { outcome, values }] of ended.entries()) {
          expect(CODES, `message ${some[at]}: ${outcome.code}`).toContain(outcome.code);
          expect(
            values.filter((value) => value.includes("c4nary")),
            `message ${some[at]}`,
          ).toEqual([]);
          expect(JSON.stringify(outcome)).not.toMatch(/c4nary|hunter2|xxxx/);
        }
      }
    },
  );

  it("ends at a message of 100 MiB, unread", async () => {
    const { outcome, values } = await withChange(12, () => ["x".repeat(100 * 1024 * 1024)], "wire");
    expect([outcome.code, outcome.details, values]).toEqual(["browser_gone", { limit: "message_too_large" }, ["", ""]]);
  });

  it("looks at no more than some of ten thousand frames, side by side or one in the other", async () => {
    const frame = (at: number) => `"frame":{"id":"F${at}","parentId":"F","loaderId":"L${at}"}`;
    const wide = Array.from({ length: 10_000 }, (_, at) => `{${frame(at)}}`).join(",");
    const deep =
      Array.from({ length: 10_000 }, (_, at) => `{${frame(at)},"childFrames":[`).join("") + "]}".repeat(10_000);
    for (const childFrames of [wide, deep]) {
      let changed = 0;
      const withFrames = (text: string) => {
        if (!text.includes(`"result":{"frameTree":{`)) return text;
        changed += 1;
        return text.replace(`"frameTree":{`, `"frameTree":{"childFrames":[${childFrames}],`);
      };
      const targetId = await openTab(client, site.url("portal.test/login"));
      const real = await openTransport(browser.url);
      const listen: Transport["listen"] = ({ message, closed }) =>
        real.listen({ closed, message: (data) => message(withFrames(String(data))) });
      const cdp = new CdpClient({ ...real, listen }, systemClock);
      const { outcome } = await run(browser.url, targetId, { client: cdp });
      expect([outcome.status, changed > 0]).toEqual(["authenticated", true]);
    }
  });

  const pages: readonly (readonly [string, string])[] = [
    [
      "that navigates without end",
      `${LOGIN}<script>setTimeout(() => { location.href = "/login?" + Math.random(); }, 20);</script>`,
    ],
    ["that loads itself anew as soon as it is there", `<script>location.reload();</script>${LOGIN}`],
    ["of a thousand frames", LOGIN + `<iframe src="about:blank"></iframe>`.repeat(990)],
    ["of frames that load themselves anew", LOGIN + `<iframe src="/spin" width="30"></iframe>`.repeat(30)],
    [
      "that writes itself anew",
      `${LOGIN}<script>setInterval(() => { document.open(); document.write(${JSON.stringify(LOGIN)}); document.close(); }, 5);</script>`,
    ],
    [
      "that puts its form anew into the page",
      `${LOGIN}<script>setInterval(() => { document.forms[0].outerHTML = document.forms[0].outerHTML; }, 1);</script>`,
    ],
    [
      "that logs without end",
      `${LOGIN}<script>setInterval(() => { for (let at = 0; at < 500; at += 1) console.log("x".repeat(1000)); }, 10);</script>`,
    ],
    ["of very many fields", form(`${"<input>".repeat(20_000)}<input type="password"><button>Log in</button>`)],
    ["of very deep elements", `${"<div>".repeat(20_000)}${LOGIN}`],
    [
      "whose prototypes lie",
      `${LOGIN}<script>
      for (const type of [HTMLInputElement, HTMLFormElement, Element, Node, Document])
        for (const name of Object.getOwnPropertyNames(type.prototype)) {
          const own = Object.getOwnPropertyDescriptor(type.prototype, name);
          if (own?.configurable && name !== "constructor") Object.defineProperty(type.prototype, name, { get() { throw new Error("hunter2"); }, set() {} });
        }
    </script>`,
    ],
  ];
  it.each(pages)("ends with a code of the table on a page %s, and sends at most once", async (_title, page) => {
    site.show("portal.test/spin", `<!doctype html><script>setTimeout(() => location.reload(), 10);</script>`);
    site.show("portal.test/login", page);
    for (const mode of ["wire", "fill"] as const) {
      const { targetId } = await client.send("Target.createTarget", { url: site.url("portal.test/login") });
      site.received.length = 0;
      const { outcome } = await run(browser.url, targetId, { request: { mode, success: { timeoutMs: 3_000 } } });
      expect(CODES).toContain(outcome.code);
      expect(JSON.stringify(outcome)).not.toMatch(/c4nary|hunter2/);
      expect(site.posts().length).toBeLessThanOrEqual(1);
      if (mode === "wire" && outcome.status !== "authenticated" && site.posts().length === 0)
        expect(JSON.stringify(site.received)).not.toContain(CANARY);
      await client.send("Target.closeTarget", { targetId });
    }
    site.show("portal.test/login", LOGIN);
  });
});
