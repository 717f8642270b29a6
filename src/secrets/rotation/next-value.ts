import { randomText } from "../../crypto/random";
import { fail } from "../../errors";
import type { Field } from "../../generation/fields";
import { type MadeValues, makeValues } from "../../generation/make";
import { mergeValues } from "../../generation/merge";
import { findGenerationPolicy, type GenerationPolicy } from "../../generation/queries";
import { slowValues } from "../../generation/slow-values";
import { takesLong } from "../../generation/speed";
import type { Context } from "../../kernel/context";
import { policyOf } from "../../rotation/attachments";
import type { RotationPolicy } from "../../rotation/queries";
import { currentData, readyToOpen } from "../current";
import type { Secret } from "../store";
import { secretStore } from "../store";

/** The next value of a secret, made by the server: by its own generation policy, else by its rotation policy's, else by its form. */

/** Made by a generation policy before the transaction that writes it. */
export interface GeneratedValues {
  readonly generationPolicy: GenerationPolicy;
  readonly values: MadeValues;
}

const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 32;

/**
 * In `prepare`: loads the keys, and makes the values if a generation policy does. Null: there is none, or the server does not make values for
 * this secret. Throws NoRootKey, UnknownRootKey, DecryptionFailed.
 */
export async function prepareNextValue(ctx: Context, path: string): Promise<GeneratedValues | null> {
  await secretStore(ctx).keys.ready(ctx.now);
  const secret = secretStore(ctx).find(path);
  const policy = secret && policyOf(ctx, secret);
  if (!secret || !policy?.autoGenerate) return null;
  await readyToOpen(ctx, path);
  const generationPolicy = generationPolicyOf(ctx, secret, policy);
  return generationPolicy?.isActive
    ? { generationPolicy, values: await makeValues(generationPolicy, ctx.now, slowValues(ctx)) }
    : null;
}

/**
 * In `run`: compact JSON of the new data. Keys that were not made stay. Throws AppError version_not_found if there is no current
 * value: whoever deleted it meant that, and made keys alone may be half of what a consumer needs; validation_error if nothing tells
 * how to make it, and version_conflict if the generation policy is another than before.
 */
export function nextValueOf(
  ctx: Context,
  secret: Secret,
  policy: RotationPolicy,
  made: GeneratedValues | null,
): string {
  const current = currentData(ctx, secret) ?? missing(secret);
  if (secret.secretPolicyId === null && policy.secretPolicyId === null) return renewed(current);
  const generationPolicy = generationPolicyOf(ctx, secret, policy);
  if (!generationPolicy?.isActive) return needsValue();
  if (
    made?.generationPolicy.id !== generationPolicy.id ||
    made.generationPolicy.updatedAtMs !== generationPolicy.updatedAtMs
  )
    return fail("version_conflict", { path: secret.path, current_version: secret.version });
  return mergeValues(current, made.values);
}

/** What the server would make for the path: what a call that asks for it has to be admitted for. */
export function fieldsMadeAt(ctx: Context, path: string): readonly Field[] {
  const secret = secretStore(ctx).find(path);
  const policy = secret && policyOf(ctx, secret);
  if (!secret || !policy?.autoGenerate) return [];
  const generationPolicy = generationPolicyOf(ctx, secret, policy);
  return generationPolicy?.isActive ? generationPolicy.fields : [];
}

/** Will making its next value hold up the object? */
export function isSlow(ctx: Pick<Context, "db">, secret: Secret, policy: RotationPolicy): boolean {
  const generationPolicy = generationPolicyOf(ctx, secret, policy);
  return generationPolicy?.isActive === true && generationPolicy.fields.some(takesLong);
}

const generationPolicyOf = (
  ctx: Pick<Context, "db">,
  secret: Secret,
  policy: RotationPolicy,
): GenerationPolicy | undefined => {
  const id = secret.secretPolicyId ?? policy.secretPolicyId;
  return id === null ? undefined : findGenerationPolicy(ctx, id);
};

/** One key with a string gets another string; of anything else nobody knows what it is. */
function renewed(current: string): string {
  const [only, ...others] = Object.entries(JSON.parse(current) as object);
  if (!only || others.length > 0 || typeof only[1] !== "string") return needsValue();
  return mergeValues(current, new Map([[only[0], randomText(LETTERS_AND_DIGITS, LENGTH)]]));
}

/** A rotation replaces a value: there is none. */
export const missing = ({ path, version }: Secret): never => fail("version_not_found", { path, version });

export const needsValue = (): never => fail("validation_error", { fields: { new_value: "required" } });
