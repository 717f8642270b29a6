import { expect, it } from "vitest";
import { browserFollowups } from "../../../src/broker/browsers/followups";
import { must, newTenant } from "../../support/api";
import { takeErrors } from "../../support/log";
import {
  entries,
  fieldFaults,
  NOT_FOUND,
  newest,
  refusal,
  UNAVAILABLE,
  withFault,
  withoutTable,
} from "../record-bench";
import { BROWSERS, newBrowser, storedBrowsers } from "./support";

it("browsers.delete takes no query, and keeps the browser where D1 refuses", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant);
  expect(refusal(await tenant.api(`DELETE ${BROWSERS}/${made.id}?force=true`))).toEqual(
    fieldFaults({ force: "unknown" }),
  );
  const answer = await withFault("DELETE ON browsers", () => tenant.api(`DELETE ${BROWSERS}/${made.id}`));
  expect(refusal(answer)).toEqual(UNAVAILABLE);
  expect(takeErrors("directory_unavailable")).toHaveLength(1);
  expect(must(await tenant.api(`GET ${BROWSERS}/${made.id}`), 200)).toEqual(made);
});

it("browsers.delete takes one browser and no other, once, and leaves its row", async () => {
  const tenant = await newTenant();
  const [made, kept] = [await newBrowser(tenant), await newBrowser(tenant)];
  const gone = await tenant.api(`DELETE ${BROWSERS}/${made.id.toUpperCase()}`);
  expect([gone.status, gone.text]).toEqual([204, ""]);
  expect(await newest(tenant)).toEqual({
    action: "browser.deleted",
    outcome: "ok",
    object: made.id,
    extra: { browser_id: made.id },
  });
  expect(await storedBrowsers(tenant)).toMatchObject([{ id: kept.id }]);
  for (const method of ["DELETE", "GET"])
    expect(refusal(await tenant.api(`${method} ${BROWSERS}/${made.id}`))).toEqual(NOT_FOUND);
});

it("browsers.delete whose outcome nobody knew is settled before the next call, and its row says so", async () => {
  const tenant = await newTenant();
  const made = await newBrowser(tenant);
  const answer = await withoutTable("receipts", () => tenant.api(`DELETE ${BROWSERS}/${made.id}`));
  expect(refusal(answer)).toEqual(UNAVAILABLE);
  expect(takeErrors("directory_unavailable").length).toBeGreaterThanOrEqual(2);
  // It did not come about, and never will.
  expect(must(await tenant.api(`GET ${BROWSERS}/${made.id}`), 200)).toEqual(made);
  expect((await entries(tenant)).filter(({ action }) => action === "browser.deleted")).toEqual([
    {
      action: "browser.deleted",
      outcome: "service_unavailable",
      object: made.id,
      extra: { browser_id: made.id, reconciled: true },
    },
  ]);
});

it("browsers.delete tells what must end with the browser once it took effect, and not otherwise", async () => {
  const told: unknown[] = [];
  const handlers = browserFollowups([
    async (core, id) => void told.push(core, id),
    async (_, id) => void told.push(id),
  ]);
  const deleted = handlers.find(({ kind }) => kind === "browser_deleted");
  const followup = { kind: "browser_deleted", id: "0a" };
  const core = {} as never;
  await deleted?.besides?.(core, { id: "chg_1", followup, tookEffect: false, reconciled: true });
  expect(told).toEqual([]);
  await deleted?.besides?.(core, { id: "chg_1", followup, tookEffect: true, reconciled: false });
  expect(told).toEqual([core, "0a", "0a"]);
});
