import { expect } from "vitest";
import { looking, newSpace, newVisitor, signedIn } from "../support/console.ts";

/** Words that every object knows, and no list of the console's. */
const INHERITED = ["__proto__", "constructor", "toString"];

looking("an address that was cut off within a sign is no page, and the way on from there works", async () => {
  const { token } = await newSpace();
  const visitor = await signedIn(token);
  const { page } = visitor;
  for (const path of ["/console/secret/caf%C3", "/console/secret/%E0%A4%A/b", "/console/tokens/%"]) {
    await visitor.visit(path);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  }
  await page.getByRole("link", { name: "To the overview" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});

looking("a view that an address names and that is none is the first one", async () => {
  const space = await newSpace();
  await space.api("PUT", "/v1/secrets/app/a", { body: { data: { a: "1" } } });
  const visitor = await signedIn(space.token);
  for (const word of INHERITED) {
    await visitor.visit(`/console/secret/app/a?tab=${word}`);
    await visitor.page.getByRole("button", { name: "Show the names of the fields" }).waitFor();
  }
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});

looking("a sign-in that failed for a reason that is none is told as one that failed", async () => {
  const visitor = await newVisitor();
  for (const word of [...INHERITED, "<img src=x onerror=alert(1)>"]) {
    await visitor.visit(`/console/sign-in-failed?reason=${encodeURIComponent(word)}`);
    await expect.poll(() => visitor.page.getByRole("alert").textContent()).toBe("The sign-in did not work.");
  }
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});
