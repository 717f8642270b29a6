import { fail } from "../errors";
import type { MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { emitRestored } from "./events";
import { findLive, updateSecret } from "./queries";
import { isRestorable } from "./retention";
import { isPathTaken, secretStore } from "./store";
import { restoreVersions, versionOf } from "./versions";

export interface RestoreSecret {
  readonly path: string;
  /** One version of a live secret; null: the secret. */
  readonly version: number | null;
}
export interface Restored {
  readonly path: string;
  /** The one that is back, or the current one of a secret that is back as a whole. */
  readonly version: number;
  readonly currentVersion: number;
  readonly restoredAtMs: number;
}

export const restoreSecret = mutation({
  name: "secrets.restore",
  scope: "secrets:write",
  category: "write",
  action: "restore",
  reach: "tenant",
  actionOf: ({ version }: RestoreSecret) => (version === null ? undefined : "version_undelete"),
  target: ({ path }: RestoreSecret) => ({ path, permission: "write" }),
  run: (ctx, { path, version }: RestoreSecret): Restored =>
    version === null ? restoreWhole(ctx, path) : restoreVersion(ctx, path, version),
});

/** Everything is back: values, versions, metadata, and an expiry that may have passed. */
function restoreWhole(ctx: MutationContext, path: string): Restored {
  const secret = secretStore(ctx).find(path);
  if (!secret || secret.deletedAtMs === null || !isPathTaken(secret, ctx.now))
    return fail("secret_not_found", { path });
  updateSecret(ctx, secret, { ...secret, deletedAtMs: null, recoverableUntilMs: null });
  const { version } = secret;
  ctx.audit.annotate({ version });
  emitRestored(ctx, secret, version);
  return { path, version, currentVersion: version, restoredAtMs: ctx.now };
}

/** One that was not deleted stays as it is. */
function restoreVersion(ctx: MutationContext, path: string, version: number): Restored {
  ctx.audit.annotate({ version });
  const secret = findLive(ctx, path);
  if (!isRestorable(versionOf(ctx, secret, version), ctx.now)) fail("version_not_found", { path, version });
  restoreVersions(ctx, secret, [version]);
  return { path, version, currentVersion: secret.version, restoredAtMs: ctx.now };
}
