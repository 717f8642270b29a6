import { mutation } from "../kernel/operation";
import { checkPrecondition, type Precondition } from "../kernel/precondition";
import { changed, type Description } from "./changed";
import { type SecretMetadata, viewMetadata } from "./metadata";
import { changedFields, checkExpiry } from "./options";
import { findLive, prune, updateSecret } from "./queries";
import { checkPolicies } from "./references";

export interface PatchSecret extends Description {
  readonly path: string;
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
    const secret = changed(ctx, before, { metadata, options });
    updateSecret(ctx, before, secret);
    ctx.audit.annotate({ fields: changedFields({ metadata }, options) });
    prune(ctx, secret);
    return viewMetadata(ctx, secret);
  },
});
