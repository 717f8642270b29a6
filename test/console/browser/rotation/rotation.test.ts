import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

looking(
  "a policy is made with what the API says of its fields, secrets are attached, rotated and let go, and it is deleted by its name",
  async () => {
    const space = await newSpace();
    await space.api("PUT", "/v1/secrets/app/db", { body: { data: { password: "old" } } });
    const visitor = await signedIn(space.token, "/console/rotation?view=policies");
    const { page } = visitor;
    await page.getByText("There is no rotation policy.").waitFor();
    await expectSound(visitor);
    await page.getByRole("main").getByRole("link", { name: "New policy" }).first().click();
    await page.getByLabel("Name").fill(HOSTILE);
    await page.getByLabel("Interval").fill("soon");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Rhythm").selectOption("At set times");
    await page.getByLabel("Schedule").fill("30 2 31 2 *");
    await page.getByRole("button", { name: "Create" }).click();
    await page.locator(".fault").first().waitFor();
    await expect.poll(() => page.getByLabel("Schedule").getAttribute("aria-invalid")).toBe("true");
    await expectSound(visitor);
    await page.getByLabel("Schedule").fill("30 2 * * sun");
    await page.getByLabel("Time zone").fill("Europe/Amsterdam");
    await page.getByLabel("Postern makes the new value").check();
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { name: HOSTILE }).waitFor();
    const { body } = await space.api("GET", "/v1/rotation/policies");
    expect([body.data[0].schedule, body.data[0].timezone, body.data[0].auto_generate]).toEqual([
      "30 2 * * sun",
      "Europe/Amsterdam",
      true,
    ]);
    await page.getByLabel("Path of a secret").fill("app/none");
    await page.getByRole("button", { name: "Attach" }).click();
    await page.getByText("secret_not_found").waitFor();
    await page.getByLabel("Path of a secret").fill("app/db");
    await page.getByRole("button", { name: "Attach" }).click();
    await page.getByRole("button", { name: "Detach app/db" }).waitFor();
    await page.getByRole("button", { name: "Rotate all now" }).click();
    const dialog = page.getByRole("dialog");
    await expectSound(visitor);
    await dialog.getByRole("button", { name: "Rotate all now" }).click();
    await page.getByText("1 rotated.").waitFor();
    await page.getByText("1 → 2").waitFor();
    expect((await space.api("GET", "/v1/secrets/app/db")).body.version).toBe(2);
    await expectSound(visitor);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectSound(visitor);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await dialog.getByLabel("Description").fill("mine");
    await space.api("PATCH", `/v1/rotation/policies/${body.data[0].id}`, {
      body: { description: "theirs", grace_period: "3h" },
    });
    await dialog.getByRole("button", { name: "Review the changes" }).click();
    const reviewed = page.getByRole("dialog", { name: "Review the changes" });
    await reviewed.getByRole("button", { name: "Save" }).click();
    const conflict = page.getByRole("dialog", { name: "Somebody was faster" });
    await conflict.getByRole("cell", { name: "theirs" }).waitFor();
    await expectSound(visitor);
    await conflict.getByRole("button", { name: "Apply mine on top" }).click();
    await page.getByText("Saved.").waitFor();
    const { body: saved } = await space.api("GET", `/v1/rotation/policies/${body.data[0].id}`);
    expect([saved.description, saved.grace_period, saved.schedule]).toEqual(["mine", "3h", "30 2 * * sun"]);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Resume" }).waitFor();
    await page.getByRole("button", { name: "Detach app/db" }).click();
    await page.getByText("No secret is attached.").waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => dialog.getByRole("button", { name: "Delete" }).isDisabled()).toBe(true);
    await dialog.getByLabel(`Type ${HOSTILE} to confirm`).fill(HOSTILE);
    await page.keyboard.press("Enter");
    await page.getByText("There is no rotation policy.").waitFor();
    await visitor.close();
  },
);

looking("what is due stands in a list and in a calendar, whose month and policy are in the address", async () => {
  const space = await newSpace();
  const policy = (await space.api("POST", "/v1/rotation/policies", { body: { name: "weekly", interval: "7d" } })).body;
  for (const path of ["app/a", "app/b"]) {
    await space.api("PUT", `/v1/secrets/${path}`, { body: { data: { k: "v" } } });
    await space.api("POST", `/v1/rotation/policies/${policy.id}/secrets`, { body: { secret_path: path } });
  }
  const visitor = await signedIn(space.token, "/console/rotation");
  const { page } = visitor;
  const table = page.getByRole("region", { name: "What is due" });
  await table.waitFor();
  await expect
    .poll(() => table.getByRole("row").allInnerTexts())
    .toEqual([
      expect.stringMatching(/^Secret\s+Policy\s+Due$/),
      expect.stringMatching(/^app\/a\s+weekly\s+in [67] days$/),
      expect.stringMatching(/^app\/b\s+weekly\s+in [67] days$/),
    ]);
  await page.getByLabel("Within").selectOption("a day");
  await page.getByText("Nothing is due in this time.").waitFor();
  await page.getByLabel("Within").selectOption("a month");
  const dueAt = (await space.api("GET", "/v1/rotation/pending?within_hours=744")).body.secrets[0].due_at.slice(0, 10);
  await page.getByLabel("As", { exact: true }).selectOption("Calendar");
  await page.goto(`${page.url()}&month=${dueAt.slice(0, 7)}`);
  const day = page.getByRole("cell").filter({ has: page.locator(`time[datetime="${dueAt}"]`) });
  await day.getByRole("link", { name: "app/a" }).waitFor();
  await expectSound(visitor);
  await page.getByRole("link", { name: "Month after" }).click();
  await page.getByRole("link", { name: "Month after" }).click();
  await expect.poll(() => page.getByRole("link", { name: "app/a" }).count()).toBe(0);
  await page.goBack();
  await page.goBack();
  await day.getByRole("link", { name: "app/a" }).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectSound(visitor);
  await visitor.close();
});

looking("who may rotate and not administer sees what is due, and is offered no policy to make", async () => {
  const space = await newSpace();
  const visitor = await signedIn(await space.tokenFor(["secrets:rotate", "secrets:list"]), "/console/rotation");
  const { page } = visitor;
  const refused: string[] = [];
  page.on("response", (answer) => answer.status() === 403 && refused.push(answer.url()));
  await page.reload();
  await page.getByText("Nothing is due in this time.").waitFor();
  await expect.poll(() => page.getByRole("link", { name: "New policy" }).count()).toBe(0);
  expect(refused).toEqual([]);
  await expectSound(visitor);
  await visitor.close();
});
