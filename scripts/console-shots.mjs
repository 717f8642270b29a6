import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { apiClient } from "./lib/api-client.mjs";
import { readOptions } from "./lib/arguments.mjs";
import { devToken } from "./lib/bootstrap.mjs";
import { CHROMIUM_HINT, findChromium } from "./lib/chromium.mjs";
import { fillExampleTenant } from "./lib/console/example-tenant.mjs";
import { buildConsole } from "./lib/console/page.mjs";
import { readOperatorToken, writeDevVars } from "./lib/dev-vars.mjs";
import { inProject, requireBundledNode, runMain, ToolError } from "./lib/project.mjs";
import { startTemporaryWorker } from "./lib/worker.mjs";

/** `npm run console:shots`: pictures of every page of the console for the documentation, of a throwaway server with made up data. */
const USAGE = `usage: npm run console:shots -- [--to DIR] [--width N] [--theme light|dark]
  --to DIR     where the pictures go; docs/console without it
  --width N    of the window in pixels; 1280 without it
  --theme T    light without it`;

/** Each picture, and the address that it is of. @type {readonly (readonly [name: string, address: (ids: Readonly<Record<string, string>>) => string])[]} */
const PAGES = [
  ["overview", () => ""],
  ["secrets", () => "secrets"],
  ["secret", () => "secret/shop/db"],
  ["secret-new", () => "secret-new"],
  ["bulk", () => "bulk"],
  ["rotation", () => "rotation"],
  ["rotation-policy", ({ rotationPolicy }) => `rotation/policies/${rotationPolicy}`],
  ["vaults", () => "integrations"],
  ["vault-new", () => "integrations/new"],
  ["vault", ({ integration }) => `integrations/${integration}`],
  ["credentials", () => "credentials"],
  ["credential", ({ credential }) => `credentials/${credential}`],
  ["match", () => `match?url=${encodeURIComponent("https://login.acme.example/")}`],
  ["browsers", () => "browsers"],
  ["authentications", () => "authentications"],
  ["identities", () => "identities"],
  ["identity", () => "identities/user:anna"],
  ["tokens", () => "tokens"],
  ["token-new", () => "tokens/new"],
  ["trusts", () => "trusts"],
  ["trust", ({ trust }) => `trusts/${trust}`],
  ["policies", () => "policies"],
  ["policy", ({ policy }) => `policies/${policy}`],
  ["audit", () => "audit"],
  ["audit-verify", () => "audit/verify"],
  ["webhooks", () => "webhooks"],
  ["webhook", ({ webhook }) => `webhooks/${webhook}`],
  ["settings", () => "settings"],
];

await runMain(async () => {
  requireBundledNode();
  const options = readOptions({ to: { type: "string" }, width: { type: "string" }, theme: { type: "string" } }, USAGE);
  const { to = inProject("docs", "console"), width = "1280", theme = "light" } = options;
  if (theme !== "light" && theme !== "dark")
    throw new ToolError(`--theme ${theme} is neither light nor dark\n${USAGE}`);
  const executablePath = findChromium();
  if (executablePath === undefined) throw new ToolError(CHROMIUM_HINT);
  writeDevVars();
  await buildConsole();
  const worker = await startTemporaryWorker();
  try {
    const clientFor = (/** @type {string} */ token) => apiClient(worker.url, token);
    const token = await devToken({ operator: clientFor(readOperatorToken()), clientFor });
    const ids = await fillExampleTenant(clientFor(token));
    mkdirSync(to, { recursive: true });
    await takeAll({ executablePath, url: worker.url, token, ids, to, width: Number(width), theme });
  } finally {
    await worker.stop();
  }
});

/**
 * @param {{ executablePath: string, url: string, token: string, ids: Readonly<Record<string, string>>, to: string, width: number,
 *   theme: "light" | "dark" }} wish
 */
async function takeAll({ executablePath, url, token, ids, to, width, theme }) {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height: 800 },
      colorScheme: theme,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const take = async (/** @type {string} */ name) => {
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: join(to, `${name}.png`), fullPage: true });
    };
    await page.goto("/console/");
    await page.getByLabel("Token").waitFor();
    await take("sign-in");
    await page.getByLabel("Token").fill(token);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    for (const [name, address] of PAGES) {
      await page.goto(`/console/${address(ids)}`);
      await page.locator("h1").first().waitFor();
      await take(name);
    }
  } finally {
    await browser.close();
  }
  console.log(`${PAGES.length + 1} pictures in ${to}`);
}
