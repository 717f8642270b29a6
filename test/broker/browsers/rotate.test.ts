import { expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../../support/api";
import { newFakeBrowser } from "../../support/fake-browser";
import { takeErrors } from "../../support/log";
import { at, entries, fieldFaults, newest, refusal, setClock, UNAVAILABLE, withFault } from "../record-bench";
import { BROWSERS, KEYS, newBrowser, storedBrowsers } from "./support";

const rotate = (tenant: TestTenant, id: string, body: unknown) => tenant.api(`PUT ${BROWSERS}/${id}`, body);

it("browsers.rotate takes the key and nothing else, and a refusal leaves all as it was", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant);
  const before = await storedBrowsers(tenant);
  const faults: [unknown, Record<string, string>][] = [
    [{}, { apiKey: "required" }],
    [{ apiKey: "" }, { apiKey: "empty" }],
    [{ apiKey: null }, { apiKey: "type" }],
    [{ apiKey: "a b" }, { apiKey: "characters" }],
    [{ apiKey: "x".repeat(1025) }, { apiKey: "too_long" }],
    [{ apiKey: ".." }, { apiKey: "path_segments" }],
    [{ apiKey: "x", apikey: "y" }, { apikey: "unknown" }],
    ...KEYS.map((key): [unknown, Record<string, string>] => [
      { apiKey: "x", [key]: made[key] },
      { [key]: "immutable" },
    ]),
    [{ name: "n" }, { name: "immutable", apiKey: "required" }],
  ];
  for (const [body, fields] of faults)
    expect(refusal(await rotate(tenant, made.id, body)), JSON.stringify(body)).toEqual(fieldFaults(fields));
  expect(await storedBrowsers(tenant)).toEqual(before);
  expect((await entries(tenant)).map(({ action }) => action)).toEqual(["browser.created"]);
});

it("browsers.rotate has nothing to replace where no key travels", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant, { endpoint: "wss://a.example", apiKey: undefined });
  expect(made.auth).toBe("none");
  expect(refusal(await rotate(tenant, made.id, { apiKey: "k" }))).toEqual(fieldFaults({ apiKey: "unsupported" }));
  expect(await storedBrowsers(tenant)).toMatchObject([{ sealed_api_key: null, root_key_id: null }]);
});

it("browsers.rotate keeps the old key where D1 refuses the new one", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant);
  const before = await storedBrowsers(tenant);
  const answer = await withFault("UPDATE ON browsers", () => rotate(tenant, made.id, { apiKey: "k" }));
  expect(refusal(answer)).toEqual(UNAVAILABLE);
  expect(takeErrors("directory_unavailable")).toHaveLength(1);
  expect(await storedBrowsers(tenant)).toEqual(before);
  expect(must(await tenant.api(`GET ${BROWSERS}/${made.id}`), 200)).toEqual(made);
});

it("browsers.rotate moves updatedAt strictly forward, also within one second", async () => {
  const tenant = await newTenant();
  await setClock(tenant, at("2026-05-11T09:30:00.100Z"));
  const made = await newBrowser(tenant);
  for (const second of ["01", "02"]) {
    const answer = await rotate(tenant, made.id.toUpperCase(), { apiKey: "same" });
    expect(must(answer, 200)).toEqual({ ...made, updatedAt: `2026-05-11T09:30:${second}Z` });
    expect(Object.keys(answer.body)).toEqual(KEYS);
  }
  expect(await newest(tenant)).toEqual({
    action: "browser.rotated",
    outcome: "ok",
    object: made.id,
    extra: { browser_id: made.id },
  });
});

it("browsers.rotate makes the next socket open with the new key", async () => {
  const tenant = await newTenant();
  const browser = await newFakeBrowser();
  const made = await newBrowser(tenant, { endpoint: `${browser.socket}/{apiKey}`, apiKey: "first" });
  const test = () => tenant.api(`POST ${BROWSERS}/${made.id}/test`);
  must(await test(), 200);
  must(await rotate(tenant, made.id, { apiKey: "second" }), 200);
  must(await test(), 200);
  expect((await browser.log()).calls.map(({ path }) => path.split("/").at(-1))).toEqual(["first", "second"]);
});
