/// <reference lib="dom" />
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import { expectSound, keptBy, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

/** A receiver on this machine: what it was sent, and what it answers. */
async function newReceiver() {
  const events: string[] = [];
  const receiver = { events, status: 204, url: "" };
  const listening = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      events.push((JSON.parse(text) as { event_type: string }).event_type);
      response.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void listening.close());
  receiver.url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/in`;
  return receiver;
}

looking("without the scope admin webhooks are refused, and none is offered to be made", async () => {
  const space = await newSpace();
  const visitor = await signedIn(await space.tokenFor(["audit:read"]), "/console/webhooks");
  const { page } = visitor;
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/insufficient_scope Request req_/);
  await expect.poll(() => page.getByRole("link", { name: "New webhook" }).count()).toBe(0);
  await expectSound(visitor);
  await visitor.visit("/console/webhooks/wh_none");
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/insufficient_scope/);
  await visitor.close();
});

looking("a webhook is made, with what the API found wrong at its fields, and its secret is shown once", async () => {
  const space = await newSpace();
  const { url } = await newReceiver();
  const visitor = await signedIn(space.token, "/console/webhooks");
  const { page } = visitor;
  await page.getByText("There is no webhook yet").waitFor();
  await expectSound(visitor);
  await page.getByRole("link", { name: "New webhook" }).click();
  const create = page.getByRole("button", { name: "Create" });
  await expect.poll(() => create.isDisabled()).toBe(true);
  await page.getByLabel("Name").fill(HOSTILE);
  await page.getByLabel("Address").fill("http://example.com/in");
  await page.getByLabel("All of secret.*").check();
  await expect.poll(() => page.getByLabel("secret.created").isChecked()).toBe(true);
  await expect.poll(() => page.getByLabel("secret.created").isDisabled()).toBe(true);
  await page.getByLabel("secret.accessed").check();
  await page.getByLabel("Path begins with").fill("shop/");
  await create.click();
  await page.getByRole("alert").waitFor();
  await expect.poll(() => page.getByLabel("Address").getAttribute("aria-invalid")).toBe("true");
  await expectSound(visitor);

  await page.getByLabel("Address").fill(url);
  await create.click();
  const shown = page.getByRole("region", { name: "Secret", exact: true });
  await shown.waitFor();
  const secret = await shown.textContent();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/=]{32,}$/);
  expect(page.url()).not.toContain("whsec");
  await expectSound(visitor);
  await page.getByRole("link", { name: "To the webhook" }).click();
  await page.getByText("Nothing was sent yet").waitFor();
  await expect.poll(() => page.locator("h1").textContent()).toBe(HOSTILE);
  expect(await keptBy(page)).not.toContain("whsec_");
  await expect.poll(() => page.locator("img").count()).toBe(0);
  const { webhooks } = (await space.api("GET", "/v1/webhooks")).body;
  expect(webhooks).toMatchObject([
    { name: HOSTILE, url, events: ["secret.*", "secret.accessed"], filters: { path_prefix: "shop/" }, enabled: true },
  ]);
  await expectSound(visitor);
  await visitor.visit("/console/webhooks");
  await page.getByRole("link", { name: HOSTILE }).waitFor();
  await expectSound(visitor);
  await visitor.close();
});

looking(
  "a webhook is tried, its deliveries are looked at and sent again, and it is switched off and deleted",
  async () => {
    const space = await newSpace();
    const receiver = await newReceiver();
    const made = await space.api("POST", "/v1/webhooks", {
      body: { name: "hook", url: receiver.url, events: ["policy.created"] },
    });
    const { id } = made.body;
    const visitor = await signedIn(space.token, `/console/webhooks/${id}`, { width: 360 });
    const { page } = visitor;
    await page.getByText("Nothing was sent yet").waitFor();
    receiver.status = 500;
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByText("The receiver refused the test with 500.").waitFor();
    const rows = page.getByRole("region", { name: "Deliveries, newest first" }).locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(1);
    await expect.poll(() => rows.textContent()).toMatch(/webhook\.testfailed refused1500/);
    await expectSound(visitor);

    receiver.status = 204;
    await page.getByRole("button", { name: /^Send again: webhook\.test/ }).click();
    await page.getByText("It waits to be sent.").waitFor();
    await expect.poll(() => receiver.events).toEqual(["webhook.test", "webhook.test"]);
    await expect
      .poll(async () => {
        await page.getByRole("button", { name: "Look again" }).click();
        return await rows.first().textContent();
      })
      .toMatch(/delivered1204/);
    await page.getByLabel("Status").selectOption("failed");
    await expect.poll(() => rows.count()).toBe(1);
    expect(new URL(page.url()).search).toBe("?status=failed");

    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
    await page.getByText("It is disabled: nothing is sent.", { exact: false }).waitFor();
    await expect.poll(() => page.getByRole("button", { name: /^Send again/ }).isDisabled()).toBe(true);
    expect((await space.api("GET", `/v1/webhooks/${id}`)).body.enabled).toBe(false);
    await page.getByRole("button", { name: "Enable" }).click();
    await page.getByRole("button", { name: "Disable" }).waitFor();

    await page.getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog");
    await expect.poll(() => dialog.getByRole("button", { name: "Delete" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Type hook to confirm").fill("hook");
    await expectSound(visitor);
    await page.keyboard.press("Enter");
    await page.getByText("There is no webhook yet").waitFor();
    expect((await space.api("GET", `/v1/webhooks/${id}`)).status).toBe(404);
    await visitor.close();
  },
);

looking("a webhook is changed after a look at the changes, and who was slower is asked", async () => {
  const space = await newSpace();
  const { url } = await newReceiver();
  const made = await space.api("POST", "/v1/webhooks", { body: { name: "hook", url, events: ["secret.*"] } });
  const path = `/v1/webhooks/${made.body.id}`;
  const visitor = await signedIn(space.token, `/console/webhooks/${made.body.id}?view=change`);
  const { page } = visitor;
  const review = page.getByRole("button", { name: "Review the changes" });
  await review.waitFor();
  await expect.poll(() => review.isDisabled()).toBe(true);
  await page.getByLabel("All of rotation.*").check();
  await space.api("PATCH", path, { body: { name: "other" } });
  await review.click();
  const dialog = page.getByRole("dialog");
  await expect
    .poll(() => dialog.getByRole("row").allTextContents())
    .toEqual(["FieldNowAfter saving", "Eventssecret.*rotation.*, secret.*"]);
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  // What somebody changed besides stays.
  await page.getByRole("heading", { name: "other" }).waitFor();
  expect((await space.api("GET", path)).body).toMatchObject({ name: "other", events: ["rotation.*", "secret.*"] });

  await space.api("PATCH", path, { body: { name: "theirs" } });
  await page.getByLabel("Name").fill("mine");
  await review.click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Somebody was faster" }).waitFor();
  await dialog.getByRole("button", { name: "Apply mine on top" }).click();
  await page.getByRole("heading", { name: "mine" }).waitFor();
  await visitor.close();
});

looking("a new secret is shown once, and the old one signs on for as long as was chosen", async () => {
  const space = await newSpace();
  const { url } = await newReceiver();
  const made = await space.api("POST", "/v1/webhooks", { body: { name: "hook", url, events: ["secret.*"] } });
  const visitor = await signedIn(space.token, `/console/webhooks/${made.body.id}`);
  const { page } = visitor;
  await page.getByRole("button", { name: "New secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("A secret of your own").fill("whsec_short");
  await dialog.getByRole("button", { name: "Replace" }).click();
  await dialog.getByRole("alert").waitFor();
  await expect.poll(() => dialog.getByLabel("A secret of your own").getAttribute("aria-invalid")).toBe("true");
  await dialog.getByLabel("A secret of your own").fill("");
  await dialog.getByLabel("The old secret signs too for").selectOption("7 days");
  await expectSound(visitor);
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await dialog.getByRole("button", { name: "Replace" }).click();
  expect((await sent).postDataJSON()).toEqual({ generate_secret: true, previous_secret_ttl: "7d" });
  const secret = await dialog.getByRole("region", { name: "Secret", exact: true }).textContent();
  expect(secret).toMatch(/^whsec_/);
  expect(secret).not.toBe(made.body.secret);
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  expect(await keptBy(page)).not.toContain("whsec_");
  await visitor.close();
});
