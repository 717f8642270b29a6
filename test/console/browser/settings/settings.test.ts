/// <reference lib="dom" />
import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

looking("without the scope admin the settings are refused in the API's own words", async () => {
  const space = await newSpace();
  const visitor = await signedIn(await space.tokenFor(["audit:read"]), "/console/settings");
  const { page } = visitor;
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/insufficient_scope Request req_/);
  await expect.poll(() => page.getByRole("button", { name: "Review the changes" }).count()).toBe(0);
  await expectSound(visitor);
  await visitor.close();
});

looking("a value that the API does not take is told at its field, and nothing is saved", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/settings", { width: 360 });
  const { page } = visitor;
  const review = page.getByRole("button", { name: "Review the changes" });
  await expect.poll(() => review.isDisabled()).toBe(true);
  await page.getByRole("textbox", { name: "Versions kept" }).fill("");
  await expect.poll(() => page.getByText("This can't be empty.").isVisible()).toBe(true);
  await expect.poll(() => review.isDisabled()).toBe(true);
  await page.getByRole("textbox", { name: "Versions kept" }).fill("20");
  await page.getByRole("textbox", { name: "A second factor counts for" }).fill("30s");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect
    .poll(() => page.getByRole("textbox", { name: "A second factor counts for" }).getAttribute("aria-invalid"))
    .toBe("true");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  await expect
    .poll(() => page.getByRole("alert").textContent())
    .toContain("mfa_max_age: It is beyond what is allowed.");
  await expectSound(visitor);
  expect((await space.api("GET", "/v1/tenant/settings")).body.max_versions).toBe(10);
  await visitor.close();
});

looking("settings are reviewed before they are saved, and go back to their defaults", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/settings");
  const { page } = visitor;
  await expectSound(visitor);
  await page.getByRole("textbox", { name: "Versions kept" }).fill("20");
  await page.getByLabel("Notices before a secret expires").fill("2d, 1d");
  await page.getByLabel("A write must name the version that it replaces").check();
  await page.getByRole("button", { name: "Review the changes" }).click();
  const dialog = page.getByRole("dialog");
  await expect
    .poll(() => dialog.getByRole("row").allTextContents())
    .toEqual([
      "FieldNowAfter saving",
      "Versions kept1020",
      "A write must name the version that it replacesnoyes",
      "Notices before a secret expires30d, 7d, 1d2d, 1d",
    ]);
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  const { body } = await space.api("GET", "/v1/tenant/settings");
  expect(body).toMatchObject({
    max_versions: 20,
    notify_before: ["2d", "1d"],
    cas_required: true,
    token_max_ttl: null,
  });
  await page.getByRole("button", { name: "Use the default: Versions kept" }).click();
  await page.getByRole("button", { name: "Review the changes" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await space.api("GET", "/v1/tenant/settings")).body.max_versions).toBe(10);
  await visitor.close();
});

looking("who was slower sees what the other made of the same setting, and takes it or goes over it", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/settings");
  const { page } = visitor;
  const save = async (versions: string) => {
    await page.getByRole("textbox", { name: "Versions kept" }).fill(versions);
    await page.getByRole("button", { name: "Review the changes" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  };
  const versions = async () => (await space.api("GET", "/v1/tenant/settings")).body.max_versions;
  await page.getByRole("textbox", { name: "Versions kept" }).waitFor();
  await space.api("PATCH", "/v1/tenant/settings", { body: { max_versions: 30, mfa_max_age: "20m" } });
  await save("40");
  await page.getByRole("heading", { name: "Somebody was faster" }).waitFor();
  const dialog = page.getByRole("dialog");
  await expect
    .poll(() => dialog.getByRole("row").allTextContents())
    .toEqual(["FieldWhen you opened itTheirsYours", "Versions kept103040"]);
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Take theirs" }).click();
  await expect.poll(() => page.getByRole("textbox", { name: "Versions kept" }).inputValue()).toBe("30");
  await expect.poll(() => page.getByRole("textbox", { name: "A second factor counts for" }).inputValue()).toBe("20m");
  expect(await versions()).toBe(30);

  await space.api("PATCH", "/v1/tenant/settings", { body: { max_versions: 50, mfa_max_age: "25m" } });
  await save("60");
  await dialog.getByRole("button", { name: "Apply mine on top" }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  expect(await versions()).toBe(60);
  // What the other changed besides stays.
  await expect.poll(() => page.getByRole("textbox", { name: "A second factor counts for" }).inputValue()).toBe("25m");
  await visitor.close();
});
