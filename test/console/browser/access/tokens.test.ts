import { expect } from "vitest";
import { expectSound, keptBy, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

looking("a token is made by its identity, name and scopes, is shown once, and opens what it says", async () => {
  const space = await newSpace();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "sa:deploy" } });
  const visitor = await signedIn(space.token, "/console/tokens/new?identity=sa:none");
  const { page } = visitor;
  await page.getByLabel("Name").fill(HOSTILE);
  await page.getByLabel("secrets:read").check();
  await page.getByLabel("admin", { exact: true }).check();
  await page.getByLabel("Opens so many requests").fill("5");
  await expectSound(visitor);
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect.poll(() => page.locator(".field .fault").textContent()).toBe("No such identity.");
  await page.getByRole("combobox", { name: "Identity" }).fill("sa:deploy");
  await page.getByRole("button", { name: "Make the token" }).click();
  await page.getByText("These count for administrators alone, and the identity is none.").waitFor();
  await page.getByLabel("admin", { exact: true }).uncheck();
  await page.getByLabel("Lives for").selectOption("an hour");
  await page.getByRole("button", { name: "Make the token" }).click();
  const text = (await page.locator(".code-block code").textContent()) ?? "";
  expect(text).toMatch(/^pst_/);
  await expectSound(visitor);
  expect(page.url()).not.toContain("pst_");
  await page.getByRole("button", { name: `Copy: The token “${HOSTILE}”` }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);

  await page.getByRole("link", { name: "To its record" }).click();
  await page.getByRole("heading", { name: HOSTILE, level: 1 }).waitFor();
  expect(await keptBy(page)).not.toContain(text);
  await expectSound(visitor);
  await page.goBack();
  await page.getByRole("heading", { name: "Make a token" }).waitFor();
  expect(await keptBy(page)).not.toContain(text);
  const { body } = await space.api("GET", "/v1/tokens?identity_id=sa:deploy");
  expect(body.tokens.map((one: Record<string, unknown>) => [one.name, one.scopes, one.num_uses])).toEqual([
    [HOSTILE, ["secrets:read"], 5],
  ]);
  await visitor.close();
});

looking(
  "the list of tokens is filtered in the address, and one is rotated, then revoked after it was asked",
  async () => {
    const space = await newSpace();
    await space.api("POST", "/v1/identity/identities", { body: { identity_id: "sa:ci" } });
    const body = { identity_id: "sa:ci", name: "nightly", scopes: ["secrets:read"], renewable: true };
    const { body: made } = await space.api("POST", "/v1/tokens", { body });
    const visitor = await signedIn(space.token, "/console/tokens");
    const { page } = visitor;
    const rows = page.locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(2);
    await expect.poll(() => rows.last().textContent()).toContain("this session");
    await expectSound(visitor);
    await page.getByRole("combobox", { name: "Identity" }).fill("sa:ci");
    await page.keyboard.press("Enter");
    await expect.poll(() => rows.count()).toBe(1);
    expect(new URL(page.url()).search).toBe("?identity=sa%3Aci");

    await page.getByRole("link", { name: "nightly" }).click();
    await page.getByRole("button", { name: "Rotate" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("The old one lives on for").fill("never");
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await dialog.getByRole("alert").waitFor();
    await expectSound(visitor);
    await dialog.getByLabel("The old one lives on for").fill("10m");
    await dialog.getByRole("button", { name: "Rotate" }).click();
    const text = (await dialog.locator(".code-block code").textContent()) ?? "";
    const { body: asked } = await space.api("POST", "/v1/auth/introspect", { body: { token: text } });
    expect([asked.active, asked.identity_id]).toEqual([true, "sa:ci"]);
    await page.keyboard.press("Escape");
    await expect.poll(() => keptBy(page)).not.toContain(text);

    await page.getByRole("button", { name: "Renew" }).click();
    await dialog.getByLabel("For").fill("2h");
    await dialog.getByRole("button", { name: "Renew" }).click();
    await page.getByText("Renewed.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Revoke" }).click();
    await expectSound(visitor);
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await page.getByText("revoked", { exact: true }).waitFor();
    expect((await space.api("GET", `/v1/tokens/${made.id}`)).body.status).toBe("revoked");
    await visitor.close();
  },
);

looking("who may only look is offered no change, and at 360 pixels nothing is cut off", async () => {
  const space = await newSpace();
  const visitor = await signedIn(await space.tokenFor(["identity:read"]), "/console/tokens", { width: 360 });
  const { page } = visitor;
  await page.getByText("Changes need the scope identity:admin.").waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Make a token" }).count()).toBe(0);
  await expect.poll(() => page.locator("tbody tr").count()).toBe(2);
  await expectSound(visitor);
  await visitor.visit("/console/tokens/tok_none");
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/token_not_found Request req_/);
  await expectSound(visitor);
  // What the page does not offer the API refuses, and the page says it.
  await visitor.visit("/console/tokens/new");
  await expect.poll(() => page.getByLabel("secrets:write").isDisabled()).toBe(true);
  await page.getByRole("combobox", { name: "Identity" }).fill("user:admin");
  await page.getByLabel("Name").fill("mine");
  await page.getByLabel("identity:read").check();
  await expectSound(visitor);
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/insufficient_scope/);
  await visitor.close();
});
