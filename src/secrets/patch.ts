import { mutation } from "../kernel/operation";
import { checkPrecondition, type Precondition } from "../kernel/precondition";
import { type SecretMetadata, viewMetadata } from "./metadata";
import type { MetadataPatch } from "./metadata-merge";
import { changedFields, checkExpiry, mergeOptions, type SecretOptions } from "./options";
import { findLive, prune, updateSecret } from "./queries";
import { checkPolicies } from "./references";
import { mergedText } from "./write";

export interface PatchSecret {
  readonly path: string;
  /** Undefined: as it is. */
  readonly metadata: MetadataPatch | undefined;
  readonly options: SecretOptions;
  readonly precondition: Precondition;
}

/** Metadata and options without a new version. A new expiry revives an expired secret. */
export const patchSecret = mutation({
  name: "secrets.patch",
  scope: "secrets:write",
  category: "write",
  action: "update",
  reach: "tenant",
  check: ({ options }: PatchSecret, nowMs) => checkExpiry(options, nowMs),
  target: ({ path }: PatchSecret) => ({ path, permission: "write" }),
  run(ctx, { path, metadata, options, precondition }: PatchSecret): SecretMetadata {
    const before = findLive(ctx, path);
    checkPolicies(ctx, options);
    checkPrecondition(precondition, before.version);
    const merged = metadata === undefined ? before.metadata : mergedText(before, metadata);
    const secret = { ...mergeOptions(ctx, before, options), metadata: merged, updatedAtMs: ctx.now };
    updateSecret(ctx, before, secret);
    ctx.audit.annotate({ fields: changedFields({ metadata }, options) });
    prune(ctx, secret);
    return viewMetadata(ctx, secret);
  },
});
