import { fail } from "../errors";
import { findGenerationPolicy } from "../generation/queries";
import type { Context } from "../kernel/context";
import { findRotationPolicy } from "../rotation/queries";
import { mergeExpiry } from "./expiry";
import type { Secret } from "./store";

/** Options of a secret as a body gives them; undefined: not named, null: back to the default, or none. */
export interface SecretOptions {
  readonly maxVersions?: number | null | undefined;
  /** A duration, as given. */
  readonly expiresIn?: string | null | undefined;
  readonly expiresAtMs?: number | null | undefined;
  readonly rotationPolicyId?: string | null | undefined;
  readonly secretPolicyId?: string | null | undefined;
  readonly notifyBefore?: readonly string[] | null | undefined;
}

/** Throws AppError validation_error: an instant that has passed is a fault of the field, whatever else is wrong. */
export function checkExpiry({ expiresAtMs }: SecretOptions, nowMs: number): void {
  if (expiresAtMs != null && expiresAtMs <= nowMs)
    fail("validation_error", { fields: { "options.expires_at": "past" } });
}

/** Policies that a body names must be there. Throws AppError rotation_policy_not_found, secret_policy_not_found. */
export function checkPolicies(ctx: Context, { rotationPolicyId, secretPolicyId }: SecretOptions): void {
  if (rotationPolicyId != null && !findRotationPolicy(ctx, rotationPolicyId))
    fail("rotation_policy_not_found", { field: "options.rotation_policy_id" });
  if (secretPolicyId != null && !findGenerationPolicy(ctx, secretPolicyId))
    fail("secret_policy_not_found", { field: "options.secret_policy_id" });
}

/** Key by key. */
export function mergeOptions({ now }: Pick<Context, "now">, secret: Secret, options: SecretOptions): Secret {
  const { maxVersions, notifyBefore, rotationPolicyId, secretPolicyId } = options;
  return {
    ...secret,
    ...mergeExpiry(secret, options, now),
    maxVersions: maxVersions === undefined ? secret.maxVersions : maxVersions,
    notifyBefore: notifyBefore === undefined ? secret.notifyBefore : notifyBefore,
    rotationPolicyId: rotationPolicyId === undefined ? secret.rotationPolicyId : rotationPolicyId,
    secretPolicyId: secretPolicyId === undefined ? secret.secretPolicyId : secretPolicyId,
  };
}

/** Names of what a body changes, for the log. */
export const changedFields = (parts: { readonly [name: string]: unknown }, options: SecretOptions): string[] => [
  ...Object.keys(parts).filter((name) => parts[name] !== undefined),
  ...Object.entries(WIRE_NAMES).flatMap(([name, wire]) =>
    options[name as keyof SecretOptions] === undefined ? [] : [`options.${wire}`],
  ),
];

const WIRE_NAMES = {
  maxVersions: "max_versions",
  expiresIn: "expires_in",
  expiresAtMs: "expires_at",
  rotationPolicyId: "rotation_policy_id",
  secretPolicyId: "secret_policy_id",
  notifyBefore: "notify_before",
} as const satisfies Record<keyof SecretOptions, string>;
