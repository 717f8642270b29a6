import { inject } from "vitest";
import { CdpClient } from "../../src/sign-in/cdp/client";
import type { Transport } from "../../src/sign-in/cdp/transport";
import { HANDS, PATIENCE_MS } from "./patience";
import type { Posted, SiteScript } from "./sign-in-site-script";

export type { Posted, SiteScript } from "./sign-in-site-script";

const given = inject("signInSite");
/** False where there is no Chromium: the setup has said so. */
export const hasChromium = given !== null;
const { url = "", cdpUrl = "" } = given ?? {};
/** The browser's own socket. */
export const CDP_URL = cdpUrl;

export const FORM = `<form method="post" action="login">
  <label>User name <input name="user" autocomplete="username"></label>
  <label>Password <input name="pass" type="password" autocomplete="current-password"></label>
  <button>Sign in</button></form>`;
/** The same, after a while. */
export const lateForm = (ms: number): string =>
  `<div id="later"></div><script>setTimeout(() => { later.innerHTML = \`${FORM}\`; }, ${ms});</script>`;
export const CODE_FORM = `<form method="post" action="code">
  <label>Code <input name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="6"></label>
  <button>Verify</button></form>`;

export interface TestSite {
  /** Of a page of it. */
  page(name: string): string;
  posted(): Promise<Posted[]>;
  /** Waits until so many posts have come. */
  waitForPosts(count: number): Promise<void>;
}

export async function newSite(script: SiteScript): Promise<TestSite> {
  const made = await fetch(`${url}/__sites`, { method: "POST", body: JSON.stringify(script) });
  const { id }: { id: string } = await made.json();
  const posted = async (): Promise<Posted[]> => (await fetch(`${url}/__sites/${id}`)).json();
  return {
    page: (name) => `${url}/s/${id}/${name}`,
    posted,
    async waitForPosts(count) {
      const end = Date.now() + PATIENCE_MS;
      while ((await posted()).length < count) {
        if (Date.now() > end) throw new Error(`fewer than ${count} posts within ${PATIENCE_MS} ms`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** A tab of the browser, driven by a client of the test's own. */
export interface TestTab {
  readonly targetId: string;
  /** What an expression gives in the page. */
  read(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** A tab that has loaded its page. */
export async function openTab(address: string): Promise<TestTab> {
  const client = new CdpClient(await connect(), { now: Date.now, after }, HANDS);
  const { targetId } = await client.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await client.send("Target.attachToTarget", { targetId, flatten: true });
  await client.send("Page.enable", {}, sessionId);
  const loaded = new Promise<void>((resolve) => {
    client.on("Page.loadEventFired", () => resolve());
  });
  await client.send("Page.navigate", { url: address }, sessionId);
  await loaded;
  return {
    targetId,
    async read(expression) {
      const { result } = await client.send("Runtime.evaluate", { expression, returnByValue: true }, sessionId);
      return result.value;
    },
    async close() {
      await client.send("Target.closeTarget", { targetId });
      client.close();
    },
  };
}

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

async function connect(): Promise<Transport> {
  const { webSocket } = await fetch(CDP_URL.replace(/^ws/, "http"), { headers: { upgrade: "websocket" } });
  if (!webSocket) throw new Error("the browser opened no socket");
  webSocket.accept();
  return {
    send: (text) => webSocket.send(text),
    listen({ message, closed }) {
      webSocket.addEventListener("message", ({ data }) => message(data));
      webSocket.addEventListener("close", () => closed());
    },
    close: () => webSocket.close(),
  };
}
