import { expect } from "vitest";
import { apiClient } from "../../../../scripts/lib/api-client.mjs";
import type { Space } from "../../../support/node/space.ts";
import { expectSound, keptBy, looking, newSpace, server, signedIn, type Visitor } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";
const DAY_MS = 86_400_000;

async function given(space: Space, path: string, body: object = {}): Promise<void> {
  const made = await space.api("PUT", `/v1/secrets/${path}`, { body: { data: { key: "s3cret-value" }, ...body } });
  expect(made.status).toBe(201);
}
const rows = ({ page }: Visitor) => page.locator(".windowed li").allInnerTexts();
const namesOf = async ({ page }: Visitor) => await page.locator(".windowed .row-name").allTextContents();

looking("an empty store says what to do next, and only to somebody who may do it", async () => {
  const space = await newSpace();
  const reader = await signedIn(await space.tokenFor(["secrets:list"]), "/console/secrets");
  await reader.page.getByText("No secrets here").waitFor();
  await expect.poll(() => reader.page.getByRole("link", { name: "New secret" }).count()).toBe(0);
  await expectSound(reader);
  await reader.close();
  const visitor = await signedIn(space.token, "/console/secrets", { width: 360 });
  await visitor.page.getByText("No secrets here").waitFor();
  await expect.poll(() => visitor.page.getByRole("link", { name: "New secret" }).count()).toBe(2);
  await expectSound(visitor);
  await visitor.close();
  const stranger = await signedIn(await space.tokenFor(["identity:read"]), "/console/secrets");
  await expect.poll(() => stranger.page.getByRole("alert").textContent()).toMatch(/insufficient_scope/);
  await expectSound(stranger);
  await stranger.close();
});

looking("folders are opened one by one, and each has an address that Back leaves", async () => {
  const space = await newSpace();
  for (const path of ["app/db/login", "app/db/replica", "app/mail", "note"]) await given(space, path);
  const visitor = await signedIn(space.token, "/console/secrets");
  const { page } = visitor;
  await page.getByRole("link", { name: "app/" }).waitFor();
  await expect
    .poll(() => rows(visitor))
    .toEqual([expect.stringMatching(/^app\/\s+3 secrets$/), expect.stringMatching(/^note\s+Key and value\s/)]);
  await expectSound(visitor);
  await page.getByRole("link", { name: "app/" }).click();
  await page.getByRole("link", { name: "db/" }).click();
  await expect.poll(() => namesOf(visitor)).toEqual(["login", "replica"]);
  expect(new URL(page.url()).search).toBe("?in=app%2Fdb%2F");
  await page.goBack();
  await expect.poll(() => namesOf(visitor)).toEqual(["db/", "mail"]);
  await page.reload();
  await expect.poll(() => namesOf(visitor)).toEqual(["db/", "mail"]);
  await page.getByRole("link", { name: "All paths" }).click();
  await expect.poll(() => namesOf(visitor)).toEqual(["app/db/login", "app/db/replica", "app/mail"]);
  expect(await keptBy(page)).not.toContain("s3cret-value");
  await page.getByRole("link", { name: "mail" }).click();
  await page.getByRole("heading", { name: "app/mail" }).waitFor();
  expect(visitor.faults()).toEqual([]);
  await visitor.close();
});

looking("a search finds any part of a path, filters narrow it, and both stand in the address", async () => {
  const space = await newSpace();
  await given(space, "app/payments/key", { secret_type: "api_key", metadata: { tags: ["prod", HOSTILE] } });
  await given(space, "pay", { metadata: { tags: ["prod"] } });
  await given(space, "app/ends", { options: { expires_at: new Date(Date.now() + 3 * DAY_MS).toISOString() } });
  const visitor = await signedIn(space.token, "/console/secrets");
  const { page } = visitor;
  await page.getByRole("searchbox", { name: "Search" }).fill("pay");
  await page.keyboard.press("Enter");
  await page.getByText("2 secrets found").waitFor();
  await expect.poll(() => namesOf(visitor)).toEqual(["app/payments/key", "pay"]);
  await expect.poll(() => page.getByText(HOSTILE).count()).toBe(1);
  await expectSound(visitor);
  await page.getByLabel("Type").selectOption("api_key");
  await page.getByText("1 secret found").waitFor();
  expect(new URL(page.url()).search).toBe("?q=pay&type=api_key");
  await page.goBack();
  await page.getByText("2 secrets found").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("State").selectOption("expiring");
  await expect.poll(() => namesOf(visitor)).toEqual(["app/ends"]);
  await expect.poll(() => page.getByText(/^ends in [23] days$/).count()).toBe(1);
  await page.goto("/console/secrets?tag=prod,nothing&state=no&type=no");
  await page.getByText("No secret fits").waitFor();
  await page.getByLabel("Tag").fill("prod");
  await page.keyboard.press("Enter");
  await expect.poll(() => namesOf(visitor)).toEqual(["app/payments/key", "pay"]);
  await page.goto("/console/secrets?state=rotated");
  await page.getByText("No secret fits").waitFor();
  await page.goto("/console/secrets?state=all&in=app");
  await expect.poll(() => namesOf(visitor)).toEqual(["app/ends", "app/payments/key"]);
  await expectSound(visitor);
  await visitor.close();
});

looking("what the partner shares has a list of its own, and a tenant may read it but not change it", async () => {
  const space = await newSpace();
  await given(space, "own");
  const operator = apiClient(space.url, server?.operatorToken);
  const { body: who } = await space.api("GET", "/v1/auth/whoami");
  const pat = { identity_id: "user:pat", roles: ["partner_admin"] };
  await operator("POST", "/v1/identity/identities", { body: pat, tenant: who.partner_id });
  const token = { identity_id: "user:pat", name: "pat", scopes: ["secrets:write"], expires_at: null };
  const { body: made } = await operator("POST", "/v1/tokens", { body: token, tenant: who.partner_id });
  const shared = await apiClient(space.url, made.token)("PUT", "/v1/partner/secrets/shared/tls", {
    body: { data: { key: "s3cret-value" }, secret_type: "certificate" },
  });
  expect(shared.status).toBe(201);
  const visitor = await signedIn(space.token, "/console/secrets");
  const { page } = visitor;
  await page.getByRole("link", { name: "Shared by the partner" }).click();
  await expect.poll(() => namesOf(visitor)).toEqual(["shared/"]);
  expect(new URL(page.url()).search).toBe("?of=partner");
  await expectSound(visitor);
  await page.getByRole("link", { name: "shared/" }).click();
  await page.getByRole("link", { name: "tls" }).click();
  await page.getByRole("button", { name: "Show the names of the fields" }).click();
  await page.getByRole("button", { name: "Show for 30 seconds: key" }).click();
  await page.getByText("s3cret-value", { exact: true }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: /Rotate now|Delete/ }).count()).toBe(0);
  await expectSound(visitor);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByText("Only an administrator of the partner may change what the partner shares.").waitFor();
  await page.getByRole("link", { name: "Who can read it" }).click();
  await page.getByText(/^Access policies do not count for shared secrets/).waitFor();
  await visitor.close();
});

looking(
  "a hundred thousand secrets are read a page at a time, as one scrolls, and few of them are in the document",
  async () => {
    const space = await newSpace();
    const visitor = await signedIn(space.token);
    const { page } = visitor;
    const asked: string[] = [];
    await page.route(/\/v1\/secrets\?/, async (route) => {
      const { searchParams } = new URL(route.request().url());
      asked.push(searchParams.get("cursor") ?? "first");
      const [from, limit] = [Number(searchParams.get("cursor") ?? 0), Number(searchParams.get("limit"))];
      await route.fulfill({ json: pageOfMany(searchParams.get("prefix") ?? "", from, limit) });
    });
    await visitor.visit("/console/secrets?view=flat");
    await page.getByText("200 of 100,000 read").waitFor();
    expect(asked).toEqual(["first"]);
    const list = page.getByRole("region", { name: "Secrets" });
    await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await page.getByText("400 of 100,000 read").waitFor();
    await expect.poll(() => page.locator(".windowed li").count()).toBeLessThan(60);
    await expectSound(visitor);
    // One folder swallows more than is read unasked.
    asked.length = 0;
    await visitor.visit("/console/secrets");
    await page.getByRole("button", { name: "Look further" }).waitFor();
    await expect.poll(() => namesOf(visitor)).toEqual(["f0/"]);
    await page.getByText("100,000 secrets").waitFor();
    expect(asked.filter((cursor) => cursor !== "first")).toEqual(["200", "400", "600", "800", "1000"]);
    await page.getByRole("button", { name: "Look further" }).click();
    await page.getByText("2,200 of 100,000 read").waitFor();
    await visitor.close();
  },
);

const COUNT = 100_000;
function pageOfMany(prefix: string, from: number, limit: number) {
  const to = Math.min(from + limit, COUNT);
  const secrets = Array.from({ length: to - from }, (_, at) => ({
    path: `f0/secret-${String(from + at).padStart(6, "0")}`,
    secret_type: "kv",
    version: 1,
    updated_at: "2026-05-11T09:30:00Z",
    expires_at: null,
    tags: ["load"],
  })).filter(({ path }) => path.startsWith(prefix));
  return { secrets, cursor: to < COUNT ? String(to) : null, has_more: to < COUNT, total_count: COUNT };
}
