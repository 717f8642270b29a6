import { expect } from "vitest";
import { expectSound, keptBy, looking, newSpace, signedIn } from "../support/console.ts";

looking("a role is made, gives a secret id that is shown once and opens a login, and is deleted", async () => {
  const space = await newSpace();
  const rules = [{ path_pattern: "app/**", permissions: ["read"] }];
  await space.api("POST", "/v1/policies", { body: { name: "deploy", rules } });
  const visitor = await signedIn(space.token, "/console/approles");
  const { page } = visitor;
  const { body: nobody } = await space.api("GET", "/v1/approles");
  expect(nobody.approles).toEqual([]);
  await page.getByText("There is no role.").waitFor();
  await expectSound(visitor);
  await page.getByRole("main").getByRole("link", { name: "New role" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("ci");
  await page.getByRole("textbox", { name: "Policies" }).fill("none");
  await page.getByLabel("A secret id lives for").fill("1x");
  await expectSound(visitor);
  await page.getByRole("button", { name: "Create the role" }).click();
  await page.locator(".field .fault").waitFor();
  await expect.poll(() => page.locator(".field .fault").textContent()).toBe("The duration is not valid.");
  await page.getByLabel("A secret id lives for").fill("1d");
  await page.getByRole("textbox", { name: "Policies" }).fill("deploy");
  await page.getByLabel("secrets:read").check();
  await page.getByRole("button", { name: "Create the role" }).click();
  await page.getByText("It has no secret id, so nobody can log in by one.").waitFor();
  await expectSound(visitor);
  const { body: role } = await space.api("GET", "/v1/approles/ci");
  expect([role.token_policies, role.scopes, role.secret_id_ttl]).toEqual([["deploy"], ["secrets:read"], "1d"]);

  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Make a secret id" }).click();
  await dialog.getByLabel("Opens so many logins").fill("2");
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Make a secret id" }).click();
  const secretId = (await dialog.locator(".code-block code").textContent()) ?? "";
  await expectSound(visitor);
  const login = { role_id: role.role_id, secret_id: secretId };
  expect((await space.api("POST", "/v1/auth/approle/login", { body: login })).status).toBe(201);
  await dialog.locator(".actions").getByRole("button", { name: "Close" }).click();
  const destroy = page.getByRole("button", { name: /^Destroy/ });
  await destroy.waitFor();
  expect(await keptBy(page)).not.toContain(secretId);
  await destroy.click();
  await dialog.getByRole("button", { name: "Destroy" }).click();
  await page.getByText("It has no secret id, so nobody can log in by one.").waitFor();
  expect((await space.api("POST", "/v1/auth/approle/login", { body: login })).status).toBe(401);

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("A token lives for").fill("5m");
  await expectSound(visitor);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("5m", { exact: true }).waitFor();
  const { body: changed } = await space.api("GET", "/v1/approles/ci");
  expect(changed).toEqual({ ...role, token_ttl: "5m", updated_at: changed.updated_at });
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog.getByLabel("Type ci to confirm").fill("ci");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByText("There is no role.").waitFor();
  await visitor.close();
});

looking(
  "a role that is there is laid over by none of the same name, and at 360 pixels nothing is cut off",
  async () => {
    const space = await newSpace();
    await space.api("PUT", "/v1/approles/ci", { body: { token_ttl: "7m" } });
    const visitor = await signedIn(space.token, "/console/approles/new", { width: 360 });
    const { page } = visitor;
    await page.getByLabel("Name", { exact: true }).fill("ci");
    await page.getByRole("button", { name: "Create the role" }).click();
    await page.getByText("There is a role of this name.").waitFor();
    expect((await space.api("GET", "/v1/approles/ci")).body.token_ttl).toBe("7m");
    await expectSound(visitor);
    await visitor.visit("/console/approles/ci");
    await page.getByText("7m", { exact: true }).waitFor();
    await expectSound(visitor);
    await visitor.visit("/console/approles/none");
    await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/approle_not_found Request req_/);
    await visitor.close();
    const stranger = await signedIn(await space.tokenFor(["identity:read"]), "/console/approles");
    await expect.poll(() => stranger.page.getByRole("alert").textContent()).toMatch(/insufficient_scope/);
    await expect.poll(() => stranger.page.getByRole("link", { name: "Roles that log in" }).count()).toBe(0);
    await expectSound(stranger);
    await stranger.close();
  },
);
