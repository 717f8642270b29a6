import { fail } from "../errors";
import { wholeSecond } from "../formats";
import type { Context, MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { checkPrecondition, type Precondition } from "../kernel/precondition";
import { settingsOf } from "../settings/cache";
import { emitDeleted } from "./events";
import { destroySecret, destroyVersions, findLive, updateSecret } from "./queries";
import { isReadable } from "./retention";
import { isPathTaken, type Secret, secretStore } from "./store";

export interface RemoveSecret {
  readonly path: string;
  readonly permanent: boolean;
  /** One version, at once and for good; null: the secret. Never together with `permanent`. */
  readonly version: number | null;
  readonly precondition: Precondition;
}
export interface Removed {
  readonly path: string;
  readonly version: number | null;
  readonly permanent: boolean;
  /** From this instant on nothing can be restored; null: it is gone already. */
  readonly recoverableUntilMs: number | null;
}

export const deleteSecret = mutation({
  name: "secrets.delete",
  scope: "secrets:delete",
  category: "delete",
  action: "delete",
  reach: "tenant",
  target: ({ path, permanent }: RemoveSecret) => ({ path, permission: permanent ? "admin" : "delete" }),
  run(ctx, input: RemoveSecret): Removed {
    const { path, version, permanent } = input;
    ctx.audit.annotate({ permanent: permanent || version !== null });
    if (version !== null) return removeVersion(ctx, input, version);
    const secret = permanent ? findLiveOrDeleted(ctx, path) : findLive(ctx, path);
    checkPrecondition(input.precondition, secret.version);
    ctx.audit.annotate({ version: secret.version });
    const versions = secretStore(ctx).statements.versionsOf.all({ secretId: secret.id });
    const versionCount = versions.filter((row) => isReadable(row, ctx.now)).length;
    const recoverableUntilMs = permanent ? destroy(ctx, secret) : hide(ctx, secret);
    emitDeleted(ctx, secret, { versionCount, version, recoverableUntilMs });
    return { path, version, permanent, recoverableUntilMs };
  },
});

function destroy(ctx: MutationContext, secret: Secret): null {
  destroySecret(ctx, secret);
  return null;
}

/** The window is fixed now, whatever the setting becomes. */
function hide(ctx: MutationContext, secret: Secret): number {
  const recoverableUntilMs = wholeSecond(ctx.now + settingsOf(ctx).softDeleteRetentionMs);
  updateSecret(ctx, secret, { ...secret, deletedAtMs: ctx.now, recoverableUntilMs });
  ctx.schedule(recoverableUntilMs);
  return recoverableUntilMs;
}

/** The current version stays: nothing could stand in for it. */
function removeVersion(ctx: Context, { path, precondition }: RemoveSecret, version: number): Removed {
  ctx.audit.annotate({ version });
  const secret = findLive(ctx, path);
  const versions = secretStore(ctx).statements.versionsOf.all({ secretId: secret.id });
  const readable = versions.filter((row) => isReadable(row, ctx.now));
  if (!readable.some(({ number }) => number === version)) fail("version_not_found", { path, version });
  const isCurrent = version === secret.version;
  if (isCurrent && readable.length > 1) fail("version_conflict", { path, current_version: version });
  checkPrecondition(precondition, secret.version);
  if (isCurrent) fail("validation_error", { fields: { version: "only_version" } });
  destroyVersions(ctx, secret.id, [version]);
  emitDeleted(ctx, secret, { versionCount: 1, version, recoverableUntilMs: null });
  return { path, version, permanent: true, recoverableUntilMs: null };
}

/** Live, or softly deleted and still to be restored. Throws AppError secret_not_found. */
function findLiveOrDeleted(ctx: Context, path: string): Secret {
  const secret = secretStore(ctx).find(path);
  return secret && isPathTaken(secret, ctx.now) ? secret : fail("secret_not_found", { path });
}
