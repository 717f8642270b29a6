import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

looking(
  "where nobody is for half an hour the page is covered, what it had read is gone, and it comes back to its place",
  async () => {
    const { token } = await newSpace();
    const visitor = await signedIn(token, "/console/?x=1", { atMs: Date.now() });
    const { page, context } = visitor;
    await page.clock.fastForward(29 * 60_000);
    await expect.poll(() => page.getByRole("heading", { name: "Overview" }).isVisible()).toBe(true);
    await page.clock.fastForward(90_000);
    await page.getByText("Nobody was here for half an hour").waitFor();
    await expect.poll(() => page.getByRole("navigation", { name: "Pages" }).count()).toBe(0);
    await expect.poll(() => context.cookies()).toEqual([]);
    await expectSound(visitor);
    await page.getByLabel("Token").fill(token);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    expect(page.url()).toBe(`${new URL(page.url()).origin}/console/?x=1`);
    await visitor.close();
  },
);

looking("who is at the keyboard stays, though nothing is asked for long", async () => {
  const { token } = await newSpace();
  const visitor = await signedIn(token, "/console/secrets", { atMs: Date.now() });
  const { page } = visitor;
  // All that the page asks by itself: an answer of that keeps the cookie alive as well.
  await page.getByText("No secrets here").waitFor();
  for (const minutes of [0, 10, 20, 30]) {
    // The cookie is kept alive where nothing was answered for five minutes. The page's clock waits for the answer, as no clock does.
    const kept = minutes === 0 ? undefined : page.waitForResponse((answer) => answer.url().endsWith("/v1/auth/whoami"));
    await page.keyboard.press("Shift");
    await page.clock.runFor(60_000);
    await (await kept)?.finished();
    await page.clock.fastForward(9 * 60_000);
  }
  await expect.poll(() => page.getByRole("heading", { name: "Secrets", level: 1 }).isVisible()).toBe(true);
  await visitor.close();
});

looking("a token that is revoked ends the session at the next thing that is asked, wherever that is", async () => {
  const space = await newSpace();
  const token = await space.tokenFor(["identity:read", "secrets:list"]);
  const visitor = await signedIn(token);
  const { page } = visitor;
  const { body } = await space.api("GET", "/v1/tokens?identity_id=user:person1");
  expect((await space.api("DELETE", `/v1/tokens/${body.tokens[0].id}`)).status).toBe(204);
  await page.reload();
  await page.getByRole("heading", { name: "Sign in to Postern" }).waitFor();
  await visitor.close();
});

looking("another page's form changes nothing, and is not even a sign-in", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token);
  const { page, context } = visitor;
  await context.route("http://evil.example/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<form method=post></form>" }),
  );
  const statuses: number[] = [];
  for (const [action, encoding] of [
    ["/console/session", "application/x-www-form-urlencoded"],
    ["/v1/webhooks", "text/plain"],
  ]) {
    const evil = await context.newPage();
    await evil.goto("http://evil.example/");
    const [response] = await Promise.all([
      evil.waitForResponse((answer) => answer.url() === `${space.url}${action}`),
      evil.evaluate(
        ([to, enctype]) => {
          const form = document.createElement("form");
          Object.assign(form, { method: "post", action: to, enctype });
          document.body.append(form);
          form.submit();
        },
        [`${space.url}${action}`, encoding],
      ),
    ]);
    statuses.push(response.status());
    await evil.close();
  }
  expect(statuses).toEqual([403, 401]);
  expect((await space.api("GET", "/v1/webhooks")).body.webhooks).toEqual([]);
  await page.reload();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await visitor.close();
});

looking("the theme is chosen once and kept, and the keyboard reaches the content past the navigation", async () => {
  const { token } = await newSpace();
  const visitor = await signedIn(token);
  const { page } = visitor;
  await page.getByLabel("Theme").selectOption("dark");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await ground();
  await page.getByLabel("Theme").selectOption("light");
  await expect.poll(() => ground()).not.toBe(dark);
  await page.getByLabel("Theme").selectOption("dark");
  await page.reload();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await expect.poll(() => ground()).toBe(dark);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await page.getByRole("link", { name: "Skip to the content" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("content");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Secrets", exact: true }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/console/secrets");
  await expect.poll(() => page.getByRole("button", { name: "Menu" }).getAttribute("aria-expanded")).toBe("false");
  await page.goBack();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await visitor.close();
});
