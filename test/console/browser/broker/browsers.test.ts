import { expect } from "vitest";
import { startChromium } from "../../../../scripts/lib/chromium.mjs";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

looking("who may only read sees browsers, and is offered no change of them", async () => {
  const space = await newSpace();
  const body = { name: HOSTILE, endpoint: "wss://browsers.example/{session}?key={apiKey}", apiKey: "k3y-of-a-test" };
  const { id } = (await space.api("POST", "/api/v1/browsers", { body })).body;
  const visitor = await signedIn(await space.tokenFor(["integrations:read"]), "/console/browsers", { width: 360 });
  const { page } = visitor;
  await page.getByRole("link", { name: HOSTILE, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: HOSTILE, exact: true }).waitFor();
  for (const name of ["Rename", "Replace the API key", "Delete the browser", "Test now"])
    await expect.poll(() => page.getByRole("button", { name }).count()).toBe(0);
  await expect.poll(() => page.getByText("in the address, at {apiKey}").isVisible()).toBe(true);
  expect(new URL(page.url()).pathname).toBe(`/console/browsers/${id}`);
  await expectSound(visitor);
  await visitor.close();
});

looking("a browser is added after its faults were told, tried, given another key, renamed and deleted", async () => {
  const chromium = await startChromium();
  try {
    const space = await newSpace();
    const visitor = await signedIn(space.token, "/console/browsers");
    const { page } = visitor;
    await page.getByText("There is no browser yet").waitFor();
    await expectSound(visitor);
    await page.getByRole("link", { name: "Add a browser" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill(HOSTILE);
    await page.getByLabel("Address").fill("wss://browsers.example/x{apiKey}");
    await expect.poll(() => page.getByLabel("Key", { exact: true }).isDisabled()).toBe(true);
    await page.getByLabel("API key").fill("k3y-of-a-test");
    await page.keyboard.press("Enter");
    await page.getByText("A placeholder names no field, or stands where it may not.").waitFor();
    await expect.poll(() => page.getByLabel("API key").getAttribute("type")).toBe("password");
    await expectSound(visitor);
    await page.getByLabel("Address").fill(`http://${new URL(chromium.url).host}`);
    await page.getByLabel("Key", { exact: true }).selectOption("bearer");
    await page.getByRole("button", { name: "Add the browser" }).click();
    await page.getByRole("heading", { level: 1, name: HOSTILE, exact: true }).waitFor();
    await page.getByRole("button", { name: "Test now" }).click();
    await page.getByText("The browser answers.").waitFor();
    const checks = page.getByRole("list", { name: "What was looked at" });
    await expect
      .poll(() => checks.getByRole("listitem").allTextContents())
      .toEqual([
        "✓The address is one that may be calledpassed",
        "✓The server names a socketpassed",
        "✓The socket openspassed",
        "✓What answers is a browserpassed",
      ]);
    await expectSound(visitor);
    await chromium.kill();
    await page.getByRole("button", { name: "Test now" }).click();
    await page.getByText("Nothing answered at the browser's address within 10 seconds.").waitFor();
    await page.getByRole("button", { name: "Replace the API key" }).click();
    await page.getByRole("dialog").getByLabel("API key").fill("with space");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("It holds characters that are not allowed there.").waitFor();
    await expectSound(visitor);
    await page.getByRole("dialog").getByLabel("API key").fill("an0ther");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("local");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "local" }).waitFor();
    const [record] = (await space.api("GET", "/api/v1/browsers")).body;
    expect([record.name, record.auth]).toEqual(["local", "bearer"]);
    await page.getByRole("button", { name: "Delete the browser" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete the browser" }).click();
    await page.getByText("There is no browser yet").waitFor();
    expect((await space.api("GET", "/api/v1/browsers")).body).toEqual([]);
    await visitor.close();
  } finally {
    await chromium.stop();
  }
});
