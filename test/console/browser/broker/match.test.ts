import { expect } from "vitest";
import type { Space } from "../../../support/node/space.ts";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

async function newPointers(
  { api }: Space,
  pointers: readonly (readonly [name: string, host: string])[],
): Promise<void> {
  const vault = (await api("POST", "/api/v1/vault-integrations", { body: { name: "own", type: "native" } })).body.id;
  for (const [name, host] of pointers) {
    const fieldMap = { username: "login", password: "pass" };
    const body = { name, vaultIntegrationId: vault, vaultPath: "app/portal", fieldMap, allowedDomains: [host] };
    expect((await api("POST", "/api/v1/credentials", { body })).status).toBe(201);
  }
}

looking("what is no page's address is told at the field, and nothing is tried", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/match");
  const { page } = visitor;
  await page.getByText("No page was tried yet").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Try it" }).isDisabled()).toBe(true);
  await expectSound(visitor);
  await page.getByLabel("Address of the page").fill("https://portal.example.net/");
  await page.keyboard.press("Enter");
  await page.getByText("There is no credential to try").waitFor();
  await newPointers(space, [["portal", "portal.example.net"]]);
  await page.getByLabel("Address of the page").fill("https://portal.example.net@evil.example/");
  await page.keyboard.press("Enter");
  await page.getByText("An address may not name a user.").waitFor();
  await expect.poll(() => page.getByLabel("Address of the page").getAttribute("aria-invalid")).toBe("true");
  await expectSound(visitor);
  await visitor.close();
});

looking("a page's address shows whose value it would get, and by reason whose not", async () => {
  const space = await newSpace();
  await newPointers(space, [
    [HOSTILE, "portal.example.net"],
    ["by wildcard", "*.example.net"],
    ["below", "*.portal.example.net"],
    ["far", "far.example"],
    ["farther", "farther.example"],
  ]);
  for (const width of [1280, 360]) {
    const visitor = await signedIn(space.token, "/console/match", { width });
    const { page } = visitor;
    await page.getByLabel("Address of the page").fill("https://portal.example.net/login?session=s3cret#x");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "2 would be given to this page" }).waitFor();
    expect(new URL(page.url()).search).toBe("?url=https%3A%2F%2Fportal.example.net%2Flogin");
    const given = page.getByRole("region", { name: "2 would be given to this page" });
    await expect
      .poll(() => given.getByRole("listitem").allTextContents())
      .toEqual([`${HOSTILE}app/portalby portal.example.net`, "by wildcardapp/portalby *.example.net"]);
    const others = page.getByRole("region", { name: "3 would not" });
    await expect
      .poll(() => others.getByRole("listitem").allTextContents())
      .toEqual([
        "None of their hosts fits the page's (2)",
        "farfar.example",
        "fartherfarther.example",
        "Their wildcard covers hosts below the page's, and not that host itself (1)",
        "below*.portal.example.net",
      ]);
    await expectSound(visitor);
    await page.goBack();
    await page.getByText("No page was tried yet").waitFor();
    await visitor.close();
  }
});

looking("where the API limits the rate, the page says so, waits as long as it was told, and goes on", async () => {
  const space = await newSpace();
  await newPointers(space, [["portal", "portal.example.net"]]);
  const visitor = await signedIn(space.token, "/console/match", { atMs: Date.now() });
  const { page } = visitor;
  const error = { code: "rate_limited", message: "Too many requests.", details: { retry_after: 40 } };
  await page.route("**/match", (route) => route.fulfill({ status: 429, json: { error } }), { times: 1 });
  await page.getByLabel("Address of the page").fill("https://portal.example.net/");
  await page.keyboard.press("Enter");
  await page.getByText("The API limits the rate. It goes on by itself in 40 s.").waitFor();
  await expectSound(visitor);
  await page.clock.runFor(40_000);
  await page.getByRole("heading", { name: "1 would be given to this page" }).waitFor();
  await expect.poll(() => page.getByText("The API limits the rate.").count()).toBe(0);
  await visitor.close();
});
