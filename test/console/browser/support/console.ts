/// <reference lib="dom" />
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, expect, inject, test } from "vitest";
import { findChromium } from "../../../../scripts/lib/chromium.mjs";
import { newSpaceAt, type Space } from "../../../support/node/space.ts";

/** What the console is looked at with. Where there is no Chromium its tests are skipped, and that was said. */
export const server = inject("consoleServer");
export const looking = test.skipIf(server === null);

let browser: Promise<Browser> | undefined;
const launched = (): Promise<Browser> => {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const executablePath = findChromium() ?? "";
  browser ??= chromium.launch({ executablePath, args: ["--disable-dev-shm-usage", ...asRoot] });
  return browser;
};
afterAll(async () => (await browser)?.close());

/** A tenant of a test's own at the server that the console is a part of. */
export function newSpace(): Promise<Space> {
  if (server === null) throw new Error("there is no Chromium, so no server was started");
  return newSpaceAt(server);
}

/** Somebody in front of a browser of their own, at the console. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Goes to an address of the console, such as `/console/secrets`, and waits for its heading. */
  visit(path: string): Promise<void>;
  /** What no page may have: a request to another host, a breach of the policy, a fault in the browser's console. */
  faults(): readonly string[];
  close(): Promise<void>;
}

export interface VisitorOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  /** Where the page's clock stands; it moves on by `page.clock` alone. */
  readonly atMs?: number;
}

/** A browser that nobody signed in with. */
export async function newVisitor(options: VisitorOptions = {}): Promise<Visitor> {
  const { width = 1280, height = 900, theme = "light", atMs } = options;
  const url = server?.url ?? "";
  const context = await (await launched()).newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  // A busy machine takes its time; what a test waits for comes, or the test fails as a whole.
  context.setDefaultTimeout(120_000);
  const faults: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url()))
      faults.push(`request to ${request.url()}`);
  });
  await context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    ),
  );
  const page = await context.newPage();
  if (atMs !== undefined) await page.clock.install({ time: atMs });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // A refusal of the API is an answer like others; the browser notes every status of 400 and more.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) faults.push(message.text());
  });
  return {
    page,
    context,
    async visit(path) {
      await page.goto(path);
      await page.locator("h1").first().waitFor();
    },
    faults: () => faults,
    close: () => context.close(),
  };
}

/** The same, signed in with a token as a person does it; at `path` when it is done. */
export async function signedIn(token: string, path = "/console/", options: VisitorOptions = {}): Promise<Visitor> {
  const visitor = await newVisitor(options);
  const { page } = visitor;
  // The cookie, by the call that the page makes: typing the token is tried in a test of its own.
  await page.goto("/console/");
  const status = await page.evaluate(async (text) => {
    const headers = { "X-Postern-Console": "1", "Content-Type": "application/json" };
    return (await fetch("/console/session", { method: "POST", headers, body: JSON.stringify({ token: text }) })).status;
  }, token);
  expect(status).toBe(200);
  await visitor.visit(path);
  return visitor;
}

/**
 * Everything of a page where a script, or somebody who passes by, could find a secret: what stands there, in its fields too, its name,
 * address and history, what it asked for, and what the browser stores for it.
 */
export const keptBy = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")].map(
        ({ value }) => value,
      ),
      [document.title, location.href, history.state, document.referrer, window.name],
      performance.getEntries().map(({ name }) => name),
      [{ ...localStorage }, { ...sessionStorage }, document.cookie],
    ]),
  );

const AXE = createRequire(import.meta.url)("axe-core").source as string;

/** What axe finds on the page as it stands, in both themes: the serious and the critical, as "rule: where". */
export async function seriousFindings({ page }: Visitor): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults>("axe.run(document)");
    for (const { id, impact, nodes } of violations)
      if (impact === "serious" || impact === "critical")
        found.push(...nodes.map(({ target }) => `${theme} ${id}: ${target.join(" ")}`));
  }
  return found;
}

/** What holds for every page, looked at as it stands: no serious finding of axe, and none of the faults of `faults`. */
export async function expectSound(visitor: Visitor): Promise<void> {
  expect(await seriousFindings(visitor)).toEqual([]);
  expect(visitor.faults()).toEqual([]);
  const isTooWide = await visitor.page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isTooWide).toBe(false);
}
