/// <reference lib="dom" />
import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

looking("without the right to read the log its page says what the API says, and offers no export", async () => {
  const space = await newSpace();
  const visitor = await signedIn(await space.tokenFor(["secrets:list"]), "/console/audit");
  const { page } = visitor;
  // One of the log, one of its plot, each when its own call is answered.
  const refusal = expect.stringMatching(/insufficient_scope Request req_/);
  await expect.poll(() => page.getByRole("alert").allTextContents()).toEqual([refusal, refusal]);
  await expect.poll(() => page.getByRole("button", { name: "Export" }).count()).toBe(0);
  await expectSound(visitor);
  await visitor.close();
});

looking(
  "a filter that the API does not take is told at its field, and an entry that is not there is told as that",
  async () => {
    const { token } = await newSpace();
    const visitor = await signedIn(token, `/console/audit?source_ip=${"1".repeat(65)}&from=2026-02-30`);
    const { page } = visitor;
    await page.getByRole("alert").first().waitFor();
    await expect.poll(() => page.getByLabel("Address").getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => page.getByLabel("From").getAttribute("aria-invalid")).toBe("true");
    await page.getByRole("link", { name: "Clear filters" }).first().click();
    await page.locator(".log-row").first().waitFor();
    expect(new URL(page.url()).search).toBe("");
    for (const id of ["log_01jw8m6z3t9d4xk2v7q5n0c1ab", "nothing"]) {
      await visitor.visit(`/console/audit/entry/${id}`);
      await page.getByText("There is no such entry").waitFor();
    }
    await expectSound(visitor);
    await visitor.close();
  },
);

looking("the log is narrowed down by what the address says, grows on demand, and shows one entry whole", async () => {
  const space = await newSpace();
  await space.api("PUT", "/v1/secrets/shop/db", { body: { data: { password: "hidden" } } });
  await space.api("GET", "/v1/secrets/shop/db");
  await space.api("GET", "/v1/secrets/shop/none");
  const visitor = await signedIn(space.token, "/console/audit");
  const { page } = visitor;
  const rows = page.locator(".log-row");
  await rows.first().waitFor();
  await expectSound(visitor);

  await page.getByText("Actions: any").click();
  await page.getByLabel("read", { exact: true }).check();
  await page.getByLabel("Path begins with").fill("shop/");
  await page.getByLabel("Outcome").selectOption("refused");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => rows.count()).toBe(1);
  expect(new URL(page.url()).search).toBe("?action=read&path_prefix=shop%2F&success=false");
  await expect.poll(() => rows.textContent()).toMatch(/^read shop\/none secret_not_found user:admin · 127\.0\.0\.1 /);
  await page.getByLabel("Outcome").selectOption("any");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => rows.count()).toBe(2);
  await page.goBack();
  await expect.poll(() => rows.count()).toBe(1);
  await expect.poll(() => page.getByLabel("Outcome").inputValue()).toBe("false");

  await space.api("GET", "/v1/secrets/shop/none");
  await page.getByRole("button", { name: "Look for new rows" }).click();
  await page.getByText("One new row.").waitFor();
  await expect.poll(() => rows.count()).toBe(2);

  await rows.last().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Audit entry" }).waitFor();
  await page.getByRole("heading", { name: "Place in the chain" }).waitFor();
  const { body } = await space.api("GET", "/v1/audit/logs?action=read&success=false");
  const entry = body.logs.at(-1);
  expect(new URL(page.url()).pathname).toBe(`/console/audit/entry/${entry.id}`);
  await expect.poll(async () => JSON.parse((await page.locator("pre").textContent()) ?? "")).toEqual(entry);
  await expect
    .poll(() => page.getByRole("link", { name: "shop/none" }).getAttribute("href"))
    .toBe("/console/secret/shop/none");
  await expectSound(visitor);
  await page.getByRole("link", { name: "All rows of this request" }).click();
  await expect.poll(() => rows.count()).toBe(1);
  await visitor.close();
});

looking(
  "names that somebody chose are text, in the list, the numbers and the entry, also on a narrow page",
  async () => {
    const space = await newSpace();
    const rules = [{ path_pattern: "x/**", permissions: ["read"] }];
    expect((await space.api("POST", "/v1/policies", { body: { name: HOSTILE, rules } })).status).toBe(201);
    await fetch(`${space.url}/v1/secrets/x`, {
      headers: { authorization: `Bearer ${space.token}`, "user-agent": HOSTILE },
    });
    const visitor = await signedIn(space.token, "/console/audit?action=policy_create", { width: 360 });
    const { page } = visitor;
    const row = page.locator(".log-row").first();
    await row.waitFor();
    await expect.poll(() => row.textContent()).toContain(HOSTILE);
    await page.getByText("The numbers, and who and what they were about").click();
    await page.getByRole("link", { name: "user:admin", exact: true }).waitFor();
    await expectSound(visitor);
    await row.click();
    await page.getByRole("heading", { name: "Place in the chain" }).waitFor();
    await expect.poll(() => page.getByText(HOSTILE, { exact: true }).count()).toBe(1);
    await expectSound(visitor);
    await visitor.visit("/console/audit?action=read");
    await page.locator(".log-row").first().click();
    await expect.poll(() => page.getByText(HOSTILE, { exact: true }).textContent()).toBe(HOSTILE);
    await expect.poll(() => page.locator("img").count()).toBe(0);
    await visitor.close();
  },
);

looking("an export goes to a file as the page's filters have it, whole or not at all", async () => {
  const space = await newSpace();
  for (const path of ["a", "b"]) await space.api("PUT", `/v1/secrets/shop/${path}`, { body: { data: { x: "1" } } });
  const visitor = await signedIn(space.token, "/console/audit?action=write");
  const { page } = visitor;
  await page.locator(".log-row").first().waitFor();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Only what fits the filters of the page: Action.", { exact: false }).waitFor();
  await expectSound(visitor);
  const exported = async (submit: string): Promise<string> => {
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: submit, exact: true }).click();
    return await readFile(await (await download).path(), "utf8");
  };
  const lines = (await exported("Export"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { body } = await space.api("GET", "/v1/audit/logs?action=write");
  expect(lines).toEqual(body.logs.toReversed());
  await dialog.getByText(/^audit\.jsonl: 2 lines, /).waitFor();

  await dialog.getByLabel("Format").selectOption("CSV");
  expect((await exported("Export again")).split("\r\n").map((line) => line.split(",").slice(1, 2))).toEqual([
    ["seq"],
    ...body.logs.toReversed().map(({ seq }: { seq: number }) => [String(seq)]),
    [],
  ]);

  await page.route("**/v1/audit/export", (route) => route.abort());
  await dialog.getByRole("button", { name: "Export again" }).click();
  await dialog.getByText("Postern did not answer. Is the network there?").waitFor();
  await page.unroute("**/v1/audit/export");
  const waiting = Promise.withResolvers<void>();
  await page.route("**/v1/audit/export", () => waiting.resolve());
  await dialog.getByRole("button", { name: "Export", exact: true }).click();
  await waiting.promise;
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.getByText("Cancelled. No file was written.").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => dialog.count()).toBe(0);
  await visitor.close();
});
