/// <reference lib="dom" />
import { expect } from "vitest";
import { looking, newSpace, signedIn } from "../support/console.ts";

looking("while the page of what was made is on its way, what made it makes no second one", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/browsers/new");
  const { page } = visitor;
  const [isAsked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route("**/console/assets/*.js", async (route) => {
    isAsked.resolve();
    await held.promise;
    await route.continue();
  });
  await page.getByLabel("Name", { exact: true }).fill("far");
  await page.getByLabel("Address").fill("wss://browsers.example/x");
  await page.keyboard.press("Enter");
  await isAsked.promise;
  const add = page.getByRole("button", { name: "Add the browser", includeHidden: true });
  await expect.poll(() => add.getAttribute("aria-busy")).toBe("false");
  await page.keyboard.press("Enter");
  await page.mouse.click(...(await middleOf(add)));
  held.resolve();
  await page.getByRole("heading", { level: 1, name: "far" }).waitFor();
  await expect
    .poll(() => page.getByRole("heading", { level: 1 }).evaluate((it) => it === document.activeElement))
    .toBe(true);
  expect((await space.api("GET", "/api/v1/browsers")).body).toHaveLength(1);
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});

async function middleOf(of: {
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
}) {
  const { x = 0, y = 0, width = 0, height = 0 } = (await of.boundingBox()) ?? {};
  return [x + width / 2, y + height / 2] as const;
}
