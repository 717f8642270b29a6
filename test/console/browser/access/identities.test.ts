import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

looking("a person is made, put into a group, deactivated and deleted, each as the API then has it", async () => {
  const space = await newSpace();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "group:staff" } });
  const visitor = await signedIn(space.token, "/console/identities/new");
  const { page } = visitor;
  const read = async (id: string) => (await space.api("GET", `/v1/identity/identities/${id}`)).body;
  await page.getByLabel("Id", { exact: true }).fill("user:Anna");
  await page.getByLabel("Shown as").fill(HOSTILE);
  await expectSound(visitor);
  await page.getByRole("button", { name: "Create the identity" }).click();
  await expect
    .poll(() => page.locator(".field .fault").textContent())
    .toBe("This does not have the form that it must have.");
  await page.getByLabel("Id", { exact: true }).fill("user:anna@acme.example");
  await page.getByLabel("group:staff").check();
  await page.getByRole("button", { name: "Create the identity" }).click();
  await page.getByRole("heading", { name: "user:anna@acme.example" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/console/identities/user%3Aanna%40acme.example");
  await page.getByText("It has no token that is alive.").waitFor();
  await page.getByText(HOSTILE).waitFor();
  await expectSound(visitor);
  const made = await read("user:anna@acme.example");
  expect([made.display_name, made.groups, made.roles]).toEqual([HOSTILE, ["group:staff"], []]);

  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await expect.poll(() => dialog.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await expect.poll(() => dialog.getByLabel("Administrator of the tenant").isDisabled()).toBe(true);
  await dialog.getByLabel("Shown as").fill("Anna");
  // Somebody else takes her out of the group meanwhile: that stays.
  await space.api("PATCH", "/v1/identity/identities/user:anna@acme.example", { body: { groups: [] } });
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const changed = await read("user:anna@acme.example");
  expect([changed.display_name, changed.groups]).toEqual(["Anna", []]);

  await page.getByRole("button", { name: "Deactivate" }).click();
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await page.getByText("inactive", { exact: true }).waitFor();
  expect((await read("user:anna@acme.example")).is_active).toBe(false);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => dialog.getByRole("button", { name: "Delete" }).isDisabled()).toBe(true);
  await dialog.getByLabel("Type user:anna@acme.example to confirm").fill("user:anna@acme.example");
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "Identities" }).waitFor();
  expect((await read("user:anna@acme.example")).error.code).toBe("identity_not_found");
  await visitor.close();
});

looking("a group shows who is in it, and takes somebody in and out", async () => {
  const space = await newSpace();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "group:staff" } });
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "sa:ci" } });
  const visitor = await signedIn(space.token, "/console/identities?type=group");
  const { page } = visitor;
  await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
  await expectSound(visitor);
  await page.getByRole("link", { name: "group:staff" }).click();
  await page.getByText("Nobody is in this group.").waitFor();
  const groupsOf = async () => (await space.api("GET", "/v1/identity/identities/sa:ci")).body.groups;
  await page.getByLabel("Add to the group").fill("sa:none");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/identity_not_found/);
  await page.getByLabel("Add to the group").fill("sa:ci");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "sa:ci" }).waitFor();
  expect(await groupsOf()).toEqual(["group:staff"]);
  await expectSound(visitor);
  await page.getByRole("button", { name: "Take out: sa:ci" }).click();
  await page.getByText("Nobody is in this group.").waitFor();
  expect(await groupsOf()).toEqual([]);
  await visitor.close();
});

looking(
  "one's own page shows tokens, the policies that count, and what one did; and offers no end of oneself",
  async () => {
    const space = await newSpace();
    const visitor = await signedIn(space.token, "/console/identities/user:admin", { width: 360 });
    const { page } = visitor;
    await page.getByRole("link", { name: "test", exact: true }).waitFor();
    await page.getByRole("button", { name: "Look through the policies" }).click();
    await page.getByRole("link", { name: "everything" }).waitFor();
    await page.getByRole("region", { name: "What it did last" }).getByText("policy bind").first().waitFor();
    await expectSound(visitor);
    await expect.poll(() => page.getByRole("button", { name: "Deactivate" }).count()).toBe(0);
    await expect.poll(() => page.getByRole("button", { name: "Delete" }).count()).toBe(0);
    await visitor.visit("/console/identities/sa:none");
    await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/identity_not_found Request req_/);
    await expectSound(visitor);
    await visitor.close();
  },
);
