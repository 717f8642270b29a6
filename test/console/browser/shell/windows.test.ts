import type { Page } from "playwright-core";
import { expect } from "vitest";
import { looking, newSpace, signedIn } from "../support/console.ts";

/** Resolves once a page was told of something by another window. */
const told = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new BroadcastChannel("postern-console").addEventListener("message", () => resolve(), { once: true });
      }),
  );

looking("who works in one window is not signed out by another one that nobody looks at", async () => {
  const { token } = await newSpace();
  const visitor = await signedIn(token, "/console/", { atMs: Date.now() });
  const { page, context } = visitor;
  const other = await context.newPage();
  await other.goto("/console/");
  await other.getByRole("heading", { name: "Overview" }).waitFor();
  for (let minutes = 0; minutes < 60; minutes += 20) {
    const isTold = told(page);
    await other.keyboard.press("Shift");
    await page.clock.runFor(20_000);
    await isTold;
    await page.clock.fastForward(20 * 60_000);
  }
  await expect.poll(() => page.getByRole("heading", { name: "Overview" }).isVisible()).toBe(true);
  await expect.poll(() => other.getByRole("heading", { name: "Overview" }).isVisible()).toBe(true);
  expect((await context.cookies()).length).toBe(1);
  await page.clock.fastForward(31 * 60_000);
  await page.getByText("Nobody was here for half an hour").waitFor();
  await other.getByText("Nobody was here for half an hour").waitFor();
  await visitor.close();
});

looking(
  "who signs out or in somewhere does so in every window, and none shows what another person had read",
  async () => {
    const space = await newSpace();
    await space.api("PUT", "/v1/secrets/app/a", { body: { data: { a: "1" } } });
    const second = await space.tokenFor(["credentials:use"]);
    const visitor = await signedIn(space.token, "/console/secret/app/a");
    const { page, context } = visitor;
    const other = await context.newPage();
    await other.goto("/console/");
    await page.getByRole("button", { name: "Show the names of the fields" }).waitFor();
    await other.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are signed out.").waitFor();
    expect(await page.content()).not.toContain("app/a");
    await other.getByLabel("Token").fill(second);
    await other.keyboard.press("Enter");
    await page.getByRole("banner").getByText("user:person1").waitFor();
    expect(await page.content()).not.toContain("Show the names of the fields");
    // The cookie of a third sign-in, which no window has told of: a page out of the browser's memory asks whose it is.
    await page.evaluate(async (token) => {
      const headers = { "X-Postern-Console": "1", "Content-Type": "application/json" };
      await fetch("/console/session", { method: "POST", headers, body: JSON.stringify({ token }) });
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }, space.token);
    await page.getByRole("button", { name: "Show the names of the fields" }).waitFor();
    await visitor.close();
  },
);
