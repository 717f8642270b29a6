import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { differencesOf } from "../../data/changes.ts";
import type { Policy } from "./rhythm.ts";

export type Body = components["schemas"]["CreateRotationPolicy"];

/** What the fields say; every one of them as text. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly kind: "interval" | "schedule";
  readonly interval: string;
  readonly schedule: string;
  readonly timezone: string;
  readonly isWindowed: boolean;
  readonly start: string;
  readonly end: string;
  readonly grace: string;
  readonly warn: string;
  readonly isGenerated: boolean;
  readonly by: string;
}

export const draftOf = (policy?: Policy): Draft => ({
  name: policy?.name ?? "",
  description: policy?.description ?? "",
  kind: (policy?.schedule ?? null) === null ? "interval" : "schedule",
  interval: policy?.interval ?? "",
  schedule: policy?.schedule ?? "",
  timezone: policy?.timezone ?? policy?.window?.timezone ?? "",
  isWindowed: (policy?.window ?? null) !== null,
  start: policy?.window?.start ?? "",
  end: policy?.window?.end ?? "",
  grace: policy?.grace_period ?? "",
  warn: policy?.warn_before ?? "",
  isGenerated: policy?.auto_generate ?? false,
  by: policy?.secret_policy_id ?? "",
});

/** The whole of a policy, as the API takes it: what does not go with its rhythm is null. `days` of a window stay as they were. Pure. */
export function bodyOf(draft: Draft, old?: Policy): Body {
  const isInterval = draft.kind === "interval";
  const zone = draft.timezone.trim() || undefined;
  const days = old?.window?.days as NonNullable<Body["window"]>["days"];
  const window = { ...(days && { days }), start: draft.start, end: draft.end, ...(zone && { timezone: zone }) };
  const grace = draft.grace.trim();
  return {
    name: draft.name,
    description: draft.description.trim() || null,
    interval: isInterval ? draft.interval.trim() : null,
    schedule: isInterval ? null : draft.schedule.trim(),
    timezone: isInterval ? null : (zone ?? null),
    window: isInterval && draft.isWindowed ? window : null,
    ...(grace && { grace_period: grace }),
    warn_before: draft.warn.trim() || null,
    auto_generate: draft.isGenerated,
    secret_policy_id: draft.isGenerated ? draft.by.trim() || null : null,
  };
}

/** What a form makes other of a policy than it was: nothing else is sent, so nothing else is overwritten. Pure. */
export function changeOf(policy: Policy, body: Body): Partial<Body> {
  const before = { ...bodyOf(draftOf(policy), policy) };
  return Object.fromEntries(differencesOf(before, { ...body }).map(({ name, after }) => [name, after]));
}
