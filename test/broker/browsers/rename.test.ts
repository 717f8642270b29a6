import { expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../../support/api";
import { at, fieldFaults, newest, refusal, setClock } from "../record-bench";
import { BROWSERS, KEYS, newBrowser, storedBrowsers } from "./support";

const rename = (tenant: TestTenant, id: string, body: unknown) => tenant.api(`PATCH ${BROWSERS}/${id}`, body);

it("browsers.rename takes the name and no other key, and a refusal leaves all as it was", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant);
  const before = await storedBrowsers(tenant);
  const faults: [unknown, Record<string, string>][] = [
    [{}, { name: "required" }],
    [{ name: "" }, { name: "empty" }],
    [{ name: null }, { name: "type" }],
    [{ name: "x".repeat(101) }, { name: "too_long" }],
    [{ name: "a\u0007" }, { name: "characters" }],
    [{ name: "n", apiKey: "x" }, { apiKey: "unknown" }],
    ...KEYS.filter((key) => key !== "name").map((key): [unknown, Record<string, string>] => [
      { name: "n", [key]: made[key] },
      { [key]: "immutable" },
    ]),
    [{ endpoint: "wss://evil.example" }, { endpoint: "immutable", name: "required" }],
  ];
  for (const [body, fields] of faults)
    expect(refusal(await rename(tenant, made.id, body)), JSON.stringify(body)).toEqual(fieldFaults(fields));
  expect(await storedBrowsers(tenant)).toEqual(before);
});

it("browsers.rename moves the name and updatedAt and nothing else", async () => {
  const tenant = await newTenant();
  await setClock(tenant, at("2026-05-11T09:30:00Z"));
  const made = await newBrowser(tenant);
  const [before] = await storedBrowsers(tenant);
  const answer = await rename(tenant, made.id, { name: "  hosted browsers, Frankfurt " });
  const moved = { name: "hosted browsers, Frankfurt", updatedAt: "2026-05-11T09:30:01Z" };
  expect(must(answer, 200)).toEqual({ ...made, ...moved });
  expect(Object.keys(answer.body)).toEqual(KEYS);
  expect(await storedBrowsers(tenant)).toEqual([
    { ...before, name: moved.name, updated_at_ms: at("2026-05-11T09:30:01Z") },
  ]);
  expect(await newest(tenant)).toEqual({
    action: "browser.renamed",
    outcome: "ok",
    object: made.id,
    extra: { browser_id: made.id },
  });
});
