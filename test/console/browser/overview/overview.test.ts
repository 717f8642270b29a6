import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import { expectSound, looking, newSpace, newVisitor, signedIn } from "../support/console.ts";

const DAY_MS = 86_400_000;

looking("whose token may see none of it is told so, and is led to nothing that it may not see", async () => {
  const space = await newSpace();
  const visitor = await signedIn(await space.tokenFor(["credentials:use"]));
  const { page } = visitor;
  await page.getByText("Your token has no view of these numbers").waitFor();
  await expect
    .poll(() => page.getByRole("navigation", { name: "Pages" }).getByRole("link").allTextContents())
    .toEqual(["Overview", "API documentation"]);
  await expectSound(visitor);
  await visitor.close();
});

looking("the overview tells what expires, what fails and what was read, each with the way there", async () => {
  const space = await newSpace();
  const beganOn = new Date().toISOString().slice(0, 10);
  const expiresAt = new Date(Date.now() + 3 * DAY_MS).toISOString();
  const put = await space.api("PUT", "/v1/secrets/app/old", {
    body: { data: { a: "1" }, options: { expires_at: expiresAt } },
  });
  expect(put.status).toBe(201);
  for (let i = 0; i < 3; i++) await space.api("GET", "/v1/secrets/app/old");
  const vault = { name: "<img src=x onerror=alert(1)>", type: "hashicorp" };
  const config = { address: "http://127.0.0.1:9", authMethod: "approle", roleId: "r", secretId: "s" };
  const made = await space.api("POST", "/api/v1/vault-integrations", { body: { ...vault, config } });
  expect(made.status).toBe(201);
  await space.api("POST", `/api/v1/vault-integrations/${made.body.id}/test`);
  const visitor = await signedIn(space.token);
  const { page } = visitor;
  const card = (title: string) =>
    page.locator("section.card").filter({ has: page.getByRole("heading", { name: title }) });
  await card("Expiring in 30 days").getByRole("link", { name: "app/old" }).waitFor();
  await expect
    .poll(() => card("Expiring in 30 days").getByRole("listitem").allTextContents())
    .toEqual(["app/oldin 2 days"]);
  await card("Due for rotation within a week").getByText("Nothing is due within a week.").waitFor();
  await card("Failing").getByRole("listitem").first().waitFor();
  await expect
    .poll(() => card("Failing").getByRole("listitem").allTextContents())
    .toEqual([`${vault.name} Vaultfailing`]);
  await card("Values given")
    .getByText(/^3 values given\. \d+ calls in all, \d+ of them refused\.$/)
    .waitFor();
  await card("Values given").getByText("The same as numbers").click();
  const givenSince = async (day: string): Promise<number> =>
    (await card("Values given").getByRole("row").allInnerTexts())
      .map((row) => row.split(/\s+/))
      .filter(([shown = ""]) => /^\d/.test(shown) && shown >= day)
      .reduce((sum, [, given]) => sum + Number(given), 0);
  // A day of UTC may have ended since the first of the three.
  await expect.poll(() => givenSince(beganOn)).toBe(3);
  await expectSound(visitor);
  for (const [width, height] of [
    [360, 740],
    [2560, 1440],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expectSound(visitor);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await card("Expiring in 30 days").getByRole("link", { name: "Show all" }).click();
  await page.getByRole("region", { name: "Secrets" }).getByRole("link", { name: "app/old" }).waitFor();
  await expect.poll(() => page.getByLabel("State").inputValue()).toBe("expiring");
  await page.goBack();
  await card("Expiring in 30 days").getByRole("link", { name: "app/old" }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/console/secret/app/old");
  await visitor.close();
});

looking(
  "what the first page loads of scripts is 120 KiB and less, as a network sends it, and no page of another area is among it",
  async () => {
    const space = await newSpace();
    const visitor = await newVisitor();
    const { page } = visitor;
    const scripts = new Map<string, number>();
    page.on("response", async (response) => {
      if (response.request().resourceType() !== "script") return;
      scripts.set(new URL(response.url()).pathname, gzipSync(await response.body()).length);
    });
    await visitor.visit("/console/");
    await page.getByLabel("Token").fill(space.token);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Expiring in 30 days" }).waitFor();
    await page.locator(".plot canvas").waitFor();
    expect(scripts.size).toBeGreaterThan(2);
    expect([...scripts.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(120 * 1024);
    expect([...scripts.keys()].filter((path) => /yaml|bulk|verify/.test(path))).toEqual([]);
    await visitor.close();
  },
);
