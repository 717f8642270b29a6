import { fail } from "../errors";
import { given } from "../kernel/given";
import { mergeExpiry } from "./expiry";
import type { Secret } from "./store";

/** The options of a secret: for each, the column that keeps it and the name that bodies have for it. Pure. */
const WIRE_NAMES = {
  maxVersions: "max_versions",
  expiresIn: "expires_in",
  expiresAtMs: "expires_at",
  rotationPolicyId: "rotation_policy_id",
  secretPolicyId: "secret_policy_id",
  notifyBefore: "notify_before",
  casRequired: "cas_required",
  deleteVersionAfter: "delete_version_after",
} as const satisfies { readonly [K in keyof Secret]?: string };
type Option = keyof typeof WIRE_NAMES;
const OPTIONS = Object.keys(WIRE_NAMES) as Option[];

/** As a change gives them; undefined: not named, null: back to the default, or none. */
export type SecretOptions = { readonly [K in Option]?: Secret[K] | undefined };
/** The same by the names of bodies. */
export type WireOptions = { readonly [K in Option as (typeof WIRE_NAMES)[K]]?: Secret[K] | undefined };

/** Of a secret that names none. */
export const NO_OPTIONS = Object.fromEntries(OPTIONS.map((option) => [option, null])) as { [K in Option]: null };

export const optionsFrom = (body: WireOptions): SecretOptions =>
  Object.fromEntries(OPTIONS.map((option) => [option, body[WIRE_NAMES[option]]]));

/** Names of what a body changes, for the log. */
export const changedFields = (parts: { readonly [name: string]: unknown }, options: SecretOptions): string[] => [
  ...Object.keys(given(parts)),
  ...OPTIONS.filter((option) => options[option] !== undefined).map((option) => `options.${WIRE_NAMES[option]}`),
];

/** Throws AppError validation_error: an instant that has passed is a fault of the field, whatever else is wrong. */
export function checkExpiry({ expiresAtMs }: SecretOptions, nowMs: number): void {
  if (expiresAtMs != null && expiresAtMs <= nowMs)
    fail("validation_error", { fields: { "options.expires_at": "past" } });
}

/** Key by key; what says when it expires, together. */
export const mergeOptions = (
  { now }: { readonly now: number },
  secret: Secret,
  { expiresIn, expiresAtMs, ...others }: SecretOptions,
): Secret => ({ ...secret, ...mergeExpiry(secret, { expiresIn, expiresAtMs }, now), ...given(others) });
