import type { Conditions, Day, Permission, PolicyContent, Rule } from "./types.ts";

/** A policy as somebody fills it in. */
export interface PolicyDraft {
  readonly name: string;
  readonly description: string;
  readonly isActive: boolean;
  readonly rules: readonly RuleDraft[];
}
export interface RuleDraft {
  /** Tells it from the others while they come and go. */
  readonly key: number;
  readonly pattern: string;
  readonly permissions: readonly Permission[];
  /** Addresses with commas or white space between them. */
  readonly ips: string;
  readonly mfa: boolean;
  readonly hasWindow: boolean;
  readonly days: readonly Day[];
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
}

const emptyRule = (key: number): RuleDraft => ({
  key,
  pattern: "",
  permissions: ["read", "list"],
  ips: "",
  mfa: false,
  hasWindow: false,
  days: [],
  start: "08:00",
  end: "18:00",
  timezone: "",
});

export const EMPTY_POLICY: PolicyDraft = { name: "", description: "", isActive: true, rules: [emptyRule(0)] };

/** With one more at the end. */
export const withRule = (rules: readonly RuleDraft[]): readonly RuleDraft[] => [
  ...rules,
  emptyRule(Math.max(-1, ...rules.map(({ key }) => key)) + 1),
];

export const draftOf = ({ name, description, is_active, rules }: PolicyContent): PolicyDraft => ({
  name,
  description: description ?? "",
  isActive: is_active,
  rules: rules.map(ruleDraftOf),
});

function ruleDraftOf({ path_pattern, permissions, conditions = {} }: Rule, key: number): RuleDraft {
  const { ip_ranges = [], require_mfa = false, time_window: window } = conditions;
  const rule = { ...emptyRule(key), pattern: path_pattern, permissions, ips: ip_ranges.join(", "), mfa: require_mfa };
  if (window === undefined) return rule;
  const { days = [], start, end, timezone = "" } = window;
  return { ...rule, hasWindow: true, days, start, end, timezone };
}

/** What the draft says, as the API has it; what is wrong with it the API says. Pure. */
export const contentOfDraft = (draft: PolicyDraft): PolicyContent => ({
  name: draft.name.trim(),
  description: draft.description.trim() === "" ? null : draft.description.trim(),
  is_active: draft.isActive,
  rules: draft.rules.map(ruleOf),
});

function ruleOf(draft: RuleDraft): Rule {
  const conditions = conditionsOf(draft);
  const rule = { path_pattern: draft.pattern.trim(), permissions: [...draft.permissions] };
  return Object.keys(conditions).length === 0 ? rule : { ...rule, conditions };
}

function conditionsOf({ ips, mfa, hasWindow, days, start, end, timezone }: RuleDraft): Conditions {
  const ranges = ips.split(/[\s,]+/).filter((text) => text !== "");
  const zone = timezone.trim();
  const window = {
    ...(days.length > 0 && { days: [...days] }),
    start: start.trim(),
    end: end.trim(),
    ...(zone !== "" && { timezone: zone }),
  };
  return {
    ...(ranges.length > 0 && { ip_ranges: ranges }),
    ...(hasWindow && { time_window: window }),
    ...(mfa && { require_mfa: true }),
  };
}
