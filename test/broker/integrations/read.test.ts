import { afterEach, expect, it, vi } from "vitest";
import { must, newTenant } from "../../support/api";
import {
  at,
  INTEGRATIONS,
  NOT_FOUND,
  newest,
  newIntegration,
  refusal,
  setClock,
  stored,
  UNKNOWN_ID,
} from "../record-bench";

afterEach(() => {
  vi.restoreAllMocks();
});

it("integrations.read has one answer for ids that are missing, malformed, gone, or another tenant's", async () => {
  const [tenant, stranger] = [await newTenant(), await newTenant()];
  const foreign = await newIntegration(stranger);
  const gone = await newIntegration(tenant);
  must(await tenant.api(`DELETE ${INTEGRATIONS}/${gone.id}`), 204);
  const lines: [string, unknown][] = [
    ["GET", undefined],
    ["PUT", { secretId: "s" }],
    ["PATCH", { name: "n" }],
    ["DELETE", undefined],
  ];
  const strip = (text: string) => text.replace(/req_[0-9a-z]+/, "");
  for (const [method, body] of lines) {
    const missing = await tenant.api(`${method} ${INTEGRATIONS}/${UNKNOWN_ID}`, body);
    expect(refusal(missing)).toEqual(NOT_FOUND);
    for (const id of [foreign.id, gone.id, "none", "constructor", "%00", `${UNKNOWN_ID}0`]) {
      const answer = await tenant.api(`${method} ${INTEGRATIONS}/${id}`, body);
      expect(strip(answer.text), `${method} ${id}`).toBe(strip(missing.text));
      expect(answer.status).toBe(404);
    }
    expect(await newest(tenant)).toMatchObject({ outcome: "not_found", object: null, extra: {} });
  }
  expect((await stored(stranger)).integrations).toMatchObject([{ id: foreign.id, revision: 1, name: foreign.name }]);
});

it("integrations.read compares ids in lower case", async () => {
  const tenant = await newTenant();
  const made = await newIntegration(tenant);
  const answer = await tenant.api(`GET ${INTEGRATIONS}/${made.id.toUpperCase()}`);
  expect(must(answer, 200)).toEqual(made);
  expect(await newest(tenant)).toEqual({
    action: "integration.read",
    outcome: "ok",
    object: made.id,
    extra: { integration_id: made.id },
  });
});

it("integrations.list gives all, oldest first, without a vault call, and nothing as an empty list", async () => {
  const tenant = await newTenant();
  const empty = await tenant.api(`GET ${INTEGRATIONS}`);
  expect([empty.status, empty.body, empty.headers.get("link")]).toEqual([200, [], null]);
  await setClock(tenant, at("2026-05-11T09:30:05Z"));
  const late = await newIntegration(tenant, {}, { name: "late" });
  await setClock(tenant, at("2026-05-11T09:30:00Z"));
  const early = await newIntegration(tenant, {}, { name: "early" });
  expect(must(await tenant.api(`GET ${INTEGRATIONS}`), 200)).toEqual([early, late]);
  expect(await newest(tenant)).toEqual({ action: "integration.listed", outcome: "ok", object: null, extra: {} });
  const head = await tenant.api(`HEAD ${INTEGRATIONS}/${late.id}`);
  expect([head.status, head.text]).toEqual([200, ""]);
});
