import { expect, it } from "vitest";
import { bodyOf, changeOf, draftOf } from "../../../console/src/pages/rotation/policy-draft.ts";

const policy = {
  ...{
    id: "rot_a",
    name: "a",
    description: null,
    interval: "90d",
    interval_seconds: 7_776_000,
    schedule: null,
    timezone: null,
  },
  ...{
    grace_period: "1h",
    warn_before: "7d,1d",
    auto_generate: false,
    secret_policy_id: null,
    webhook_ids: [],
    is_active: true,
  },
  ...{ secrets_count: 0, created_at: "", updated_at: "" },
  window: { days: ["sat"], start: "22:00", end: "06:00", timezone: "Europe/Amsterdam" },
};

it("a policy that is looked at and saved as it stands says the same again", () => {
  expect(bodyOf(draftOf(policy), policy)).toEqual({
    ...{ name: "a", description: null, interval: "90d", schedule: null, timezone: null, window: policy.window },
    ...{ grace_period: "1h", warn_before: "7d,1d", auto_generate: false, secret_policy_id: null },
  });
});

it("what does not go with the rhythm is taken away, so that the API is never told both", () => {
  const draft = {
    ...draftOf(policy),
    kind: "schedule",
    schedule: " 30 2 * * sun ",
    isGenerated: true,
    by: "gen_x",
  } as const;
  expect(bodyOf(draft, policy)).toEqual({
    ...{
      name: "a",
      description: null,
      interval: null,
      schedule: "30 2 * * sun",
      timezone: "Europe/Amsterdam",
      window: null,
    },
    ...{ grace_period: "1h", warn_before: "7d,1d", auto_generate: true, secret_policy_id: "gen_x" },
  });
});

it("a change names what was changed alone, so that it overwrites nothing that somebody else changed meanwhile", () => {
  expect(changeOf(policy, bodyOf(draftOf(policy), policy))).toEqual({});
  expect(changeOf(policy, bodyOf({ ...draftOf(policy), grace: "2h", end: "07:00" }, policy))).toEqual({
    grace_period: "2h",
    window: { ...policy.window, end: "07:00" },
  });
});
