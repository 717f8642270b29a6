import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

looking(
  "a text is previewed by the names of fields, saved with progress, and what somebody changed meanwhile is left alone",
  async () => {
    const space = await newSpace();
    const put = (path: string, data: object) => space.api("PUT", `/v1/secrets/${path}`, { body: { data } });
    await put("app/same", { a: "1" });
    await put("app/changed", { a: "1", keep: "k" });
    await put("app/raced", { a: "1" });
    const visitor = await signedIn(space.token, "/console/bulk");
    const { page } = visitor;
    const preview = page.getByRole("button", { name: "Preview" });
    await expect.poll(() => preview.isDisabled()).toBe(true);
    await page.getByLabel("Text", { exact: true }).fill("app:\n  db: [");
    await preview.click();
    await page.getByText(/the file can't be imported: not YAML, line \d/).waitFor();
    const text = {
      "<img src=x onerror=alert(1)>": { a: "1" },
      app: { same: { a: "1" }, changed: { a: "secret-2" }, raced: { a: "2" }, new: { n: 1.5 } },
    };
    // What a file holds, as if it was dropped.
    const body = JSON.stringify(text).replace("1.5", "12345678901234567890.50");
    await page
      .getByLabel("Choose a file")
      .setInputFiles({ name: "many.json", mimeType: "application/json", buffer: Buffer.from(body) });
    await expect.poll(() => page.getByLabel("Text", { exact: true }).inputValue()).toBe(body);
    await preview.click();
    const list = page.getByRole("region", { name: "Preview" });
    await list.waitFor();
    await expect
      .poll(() => list.getByRole("listitem").allInnerTexts())
      .toEqual([
        expect.stringMatching(/^not possible\s+<img src=x onerror=alert\(1\)>\s+a path has no such characters$/),
        expect.stringMatching(/^changed\s+app\/changed\s+changed: a$/),
        expect.stringMatching(/^new\s+app\/new\s+added: n$/),
        expect.stringMatching(/^changed\s+app\/raced\s+changed: a$/),
        expect.stringMatching(/^the same\s+app\/same$/),
      ]);
    await expectSound(visitor);
    await put("app/raced", { a: "faster" });
    await page.getByRole("button", { name: "Save 3" }).click();
    await page.getByText("Stopped. 2 of 3 are saved.").waitFor();
    await page.getByText("Somebody changed it since the preview. Preview again.").waitFor();
    await expectSound(visitor);
    const valueAt = async (path: string) => (await space.api("GET", `/v1/secrets/${path}`)).body.data;
    expect(await valueAt("app/changed")).toEqual({ a: "secret-2", keep: "k" });
    expect(await valueAt("app/raced")).toEqual({ a: "faster" });
    const raw = await fetch(`${space.url}/v1/secrets/app/new`, { headers: { authorization: `Bearer ${space.token}` } });
    expect(await raw.text()).toContain('"data":{"n":12345678901234567890.50}');
    await page.getByRole("button", { name: "Preview again" }).click();
    await page.getByRole("button", { name: "Save 1" }).click();
    await page.getByText("1 saved.").waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    await expectSound(visitor);
    await visitor.close();
  },
);

looking("who may not write sees what would change, and is told why it can't be saved", async () => {
  const space = await newSpace();
  const reader = await space.tokenFor(
    ["secrets:read", "secrets:list"],
    [{ path_pattern: "**", permissions: ["read", "list"] }],
  );
  const visitor = await signedIn(reader, "/console/bulk");
  const { page } = visitor;
  await page.getByLabel("Text", { exact: true }).fill("A=1");
  await page.getByLabel("Where to").fill("app/db");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect.poll(() => page.getByRole("button", { name: "Save 1" }).isDisabled()).toBe(true);
  await page.getByText("Your token lacks secrets:write:").waitFor();
  expect((await space.api("GET", "/v1/secrets/app/db")).status).toBe(404);
  await visitor.close();
});

looking(
  "what is previewed and saved is the text that stands there, though it changed while it was looked at",
  async () => {
    const space = await newSpace();
    const visitor = await signedIn(space.token, "/console/bulk");
    const { page } = visitor;
    const held = Promise.withResolvers<void>();
    const isHeld = Promise.withResolvers<void>();
    await page.route("**/v1/secrets/batch", async (route) => {
      isHeld.resolve();
      await held.promise;
      await route.continue().catch(() => undefined);
    });
    const text = page.getByLabel("Text", { exact: true });
    const preview = page.getByRole("button", { name: "Preview" });
    await text.fill("A=first");
    await page.getByLabel("Where to").fill("app/db");
    await preview.click();
    await isHeld.promise;
    await text.fill("A=second");
    held.resolve();
    await expect.poll(() => preview.getAttribute("aria-busy")).toBe("false");
    await expect.poll(() => page.getByRole("button", { name: /^Save/ }).count()).toBe(0);
    await preview.click();
    await page.getByRole("button", { name: "Save 1" }).click();
    await page.getByText("1 saved.").waitFor();
    expect((await space.api("GET", "/v1/secrets/app/db")).body.data).toEqual({ A: "second" });
    await visitor.close();
  },
);

looking("who leaves the page leaves the rest unwritten", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/bulk");
  const { page } = visitor;
  const many = Array.from({ length: 20 }, (_, at) => [`n${at}`, { a: "1" }]);
  await page.getByLabel("Text", { exact: true }).fill(JSON.stringify({ app: Object.fromEntries(many) }));
  await page.getByRole("button", { name: "Preview" }).click();
  let written = 0;
  const held = Promise.withResolvers<void>();
  await page.route(/\/v1\/secrets\/app(\/|%2F)/i, async (route) => {
    written += 1;
    await held.promise;
    await route.continue().catch(() => undefined);
  });
  await page.getByRole("button", { name: "Save 20" }).click();
  await expect.poll(() => written).toBe(4);
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  held.resolve();
  await page.getByRole("link", { name: "Bulk edit" }).click();
  await page.getByRole("heading", { name: "Bulk edit" }).waitFor();
  expect(written).toBe(4);
  await visitor.close();
});
