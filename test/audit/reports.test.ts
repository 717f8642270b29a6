import { expect, it } from "vitest";
import { must, newTenant } from "../support/api";
import { plant } from "./planted";

it("reports on an identity and a path with more rows than one turn counts count each row once, also those of one instant, and held up whoever else asked", async () => {
  const tenant = await newTenant();
  const recent = new Date(Date.now() - 3_600_000).toISOString();
  await plant(tenant, 4_500, (i) => ({
    timestamp: recent,
    identity_id: "user:busy",
    secret_path: `s/${i % 4 === 0 ? "a" : i % 7}`,
    success: i % 9 !== 0,
    error_code: i % 9 === 0 ? "access_denied" : null,
  }));
  const identity = must(await tenant.api("GET /v1/audit/identities/user:busy?limit=1"), 200);
  const at30 = { total_events_30d: 4_500, denied_30d: 500, unique_secrets_30d: 8 };
  expect(identity.summary).toEqual({ ...at30, last_seen_at: expect.any(String) });
  const path = must(await tenant.api("GET /v1/audit/secrets/s/a?limit=1"), 200);
  const given = { total_accesses_30d: 1_000, unique_identities_30d: 1 };
  expect(path.summary).toEqual({ ...given, last_accessed_at: expect.any(String) });
});
