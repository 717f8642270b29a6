import { fail } from "../errors";
import { mutation } from "../kernel/operation";
import { emitRestored } from "./events";
import { updateSecret } from "./queries";
import { isPathTaken, secretStore } from "./store";

export interface Restored {
  readonly path: string;
  readonly version: number;
  readonly restoredAtMs: number;
}

/** Everything is back: values, versions, metadata, and an expiry that may have passed. */
export const restoreSecret = mutation({
  name: "secrets.restore",
  scope: "secrets:write",
  category: "write",
  action: "restore",
  reach: "tenant",
  target: ({ path }: { path: string }) => ({ path, permission: "write" }),
  run(ctx, { path }): Restored {
    const secret = secretStore(ctx).find(path);
    if (!secret || secret.deletedAtMs === null || !isPathTaken(secret, ctx.now))
      return fail("secret_not_found", { path });
    updateSecret(ctx, secret, { ...secret, deletedAtMs: null, recoverableUntilMs: null });
    ctx.audit.annotate({ version: secret.version });
    emitRestored(ctx, secret);
    return { path, version: secret.version, restoredAtMs: ctx.now };
  },
});
