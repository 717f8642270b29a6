import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect } from "vitest";
import { startChromium } from "../../../../scripts/lib/chromium.mjs";
import type { Space } from "../../../support/node/space.ts";
import { expectSound, keptBy, looking, newSpace, server, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";
const FORM = "<form method=post><input name=login><input name=pass type=password><button>Log in</button></form>";

let site: Server | undefined;
let chromium: Awaited<ReturnType<typeof startChromium>> | undefined;
let sitePage = "";
beforeAll(async () => {
  if (server === null) return;
  const listening = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(FORM));
  site = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  sitePage = `http://localhost:${(listening.address() as AddressInfo).port}/`;
  chromium = await startChromium();
  await fetch(`http://${new URL(chromium.url).host}/json/new?${sitePage}`, { method: "PUT" });
});
afterAll(async () => {
  await chromium?.stop();
  site?.close();
});

/** A login at the site, and how runs with it are begun. */
async function newLogin({ api }: Space) {
  const vault = (await api("POST", "/api/v1/vault-integrations", { body: { name: "own", type: "native" } })).body.id;
  const login = { path: "app/portal", data: { login: "me", pass: "pa55-of-a-test" } };
  expect((await api("POST", `/api/v1/vault-integrations/${vault}/secrets`, { body: login })).status).toBe(201);
  const fieldMap = { username: "login", password: "pass" };
  const pointer = { name: HOSTILE, vaultIntegrationId: vault, vaultPath: "app/portal", fieldMap };
  const body = { ...pointer, allowedDomains: ["localhost"] };
  const credential: string = (await api("POST", "/api/v1/credentials", { body })).body.id;
  const browserAt = async (endpoint: string): Promise<string> =>
    (await api("POST", "/api/v1/browsers", { body: { name: "local", endpoint } })).body.id;
  const begin = async (endpoint: string, fields: object = {}): Promise<string> => {
    const browser = { browserId: await browserAt(endpoint) };
    const call = { browser, target: { urlPrefix: sitePage }, waitMs: 0, ...fields };
    const begun = await api("POST", `/api/v1/credentials/${credential}/authenticate`, { body: call });
    expect(begun.body.id).toEqual(expect.any(String));
    return begun.body.id;
  };
  return { credential, begin };
}

looking("a sign-in that failed says why and what to do; others see none of it", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/authentications");
  const { page } = visitor;
  await page.getByText("Nobody has signed in yet").waitFor();
  await expectSound(visitor);
  const { credential, begin } = await newLogin(space);
  const id = await begin("ws://127.0.0.1:1/devtools", { waitMs: 20_000 });
  await visitor.visit(`/console/authentications?credential=${credential}`);
  await page.getByRole("cell", { name: "browser_unreachable" }).waitFor();
  await expect.poll(() => page.getByRole("cell", { name: HOSTILE, exact: true }).isVisible()).toBe(true);
  await expect.poll(() => page.getByLabel("Credential").inputValue()).toBe(credential);
  await expectSound(visitor);
  await page.getByRole("row").nth(1).getByRole("link").click();
  await page.getByText("Nothing answered at the browser's address within 10 seconds.").waitFor();
  expect(new URL(page.url()).pathname).toBe(`/console/authentications/${id}`);
  await expect.poll(() => page.getByRole("button", { name: "Cancel it" }).count()).toBe(0);
  await expectSound(visitor);
  await visitor.close();

  const other = await signedIn(await space.tokenFor(["credentials:read"]), `/console/authentications/${id}`);
  await other.page.getByText("The token lacks the scope for this.").waitFor();
  await expectSound(other);
  await other.close();
});

looking("a run is seen as it goes on, and is cancelled by a person", async () => {
  const space = await newSpace();
  const { begin } = await newLogin(space);
  const success = { urlPattern: `${sitePage}home*` };
  const id = await begin(chromium?.url ?? "", { mode: "prompt_user", success, pauseTimeoutMs: 600_000 });
  const visitor = await signedIn(space.token, `/console/authentications/${id}`, { width: 360 });
  const { page } = visitor;
  await page.getByText("It waits for a person, who goes on in the browser.").waitFor();
  await expectSound(visitor);
  await page.getByRole("button", { name: "Cancel it" }).click();
  await page.getByText("It was cancelled").waitFor();
  expect((await space.api("GET", `/api/v1/authentications/${id}`)).body.status).toBe("cancelled");
  await expectSound(visitor);
  await visitor.close();
});

looking("what a run filled is told step by step, without a value, and is emptied", async () => {
  const space = await newSpace();
  const { begin } = await newLogin(space);
  const id = await begin(chromium?.url ?? "", { mode: "fill", submit: false });
  const visitor = await signedIn(space.token, `/console/authentications/${id}`);
  const { page } = visitor;
  await page.getByText("It filled the form, and did not send it").waitFor();
  const steps = page.getByRole("list", { name: "Steps" }).getByRole("listitem");
  await expect
    .poll(async () => (await steps.allTextContents()).slice(1, -1))
    .toEqual(["User name filled in", "Password filled in"]);
  expect(await keptBy(page)).not.toContain("pa55-of-a-test");
  await expectSound(visitor);
  await page.getByRole("button", { name: "Empty what was filled" }).click();
  await page.getByText("It was cancelled").waitFor();
  expect((await space.api("GET", `/api/v1/authentications/${id}`)).body.status).toBe("cancelled");
  await visitor.close();
});
