import { env } from "cloudflare:workers";
import { afterAll, expect, it } from "vitest";
import text from "../../../docs/faults.md?raw";
import { must, newTenant } from "../../support/api";
import { type BrowserScript, type HttpAnswer, newFakeBrowser } from "../../support/fake-browser";
import { STAMP } from "../checks-support";
import { evict, newest } from "../record-bench";
import { BROWSERS, newBrowser } from "./support";

/** The table of browsers' faults in `docs/faults.md`: stage, code, and what the audit row says besides. */
const documented = new Map(
  (text.split("\n## Browsers")[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (Fault|---) /.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
    .map(([, name = "", stage, code, besides]) => [name, { stage, code, besides }]),
);
const tried: string[] = [];

type At = "socket" | "server";
type Fault = readonly [name: string, at: At, script: BrowserScript, endpoint?: string];

/** Tries a fresh browser, and holds what is answered and recorded against the row of that name. */
async function told([name, at, script, endpoint]: Fault): Promise<void> {
  tried.push(name);
  const tenant = await newTenant();
  const browser = await newFakeBrowser(script);
  const made = await newBrowser(tenant, { endpoint: browser[at], apiKey: undefined });
  if (endpoint !== undefined) {
    await env.DB.prepare("UPDATE browsers SET endpoint = ? WHERE id = ?").bind(endpoint, made.id).run();
    await evict(tenant);
  }
  const answer = await tenant.api(`POST ${BROWSERS}/${made.id}/test`);
  await browser.release();
  const { stage, code, ...rest } = must(answer, 200);
  const known = stage === "protocol" && at === "server";
  expect(rest, name).toEqual({
    ok: false,
    product: known ? "Chrome/156.0.7000.1" : null,
    protocolVersion: known ? "1.3" : null,
    pages: null,
    checkedAt: STAMP,
    latencyMs: expect.any(Number),
  });
  const row = await newest(tenant);
  const { browser_id, ok, ...extra } = (row?.extra ?? {}) as Record<string, unknown>;
  const besides = Object.entries(extra).filter(([key]) => key !== "stage" && key !== "code");
  expect({ ...row, extra: [browser_id, ok, extra.stage, extra.code] }).toEqual({
    action: "browser.tested",
    outcome: "ok",
    object: made.id,
    extra: [made.id, false, stage, code],
  });
  expect({ stage, code, besides: besides.flat().join(" ") }, name).toEqual(documented.get(name));
  expect(answer.text + JSON.stringify(row)).not.toContain("canary");
  await browser.until((log) => log.open === 0);
}

const status = (code: number): HttpAnswer => ({
  status: code,
  text: "canary",
  headers: { location: "wss://canary.example/" },
});
const naming = (webSocketDebuggerUrl: string) => ({ version: { json: { webSocketDebuggerUrl, Browser: "canary" } } });
const held = { held: true } as const;

afterAll(() => {
  expect(tried.toSorted()).toEqual([...documented.keys()].toSorted());
});

it.concurrent.for<Fault>([
  ["the socket does not open", "socket", { upgrade: held }],
  ["the server does not answer", "server", { version: held }],
  ["a command is not answered", "socket", { socket: "silent" }],
])("a test of a browser finds what docs/faults.md says: %s", told);

it.for<Fault>([
  ["the address is refused by now", "socket", {}, "wss://10.0.0.1/"],
  ["nobody listens", "socket", {}, "ws://127.0.0.1:1/"],
  ["the connection ends without an answer", "socket", { upgrade: { close: true } }],
  ["the key is refused (401)", "socket", { upgrade: status(401) }],
  ["a redirect (302) instead of a socket", "socket", { upgrade: status(302) }],
  ["a page (200) instead of a socket", "socket", { upgrade: status(200) }],
  ["a gateway breaks (502) before the browser", "socket", { upgrade: status(502) }],
  ["the server ends the connection", "server", { version: { close: true } }],
  ["the server's answer is cut off", "server", { version: { truncated: true, text: '{"Browser":"canary' } }],
  ["the server refuses the key (403)", "server", { version: status(403) }],
  ["the server redirects (307)", "server", { version: status(307) }],
  ["the server's answer is no version", "server", { version: { text: "<html>canary</html>" } }],
  ["the server names another host", "server", naming("wss://canary.example/")],
  ["the server names a refused address", "server", naming("wss://10.0.0.1/canary")],
  ["the server's answer has 64 KiB and one byte", "server", { version: { sizeBytes: 65_537 } }],
  ["the socket is that of a page", "socket", { socket: "page" }],
  ["what answers is no browser", "server", { socket: "babble" }],
  ["an answer to nobody", "socket", { socket: "stray" }],
  ["an answer in bytes", "socket", { socket: "binary" }],
  ["an answer of 5 MiB", "socket", { socket: "large" }],
  ["an answer of 100 MiB", "socket", { socket: "huge" }],
  ["the socket breaks in a message", "socket", { socket: "half" }],
  ["the socket closes", "server", { socket: "leave" }],
])("a test of a browser finds what docs/faults.md says: %s", told);
