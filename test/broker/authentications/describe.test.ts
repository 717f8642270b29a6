import { expect, it } from "vitest";
import { call, must } from "../../support/api";
import { newFakeBrowser } from "../../support/fake-browser";
import { fault, newFakeBench } from "../broker-bench";

it("looks at pages are twenty at once and no more, and each that ends makes room for another", async () => {
  const { b, vault } = await newFakeBench();
  const token = await b.tenant.token(["credentials:authenticate"]);
  const slow = await newFakeBrowser({ upgrade: { held: true, status: 503 } });
  const browser = must(await b.tenant.api("POST /api/v1/browsers", { name: "slow", endpoint: slow.socket }), 201);
  const look = () =>
    call(`POST /api/v1/credentials/${b.credentialId}/describe-login`, {
      token,
      body: { browser: { browserId: browser.id } },
    });
  const looks = Array.from({ length: 20 }, look);
  await slow.until(({ calls }) => calls.length === 20);
  expect(fault(await look())).toEqual({
    status: 400,
    code: "invalid_request",
    details: { reason: "limit_reached", limit: 20 },
  });
  await slow.release();
  const nothing = { host: null, allowed: false, matchedPattern: null, form: null };
  for (const answer of await Promise.all(looks))
    expect(must(answer, 200)).toEqual({ ...nothing, refusal: "browser_refused", details: { upstreamStatus: 503 } });
  const next = look();
  await slow.until(({ calls }) => calls.length === 21);
  await slow.release();
  expect(must(await next, 200).refusal).toBe("browser_refused");
  expect(await vault.calls()).toEqual([]);
});
