import type { Context } from "../kernel/context";
import { type MetadataPatch, mergeMetadata, parseMetadata } from "./metadata-merge";
import { changedFields, mergeOptions, type SecretOptions } from "./options";
import { checkedMetadata } from "./queries";
import type { Secret } from "./store";

/** What a write says of a secret, besides its value. */
export interface Description {
  /** Undefined: as it is. */
  readonly metadata: MetadataPatch | undefined;
  readonly options: SecretOptions;
}

/**
 * The secret with its metadata and options changed. `metadataVersion` grows where any is named, also with what it was before.
 * Throws AppError validation_error if what came out of merging is over a limit.
 */
export const changed = (ctx: Context, secret: Secret, { metadata, options }: Description): Secret => ({
  ...mergeOptions(ctx, secret, options),
  metadata: metadata === undefined ? secret.metadata : mergedText(secret, metadata),
  metadataVersion: secret.metadataVersion + (changedFields({ metadata }, options).length > 0 ? 1 : 0),
  updatedAtMs: ctx.now,
});

/** Throws AppError validation_error if what came out of merging is over a limit. */
export const mergedText = (secret: Secret, patch: MetadataPatch): string =>
  checkedMetadata(mergeMetadata(parseMetadata(secret.metadata), patch));
