import { expect } from "vitest";
import { expectSound, looking, newSpace, newVisitor } from "../support/console.ts";

looking("a search that finds nothing says so, and an address that names no operation leads to the list", async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await visitor.visit("/docs/#no.such%20operation");
  await page.getByText("There is no such operation.").waitFor();
  await page.getByLabel("Search").fill("horse");
  await page.getByText("0 found").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toMatch(/^Postern API/);
  await expectSound(visitor);
  await visitor.close();
});

looking("an operation is found by the keyboard alone, by its path, a field or a code", async () => {
  const visitor = await newVisitor({ theme: "dark" });
  const { page } = visitor;
  await visitor.visit("/docs/");
  const links = page.getByRole("navigation", { name: "Operations" }).getByRole("listitem");
  await expect.poll(() => links.count()).toBeGreaterThan(140);
  await page.keyboard.press("/");
  await page.keyboard.type("put v1/secrets new version");
  await page.getByText("1 found").waitFor();
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { level: 1, name: "Create a secret, or a new version of it" });
  await heading.waitFor();
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => page.title()).toBe("Create a secret, or a new version of it - Postern API");
  await page.getByLabel("Search").fill("host_not_allowed resolve");
  await expect
    .poll(() => links.allInnerTexts())
    .toEqual([expect.stringContaining("Resolve a credential for the page at hand")]);
  await expectSound(visitor);
  await visitor.close();
});

looking("the name of a subject leads to its operations, and those to what they do", async () => {
  const visitor = await newVisitor({ width: 380 });
  const { page } = visitor;
  await visitor.visit("/docs/");
  const main = page.getByRole("main");
  await main.getByRole("link", { name: "Browsers", exact: true }).click();
  const heading = page.getByRole("heading", { level: 1, name: "Browsers", exact: true });
  await heading.waitFor();
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => page.title()).toBe("Browsers - Postern API");
  await expectSound(visitor);
  await main.getByRole("link", { name: "List the browsers, oldest first" }).click();
  await page.getByRole("heading", { level: 1, name: "List the browsers, oldest first" }).waitFor();
  await page.goBack();
  await heading.waitFor();
  await page.goBack();
  await main.getByRole("link", { name: "What a webhook sends" }).click();
  await main.getByRole("link", { name: "secret.created" }).waitFor();
  await expectSound(visitor);
  await visitor.close();
});

looking("an operation has samples in three languages and tells each of its codes once", async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await visitor.visit("/docs/#secrets.put");
  const server = new URL(page.url()).origin;
  const sample = page.locator("section.samples pre");
  await expect.poll(() => sample.innerText()).toContain(`curl -sS -X PUT '${server}/v1/secrets/shop/db/login'`);
  await page.getByLabel("Python").check();
  await expect.poll(() => sample.innerText()).toContain(`requests.put(\n    "${server}/v1/secrets/shop/db/login"`);
  await page.getByLabel("TypeScript").check();
  await expect.poll(() => sample.innerText()).toContain('await postern.call("put", "/v1/secrets/{path}"');
  await page.getByRole("button", { name: "Copy: TypeScript" }).click();
  await page.getByText("Copied.").waitFor();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(await sample.innerText());
  await expect.poll(() => page.getByText("access_denied", { exact: true }).count()).toBe(1);
  await expect.poll(() => page.getByText("internal_error", { exact: true }).count()).toBe(1);
  await page.getByText("Fields of options").click();
  await page.getByText("Fields of options").locator("xpath=..").getByText("expires_at", { exact: true }).waitFor();
  await expectSound(visitor);
  await visitor.close();
});

looking(
  "a request is sent with the token, which stands in no sample, and what is answered is shown as text",
  async () => {
    const { token } = await newSpace();
    const visitor = await newVisitor();
    const { page } = visitor;
    await visitor.visit("/docs/#secrets.put");
    await page.getByText("Fill in and send").click();
    await page.getByLabel("Bearer token").fill(token);
    await page.getByLabel("path").fill("app/db");
    await page
      .getByLabel("Body", { exact: true })
      .fill('{"data": {"a": "1"}, "metadata": {"description": "<img src=x onerror=alert(1)>"}}');
    await expect.poll(() => page.locator("section.samples pre").innerText()).toContain("/v1/secrets/app/db");
    await page.getByRole("button", { name: "Send PUT" }).click();
    await page.getByText("Answer: 201").waitFor();
    await expect
      .poll(async () => JSON.parse(await page.locator(".try pre").innerText()))
      .toMatchObject({ path: "app/db", version: 1 });
    expect(await page.locator("article").innerHTML()).not.toContain(token);
    await page.getByLabel("Search").fill("secrets.read");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Read a value" }).waitFor();
    await page.getByText("Fill in and send").click();
    await expect.poll(() => page.getByLabel("Bearer token").inputValue()).toBe(token);
    await page.getByLabel("path").fill("");
    await expect.poll(() => page.getByRole("button", { name: "Send GET" }).isDisabled()).toBe(true);
    await page.getByText("Still empty: path").waitFor();
    await expectSound(visitor);
    await visitor.close();
  },
);

looking("the page fits a narrow screen, an event has its message, and a reload forgets the token", async () => {
  const visitor = await newVisitor({ width: 380 });
  const { page } = visitor;
  await visitor.visit("/docs/");
  await page.getByLabel("Bearer token").fill("typed");
  await visitor.visit("/docs/#webhook%3Asecret.created");
  await page.getByRole("heading", { name: "What a webhook sends of secret.created" }).waitFor();
  await expect.poll(() => page.locator("pre").innerText()).toContain('"event_type": "secret.created"');
  await expectSound(visitor);
  await page.getByRole("link", { name: "Postern API" }).click();
  await expect.poll(() => page.getByLabel("Bearer token").inputValue()).toBe("typed");
  await page.reload();
  await expect.poll(() => page.getByLabel("Bearer token").inputValue()).toBe("");
  await visitor.close();
});
