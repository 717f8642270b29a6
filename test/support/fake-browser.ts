import { inject } from "vitest";
import type { BrowserLog, BrowserScript } from "./fake-browser-script";
import { PATIENCE_MS } from "./patience";

export type { BrowserScript, HttpAnswer } from "./fake-browser-script";

/** A browser that does what a test says. Each is alone. */
export interface FakeBrowser {
  /** Of its socket; to be used as an endpoint. */
  readonly socket: string;
  /** Of the server that names it. */
  readonly server: string;
  /** What it saw until now. */
  log(): Promise<BrowserLog>;
  /** Waits until it saw what is asked for. */
  until(holds: (log: BrowserLog) => boolean): Promise<BrowserLog>;
  /** Lets all answers go that are held at this moment. */
  release(): Promise<void>;
}

const POLL_MS = 10;

export async function newFakeBrowser(script: BrowserScript = {}): Promise<FakeBrowser> {
  const base = inject("fakeBrowser");
  const { id } = await control<{ id: string }>("/__scripts", script);
  const log = () => control<BrowserLog>(`/__scripts/${id}`);
  const server = `${base}/b/${id}`;
  return {
    server,
    socket: `${server.replace(/^http/, "ws")}/devtools/browser/0a1b`,
    log,
    async until(holds) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const seen = await log();
        if (holds(seen)) return seen;
        if (Date.now() > end) throw new Error(`not seen within ${PATIENCE_MS} ms`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    release: async () => void (await control(`/__scripts/${id}/release`)),
  };
}

/** The socket of a real Chromium, which all tests share. */
export const chromiumSocket = async (): Promise<string> => (await control<{ url: string }>("/__chromium")).url;

async function control<T>(path: string, body: object = {}): Promise<T> {
  const response = await fetch(inject("fakeBrowser") + path, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the fake browser answered ${response.status} to ${path}`);
  return response.json();
}
