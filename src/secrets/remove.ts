import { fail } from "../errors";
import { wholeSecond } from "../formats";
import type { Context, MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { checkPrecondition, type Precondition } from "../kernel/precondition";
import { settingsOf } from "../settings/cache";
import { emitDeleted } from "./events";
import { destroySecret, findLive, updateSecret } from "./queries";
import { isReadable } from "./retention";
import { isPathTaken, type Secret, secretStore } from "./store";
import { deleteVersions, destroyVersions, versionOf } from "./versions";

export interface RemoveSecret {
  readonly path: string;
  /** For good. */
  readonly permanent: boolean;
  /** One version; null: the secret. */
  readonly version: number | null;
  readonly precondition: Precondition;
}
export interface Removed {
  readonly path: string;
  readonly version: number | null;
  readonly permanent: boolean;
  /** From this instant on nothing can be restored; null: it is gone already, or it is one version, which has no such end. */
  readonly recoverableUntilMs: number | null;
}

export const deleteSecret = mutation({
  name: "secrets.delete",
  scope: "secrets:delete",
  category: "delete",
  action: "delete",
  reach: "tenant",
  actionOf: ({ version, permanent }: RemoveSecret) =>
    version === null ? undefined : permanent ? "version_destroy" : "version_delete",
  target: ({ path, permanent }: RemoveSecret) => ({ path, permission: permanent ? "admin" : "delete" }),
  run(ctx, input: RemoveSecret): Removed {
    const { path, version, permanent } = input;
    if (version !== null) return removeVersion(ctx, input, version);
    ctx.audit.annotate({ permanent });
    const secret = permanent ? findLiveOrDeleted(ctx, path) : findLive(ctx, path);
    checkPrecondition(input.precondition, secret.version);
    const recoverableUntilMs = permanent ? destroyWhole(ctx, secret) : hide(ctx, secret);
    return { path, version, permanent, recoverableUntilMs };
  },
});

/** For good, live or softly deleted. */
export function destroyWhole(ctx: MutationContext, secret: Secret): null {
  tell(ctx, secret, null);
  destroySecret(ctx, secret);
  return null;
}

/** The window is fixed now, whatever the setting becomes. */
function hide(ctx: MutationContext, secret: Secret): number {
  const recoverableUntilMs = wholeSecond(ctx.now + settingsOf(ctx).softDeleteRetentionMs);
  updateSecret(ctx, secret, { ...secret, deletedAtMs: ctx.now, recoverableUntilMs });
  ctx.schedule(recoverableUntilMs);
  tell(ctx, secret, recoverableUntilMs);
  return recoverableUntilMs;
}

/** `recoverableUntilMs` null: it goes for good. Before its versions go: they are counted. */
function tell(ctx: MutationContext, secret: Secret, recoverableUntilMs: number | null): void {
  ctx.audit.annotate({ version: secret.version });
  const versions = secretStore(ctx).statements.versionsOf.all({ secretId: secret.id });
  const versionCount = versions.filter((row) => isReadable(row, ctx.now)).length;
  emitDeleted(ctx, secret, { versionCount, version: null, permanent: recoverableUntilMs === null, recoverableUntilMs });
}

/** Any version, the current one too: a read is then `version_not_found`, and a write goes on with the next number. */
function removeVersion(
  ctx: MutationContext,
  { path, permanent, precondition }: RemoveSecret,
  version: number,
): Removed {
  ctx.audit.annotate({ version });
  const secret = findLive(ctx, path);
  versionOf(ctx, secret, version);
  checkPrecondition(precondition, secret.version);
  if (permanent) destroyVersions(ctx, secret, [version]);
  else deleteVersions(ctx, secret, [version]);
  return { path, version, permanent, recoverableUntilMs: null };
}

/** Live, or softly deleted and still to be restored. Throws AppError secret_not_found. */
function findLiveOrDeleted(ctx: Context, path: string): Secret {
  const secret = secretStore(ctx).find(path);
  return secret && isPathTaken(secret, ctx.now) ? secret : fail("secret_not_found", { path });
}
