import { runDurableObjectAlarm } from "cloudflare:test";
import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { as } from "../secrets/support";
import { asOperator, must } from "../support/api";
import { newPartner, stopClock } from "../support/spaces";
import { at, DAY, POLICIES, T0 } from "./support";

it("in a partner's space what the partner shares is rotated by its policies: at the date, by its administrators, and by nobody else", async () => {
  const partner = await newPartner();
  await stopClock(partner.stub, T0);
  const wish = { identity_id: "user:pat", name: "for ever", scopes: SCOPES, expires_at: null };
  const { token } = must(await asOperator("POST /v1/tokens", wish, partner.id), 201);
  const admin = as(token);
  const member = as(await partner.token(["secrets:rotate", "secrets:list"]));
  const monthly = { name: "monthly", interval: "30d", auto_generate: true, grace_period: "1h" };
  const policy = must(await admin(`POST ${POLICIES}`, monthly), 201);
  const body = { data: { k: "v" }, options: { rotation_policy_id: policy.id } };
  must(await admin("PUT /v1/partner/secrets/shared", body), 201);
  expect((await member(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: ["shared"] })).body).toMatchObject([
    { secret_path: "shared", status: "failed", error: "access_denied", new_version: null },
  ]);
  expect((await member("GET /v1/rotation/due?within_hours=8760")).body.secrets).toEqual([]);
  expect((await admin(`POST ${POLICIES}/${policy.id}/rotate`)).body).toMatchObject([{ new_version: 2 }]);
  await stopClock(partner.stub, T0 + 30 * DAY);
  await runDurableObjectAlarm(partner.stub);
  expect((await admin("GET /v1/partner/secrets/metadata/shared")).body).toMatchObject({
    current_version: 3,
    rotation_policy: { id: policy.id, next_rotation: at(60 * DAY) },
  });
});
