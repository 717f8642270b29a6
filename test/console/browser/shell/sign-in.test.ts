import { expect } from "vitest";
import { expectSound, keptBy, looking, newSpace, newVisitor, signedIn } from "../support/console.ts";

looking("somebody without a session is asked for one at every address, and comes to that address with it", async () => {
  const { token } = await newSpace();
  const visitor = await newVisitor();
  const { page } = visitor;
  await visitor.visit("/console/none?x=1");
  await expect.poll(() => page.locator("h1").textContent()).toBe("Sign in to Postern");
  await expectSound(visitor);
  await page.getByLabel("Token").fill("hello");
  await expect.poll(() => page.getByText("A token begins with pst_.").isVisible()).toBe(true);
  await expect.poll(() => page.getByRole("button", { name: "Sign in" }).isDisabled()).toBe(true);
  await page.getByLabel("Token").fill(`${token.slice(0, -1)}?`);
  await page.keyboard.press("Enter");
  const refusal = page.getByRole("alert");
  await expect.poll(() => refusal.textContent()).toMatch(/^The token is not valid\.token_invalid Request req_/);
  await page.getByLabel("Token").fill(` ${token}\n`);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/console/none?x=1");
  await expectSound(visitor);
  await visitor.close();
});

looking("nothing of the token is where a script or somebody who passes by could find it", async () => {
  const { token } = await newSpace();
  const visitor = await signedIn(token, "/console/");
  const { page, context } = visitor;
  expect(await keptBy(page)).not.toContain("pst_");
  const [cookie, ...others] = await context.cookies();
  expect(others).toEqual([]);
  expect([cookie?.name, cookie?.httpOnly, cookie?.sameSite]).toEqual(["postern", true, "Strict"]);
  expect(cookie?.value).not.toContain(token.slice(-12));
  await visitor.close();
});

looking("who signs out is asked to sign in, and Back shows nothing", async () => {
  const { token } = await newSpace();
  const visitor = await signedIn(token, "/console/");
  const { page, context } = visitor;
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You are signed out.").waitFor();
  expect(await context.cookies()).toEqual([]);
  await page.reload();
  await expect.poll(() => page.locator("h1").textContent()).toBe("Sign in to Postern");
  await expectSound(visitor);
  await visitor.close();
});
