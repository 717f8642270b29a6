import { fail } from "../errors";
import { formatTimestamp } from "../formats";
import type { Context } from "../tenant/context";
import { mutation } from "../tenant/operation";
import { checkPrecondition, type Precondition } from "../tenant/preconditions";
import { tellCreated, tellUpdated } from "./events";
import { setsExpiry } from "./expiry";
import { type MetadataPatch, mergeMetadata, parseMetadata } from "./metadata-merge";
import { checkExpiry, checkPolicies, mergeOptions, type SecretOptions } from "./options";
import {
  checkedMetadata,
  destroySecret,
  insertSecret,
  insertVersion,
  newSecret,
  prune,
  requireUnexpired,
  updateSecret,
} from "./records";
import { holdsPath, type Secret } from "./store";
import type { SecretType } from "./types";

export interface PutSecret {
  readonly path: string;
  /** Compact JSON of an object. */
  readonly data: string;
  readonly secretType: SecretType | undefined;
  /** Undefined: as it is. */
  readonly metadata: MetadataPatch | undefined;
  readonly options: SecretOptions;
  readonly precondition: Precondition;
}
export interface Written {
  readonly path: string;
  readonly secretType: SecretType;
  readonly version: number;
  /** Null: the secret is new. */
  readonly previousVersion: number | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly expiresAtMs: number | null;
}

/** Every call makes a version. Writers of one path queue by construction: a mutation runs whole. */
export const putSecret = mutation({
  scope: "secrets:write",
  category: "write",
  action: "write",
  reach: "tenant",
  target: ({ path }: PutSecret) => ({ path, permission: "write" }),
  prepare: ({ secrets, now }) => secrets.keys.ready(now),
  run: (ctx, input: PutSecret): Written => writeSecret(ctx, input, () => input.data),
});

/**
 * The write itself, for every verb that makes a version by it. `dataFor`: compact JSON of the new value, given the live secret,
 * undefined where the path is free. The keys must be ready.
 */
export function writeSecret(
  ctx: Context,
  input: Omit<PutSecret, "data">,
  dataFor: (before: Secret | undefined) => string,
): Written {
  checkExpiry(input.options, ctx.now);
  checkPolicies(ctx, input.options);
  const before = liveOrFree(ctx, input.path);
  checkPrecondition(input.precondition, before?.version ?? null);
  if (before && !setsExpiry(input.options)) requireUnexpired(before, ctx.now);
  const data = dataFor(before);
  const secret = nextSecret(ctx, before ?? newSecret(ctx, input.path), input);
  if (before) updateSecret(ctx, before, secret);
  else insertSecret(ctx, secret);
  insertVersion(ctx, secret, secret.version, data);
  ctx.trail.note({ version: secret.version, created: before === undefined });
  prune(ctx, secret);
  if (before) tellUpdated(ctx, secret, before.version);
  else tellCreated(ctx, secret);
  return { ...secret, previousVersion: before?.version ?? null };
}

/**
 * The live secret, or undefined where the path is free: also where a deleted one could no longer be restored, which is
 * destroyed. Throws AppError secret_exists where one still could.
 */
function liveOrFree(ctx: Context, path: string): Secret | undefined {
  const secret = ctx.secrets.find(path);
  if (!secret || secret.recoverableUntilMs === null) return secret;
  if (holdsPath(secret, ctx.now))
    fail("secret_exists", { path, recoverable_until: formatTimestamp(secret.recoverableUntilMs) });
  destroySecret(ctx, secret);
  ctx.trail.note({ purged_version: secret.version });
  return undefined;
}

function nextSecret(ctx: Context, secret: Secret, { options, metadata, secretType }: Omit<PutSecret, "data">): Secret {
  const merged = metadata === undefined ? secret.metadata : mergedText(secret, metadata);
  return {
    ...mergeOptions(ctx, secret, options),
    metadata: merged,
    secretType: secretType ?? secret.secretType,
    version: secret.version + 1,
    updatedAtMs: ctx.now,
  };
}

export const mergedText = (secret: Secret, patch: MetadataPatch): string =>
  checkedMetadata(mergeMetadata(parseMetadata(secret.metadata), patch));
