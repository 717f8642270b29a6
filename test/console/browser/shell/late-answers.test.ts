import type { Page } from "playwright-core";
import { expect } from "vitest";
import { looking, newSpace, signedIn } from "../support/console.ts";

/** Holds what a page asks of these addresses, and answers it in the server's place when it is told to. */
async function held(page: Page, address: RegExp) {
  const isAsked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<{ status: number; headers: Record<string, string> }>();
  const isOver = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    isAsked.resolve();
    // A request that was given up takes no answer.
    await route.fulfill({ json: {}, ...(await answer.promise) }).catch(() => undefined);
    isOver.resolve();
  });
  return {
    isAsked: isAsked.promise,
    async answers(status: number, headers: Record<string, string> = {}): Promise<void> {
      answer.resolve({ status, headers });
      await isOver.promise;
    },
  };
}

looking("what was asked before the sign-out brings no cookie back, in whichever window it was asked", async () => {
  const space = await newSpace();
  await space.api("PUT", "/v1/secrets/app/a", { body: { data: { a: "1" } } });
  const visitor = await signedIn(space.token, "/console/secret/app/a");
  const { page, context } = visitor;
  const other = await context.newPage();
  await other.goto("/console/secret/app/a");
  const calls = [];
  for (const each of [page, other]) {
    const call = await held(each, /\/v1\/secrets\/app/);
    await each.getByRole("button", { name: "Show the names of the fields" }).click();
    await call.isAsked;
    calls.push(call);
  }
  await page.getByRole("button", { name: "Sign out" }).click();
  for (const each of [page, other]) await each.getByText("You are signed out.").waitFor();
  for (const call of calls) await call.answers(200, { "set-cookie": "postern=of-before; Path=/; HttpOnly" });
  expect(await context.cookies()).toEqual([]);
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});

looking("the refusal of what one person asked does not sign out the next one", async () => {
  const space = await newSpace();
  await space.api("PUT", "/v1/secrets/app/a", { body: { data: { a: "1" } } });
  const visitor = await signedIn(space.token, "/console/secret/app/a");
  const { page } = visitor;
  const call = await held(page, /\/v1\/secrets\/app/);
  await page.getByRole("button", { name: "Show the names of the fields" }).click();
  await call.isAsked;
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You are signed out.").waitFor();
  await page.getByLabel("Token").fill(await space.tokenFor(["credentials:use"]));
  await page.keyboard.press("Enter");
  const who = page.getByRole("banner").getByText("user:person1");
  await who.waitFor();
  await call.answers(401);
  // Whatever the answer did to the page is done when the next one of the page is there.
  await page.evaluate(async () => void (await fetch("/console/")));
  await expect.poll(() => who.isVisible()).toBe(true);
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});
