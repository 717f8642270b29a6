import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { findOpenBao, giveAppRole, type OpenBaoServer, startOpenBao } from "../../../../scripts/openbao.mjs";
import type { Space } from "../../../support/node/space.ts";
import { expectSound, looking, newSpace, server, signedIn } from "../support/console.ts";

const run = promisify(execFile);
const bao = await findOpenBao();
const withVault = test.skipIf(server === null || bao === undefined);
let vault: Promise<OpenBaoServer> | undefined;
const aVault = (): Promise<OpenBaoServer> => (vault ??= startOpenBao());
afterAll(async () => (await vault)?.stop());

const HOSTILE = "<img src=x onerror=alert(1)>";
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

async function newNative({ api }: Space, name: string): Promise<string> {
  const made = await api("POST", "/api/v1/vault-integrations", { body: { name, type: "native" } });
  expect(made.status).toBe(201);
  return made.body.id;
}

looking("nobody without the scope is offered a vault to add, and the page says which scope it is", async () => {
  const space = await newSpace();
  const id = await newNative(space, HOSTILE);
  const visitor = await signedIn(await space.tokenFor(["integrations:read"]), "/console/integrations");
  const { page } = visitor;
  await page.getByRole("link", { name: HOSTILE, exact: true }).waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Add a vault" }).count()).toBe(0);
  await expectSound(visitor);
  await visitor.visit("/console/integrations/new");
  await expect.poll(() => page.getByText("Your token lacks the scope integrations:write.").isVisible()).toBe(true);
  await expect.poll(() => page.getByRole("button", { name: "Add the vault" }).isDisabled()).toBe(true);
  await visitor.visit(`/console/integrations/${id}`);
  await heading(page, HOSTILE);
  for (const name of ["Rename", "Delete the vault", "Test now"])
    await expect.poll(() => page.getByRole("button", { name }).count()).toBe(0);
  await page.getByRole("link", { name: "Credentials", exact: true }).last().click();
  await page.getByText("Your token lacks the scope credentials:read").waitFor();
  await page.getByRole("link", { name: "Push a login" }).click();
  await page.getByText("Your token lacks the scope integrations:push.").waitFor();
  await expectSound(visitor);
  await visitor.close();
});

/** The words of an element that do not fit into their line, and go on in the next one. Runs in the page. */
function brokenWords(element: Node): string[] {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
    for (const { 0: word, index } of (text.textContent ?? "").matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (range.getClientRects().length > 1) broken.push(word);
    }
  return broken;
}

looking("on a narrow page no word of the list of vaults is broken but those that are longer than it", async () => {
  const space = await newSpace();
  const long = "a".repeat(64);
  const config = { address: "https://vault.example", authMethod: "approle", roleId: "r", secretId: "s" };
  for (const name of ["vault of acme", long])
    expect(
      (await space.api("POST", "/api/v1/vault-integrations", { body: { name, type: "hashicorp", config } })).status,
    ).toBe(201);
  const visitor = await signedIn(space.token, "/console/integrations", { width: 360 });
  const { page } = visitor;
  await page.getByRole("link", { name: long }).waitFor();
  await expect.poll(() => page.getByText("HashiCorp Vault or OpenBao").count()).toBe(2);
  await expect.poll(() => page.locator("table").evaluate(brokenWords)).toEqual([long]);
  await expectSound(visitor);
  await visitor.close();
});

looking("what the API refuses of a vault stands at its field, and the secret id is nowhere in the page", async () => {
  const { token, api } = await newSpace();
  const visitor = await signedIn(token, "/console/integrations/new");
  const { page } = visitor;
  await page.getByLabel("Name", { exact: true }).fill("vault");
  await page.getByLabel("Address").fill("vault.example");
  await page.getByLabel("Name of the role and its policy").fill("a b");
  await page.getByText("The commands come once the fields above can stand in them.").waitFor();
  await page.getByLabel("Role id", { exact: true }).fill("role");
  await page.getByLabel("Secret id", { exact: true }).fill("s3cret-id-of-a-test");
  await page.getByRole("button", { name: "Add the vault" }).click();
  await page.getByText("It does not begin with its scheme, as in https://.").waitFor();
  await expect.poll(() => page.getByLabel("Address").getAttribute("aria-invalid")).toBe("true");
  await expectSound(visitor);
  await page.getByLabel("Address").fill("http://127.0.0.1:1");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.getByRole("alert").textContent())
    .toMatch(/^The vault could not be reached\.vault_unreachable Request/);
  await expect.poll(() => page.getByLabel("Secret id", { exact: true }).getAttribute("type")).toBe("password");
  expect(await page.locator("html").innerHTML()).not.toContain("s3cret-id-of-a-test");
  expect((await api("GET", "/api/v1/vault-integrations")).body).toEqual([]);
  await visitor.close();
});

looking("the store of Postern's own is added, renamed, written to, looked at and deleted", async () => {
  const { token, api } = await newSpace();
  const visitor = await signedIn(token, "/console/integrations", { width: 360 });
  const { page } = visitor;
  await page.getByText("There is no vault yet").waitFor();
  await expectSound(visitor);
  await page.getByRole("link", { name: "Add a vault" }).first().click();
  await page.getByLabel("Kind").selectOption("native");
  await page.getByLabel("Name", { exact: true }).fill("own");
  await page.getByRole("button", { name: "Add the vault" }).click();
  await heading(page, "own");
  await expectSound(visitor);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(HOSTILE);
  await page.keyboard.press("Enter");
  await heading(page, HOSTILE);
  await page.getByRole("button", { name: "Test now" }).click();
  await page.getByText("The store answers.").waitFor();
  // There is no login, so none is spoken of.
  await expect.poll(() => page.getByText(/AppRole|secret id/).count()).toBe(0);
  await page.getByRole("link", { name: "Push a login" }).click();
  await page.getByLabel("Path behind the mount").fill("app/portal");
  await page.getByLabel("Value of field 1").fill("me@acme.example");
  await page.getByLabel("Value of field 2").fill("pa55-of-a-test");
  await page.getByRole("button", { name: "Write it" }).click();
  await page.getByText("Written to app/portal.").waitFor();
  await expect.poll(() => page.getByLabel("Value of field 2").inputValue()).toBe("");
  expect((await api("GET", "/v1/secrets/app/portal")).body.data).toEqual({
    username: "me@acme.example",
    password: "pa55-of-a-test",
  });
  await expectSound(visitor);
  await page.getByRole("link", { name: "Make a credential of it" }).waitFor();
  await page.getByLabel("Name of field 1").fill("seed");
  await page.getByLabel("Value of field 1").fill("JBSWY3DPEHPK3PXP");
  await page.getByRole("button", { name: "Remove field 2" }).click();
  await page.getByLabel("Keep the fields that are there and not named here").check();
  await page.getByRole("button", { name: "Write it" }).click();
  await page.getByText("It is version 2.").waitFor();
  expect(Object.keys((await api("GET", "/v1/secrets/app/portal")).body.data).toSorted()).toEqual([
    "password",
    "seed",
    "username",
  ]);
  await page.getByRole("link", { name: "Events" }).click();
  await page.getByText("integration.pushed").first().waitFor();
  await expectSound(visitor);
  expect(new URL(page.url()).search).toBe("?view=events");
  await page.getByRole("button", { name: "Delete the vault" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("No credential points into it.").waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: "Delete the vault" }).isDisabled()).toBe(true);
  await dialog.getByLabel(`Type ${HOSTILE} to confirm`).fill(HOSTILE);
  await expectSound(visitor);
  await page.keyboard.press("Enter");
  await page.getByText("There is no vault yet").waitFor();
  expect((await api("GET", "/api/v1/vault-integrations")).body).toEqual([]);
  await visitor.close();
});

withVault("a test that may not read says what it saw of the fields, and what is not known then", async () => {
  const bench = await aVault();
  const { token, api } = await newSpace();
  const [role, mount] = ["tests", "approle"];
  const seesNames = 'path "secret/subkeys/*" { capabilities = ["read"] }';
  const login = await giveAppRole(bench, { role, mount, policy: seesNames });
  await bench.api("POST", "secret/data/app/seen", { data: { login: "me", pass: "p" } });
  const config = { address: bench.url, authMethod: "approle", authMount: mount, ...login };
  const place = { name: "platform", type: "hashicorp", config };
  const vaultIntegrationId = (await api("POST", "/api/v1/vault-integrations", { body: place })).body.id;
  const pointer = { name: "seen", vaultIntegrationId, vaultPath: "secret/data/app/seen" };
  const fields = { fieldMap: { username: "login", password: "pass" }, allowedDomains: ["portal.example.net"] };
  const made = await api("POST", "/api/v1/credentials", { body: { ...pointer, ...fields } });
  expect(made.body).toMatchObject(pointer);
  const { id } = made.body;
  const visitor = await signedIn(token, `/console/credentials/${id}`);
  const { page } = visitor;
  await page.getByRole("button", { name: "Test now" }).click();
  const checks = page.getByRole("list", { name: "What was looked at" });
  await checks.getByText("✓The field of the password is therepassed").waitFor();
  await page.getByText("Whether Postern may read the fields, and can use what they hold, is not known.").waitFor();
  await expect.poll(() => page.getByText("Whether the fields are there is not known.").count()).toBe(0);
  await expectSound(visitor);
  await bench.api("PUT", `sys/policies/acl/${role}`, { policy: 'path "none" { capabilities = ["read"] }' });
  await page.getByRole("button", { name: "Test now" }).click();
  await page.getByText("Whether the fields are there is not known.").waitFor();
  await checks.getByText("–The field of the password is therenot looked at").waitFor();
  await expect.poll(() => page.getByText("Whether Postern may read the fields").count()).toBe(0);
  await visitor.close();
});

/** The commands as they stand on the page, by what they are for. */
async function commandsOf(page: Page): Promise<Record<string, string>> {
  const steps = await page.locator("ol.steps > li").all();
  const texts = steps.map(async (step) => [
    await step.locator("p").textContent(),
    await step.locator("pre").textContent(),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}

withVault("the guide's commands, typed as they stand, make a role with which the vault lets Postern in", async () => {
  const { url, rootToken, api: vaultApi } = await aVault();
  const { token, api } = await newSpace();
  const visitor = await signedIn(token, "/console/integrations/new");
  const { page } = visitor;
  await page.getByLabel("Name", { exact: true }).fill("platform");
  await page.getByLabel("Address").fill(url);
  await page.getByLabel("Mount of AppRole").fill("postern/approle");
  await page.getByLabel("Folder of the logins").fill("app/web");
  await page.getByLabel("Name of the role and its policy").fill("postern-web");
  const commands = await commandsOf(page);
  expect(commands["Log in to the vault"]).toBe(`export BAO_ADDR=${url}\nbao login`);
  const env = { PATH: `${dirname(bao ?? "")}:${process.env.PATH}`, BAO_ADDR: url, BAO_TOKEN: rootToken };
  const shell = async (command: string) => (await run("bash", ["-ec", command], { env })).stdout.trim();
  const type = (title: string) => shell(commands[title] ?? "false");
  for (const title of ["Write the policy", "Switch AppRole on, unless it is", "Switch AppRole on, unless it is"])
    await type(title);
  await type("Make the role");
  await page.getByLabel("Role id", { exact: true }).fill(await type("Read the role id"));
  await page.getByLabel("Secret id", { exact: true }).fill(await type("Make a secret id"));
  await expectSound(visitor);
  await page.getByRole("button", { name: "Add the vault" }).click();
  await heading(page, "platform");
  await page.getByRole("button", { name: "Test now" }).click();
  await page.getByText("The vault lets Postern in.").waitFor();
  await page.getByText("healthy").waitFor();
  await expectSound(visitor);

  await page.getByRole("link", { name: "Push a login" }).click();
  await page.getByLabel("Path behind the mount").fill("secret/data/app/web/portal");
  await page.getByText("It is given behind the mount: app/web/portal").waitFor();
  for (const [path, told] of [
    ["app/other", "The vault denied access to this path."],
    ["app/web/portal", "Written to secret/data/app/web/portal."],
  ] as const) {
    await page.getByLabel("Path behind the mount").fill(path);
    await page.getByLabel("Value of field 1").fill("me");
    await page.getByLabel("Value of field 2").fill("p");
    await page.getByRole("button", { name: "Write it" }).click();
    await page.getByText(told).waitFor();
  }
  expect((await vaultApi("GET", "secret/data/app/web/portal")).data.data).toEqual({ username: "me", password: "p" });

  await page.getByRole("button", { name: "Replace the secret id" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Secret id", { exact: true }).fill("another");
  await page.keyboard.press("Enter");
  await dialog.getByText("The vault refused the AppRole login.").waitFor();
  await expectSound(visitor);
  await dialog.getByLabel("Secret id comes").selectOption("wrapped");
  const wrapping = (await dialog.locator("pre").textContent()) ?? "";
  await dialog
    .getByLabel("Wrapping token of the secret id")
    .fill(await shell(wrapping.replace("/ROLE/", "/postern-web/")));
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  const [record] = (await api("GET", "/api/v1/vault-integrations")).body;
  expect([record.name, record.authMount, record.status]).toEqual(["platform", "postern/approle", "healthy"]);
  await visitor.close();
});
