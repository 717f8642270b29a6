/// <reference lib="dom" />
import { expect } from "vitest";
import type { Space } from "../../../support/node/space.ts";
import { expectSound, looking, newSpace, signedIn } from "../support/console.ts";

const exported = async (space: Space): Promise<string[]> => {
  const response = await fetch(`${space.url}/v1/audit/export`, {
    method: "POST",
    headers: { authorization: `Bearer ${space.token}`, "content-type": "application/json" },
    body: JSON.stringify({ from: "1970-01-01", to: "9999-12-31" }),
  });
  expect(response.status).toBe(200);
  return (await response.text()).trimEnd().split("\n");
};
const fileOf = (lines: readonly string[]) => ({
  name: "audit.jsonl",
  mimeType: "application/x-ndjson",
  buffer: Buffer.from(lines.map((line) => `${line}\n`).join("")),
});

looking("without the right to export only a file can be verified", async () => {
  const space = await newSpace();
  const visitor = await signedIn(await space.tokenFor(["audit:read"]), "/console/audit/verify");
  const { page } = visitor;
  await page.getByText("Your token has no scope audit:export.", { exact: false }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Verify" }).isDisabled()).toBe(true);
  await page.getByRole("link", { name: "A file" }).click();
  const lines = await exported(space);
  await page.getByLabel("Export file").setInputFiles(fileOf(lines));
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText(`The chain holds: ${lines.length} rows, 1 to ${lines.length}.`).waitFor();
  await visitor.close();
});

looking("a file that was changed, cut or is none is told, and which row breaks and how", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/audit/verify?of=file", { width: 360 });
  const { page } = visitor;
  const lines = await exported(space);
  const head = (JSON.parse(lines.at(-1) ?? "") as { hash: string }).hash;
  const verify = async (given: readonly string[], verdict: string) => {
    await page.getByLabel("Export file").setInputFiles(fileOf(given));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.getByText(verdict, { exact: false }).waitFor();
  };
  await expect.poll(() => page.getByRole("button", { name: "Verify" }).isDisabled()).toBe(true);

  await verify(
    lines.with(1, (lines[1] ?? "").replace('"success":true', '"success":false')),
    "The chain breaks at row 2.",
  );
  const { id } = JSON.parse(lines[1] ?? "") as { id: string };
  await expect.poll(() => page.getByRole("link", { name: id }).getAttribute("href")).toBe(`/console/audit/entry/${id}`);
  await expect.poll(() => page.getByText("One row before it holds.").isVisible()).toBe(true);
  await expectSound(visitor);
  await verify(lines.toSpliced(2, 1), "The chain breaks at row 3. This row is missing.");
  await verify(["id,seq,timestamp"], "Line 1 is no entry of an export in JSON lines.");
  await verify(lines.slice(2), "The first row was taken on trust");

  await page.getByText("What is known from elsewhere").click();
  await page.getByLabel("Hash of the row before the first one").fill("hello");
  await expect.poll(() => page.getByText("64 hex digits in lower case.").isVisible()).toBe(true);
  await expect.poll(() => page.getByRole("button", { name: "Verify" }).isDisabled()).toBe(true);
  await page.getByLabel("Hash of the row before the first one").fill("");
  await page.getByRole("textbox", { name: "Hash of the last row" }).fill(head);
  await verify(lines.slice(0, -1), "The last row has another hash than the one that you gave");
  await verify(lines, "The last row has the hash that you gave.");
  await expectSound(visitor);
  await visitor.close();
});

looking("a whole file of another space holds, and is none of this one's", async () => {
  const [space, other] = [await newSpace(), await newSpace()];
  const visitor = await signedIn(space.token, "/console/audit/verify?of=file");
  const { page } = visitor;
  await page.getByLabel("Export file").setInputFiles(fileOf(await exported(other)));
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("The last row of the export is not in this log", { exact: false }).waitFor();
  await visitor.close();
});

looking("the log of the space is followed to its last row, which the server has too, and can be given up", async () => {
  const space = await newSpace();
  const visitor = await signedIn(space.token, "/console/audit");
  const { page } = visitor;
  await page.getByRole("link", { name: "Verify the chain" }).click();
  await page.getByRole("heading", { name: "Verify the chain" }).waitFor();
  await expectSound(visitor);
  await page.getByRole("button", { name: "Verify" }).click();
  const holds = page.getByText("The chain holds:", { exact: false });
  await holds.waitFor();
  const { body } = await space.api("GET", "/v1/audit/logs?limit=1&action=export_created");
  // The last row is fixed before the export's own is written.
  const last = body.logs[0].seq - 1;
  await expect.poll(() => holds.textContent()).toBe(`The chain holds: ${last} rows, 1 to ${last}.`);
  await page.getByText(/^The server has the last row in its own chain of \d+ rows, which holds\.$/).waitFor();
  await expectSound(visitor);

  const waiting = Promise.withResolvers<void>();
  await page.route("**/v1/audit/export", () => waiting.resolve());
  await page.getByRole("button", { name: "Verify" }).click();
  await waiting.promise;
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Cancelled. Nothing is proved.").waitFor();
  await visitor.close();
});
