import { expect } from "vitest";
import { looking, newSpace, signedIn } from "../support/console.ts";

looking("a page that can't be loaded says so and offers to try again, and the others stay open", async () => {
  const { token } = await newSpace();
  const visitor = await signedIn(token);
  const { page, context } = visitor;
  const secrets = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Secrets", exact: true });
  // As after an update of the server: the files of the console that was loaded are no more.
  await context.route(/\/console\/assets\/secrets-.*\.js$/, (route) => route.abort());
  await secrets.click();
  await page.getByRole("heading", { name: "This page broke" }).waitFor();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Overview" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await expect.poll(() => page.locator("[inert]").count()).toBe(0);
  await secrets.click();
  await context.unroute(/\/console\/assets\/secrets-.*\.js$/);
  await page.getByRole("button", { name: "Load it again" }).click();
  await page.getByRole("heading", { name: "Secrets" }).waitFor();
  await visitor.close();
});

looking("what fails in the page itself is told there, and what was busy can be pressed again", async () => {
  const space = await newSpace();
  await space.api("PUT", "/v1/secrets/app/a", { body: { data: { a: "1" } } });
  const visitor = await signedIn(space.token, "/console/bulk");
  const { page, context } = visitor;
  await context.route(/\/console\/assets\/dotenv-.*\.js$/, (route) => route.abort());
  await page.getByLabel("Text", { exact: true }).fill("A=1");
  await page.getByLabel("Where to").fill("app/a");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByText("This page failed, and what was asked may not have been done.").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Preview" }).getAttribute("aria-busy")).toBe("false");
  await visitor.close();
});
