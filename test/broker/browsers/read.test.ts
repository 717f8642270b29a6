import { expect, it } from "vitest";
import { must, newTenant } from "../../support/api";
import { cursorOf } from "../pages-support";
import {
  at,
  BAD_CURSOR,
  CREDENTIALS,
  evict,
  fieldFaults,
  followPages,
  INTEGRATIONS,
  NOT_FOUND,
  newest,
  nextOf,
  refusal,
  setClock,
  UNKNOWN_ID,
} from "../record-bench";
import { BROWSERS, newBrowser, storedBrowsers } from "./support";

it("browsers.read has one answer for ids that are missing, malformed, gone, or another tenant's", async () => {
  const [tenant, stranger] = [await newTenant(), await newTenant()];
  const foreign = await newBrowser(stranger);
  const gone = await newBrowser(tenant);
  must(await tenant.api(`DELETE ${BROWSERS}/${gone.id}`), 204);
  const lines: [string, unknown, string?][] = [
    ["GET", undefined],
    ["PUT", { apiKey: "k" }],
    ["PATCH", { name: "n" }],
    ["DELETE", undefined],
    ["POST", { session: "s" }, "/test"],
  ];
  const before = await storedBrowsers(stranger);
  const strip = (text: string) => text.replace(/req_[0-9a-z]+/, "");
  for (const [method, body, rest = ""] of lines) {
    const missing = await tenant.api(`${method} ${BROWSERS}/${UNKNOWN_ID}${rest}`, body);
    expect(refusal(missing)).toEqual(NOT_FOUND);
    for (const id of [foreign.id, gone.id, "none", "constructor", "%00", `${UNKNOWN_ID}0`]) {
      const answer = await tenant.api(`${method} ${BROWSERS}/${id}${rest}`, body);
      expect(strip(answer.text), `${method} ${id}`).toBe(strip(missing.text));
      expect(answer.status).toBe(404);
    }
    expect(await newest(tenant)).toMatchObject({ outcome: "not_found", object: null, extra: {} });
  }
  expect(await storedBrowsers(stranger)).toEqual(before);
});

it("browsers.read compares ids in lower case, and finds the same after the object starts anew", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant);
  expect(must(await tenant.api(`GET ${BROWSERS}/${made.id.toUpperCase()}`), 200)).toEqual(made);
  expect(await newest(tenant)).toEqual({
    action: "browser.read",
    outcome: "ok",
    object: made.id,
    extra: { browser_id: made.id },
  });
  await evict(tenant);
  expect(must(await tenant.api(`GET ${BROWSERS}/${made.id}`), 200)).toEqual(made);
});

it("browsers.list refuses limits out of range, other parameters, and cursors of other lists", async () => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  for (const of of [tenant, other]) for (const name of ["a", "b"]) await newBrowser(of, { name });
  const list = (query: string) => tenant.api(`GET ${BROWSERS}?${query}`);
  expect(refusal(await list("limit=0"))).toEqual(fieldFaults({ limit: "range" }));
  expect(refusal(await list("limit=201"))).toEqual(fieldFaults({ limit: "range" }));
  expect(refusal(await list("limit=x"))).toEqual(fieldFaults({ limit: "format" }));
  expect(refusal(await list("name=a"))).toEqual(fieldFaults({ name: "unknown" }));
  const foreign = cursorOf(nextOf(await other.api(`GET ${BROWSERS}?limit=1`)));
  const own = cursorOf(nextOf(await list("limit=1")));
  for (const cursor of ["bad", foreign]) expect(refusal(await list(`cursor=${cursor}`))).toEqual(BAD_CURSOR);
  for (const elsewhere of [INTEGRATIONS, CREDENTIALS])
    expect(refusal(await tenant.api(`GET ${elsewhere}?cursor=${own}`))).toEqual(BAD_CURSOR);
});

it("browsers.list gives nothing as an empty list, and all of them oldest first, whole or page by page", async () => {
  const tenant = await newTenant();
  const empty = await tenant.api(`GET ${BROWSERS}`);
  expect([empty.status, empty.body, empty.headers.get("link")]).toEqual([200, [], null]);
  const made: { id: string }[] = [];
  for (let i = 0; i < 7; i++) {
    await setClock(tenant, at("2026-05-11T09:30:00Z") + Math.floor(i / 3) * 1000);
    made.push(await newBrowser(tenant, { name: `b${i}` }));
  }
  expect(must(await tenant.api(`GET ${BROWSERS}`), 200)).toEqual(made);
  expect(await newest(tenant)).toEqual({ action: "browser.listed", outcome: "ok", object: null, extra: {} });
  for (const limit of [1, 2, 7, 200])
    expect(await followPages(tenant, `${BROWSERS}?limit=${limit}`)).toEqual(made.map(({ id }) => id));
});
