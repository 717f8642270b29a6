import { expect, it } from "vitest";
import { call, must, newTenant } from "../support/api";
import { shiftClock } from "../support/spaces";
import { make, whoami } from "./support";

it("tokens.revoke counts for the next request, may be repeated, and may be done by the token itself", async () => {
  const tenant = await newTenant();
  const made = await make(tenant);
  const other = await tenant.token(["secrets:read"]);
  const foreign = await call(`DELETE /v1/tokens/${made.id}`, { token: other });
  expect(foreign.body.error).toMatchObject({ code: "insufficient_scope" });
  must(await call(`DELETE /v1/tokens/${made.id}`, { token: made.token }), 204);
  expect(await whoami(made.token)).toBe("token_revoked");
  const { revoked_at, status } = (await tenant.api(`GET /v1/tokens/${made.id}`)).body;
  await shiftClock(tenant.stub, 5000);
  must(await tenant.api(`DELETE /v1/tokens/${made.id}`), 204);
  expect((await tenant.api(`GET /v1/tokens/${made.id}`)).body.revoked_at).toBe(revoked_at);
  expect(status).toBe("revoked");
});
