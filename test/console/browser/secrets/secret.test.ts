import { expect } from "vitest";
import type { Space } from "../../../support/node/space.ts";
import { expectSound, keptBy, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";
const PATH = "app/db/login";
const PAGE = `/console/secret/${PATH}`;
const SECRET = "s3cret-value";

async function put(space: Space, data: object, more: object = {}): Promise<void> {
  const { status } = await space.api("PUT", `/v1/secrets/${PATH}`, { body: { data, ...more } });
  expect([200, 201]).toContain(status);
}
const storedValue = async (space: Space): Promise<unknown> => {
  const { body } = await space.api("GET", `/v1/secrets/${PATH}`);
  return (body as { data?: unknown }).data;
};
const readsOf = async (space: Space): Promise<unknown> => {
  const { body } = await space.api("GET", `/v1/secrets/metadata/${PATH}`);
  return (body as { access_count_30d?: unknown }).access_count_30d;
};

looking("who may list but not read or write sees the facts, and is offered nothing else", async () => {
  const space = await newSpace();
  await put(space, { password: SECRET }, { metadata: { description: HOSTILE, tags: [HOSTILE], note: HOSTILE } });
  const rules = [{ path_pattern: "app/**", permissions: ["list"] }];
  const visitor = await signedIn(await space.tokenFor(["secrets:list"], rules), PAGE, { width: 360 });
  const { page } = visitor;
  await page.getByText("Your token lacks the scope secrets:read, so no value can be read here.").waitFor();
  await expect.poll(() => page.getByText(HOSTILE).count()).toBe(3);
  for (const name of ["Rotate now", "Delete", "Show the names of the fields"])
    await expect.poll(() => page.getByRole("button", { name }).count()).toBe(0);
  await expectSound(visitor);
  for (const [tab, text] of [
    ["Edit", "Your token lacks the scope secrets:write."],
    ["Who can read it", "To ask that, your token needs the scopes policies:read, identity:read."],
    ["Trail", "Your token lacks the scope audit:read."],
  ] as const) {
    await page.getByRole("link", { name: tab }).click();
    await page.getByText(text).waitFor();
  }
  await visitor.close();
  const stranger = await signedIn(await space.tokenFor(["secrets:list"]), PAGE);
  await expect.poll(() => stranger.page.getByRole("alert").textContent()).toMatch(/access_denied Request req_/);
  await stranger.close();
});

looking(
  "nothing of a value is read unasked; a look is one read, hides after half a minute, and has every digit",
  async () => {
    const space = await newSpace();
    await put(space, { password: SECRET, [HOSTILE]: [1.5] });
    const raw = `{"data":{"password":"${SECRET}","id":12345678901234567890,"rate":1.10,"${HOSTILE}":[1.50]}}`;
    await fetch(`${space.url}/v1/secrets/${PATH}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${space.token}`, "Content-Type": "application/json" },
      body: raw,
    });
    const visitor = await signedIn(space.token, PAGE, { atMs: Date.now() });
    const { page } = visitor;
    await page.getByRole("button", { name: "Show the names of the fields" }).waitFor();
    expect(await readsOf(space)).toBe(0);
    await page.getByRole("button", { name: "Show the names of the fields" }).click();
    await page.getByRole("button", { name: `Show for 30 seconds: ${HOSTILE}` }).waitFor();
    expect(await keptBy(page)).not.toContain(SECRET);
    expect(await readsOf(space)).toBe(1);
    await page.getByRole("button", { name: "Show for 30 seconds: id" }).click();
    await page.getByText("12345678901234567890", { exact: true }).waitFor();
    expect(await keptBy(page)).not.toContain(SECRET);
    await expectSound(visitor);
    await page.clock.fastForward(31_000);
    await page.getByText("12345678901234567890").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Copy: rate" }).click();
    await page.getByText("Copied.").waitFor();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("1.10");
    await page.getByRole("button", { name: "Copy: The whole value as JSON" }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(`{"password":"${SECRET}","id":12345678901234567890,"rate":1.10,"${HOSTILE}":[1.50]}`);
    expect(await readsOf(space)).toBe(4);
    expect(await keptBy(page)).not.toContain(SECRET);
    expect(visitor.faults()).toEqual([]);
    await visitor.close();
  },
);

looking("versions are compared without their values, made current again and destroyed", async () => {
  const space = await newSpace();
  await put(space, { user: "a", password: "old-secret", port: 1 });
  await put(space, { user: "a", password: SECRET, host: "h" });
  const visitor = await signedIn(space.token, `${PAGE}?tab=versions`);
  const { page } = visitor;
  await page.getByRole("button", { name: "Compare with current: version 1" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1 field stays the same").waitFor();
  await expect
    .poll(() => dialog.getByRole("row").allInnerTexts())
    .toEqual([
      expect.stringMatching(/^Field\s+What becomes of it$/),
      expect.stringMatching(/^password\s+changed$/),
      expect.stringMatching(/^host\s+added$/),
      expect.stringMatching(/^port\s+removed$/),
    ]);
  expect(await keptBy(page)).not.toMatch(/old-secret|s3cret/);
  await expectSound(visitor);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Make current again: version 1" }).click();
  await dialog.getByRole("button", { name: "Make current again", exact: true }).click();
  await page.getByText("Version 3 has the value of version 1.").waitFor();
  expect(await storedValue(space)).toEqual({ user: "a", password: "old-secret", port: 1 });
  await page.getByRole("button", { name: "Delete version 2" }).click();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Undelete version 2" }).click();
  await page.getByText("Version 2 can be read again.").waitFor();
  expect((await space.api("GET", `/v1/secrets/${PATH}?version=2`)).body).toMatchObject({ data: { host: "h" } });
  await page.getByRole("button", { name: "Destroy version 2" }).click();
  await dialog.getByRole("button", { name: "Destroy" }).click();
  await page.getByRole("cell", { name: "destroyed" }).waitFor();
  expect((await space.api("GET", `/v1/secrets/${PATH}?version=2`)).status).toBe(404);
  await expectSound(visitor);
  await visitor.close();
});

looking(
  "an edit shows what will change, and what somebody faster has changed stays under one's own changes",
  async () => {
    const space = await newSpace();
    await put(space, { user: "a", password: SECRET, port: 1 });
    const visitor = await signedIn(space.token, `${PAGE}?tab=edit`);
    const { page } = visitor;
    await page.getByRole("button", { name: "Edit the value" }).click();
    await page.getByRole("button", { name: "Change: password" }).click();
    await page.getByLabel("Value", { exact: true }).fill("mine-secret");
    await page.getByRole("button", { name: "Remove: port" }).click();
    await page.getByRole("button", { name: "Add a field" }).click();
    const form = page.locator("form").first();
    await form.getByRole("button", { name: "Review changes" }).click();
    await page.getByText("It needs a name.").waitFor();
    await page.getByRole("group", { name: "new field" }).getByLabel("Name").fill("extra");
    await page.getByRole("group", { name: "extra" }).getByLabel("Kind").selectOption("json");
    await page.getByRole("group", { name: "extra" }).getByLabel("Value", { exact: true }).fill("1.10");
    await expectSound(visitor);
    await put(space, { user: "theirs", password: "theirs-secret", port: 1, host: "h" });
    await form.getByRole("button", { name: "Review changes" }).click();
    const dialog = page.getByRole("dialog");
    await expect
      .poll(() => dialog.getByRole("row").allInnerTexts())
      .toEqual([
        expect.stringMatching(/^Field/),
        expect.stringMatching(/^password\s+changed$/),
        expect.stringMatching(/^extra\s+added$/),
        expect.stringMatching(/^port\s+removed$/),
      ]);
    await dialog.getByRole("button", { name: "Save as version 2" }).click();
    await page.getByText("Version 2, by user:admin, was written while you were editing.").waitFor();
    await expectSound(visitor);
    await page.getByRole("button", { name: "Apply mine on top" }).click();
    await dialog.getByRole("button", { name: "Save as version 3" }).click();
    await page.getByText("Saved as version 3.").waitFor();
    expect(await storedValue(space)).toEqual({ user: "theirs", password: "mine-secret", host: "h", extra: 1.1 });
    expect(await keptBy(page)).not.toMatch(/s3cret|mine-secret|theirs-secret/);
    expect(visitor.faults()).toEqual([]);
    await visitor.close();
  },
);

looking(
  "description and options are saved apart, and a change of somebody else's is not overwritten unseen",
  async () => {
    const space = await newSpace();
    await put(space, { key: SECRET }, { metadata: { description: "Old", owner: "team" } });
    const visitor = await signedIn(space.token, `${PAGE}?tab=edit`, { width: 360 });
    const { page } = visitor;
    await page.getByLabel("Description").fill("Mine");
    await page.getByLabel("Versions kept").fill("500");
    const form = page.locator("form").last();
    await form.getByRole("button", { name: "Review changes" }).click();
    await page.getByText("A whole number from 1 to 100.").waitFor();
    await page.getByLabel("Versions kept").fill("5");
    const theirs = { metadata: { owner: HOSTILE, description: "Theirs" } };
    expect((await space.api("PATCH", `/v1/secrets/${PATH}`, { body: theirs })).status).toBe(200);
    await form.getByRole("button", { name: "Review changes" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("The description or the options were changed while you were editing.").waitFor();
    await expectSound(visitor);
    await page.getByRole("button", { name: "Apply mine on top" }).click();
    await expect
      .poll(() => dialog.getByRole("row").allInnerTexts())
      .toEqual([
        expect.stringMatching(/^Field/),
        expect.stringMatching(/^Description\s+Theirs\s+Mine$/),
        expect.stringMatching(/^Versions kept\s+10\s+5$/),
      ]);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved. The value has no new version.").waitFor();
    const { body } = await space.api("GET", `/v1/secrets/metadata/${PATH}`);
    expect(body).toMatchObject({
      metadata: { description: "Mine", owner: HOSTILE },
      max_versions: 5,
      current_version: 1,
    });
    await visitor.close();
  },
);

looking("who can read it is asked identity by identity, and the trail tells what happened", async () => {
  const space = await newSpace();
  await put(space, { key: SECRET });
  const needsFactor = { path_pattern: "app/**", permissions: ["read"], conditions: { require_mfa: true } };
  await space.tokenFor(["secrets:read"], [needsFactor]);
  const visitor = await signedIn(space.token, `${PAGE}?tab=access`);
  const { page } = visitor;
  await page.getByRole("row", { name: /user:person1/ }).waitFor();
  await expect
    .poll(() => page.getByRole("row").allInnerTexts())
    .toEqual([
      expect.stringMatching(/^Identity\s+Kind\s+Read\s+Write\s+By the rule$/),
      expect.stringMatching(/^user:admin\s+person\s+yes\s+yes\s+\*\* policy$/),
      expect.stringMatching(/^user:person1\s+person\s+only with a second factor\s+no\s+–$/),
    ]);
  await expectSound(visitor);
  await page.getByRole("link", { name: "Trail" }).click();
  await page.getByRole("row", { name: /write\s+user:admin\s+done/ }).waitFor();
  await expectSound(visitor);
  await visitor.close();
});

looking("a secret is rotated, deleted, brought back, and destroyed for good", async () => {
  const space = await newSpace();
  await put(space, { key: SECRET, owner: "kept" }, { secret_type: "api_key" });
  const visitor = await signedIn(space.token, PAGE);
  const { page } = visitor;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Rotate now" }).click();
  // It begins with the fields that there are, so that none is lost.
  await dialog.getByRole("button", { name: "Change: key" }).click();
  await dialog.getByRole("button", { name: "Generate a value: key" }).click();
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Rotate", exact: true }).click();
  await page.getByText("Rotated: version 2.").waitFor();
  expect(await storedValue(space)).toEqual({ key: expect.stringMatching(/^[A-Za-z0-9]{32}$/), owner: "kept" });
  await page.getByRole("button", { name: "Delete" }).click();
  const confirm = dialog.getByRole("button", { name: "Delete", exact: true });
  await expect.poll(() => confirm.isDisabled()).toBe(true);
  await dialog.getByLabel(`Type ${PATH} to confirm`).fill(PATH);
  await confirm.click();
  await page.getByText("There is no such secret that you may see").waitFor();
  expect((await space.api("GET", `/v1/secrets/${PATH}`)).status).toBe(404);
  await expectSound(visitor);
  await page.getByRole("button", { name: "Undelete" }).click();
  await page.getByRole("button", { name: "Rotate now" }).waitFor();
  expect(await storedValue(space)).toEqual({ key: expect.any(String), owner: "kept" });
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog.getByLabel(/Destroy it for good/).check();
  await dialog.getByLabel(`Type ${PATH} to confirm`).fill(PATH);
  await dialog.getByRole("button", { name: "Destroy for good" }).click();
  await page.getByRole("button", { name: "Undelete" }).click();
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/secret_not_found/);
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});

looking("an administrator whose token has the one scope that holds all others is offered everything", async () => {
  const space = await newSpace();
  await space.api("PUT", "/v1/secrets/app/a", { body: { data: { a: "1" } } });
  const { body: who } = await space.api("GET", "/v1/auth/whoami");
  const token = { identity_id: who.identity_id, name: "all", scopes: ["admin"], expires_at: null };
  const { body: made } = await space.api("POST", "/v1/tokens", { body: token });
  const visitor = await signedIn(made.token, "/console/secret/app/a");
  const { page } = visitor;
  await page.getByRole("button", { name: "Show the names of the fields" }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Rotate now" }).isVisible()).toBe(true);
  await page.getByRole("button", { name: "Delete" }).click();
  const word = page.getByLabel("Type app/a to confirm");
  await expect.poll(() => word.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  const opener = page.getByRole("button", { name: "Delete" });
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await visitor.visit("/console/secrets");
  await expect.poll(() => page.getByRole("link", { name: "New secret" }).isVisible()).toBe(true);
  await visitor.close();
});

looking("a value that comes when nobody looks any more is not shown", async () => {
  const space = await newSpace();
  await put(space, { password: SECRET });
  const visitor = await signedIn(space.token, PAGE);
  const { page } = visitor;
  await page.getByRole("button", { name: "Show the names of the fields" }).click();
  const reveal = page.getByRole("button", { name: "Show for 30 seconds: password" });
  await reveal.waitFor();
  const [isAsked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route(/\/v1\/secrets\/app/, async (route) => {
    isAsked.resolve();
    await held.promise;
    await route.continue();
  });
  await reveal.click();
  await isAsked.promise;
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  held.resolve();
  await expect.poll(() => reveal.getAttribute("aria-busy")).toBe("false");
  expect(await keptBy(page)).not.toContain(SECRET);
  await visitor.close();
});
