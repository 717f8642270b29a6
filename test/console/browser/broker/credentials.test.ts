import { expect } from "vitest";
import type { Space } from "../../../support/node/space.ts";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

/** The store of Postern's own with a login in it, and what points there. */
async function newPointer({ api }: Space, fields: object = {}): Promise<{ vault: string; id: string }> {
  const vault = (await api("POST", "/api/v1/vault-integrations", { body: { name: "own", type: "native" } })).body.id;
  const login = { path: "app/portal", data: { login: "me", pass: "pa55-of-a-test" } };
  expect((await api("POST", `/api/v1/vault-integrations/${vault}/secrets`, { body: login })).status).toBe(201);
  const body = {
    name: "portal",
    vaultIntegrationId: vault,
    vaultPath: "app/portal",
    fieldMap: { username: "login", password: "pass" },
    allowedDomains: ["portal.example.net"],
    ...fields,
  };
  const made = await api("POST", "/api/v1/credentials", { body });
  expect(made.status).toBe(201);
  return { vault, id: made.body.id };
}

looking("who may only read sees a credential, and is offered no change of it", async () => {
  const space = await newSpace();
  const { id } = await newPointer(space, { name: HOSTILE });
  const visitor = await signedIn(await space.tokenFor(["credentials:read"]), "/console/credentials");
  const { page } = visitor;
  await page.getByRole("link", { name: HOSTILE, exact: true }).waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Add a credential" }).count()).toBe(0);
  await visitor.visit(`/console/credentials/${id}?view=edit`);
  await page.getByRole("heading", { level: 1, name: HOSTILE, exact: true }).waitFor();
  for (const name of ["Delete the credential", "Test now", "Save"])
    await expect.poll(() => page.getByRole("button", { name }).count()).toBe(0);
  await expectSound(visitor);
  await visitor.visit("/console/credentials/new");
  await page.getByText("Your token lacks the scope credentials:write.").waitFor();
  await visitor.visit("/console/credentials/01a22bac-a7c6-7515-830d-c99adc89dca1");
  await page.getByText("There is nothing here.").waitFor();
  await expectSound(visitor);
  await visitor.close();
});

looking("a credential is added after its faults were told by line, tested, and deleted", async () => {
  const space = await newSpace();
  const { vault } = await newPointer(space);
  const visitor = await signedIn(space.token, `/console/credentials/new?integration=${vault}&path=app/portal`, {
    width: 360,
  });
  const { page } = visitor;
  const hosts = page.getByLabel("Hosts where it may be used, one a line");
  await page.getByLabel("Name", { exact: true }).fill(HOSTILE);
  await page.getByLabel("Field of the user name").fill("login");
  await page.getByLabel("One-time codes").selectOption("seed");
  await page.getByLabel("Field of the TOTP seed").fill("password");
  await hosts.fill("Portal.example.net\n\n*.com\nhttps://a.example");
  await page.getByText("Only some may use or manage it").click();
  await page.getByLabel("May use it, one a line").fill("user:admin\nno id");
  await page.getByRole("button", { name: "Add the credential" }).click();
  await page.getByText("Line 3, *.com: A wildcard would span everybody's hosts.").waitFor();
  await expect.poll(() => page.getByText("Line 4, https://a.example: Only the host counts").isVisible()).toBe(true);
  await expect.poll(() => page.getByText("Line 2, no id: ").isVisible()).toBe(true);
  await expect.poll(() => page.getByLabel("Field of the TOTP seed").getAttribute("aria-invalid")).toBe("true");
  await expectSound(visitor);
  await hosts.fill("Portal.example.net\n*.staff.example.net");
  await page.getByLabel("One-time codes").selectOption("none");
  await page.getByLabel("May use it, one a line").fill("user:admin");
  await page.getByRole("button", { name: "Add the credential" }).click();
  await page.getByRole("heading", { level: 1, name: HOSTILE, exact: true }).waitFor();
  const id = new URL(page.url()).pathname.split("/").at(-1);
  const made = (await space.api("GET", `/api/v1/credentials/${id}`)).body;
  expect([made.allowedDomains, made.access, made.fieldMap]).toEqual([
    ["portal.example.net", "*.staff.example.net"],
    { use: ["user:admin"], manage: [] },
    { username: "login", password: "password" },
  ]);
  await page.getByRole("button", { name: "Test now" }).click();
  await page.getByText("The secret lacks a field of the credential.").waitFor();
  const checks = page.getByRole("list", { name: "What was looked at" });
  await expect
    .poll(() => checks.getByRole("listitem").allTextContents())
    .toEqual([
      "–The page is on one of its hostsnot looked at",
      "–The vault lets Postern innot looked at",
      "✓The vault has a secret at the pathpassed",
      "✓The field of the user name is therepassed",
      "✗The field of the password is therefailed",
    ]);
  await page.getByLabel("For the page").fill("http://portal.example.net/");
  await page.keyboard.press("Enter");
  await page.getByText("✗The page is on one of its hostsfailed").waitFor();
  await expectSound(visitor);
  await page.getByRole("link", { name: "Events" }).click();
  await page.getByText("credential.tested").first().waitFor();
  await expectSound(visitor);
  await page.getByRole("button", { name: "Delete the credential" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the credential" }).click();
  await page.getByRole("heading", { level: 1, name: "Credentials" }).waitFor();
  await page.getByRole("link", { name: "portal", exact: true }).waitFor();
  expect((await space.api("GET", "/api/v1/credentials")).body.map(({ name }: { name: string }) => name)).toEqual([
    "portal",
  ]);
  await visitor.close();
});

looking("a list is narrowed by its address, and Back goes to what was there before", async () => {
  const space = await newSpace();
  const { vault } = await newPointer(space);
  const visitor = await signedIn(space.token, "/console/credentials");
  const { page } = visitor;
  await page.getByRole("link", { name: "portal", exact: true }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Clear filters" }).count()).toBe(0);
  await page.getByLabel("For the host").fill("other.example");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing fits these filters.").waitFor();
  expect(new URL(page.url()).search).toBe("?host=other.example");
  await expectSound(visitor);
  await page.goBack();
  await page.getByRole("link", { name: "portal", exact: true }).waitFor();
  await page.getByLabel("Vault").selectOption(vault);
  await page.getByRole("link", { name: "portal", exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe(`?vault=${vault}`);
  await page.getByLabel("For the host").fill("https://x");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.getByRole("alert").textContent())
    .toMatch(/domain: Its scheme is none that is allowed\./);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("link", { name: "portal", exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("");
  await visitor.close();
});

looking("who was slower sees what the other one changed, and puts the own changes on top", async () => {
  const space = await newSpace();
  const { id } = await newPointer(space);
  const visitor = await signedIn(space.token, `/console/credentials/${id}?view=edit`);
  const { page } = visitor;
  const hosts = page.getByLabel("Hosts where it may be used, one a line");
  await hosts.fill("portal.example.net\nmine.example");
  const theirs = { name: HOSTILE, allowedDomains: ["portal.example.net", "theirs.example"] };
  expect((await space.api("PATCH", `/api/v1/credentials/${id}`, { body: theirs })).status).toBe(200);
  await page.getByRole("button", { name: "Save" }).click();
  const notice = page.getByRole("status").filter({ hasText: "Somebody was faster" });
  await notice.waitFor();
  await expect.poll(() => notice.locator("dl").innerText()).toBe(`Name\nportal\n${HOSTILE}\nHosts\ntheirs.example`);
  expect((await space.api("GET", `/api/v1/credentials/${id}`)).body).toMatchObject(theirs);
  await expectSound(visitor);
  await page.getByRole("button", { name: "Put my changes on top of theirs" }).click();
  await expect.poll(() => hosts.inputValue()).toBe("portal.example.net\ntheirs.example\nmine.example");
  await expect.poll(() => page.getByLabel("Name", { exact: true }).inputValue()).toBe(HOSTILE);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  expect((await space.api("GET", `/api/v1/credentials/${id}`)).body).toMatchObject({
    name: HOSTILE,
    allowedDomains: ["portal.example.net", "theirs.example", "mine.example"],
  });
  await page.getByLabel("Path").fill("app/mine");
  await space.api("PATCH", `/api/v1/credentials/${id}`, { body: { vaultPath: "app/theirs" } });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Take theirs, and drop mine" }).click();
  await expect.poll(() => page.getByLabel("Path").inputValue()).toBe("app/theirs");
  await expect.poll(() => page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await visitor.close();
});
