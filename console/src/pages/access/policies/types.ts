import type { components } from "../../../../../packages/client/src/generated/schema.ts";

type Schemas = components["schemas"];
export type Policy = Schemas["Policy"];
export type PolicySummary = Schemas["PolicySummary"];
export type Binding = Schemas["Binding"];
export type Rule = Schemas["PolicyRule"];
export type Conditions = NonNullable<Rule["conditions"]>;
export type Day = NonNullable<NonNullable<Conditions["time_window"]>["days"]>[number];
export type Permission = Rule["permissions"][number];

export const PERMISSIONS = ["read", "write", "delete", "list", "rotate", "admin"] as const;
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** What of a policy somebody writes. */
export interface PolicyContent {
  readonly name: string;
  readonly description: string | null;
  readonly is_active: boolean;
  readonly rules: readonly Rule[];
}
export const contentOf = ({ name, description, is_active, rules }: Policy): PolicyContent => ({
  name,
  description,
  is_active,
  rules,
});

/** A policy with the mark of the version that was read. */
export interface ReadPolicy {
  readonly policy: Policy;
  readonly etag: string;
}
