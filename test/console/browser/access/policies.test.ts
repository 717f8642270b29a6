import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

looking("a policy is made of rules, is bound and unbound, and is deleted with what it was bound to", async () => {
  const space = await newSpace();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "group:staff" } });
  const visitor = await signedIn(space.token, "/console/policies/new");
  const { page } = visitor;
  await page.getByLabel("Name").fill(HOSTILE);
  await page.getByLabel("Paths").fill("prod/**/**");
  await page.getByLabel("Only from addresses").fill("203.0.113.0/24, nowhere");
  await page.getByLabel("Only at certain times").check();
  await page.getByLabel("Mon").check();
  await page.getByLabel("Fri").check();
  await expectSound(visitor);
  await page.getByRole("button", { name: "Create the policy" }).click();
  await expect
    .poll(() => page.locator(".fault").allTextContents())
    .toEqual(["entry 2: This does not have the form that it must have."]);
  await expectSound(visitor);
  await page.getByLabel("Only from addresses").fill("203.0.113.0/24");
  await page.getByRole("button", { name: "Create the policy" }).click();
  await expect.poll(() => page.locator(".fault").allTextContents()).toEqual(["The pattern is not a valid glob."]);
  await page.getByLabel("Paths").fill("prod/**");
  await page.getByRole("button", { name: "Add a rule" }).click();
  const second = page.getByRole("group", { name: "Rule 2" });
  await second.getByLabel("Paths").fill("test/*");
  await second.getByRole("checkbox", { name: "admin" }).check();
  await page.getByRole("button", { name: "Create the policy" }).click();
  await page.getByRole("heading", { name: HOSTILE }).waitFor();
  const { body: list } = await space.api("GET", "/v1/policies");
  const { id } = list.policies.find((one: { name: string }) => one.name === HOSTILE);
  const conditions = {
    ip_ranges: ["203.0.113.0/24"],
    time_window: { days: ["mon", "fri"], start: "08:00", end: "18:00" },
  };
  expect((await space.api("GET", `/v1/policies/${id}`)).body.rules).toEqual([
    { path_pattern: "prod/**", permissions: ["read", "list"], conditions },
    { path_pattern: "test/*", permissions: ["read", "list", "admin"] },
  ]);
  await page.getByText("It is bound to nobody, so it counts for nobody.").waitFor();
  await expectSound(visitor);

  await page.getByLabel("Bind to").fill("group:none");
  await page.getByRole("button", { name: "Bind", exact: true }).click();
  await expect.poll(() => page.locator(".field .fault").textContent()).toBe("No such identity.");
  await page.getByLabel("Bind to").fill("group:staff");
  await page.getByRole("button", { name: "Bind", exact: true }).click();
  await page.getByRole("link", { name: "group:staff" }).waitFor();
  await page.getByRole("button", { name: "Unbind group:staff" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Unbind" }).click();
  await page.getByText("It is bound to nobody, so it counts for nobody.").waitFor();
  expect((await space.api("GET", `/v1/policies/${id}/bindings`)).body.bindings).toEqual([]);
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog.getByLabel(`Type ${HOSTILE} to confirm`).fill(HOSTILE);
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "Policies", exact: true }).waitFor();
  expect((await space.api("GET", `/v1/policies/${id}`)).body.error.code).toBe("policy_not_found");
  await expectSound(visitor);
  await visitor.close();
});

looking(
  "who saves a policy that somebody changed meanwhile sees what they changed, and lays theirs on top or takes it",
  async () => {
    const space = await newSpace();
    const rule = { path_pattern: "app/**", permissions: ["read"] };
    const { body: made } = await space.api("POST", "/v1/policies", { body: { name: "app", rules: [rule] } });
    const theirs = { description: "theirs", rules: [{ path_pattern: "other/**", permissions: ["list"] }] };
    const read = async () => (await space.api("GET", `/v1/policies/${made.id}`)).body;
    const visitor = await signedIn(space.token, `/console/policies/${made.id}?view=edit`);
    const { page } = visitor;
    await expect.poll(() => page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await page.getByLabel("Name").fill("mine");
    await space.api("PATCH", `/v1/policies/${made.id}`, { body: theirs });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Somebody was faster" }).waitFor();
    // It stands behind a form that may be long, so the focus is led to it.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Somebody was faster");
    const notice = page.locator(".notice");
    await expect
      .poll(() => notice.locator("p").allTextContents())
      .toEqual([
        "The policy was changed while you worked on it. What they changed:",
        "description: was (empty), is now theirs",
        "On top: your name. All else stays as it is now.",
      ]);
    await expect.poll(() => notice.locator("td code").allTextContents()).toEqual(["other/**", "app/**"]);
    expect((await read()).name).toBe("app");
    await expectSound(visitor);
    await page.getByRole("button", { name: "Apply mine on top" }).click();
    await page.getByRole("heading", { name: "mine" }).waitFor();
    const both = await read();
    expect([both.name, both.description, both.rules]).toEqual(["mine", theirs.description, theirs.rules]);

    await page.getByRole("link", { name: "JSON" }).click();
    const text = page.getByLabel("The policy as JSON");
    await text.fill("{");
    await expect.poll(() => page.locator(".field .fault").textContent()).toBe("This is no JSON object.");
    await text.fill('{"name":"as text","unknown":1}');
    await space.api("PATCH", `/v1/policies/${made.id}`, { body: { description: "once more" } });
    await expectSound(visitor);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Take theirs, drop mine" }).click();
    await expect.poll(() => text.inputValue()).toContain('"once more"');
    expect((await read()).name).toBe("mine");
    await visitor.close();
  },
);

looking("the tester tells who may do what and by which rule, and its address asks the same again", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/policies", { width: 360 });
  const { page } = visitor;
  await page.getByRole("link", { name: "everything" }).waitFor();
  await expectSound(visitor);
  await page.getByRole("main").getByRole("link", { name: "Test" }).click();
  await page.getByLabel("Identity").fill("user:admin");
  await page.getByLabel("Path").fill("prod/db");
  await page.getByRole("button", { name: "Test" }).click();
  await page.getByRole("heading", { name: "Allowed" }).waitFor();
  await page.getByRole("link", { name: "everything" }).waitFor();
  await expect.poll(() => page.locator(".notice td").allTextContents()).toEqual(["**", "admin", "always"]);
  await expectSound(visitor);
  const allowed = page.url();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "sa:ci" } });
  await page.getByLabel("Identity").fill("sa:ci");
  await page.getByLabel("Permission").selectOption("write");
  await page.getByRole("button", { name: "Test" }).click();
  await page.getByRole("heading", { name: "Refused" }).waitFor();
  expect(new URL(page.url()).search).toBe("?identity=sa%3Aci&path=prod%2Fdb&permission=write");
  await expect
    .poll(() => page.locator(".notice p").allTextContents())
    .toEqual([
      "No rule permits this on that path.",
      "The request would be refused with access_denied.",
      "No policy counts for this identity.",
    ]);
  await expectSound(visitor);
  await page.goBack();
  await page.getByRole("heading", { name: "Allowed" }).waitFor();
  expect(page.url()).toBe(allowed);
  await page.getByLabel("Identity").fill("sa:none");
  await page.getByRole("button", { name: "Test" }).click();
  await expect.poll(() => page.locator(".field .fault").textContent()).toBe("No such identity.");
  await visitor.close();
});

looking("who may read policies alone is offered no change", async () => {
  const space = await newSpace();
  const { body } = await space.api("GET", "/v1/policies");
  const token = await space.tokenFor(["policies:read"]);
  const visitor = await signedIn(token, `/console/policies/${body.policies[0].id}`);
  const { page } = visitor;
  await page.getByText("Changes need the scope policies:write.").waitFor();
  for (const name of ["Delete", "Bind", "Unbind user:admin"])
    await expect.poll(() => page.getByRole("button", { name, exact: true }).count()).toBe(0);
  await expect.poll(() => page.getByRole("link", { name: "Edit", exact: true }).count()).toBe(0);
  await page.getByRole("link", { name: "JSON" }).click();
  await page.locator(".code-block").waitFor();
  await expectSound(visitor);
  await visitor.visit("/console/policies/pol_none");
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/policy_not_found Request req_/);
  await visitor.close();
});
