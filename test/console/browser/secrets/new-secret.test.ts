import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

looking("a new secret needs a path and a value, and takes no path that is taken", async () => {
  const space = await newSpace();
  const made = await space.api("PUT", "/v1/secrets/app/taken", { body: { data: { key: "first" } } });
  expect(made.status).toBe(201);
  const visitor = await signedIn(space.token, "/console/secret-new?in=app/");
  const { page } = visitor;
  const create = page.getByRole("button", { name: "Create" });
  await create.click();
  await page.getByText("A path has names between its slashes, and none at an end.").waitFor();
  await page.getByText("It needs a name.").waitFor();
  await expectSound(visitor);
  await page.getByLabel("Path").fill("app/taken");
  await page.getByLabel("Name").fill(HOSTILE);
  await page.getByLabel("Value", { exact: true }).last().fill("s3cret-value");
  await create.click();
  await page.getByText("There is a secret at this path already. Open it to change it.").waitFor();
  await expectSound(visitor);
  await page.getByLabel("Path").fill("app/new one");
  await page.getByText("Description, tags and end").click();
  await page.getByLabel("Description").fill(HOSTILE);
  await page.getByLabel("Tags").fill("prod, db");
  await create.click();
  await page.getByRole("heading", { name: "app/new one" }).waitFor();
  const { body } = await space.api("GET", "/v1/secrets/app/new%20one");
  expect(body).toMatchObject({
    data: { [HOSTILE]: "s3cret-value" },
    secret_type: "kv",
    version: 1,
    metadata: { description: HOSTILE, tags: ["prod", "db"] },
  });
  expect((await space.api("GET", "/v1/secrets/app/taken")).body).toMatchObject({ version: 1, data: { key: "first" } });
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});

looking("a type suggests its fields, and JSON keeps its digits", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/secret-new", { width: 360 });
  const { page } = visitor;
  await page.getByLabel("Type").selectOption("certificate");
  await page.getByRole("group", { name: "private_key" }).waitFor();
  await expectSound(visitor);
  await page.getByLabel("Type").selectOption("json");
  await page.getByLabel("Path").fill("exact");
  await page.getByLabel("Value as JSON").fill("[1]");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByText("The value is an object with at least one field.").waitFor();
  await page.getByLabel("Value as JSON").fill('{"n": 12345678901234567890}');
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { name: "exact" }).waitFor();
  const answer = await fetch(`${space.url}/v1/secrets/exact`, { headers: { Authorization: `Bearer ${space.token}` } });
  expect(await answer.text()).toContain('"data":{"n":12345678901234567890}');
  await visitor.close();
});

looking("a generation policy makes a value that is not shown, and never over a secret that is there", async () => {
  const space = await newSpace();
  const fields = [{ name: "password", generator: "random", config: { length: 24 } }];
  const policy = await space.api("POST", "/v1/secret-policies", {
    body: { name: "strong", policy_type: "password", fields },
  });
  expect(policy.status).toBe(201);
  await space.api("PUT", "/v1/secrets/taken", { body: { data: { key: "first" } } });
  const visitor = await signedIn(space.token, "/console/secret-new?path=taken");
  const { page } = visitor;
  await page.getByLabel("Value", { exact: true }).first().selectOption("policy");
  await page.getByText("Fields: password").waitFor();
  await expectSound(visitor);
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("link", { name: "Open it" }).waitFor();
  expect((await space.api("GET", "/v1/secrets/taken")).body).toMatchObject({ version: 1 });
  await page.getByLabel("Path").fill("made");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { name: "made" }).waitFor();
  const { body } = await space.api("GET", "/v1/secrets/made");
  expect(body).toMatchObject({ data: { password: expect.stringMatching(/^\S{24}$/) } });
  await visitor.close();
  const reader = await signedIn(await space.tokenFor(["secrets:list"]), "/console/secret-new");
  await reader.page.getByText("Your token lacks the scope secrets:write.").waitFor();
  await expectSound(reader);
  await reader.close();
});
