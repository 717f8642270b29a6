/** The conditions of a rule as written and stored, already of the right shape. Absent, and `false`, is no condition. */
export interface ConditionsText {
  readonly ip_ranges?: readonly string[] | undefined;
  readonly time_window?: TimeWindowText | undefined;
  readonly require_mfa?: boolean | undefined;
}
export interface TimeWindowText {
  readonly days?: readonly string[] | undefined;
  readonly start: string;
  readonly end: string;
  readonly timezone?: string | undefined;
}

/** A rule as it is written, stored and shown. */
export interface RuleText {
  readonly path_pattern: string;
  readonly permissions: readonly Permission[];
  readonly conditions?: ConditionsText | undefined;
}

/** A policy that an identity holds, as plain data: it also travels from a partner's object to a tenant's. */
export interface HeldPolicy {
  readonly id: string;
  readonly rules: readonly RuleText[];
}

export const PERMISSIONS = ["read", "write", "delete", "list", "rotate", "admin"] as const;
export type Permission = (typeof PERMISSIONS)[number];
export interface PermissionRequest {
  readonly permission: Permission;
  readonly path: string;
}
